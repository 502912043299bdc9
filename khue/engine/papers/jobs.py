"""Work of the clock: papers whose files the worker was never told of, or did not finish."""

from __future__ import annotations

from datetime import datetime, timedelta

from khue.engine.papers.adapter import build
from khue.engine.papers.models import Paper

FORGOTTEN, GIVEN_UP = timedelta(minutes=5), timedelta(days=1)


def build_left_over(now: datetime, limit: int = 50) -> int:
    """Hands them to the worker again, for a day; how many. What is made already is not made twice."""
    rows = Paper.objects.exclude(content_kind="").filter(built_at__isnull=True, registered_at__lt=now - FORGOTTEN)
    keys = list(rows.filter(registered_at__gt=now - GIVEN_UP).values_list("pk", flat=True)[:limit])
    for key in keys:
        build.enqueue(key)
    return len(keys)
