"""Work of the clock: people are told of deadlines that come near or have passed, and of tasks that have just reached them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from khue.engine.procedures import queries, terms
from khue.engine.procedures.models import Task
from khue.foundation.kernel import clock
from khue.people.notifications import actions as notifications
from khue.people.organisation import queries as organisation

HORIZON = timedelta(days=14)
"""Deadlines further off than this cannot be within the working days that are worth a reminder."""


def remind(now: datetime, limit: int = 500) -> int:
    """Tell every holder of an open task whose deadline is near or past; how many people were told. Nobody is told twice.

    Run after an outage it tells what is due now, once, and not what it missed.
    """
    today = clock.today(now)
    told = 0
    for task in _due(now)[:limit]:
        assert task.due_on is not None
        left = organisation.calendar_for(task.institution).working_days_between(today, task.due_on)
        for person in queries.holders(task, now):
            notice = notifications.remind(
                institution=task.institution,
                person=person,
                key=f"task:{task.public_id}",
                text=_words(task, left),
                url=reverse("workspace:today"),
                days_left=left,
                at=now,
            )
            told += notice is not None and notice.created_at == now
    return told


def _due(now: datetime) -> QuerySet[Task]:
    rows = Task.objects.filter(closed_at__isnull=True, due_on__isnull=False, due_on__lte=clock.today(now) + HORIZON)
    return rows.filter(case__status=terms.OPEN).select_related("case", "institution", "unit").order_by("due_on", "pk")


def _words(task: Task, left: int) -> str:
    about = {"task": task.name, "title": task.case.title, "day": f"{task.due_on:%d/%m/%Y}", "n": abs(left)}
    if left < 0:
        return _("Trễ %(n)s ngày làm việc: %(task)s, %(title)s (hạn %(day)s).") % about
    if left == 0:
        return _("Hạn hôm nay: %(task)s, %(title)s.") % about
    return _("Còn %(n)s ngày làm việc: %(task)s, %(title)s (hạn %(day)s).") % about
