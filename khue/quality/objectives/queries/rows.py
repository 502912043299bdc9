"""Rows of the database as contents, and the latest measurement of every target, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from khue.quality.objectives import contents, terms
from khue.quality.objectives.models import Measurement, Objective, ObjectiveSet, PlannedTask, Responsibility, Target


@dataclass(frozen=True, slots=True)
class Latest:
    """The measurement that counts for a target: of the latest day, the latest recorded; a corrected one never counts."""

    public_id: str
    value: Decimal
    numerator: Decimal | None
    denominator: Decimal | None
    as_of: date
    note: str
    by: str


LATEST_SHAPE = JSONObject(
    public_id="public_id",
    value="value",
    numerator="numerator",
    denominator="denominator",
    as_of="as_of",
    note="note",
    by=F("recorded_by__full_name"),
)
"""What `latest_from` reads; of a `Measurement`."""


def with_latest(targets: QuerySet[Target]) -> QuerySet[Target]:
    """Each target with `latest_json` (see `latest_of`), without a query more."""
    found = Measurement.objects.filter(
        institution_id=OuterRef("institution_id"), target=OuterRef("pk"), corrected_by__isnull=True
    ).order_by("-as_of", "-pk")
    return targets.annotate(latest_json=Subquery(found.values(shape=LATEST_SHAPE)[:1]))


def latest_of(target: Any) -> Latest | None:
    """The latest measurement of a target that came `with_latest`."""
    return latest_from(target.latest_json)


def latest_from(data: Mapping[str, Any] | None) -> Latest | None:
    """What `LATEST_SHAPE` gave; None where nothing was measured."""
    if data is None:
        return None
    return Latest(
        public_id=data["public_id"],
        value=_decimal(data["value"]) or Decimal(0),
        numerator=_decimal(data["numerator"]),
        denominator=_decimal(data["denominator"]),
        as_of=date.fromisoformat(data["as_of"]),
        note=data["note"],
        by=data["by"],
    )


def _decimal(number: Any) -> Decimal | None:
    return None if number is None else Decimal(str(number)).quantize(Decimal("0.0001"))


@dataclass(frozen=True)
class Parts:
    """What hangs on objectives, by objective id; responsibilities of tasks by task id."""

    targets: Mapping[int, list[Target]]
    tasks: Mapping[int, list[PlannedTask]]
    responsibilities: Mapping[int, list[Responsibility]]
    of_tasks: Mapping[int, list[Responsibility]]


def parts_of(where: Q, *, latest: bool = False) -> Parts:
    """Targets, tasks and responsibilities of the objectives that `where` says (on `objective`): three queries."""
    target_rows = Target.objects.filter(where).order_by("order", "pk")
    responsibilities = Responsibility.objects.filter(where).order_by("order", "pk")
    return Parts(
        targets=grouped(with_latest(target_rows) if latest else target_rows, "objective_id"),
        tasks=grouped(PlannedTask.objects.filter(where).order_by("order", "pk"), "objective_id"),
        **_split(responsibilities),
    )


def grouped(rows: Iterable[Any], by: str) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, by)].append(row)
    return groups


def _split(rows: Iterable[Responsibility]) -> dict[str, dict[int, list[Responsibility]]]:
    own: dict[int, list[Responsibility]] = defaultdict(list)
    of_tasks: dict[int, list[Responsibility]] = defaultdict(list)
    for row in rows:
        if row.task_id is None:
            own[row.objective_id].append(row)
        else:
            of_tasks[row.task_id].append(row)
    return {"responsibilities": own, "of_tasks": of_tasks}


def content_of(objective_set: ObjectiveSet) -> contents.SetContent:
    """The set as plain values, from the rows as they are now (not from what was frozen). Four queries, one for an empty set."""
    rows = list(objectives_of(objective_set))
    if not rows:
        return contents.SetContent(swot=objective_set.swot)
    parts = parts_of(Q(institution_id=objective_set.institution_id, objective__set=objective_set))
    return contents.SetContent(
        objectives=tuple(objective_content(row, parts) for row in rows),
        swot=objective_set.swot,
    )


def contents_by_set(sets: QuerySet[ObjectiveSet]) -> dict[int, contents.SetContent]:
    """The contents of many sets by their id. Five queries, however many sets there are."""
    parts = parts_of(Q(objective__set__in=sets))
    rows = grouped(Objective.objects.filter(set__in=sets).select_related("serves").order_by("order", "pk"), "set_id")
    return {
        one.pk: contents.SetContent(tuple(objective_content(row, parts) for row in rows[one.pk]), one.swot)
        for one in sets
    }


def objectives_of(objective_set: ObjectiveSet) -> QuerySet[Objective]:
    rows = Objective.objects.filter(institution_id=objective_set.institution_id, set=objective_set)
    return rows.select_related("serves").order_by("order", "pk")


def content_of_objective(objective: Objective) -> tuple[contents.ObjectiveContent, Parts]:
    """One objective as plain values, and its rows. Three queries."""
    parts = parts_of(Q(institution_id=objective.institution_id, objective=objective))
    return objective_content(objective, parts), parts


def objective_content(row: Objective, parts: Parts) -> contents.ObjectiveContent:
    return contents.ObjectiveContent(
        number=row.number,
        statement=row.statement,
        targets=tuple(map(target_content, parts.targets.get(row.pk, ()))),
        tasks=tuple(task_content(task, parts.of_tasks.get(task.pk, ())) for task in parts.tasks.get(row.pk, ())),
        responsibilities=tuple(map(_responsibility, parts.responsibilities.get(row.pk, ()))),
        schedule=schedule_of(row),
        evidence_expected=tuple(row.evidence_expected),
        note=row.note,
        serves=row.serves.public_id if row.serves is not None else None,
        is_own=row.is_own,
        key=row.public_id,
    )


def target_content(row: Target) -> contents.TargetContent:
    return contents.TargetContent(
        subject=row.subject,
        comparator=row.comparator,
        value=row.value,
        value_high=row.value_high,
        unit=row.unit,
        baseline=row.baseline,
        key=row.public_id,
    )


def task_content(row: PlannedTask, people: Iterable[Responsibility]) -> contents.TaskContent:
    return contents.TaskContent(
        text=row.text,
        responsibilities=tuple(map(_responsibility, people)),
        schedule=schedule_of(row),
        key=row.public_id,
    )


def schedule_of(row: Objective | PlannedTask) -> contents.ScheduleContent:
    return contents.ScheduleContent(
        text=row.time_text,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        before=row.ends_before,
        recurring=row.recurring,
    )


def _responsibility(row: Responsibility) -> contents.ResponsibilityContent:
    return contents.ResponsibilityContent(part=row.part, text=row.text, unit_id=row.unit_id, person_id=row.person_id)


def last_year_of(objective_set: ObjectiveSet) -> ObjectiveSet | None:
    """The unit's set in force at the end of the period before this one: what a new draft is compared with."""
    rows = ObjectiveSet.objects.filter(
        institution_id=objective_set.institution_id,
        unit_id=objective_set.unit_id,
        state=terms.ISSUED,
        period__kind=objective_set.period.kind,
        period__starts_on__lt=objective_set.period.starts_on,
    )
    return rows.select_related("unit", "institution", "period").order_by("-period__starts_on").first()
