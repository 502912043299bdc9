"""The one answer to "may this person …?": a role's permission, over a unit and what hangs below it, on a day.

A person and all their grants come in one query; after that every question is answered in memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db import DEFAULT_DB_ALIAS
from django.http import HttpRequest
from django.utils import timezone

from khue.people.access.models import Grant
from khue.people.access.statements import Prepared
from khue.people.accounts.models import Person
from khue.people.organisation import queries as organisation
from khue.people.organisation.models import Unit

ANYBODY = -1


@dataclass(frozen=True)
class Held:
    """One grant as the rules need it."""

    role: str
    permissions: frozenset[str]
    own_permissions: frozenset[str]
    unit_id: int
    path: str
    institution_id: int
    upward: bool
    valid_from: date
    valid_to: date | None
    appointment_id: int | None
    institution: Unit | None = None
    institution_name: str = ""
    title: str = ""
    is_lent: bool = False
    """Given for a while by delegation or for an absence."""

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def allows(self, permission: str, unit: Unit) -> bool:
        """The permission holds over that unit: below the grant's own, or exactly there for an own permission."""
        if permission in self.permissions:
            return self.reaches(unit)
        return permission in self.own_permissions and unit.pk == self.unit_id

    def reaches(self, unit: Unit) -> bool:
        """Same institution (or upward by grant), and the unit is the grant's own or hangs below it."""
        same = unit.institution_id == self.institution_id
        return (same or self.upward) and unit.path.startswith(self.path)


def held_by(person: Any) -> tuple[Held, ...]:
    """The person's grants that hold on `person.as_of` (today, unless an action replays the past)."""
    if person is None or not getattr(person, "pk", None) or not person.is_active:
        return ()
    if not hasattr(person, "_grants"):
        person._grants = tuple(map(_held, _grants_of(person.pk)))
    day = day_of(person)
    return tuple(grant for grant in person._grants if grant.holds_on(day))


def day_of(person: Any) -> date:
    """The day on which this person's permissions are asked."""
    return getattr(person, "as_of", None) or timezone.localdate()


def _grants_of(person_id: int | None) -> list[Grant]:
    """Whoever is not saved yet holds nothing."""
    return [] if person_id is None else _statement().run([person_id])


@cache
def _statement() -> Prepared:
    """Asked with every page, so it is written once."""
    rows = Grant.objects.filter(person_id=ANYBODY).order_by("pk")  # the first one names the school above every page
    rows = rows.select_related("role", "unit", "person", "institution", "appointment__position")
    compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, values = compiler.as_sql()
    return Prepared(rows, compiler, sql, tuple(values), ((values.index(ANYBODY), 0),))


def _held(grant: Grant) -> Held:
    return Held(
        role=grant.role.code,
        permissions=_carried(grant.role.permissions, grant.only),
        own_permissions=_carried(grant.role.own_permissions, grant.only),
        unit_id=grant.unit_id,
        path=grant.unit.path,
        institution_id=grant.institution_id,
        upward=grant.upward,
        valid_from=grant.valid_from,
        valid_to=grant.valid_to,
        appointment_id=grant.appointment_id,
        institution=grant.institution,
        institution_name=grant.institution.short_name or grant.institution.name,
        title=_title(grant),
        is_lent=grant.origin_id is not None,
    )


def _carried(permissions: Iterable[str], only: list[str] | None) -> frozenset[str]:
    return frozenset(permissions) if only is None else frozenset(permissions) & frozenset(only)


def _title(grant: Grant) -> str:
    """The post in words: “Trưởng khoa” of “Khoa Cơ khí” is “Trưởng khoa Cơ khí”; others stand side by side."""
    if grant.appointment is None:
        return ""
    position, unit = grant.appointment.position.name, grant.unit.name
    if grant.unit.is_institution:
        return position
    first, _space, rest = unit.partition(" ")
    return f"{position} {rest}" if position.casefold().endswith(first.casefold()) else f"{position}, {unit}"


def unit_of(thing: Any) -> Unit | None:
    """The unit a thing belongs to: itself, its `unit`, or the unit of what it is part of (`scope_unit`)."""
    if isinstance(thing, Unit):
        return thing
    unit = getattr(thing, "scope_unit", None) or getattr(thing, "unit", None)
    return unit if isinstance(unit, Unit) else None


def units_of(thing: Any, on: date) -> list[Unit]:
    """The units that a permission must reach: the thing's one unit, or for a person every unit they serve (or last served) in,
    and every unit over which they hold a grant.

    So the administrator of one school cannot change the account of somebody who works in another school as well, and nobody
    takes over, with an account, powers that reach further than their own.
    """
    if isinstance(thing, Person):
        held = [grant.unit for grant in _grants_of(thing.pk) if grant.valid_to is None or grant.valid_to >= on]
        return [*organisation.home_units(thing, on), *held]
    unit = unit_of(thing)
    return [unit] if unit is not None else []


class GrantBackend(BaseBackend):
    """Signs people in by e-mail and password, and answers `has_perm`."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Person | None:
        email = username or kwargs.get("email") or ""
        person = Person.objects.filter(email__iexact=email.strip()).first()
        if person is None:
            Person().set_password(password)  # the same work for an unknown address, so that time tells nothing
            return None
        return person if person.check_password(password or "") and person.is_active else None

    def get_user(self, user_id: int) -> Person | None:
        grants = _grants_of(user_id)
        person = grants[0].person if grants else Person.objects.filter(pk=user_id).first()
        if person is None or not person.is_active:
            return None
        person.__dict__["_grants"] = tuple(map(_held, grants))
        return person

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        held = [grant for grant in held_by(user_obj) if perm in grant.permissions or perm in grant.own_permissions]
        if obj is None or not held:
            return bool(held)
        units = units_of(obj, day_of(user_obj))
        return bool(units) and all(any(grant.allows(perm, unit) for grant in held) for unit in units)


__all__ = ["GrantBackend", "Held", "held_by", "unit_of", "units_of"]
