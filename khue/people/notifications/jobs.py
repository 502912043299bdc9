"""Work of the clock: letters that were left behind are sent again."""

from __future__ import annotations

from datetime import datetime, timedelta

from khue.people.notifications import queries
from khue.people.notifications.adapter import mail_notice

PATIENCE = timedelta(minutes=10)


def mail_left_over(now: datetime, limit: int = 100) -> int:
    """Enqueues the letters of notices older than PATIENCE that never went out; how many. Called by `tick`."""
    keys = list(queries.waiting_mail(now - PATIENCE).values_list("pk", flat=True)[:limit])
    for key in keys:
        mail_notice.enqueue(key)
    return len(keys)
