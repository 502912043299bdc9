"""Work of the clock: files that a killed worker held, or that it was never told of, are read, and written, after all."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from khue.interfaces.imports import terms
from khue.interfaces.imports.actions import confirming
from khue.interfaces.imports.adapter import read_file
from khue.interfaces.imports.models import StagedPlan

HELD, FORGOTTEN = timedelta(minutes=3), timedelta(minutes=10)
"""A reader stops by itself after one minute; whatever is held longer is held by nobody."""
MOST_ATTEMPTS = 3
STUCK = "Tệp làm chương trình dừng giữa chừng nhiều lần."
REMEDY = "mở tệp bằng Word hoặc Excel, lưu thành tệp mới rồi gửi lại."


def read_left_over(now: datetime, limit: int = 200) -> int:
    """Gives files back to the queue; how many. A file that stops the reader again and again is refused, so that it stops nobody."""
    held = StagedPlan.objects.filter(state=terms.READING, claimed_at__lt=now - HELD)
    held.filter(attempts__gte=MOST_ATTEMPTS).update(state=terms.REFUSED, why=STUCK, remedy=REMEDY, read_at=now)
    held.update(state=terms.WAITING)
    told_of = Q(claimed_at__lt=now - HELD) | Q(claimed_at__isnull=True, staged_at__lt=now - FORGOTTEN)
    waiting = StagedPlan.objects.filter(told_of, state=terms.WAITING, batch__stopped_at__isnull=True)
    keys = list(waiting.values_list("pk", flat=True)[:limit])
    for key in keys:
        read_file.enqueue(key)
    return len(keys)


def enter_left_over(now: datetime, limit: int = 200) -> int:
    """Clean files that somebody confirmed and no worker is writing: given back to the queue; how many batches.

    A file that stops the worker again and again goes back among the doubtful ones.
    """
    waiting = StagedPlan.objects.filter(state=terms.ENTERING)
    held = waiting.filter(claimed_at__lt=now - HELD)
    for key, claimed_at in list(held.filter(attempts__gte=MOST_ATTEMPTS).values_list("pk", "claimed_at")[:limit]):
        confirming.hand_back(key, claimed_at, confirming.STUCK, now)
    freed = set(held.values_list("batch_id", flat=True)[:limit])
    held.update(claimed_at=None)
    forgotten = waiting.filter(claimed_at__isnull=True, asked_at__lt=now - FORGOTTEN)
    batches = sorted(freed | set(forgotten.values_list("batch_id", flat=True)[:limit]))
    for batch in batches:
        confirming.enter_files.enqueue(batch)
    return len(batches)
