"""Evidence on the screens of objectives: kept by records, attached to results, tasks and to the set itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from khue.engine.records import actions as records
from khue.engine.records import queries as kept
from khue.engine.records import terms as record_terms
from khue.engine.records.models import Evidence
from khue.foundation.ui import wording
from khue.quality.objectives.forms import results
from khue.quality.objectives.models import EVIDENCE_SUBJECTS, Measurement, ObjectiveSet, PlannedTask, Target

OF_SET = "objectives.objectiveset"
OFFERED = 50


def take(objective_set: ObjectiveSet, form: results.EvidenceForm, *, by: Any, at: datetime) -> list[Evidence]:
    """What came with a valid form: kept anew, or chosen among what is there. Not attached yet."""
    said = form.cleaned_data
    chosen = [kept.evidence_for(by, said["existing"])] if said.get("existing") else []
    if not form.brings_new:
        return chosen
    file = said.get("file")
    added = records.add_evidence(
        institution=objective_set.institution,
        unit=objective_set.unit,
        title=said["title"] or _named(file),
        effective_on=said["effective_on"],
        confidentiality=record_terms.INTERNAL,
        by=by,
        at=at,
        file=file,
        url=said.get("url", ""),
    )
    return [added, *chosen]


def keep_for_set(
    objective_set: ObjectiveSet, title: str, file: records.Kept, day: date, *, by: Any, at: datetime
) -> Evidence:
    """A paper of the set itself, such as the minutes of its consultation, examined before; `day` is written on it."""
    found = records.add_evidence(
        institution=objective_set.institution, unit=objective_set.unit, title=f"{title}, {objective_set.title}"[:300],
        effective_on=day, confidentiality=record_terms.INTERNAL, by=by, at=at, file=file,
    )  # fmt: skip
    records.attach(evidence=found, subject_type=OF_SET, subject_id=objective_set.pk, by=by, at=at, about=objective_set)
    return found


def choices(person: Any, objective_set: ObjectiveSet) -> list[tuple[str, str]]:
    """Evidence of the unit that may be used once more, the newest first."""
    rows = kept.visible_to(person).filter(unit_id=objective_set.unit_id).order_by("-added_at", "-pk")[:OFFERED]
    said = _("%(title)s (hiệu lực %(day)s)")
    return [(one.public_id, said % {"title": _title(one), "day": wording.day(one.effective_on)}) for one in rows]


def of_measurements(person: Any, target: Target, measurements: Iterable[Measurement]) -> dict[int, list[Evidence]]:
    """By the id of the measurement."""
    ids = [one.pk for one in measurements]
    return kept.of_subjects(person, EVIDENCE_SUBJECTS["measurement"], ids) if ids else {}


def of_task(person: Any, task: PlannedTask) -> list[Evidence]:
    return kept.of_subject(person, EVIDENCE_SUBJECTS["task"], task.pk)


def of_set(person: Any, objective_set: ObjectiveSet) -> list[Evidence]:
    return kept.of_subject(person, OF_SET, objective_set.pk)


def _named(file: Any) -> str:
    return PurePath(file.name or "").stem[:300] if file else ""


def _title(one: Evidence) -> str:
    return f"{one.code} {one.title}".strip()
