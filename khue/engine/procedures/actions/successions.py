"""A unit ends while a case of it runs: another unit goes on with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction

from khue.engine.procedures import adapter, rules, terms
from khue.engine.procedures.models import Case, Task, TaskCandidate
from khue.foundation.audit_trail import actions as trail
from khue.people.organisation.models import Unit


@transaction.atomic
def hand_over(*, case: Case, to: Unit, title: str, by: Any, at: datetime) -> Case:
    """From now on the steps of an open case are those of `to`; its open task is offered to the people there, who are told.
    `title` is what the case is called from here on.

    What has happened keeps the unit under which it happened. Who may is the question of the app whose subject it is. Raises
    `Conflict` when the case moved or ended meanwhile.
    """
    trail.take_turn(case.institution_id)
    moved = Case.objects.filter(pk=case.pk, revision=case.revision, status=terms.OPEN).update(unit=to, title=title)
    if not moved:
        raise rules.case_moved()
    before, case.unit, case.title = case.unit, to, title
    task = Task.objects.filter(institution_id=case.institution_id, case=case, closed_at__isnull=True).first()
    if task is not None:
        Task.objects.filter(pk=task.pk).update(unit=to)
        TaskCandidate.objects.filter(task=task, unit=before).update(unit=to)
        told = ([task.pk], at.isoformat(), by.pk if by is not None else None)
        transaction.on_commit(lambda: adapter.tell_holders.enqueue(*told), robust=True)
    data = {"from": before.name, "to": to.name}
    subject: models.Model = apps.get_model(case.subject_type)(pk=case.subject_id)
    trail.record(
        institution=case.institution_id,
        verb="procedures.case.handed_over",
        by=by,
        at=at,
        thing=case,
        about=subject,
        data=data,
    )
    return case
