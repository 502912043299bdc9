"""What a post brings, and that it ends with the post."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction

from khue.foundation.kernel import errors
from khue.people.access import actions as access
from khue.people.access.models import Grant
from khue.people.accounts.models import Person
from khue.people.organisation import actions

DAY = timedelta(days=1)


def fresh(person: Person, on: date) -> Person:
    again = Person.objects.get(pk=person.pk)
    again.as_of = on
    return again


def held(person: Person) -> set[tuple[str, str]]:
    rows = Grant.objects.filter(person=person).select_related("role", "unit")
    return {(grant.role.code, grant.unit.code) for grant in rows}


def test_a_head_holds_the_role_over_the_unit_of_the_post(founded):
    head = founded.employ("son", "Tạ Đình Sơn", "TK", founded.faculty)
    assert held(head) == {("unit_head", "CK")}


def test_the_quality_head_reaches_the_institution_and_leads_the_room(founded):
    head = founded.employ("tram", "Lý Bảo Trâm", "TPKT", founded.other)
    assert held(head) == {("quality_head", "CDKV"), ("unit_head", "DIEN")}


def test_a_rector_appointed_to_the_institution_has_no_home_role_over_it(founded):
    assert held(founded.employ("ha", "Đặng Thu Hà", "HT", founded.school)) == {("rector", "CDKV")}


def test_a_vice_rector_holds_nothing_more_than_staff_before_a_charge(founded):
    assert held(founded.employ("khoi", "Võ Minh Khôi", "PHT", founded.other)) == {("staff", "DIEN")}


def test_a_position_without_a_role_brings_nothing(founded):
    assert held(founded.employ("hoi", "Hội Viên", "HD", founded.faculty)) == set()


def test_a_charge_brings_approval_over_the_unit_and_ends_with_it(founded):
    vice = founded.employ("khoi", "Võ Minh Khôi", "PHT", founded.other)
    charge = actions.put_in_charge(
        person=vice, unit=founded.faculty, valid_from=date(2026, 1, 1), by=None, at=founded.at
    )
    assert fresh(vice, date(2026, 9, 7)).has_perm("objectives.approve_set", founded.faculty)
    actions.end_charge(charge=charge, on=date(2026, 9, 6), by=None, at=founded.at)
    assert not fresh(vice, date(2026, 9, 7)).has_perm("objectives.approve_set", founded.faculty)
    assert fresh(vice, date(2026, 9, 6)).has_perm("objectives.approve_set", founded.faculty)


def test_an_appointment_that_ended_yesterday_refuses_today(founded):
    head = founded.employ("son", "Tạ Đình Sơn", "TK", founded.faculty)
    today = founded.at.date()
    actions.end_appointment(appointment=head.appointments.get(), on=today - DAY, by=None, at=founded.at)
    assert fresh(head, today - DAY).has_perm("objectives.edit_set", founded.faculty)
    assert not fresh(head, today).has_perm("objectives.edit_set", founded.faculty)


def test_an_appointment_to_29_february_holds_on_that_day_only_in_a_leap_year(founded):
    last = date(2028, 2, 29)
    head = founded.employ("son", "Tạ Đình Sơn", "TK", founded.faculty, valid_from=date(2024, 2, 29), valid_to=last)
    assert fresh(head, last).has_perm("objectives.edit_set", founded.faculty)
    assert not fresh(head, last + DAY).has_perm("objectives.edit_set", founded.faculty)
    assert not fresh(head, date(2024, 2, 28)).has_perm("objectives.edit_set", founded.faculty)


def test_a_grant_of_a_post_is_not_revoked_by_itself(founded):
    head = founded.employ("son", "Tạ Đình Sơn", "TK", founded.faculty)
    with pytest.raises(errors.Conflict) as refused:
        access.revoke(grant=head.grants.get(), on=founded.at.date(), by=None, at=founded.at)
    assert refused.value.code == "grant.by_appointment"


def test_grants_by_hand_end_with_the_unit(founded):
    person = founded.employ("loc", "Mai Xuân Lộc", "GV", founded.other)
    role = founded.school and person.grants.get().role
    access.grant(person=person, role=role, unit=founded.faculty, valid_from=date(2025, 1, 1), by=None, at=founded.at)
    actions.close_unit(unit=founded.faculty, on=date(2026, 8, 31), by=None, at=founded.at)
    assert Grant.objects.get(person=person, unit=founded.faculty).valid_to == date(2026, 8, 31)


def test_nobody_appoints_themselves_to_a_power_they_do_not_hold(founded):
    admin = fresh(founded.employ("admin", "Đỗ Quản Trị", "QT", founded.other), founded.at.date())
    facts = {"person": admin, "unit": founded.school, "valid_from": founded.at.date(), "by": admin, "at": founded.at}
    with pytest.raises(errors.NotAllowed), transaction.atomic():
        actions.appoint(position=founded.positions["HT"], **facts)
    actions.appoint(position=founded.positions["HD"], **facts)
    assert held(admin) == {("institution_admin", "CDKV"), ("staff", founded.other.code)}
