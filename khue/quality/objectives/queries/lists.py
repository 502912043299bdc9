"""The list of sets of a period: who has it, at which step, until when. Two queries, whatever the number of units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from khue.engine.procedures.language import schema
from khue.engine.procedures.models import TaskCandidate
from khue.engine.procedures.terms import STAFF
from khue.people.access import queries as access
from khue.people.access.models import Grant
from khue.people.accounts.models import on_day
from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import rules, terms
from khue.quality.objectives.models import Objective, ObjectiveSet
from khue.quality.objectives.queries import visible


@dataclass(frozen=True, slots=True)
class SetLine:
    """One unit in the list. `set` is None where nothing was begun; then only the unit is known."""

    unit: Unit
    set: ObjectiveSet | None
    step: schema.Step | None = None
    holder: str = ""
    holder_name: str = ""
    due_on: date | None = None
    is_late: bool = False
    objectives: int = 0
    returns: int = 0

    @property
    def state(self) -> str:
        return self.set.state if self.set is not None else ""


def set_list(person: Any, period: Period, *, on: date) -> list[SetLine]:
    """Every unit that the person follows, with its current set of the period or none; the school's own set first.

    The deadline comes from the open task; late means that it is over. Ordered late first, then by deadline, then by the tree.
    """
    sets = {one.unit_id: one for one in _sets(person, period, on)}
    lines = [_line(one.unit, one, on) for one in sets.values()]
    lines += [SetLine(unit=unit, set=None) for unit in followed_units(person, period) if unit.pk not in sets]
    return sorted(lines, key=_order)


def begun(person: Any, period: Period, *, on: date) -> list[SetLine]:
    """The units' lines alone that have a set which the person may see. One query."""
    return [_line(one.unit, one, on) for one in _sets(person, period, on)]


def followed_units(person: Any, period: Period) -> QuerySet[Unit]:
    """Units whose objectives the person may see, that existed in the period and are expected to set objectives."""
    within = access.within(person, "objectives.view_set", unit="", institution="institution")
    return expected_units(period.institution_id, period).filter(within)


def expected_units(institution_id: int, period: Period) -> QuerySet[Unit]:
    """Units that existed in the period (or have a set of it all the same: years before Khuê) and are expected to set objectives.

    In the order of the tree.
    """
    existed = Q(valid_from__lte=period.ends_on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=period.starts_on))
    has_set = Q(pk__in=ObjectiveSet.objects.filter(institution_id=institution_id, period=period).values("unit"))
    rows = Unit.objects.filter(existed | has_set, institution_id=institution_id)
    return rows.exclude(kind__in=NOT_EXPECTED).order_by("path")


NOT_EXPECTED = ("leadership", "council", "party")
"""Kinds of units that set no objectives of their own (seed 000, section 2 names rooms, faculties, union and youth)."""


def _sets(person: Any, period: Period, on: date) -> QuerySet[ObjectiveSet]:
    rows = visible.visible_to(person).filter(institution_id=period.institution_id, period=period, is_current=True)
    counted = Objective.objects.filter(set=OuterRef("pk")).order_by().values("set").annotate(n=Count("pk")).values("n")
    return (
        visible.with_open_task(rows)
        .exclude(state=terms.WITHDRAWN)
        .select_related("unit", "institution", "case__version")
        .defer("frozen", "swot", "case__version__definition")
        .annotate(
            objective_count=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
            holder_name=Subquery(_holder_in_unit(on)),
        )
        .order_by("unit__path")
    )


def _holder_in_unit(on: date) -> Any:
    """The name of whoever decides the open step in the unit itself, by their role there or by name; offices above are named by
    the procedure's own words."""
    open_ = TaskCandidate.objects.filter(
        task__case=OuterRef(OuterRef("case_id")), task__closed_at__isnull=True, decides=True
    )
    roles = open_.filter(scope__in=("in", "everyone"), unit_id=OuterRef(OuterRef("unit_id"))).exclude(role=STAFF)
    held = Grant.objects.filter(
        on_day("", on), institution_id=OuterRef("institution_id"), unit_id=OuterRef("unit_id"), person__is_active=True
    )
    mine = Q(role__code__in=roles.values("role")) | Q(person__in=open_.filter(scope="person").values("person"))
    return held.filter(mine).order_by("person__name_key").values("person__full_name")[:1]


def _line(unit: Unit, found: Any, on: date) -> SetLine:
    step = rules.step_of(found)
    label = step.who_short if step else ""
    return SetLine(
        unit=unit,
        set=found,
        step=step,
        holder=", ".join(filter(None, [found.holder_name, label])),
        holder_name=found.holder_name or "",
        due_on=found.task_due_on,
        is_late=found.task_due_on is not None and found.task_due_on < on,
        objectives=found.objective_count,
        returns=len(found.case.state.get("returns", ())) if found.case else 0,
    )


def _order(line: SetLine) -> tuple[bool, bool, date, str]:
    return (not line.unit.is_institution, not line.is_late, line.due_on or date.max, line.unit.path)


def count_by_state(lines: list[SetLine]) -> Mapping[str, int]:
    """How many lines are in each state; "" for not begun."""
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.state] = counts.get(line.state, 0) + 1
    return counts
