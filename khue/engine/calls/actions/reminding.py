"""Reminding units: one click, nobody twice on a day, and it stays on record who was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from khue.engine.calls import hooks, rules
from khue.engine.calls.models import Call, Recipient, Reminder
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock, errors
from khue.foundation.ui import wording
from khue.people.accounts.models import Person
from khue.people.notifications import actions as notifications
from khue.people.notifications import terms as notices


@dataclass(frozen=True, slots=True)
class Reminded:
    """The units that were reminded now, those that had been today, and those where nobody holds the step."""

    units: tuple[str, ...]
    already: tuple[str, ...] = ()
    vacant: tuple[str, ...] = ()


@transaction.atomic
def remind(*, call: Call, recipients: Sequence[Recipient], by: Any, at: datetime) -> Reminded:
    """Tell whoever holds the present step in these units. A unit reminded today is left out; when all were: `Conflict`."""
    trail.take_turn(call.institution_id)
    call = Call.objects.select_for_update(of=("self",)).select_related("institution").get(pk=call.pk)
    rules.check_running(by, call)
    today = clock.today(at)
    done = set(Reminder.objects.filter(recipient__in=recipients, day=today).values_list("recipient_id", flat=True))
    waiting = [one for one in recipients if one.pk not in done]
    already = tuple(one.unit.name for one in recipients if one.pk in done)
    if not waiting:
        raise errors.Conflict("reminded_today", _said_already(already))
    held = hooks.kind(call.kind).holders(call, [one.unit_id for one in waiting], at=at)
    told = [one for one in waiting if held.get(one.unit_id)]
    rows = [
        Reminder(
            institution_id=call.institution_id, recipient=one, day=today, at=at, by=by,
            told=[person.display_name for person in held[one.unit_id]],
        )
        for one in told
    ]  # fmt: skip
    Reminder.objects.bulk_create(rows)
    _tell(call, [(one, person) for one in told for person in held[one.unit_id]], by, at)
    vacant = tuple(one.unit.name for one in waiting if not held.get(one.unit_id))
    if told:
        data = {"units": [f"{one.unit.name} ({', '.join(row.told)})" for one, row in zip(told, rows, strict=True)]}
        trail.record(
            institution=call.institution_id, verb="calls.recipient.reminded", by=by, at=at, thing=call, data=data
        )
    return Reminded(tuple(one.unit.name for one in told), already, vacant)


def _tell(call: Call, pairs: Sequence[tuple[Recipient, Person]], by: Any, at: datetime) -> None:
    address = reverse("calls:call", args=[call.public_id])
    messages = [
        notifications.Message(
            person=person,
            key=f"call:{call.public_id}:{one.unit_id}:{clock.today(at).isoformat()}",
            text=_("%(who)s nhắc %(unit)s: %(title)s, hạn %(day)s.")
            % {
                "who": by.full_name if by is not None else call.institution.name,
                "unit": one.unit.name,
                "title": call.title,
                "day": wording.day(max(call.ends_on, one.extended_to or call.ends_on)),
            },
            url=address,
        )
        for one, person in pairs
    ]
    notifications.notify_all(institution=call.institution_id, kind=notices.REMINDER, messages=messages, at=at)


def _said_already(units: Sequence[str]) -> str:
    if len(units) == 1:
        return _("%s đã được nhắc hôm nay. Mỗi đơn vị chỉ nhắc một lần mỗi ngày.") % units[0]
    return _("Hôm nay đã nhắc cả %(n)s đơn vị này. Mỗi đơn vị chỉ nhắc một lần mỗi ngày.") % {"n": len(units)}
