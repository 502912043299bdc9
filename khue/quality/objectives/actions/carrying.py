"""Results go along when a new version is issued: what was measured under the old one still was measured."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from khue.engine.records.models import EvidenceUse
from khue.foundation.kernel import text
from khue.quality.objectives.actions import journal
from khue.quality.objectives.models import (
    EVIDENCE_SUBJECTS,
    Measurement,
    Objective,
    ObjectiveSet,
    PlannedTask,
    Target,
)

_PROGRESS = ("progress", "progress_percent", "progress_note", "progress_at")


def carry(*, old: ObjectiveSet, new: ObjectiveSet, by: Any, at: datetime) -> int:
    """Copy results and progress of `old` to the parts of `new` that were copied from it; part of issuing, in its transaction.

    A target is the same when it still measures the same thing in the same unit; the old version keeps its own rows, and the
    verdicts follow the new numbers. Returns how many measurements were copied.
    """
    origins = _origins(new)
    targets = _pairs(Target, origins["targets"], old, new)
    tasks = _pairs(PlannedTask, origins["tasks"], old, new)
    measured = _carry_measurements({one.pk: two for one, two in targets if _same_measure(one, two)})
    _carry_uses(EVIDENCE_SUBJECTS["measurement"], {before.pk: after.pk for before, after in measured}, at, by)
    for before, after in tasks:
        for name in _PROGRESS:
            setattr(after, name, getattr(before, name))
    PlannedTask.objects.bulk_update([after for _before, after in tasks], _PROGRESS)
    _carry_uses(EVIDENCE_SUBJECTS["task"], {before.pk: after.pk for before, after in tasks}, at, by)
    if measured:
        data = {"count": len(measured), "version": old.version}
        journal.record(new, "objectives.measurement.carried", by, at, data=data)
    return len(measured)


def _origins(new: ObjectiveSet) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {"targets": {}, "tasks": {}}
    for source in Objective.objects.filter(set=new).values_list("source", flat=True):
        for part in found:
            found[part].update(source.get(part, {}))
    return found


def _pairs(model: Any, origins: dict[str, str], old: ObjectiveSet, new: ObjectiveSet) -> list[tuple[Any, Any]]:
    rows = model.objects.filter(Q(objective__set=old) | Q(objective__set=new))
    by_public_id = {row.public_id: row for row in rows}
    return [
        (by_public_id[before], by_public_id[after])
        for after, before in origins.items()
        if after in by_public_id and before in by_public_id
    ]


def _same_measure(old: Target, new: Target) -> bool:
    return text.fold(old.subject) == text.fold(new.subject) and text.fold(old.unit) == text.fold(new.unit)


def _carry_measurements(target_of: dict[int, Target]) -> list[tuple[Measurement, Measurement]]:
    before = list(
        Measurement.objects.filter(target__in=list(target_of), corrected_by__isnull=True).order_by("as_of", "pk")
    )
    after = [
        Measurement(
            institution_id=one.institution_id,
            target=target_of[one.target_id],
            value=one.value,
            numerator=one.numerator,
            denominator=one.denominator,
            as_of=one.as_of,
            note=one.note or _("Chuyển từ bản trước."),
            recorded_at=one.recorded_at,
            recorded_by_id=one.recorded_by_id,
        )
        for one in before
    ]
    return list(zip(before, Measurement.objects.bulk_create(after), strict=True))


def _carry_uses(subject_type: str, subjects: dict[int, int], at: datetime, by: Any) -> None:
    uses = EvidenceUse.objects.filter(subject_type=subject_type, subject_id__in=list(subjects))
    EvidenceUse.objects.bulk_create(
        EvidenceUse(
            institution_id=use.institution_id,
            evidence_id=use.evidence_id,
            subject_type=subject_type,
            subject_id=subjects[use.subject_id],
            added_at=at,
            added_by=by,
        )
        for use in uses
    )
