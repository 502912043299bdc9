"""What waits for one person, soonest deadline first: steps of procedures, comments to answer, tasks that are theirs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from khue.engine.procedures import queries as procedures
from khue.engine.procedures.language import machine, schema
from khue.engine.procedures.models import Task
from khue.foundation.kernel import clock
from khue.foundation.kernel.calendars import Calendar
from khue.foundation.ui import wording
from khue.interfaces.workspace import hooks
from khue.interfaces.workspace.models import FeedKey
from khue.people.access import backend
from khue.people.access import queries as access
from khue.quality.objectives import terms
from khue.quality.objectives.models import Comment, ObjectiveSet, PlannedTask

SET = "objectives.objectiveset"
AHEAD = timedelta(days=30)
"""Planned tasks show up a month before their time is over."""
MOST_TASKS = 20
_DRAFTING = frozenset({"draft", "finalise", "task"})
_OWN_LABELS = {"draft": "Tiếp tục soạn", "finalise": "Tiếp tục hoàn chỉnh"}


@dataclass(frozen=True)
class Waiting:
    """One line: until when, what, why, and the one button."""

    due_on: date | None
    due: wording.Due
    title: str
    detail: str
    label: str
    href: str
    returned: int = 0
    key: str = ""


def waiting(person: Any, at: datetime, calendar: Calendar) -> list[Waiting]:
    """Everything that waits for the person. Six statements and one for each source of errands, whatever the number."""
    today = clock.today(at)
    rows = [
        *_steps(person, at, calendar),
        *_comments(person, calendar),
        *_planned(person, today, calendar),
        *_errands(person, calendar, today),
    ]
    return sorted(rows, key=lambda one: (one.due_on is None, one.due_on or date.max, one.title))


def _steps(person: Any, at: datetime, calendar: Calendar) -> Iterator[Waiting]:
    tasks = list(procedures.tasks_for(person, at).select_related("case__version"))
    ids = [task.case.subject_id for task in tasks if task.case.subject_type == SET]
    sets = (
        {one.pk: one for one in ObjectiveSet.objects.filter(pk__in=ids).only("public_id", "state", "unit_id")}
        if ids
        else {}
    )
    for task in tasks:
        found = sets.get(task.case.subject_id)
        flow = task.case.version.read().flow(task.case.flow)
        step = flow.step(task.step) if flow else None
        # Whoever merely takes part is called only to what they can do: comment while comments are asked for.
        if found is None or step is None or not (task.may_decide or step.kind == "consult"):
            continue
        yield _step(task, step, found, calendar, clock.today(at))


def _step(task: Task, step: schema.Step, found: ObjectiveSet, calendar: Calendar, today: date) -> Waiting:
    state = machine.restore(task.case.state)
    back = state.returns[-1] if state.returns and state.step in _after_return(state) else None
    detail = step.work
    if back is not None:
        detail = _("Trả lại ngày %(day)s: “%(reason)s”") % {"day": wording.day(back.at), "reason": back.reason}
    label, href = _button(task, step, found)
    return Waiting(
        due_on=task.due_on,
        due=_due(task.due_on, calendar, today),
        title=f"{step.short or step.name}: {task.case.title}",
        detail=str(Truncator(detail).chars(220)),
        label=label,
        href=href,
        returned=len(state.returns) if back is not None else 0,
        key=f"buoc-{task.public_id}",
    )


def _after_return(state: machine.State) -> frozenset[str]:
    """The step that the last return led to, as long as nothing has been handed on since."""
    last = state.returns[-1]
    return frozenset({last.to}) if last.at == state.entered_at else frozenset()


def _button(task: Task, step: schema.Step, found: ObjectiveSet) -> tuple[str, str]:
    page = reverse("objectives:set", args=[found.public_id])
    if not task.may_decide:
        return _("Xem và góp ý"), page
    if step.kind in _DRAFTING:
        return _(_OWN_LABELS.get(step.kind, "Mở")), page
    if step.kind == "report":
        return _("Viết báo cáo"), reverse("objectives:evaluation", args=[found.public_id])
    primary = next((one.label for one in step.outcomes if one.primary), step.name)
    label = step.short or step.name if step.kind in {"review", "approve"} else primary
    return label, reverse("objectives:deed", args=[found.public_id, task.public_id])


def _comments(person: Any, calendar: Calendar) -> Iterator[Waiting]:
    """Comments on drafts that the person writes, counted by set."""
    mine = access.within(person, "objectives.edit_set", unit="set__unit", institution="institution")
    rows = Comment.objects.filter(mine, response="", set__state=terms.DRAFT).order_by()
    for row in rows.values("set__public_id", "set__title").annotate(n=Count("pk")):
        yield Waiting(
            due_on=None,
            due=wording.Due("calm", _("Trước khi trình")),
            title=_("Trả lời %(n)s góp ý") % {"n": row["n"]},
            detail=row["set__title"],
            label=_("Trả lời góp ý"),
            href=reverse("objectives:set", args=[row["set__public_id"]]),
        )


def _planned(person: Any, today: date, calendar: Calendar) -> Iterator[Waiting]:
    """Planned tasks in which the person is named, from a month before their end."""
    named = Q(responsibilities__person=person) | Q(
        objective__responsibilities__person=person, objective__responsibilities__task__isnull=True
    )
    soon = Q(ends_on__lte=today + AHEAD) | Q(ends_on__isnull=True, objective__ends_on__lte=today + AHEAD)
    rows = (
        PlannedTask.objects.filter(named, soon, objective__set__state=terms.ISSUED)
        .filter(institution_id__in=access.institutions_of(person))
        .exclude(progress__in=[terms.DONE, terms.STOPPED])
        .select_related("objective__set")
        .order_by("ends_on", "pk")
        .distinct()[:MOST_TASKS]
    )
    for task in rows:
        end = task.ends_on or task.objective.ends_on
        yield Waiting(
            due_on=end,
            due=_due(end, calendar, today),
            title=str(Truncator(task.text).chars(140)),
            detail=_("Nhiệm vụ của mục tiêu %(n)s, %(set)s")
            % {"n": task.objective.number, "set": task.objective.set.title},
            label=_("Cập nhật, nộp minh chứng"),
            href=reverse("objectives:task", args=[task.objective.set.public_id, task.public_id]),
            key=f"nhiem-vu-{task.public_id}",
        )


def _errands(person: Any, calendar: Calendar, today: date) -> Iterator[Waiting]:
    """What other apps hold for the person."""
    calm = wording.Due("calm", _("Khi thuận tiện"))
    for one in hooks.errands(person):
        due = _due(one.due_on, calendar, today) if one.due_on else calm
        yield Waiting(one.due_on, due, one.title, one.detail, one.label, one.href, key=one.key)


def hash_of(token: str) -> str:
    """What is kept of the secret of a calendar's address."""
    return hashlib.sha256(token.encode()).hexdigest()


def feed_key_of(person: Any) -> FeedKey | None:
    return FeedKey.objects.filter(person=person).first()


def feed_key_by(token: str) -> FeedKey | None:
    """The key behind a secret, as long as its person has an open account and holds anything anywhere."""
    found = FeedKey.objects.filter(token_hash=hash_of(token), person__is_active=True).select_related("person").first()
    return found if found is not None and backend.held_by(found.person) else None


DONE_DAYS = timedelta(days=7)


def done(person: Any, at: datetime) -> QuerySet[Task]:
    """Steps that the person has closed in the last seven days, newest first."""
    rows = Task.objects.filter(closed_by=person, closed_at__gt=at - DONE_DAYS, closed_at__lte=at)
    return rows.select_related("case__version", "unit").order_by("-closed_at", "-pk")


def late(rows: Iterable[Waiting]) -> int:
    return sum(one.due.kind == "late" for one in rows)


def _due(on: date | None, calendar: Calendar, today: date) -> wording.Due:
    return wording.due(calendar.working_days_between(today, on) if on else None, on)
