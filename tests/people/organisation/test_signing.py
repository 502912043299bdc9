"""Papers that delegate and absences: who may give what to whom, what it brings, when it ends, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from khue.people.access import actions as access
from khue.people.access import queries
from khue.people.access.models import Grant, Role
from khue.people.accounts.models import Person
from khue.people.organisation import actions
from khue.people.organisation.models import Absence, Appointment, Delegation, Unit

TODAY, WEEK_END = date(2026, 9, 7), date(2026, 9, 13)
APPROVE = "objectives.approve_set"


class Play:
    """A school with its rector, two vice-rectors (one in charge of the faculty), a head and a deputy of the faculty."""

    def __init__(self, founded: Any) -> None:
        self.founded, self.school, self.faculty, self.other = founded, founded.school, founded.faculty, founded.other
        self.rector = founded.employ("ha", "Đặng Thu Hà", "HT", founded.school)
        self.vice = founded.employ("khoi", "Võ Minh Khôi", "PHT", founded.school)
        self.other_vice = founded.employ("ngan", "Lương Thị Ngân Hà", "PHT", founded.school)
        self.head = founded.employ("son", "Tạ Đình Sơn", "TK", founded.faculty)
        self.deputy = founded.employ("hanh", "Cao Thị Hạnh", "PTK", founded.faculty)
        self.other_head = founded.employ("diep", "Hứa Bích Diệp", "TK", founded.other)
        self.teacher = founded.employ("loc", "Mai Xuân Lộc", "GV", founded.faculty)
        actions.put_in_charge(
            person=self.vice, unit=founded.faculty, valid_from=date(2026, 1, 1), by=None, at=founded.at
        )

    def post(self, person: Person) -> Appointment:
        return Appointment.objects.select_related("position", "unit", "person").get(person=person)

    def paper(self, giver: Person, receiver: Person, capacity: str = "TUQ.", **more: Any) -> Delegation:
        facts = {
            "unit": self.faculty, "permissions": [APPROVE], "number": "12/GUQ-CĐKTKV", "signed_on": date(2026, 9, 5),
            "valid_from": TODAY, "valid_to": WEEK_END, "by": None, "at": self.founded.at,
        }  # fmt: skip
        return actions.delegate(appointment=self.post(giver), person=receiver, capacity=capacity, **(facts | more))

    def away(self, person: Person, substitute: Person, **more: Any) -> Absence:
        facts = {"valid_from": TODAY, "valid_to": WEEK_END, "reason": "đi công tác", "by": None, "at": self.founded.at}
        return actions.record_absence(institution=self.school, person=person, substitute=substitute, **(facts | more))


@pytest.fixture
def play(founded: Any) -> Play:
    return Play(founded)


def on(person: Person, day: date) -> Person:
    again = Person.objects.get(pk=person.pk)
    again.as_of = day
    return again


def titles(person: Person, unit: Unit, day: date = TODAY, permission: str = APPROVE) -> list[tuple[str, ...]]:
    return [one.titles for one in queries.capacities(person, unit, permission, day)]


# ---- what a paper brings ----


def test_a_paper_gives_its_deeds_over_its_unit_within_its_days(play: Play) -> None:
    made = play.paper(play.rector, play.other_head)
    days = (date(2026, 9, 6), TODAY, WEEK_END, date(2026, 9, 14))
    assert [on(play.other_head, day).has_perm(APPROVE, play.faculty) for day in days] == [False, True, True, False]
    assert not on(play.other_head, TODAY).has_perm(APPROVE, play.other)
    assert not on(play.other_head, TODAY).has_perm("objectives.edit_set", play.faculty)
    event = AuditEvent.objects.get(verb="organisation.delegation.made")
    assert (event.data["number"], event.data["capacity"], made.person) == ("12/GUQ-CĐKTKV", "TUQ.", play.other_head)


def test_its_holder_signs_tuq_under_the_head(play: Play) -> None:
    play.paper(play.rector, play.other_head)
    assert titles(play.other_head, play.faculty) == [("TUQ. HIỆU TRƯỞNG", "TRƯỞNG KHOA ĐIỆN")]
    one = queries.capacities(play.other_head, play.faculty, APPROVE, TODAY)[0]
    assert (one.for_id, one.paper, one.basis) == (
        play.rector.pk, "12/GUQ-CĐKTKV", "văn bản số 12/GUQ-CĐKTKV ngày 05/09/2026"
    )  # fmt: skip


def test_a_paper_that_is_taken_back_ends_at_once_and_keeps_its_history(play: Play) -> None:
    made = play.paper(play.rector, play.other_head, valid_from=date(2026, 9, 5))
    actions.end_delegation(delegation=made, on=date(2026, 9, 6), by=None, at=play.founded.at)
    assert not on(play.other_head, TODAY).has_perm(APPROVE, play.faculty)
    assert on(play.other_head, date(2026, 9, 6)).has_perm(APPROVE, play.faculty)
    with pytest.raises(errors.Conflict, match="Đã hết hiệu lực"):
        actions.end_delegation(delegation=made, on=date(2026, 9, 6), by=None, at=play.founded.at)


def test_a_paper_ends_with_the_post_that_gave_it(play: Play) -> None:
    play.paper(play.rector, play.other_head)
    actions.end_appointment(appointment=play.post(play.rector), on=date(2026, 9, 8), by=None, at=play.founded.at)
    assert on(play.other_head, date(2026, 9, 8)).has_perm(APPROVE, play.faculty)
    assert not on(play.other_head, date(2026, 9, 9)).has_perm(APPROVE, play.faculty)


def test_a_paper_that_names_kinds_is_for_those_only(play: Play) -> None:
    play.paper(play.rector, play.other_head, document_kinds=["TB", "KH"])
    told = [queries.capacities(play.other_head, play.faculty, APPROVE, TODAY, kind=kind) for kind in ("TB", "QĐ", "")]
    assert [len(one) for one in told] == [1, 0, 1]
    with pytest.raises(
        errors.NotAllowed, match=r"số 12/GUQ-CĐKTKV chỉ giao ký kế hoạch, thông báo, không giao ký quyết định"
    ):
        queries.check_kind(play.other_head, play.faculty, APPROVE, TODAY, "QĐ")
    queries.check_kind(play.other_head, play.faculty, APPROVE, TODAY, "TB")
    queries.check_kind(play.rector, play.faculty, APPROVE, TODAY, "QĐ")


# ---- who may give what to whom ----


@pytest.mark.parametrize(
    ("giver", "receiver", "capacity", "code"),
    [
        ("rector", "teacher", "TUQ.", "delegation.receiver"),
        ("rector", "teacher", "TL.", "delegation.receiver"),
        ("rector", "head", "KT.", "delegation.receiver"),
        ("head", "other_head", "TUQ.", "delegation.not_institution"),
        ("head", "vice", "KT.", "delegation.receiver"),
        ("vice", "head", "TUQ.", "delegation.not_head"),
        ("rector", "rector", "KT.", "delegation.self"),
    ],
)
def test_the_decree_says_who_gives_what_to_whom(
    play: Play, giver: str, receiver: str, capacity: str, code: str
) -> None:
    with pytest.raises(errors.Conflict) as refused:
        play.paper(getattr(play, giver), getattr(play, receiver), capacity)
    assert refused.value.code == code
    assert not Grant.objects.filter(delegation__isnull=False).exists()


def test_a_rector_lets_a_vice_rector_sign_kt_and_a_head_a_deputy(play: Play) -> None:
    play.paper(play.rector, play.other_vice, "KT.")
    play.paper(play.head, play.deputy, "KT.", permissions=["objectives.edit_set"])
    assert titles(play.other_vice, play.faculty) == [("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")]
    lent = [one for one in queries.capacities(play.deputy, play.faculty, "objectives.edit_set", TODAY) if one.paper]
    assert [one.titles for one in lent] == [("KT. TRƯỞNG KHOA CƠ KHÍ", "PHÓ TRƯỞNG KHOA CƠ KHÍ")]


def test_what_was_delegated_is_not_delegated_further(play: Play) -> None:
    play.paper(play.rector, play.other_head)
    with pytest.raises(errors.Invalid, match="không có việc này"):  # the head has a post, but not this deed by it
        play.paper(
            play.other_head, play.founded.employ("pho", "Phó Khoa Điện", "PTK", play.other), "KT.", unit=play.other
        )
    assert Delegation.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"number": " "}, "number"),
        ({"signed_on": date(2026, 9, 8)}, "valid_from"),
        ({"valid_to": date(2026, 9, 6)}, "valid_to"),
        ({"permissions": []}, "permissions"),
        ({"permissions": ["objectives.edit_set"]}, "permissions"),
    ],
)
def test_a_paper_is_whole_or_refused(play: Play, more: dict[str, Any], field: str) -> None:
    with pytest.raises(errors.Invalid) as refused:
        play.paper(play.rector, play.other_head, **more)
    assert list(refused.value.fields) == [field]
    assert (Delegation.objects.count(), Grant.objects.filter(delegation__isnull=False).count()) == (0, 0)


def test_the_same_paper_is_not_written_twice(play: Play) -> None:
    play.paper(play.rector, play.other_head)
    with pytest.raises(errors.Conflict, match="đã được giao"):
        play.paper(play.rector, play.other_head, valid_from=date(2026, 9, 9), number="13/GUQ")


def test_writing_a_paper_is_for_the_giver_and_the_keepers(play: Play) -> None:
    for who in (play.teacher, play.vice, play.other_head):
        with pytest.raises(errors.NotAllowed):
            play.paper(play.rector, play.other_head, by=on(who, TODAY))
    assert play.paper(play.rector, play.other_head, by=on(play.rector, TODAY)).number == "12/GUQ-CĐKTKV"


def test_nobody_writes_a_paper_that_makes_themselves_mightier(play: Play) -> None:
    admin = play.founded.employ("quantri", "Đỗ Quản Trị", "QT", play.school)
    actions.appoint(
        person=admin,
        position=play.founded.positions["TK"],
        unit=play.other,
        valid_from=TODAY,
        by=None,
        at=play.founded.at,
    )
    with pytest.raises(errors.NotAllowed) as refused:
        play.paper(play.rector, admin, by=on(admin, TODAY))
    assert refused.value.code == "access.self"


def test_a_broken_journal_keeps_no_paper_and_no_grant(play: Play, break_journal: Any) -> None:
    broken = break_journal()
    with pytest.raises(broken):
        play.paper(play.rector, play.other_head)
    with pytest.raises(broken):
        play.away(play.rector, play.vice)
    assert (Delegation.objects.count(), Absence.objects.count()) == (0, 0)
    assert not Grant.objects.filter(origin__isnull=False).exists()


# ---- absence ----


def test_a_substitute_decides_and_signs_kt_while_the_rector_is_away(play: Play) -> None:
    play.away(play.rector, play.other_vice)
    days = (date(2026, 9, 6), TODAY, WEEK_END, date(2026, 9, 14))
    assert [on(play.other_vice, day).has_perm(APPROVE, play.other) for day in days] == [False, True, True, False]
    assert titles(play.other_vice, play.other) == [("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")]
    assert (
        "thay Đặng Thu Hà vắng mặt đến 13/09/2026"
        in queries.capacities(play.other_vice, play.other, APPROVE, TODAY)[0].basis
    )


def test_a_deputy_stands_in_for_the_head_of_the_unit(play: Play) -> None:
    play.away(play.head, play.deputy)
    lent = queries.capacities(play.deputy, play.faculty, "objectives.edit_set", TODAY)
    assert [one.titles for one in lent if one.for_id] == [("KT. TRƯỞNG KHOA CƠ KHÍ", "PHÓ TRƯỞNG KHOA CƠ KHÍ")]


def test_what_is_given_during_an_absence_reaches_the_substitute(play: Play) -> None:
    away = play.away(play.other_vice, play.vice)
    assert not on(play.vice, TODAY).has_perm(APPROVE, play.other)
    charge = actions.put_in_charge(
        person=play.other_vice, unit=play.other, valid_from=TODAY, by=None, at=play.founded.at
    )
    days = (TODAY, WEEK_END, date(2026, 9, 14))
    assert [on(play.vice, day).has_perm(APPROVE, play.other) for day in days] == [True, True, False]
    one = queries.capacities(play.vice, play.other, APPROVE, TODAY)[0]
    assert (one.titles, one.for_id) == (("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"), play.other_vice.pk)
    actions.end_charge(charge=charge, on=TODAY, by=None, at=play.founded.at)
    assert not on(play.vice, date(2026, 9, 8)).has_perm(APPROVE, play.other)
    assert Grant.objects.filter(absence=away).exists()


def test_a_post_given_during_an_absence_reaches_the_substitute_and_ends_with_it(play: Play) -> None:
    away = play.away(play.vice, play.other_vice)
    actions.appoint(
        person=play.vice, position=play.founded.positions["TK"], unit=play.other, valid_from=TODAY, is_main=False,
        by=None, at=play.founded.at,
    )  # fmt: skip
    assert on(play.other_vice, TODAY).has_perm("objectives.edit_set", play.other)
    actions.end_absence(absence=away, on=date(2026, 9, 8), by=None, at=play.founded.at)
    assert not on(play.other_vice, date(2026, 9, 9)).has_perm("objectives.edit_set", play.other)


def test_what_is_given_after_an_absence_is_over_is_nobody_else_s(play: Play) -> None:
    away = play.away(play.other_vice, play.vice, valid_from=date(2026, 9, 1))
    actions.end_absence(absence=away, on=date(2026, 9, 6), by=None, at=play.founded.at)
    actions.put_in_charge(person=play.other_vice, unit=play.other, valid_from=TODAY, by=None, at=play.founded.at)
    assert not on(play.vice, TODAY).has_perm(APPROVE, play.other)


def test_coming_back_early_ends_it(play: Play) -> None:
    made = play.away(play.rector, play.vice, valid_from=date(2026, 9, 1))
    actions.end_absence(absence=made, on=date(2026, 9, 6), by=None, at=play.founded.at)
    assert not on(play.vice, TODAY).has_perm(APPROVE, play.other)
    assert AuditEvent.objects.filter(verb="organisation.absence.ended").count() == 1


def test_an_absence_lends_no_power_over_accounts(play: Play) -> None:
    role = Role.objects.get(institution=play.school, code="rector")
    role.permissions = [*role.permissions, "access.grant"]
    role.save()
    play.away(play.rector, play.vice)
    assert not on(play.vice, TODAY).has_perm("access.grant", play.school)


@pytest.mark.parametrize(
    ("away", "substitute", "code"),
    [
        ("rector", "head", "absence.substitute"),
        ("head", "teacher", "absence.substitute"),
        ("head", "other_head", "absence.substitute"),
        ("rector", "rector", "absence.self"),
    ],
)
def test_only_a_deputy_or_a_peer_stands_in(play: Play, away: str, substitute: str, code: str) -> None:
    with pytest.raises(errors.Refused) as refused:
        play.away(getattr(play, away), getattr(play, substitute))
    assert refused.value.code == code
    assert not Absence.objects.exists()


def test_one_absence_at_a_time_and_written_by_those_who_may(play: Play) -> None:
    with pytest.raises(errors.NotAllowed):
        play.away(play.rector, play.vice, by=on(play.teacher, TODAY))
    play.away(play.vice, play.other_vice, by=on(play.rector, TODAY))
    with pytest.raises(errors.Conflict, match="đã được ghi vắng"):
        play.away(play.vice, play.other_vice, valid_from=date(2026, 9, 10), valid_to=date(2026, 9, 20))


def test_what_is_lent_cannot_be_taken_by_hand(play: Play) -> None:
    play.away(play.rector, play.vice)
    lent = Grant.objects.filter(absence__isnull=False).first()
    with pytest.raises(errors.Conflict, match="Giao ký, vắng mặt"):
        access.revoke(grant=lent, on=TODAY, by=None, at=play.founded.at)


# ---- the other capacities ----


def test_charge_post_acting_and_council_have_their_own_lines(play: Play) -> None:
    assert titles(play.rector, play.faculty) == [("HIỆU TRƯỞNG",)]
    assert titles(play.vice, play.faculty) == [("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")]
    assert titles(play.vice, play.other) == []
    assert titles(play.head, play.faculty, permission="objectives.edit_set") == [("TRƯỞNG KHOA CƠ KHÍ",)]
    Appointment.objects.filter(person=play.rector).update(is_acting=True)
    assert titles(play.rector, play.faculty) == [("Q. HIỆU TRƯỞNG",)]


def test_a_council_signs_tm(play: Play) -> None:
    council = actions.add_unit(
        parent=play.school, kind="council", code="HDT", name="Hội đồng trường", valid_from=date(2024, 1, 1), by=None,
        at=play.founded.at,
    )  # fmt: skip
    chair = actions.add_position(
        institution=play.school, code="CTHD", name="Chủ tịch", role="rector", by=None, at=play.founded.at
    )
    person = play.founded.person("chu", "Chử Tịch")
    actions.appoint(
        person=person, position=chair, unit=council, valid_from=date(2024, 1, 1), by=None, at=play.founded.at
    )
    assert titles(person, play.faculty) == [("TM. HỘI ĐỒNG TRƯỜNG", "CHỦ TỊCH")]
