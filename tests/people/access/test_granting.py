"""Roles are installed, given and taken."""

from __future__ import annotations

import importlib
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from khue.foundation.audit_trail import queries as journal
from khue.foundation.audit_trail import wording
from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from khue.people.access import actions, importing
from khue.people.access.models import Grant, Role
from tests import cast as stage

DAY = timedelta(days=1)


def role(cast, code: str, where=None) -> Role:
    return Role.objects.get(institution=where or cast.school, code=code)


def give(cast, code="auditor", to=None, over=None, by=None, **more) -> Grant:
    by = by or cast.admin
    by.as_of = cast.today
    facts = {"valid_from": cast.today, "by": by, "at": cast.at, **more}
    return actions.grant(person=to or cast.teacher, role=role(cast, code), unit=over or cast.faculty, **facts)


def code_of(deed) -> str:
    with pytest.raises(errors.Refused) as refused:
        deed()
    return refused.value.code


def test_installing_twice_writes_once(cast):
    Role.objects.filter(institution=cast.other_school, grants__isnull=True).delete()
    roles = actions.install_roles(institution=cast.other_school, by=None, at=cast.at)
    assert len(roles) == 11
    before = AuditEvent.objects.count()
    actions.install_roles(institution=cast.other_school, by=None, at=cast.at)
    assert AuditEvent.objects.count() == before


def test_installing_takes_over_what_the_pack_changed(cast):
    pack = {"roles": [{"code": "clerk", "name": "Văn thư", "permissions": ["objectives.view_set"]}]}
    actions.install_roles(institution=cast.school, pack=pack, by=None, at=cast.at)
    assert (role(cast, "clerk").permissions, role(cast, "clerk").reach) == (["objectives.view_set"], "unit")


def founded_earlier(cast, told: str, has: str) -> Role:
    """The auditor of a pack that said `told`, in an institution where the role `has` these permissions now."""
    one = role(cast, "auditor")
    one.told = {"permissions": told.split(), "own_permissions": []}
    one.permissions, one.own_permissions = has.split(), []
    one.save()
    return one


NEWER = {"roles": [{"code": "auditor", "name": "Đánh giá viên", "permissions": ["procedures.view", "calls.view_call"]}]}


@pytest.mark.parametrize(
    ("told", "has", "then"),
    [
        ("procedures.view", "procedures.view", ["procedures.view", "calls.view_call"]),
        ("procedures.view", "procedures.view audit_trail.view", ["procedures.view", "audit_trail.view", "calls.view_call"]),
        ("procedures.view", "", ["calls.view_call"]),  # what the institution took away stays away
        ("procedures.view audit_trail.view", "procedures.view audit_trail.view", ["procedures.view", "calls.view_call"]),
        ("procedures.view calls.view_call", "audit_trail.view", ["audit_trail.view"]),
    ],
)  # fmt: skip
def test_newer_pack_brings_what_is_new_and_leaves_what_was_changed(cast, told, has, then):
    one = founded_earlier(cast, told, has)
    actions.update_roles(at=cast.at, pack=NEWER)
    one.refresh_from_db()
    assert (one.permissions, one.name) == (then, "Đánh giá viên nội bộ")


def test_update_leaves_its_trail_once(cast):
    founded_earlier(cast, "procedures.view", "procedures.view")
    assert actions.update_roles(at=cast.at, pack=NEWER) != []
    event = AuditEvent.objects.filter(institution_id=cast.school.pk).latest("seq")
    assert (event.verb, event.data["permissions"]["auditor"]) == (
        "access.roles.updated", {"added": ["calls.view_call"], "removed": []},
    )  # fmt: skip
    before = AuditEvent.objects.count()
    assert (actions.update_roles(at=cast.at, pack=NEWER), AuditEvent.objects.count()) == ([], before)


def test_update_that_cannot_be_written_down_changes_nothing(cast, break_journal):
    one = founded_earlier(cast, "procedures.view", "procedures.view")
    broken = break_journal()
    with pytest.raises(broken):
        actions.update_roles(at=cast.at, pack=NEWER)
    one.refresh_from_db()
    assert one.permissions == ["procedures.view"]


def test_roles_founded_with_the_first_release_are_known_by_the_migration(cast):
    history = importlib.import_module("khue.people.access.migrations.0003_what_the_pack_said")
    now = {one.code: set(one.permissions) | set(one.own_permissions) for one in importing.read_roles()}
    first = {code: set(f"{mine} {own}".split()) for code, (mine, own) in history.FIRST.items()}
    assert set(first) <= set(now)
    assert "objectives.receive_set" in now["quality_head"] - first["quality_head"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"code": "x", "name": "X", "permissions": ["objectives.burn"]}, "không có quyền “objectives.burn”"),
        ({"code": "x", "name": "X", "reach": "world"}, "không có phạm vi “world”"),
        ({"code": "x", "name": "X", "home": "king"}, "không có vai trò “king”"),
        ({"code": "x", "name": ""}, "thiếu mã, thiếu tên"),
    ],
)
def test_a_faulty_pack_is_refused_by_name_of_the_role(row, said):
    with pytest.raises(errors.Invalid, match=said):
        importing.read_roles({"roles": [row]})


def test_an_empty_pack_is_refused():
    with pytest.raises(errors.Invalid):
        importing.read_roles({"roles": []})


def test_the_administrator_gives_a_role_and_the_trail_tells_it(cast):
    made = give(cast)
    assert (made.person, made.unit, made.valid_to) == (cast.teacher, cast.faculty, None)
    event = journal.history(institution=cast.school.pk, about=cast.teacher)[0]
    assert wording.sentence(event) == (
        "Giao vai trò Đánh giá viên nội bộ ở Khoa Cơ khí cho Mai Xuân Lộc từ ngày 07/09/2026"
    )


def test_a_given_role_counts_at_once_for_the_person_in_hand(cast):
    cast.teacher.as_of = cast.today
    assert not cast.teacher.has_perm("imports.import_plan", cast.faculty)
    give(cast, "unit_deputy")
    assert cast.teacher.has_perm("imports.import_plan", cast.faculty)


def test_what_cannot_be_given_is_refused(cast):
    give(cast)
    assert code_of(lambda: give(cast)) == "grant.held"
    assert code_of(lambda: give(cast, valid_from=cast.today + DAY)) == "grant.held"
    assert code_of(lambda: give(cast, to=cast.admin)) == "access.self"
    assert code_of(lambda: give(cast, by=cast.head)) == "access.grant"
    assert code_of(lambda: give(cast, over=cast.other_school)) == "access.grant"
    assert code_of(lambda: give(cast, "clerk", upward=True)) == "grant.upward"
    assert code_of(lambda: give(cast, "clerk", valid_to=cast.today - DAY)) == "dates"


def test_a_role_of_one_school_is_not_given_over_another(cast):
    facts = {"valid_from": cast.today, "by": None, "at": cast.at}
    foreign = role(cast, "staff", cast.other_school)
    assert (
        code_of(lambda: actions.grant(person=cast.teacher, role=foreign, unit=cast.faculty, **facts))
        == "grant.other_institution"
    )


def test_a_revoked_role_is_gone_at_once(cast):
    made = give(cast, "unit_deputy", valid_from=cast.today - DAY)
    cast.teacher.as_of = cast.today
    actions.revoke(grant=made, on=cast.today - DAY, by=cast.admin, at=cast.at)
    assert not made.person.has_perm("imports.import_plan", cast.faculty)
    assert code_of(lambda: actions.revoke(grant=made, on=cast.today, by=cast.admin, at=cast.at)) == "grant.ended"


def test_a_grant_of_today_can_be_taken_back_today(cast):
    made = give(cast, "unit_deputy")
    actions.revoke(grant=made, on=cast.today - DAY, by=cast.admin, at=cast.at)
    cast.teacher.as_of = cast.today
    assert not cast.teacher.has_perm("imports.import_plan", cast.faculty)


def test_neither_given_nor_taken_when_the_trail_breaks(cast, break_journal):
    made = give(cast)
    broken = break_journal()
    with pytest.raises(broken):
        give(cast, "clerk")
    with pytest.raises(broken):
        actions.revoke(grant=made, on=cast.today, by=cast.admin, at=cast.at)
    assert Grant.objects.filter(person=cast.teacher, role__code="clerk").count() == 0
    assert Grant.objects.get(pk=made.pk).valid_to is None


def test_the_same_grant_by_hand_cannot_exist_twice(cast):
    made = give(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(
            institution=cast.school, person=made.person, role=made.role, unit=made.unit, valid_from=made.valid_from
        )


def test_giving_and_taking_on_the_screen(cast, client_of):
    client = client_of(cast.admin)
    facts = {
        "person": cast.teacher.pk,
        "role": role(cast, "clerk").pk,
        "unit": cast.faculty.pk,
        "valid_from": "01/09/2026",
    }
    assert client.post(reverse("access:grant-add"), facts).status_code == 303
    made = Grant.objects.get(person=cast.teacher, role__code="clerk")
    page = client.post(reverse("access:grant-add"), facts)
    assert page.status_code == 422
    assert "đã có vai trò “Văn thư”" in page.content.decode()
    revoke = reverse("access:grant-revoke", args=[made.public_id])
    assert client.post(revoke, {"on": "32/13/2026"}).status_code == 422
    assert client.post(revoke, {"on": "05/09/2026"}).status_code == 303
    assert Grant.objects.get(pk=made.pk).valid_to == date(2026, 9, 5)


def test_the_screen_offers_no_units_and_people_of_others(cast, client_of):
    page = client_of(cast.admin).get(reverse("access:grant-add")).content.decode()
    assert "Khoa Cơ khí" in page
    assert "Bến Xuân" not in page
    assert "Ninh Người Lạ" not in page
    facts = {
        "person": cast.stranger.pk,
        "role": role(cast, "clerk").pk,
        "unit": cast.faculty.pk,
        "valid_from": "01/09/2026",
    }
    assert client_of(cast.admin).post(reverse("access:grant-add"), facts).status_code == 422


@pytest.mark.parametrize("count", [1, 10, 200])
def test_the_list_of_grants_costs_the_same_for_any_length(cast, client_of, django_assert_num_queries, count):

    for n in range(count):
        stage.grant(stage.person(f"g{n}", f"Người {n}"), "staff", cast.faculty)
    client = client_of(cast.admin)
    with django_assert_num_queries(5):
        client.get(reverse("access:grants"))


def test_what_was_taken_back_on_its_first_day_can_be_given_again(cast):
    made = give(cast)
    actions.revoke(grant=made, on=cast.today - DAY, by=cast.admin, at=cast.at)
    again = give(cast)
    assert (again.pk, again.valid_to) == (made.pk, None)
    assert list(AuditEvent.objects.values_list("verb", flat=True)) == [
        "access.granted",
        "access.revoked",
        "access.granted",
    ]


def test_nobody_takes_from_themselves_and_the_words_say_so(cast):
    role = Role.objects.get(institution=cast.school, code="institution_admin")
    made = Grant.objects.get(person=cast.admin, role=role)
    with pytest.raises(errors.NotAllowed, match="thu hồi quyền của mình"):
        actions.revoke(grant=made, on=cast.today - DAY, by=cast.admin, at=cast.at)
