"""Units merge and split; their people, sub-units and history follow."""

from __future__ import annotations

from datetime import date

import pytest

from khue.foundation.kernel import errors
from khue.people.organisation import actions, queries
from khue.people.organisation.models import Appointment, Unit, UnitSuccession
from tests.people.conftest import SINCE, found

ON = date(2026, 8, 1)
EVE = date(2026, 7, 31)


@pytest.fixture
def peopled(founded):
    """Khoa Cơ khí with a head, a teacher, a section and somebody in charge."""
    facts = {"by": None, "at": founded.at}
    founded.son = founded.employ("son", "Tạ Đình Sơn", "TK", founded.faculty)
    founded.loc = founded.employ("loc", "Mai Xuân Lộc", "GV", founded.faculty)
    founded.khoi = founded.employ("khoi", "Võ Minh Khôi", "PHT", founded.other)
    founded.charge = actions.put_in_charge(person=founded.khoi, unit=founded.faculty, valid_from=SINCE, **facts)
    founded.han = actions.add_unit(
        parent=founded.faculty, kind="department", code="HAN", name="Bộ môn Hàn", valid_from=SINCE, **facts
    )
    return founded


def merge(school, *units, into=None):
    return actions.merge_units(
        predecessors=units or [school.faculty], into=into or school.other, on=ON, decision_number="5/QĐ", by=None,
        at=school.at,
    )  # fmt: skip


def split(school, into, moves, **more):
    facts = {"on": ON, "by": None, "at": school.at, **more}
    return actions.split_unit(unit=school.faculty, into=into, moves=moves, **facts)


def open_posts(unit: Unit, on: date = ON) -> set[tuple[str, str]]:
    return {(post.person.full_name, post.position.code) for post in queries.posts_in(unit, on)}


def test_staff_go_on_in_the_merged_unit_and_heads_do_not(peopled):
    merge(peopled)
    assert ("Mai Xuân Lộc", "GV") in open_posts(peopled.other)
    assert ("Tạ Đình Sơn", "TK") not in open_posts(peopled.other)
    assert set(Appointment.objects.filter(unit=peopled.faculty).values_list("valid_to", flat=True)) == {EVE}


def test_sub_units_and_charges_follow_or_end(peopled):
    merge(peopled)
    han = Unit.objects.get(pk=peopled.han.pk)
    peopled.charge.refresh_from_db()
    assert han.path == f"{peopled.other.path}{han.pk:06d}/"
    assert peopled.charge.valid_to == EVE


def test_the_merged_unit_is_there_until_the_eve_and_remembers_its_successor(peopled):
    merge(peopled)
    assert peopled.faculty in queries.units_of(peopled.school, EVE)
    assert peopled.faculty not in queries.units_of(peopled.school, ON)
    row = UnitSuccession.objects.get()
    assert (row.kind, row.predecessor, row.successor, row.effective_on, row.decision_number) == (
        "merge", peopled.faculty, peopled.other, ON, "5/QĐ",
    )  # fmt: skip


def test_one_who_already_holds_the_post_there_gets_no_second(peopled):
    gv = peopled.positions["GV"]
    actions.appoint(person=peopled.loc, position=gv, unit=peopled.other, valid_from=SINCE, by=None, at=peopled.at)
    merge(peopled)
    assert Appointment.objects.filter(person=peopled.loc, unit=peopled.other).count() == 1


def test_a_unit_may_be_among_those_that_merge_into_it(peopled):
    merge(peopled, peopled.faculty, peopled.other, into=peopled.other)
    assert Unit.objects.get(pk=peopled.other.pk).valid_to is None


def test_a_unit_is_not_merged_into_one_below_it(peopled):
    with pytest.raises(errors.Conflict) as refused:
        merge(peopled, into=peopled.han)
    assert refused.value.code == "unit.circle"


@pytest.mark.parametrize("case", ["ahead", "other_school", "institution", "nothing"])
def test_what_cannot_merge_is_refused_and_nothing_is_saved(peopled, case):
    other = found("KHAC", "Trường khác")
    deeds = {
        "ahead": {"on": date(2026, 9, 8)},
        "other_school": {"into": other.faculty},
        "institution": {"into": peopled.school},
        "nothing": {"predecessors": [peopled.other]},
    }
    facts = {"predecessors": [peopled.faculty], "into": peopled.other, "on": ON, **deeds[case]}
    with pytest.raises(errors.Refused):
        actions.merge_units(by=None, at=peopled.at, **facts)
    assert Unit.objects.filter(valid_to__isnull=False).count() == 0


def test_a_divided_unit_sends_everybody_where_they_were_put(peopled):
    actions.move_unit(unit=peopled.han, parent=peopled.school, by=None, at=peopled.at)
    son, loc = (person.appointments.get().pk for person in (peopled.son, peopled.loc))
    peopled.han.refresh_from_db()
    split(peopled, [peopled.other, peopled.han], {son: peopled.han, loc: peopled.other})
    assert ("Tạ Đình Sơn", "TK") in open_posts(peopled.han)
    assert ("Mai Xuân Lộc", "GV") in open_posts(peopled.other)
    assert Unit.objects.get(pk=peopled.faculty.pk).valid_to == EVE
    assert UnitSuccession.objects.filter(kind="split").count() == 2


def test_a_unit_that_gives_off_a_part_goes_on(peopled):
    loc = peopled.loc.appointments.get().pk
    split(peopled, [peopled.other], {loc: peopled.other}, keep=True)
    assert open_posts(peopled.faculty) == {("Tạ Đình Sơn", "TK")}
    assert Unit.objects.get(pk=peopled.faculty.pk).valid_to is None


def test_nobody_may_be_left_without_a_place(peopled):
    loc = peopled.loc.appointments.get().pk
    with pytest.raises(errors.Invalid, match="Chưa chọn đơn vị mới cho: Tạ Đình Sơn"):
        split(peopled, [peopled.other, peopled.han], {loc: peopled.other})


def test_nobody_is_sent_elsewhere_and_one_part_is_no_division(peopled):
    loc = peopled.loc.appointments.get().pk
    for into, moves, code in (
        ([peopled.other, peopled.han], {loc: peopled.school}, "split.elsewhere"),
        ([peopled.other], {}, "split.too_few"),
    ):
        with pytest.raises(errors.Invalid) as refused:
            split(peopled, into, moves)
        assert refused.value.code == code


def test_a_unit_with_units_below_is_not_divided(peopled):
    moves = {post.pk: peopled.other for post in queries.posts_in(peopled.faculty, ON)}
    extra = actions.add_unit(
        parent=peopled.school, kind="faculty", code="X", name="Khoa X", valid_from=SINCE, by=None, at=peopled.at
    )
    with pytest.raises(errors.Conflict, match="Còn đơn vị trực thuộc: Bộ môn Hàn"):
        split(peopled, [peopled.other, extra], moves)
    assert open_posts(peopled.faculty) == {("Tạ Đình Sơn", "TK"), ("Mai Xuân Lộc", "GV")}


def test_a_unit_may_give_off_a_part_to_the_same_unit_more_than_once(peopled):
    for on in (ON, EVE, ON):
        split(peopled, [peopled.other], {}, keep=True, on=on)
    assert UnitSuccession.objects.filter(predecessor=peopled.faculty, successor=peopled.other).count() == 2
