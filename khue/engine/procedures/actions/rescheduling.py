"""A holiday that is moved moves the open deadlines counted over it: reckoned anew, written down, told to whoever holds the step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from khue.engine.procedures import queries, terms
from khue.engine.procedures.actions import cases
from khue.engine.procedures.language import machine
from khue.engine.procedures.models import Task
from khue.foundation.audit_trail import actions as trail
from khue.people.notifications import actions as notifications
from khue.people.notifications import terms as notices
from khue.people.organisation import queries as organisation
from khue.people.organisation.models import Unit


@transaction.atomic
def on_calendar_changed(*, institution: Unit | None, days: Sequence[date], by: Any, at: datetime) -> None:
    """Every open task of the institution (None: of all) whose due day is another one now is moved, written down and told."""
    _take_turns(institution)
    moved = list(_moved(institution))
    for task, before in moved:
        task.save(update_fields=["due_on"])
        _record(task, before, days, by, at)
    for one in {task.institution_id for task, _before in moved}:
        _tell(one, [pair for pair in moved if pair[0].institution_id == one], at)


def _take_turns(institution: Unit | None) -> None:
    """Of every institution that is told, in one order: two who change the nationwide days come one after the other."""
    named = Unit.objects.filter(is_institution=True).order_by("pk").values_list("pk", flat=True)
    for one in named if institution is None else (institution.pk,):
        trail.take_turn(one)


def _moved(institution: Unit | None) -> Iterator[tuple[Task, date | None]]:
    """Tasks with their new day on them, and the day before."""
    rows = Task.objects.filter(closed_at__isnull=True, case__status=terms.OPEN)
    if institution is not None:
        rows = rows.filter(institution=institution)
    calendars = {}
    for task in rows.select_related("case__version", "case__period").order_by("institution_id", "pk"):
        key = task.institution_id
        if key not in calendars:
            calendars[key] = organisation.calendar_for(key)
        state, before = machine.restore(task.case.state), task.due_on
        task.due_on = cases.due_on(task.case, task.case.version.read(), state, task.opened_at, calendars[key])
        if task.due_on != before:
            yield task, before


def _record(task: Task, before: date | None, days: Sequence[date], by: Any, at: datetime) -> None:
    data = {
        "step": task.name, "before": before, "after": task.due_on,
        "days": ", ".join(f"{day:%d/%m/%Y}" for day in days[:5]) + ("…" if len(days) > 5 else ""),
    }  # fmt: skip
    trail.record(
        institution=task.institution_id, verb="procedures.case.rescheduled", by=by, at=at, thing=task.case,
        about=cases.subject_of(task.case), data=data,
    )  # fmt: skip


def _tell(institution_id: int, moved: Sequence[tuple[Task, date | None]], at: datetime) -> None:
    holders = queries.holders_by_task([task for task, _before in moved], at)
    messages = [
        notifications.Message(
            person=person,
            key=f"task:{task.public_id}:moved:{task.due_on}",
            text=_words(task, before),
            url=reverse("workspace:today"),
        )
        for task, before in moved
        for person in holders[task.pk]
    ]
    notifications.notify_all(institution=institution_id, kind=notices.NEWS, messages=messages, at=at)


def _words(task: Task, before: date | None) -> str:
    about = {"task": task.name, "title": task.case.title, "after": f"{task.due_on:%d/%m/%Y}" if task.due_on else ""}
    said = _("Lịch nghỉ thay đổi, hạn mới là %(after)s: %(task)s, %(title)s")
    return said % about + (_(" (trước là %s).") % f"{before:%d/%m/%Y}" if before else ".")
