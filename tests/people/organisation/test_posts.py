"""Appointments, charges, positions, newcomers."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from khue.foundation.audit_trail import queries as journal
from khue.foundation.audit_trail import wording
from khue.foundation.kernel import errors
from khue.people.access.models import Grant
from khue.people.accounts.models import Person
from khue.people.organisation import actions, queries
from khue.people.organisation.models import Appointment, Charge
from tests.people.conftest import SINCE, found


@pytest.fixture
def loc(founded) -> Person:
    return founded.employ("loc", "Mai Xuân Lộc", "GV", founded.faculty)


def appoint(founded, person, position="TK", unit=None, **more):
    facts = {"valid_from": date(2026, 9, 1), "by": None, "at": founded.at, **more}
    return actions.appoint(person=person, position=founded.positions[position], unit=unit or founded.faculty, **facts)


def code_of(deed) -> str:
    with pytest.raises(errors.Refused) as refused:
        deed()
    return refused.value.code


def test_the_first_post_is_the_main_one_and_the_trail_tells_it(founded, loc):
    second = appoint(founded, loc, decision_number="7/QĐ-X")
    assert [post.is_main for post in (loc.appointments.get(position__code="GV"), second)] == [True, False]
    events = journal.history(institution=founded.school.pk, about=founded.faculty)
    assert wording.sentence(events[0]) == (
        "Bổ nhiệm Mai Xuân Lộc làm Trưởng khoa, Khoa Cơ khí, từ ngày 01/09/2026, theo quyết định 7/QĐ-X"
    )


def test_appointments_that_cannot_be_are_refused(founded, loc):
    elsewhere = found("KHAC", "Trường khác")
    closed = appoint(founded, loc, "PTK", valid_to=date(2026, 12, 31))
    assert closed.valid_to == date(2026, 12, 31)
    assert code_of(lambda: appoint(founded, loc, "GV")) == "post.held"
    assert code_of(lambda: appoint(founded, loc, unit=elsewhere.faculty)) == "post.other_institution"
    assert code_of(lambda: appoint(founded, loc, valid_to=date(2026, 8, 31))) == "dates"
    assert code_of(lambda: appoint(founded, loc, valid_from=date(2023, 12, 31))) == "unit.closed"


def test_one_whose_account_is_closed_is_not_appointed(founded, loc):
    loc.is_active = False
    loc.save()
    assert code_of(lambda: appoint(founded, loc)) == "person.inactive"


def test_only_one_who_may_appoints(founded, loc):
    head = founded.employ("son", "Tạ Đình Sơn", "TK", founded.faculty)
    assert code_of(lambda: appoint(founded, loc, by=head)) == "organisation.edit"
    admin = founded.employ("qt", "Đỗ Quản Trị", "QT", founded.school)
    admin.as_of = founded.at.date()
    assert appoint(founded, loc, by=admin).pk


def test_neither_post_nor_grant_stays_when_the_trail_breaks(founded, loc, break_journal):
    broken = break_journal()
    before = (Appointment.objects.count(), Grant.objects.count())
    with pytest.raises(broken):
        appoint(founded, loc)
    assert (Appointment.objects.count(), Grant.objects.count()) == before


def test_an_ended_post_is_not_ended_again_nor_before_it_began(founded, loc):
    post = loc.appointments.get()
    actions.end_appointment(appointment=post, on=date(2026, 9, 6), by=None, at=founded.at)
    again = {"appointment": post, "by": None, "at": founded.at}
    assert code_of(lambda: actions.end_appointment(on=date(2026, 9, 6), **again)) == "already_ended"
    assert code_of(lambda: actions.end_appointment(on=date(2023, 1, 1), **again)) == "dates"
    assert actions.end_appointment(on=date(2026, 9, 1), **again).valid_to == date(2026, 9, 1)


def test_the_same_post_can_be_held_again_after_it_ended(founded, loc):
    post = loc.appointments.get()
    actions.end_appointment(appointment=post, on=date(2026, 8, 31), by=None, at=founded.at)
    assert appoint(founded, loc, "GV").valid_from == date(2026, 9, 1)


def test_two_people_are_not_in_charge_of_a_unit_at_once(founded, loc):
    facts = {"unit": founded.faculty, "by": None, "at": founded.at}
    first = actions.put_in_charge(person=loc, valid_from=SINCE, **facts)
    other = founded.employ("khoi", "Võ Minh Khôi", "PHT", founded.other)
    again = {"person": other, "valid_from": date(2026, 9, 1), **facts}
    assert code_of(lambda: actions.put_in_charge(**again)) == "charge.held"
    actions.end_charge(charge=first, on=date(2026, 8, 31), by=None, at=founded.at)
    assert actions.put_in_charge(**again).person == other
    assert Charge.objects.count() == 2


def test_a_newcomer_gets_account_post_and_letter_or_nothing(founded, mailoutbox, django_capture_on_commit_callbacks):
    facts = {"full_name": "Bùi Thị Ân", "unit": founded.faculty, "valid_from": SINCE, "by": None, "at": founded.at}
    with django_capture_on_commit_callbacks(execute=True):
        post = actions.welcome(
            email="An@Khuevan.example ",
            position=founded.positions["GV"],
            invite=True,
            origin="https://k.example",
            **facts,
        )
    assert (post.person.email, [letter.to for letter in mailoutbox]) == ("an@khuevan.example", [["an@khuevan.example"]])
    other = found("KHAC", "Trường khác").positions["GV"]
    assert code_of(lambda: actions.welcome(email="b@k.example", position=other, **facts)) == "post.other_institution"
    assert not Person.objects.filter(email="b@k.example").exists()


def test_a_newcomer_with_an_account_elsewhere_keeps_it_if_the_name_agrees(founded, loc):
    other = found("KHAC", "Trường khác")
    facts = {"email": loc.email, "position": other.positions["GV"], "unit": other.faculty, "valid_from": SINCE}
    facts |= {"by": None, "at": founded.at}
    assert code_of(lambda: actions.welcome(full_name="Người Khác", **facts)) == "person.email_taken"
    assert actions.welcome(full_name="mai xuan loc", **facts).person == loc


def test_positions_have_one_code_and_change_with_a_trail(founded):
    facts = {"by": None, "at": founded.at}
    assert (
        code_of(lambda: actions.add_position(institution=founded.school, code="TK", name="Khác", **facts))
        == "position.code_taken"
    )
    changed = actions.change_position(position=founded.positions["HD"], name="Ủy viên", role="staff", order=9, **facts)
    assert (changed.name, changed.role) == ("Ủy viên", "staff")
    events = journal.history(institution=founded.school.pk, about=founded.school)
    assert "vai trò: (trống) → staff" in wording.sentence(events[0])


def test_an_appointment_that_ends_before_it_begins_cannot_exist(founded, loc):
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.update(valid_to=date(2020, 1, 1))


def test_home_units_are_the_present_ones_else_the_last(founded, loc):
    appoint(founded, loc, unit=founded.other)
    today = founded.at.date()
    assert set(queries.home_units(loc, today)) == {founded.faculty, founded.other}
    actions.end_appointment(
        appointment=loc.appointments.get(unit=founded.faculty), on=date(2026, 9, 2), by=None, at=founded.at
    )
    assert queries.home_units(loc, today) == [founded.other]
    actions.end_appointment(
        appointment=loc.appointments.get(unit=founded.other), on=date(2026, 9, 5), by=None, at=founded.at
    )
    assert queries.home_units(loc, today) == [founded.other]
