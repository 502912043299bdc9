"""Founding the demo school: roles, procedure, calendar, periods, units, people; what an administrator does on the first day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password

from khue.config import founding
from khue.config.demo import material, papers
from khue.foundation.kernel import clock, periods
from khue.foundation.kernel.calendars import Calendar
from khue.interfaces.imports.actions import people as imports
from khue.people.accounts.models import Person
from khue.people.organisation import actions as organisation
from khue.people.organisation import queries
from khue.people.organisation.models import Period, Unit


@dataclass
class Stage:
    """The school as the play needs it: people by the first part of their address, units by code, the two school years."""

    school: Unit
    first_year: int
    periods: list[Period]
    calendar: Calendar = field(default_factory=Calendar)
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def person(self, local: str, at: datetime) -> Person:
        """Somebody of the cast, with the rights they had on that day."""
        person = self.people[local]
        person.as_of = clock.today(at)
        return person

    def at(self, since: date, days: int = 0, hour: int = 9, minute: int = 0) -> datetime:
        """That hour of the working day `days` working days after `since` (before it, when negative): people work in office hours."""
        day = clock.today(since) if isinstance(since, datetime) else since
        return moment(self.calendar.add_working_days(day, days), hour, minute)


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=clock.LOCAL)


def found(told: dict[str, Any], now: datetime, password: str) -> Stage:
    """The school as it stood on the first working day of July before the year behind."""
    first_year = periods.period_of(clock.today(now)).starts_on.year - 1
    at = moment(Calendar().next_working_day(date(first_year, 7, 1)), 8)
    about = told["institution"]
    profile = about["profile"]
    wanted = founding.Founding(
        kind=about["kind"], code=about["code"], name=about["name"], short_name=about["short_name"],
        superior=profile["superior_name"], place=profile["place"], symbol=profile["symbol"],
        admin_name=told["admin"]["name"], admin_email=material.email(told["admin"]["email"]),
    )  # fmt: skip
    school, admin = founding.found(wanted, at)
    years = [founding.add_school_year(school, year, admin, at) for year in (first_year, first_year + 1)]
    stage = Stage(school, first_year, years, queries.calendar_for(school), {about["code"]: school})
    stage.people[told["admin"]["email"]] = admin
    _positions(stage, told, admin, at)
    _people(stage, told, admin, at)
    shared = make_password(password)  # one slow hash for all: they share one password anyway
    for person in stage.people.values():
        person.password = shared
    Person.objects.bulk_update(stage.people.values(), ["password"])
    return stage


def _positions(stage: Stage, told: dict[str, Any], admin: Person, at: datetime) -> None:
    for order, (code, name, role) in enumerate(told["positions"], start=1):
        organisation.add_position(
            institution=stage.school, code=code, name=name, role=role, order=order, by=admin, at=at
        )


def delegate(stage: Stage, told: dict[str, Any], now: datetime) -> None:
    """Papers that hold today: written a week ago, for two months."""
    today = clock.today(now)
    for one in told["delegations"]:
        giver = stage.people[one["from"]]
        organisation.delegate(
            appointment=giver.appointments.select_related("position", "unit").get(),
            person=stage.people[one["to"]], capacity=one["capacity"], unit=stage.units[one["unit"]],
            permissions=one["permissions"], number=one["number"], signed_on=today - timedelta(days=7), valid_from=today,
            valid_to=today + timedelta(days=60), by=stage.person(one["from"], now), at=now,
        )  # fmt: skip


def _people(stage: Stage, told: dict[str, Any], admin: Person, at: datetime) -> None:
    """Units and people come in from one Excel file, as the administrator of a real school would send it."""
    book = papers.staff(told, clock.today(at), material.email)
    staged = imports.stage(institution=stage.school, name="don-vi-nhan-su.xlsx", content=book, by=admin, at=at)
    imports.confirm(staged=staged, by=admin, at=at)
    stage.units |= {unit.code: unit for unit in Unit.objects.filter(institution=stage.school)}
    for person in Person.objects.all():
        stage.people.setdefault(person.email.partition("@")[0], person)
    for charge in told["charges"]:
        for unit in charge["units"]:
            organisation.put_in_charge(
                person=stage.people[charge["person"]],
                unit=stage.units[unit],
                valid_from=clock.today(at),
                by=admin,
                at=at,
            )
