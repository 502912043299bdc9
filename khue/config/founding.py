"""The first day of an institution: roles, forms, procedure, calendar, school year and the first administrator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from khue.engine.procedures import actions as procedures
from khue.engine.records import actions as records
from khue.foundation.kernel import clock, periods
from khue.people.access import actions as access
from khue.people.access.models import Role
from khue.people.accounts import actions as accounts
from khue.people.accounts.models import Person
from khue.people.organisation import actions as organisation
from khue.people.organisation.models import Period, Unit


@dataclass(frozen=True)
class Founding:
    """What must be known of an institution before anybody can sign in. `superior`, `place`, `symbol` stand on its paper."""

    kind: str
    code: str
    name: str
    short_name: str
    superior: str
    place: str
    symbol: str
    admin_name: str
    admin_email: str


@transaction.atomic
def found(wanted: Founding, at: datetime, parent: Unit | None = None) -> tuple[Unit, Person]:
    """The institution and its administrator, who may do the rest on the screens. All of it or nothing."""
    school = organisation.found_institution(
        kind=wanted.kind, code=wanted.code, name=wanted.name, short_name=wanted.short_name, parent=parent,
        superior_name=wanted.superior, place=wanted.place, symbol=wanted.symbol, valid_from=clock.today(at), by=None, at=at,
    )  # fmt: skip
    access.install_roles(institution=school, by=None, at=at)
    admin = accounts.add_person(
        institution=school, full_name=wanted.admin_name, email=wanted.admin_email, by=None, at=at
    )
    role = Role.objects.get(institution=school, code="institution_admin")
    access.grant(person=admin, role=role, unit=school, valid_from=clock.today(at), by=None, at=at)
    admin.as_of = clock.today(at)
    organisation.install_calendar(by=None, at=at)
    procedures.install_pack(institution=school, text=_pack("procedures/qt-dbcl-04.yaml"), by=None, at=at)
    for forms in sorted((settings.PACKS / "forms").glob("*.yaml")):
        records.install_forms(institution=school, text=forms.read_text(encoding="utf-8"), by=None, at=at)
    return school, admin


def add_school_year(school: Unit, first_year: int, admin: Person, at: datetime) -> Period:
    """1 September to 31 August, as reading.md takes a school year to be unless the institution says otherwise."""
    year = periods.SchoolYear.parse(f"{first_year}-{first_year + 1}")
    return organisation.add_period(
        institution=school, kind="school_year", code=year.code, name=f"Năm học {year.label}",
        starts_on=year.starts_on, ends_on=year.ends_on, by=admin, at=at,
    )  # fmt: skip


def _pack(name: str) -> str:
    return (settings.PACKS / name).read_text(encoding="utf-8")
