"""A plan file: staged, corrected, confirmed or dropped. Nothing reaches the objectives before `confirm`."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse

from khue.engine.procedures import queries as procedures
from khue.foundation import reading
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock, errors
from khue.interfaces.imports import rules, terms
from khue.interfaces.imports.importing import directory, staging, summaries
from khue.interfaces.imports.models import ImportBatch, StagedPlan
from khue.interfaces.imports.queries import plans as queries
from khue.people.notifications import actions as notifications
from khue.people.notifications import terms as notices
from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import contents
from khue.quality.objectives import models as objectives
from khue.quality.objectives.actions import editing, sets
from khue.quality.objectives.queries import rows


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
    staged.summary = queries.summary(staged)
    with transaction.atomic():
        staged.file.save(stored_name(staged.sha256, name), ContentFile(content), save=False)
        staged.save()
        _tell(staged, "imports.plan.staged", by, at, objectives=len(plan.objectives), remarks=len(plan.remarks))
    return staged


def stored_name(sha256: str, name: str) -> str:
    """What the file is called in the store: nothing of what its sender wrote but the ending."""
    return f"{sha256[:16]}{PurePath(name).suffix.lower()[:8]}"


def correct(*, staged: StagedPlan, edit: dict[str, Any], revision: int, by: Any, at: datetime) -> StagedPlan:
    """Add one correction. The page's `revision` must be the present one."""
    said = f"{by} sửa lúc {at.astimezone(clock.LOCAL):%H:%M %d/%m/%Y}"
    with transaction.atomic():
        trail.take_turn(staged.institution_id)
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
        trail.take_turn(staged.institution_id)
        fresh = queries.staged_for(by, staged.public_id, lock=True)
        rules.check_open(fresh, by, revision)
        if not fresh.edits:
            raise errors.Conflict("nothing_to_undo", "Không còn lần sửa nào để hoàn tác.")
        fresh.edits = fresh.edits[:-1]
        return _changed(fresh, "imports.plan.undone", by, at)


def accept_all(*, staged: StagedPlan, revision: int, by: Any, at: datetime) -> StagedPlan:
    """Every open doubt is taken as read; each can still be mended in the draft."""
    with transaction.atomic():
        trail.take_turn(staged.institution_id)
        fresh = queries.staged_for(by, staged.public_id, lock=True)
        rules.check_open(fresh, by, revision)
        shown = queries.sheet(fresh)
        doubts = [doubt for row in shown.rows for doubt in row.doubts]
        if not shown.open_doubts:
            raise errors.Conflict("nothing_doubtful", "Mọi ô đã đọc chắc chắn, không còn ô nào phải xem.")
        keep = [
            {"op": "keep", "row": doubt.row, "doubt": doubt.id, "by": by.pk, "at": at.isoformat()} for doubt in doubts
        ]
        if shown.loud:
            keep.append({"op": "keep", "row": 0, "doubt": summaries.GENERAL, "by": by.pk, "at": at.isoformat()})
        fresh.edits = [*fresh.edits, *keep]
        return _changed(fresh, "imports.plan.accepted", by, at, doubts=shown.open_doubts)


def choose_way(*, staged: StagedPlan, way: str, revision: int, by: Any, at: datetime) -> StagedPlan:
    """Say what becomes of the draft that the unit has already: replaced by the file, or added to."""
    with transaction.atomic():
        trail.take_turn(staged.institution_id)
        fresh = queries.staged_for(by, staged.public_id, lock=True)
        rules.check_open(fresh, by, revision)
        if way not in dict(terms.WAYS):
            raise errors.Invalid("way", "Hãy chọn thay toàn bộ hay thêm vào bản dự thảo.")
        fresh.way = way
        return _changed(fresh, "imports.plan.way_chosen", by, at, way=str(dict(terms.WAYS)[way]))


def confirm(*, staged: StagedPlan, revision: int, by: Any, at: datetime) -> objectives.ObjectiveSet:
    """Write the rows into the unit's draft (opening one if there is none). All of it or nothing."""
    with transaction.atomic():
        trail.take_turn(staged.institution_id)
        fresh = queries.staged_for(by, staged.public_id, lock=True)
        rules.check_open(fresh, by, revision)
        draft = enter(staged=fresh, by=by, at=at)
    draft.refresh_from_db()
    return draft


@transaction.atomic
def enter(
    *, staged: StagedPlan, by: Any, at: datetime, known: directory.Directory | None = None
) -> objectives.ObjectiveSet:
    """The rows of a file that the caller holds locked and has checked, into the unit's draft; `known`: whom its words may mean."""
    content = staging.content_of(queries.rows(staged, known))
    if not content.objectives:
        raise errors.Invalid(
            "nothing_kept", "Mọi dòng đều đã bỏ, không còn gì để xác nhận. Khôi phục ít nhất một dòng."
        )
    unit, period = queries.placed(staged)
    draft = queries.current_set(unit, period)
    if draft is None:
        draft = sets.open_set(unit=unit, period=period, by=by, at=at, receiving=staged.batch_id is not None)
    else:
        _check_way(staged, draft)
    editing.replace_content(
        objective_set=draft,
        content=_beside(draft, content, staged.way),
        revision=draft.revision,
        by=by,
        at=at,
        source=staged.file_name,
        receiving=staged.batch_id is not None,
    )
    staged.set, staged.state, staged.closed_at, staged.why = draft, terms.CONFIRMED, at, ""
    staged.revision += 1
    staged.save(update_fields=["set", "state", "closed_at", "why", "revision"])
    _tell(staged, "imports.plan.confirmed", by, at, objectives=len(content.objectives))
    _tell_unit(staged, draft, by, at)
    close_when_through(staged.batch_id, at)
    return draft


def _tell_unit(staged: StagedPlan, draft: objectives.ObjectiveSet, by: Any, at: datetime) -> None:
    """Whoever has the draft now is told that somebody else brought their file in."""
    task = procedures.open_task(draft.case) if staged.batch_id and draft.case is not None else None
    for person in procedures.holders(task, at) if task is not None else ():
        if person.pk != by.pk:
            notifications.notify(
                institution=staged.institution_id,
                person=person,
                key=f"staged:{staged.public_id}:confirmed",
                kind=notices.TASK,
                text=f"{by} đã đưa tệp “{staged.file_name}” vào bản dự thảo {draft.title}. Hãy xem lại nội dung.",
                url=reverse("objectives:set", args=[draft.public_id]),
                at=at,
                by_mail=False,
            )


def _check_way(staged: StagedPlan, draft: objectives.ObjectiveSet) -> None:
    """A draft that holds something is neither overwritten nor added to without somebody's word."""
    if not staged.way and draft.objectives.exists():
        raise errors.Conflict(
            "way", "Đơn vị đã có bản dự thảo. Hãy chọn thay toàn bộ hay thêm vào bản dự thảo rồi xác nhận."
        )


def _beside(draft: objectives.ObjectiveSet, content: contents.SetContent, way: str) -> contents.SetContent:
    """What the draft shall hold: the file's objectives alone, or after those that it has, numbered on."""
    if way != terms.ADD:
        return content
    standing = rows.content_of(draft)
    first = len(standing.objectives) + 1
    added = (replace(one, number=str(n)) for n, one in enumerate(content.objectives, start=first))
    return replace(standing, objectives=(*standing.objectives, *added))


def discard(*, staged: StagedPlan, revision: int, by: Any, at: datetime) -> StagedPlan:
    """Do not take this file. It stays on record, nothing of it is saved elsewhere."""
    with transaction.atomic():
        trail.take_turn(staged.institution_id)
        fresh = queries.staged_for(by, staged.public_id, lock=True)
        rules.check_open(fresh, by, revision)
        fresh.state, fresh.closed_at = terms.DISCARDED, at
        _changed(fresh, "imports.plan.discarded", by, at)
        close_when_through(fresh.batch_id, at)
    return fresh


def close_when_through(batch_id: int | None, at: datetime) -> bool:
    """A batch of which no file waits for a reader or a person leaves people's work; the list always leads back to it."""
    waiting = StagedPlan.objects.filter(batch=batch_id, state__in=terms.UNSETTLED)
    if batch_id is None or waiting.exists():
        return False
    return bool(ImportBatch.objects.filter(pk=batch_id, closed_at__isnull=True).update(closed_at=at))


def _check_edit(staged: StagedPlan, edit: dict[str, Any]) -> None:
    count = len((staged.reading or {"draft": {"objectives": ()}})["draft"]["objectives"])
    row = edit.get("row")
    if (
        edit.get("op") not in {"set", "row", "tie", "keep", "drop", "restore"}
        or not isinstance(row, int)
        or not 0 <= row < count
    ):
        raise errors.Invalid("edit", "Lần sửa này không khớp với dòng nào trong tệp. Tải lại trang rồi làm lại.")


def _changed(staged: StagedPlan, verb: str, by: Any, at: datetime, **data: Any) -> StagedPlan:
    staged.revision += 1
    if staged.state == terms.STAGED:
        staged.summary, staged.why = queries.summary(staged), ""
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
