"""Roles × permissions × relations: the whole table, from the pack, asked of the one backend."""

from __future__ import annotations

from datetime import date

import pytest

from khue.people.access import backend, importing, queries, terms
from khue.people.access.backend import GrantBackend
from khue.people.accounts.models import Person
from khue.people.organisation import actions
from khue.people.organisation.models import Unit
from tests import cast as stage

ROLES = {role.code: role for role in importing.read_roles()}
RELATIONS = ("own", "below", "beside", "above", "elsewhere")


@pytest.fixture
def places(cast):
    """The units as somebody with a grant over the faculty sees them."""

    return {
        "own": cast.faculty,
        "below": stage.unit("HAN", "Bộ môn Hàn", "department", cast.faculty),
        "beside": cast.other_faculty,
        "above": cast.school,
        "elsewhere": cast.other_school,
    }


def holder(cast, role: str, over: Unit, **more) -> Person:

    made = stage.person(f"vai-{role}".replace("_", "-"), "Người Giữ Vai")
    stage.grant(made, role, over, **more)
    made.as_of = cast.today
    return made


@pytest.mark.parametrize("role", ROLES)
def test_a_role_holds_its_permissions_over_its_unit_and_below_and_nowhere_else(cast, places, role):
    person = holder(cast, role, cast.faculty)
    told = ROLES[role]
    for permission in terms.PERMISSIONS:
        held = {relation for relation in RELATIONS if person.has_perm(permission, places[relation])}
        full, own = permission in told.permissions, permission in told.own_permissions
        assert held == ({"own", "below"} if full else {"own"} if own else set()), (role, permission)


@pytest.mark.parametrize("role", ROLES)
def test_lists_agree_with_single_questions(cast, places, role):
    person = holder(cast, role, cast.faculty)
    for permission in terms.PERMISSIONS:
        rows = set(Unit.objects.filter(queries.within(person, permission, unit="")))
        assert rows == {place for place in Unit.objects.all() if person.has_perm(permission, place)}, permission


def test_the_pack_names_the_roles_of_the_house():
    assert set(ROLES) == {
        "rector", "vice_rector", "quality_officer", "quality_head", "unit_head", "unit_deputy", "staff",
        "institution_admin", "auditor", "authority_officer", "clerk",
    }  # fmt: skip


def test_drafting_checking_approving_and_granting_are_in_different_hands():
    deeds = {
        deed: {code for code, role in ROLES.items() if deed in {*role.permissions, *role.own_permissions}}
        for deed in ("objectives.check_set", "objectives.approve_set", "access.grant", "organisation.edit")
    }
    assert deeds == {
        "objectives.check_set": {"quality_head", "quality_officer"},
        "objectives.approve_set": {"rector", "vice_rector"},
        "access.grant": {"institution_admin"},
        "organisation.edit": {"institution_admin"},
    }
    assert "objectives.edit_set" not in ROLES["rector"].permissions
    assert "objectives.edit_set" not in ROLES["quality_head"].permissions


def test_an_upward_grant_of_a_sở_reaches_its_schools_and_a_plain_one_does_not(cast):
    officer = holder(cast, "authority_officer", cast.authority, upward=True)
    assert officer.has_perm("objectives.view_set", cast.faculty)
    assert not officer.has_perm("objectives.edit_set", cast.faculty)
    grant = officer.grants.get()
    grant.upward = False
    grant.save()
    plain = Person.objects.get(pk=officer.pk)
    plain.as_of = cast.today
    assert plain.has_perm("objectives.view_set", cast.authority)
    assert not plain.has_perm("objectives.view_set", cast.faculty)
    assert not Unit.objects.filter(queries.within(plain, "objectives.view_set", unit=""), pk=cast.faculty.pk).exists()


def test_a_grant_follows_a_unit_that_moves(cast):

    person = holder(cast, "unit_head", cast.other_faculty)
    actions.move_unit(unit=cast.faculty, parent=cast.other_faculty, by=None, at=cast.at)
    moved = Unit.objects.get(pk=cast.faculty.pk)
    assert person.has_perm("objectives.edit_set", moved)


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "on", "holds"),
    [
        (date(2026, 9, 7), None, date(2026, 9, 6), False),
        (date(2026, 9, 7), None, date(2026, 9, 7), True),
        (date(2026, 9, 1), date(2026, 9, 6), date(2026, 9, 7), False),
        (date(2026, 9, 1), date(2026, 9, 6), date(2026, 9, 6), True),
        (date(2024, 2, 29), date(2028, 2, 29), date(2028, 2, 29), True),
        (date(2024, 2, 29), date(2028, 2, 29), date(2028, 3, 1), False),
        (date(2024, 2, 29), None, date(2024, 2, 28), False),
    ],
)
def test_a_grant_holds_on_its_first_and_last_day_and_not_around_them(cast, valid_from, valid_to, on, holds):
    person = holder(cast, "unit_head", cast.faculty, valid_from=valid_from, valid_to=valid_to)
    person.as_of = on
    assert person.has_perm("objectives.edit_set", cast.faculty) is holds


def test_one_whose_account_is_closed_holds_nothing(cast):
    cast.head.is_active = False
    assert not cast.head.has_perm("objectives.view_set", cast.faculty)
    assert not cast.head.has_perm("objectives.view_set")


def test_a_person_and_all_grants_come_in_one_statement(cast, django_assert_num_queries):

    with django_assert_num_queries(1):
        person = GrantBackend().get_user(cast.vice_rector.pk)
        person.has_perm("objectives.approve_set", cast.faculty)
        queries.homes_of(person)


def test_the_account_of_one_who_also_works_elsewhere_is_nobodys_to_change(cast):

    cast.admin.as_of = cast.today
    assert cast.admin.has_perm("organisation.edit", cast.teacher)
    stage.appoint(cast.teacher, "Giảng viên", cast.other_school)
    assert not cast.admin.has_perm("organisation.edit", cast.teacher)
    assert not cast.admin.has_perm("organisation.edit", cast.stranger)


def test_holders_are_those_over_the_unit_or_above_on_that_day(cast):
    facts = {"role": "quality_officer", "unit": cast.faculty, "on": cast.today}
    assert queries.holders(**facts) == [cast.quality_officer]
    assert queries.holders(**facts, exact=True) == []
    assert queries.holders(role="unit_head", unit=cast.faculty, on=cast.today, exact=True) == [cast.head]
    assert queries.holders(role="unit_head", unit=cast.faculty, on=date(2020, 1, 1)) == []


def test_an_account_is_not_taken_over_for_the_grants_it_holds_elsewhere(cast):
    """Who left a school but still holds a role there is not the next school's to rename and reset."""
    gone = stage.person("gone", "Vắng Một Người")
    stage.appoint(gone, "Giảng viên", cast.faculty, valid_to=date(2026, 5, 31))
    stage.grant(gone, "auditor", cast.school)
    stage.appoint(gone, "Giảng viên", cast.other_school)
    other_admin = stage.person("other-admin", "Quản Trị Khác")
    stage.grant(other_admin, "institution_admin", cast.other_school)
    assert not other_admin.has_perm("organisation.edit", gone)


def test_the_first_grant_stays_the_first_whatever_is_changed(cast):
    """It names the school above the page; PostgreSQL gives rows back in the order in which they were last written."""
    stage.grant(cast.teacher, "staff", cast.other_school)
    first = cast.teacher.grants.order_by("pk").first()
    first.valid_from = date(2024, 2, 1)
    first.save()
    teacher = Person.objects.get(pk=cast.teacher.pk)
    teacher.as_of = cast.today
    assert [held.institution_id for held in backend.held_by(teacher)] == [cast.school.pk, cast.other_school.pk]


def test_whoever_is_not_saved_yet_holds_nothing(db: None, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert backend._grants_of(None) == []
    assert GrantBackend().get_user(None) is None
