"""Results of targets and progress of tasks. A measurement is never overwritten: a correction is a new row that names the old one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khue.engine.records import actions as records
from khue.engine.records.models import Evidence
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock, errors, text
from khue.quality.objectives import rules, terms
from khue.quality.objectives.actions import journal, tallying
from khue.quality.objectives.models import (
    EVIDENCE_SUBJECTS,
    Measurement,
    ObjectiveSet,
    PlannedTask,
    Target,
    TaskUpdate,
)
from khue.quality.objectives.queries import rows


@transaction.atomic
def record_measurement(
    *,
    target: Target,
    as_of: date,
    value: Decimal | None = None,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    note: str = "",
    evidence: Iterable[Evidence] = (),
    corrects: Measurement | None = None,
    by: Any,
    at: datetime,
) -> Measurement:
    """Record what was measured on the day `as_of`: a value, or numerator and denominator (a percentage is computed).

    "achieved" takes 1 (đạt) or 0 (chưa đạt). `corrects` is a measurement of the same target that was wrong; it stays, but
    counts no more. Raises `NotAllowed`, `Conflict` (not issued, corrected already), `Invalid`.
    """
    trail.take_turn(target.institution_id)
    rules.check_measure(by, target)
    objective_set = target.objective.set
    rules.check_as_of(objective_set, as_of, clock.today(at))
    kept = rules.check_value(target, value, numerator, denominator)
    if corrects is not None:
        _check_correctable(corrects, target)
    measurement = Measurement.objects.create(
        institution_id=target.institution_id,
        target=target,
        value=kept,
        numerator=numerator,
        denominator=denominator,
        as_of=as_of,
        note=text.nfc(note).strip(),
        corrects=corrects,
        recorded_at=at,
        recorded_by=by,
    )
    _attach(evidence, EVIDENCE_SUBJECTS["measurement"], measurement.pk, objective_set, by, at)
    tallying.mark(objective_set)
    verb = "objectives.measurement.corrected" if corrects else "objectives.measurement.recorded"
    journal.record(objective_set, verb, by, at, thing=measurement, data=_said(measurement, corrects))
    return measurement


def _check_correctable(corrects: Measurement, target: Target) -> None:
    if corrects.target_id != target.pk:
        raise errors.Conflict("corrects_other", _("Kết quả cần sửa là của chỉ tiêu khác."))
    if Measurement.objects.filter(corrects=corrects).exists():
        raise errors.Conflict("corrected_already", _("Kết quả này đã được sửa rồi. Hãy tải lại trang."))


def _said(measurement: Measurement, corrects: Measurement | None) -> dict[str, Any]:
    target = measurement.target
    words = rows.target_content(target)
    data = {
        "number": target.objective.number,
        "subject": target.subject,
        "value": words.result(measurement.value),
        "measured": measurement.value,
        "numerator": measurement.numerator,
        "denominator": measurement.denominator,
        "as_of": measurement.as_of,
        "note": measurement.note,
    }
    return data | ({"before": words.result(corrects.value), "corrects": corrects.public_id} if corrects else {})


@transaction.atomic
def update_task(
    *,
    task: PlannedTask,
    progress: str,
    percent: int | None = None,
    note: str = "",
    evidence: Iterable[Evidence] = (),
    by: Any,
    at: datetime,
) -> TaskUpdate:
    """Report on a planned task. Done is 100 %, not started is 0 %; stopping needs its reason in the note."""
    trail.take_turn(task.institution_id)
    rules.check_update_task(by, task)
    note = text.nfc(note).strip()
    percent = _percent(progress, task.progress_percent if percent is None else percent, note)
    update = TaskUpdate.objects.create(
        institution_id=task.institution_id, task=task, progress=progress, percent=percent, note=note, at=at, by=by
    )
    task.progress, task.progress_percent, task.progress_note, task.progress_at = progress, percent, note, at
    task.save(update_fields=["progress", "progress_percent", "progress_note", "progress_at"])
    _attach(evidence, EVIDENCE_SUBJECTS["task"], task.pk, task.objective.set, by, at)
    tallying.mark(task.objective.set)
    data = {
        "text": task.text,
        "progress": str(dict(terms.PROGRESS)[progress]).lower(),
        "percent": percent,
        "note": note,
        "number": task.objective.number,
    }
    journal.record(task.objective.set, "objectives.task.updated", by, at, thing=task, data=data)
    return update


def _percent(progress: str, percent: int, note: str) -> int:
    faults: dict[str, list[str]] = {}
    if progress not in dict(terms.PROGRESS):
        faults["progress"] = [_("Hãy chọn tình trạng thực hiện.")]
    if not 0 <= percent <= 100:
        faults["percent"] = [_("Phần trăm hoàn thành từ 0 đến 100.")]
    if progress == terms.STOPPED and not note:
        faults["note"] = [_("Không thực hiện thì phải ghi lý do.")]
    if faults:
        raise errors.Invalid("task_update", next(iter(faults.values()))[0], faults)
    return {terms.DONE: 100, terms.NOT_STARTED: 0}.get(progress, percent)


def _attach(
    evidence: Iterable[Evidence], subject_type: str, subject_id: int, objective_set: ObjectiveSet, by: Any, at: datetime
) -> None:
    for one in evidence:
        records.attach(
            evidence=one, subject_type=subject_type, subject_id=subject_id, by=by, at=at, about=objective_set
        )
