"""A plan file: staged, corrected, confirmed or dropped. Nothing reaches the objectives before `confirm`."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from khue.foundation import reading
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock, errors
from khue.interfaces.imports import rules, terms
from khue.interfaces.imports.importing import staging
from khue.interfaces.imports.models import StagedPlan
from khue.interfaces.imports.queries import plans as queries
from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import models as objectives
from khue.quality.objectives.actions import editing, sets


def stage(*, unit: Unit, period: Period, name: str, content: bytes, by: Any, at: datetime) -> StagedPlan:
    """Read a file and keep the reading for a person to look at. `Unreadable`, `TooLarge` or `Invalid` say why it cannot be."""
    rules.check_stage(by, unit, period)
    rules.check_takes(queries.current_set(unit, period))
    name = PurePath(name.replace("\\", "/")).name[:180] or "tep"
    plan = reading.read_plan(content, filename=name, school_year=_school_year(period))
    staged = StagedPlan(
        institution=unit.institution or unit, unit=unit, period=period, file_name=name, size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), reading=staging.reading_of(plan), staged_at=at, staged_by=by,
    )  # fmt: skip
    with transaction.atomic():
        staged.file.save(f"{staged.sha256[:16]}{PurePath(name).suffix.lower()[:8]}", ContentFile(content), save=False)
        staged.save()
        _tell(staged, "imports.plan.staged", by, at, objectives=len(plan.objectives), remarks=len(plan.remarks))
    return staged


def correct(*, staged: StagedPlan, edit: dict[str, Any], revision: int, by: Any, at: datetime) -> StagedPlan:
    """Add one correction. The page's `revision` must be the present one."""
    said = f"{by} sửa lúc {at.astimezone(clock.LOCAL):%H:%M %d/%m/%Y}"
    with transaction.atomic():
        fresh = queries.staged_for(by, staged.public_id, lock=True)
        rules.check_open(fresh, by, revision)
        _check_edit(fresh, edit)
        fresh.edits = [*fresh.edits, {**edit, "by": by.pk, "at": at.isoformat(), "said": said}]
        return _changed(
            fresh, "imports.plan.corrected", by, at, op=edit["op"], row=edit.get("row"), field=edit.get("field", "")
        )


def undo(*, staged: StagedPlan, revision: int, by: Any, at: datetime) -> StagedPlan:
    """Drop the last correction."""
    with transaction.atomic():
        fresh = queries.staged_for(by, staged.public_id, lock=True)
        rules.check_open(fresh, by, revision)
        if not fresh.edits:
            raise errors.Conflict("nothing_to_undo", "Không còn lần sửa nào để hoàn tác.")
        fresh.edits = fresh.edits[:-1]
        return _changed(fresh, "imports.plan.undone", by, at)


def accept_all(*, staged: StagedPlan, revision: int, by: Any, at: datetime) -> StagedPlan:
    """Every open doubt is taken as read; each can still be mended in the draft."""
    with transaction.atomic():
        fresh = queries.staged_for(by, staged.public_id, lock=True)
        rules.check_open(fresh, by, revision)
        doubts = [doubt for row in queries.rows(fresh) for doubt in row.doubts]
        if not doubts:
            raise errors.Conflict("nothing_doubtful", "Mọi ô đã đọc chắc chắn, không còn ô nào phải xem.")
        keep = [
            {"op": "keep", "row": doubt.row, "doubt": doubt.id, "by": by.pk, "at": at.isoformat()} for doubt in doubts
        ]
        fresh.edits = [*fresh.edits, *keep]
        return _changed(fresh, "imports.plan.accepted", by, at, doubts=len(doubts))


def confirm(*, staged: StagedPlan, revision: int, by: Any, at: datetime) -> objectives.ObjectiveSet:
    """Write the rows into the unit's draft (opening one if there is none). All of it or nothing."""
    with transaction.atomic():
        fresh = queries.staged_for(by, staged.public_id, lock=True)
        rules.check_open(fresh, by, revision)
        content = staging.content_of(queries.rows(fresh))
        if not content.objectives:
            raise errors.Invalid(
                "nothing_kept", "Mọi dòng đều đã bỏ, không còn gì để xác nhận. Khôi phục ít nhất một dòng."
            )
        draft = _draft(fresh, by, at)
        editing.replace_content(
            objective_set=draft, content=content, revision=draft.revision, by=by, at=at, source=fresh.file_name
        )
        fresh.set, fresh.state, fresh.closed_at = draft, terms.CONFIRMED, at
        _changed(fresh, "imports.plan.confirmed", by, at, objectives=len(content.objectives))
    draft.refresh_from_db()
    return draft


def discard(*, staged: StagedPlan, revision: int, by: Any, at: datetime) -> StagedPlan:
    """Do not take this file. It stays on record, nothing of it is saved elsewhere."""
    with transaction.atomic():
        fresh = queries.staged_for(by, staged.public_id, lock=True)
        rules.check_open(fresh, by, revision)
        fresh.state, fresh.closed_at = terms.DISCARDED, at
        return _changed(fresh, "imports.plan.discarded", by, at)


def _draft(staged: StagedPlan, by: Any, at: datetime) -> objectives.ObjectiveSet:
    found = queries.current_set(staged.unit, staged.period)
    return found or sets.open_set(unit=staged.unit, period=staged.period, by=by, at=at)


def _check_edit(staged: StagedPlan, edit: dict[str, Any]) -> None:
    count = len(staged.reading["draft"]["objectives"])
    row = edit.get("row")
    if (
        edit.get("op") not in {"set", "row", "keep", "drop", "restore"}
        or not isinstance(row, int)
        or not 0 <= row < count
    ):
        raise errors.Invalid("edit", "Lần sửa này không khớp với dòng nào trong tệp. Tải lại trang rồi làm lại.")


def _changed(staged: StagedPlan, verb: str, by: Any, at: datetime, **data: Any) -> StagedPlan:
    staged.revision += 1
    staged.save()
    _tell(staged, verb, by, at, **data)
    return staged


def _tell(staged: StagedPlan, verb: str, by: Any, at: datetime, **data: Any) -> None:
    about = staged.set if staged.set_id else staged
    trail.record(
        institution=staged.institution_id, verb=verb, by=by, at=at, thing=staged, about=about,
        data={"file": staged.file_name, **data},
    )  # fmt: skip


def _school_year(period: Period) -> str | None:
    return period.code if period.kind == "school_year" else None
