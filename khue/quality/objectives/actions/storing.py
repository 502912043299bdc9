"""Contents into rows: only what changed is written, in a number of statements that does not grow with the set."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.models import Count, Exists, Q
from django.utils.translation import gettext as _

from khue.foundation.kernel import errors
from khue.people.organisation.models import Appointment, Unit
from khue.quality.objectives import contents, terms
from khue.quality.objectives.models import Objective, ObjectiveSet, PlannedTask, Responsibility, Target
from khue.quality.objectives.queries.rows import Parts

NONE = Parts({}, {}, {}, {})
_SCHEDULE = ("time_text", "starts_on", "ends_on", "ends_before", "recurring")
OBJECTIVE_COLUMNS = (
    "order", "number", "statement", "serves", "is_own", "evidence_expected", "note", "source", *_SCHEDULE,
)  # fmt: skip
TARGET_COLUMNS = ("order", "subject", "comparator", "value", "value_high", "unit", "baseline")
TASK_COLUMNS = ("order", "text", *_SCHEDULE)
FIRST_WORDS = 60
Wanted = Sequence[tuple[Objective, contents.ObjectiveContent]]


def store_parts(wanted: Wanted, present: Parts) -> None:
    """Make targets, tasks and responsibilities of saved objectives what their contents say. `present`: the rows that stand now.

    A part keeps its row (and so its results) by its key; a part without a known key is new; what is not wanted any more goes.
    """
    targets = _wanted_rows(Target, TARGET_COLUMNS, wanted, present.targets, _target_values, lambda one: one.targets)
    tasks = _wanted_rows(PlannedTask, TASK_COLUMNS, wanted, present.tasks, _task_values, lambda one: one.tasks)
    _upsert(Target, TARGET_COLUMNS, targets)
    _upsert(PlannedTask, TASK_COLUMNS, tasks)
    _remove(Target, present.targets, targets)
    _remove(PlannedTask, present.tasks, tasks)
    _store_responsibilities(wanted, present, tasks)


class _Row:
    """A row as it should be: kept, changed or new."""

    def __init__(self, row: Any, *, is_changed: bool) -> None:
        self.row, self.is_changed = row, is_changed


def _wanted_rows(
    model: Any, columns: Sequence[str], wanted: Wanted, present: Any, values_of: Any, parts_of: Any
) -> dict[int, list[_Row]]:
    found: dict[int, list[_Row]] = {}
    for objective, content in wanted:
        known = {row.public_id: row for row in present.get(objective.pk, ())}
        found[objective.pk] = [
            _row(model, columns, known.get(part.key), objective, {"order": place, **values_of(part)})
            for place, part in enumerate(parts_of(content))
        ]
    return found


def _row(model: Any, columns: Sequence[str], known: Any, objective: Objective, values: dict[str, Any]) -> _Row:
    if known is None:
        return _Row(model(institution_id=objective.institution_id, objective=objective, **values), is_changed=True)
    is_changed = any(getattr(known, name) != values[name] for name in columns)
    for name, value in values.items():
        setattr(known, name, value)
    return _Row(known, is_changed=is_changed)


def _upsert(model: Any, columns: Sequence[str], rows: dict[int, list[_Row]]) -> None:
    changed = [one.row for found in rows.values() for one in found if one.is_changed]
    if changed:
        upsert(model, columns, changed)


def upsert(model: Any, columns: Sequence[str], rows: Sequence[models.Model]) -> None:
    """Insert the new rows, update the known ones; every row has its primary key afterwards."""
    fresh = [row for row in rows if row.pk is None]
    known = [row for row in rows if row.pk is not None]
    if fresh:
        model.objects.bulk_create(fresh)
    if known:
        model.objects.bulk_update(known, list(columns))


def _remove(model: Any, present: Any, rows: dict[int, list[_Row]]) -> None:
    kept = {one.row.pk for found in rows.values() for one in found}
    gone = [row.pk for objective in rows for row in present.get(objective, ()) if row.pk not in kept]
    if gone:
        model.objects.filter(pk__in=gone).delete()


def _store_responsibilities(wanted: Wanted, present: Parts, tasks: dict[int, list[_Row]]) -> None:
    fresh: list[Responsibility] = []
    stale: list[int] = []
    for objective, content in wanted:
        rows = [one.row for one in tasks[objective.pk]]
        now = [(None, one) for one in content.responsibilities]
        now += [(row, one) for row, task in zip(rows, content.tasks, strict=True) for one in task.responsibilities]
        before = [*present.responsibilities.get(objective.pk, ())]
        before += [one for row in present.tasks.get(objective.pk, ()) for one in present.of_tasks.get(row.pk, ())]
        if _named(now) == [(one.task_id, one.part, one.text, one.unit_id, one.person_id) for one in before]:
            continue
        stale += [one.pk for one in before]
        fresh += [_responsibility(objective, task, one, place) for place, (task, one) in enumerate(now)]
    if stale:
        Responsibility.objects.filter(pk__in=stale).delete()
    if fresh:
        Responsibility.objects.bulk_create(fresh)


def _named(now: Iterable[tuple[Any, contents.ResponsibilityContent]]) -> list[tuple[Any, ...]]:
    return [(task.pk if task else None, one.part, one.text, one.unit_id, one.person_id) for task, one in now]


def _responsibility(
    objective: Objective, task: PlannedTask | None, one: contents.ResponsibilityContent, place: int
) -> Responsibility:
    return Responsibility(
        institution_id=objective.institution_id, objective=objective, task=task, part=one.part, order=place,
        text=one.text, unit_id=one.unit_id, person_id=one.person_id,
    )  # fmt: skip


def school_names(known: Iterable[Objective], old: contents.SetContent | None = None) -> dict[str, str]:
    """What the journal calls the school's objectives, by public id. One query when `old` served others than the known ones."""
    found = {one.public_id: one for one in known}
    others = {one.serves for one in old.objectives if one.serves} - set(found) if old else set()
    if others:
        found |= {one.public_id: one for one in Objective.objects.filter(public_id__in=others)}
    return {key: f"mục tiêu {one.number} của Trường ({_first_words(one.statement)})" for key, one in found.items()}


def _first_words(statement: str) -> str:
    return textwrap.shorten(statement, FIRST_WORDS, placeholder="…")


def objective_values(content: contents.ObjectiveContent, serves: Objective | None) -> dict[str, Any]:
    """The columns of an objective, order and source apart."""
    return {
        "number": content.number,
        "statement": content.statement,
        "serves": serves,
        "is_own": content.is_own,
        "evidence_expected": list(content.evidence_expected),
        "note": content.note,
        **_schedule_values(content.schedule),
    }


def _target_values(content: contents.TargetContent) -> dict[str, Any]:
    return {name: getattr(content, name) for name in TARGET_COLUMNS if name != "order"}


def _task_values(content: contents.TaskContent) -> dict[str, Any]:
    return {"text": content.text, **_schedule_values(content.schedule)}


def _schedule_values(schedule: contents.ScheduleContent) -> dict[str, Any]:
    return {
        "time_text": schedule.text,
        "starts_on": schedule.starts_on,
        "ends_on": schedule.ends_on,
        "ends_before": schedule.before,
        "recurring": schedule.recurring,
    }


def served_rows(objective_set: ObjectiveSet, named: Iterable[str]) -> models.QuerySet[Objective]:
    """Those of the school's set of the same period that have these public ids."""
    return Objective.objects.filter(
        institution_id=objective_set.institution_id,
        set__unit_id=objective_set.institution_id,
        set__period_id=objective_set.period_id,
        set__state__in=[*terms.READABLE],
        public_id__in=[*named],
    )


def served_by(objective_set: ObjectiveSet, objectives: Iterable[contents.ObjectiveContent]) -> dict[str, Objective]:
    """The school objectives that are named, by public id; one query, none when nothing is named.

    Raises `Invalid` for one that is no objective of the school's set of the same period.
    """
    named = {one.serves for one in objectives if one.serves}
    if not named:
        return {}
    found = {row.public_id: row for row in served_rows(objective_set, named)}
    if missing := named - set(found):
        said = _("Mục tiêu của Trường mà thầy, cô chọn không còn. Hãy chọn lại.")
        raise errors.Invalid("serves", said, {"serves": [said], "missing": sorted(missing)})
    return found


def are_named(objective_set: ObjectiveSet, objectives: Iterable[contents.ObjectiveContent]) -> Q:
    """What `check_named` asks, as a condition of the statement that claims the set."""
    units, people = _named_ids(objectives)
    own = {"institution_id": objective_set.institution_id}
    known = Q()
    if units:
        rows = Unit.objects.filter(pk__in=units, **own).order_by().values("institution")
        known &= Q(Exists(rows.annotate(n=Count("pk")).filter(n=len(units))))
    if people:
        posts = Appointment.objects.filter(person_id__in=people, **own).order_by().values("institution")
        known &= Q(Exists(posts.annotate(n=Count("person", distinct=True)).filter(n=len(people))))
    return known


def _named_ids(objectives: Iterable[contents.ObjectiveContent]) -> tuple[set[int], set[int]]:
    everyone = [
        one
        for objective in objectives
        for one in (*objective.responsibilities, *(who for task in objective.tasks for who in task.responsibilities))
    ]
    return {one.unit_id for one in everyone if one.unit_id}, {one.person_id for one in everyone if one.person_id}


def check_named(objective_set: ObjectiveSet, objectives: Iterable[contents.ObjectiveContent]) -> None:
    """Units and people that are named must belong to the institution. At most two queries. Raises `Invalid`."""
    units, people = _named_ids(objectives)
    institution = objective_set.institution_id
    known_units = (
        set(Unit.objects.filter(institution_id=institution, pk__in=units).values_list("pk", flat=True))
        if units
        else set()
    )
    appointed = Appointment.objects.filter(institution_id=institution, person_id__in=people)
    known_people = set(appointed.values_list("person_id", flat=True)) if people else set()
    if units - known_units or people - known_people:
        said = _("Đơn vị hoặc người được giao không thuộc đơn vị này. Hãy chọn lại.")
        raise errors.Invalid("responsibilities", said, {"responsibilities": [said]})
