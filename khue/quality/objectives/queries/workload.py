"""How much work falls due where and when: planned tasks of every unit by month of a period. One statement, whatever the number of units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Case, Count, F, Q, When
from django.db.models.functions import Coalesce

from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import terms
from khue.quality.objectives.models import PlannedTask

STEPS = (1, 3, 5, 7)
"""From so many tasks in a month on the next shade; the last is heaped work."""
Month = tuple[int, int]
"""Year and month."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The tasks of a unit that fall due in a month, and how many of them are late."""

    count: int
    late: int

    @property
    def level(self) -> int:
        """0 for none, then as `STEPS`."""
        return sum(self.count >= step for step in STEPS)


@dataclass(frozen=True, slots=True)
class Row:
    """A unit with its months; `set_key` of its current set, "" where there is none."""

    unit: Unit
    set_key: str
    cells: tuple[Cell, ...]

    @property
    def total(self) -> int:
        return sum(cell.count for cell in self.cells)


@dataclass(frozen=True)
class Workload:
    """Units against months, late or not `on` that day.

    `outside`: tasks that fall due before or after the period; `undated`: tasks of which no day is known.
    """

    on: date
    months: tuple[Month, ...] = ()
    rows: tuple[Row, ...] = ()
    outside: int = 0
    undated: int = 0

    @cached_property
    def totals(self) -> list[int]:
        """By month."""
        return [sum(row.cells[place].count for row in self.rows) for place in range(len(self.months))]

    @property
    def busiest(self) -> int | None:
        """The place of the month with most work; None while there is none."""
        return self.totals.index(max(self.totals)) if any(self.totals) else None

    def heaviest(self, place: int, most: int = 2) -> list[Row]:
        """The units that have most to do in a month."""
        rows = sorted(self.rows, key=lambda row: -row.cells[place].count)
        return [row for row in rows[:most] if row.cells[place].count]

    @property
    def idle(self) -> list[Row]:
        """Units of which nothing falls due in the period."""
        return [row for row in self.rows if not row.total]

    @property
    def late(self) -> int:
        return sum(cell.late for row in self.rows for cell in row.cells)


def months_of(period: Period) -> tuple[Month, ...]:
    """Every month that the period touches, in order."""
    first, last = period.starts_on, period.ends_on
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple((first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1) for n in range(count))


def workload_of(period: Period, units: Sequence[Unit], on: date) -> Workload:
    """The tasks of the units' current sets, drafts as well. A task without a time of its own falls due with its objective.

    Late is what is over and not done, once the set is in force. Units in the order given.
    """
    months = months_of(period)
    counts: dict[int, Counter[Month]] = {unit.pk: Counter() for unit in units}
    late: dict[int, Counter[Month]] = {unit.pk: Counter() for unit in units}
    keys: dict[int, str] = {}
    outside = undated = 0
    for unit_id, key, state, due, before, is_open, n in _counted(period, list(counts)):
        keys[unit_id] = key
        last = due - timedelta(days=1) if due is not None and before else due
        month = (last.year, last.month) if last is not None else None
        outside += n if month is not None and month not in months else 0
        undated += n if month is None else 0
        if month is not None:
            counts[unit_id][month] += n
            late[unit_id][month] += n if is_open and state == terms.ISSUED and last is not None and last < on else 0
    rows = tuple(
        Row(unit, keys.get(unit.pk, ""), tuple(Cell(counts[unit.pk][one], late[unit.pk][one]) for one in months))
        for unit in units
    )
    return Workload(on, months, rows, outside, undated)


def _counted(period: Period, units: list[int]) -> Iterable[tuple[Any, ...]]:
    """Unit, key and state of its set, last day, whether that day is excluded, whether the work is open, how many tasks."""
    rows = PlannedTask.objects.filter(
        institution_id=period.institution_id, objective__set__period=period, objective__set__is_current=True,
        objective__set__unit_id__in=units,
    ).exclude(objective__set__state=terms.WITHDRAWN)  # fmt: skip
    own = Q(ends_on__isnull=False)
    return (
        rows.annotate(
            due=Coalesce("ends_on", "objective__ends_on"),
            before=Case(When(own, then=F("ends_before")), default=F("objective__ends_before")),
            is_open=Case(When(progress__in=[terms.DONE, terms.STOPPED], then=False), default=True),
        )
        .order_by()
        .values_list(
            "objective__set__unit_id", "objective__set__public_id", "objective__set__state", "due", "before", "is_open"
        )
        .annotate(n=Count("pk"))
    )
