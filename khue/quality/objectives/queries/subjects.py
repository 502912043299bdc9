"""What a piece of evidence is used for here, as the page of the evidence names it: results and planned tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khue.engine.records import queries as records
from khue.quality.objectives import terms
from khue.quality.objectives.models import EVIDENCE_SUBJECTS, Measurement, ObjectiveSet, PlannedTask
from khue.quality.objectives.queries import visible


def register() -> None:
    """Tell the library of evidence how our things are called."""
    records.register_subjects(EVIDENCE_SUBJECTS["measurement"], gettext_lazy("Kết quả đo"), _measurements)
    records.register_subjects(EVIDENCE_SUBJECTS["task"], gettext_lazy("Nhiệm vụ"), _tasks)
    records.register_subjects(ObjectiveSet._meta.label_lower, gettext_lazy("Bộ mục tiêu"), _sets)


def _measurements(person: Any, ids: Iterable[int]) -> Mapping[int, records.Subject]:
    rows = Measurement.objects.filter(visible.seen_by(person, "target__objective__set__"), pk__in=list(ids))
    rows = rows.select_related("target__objective__set__evaluation")
    return {
        row.pk: _subject(row.target.objective.set, _("mục tiêu %(n)s, %(subject)s")
                         % {"n": row.target.objective.number, "subject": row.target.subject})
        for row in rows
    }  # fmt: skip


def _tasks(person: Any, ids: Iterable[int]) -> Mapping[int, records.Subject]:
    rows = PlannedTask.objects.filter(visible.seen_by(person, "objective__set__"), pk__in=list(ids))
    rows = rows.select_related("objective__set__evaluation")
    return {row.pk: _subject(row.objective.set, _("nhiệm vụ “%(text)s”") % {"text": row.text}) for row in rows}


def _sets(person: Any, ids: Iterable[int]) -> Mapping[int, records.Subject]:
    """Papers of the set itself (minutes of a consultation): they stay with the step they were asked for at."""
    rows = ObjectiveSet.objects.filter(visible.seen_by(person), pk__in=list(ids))
    return {row.pk: records.Subject(row.title, _address(row), is_open=False) for row in rows}


def _subject(objective_set: ObjectiveSet, part: str) -> records.Subject:
    """Evidence changes as long as the set is in force and its report is not handed in."""
    evaluation = getattr(objective_set, "evaluation", None)
    is_open = objective_set.state == terms.ISSUED and (evaluation is None or evaluation.state == terms.EVALUATION_DRAFT)
    return records.Subject(f"{objective_set.title}: {part}", _address(objective_set), is_open)


def _address(objective_set: ObjectiveSet) -> str:
    try:
        return reverse("objectives:set", args=[objective_set.public_id])
    except NoReverseMatch:
        return ""
