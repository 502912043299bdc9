"""The page of one set: everything that its table shows, in five queries after `set_for`, whatever the number of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When

from khue.engine.procedures.language import schema
from khue.engine.records import queries as records
from khue.engine.records.models import EvidenceUse
from khue.quality.objectives import contents, rules, terms
from khue.quality.objectives.models import (
    EVIDENCE_SUBJECTS,
    Comment,
    Measurement,
    Objective,
    ObjectiveSet,
    PlannedTask,
    Review,
    Target,
)
from khue.quality.objectives.queries import rows as rows_module
from khue.quality.objectives.queries import tallies
from khue.quality.objectives.queries.rows import Latest


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target, the measurement that counts and the verdict computed from both."""

    target: Target
    content: contents.TargetContent
    latest: Latest | None
    verdict: str
    evidence: tuple[EvidenceUse, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A planned task; it is late when its time (or its objective's) is over and it is neither done nor stopped."""

    task: PlannedTask
    content: contents.TaskContent
    is_late: bool
    evidence: tuple[EvidenceUse, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective with all that hangs on it."""

    objective: Objective
    content: contents.ObjectiveContent
    targets: tuple[TargetRow, ...]
    tasks: tuple[TaskRow, ...]
    verdict: str
    comments: tuple[Comment, ...] = ()

    @property
    def is_late(self) -> bool:
        return any(task.is_late for task in self.tasks)


@dataclass(frozen=True, slots=True)
class SetPage:
    """A set as its page shows it. `step` is None without a running case; `due_on` is the open task's."""

    set: ObjectiveSet
    step: schema.Step | None
    holder: str
    due_on: date | None
    is_late: bool
    rows: tuple[ObjectiveRow, ...]
    comments: tuple[Comment, ...]
    verdicts: Mapping[str, int] = field(default_factory=dict)

    @property
    def unanswered(self) -> int:
        """Comments, on the whole and on objectives, to which nothing has been said yet."""
        said = [*self.comments, *(comment for row in self.rows for comment in row.comments)]
        return sum(not comment.response for comment in said)

    @property
    def content(self) -> contents.SetContent:
        return contents.SetContent(tuple(row.content for row in self.rows), self.set.swot)


def set_page(person: Any, objective_set: ObjectiveSet, *, on: date) -> SetPage:
    """The page of a set that `set_for` gave. Before issue it carries the comments, afterwards results and evidence.

    Five queries: objectives, targets with their latest result, tasks, responsibilities, comments or evidence.
    """
    following = objective_set.state in terms.READABLE
    comments = () if following else tuple(comments_of(objective_set))
    evidence = evidence_of(person, objective_set) if following else {}
    found = rows_of(objective_set, on=on, evidence=evidence, comments=comments)
    step = rules.step_of(objective_set)
    due_on = getattr(objective_set, "task_due_on", None)
    return SetPage(
        set=objective_set,
        step=step,
        holder=step.who_short if step else "",
        due_on=due_on,
        is_late=due_on is not None and due_on < on,
        rows=found,
        comments=tuple(one for one in comments if one.objective_id is None),
        verdicts=tally(found),
    )


def tally(found: tuple[ObjectiveRow, ...]) -> dict[str, int]:
    """How many targets have each verdict, in the order of `terms.VERDICTS`."""
    counts = tallies.none()
    for row in found:
        for target in row.targets:
            counts[target.verdict] += 1
    return counts


Evidence = Mapping[tuple[str, int], list[EvidenceUse]]


def rows_of(
    objective_set: ObjectiveSet,
    *,
    on: date,
    evidence: Evidence | None = None,
    comments: tuple[Comment, ...] = (),
) -> tuple[ObjectiveRow, ...]:
    """The objectives of a set with their parts, latest results and verdicts. Four queries."""
    where = Q(institution_id=objective_set.institution_id, objective__set=objective_set)
    objectives = list(rows_module.objectives_of(objective_set))
    parts = rows_module.parts_of(where, latest=True)
    said: dict[int, list[Comment]] = defaultdict(list)
    for comment in comments:
        said[comment.objective_id or 0].append(comment)
    return tuple(_objective_row(one, parts, evidence or {}, tuple(said.get(one.pk, ())), on) for one in objectives)


def _objective_row(
    objective: Objective, parts: rows_module.Parts, evidence: Evidence, comments: tuple[Comment, ...], on: date
) -> ObjectiveRow:
    targets = tuple(target_row(target, evidence) for target in parts.targets.get(objective.pk, ()))
    content = rows_module.objective_content(objective, parts)
    tasks = tuple(
        TaskRow(
            task=task,
            content=words,
            is_late=is_late(task, objective, on),
            evidence=tuple(evidence.get((EVIDENCE_SUBJECTS["task"], task.pk), ())),
        )
        for task, words in zip(parts.tasks.get(objective.pk, ()), content.tasks, strict=True)
    )
    verdict = rules.objective_verdict(row.verdict for row in targets)
    return ObjectiveRow(objective, content, targets, tasks, verdict, comments)


def target_row(target: Target, evidence: Evidence | None = None) -> TargetRow:
    """A target that came `with_latest`, judged."""
    latest = rows_module.latest_of(target)
    measured = latest.value if latest else None
    return TargetRow(
        target=target,
        content=rows_module.target_content(target),
        latest=latest,
        verdict=rules.verdict(target.comparator, target.value, target.value_high, measured),
        evidence=tuple((evidence or {}).get((EVIDENCE_SUBJECTS["measurement"], target.pk), ())),
    )


def is_late(task: PlannedTask, objective: Objective, on: date) -> bool:
    """Its own time, else its objective's, is over, and it is neither done nor stopped."""
    own, whole = (tallies.last_day(row.ends_on, row.ends_before) for row in (task, objective))
    end = own or whole
    return end is not None and end < on and task.progress not in tallies.FINISHED


def evidence_of(person: Any, objective_set: ObjectiveSet) -> dict[tuple[str, int], list[EvidenceUse]]:
    """Evidence of a set's measurements (by target id) and tasks (by task id), what `person` may see of it (None: all).

    Keys are (subject type, id); one query.
    """
    measurement, task = EVIDENCE_SUBJECTS["measurement"], EVIDENCE_SUBJECTS["task"]
    measurements = Measurement.objects.filter(target__objective__set=objective_set, corrected_by__isnull=True)
    tasks = PlannedTask.objects.filter(objective__set=objective_set)
    uses = EvidenceUse.objects.filter(
        Q(subject_type=measurement, subject_id__in=measurements.values("pk"))
        | Q(subject_type=task, subject_id__in=tasks.values("pk")),
        institution_id=objective_set.institution_id,
    )
    if person is not None:
        uses = uses.filter(evidence__in=records.visible_to(person))
    uses = uses.annotate(target_id=_target_of_use(measurement)).select_related("evidence").order_by("pk")
    found: dict[tuple[str, int], list[EvidenceUse]] = defaultdict(list)
    for use in uses:
        found[use.subject_type, use.target_id or use.subject_id].append(use)
    return found


def _target_of_use(measurement: str) -> Any:
    target = Measurement.objects.filter(pk=OuterRef("subject_id")).values("target_id")[:1]
    return Case(When(subject_type=measurement, then=Subquery(target)))


def comments_of(objective_set: ObjectiveSet) -> QuerySet[Comment]:
    """All that was said about a set, oldest first."""
    rows = Comment.objects.filter(institution_id=objective_set.institution_id, set=objective_set)
    return rows.select_related("by", "responded_by", "objective").order_by("at", "pk")


def reviews_of(objective_set: ObjectiveSet) -> QuerySet[Review]:
    """Checks and approvals, newest first."""
    rows = Review.objects.filter(institution_id=objective_set.institution_id, set=objective_set)
    return rows.select_related("by", "voided_by").order_by("-at", "-pk")


def versions_of(objective_set: ObjectiveSet) -> QuerySet[ObjectiveSet]:
    """Every version of the unit's set of that period, newest first."""
    rows = ObjectiveSet.objects.filter(
        institution_id=objective_set.institution_id, unit_id=objective_set.unit_id, period_id=objective_set.period_id
    )
    return rows.order_by("-version")
