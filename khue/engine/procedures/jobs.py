"""Work of the clock: people are told of deadlines that come near or have passed; whoever is above them, when it has lasted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from khue.engine.procedures import queries, terms
from khue.engine.procedures.models import Task
from khue.foundation.kernel import clock
from khue.foundation.kernel.calendars import Calendar
from khue.people.access import queries as access
from khue.people.accounts.models import Person
from khue.people.notifications import actions as notifications
from khue.people.notifications import importing, rules
from khue.people.notifications import terms as notices
from khue.people.organisation import queries as organisation

HORIZON = timedelta(days=20)
"""Deadlines further off than this cannot be within the working days that are worth a reminder, even over Tết."""


def remind(now: datetime, limit: int = 500) -> int:
    """Tell every holder of an open task whose deadline is near or past, by the plan of `packs/reminders.yaml`; how many were told.

    On a day of rest nobody is told. Nobody is told a stage twice; run after an outage it tells what is due now, once, and not what
    it missed. A deadline that was moved is a new one. About ten statements for an institution, however many tasks.
    """
    told = 0
    for institution_id, rows in groupby(_due(now)[:limit], key=lambda task: task.institution_id):
        calendar = organisation.calendar_for(institution_id)
        if not calendar.is_working_day(clock.today(now)):
            continue
        tasks = list(rows)
        held = queries.holders_by_task(tasks, now)
        messages = [*_reminders(tasks, held, calendar, now), *_escalations(tasks, held, calendar, now)]
        made = notifications.notify_all(institution=institution_id, kind=notices.REMINDER, messages=messages, at=now)
        told += len(made)
    return told


def _due(now: datetime) -> QuerySet[Task]:
    rows = Task.objects.filter(closed_at__isnull=True, due_on__isnull=False, due_on__lte=clock.today(now) + HORIZON)
    rows = rows.filter(case__status=terms.OPEN).select_related("case", "unit")
    return rows.order_by("institution_id", "due_on", "pk")


def _reminders(
    tasks: Sequence[Task], held: dict[int, list[Person]], calendar: Calendar, now: datetime
) -> Iterator[notifications.Message]:
    plan = importing.plan()
    for task in tasks:
        left = _left(task, calendar, clock.today(now))
        stage = rules.stage(plan, left, _left(task, calendar, clock.today(task.opened_at)))
        for person in held[task.pk] if stage else ():
            yield _message(task, stage, person, _words(task, left))


def _escalations(
    tasks: Sequence[Task], held: dict[int, list[Person]], calendar: Calendar, now: datetime
) -> Iterator[notifications.Message]:
    """Once for a deadline: the first role of the plan that somebody holds over the unit, unless they hold the step itself."""
    plan, above = importing.plan(), dict[int, list[Person]]()
    for task in tasks:
        left = _left(task, calendar, clock.today(now))
        if not rules.is_escalated(plan, left):
            continue
        if task.unit_id not in above:
            above[task.unit_id] = _superiors(task, plan.escalate_to, clock.today(now))
        for person in above[task.unit_id]:
            if person not in held[task.pk]:
                yield _message(task, "cap-tren", person, _words(task, left, held[task.pk]))


def _superiors(task: Task, roles: Sequence[str], on: date) -> list[Person]:
    found = (access.holders(role=role, unit=task.unit, on=on) for role in roles)
    return next((people for people in found if people), [])


def _left(task: Task, calendar: Calendar, day: date) -> int:
    assert task.due_on is not None  # `_due` asks for it
    return calendar.working_days_between(day, task.due_on)


def _message(task: Task, stage: str, person: Person, text: str) -> notifications.Message:
    key = f"task:{task.public_id}:{task.due_on:%Y%m%d}:{stage}"
    return notifications.Message(person=person, key=key, text=text, url=reverse("workspace:today"))


def _words(task: Task, left: int, holders: Sequence[Person] = ()) -> str:
    about = {"task": task.name, "title": task.case.title, "day": f"{task.due_on:%d/%m/%Y}", "n": abs(left)}
    if holders:
        about["who"] = ", ".join(person.full_name for person in holders)
        return _("%(who)s trễ %(n)s ngày làm việc: %(task)s, %(title)s (hạn %(day)s).") % about
    if left < 0:
        return _("Trễ %(n)s ngày làm việc: %(task)s, %(title)s (hạn %(day)s).") % about
    if left == 0:
        return _("Hạn hôm nay: %(task)s, %(title)s.") % about
    return _("Còn %(n)s ngày làm việc: %(task)s, %(title)s (hạn %(day)s).") % about
