"""From units to the school: how the year stands per unit, and the school's objectives with what the units contributed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import rules, terms
from khue.quality.objectives.models import Objective, ObjectiveSet, Target
from khue.quality.objectives.queries import lists, pages, tallies, visible
from khue.quality.objectives.queries import rows as rows_module


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """One unit in the year: state of its current set, verdicts of targets and objectives of the set in force, what is late."""

    unit: Unit
    set: ObjectiveSet | None
    state: str
    due_on: date | None
    is_late: bool
    targets: Mapping[str, int]
    objectives: Mapping[str, int]
    tasks: int = 0
    tasks_done: int = 0
    tasks_late: int = 0
    evaluation: str = ""
    serving: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Verdicts of its objectives by the root of the school objective they serve (`tallies.root_of`)."""
    in_force: ObjectiveSet | None = None


@dataclass(frozen=True, slots=True)
class RollUp:
    """All units of an institution in a period, and their sums."""

    units: tuple[UnitStanding, ...]
    states: Mapping[str, int]
    targets: Mapping[str, int]
    objectives: Mapping[str, int]
    late_sets: int
    late_tasks: int


def roll_up(institution: Unit, period: Period, *, on: date) -> RollUp:
    """How the institution stands. Ask for the permission first.

    Two queries while every tally is fresh, four while some are being counted anew, whatever the number of objectives.
    """
    units = lists.expected_units(institution.pk, period)
    current, issued = _sets(institution, period)
    counted = _tallies(issued.values())
    standings = tuple(_standing(unit, current.get(unit.pk), issued.get(unit.pk), counted, on) for unit in units)
    return RollUp(
        units=standings,
        states=_counted(one.state for one in standings),
        targets=summed(one.targets for one in standings),
        objectives=summed(one.objectives for one in standings),
        late_sets=sum(one.is_late for one in standings),
        late_tasks=sum(one.tasks_late for one in standings),
    )


def _sets(institution: Unit, period: Period) -> tuple[dict[int, Any], dict[int, Any]]:
    rows = ObjectiveSet.objects.filter(institution=institution, period=period).exclude(
        state__in=[terms.WITHDRAWN, terms.SUPERSEDED]
    )
    rows = visible.with_open_task(rows).select_related("case__version", "evaluation")
    current: dict[int, Any] = {}
    issued: dict[int, Any] = {}
    for one in rows.defer("frozen", "swot", "evaluation__frozen", "case__version__definition"):
        if one.is_current:
            current[one.unit_id] = one
        if one.state == terms.ISSUED:
            issued[one.unit_id] = one
    return current, issued


def _tallies(issued: Iterable[Any]) -> dict[int, tallies.Tally]:
    """The tally of each set in force: as kept, or counted from its rows where something has changed since."""
    sets = list(issued)
    found = {one.pk: tallies.Tally.from_json(one.tally) for one in sets if tallies.is_fresh(one)}
    if len(found) < len(sets):
        first = sets[0]
        in_force = ObjectiveSet.objects.filter(
            tallies.STALE, institution_id=first.institution_id, period_id=first.period_id, state=terms.ISSUED
        )
        found |= tallies.count(in_force)
    return found


def _standing(unit: Unit, current: Any, issued: Any, counted: Mapping[int, tallies.Tally], on: date) -> UnitStanding:
    tally = counted.get(issued.pk, tallies.Tally()) if issued else tallies.Tally()
    due_on = current.task_due_on if current else None
    return UnitStanding(
        unit=unit,
        set=current or issued,
        state=current.state if current else "",
        due_on=due_on,
        is_late=due_on is not None and due_on < on,
        targets=tally.targets,
        objectives=tally.objectives,
        tasks=tally.tasks,
        tasks_done=tally.done,
        tasks_late=tally.late(on),
        evaluation=getattr(getattr(issued, "evaluation", None), "state", ""),
        serving=tally.serving,
        in_force=issued,
    )


def _tallied(verdicts: Iterable[str]) -> dict[str, int]:
    counts = tallies.none()
    for verdict in verdicts:
        counts[verdict] += 1
    return counts


def _counted(states: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for state in states:
        counts[state] = counts.get(state, 0) + 1
    return counts


def summed(many: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The counts of all, verdict by verdict."""
    total = tallies.none()
    for one in many:
        for code, count in one.items():
            total[code] += count
    return total


@dataclass(frozen=True, slots=True)
class Contribution:
    """A unit's objective that serves a school objective, with its verdict and, where not met, the unit's cause."""

    unit: Unit
    objective: Objective
    verdict: str
    cause: str = ""
    targets: tuple[pages.TargetRow, ...] = ()


@dataclass(frozen=True, slots=True)
class SchoolObjective:
    """A school objective, its own results, and what the units contributed."""

    row: pages.ObjectiveRow
    contributions: tuple[Contribution, ...]
    cause: str = ""

    @property
    def tally(self) -> Mapping[str, int]:
        """Verdicts of the units' objectives."""
        return _tallied(one.verdict for one in self.contributions)


@dataclass(frozen=True, slots=True)
class SchoolReport:
    """What BM.ĐBCL-04.06 is drawn from."""

    set: ObjectiveSet
    period: Period
    objectives: tuple[SchoolObjective, ...]
    roll_up: RollUp
    own: tuple[Contribution, ...] = field(default=())


def school_report(
    objective_set: ObjectiveSet, *, on: date, rows: Sequence[pages.ObjectiveRow] | None = None
) -> SchoolReport:
    """The school's set consolidated over its units. At most twelve queries, whatever the numbers; eight when its `rows` are at hand."""
    period = objective_set.period
    school_rows = pages.rows_of(objective_set, on=on) if rows is None else rows
    newest = _newest_by_public_id(objective_set)
    serving: dict[int, list[Contribution]] = defaultdict(list)
    own: list[Contribution] = []
    for served, contribution in _contributions(objective_set, newest):
        if served is None:
            own.append(contribution)
        else:
            serving[served].append(contribution)
    causes = _causes(objective_set)
    return SchoolReport(
        set=objective_set,
        period=period,
        objectives=tuple(
            SchoolObjective(row, tuple(serving.get(row.objective.pk, ())), causes.get(row.objective.pk, ""))
            for row in school_rows
        ),
        roll_up=roll_up(objective_set.institution, period, on=on),
        own=tuple(own),
    )


def _newest_by_public_id(objective_set: ObjectiveSet) -> dict[int, int]:
    """Objectives of every version of the school's set → the same objective in this version (by where each was copied from)."""
    rows = Objective.objects.filter(
        institution_id=objective_set.institution_id,
        set__unit_id=objective_set.unit_id,
        set__period_id=objective_set.period_id,
    ).values_list("pk", "public_id", "set_id", "source")
    by_public_id = {public_id: (pk, set_id, source) for pk, public_id, set_id, source in rows}
    newest: dict[int, int] = {}
    for pk, set_id, source in by_public_id.values():
        if set_id != objective_set.pk:
            continue
        newest[pk] = pk
        origin = by_public_id.get(source.get("from", ""))
        while origin is not None and origin[0] not in newest:
            newest[origin[0]] = pk
            origin = by_public_id.get(origin[2].get("from", ""))
    return newest


def _contributions(objective_set: ObjectiveSet, newest: Mapping[int, int]) -> Iterable[tuple[int | None, Contribution]]:
    in_force = Q(
        institution_id=objective_set.institution_id,
        set__period_id=objective_set.period_id,
        set__state=terms.ISSUED,
    ) & ~Q(set__unit_id=objective_set.unit_id)
    # Every row would carry the whole of its set: the frozen text of all objectives, once for each of them.
    rows = Objective.objects.filter(in_force).select_related("set__unit", "evaluation__evaluation")
    rows = rows.defer("set__frozen", "set__swot", "set__tally", "evaluation__evaluation__frozen")
    targets: dict[int, list[pages.TargetRow]] = defaultdict(list)
    wanted = Target.objects.filter(
        institution_id=objective_set.institution_id,
        objective__set__period_id=objective_set.period_id,
        objective__set__state=terms.ISSUED,
    ).exclude(objective__set__unit_id=objective_set.unit_id)
    for target in rows_module.with_latest(wanted).order_by("order", "pk"):
        targets[target.objective_id].append(pages.target_row(target))
    for row in rows.order_by("set__unit__path", "order", "pk"):
        found = tuple(targets.get(row.pk, ()))
        evaluation = getattr(row, "evaluation", None)
        yield (
            newest.get(row.serves_id) if row.serves_id else None,
            Contribution(
                unit=row.set.unit,
                objective=row,
                verdict=rules.objective_verdict(one.verdict for one in found),
                cause=_told_cause(evaluation),
                targets=found,
            ),
        )


def _told_cause(words: Any) -> str:
    """What a unit is still writing is nobody else's to read."""
    handed_in = words is not None and words.evaluation.state != terms.EVALUATION_DRAFT
    return str(words.cause) if handed_in else ""


def _causes(objective_set: ObjectiveSet) -> dict[int, str]:
    rows = Objective.objects.filter(set=objective_set, evaluation__isnull=False)
    return dict(rows.values_list("pk", "evaluation__cause"))
