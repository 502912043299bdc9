"""Statements about what a person may see, put together once and run again with other values.

Such a condition is long, and Django takes a hundred times longer to write it than the database to answer it. What it looks like rests
on which roles a person holds, not on who they are: so it is written for a stand-in who holds the same roles over invented units, and
the real numbers take the place of the invented ones. Writing it for two stand-ins shows which values are theirs: where the two differ
in anything else, nothing is kept and the statement is written each time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.sql.compiler import SQLCompiler

from khue.people.access import backend
from khue.people.access.statements import Prepared
from khue.people.organisation.models import after_path

Row = TypeVar("Row", bound=models.Model)
Build = Callable[..., models.QuerySet[Row]]
"""`build(person, public_id, *more)`: the rows for that person, of whom it reads `pk` and, from `backend.held_by`, roles, powers and
units: no more."""
STAND_INS = (7 << 40, 8 << 40)
"""Their first number: far above real ones, and alike in the low bits, so that a set of them comes in the same order for both."""
KEPT = 128
"""Combinations of roles and pages; a school has a dozen roles, and each day begins anew."""


@dataclass(frozen=True)
class StandIn:
    """Somebody who holds the same roles, as far as a statement can tell."""

    pk: int
    as_of: date
    _grants: tuple[backend.Held, ...]
    is_active: bool = True


@dataclass(frozen=True)
class Asked:
    """One question: which statement, on which day; `held` are the grants without their units."""

    build: Build[Any]
    more: tuple[Hashable, ...]
    on: date
    held: tuple[tuple[backend.Held, int, int, int], ...]
    """Each with the places of its unit, its path and its institution among the values."""


def first(build: Build[Row], person: Any, public_id: str, *more: Hashable) -> Row | None:
    """The first row of `build(person, public_id, *more)`, in one statement."""
    held, on = backend.held_by(person), backend.day_of(person)
    asked, given = _asked(build, person, public_id, more, held, on)
    prepared = _prepared(asked)
    if prepared is None:
        return next(iter(build(person, public_id, *more)[:1]), None)
    return next(iter(prepared.run(given)), None)


def _asked(
    build: Build[Any], person: Any, public_id: str, more: tuple[Hashable, ...], held: tuple[backend.Held, ...], on: date
) -> tuple[Asked, list[Any]]:
    """The question, and the values that make it this person's: two grants over one unit share its place."""
    places: dict[Any, int] = {"person": 0, "thing": 1}
    given: list[Any] = [person.pk, public_id]

    def place(kind: str, value: Any) -> int:
        if (kind, value) not in places:
            places[kind, value] = len(given)
            given.extend((value, after_path(value)) if kind == "path" else (value,))
        return places[kind, value]

    shapes = tuple(
        (_bare(one, on), place("unit", one.unit_id), place("path", one.path), place("unit", one.institution_id))
        for one in held
    )
    return Asked(build, more, on, shapes), given


def _bare(grant: backend.Held, on: date) -> backend.Held:
    """The grant without what makes it this person's: it holds today, and no statement asks since when."""
    return replace(
        grant, unit_id=0, path="", institution_id=0, valid_from=on, valid_to=None, appointment_id=None,
        institution=None, institution_name="", title="",
    )  # fmt: skip


@lru_cache(maxsize=KEPT)
def _prepared(asked: Asked) -> Prepared | None:
    """The statement; None where it cannot be kept."""
    try:
        (rows, one, names), (_rows, other, others) = (_written(asked, start) for start in STAND_INS)
        sql, values = one.as_sql()
        again, differing = other.as_sql()
    except EmptyResultSet:
        return None
    if sql != again or len(values) != len(differing):
        return None
    places = []
    for place, (value, twin) in enumerate(zip(values, differing, strict=True)):
        if value == twin:
            continue
        if value not in names or names[value] != others.get(twin):
            return None
        places.append((place, names[value]))
    return Prepared(rows, one, sql, tuple(values), tuple(places))


def _written(asked: Asked, start: int) -> tuple[models.QuerySet[Any], SQLCompiler, dict[Any, int]]:
    """The rows for one stand-in, what writes their statement, and which invented value is which."""
    names: dict[Any, int] = {start: 0, f"#{start}": 1}
    grants = []
    for held, unit, path, institution in asked.held:
        names |= {start + unit: unit, start + institution: institution}
        names |= {f"{start + path}/": path, after_path(f"{start + path}/"): path + 1}
        invented = {"unit_id": start + unit, "path": f"{start + path}/", "institution_id": start + institution}
        grants.append(replace(held, **invented))  # type: ignore[arg-type]
    rows = asked.build(StandIn(start, asked.on, tuple(grants)), f"#{start}", *asked.more)[:1]
    return rows, rows.query.get_compiler(DEFAULT_DB_ALIAS), names
