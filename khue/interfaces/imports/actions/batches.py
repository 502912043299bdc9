"""Files of many units at once: sent, read by the worker, placed, settled, confirmed. Each file is saved by itself, whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import errors
from khue.interfaces.imports import adapter, rules, terms
from khue.interfaces.imports.actions import plans
from khue.interfaces.imports.models import ImportBatch, StagedPlan
from khue.interfaces.imports.queries import batches as queries
from khue.interfaces.imports.queries import plans as plan_queries
from khue.people.organisation.models import Period, Unit

Sent = tuple[str, bytes]
"""The name of a file as its sender wrote it, and its bytes."""


@dataclass
class Sending:
    """What came of a sending: the batch, the files that were taken, and those that were not, each with the reason."""

    batch: ImportBatch
    taken: list[StagedPlan] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


def send(*, institution: Unit, period: Period, files: Iterable[Sent], by: Any, at: datetime) -> Sending:
    """Keeps the files of a new batch; the worker reads them once this is saved. `Invalid` when they are too many or too large."""
    rules.check_collect(by, institution)
    if period.institution_id != institution.pk:
        raise errors.NotFound("period", "Năm học này không thuộc cơ sở của thầy, cô.")
    listed = list(files)
    _check_limits(listed, 0)
    with transaction.atomic():
        batch = ImportBatch.objects.create(institution=institution, period=period, sent_at=at, sent_by=by)
        sending = _take(batch, listed, by, at)
        tell(batch, "imports.batch.sent", by, at, files=len(sending.taken), left=len(sending.left))
    return sending


def extend(*, batch: ImportBatch, files: Iterable[Sent], by: Any, at: datetime) -> Sending:
    """More files for a batch that is under way, or that was through."""
    listed = list(files)
    with transaction.atomic():
        trail.take_turn(batch.institution_id)
        fresh = queries.batch_for(by, batch.public_id, lock=True)
        rules.check_collect(by, fresh.institution)
        _check_limits(listed, StagedPlan.objects.filter(batch=fresh).count())
        sending = _take(fresh, listed, by, at)
        fresh.closed_at, fresh.stopped_at = None, None
        fresh.save()
        tell(fresh, "imports.batch.extended", by, at, files=len(sending.taken), left=len(sending.left))
    return sending


def _check_limits(files: list[Sent], there: int) -> None:
    limits = terms.BATCH_LIMITS
    if not files:
        raise errors.Invalid("no_files", "Chọn ít nhất một tệp để gửi.")
    if there + len(files) > limits.files:
        raise errors.Invalid(
            "too_many",
            f"Một đợt nhận nhiều nhất {limits.files} tệp, lần này thành {there + len(files)}. Chia làm nhiều đợt.",
        )
    if sum(len(content) for _name, content in files) > limits.sending_bytes:
        most = limits.sending_bytes // 2**20
        raise errors.Invalid(
            "too_heavy", f"Các tệp gửi một lần nặng quá {most} MB. Gửi làm nhiều lần bằng nút “Thêm tệp”."
        )


def _take(batch: ImportBatch, files: list[Sent], by: Any, at: datetime) -> Sending:
    sending = Sending(batch)
    names = dict(StagedPlan.objects.filter(batch=batch).values_list("sha256", "file_name"))
    for told, content in files:
        name, sha256 = PurePath(told.replace("\\", "/")).name[:180] or "tep", hashlib.sha256(content).hexdigest()
        if why := _unfit(content, names.get(sha256, "")):
            sending.left.append((name, why))
            continue
        names[sha256] = name
        sending.taken.append(_store(batch, name, content, sha256, by, at))
    _enqueue(sending.taken)
    return sending


def _unfit(content: bytes, twin: str) -> str:
    most = terms.BATCH_LIMITS.file_bytes
    if twin:
        return f"giống hệt tệp “{twin}”"
    if not content:
        return "tệp rỗng"
    return f"nặng quá {most // 2**20} MB" if len(content) > most else ""


def _store(batch: ImportBatch, name: str, content: bytes, sha256: str, by: Any, at: datetime) -> StagedPlan:
    made = StagedPlan(
        institution=batch.institution, batch=batch, file_name=name, size=len(content), sha256=sha256, state=terms.WAITING,
        staged_at=at, staged_by=by,
    )  # fmt: skip
    made.file.save(plans.stored_name(sha256, name), ContentFile(content), save=False)
    made.save()
    return made


def _enqueue(files: Iterable[StagedPlan]) -> None:
    for one in files:
        _enqueue_one(one.pk)


def _enqueue_one(key: int) -> None:
    transaction.on_commit(lambda: adapter.read_file.enqueue(key), robust=True)


@transaction.atomic
def stop(*, batch: ImportBatch, by: Any, at: datetime) -> ImportBatch:
    """Files that wait are not read until somebody says so; the one under the reader's eyes is finished."""
    trail.take_turn(batch.institution_id)
    fresh = queries.batch_for(by, batch.public_id, lock=True)
    if fresh.stopped_at is not None or not StagedPlan.objects.filter(batch=fresh, state=terms.WAITING).exists():
        raise errors.Conflict("nothing_to_stop", "Không còn tệp nào đang chờ đọc.")
    fresh.stopped_at = at
    fresh.save(update_fields=["stopped_at"])
    tell(fresh, "imports.batch.stopped", by, at)
    return fresh


@transaction.atomic
def resume(*, batch: ImportBatch, by: Any, at: datetime) -> ImportBatch:
    """Goes on reading after a stop."""
    trail.take_turn(batch.institution_id)
    fresh = queries.batch_for(by, batch.public_id, lock=True)
    if fresh.stopped_at is None:
        raise errors.Conflict("not_stopped", "Đợt này đang được đọc, không bị dừng.")
    fresh.stopped_at = None
    fresh.save(update_fields=["stopped_at"])
    _enqueue(StagedPlan.objects.filter(batch=fresh, state=terms.WAITING))
    tell(fresh, "imports.batch.resumed", by, at)
    return fresh


@transaction.atomic
def place(*, batch: ImportBatch, file: StagedPlan, unit: Unit, period: Period, by: Any, at: datetime) -> StagedPlan:
    """Say whose plan a file is and for which year. With another year the file is read again, for its dates hang on the year."""
    fresh = _open_file(batch, file, by)
    if {unit.institution_id, period.institution_id} != {fresh.institution_id}:
        raise errors.NotFound("place", "Đơn vị hoặc năm học này không thuộc cơ sở của thầy, cô.")
    anew = fresh.period_id != period.pk
    fresh.unit, fresh.period, fresh.way = unit, period, ""
    by_hand = {"reason": f"{by} chọn", "by_hand": True, "choices": []}
    fresh.match = {**fresh.match, "unit": {**by_hand, "id": unit.pk}, "period": {**by_hand, "id": period.pk}}
    fresh.revision += 1
    if anew:
        fresh.state, fresh.edits, fresh.reading = terms.WAITING, [], None
        _enqueue([fresh])
    else:
        fresh.summary = plan_queries.summary(fresh)
    fresh.save()
    tell(batch, "imports.batch.placed", by, at, fresh, unit=unit.name, period=period.name)
    return fresh


@transaction.atomic
def choose_one(*, batch: ImportBatch, file: StagedPlan, by: Any, at: datetime) -> StagedPlan:
    """Of files for the same unit and year, use this one; the others are left out and stay on record."""
    fresh = _open_file(batch, file, by)
    same = StagedPlan.objects.filter(batch=batch, state=terms.STAGED, unit=fresh.unit_id, period=fresh.period_id)
    others = list(same.exclude(pk=fresh.pk).select_for_update(of=("self",)))
    if not others:
        raise errors.Conflict("no_twins", f"Không còn tệp nào khác cùng đơn vị với “{fresh.file_name}”.")
    for other in others:
        _leave(batch, other, by, at)
    return fresh


@transaction.atomic
def leave_out(*, batch: ImportBatch, file: StagedPlan, by: Any, at: datetime) -> StagedPlan:
    """Do not use this file. It stays on record."""
    fresh = queries.file_for(by, _seen(batch, by), file.public_id, lock=True)
    if fresh.state not in {terms.STAGED, terms.REFUSED}:
        rules.check_open(fresh, by)
    _leave(batch, fresh, by, at)
    plans.close_when_through(batch.pk, at)
    return fresh


@transaction.atomic
def read_again(*, batch: ImportBatch, file: StagedPlan, by: Any, at: datetime) -> StagedPlan:
    """Try a refused file once more: after the program was mended, or the machine was overloaded."""
    fresh = queries.file_for(by, _seen(batch, by), file.public_id, lock=True)
    if fresh.state != terms.REFUSED:
        raise errors.Conflict("not_refused", f"Tệp “{fresh.file_name}” không nằm trong các tệp không nhận.")
    fresh.state, fresh.why, fresh.remedy, fresh.attempts, fresh.claimed_at = terms.WAITING, "", "", 0, None
    fresh.revision += 1
    fresh.save()
    ImportBatch.objects.filter(pk=batch.pk).update(closed_at=None)
    _enqueue([fresh])
    tell(batch, "imports.batch.read_again", by, at, fresh)
    return fresh


@transaction.atomic
def use_again(*, batch: ImportBatch, file: StagedPlan, by: Any, at: datetime) -> StagedPlan:
    """The same file was confirmed before, and is meant to be used once more."""
    fresh = _open_file(batch, file, by)
    fresh.match = {**fresh.match, "again": True}
    fresh.revision += 1
    fresh.save()
    tell(batch, "imports.batch.used_again", by, at, fresh)
    return fresh


def _open_file(batch: ImportBatch, file: StagedPlan, by: Any) -> StagedPlan:
    fresh = queries.file_for(by, _seen(batch, by), file.public_id, lock=True)
    rules.check_open(fresh, by)
    return fresh


def _seen(batch: ImportBatch, by: Any) -> ImportBatch:
    trail.take_turn(batch.institution_id)
    rules.check_collect(by, batch.institution)
    return batch


def _leave(batch: ImportBatch, file: StagedPlan, by: Any, at: datetime) -> None:
    file.state, file.closed_at = terms.DISCARDED, at
    file.revision += 1
    file.save()
    tell(batch, "imports.batch.left_out", by, at, file)


def tell(batch: ImportBatch, verb: str, by: Any, at: datetime, file: StagedPlan | None = None, **data: Any) -> None:
    """A line of the batch's journal."""
    more = {"file": file.file_name} if file is not None else {}
    trail.record(
        institution=batch.institution_id,
        verb=verb,
        by=by,
        at=at,
        thing=file or batch,
        about=batch,
        data={**more, **data},
    )
