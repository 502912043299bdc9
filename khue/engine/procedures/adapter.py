"""The border to people's attention: whoever has a step that has just opened is told, by the worker, after the deed is saved."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import task

from khue.engine.procedures import queries
from khue.engine.procedures.models import CaseEvent, Task
from khue.people.notifications import actions as notifications
from khue.people.notifications import terms as notices


@task()
def tell_holders(task_ids: list[int], at: str, by_id: int | None) -> int:
    """Tells the deciders of open tasks (not the one whose deed opened them); how many. A task closed meanwhile tells nobody.

    Telling again is harmless: nobody gets one notice twice.
    """
    return sum(_tell(one, at, by_id) for one in task_ids)


def _tell(task_id: int, at: str, by_id: int | None) -> int:
    opened = Task.objects.filter(pk=task_id, closed_at__isnull=True).select_related("case", "institution").first()
    if opened is None:
        return 0
    last = (
        CaseEvent.objects.filter(institution_id=opened.institution_id, case=opened.case).order_by("-revision").first()
    )
    returned = last is not None and last.is_return
    moment = datetime.fromisoformat(at)
    told = [person for person in queries.holders(opened, moment) if person.pk != by_id]
    for person in told:
        notifications.notify(
            institution=opened.institution,
            person=person,
            key=f"task:{opened.public_id}:opened",
            kind=notices.DECISION if returned else notices.TASK,
            text=_words(opened, last.reason if last and returned else ""),
            url=reverse("workspace:today"),
            at=moment,
        )
    return len(told)


def _words(opened: Task, reason: str) -> str:
    about = {"task": opened.name, "title": opened.case.title, "reason": reason}
    if reason:
        return _("Bị trả lại: %(task)s, %(title)s. Lý do: %(reason)s") % about
    due = _(" Hạn %(day)s.") % {"day": f"{opened.due_on:%d/%m/%Y}"} if opened.due_on else ""
    return _("Việc mới: %(task)s, %(title)s.") % about + due
