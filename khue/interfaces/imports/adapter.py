"""The border to the worker: one file of a batch is read. A bad file never stops the others, a killed worker loses nothing.

Whoever turns a row from WAITING to READING reads it; the result is kept only while that claim stands, so a file that two
workers were told of is read once. `jobs.read_left_over` frees what a killed worker held.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from khue.foundation import reading
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import errors
from khue.foundation.reading.values import Plan
from khue.interfaces.imports import terms
from khue.interfaces.imports.importing import matching, staging
from khue.interfaces.imports.models import ImportBatch, StagedPlan
from khue.interfaces.imports.queries import batches, plans
from khue.people.notifications import actions as notifications
from khue.people.notifications import terms as notices
from khue.people.organisation.models import Period

LOG = logging.getLogger("khue.imports")
BROKEN = "Chương trình gặp lỗi khi đọc tệp này. Hãy lưu thành tệp mới bằng Word hoặc Excel rồi gửi lại; quản trị xem nhật ký máy."


@task()
def read_file(file_id: int) -> str:
    """Reads one waiting file of a batch; the state it has afterwards, or "" when somebody else has it."""
    return read(file_id, timezone.now)


def read(file_id: int, now: Callable[[], datetime]) -> str:
    """The same at a time that is handed in: `now` is asked when the file is taken and again when it is done."""
    claimed_at = now()
    if not _claim(file_id, claimed_at):
        return ""
    staged = StagedPlan.objects.select_related("batch__period", "institution", "unit", "period").get(pk=file_id)
    try:
        _read(staged)
    except errors.Refused as refusal:
        _refuse(staged, refusal.message)
    except Exception:  # the other files must go on; the log says what happened
        LOG.exception("đọc tệp %s", staged.public_id)
        _refuse(staged, BROKEN)
    return _keep(staged, claimed_at, now())


def _claim(file_id: int, at: datetime) -> bool:
    rows = StagedPlan.objects.filter(
        Q(batch__stopped_at__isnull=True), pk=file_id, state=terms.WAITING, batch__isnull=False
    )
    return bool(rows.update(state=terms.READING, claimed_at=at, attempts=F("attempts") + 1))


def _read(staged: StagedPlan) -> None:
    """Fills in the reading, the unit and the year; what a person has chosen stays."""
    batch = staged.batch
    assert batch is not None
    with staged.file.open("rb") as file:
        content = file.read()
    units, periods = batches.places_of(staged.institution_id)
    by_name = matching.year_of_name(staged.file_name)
    likely = staged.period or next((one for one in periods if one.code == by_name), batch.period)
    plan = reading.read_plan(content, filename=staged.file_name)
    said = matching.Said.of(plan.to_json())
    if not plan.school_year:  # only then, and with a year in hand, what is dated without one is read anew
        plan = reading.read_plan(content, filename=staged.file_name, school_year=_school_year(likely))
    staged.reading = staging.reading_of(plan)
    if not staged.match.get("unit", {}).get("by_hand"):
        _take(staged, "unit", matching.match_unit(said, staged.file_name, units), units)
    if not staged.match.get("period", {}).get("by_hand"):
        _take(staged, "period", matching.match_period(said, staged.file_name, periods, batch.period), periods)
    staged.state = terms.STAGED
    staged.summary = plans.summary(staged) if staged.unit and staged.period else _counts(plan)


def _take(staged: StagedPlan, name: str, found: matching.Match, among: list[Any]) -> None:
    staged.match = {**staged.match, name: found.to_json()}
    setattr(staged, name, next((one for one in among if one.pk == found.id), None))


def _counts(plan: Plan) -> dict[str, Any]:
    targets = sum(len(one.targets) for one in plan.objectives)
    return {"objectives": len(plan.objectives), "targets": targets, "open": 0, "doubts": []}


def _refuse(staged: StagedPlan, message: str) -> None:
    """“Tệp là ảnh, không có chữ để đọc. Hãy gửi bản Word …”: why, then what to do."""
    why, _dot, remedy = message.partition(" Hãy ")
    staged.state, staged.why = terms.REFUSED, why[:500]
    staged.remedy = remedy[:1].lower() + remedy[1:500]


def _keep(staged: StagedPlan, claimed_at: datetime, at: datetime) -> str:
    """Writes the result if the claim still stands, notes it in the journal, and tells the sender when the batch is through."""
    columns = ("state", "reading", "match", "summary", "why", "remedy", "unit", "period")
    with transaction.atomic():
        trail.take_turn(staged.institution_id)
        mine = StagedPlan.objects.filter(pk=staged.pk, state=terms.READING, claimed_at=claimed_at)
        if not mine.update(read_at=at, **{name: getattr(staged, name) for name in columns}):
            return ""
        data = {"file": staged.file_name, "why": staged.why, **staged.summary}
        data.pop("doubts", None)
        verb = "imports.batch.refused" if staged.state == terms.REFUSED else "imports.batch.read"
        trail.record(
            institution=staged.institution_id, verb=verb, by=None, at=at, thing=staged, about=staged.batch, data=data
        )
        _tell_when_through(staged, at)
    return staged.state


def _tell_when_through(staged: StagedPlan, at: datetime) -> None:
    batch = ImportBatch.objects.select_related("sent_by").get(files=staged)
    files = StagedPlan.objects.filter(batch=batch)
    if files.filter(state__in=terms.UNREAD).exists():
        return
    count = files.count()
    notifications.notify(
        institution=batch.institution_id,
        person=batch.sent_by,
        key=f"batch:{batch.public_id}:read:{count}",
        kind=notices.TASK,
        text=_("Đã đọc xong %(n)s tệp kế hoạch gửi cùng một đợt. Mở bảng để xem và xác nhận.") % {"n": count},
        url=reverse("imports:batch", args=[batch.public_id]),
        at=at,
        by_mail=False,
    )


def _school_year(period: Period) -> str | None:
    return period.code if period.kind == "school_year" else None
