"""Results of an issued set: every target with its verdict, its series of measurements, and what the unit says at year end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from khue.quality.objectives import terms
from khue.quality.objectives.models import (
    Evaluation,
    Measurement,
    Objective,
    ObjectiveEvaluation,
    ObjectiveSet,
    PlannedTask,
    Target,
    TaskUpdate,
)
from khue.quality.objectives.queries import pages, tallies


@dataclass(frozen=True, slots=True)
class Series:
    """Everything that was ever measured for one target, newest day first; corrected rows keep standing, struck out."""

    target: Target
    measurements: tuple[Measurement, ...]


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """One objective at year end: its results, and what the unit wrote."""

    row: pages.ObjectiveRow
    words: ObjectiveEvaluation | None

    @property
    def needs_cause(self) -> bool:
        """Not (wholly) met or not measured, and no cause given yet."""
        return self.row.verdict != terms.MET and not (self.words and self.words.cause.strip())


@dataclass(frozen=True, slots=True)
class EvaluationPage:
    """The evaluation of a set with all it draws on."""

    set: ObjectiveSet
    evaluation: Evaluation | None
    rows: tuple[EvaluationRow, ...]
    verdicts: Mapping[str, int]
    objective_verdicts: Mapping[str, int]

    @property
    def gaps(self) -> list[tuple[Objective, str]]:
        return gaps(self.rows)


def gaps(rows: Sequence[EvaluationRow]) -> list[tuple[Objective, str]]:
    """Objectives whose cause is still missing, with their verdicts."""
    return [(one.row.objective, one.row.verdict) for one in rows if one.needs_cause]


def results_page(person: Any, objective_set: ObjectiveSet, *, on: date) -> pages.SetPage:
    """The set with results, evidence, verdicts and lateness. Five queries."""
    return pages.set_page(person, objective_set, on=on)


def evaluation_page(person: Any, objective_set: ObjectiveSet, *, on: date) -> EvaluationPage:
    """The evaluation (None before it is opened) over the results as they are now. Seven queries."""
    found = pages.rows_of(objective_set, on=on, evidence=pages.evidence_of(person, objective_set))
    evaluation = Evaluation.objects.select_related("submitted_by").filter(set=objective_set).first()
    words = {one.objective_id: one for one in ObjectiveEvaluation.objects.filter(evaluation__set=objective_set)}
    counts = tallies.none()
    for row in found:
        counts[row.verdict] += 1
    return EvaluationPage(
        set=objective_set,
        evaluation=evaluation,
        rows=tuple(EvaluationRow(row, words.get(row.objective.pk)) for row in found),
        verdicts=pages.tally(found),
        objective_verdicts=counts,
    )


def measurements_of(target: Target) -> Series:
    """The series of one target, newest first."""
    rows = Measurement.objects.filter(institution_id=target.institution_id, target=target)
    rows = rows.select_related("recorded_by", "corrects", "corrected_by").order_by("-as_of", "-pk")
    return Series(target, tuple(rows))


def task_updates_of(task: PlannedTask) -> QuerySet[TaskUpdate]:
    """What was reported on a task, newest first."""
    rows = TaskUpdate.objects.filter(institution_id=task.institution_id, task=task)
    return rows.select_related("by").order_by("-at", "-pk")
