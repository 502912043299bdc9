"""Calls a person may see, and the board of one: every unit with its step, holder, days left and reminders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, DateTimeField, Exists, IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from khue.engine.calls import hooks, terms
from khue.engine.calls.models import Call, Recipient, Reminder
from khue.foundation.kernel import clock, errors
from khue.foundation.kernel.calendars import Calendar
from khue.foundation.ui import wording
from khue.people.access import queries as access
from khue.people.organisation.models import Period, Unit


def visible_to(person: Any) -> QuerySet[Call]:
    """Calls of an institution the person follows, and those that went to a unit they answer for."""
    managed = access.within(person, "calls.manage_call", unit="institution", institution="institution")
    mine = recipients_of(person).filter(call=OuterRef("pk"))
    return Call.objects.filter(managed | Q(Exists(mine)))


def recipients_of(person: Any) -> QuerySet[Recipient]:
    """The units of calls that the person may see: where they hold `view_call`."""
    return Recipient.objects.filter(access.within(person, "calls.view_call"))


def call_for(person: Any, public_id: str) -> Call:
    """One call. Raises `NotFound` for who may not know of it."""
    rows = visible_to(person).select_related("institution", "period", "focal_unit")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise errors.NotFound("no_call", _("Không có đợt này, hoặc thầy, cô không được xem."))
    return found


def recipient_for(person: Any, call: Call, unit: str) -> Recipient:
    """One unit of a call, by the unit's public id. Raises `NotFound`."""
    found = recipients_of(person).filter(call=call, unit__public_id=unit).select_related("unit").first()
    if found is None:
        raise errors.NotFound("no_recipient", _("Đơn vị này không có trong đợt."))
    found.call = call
    return found


def listed(person: Any, institution_id: int) -> list[Call]:
    """The calls of an institution that the person may see, the open ones first, with the number of units. One statement."""
    rows = _counted(visible_to(person).filter(institution_id=institution_id)).select_related("period", "focal_unit")
    return sorted(rows.order_by("-issued_on", "-pk"), key=lambda one: one.state != terms.OPEN)


def steered_by(person: Any) -> QuerySet[Any]:
    """The open calls that the person may steer, with `unit_count`."""
    within = access.within(person, "calls.manage_call", unit="institution", institution="institution")
    return _counted(Call.objects.filter(within, state=terms.OPEN)).order_by("due_on", "pk")


def _counted(rows: QuerySet[Call]) -> QuerySet[Any]:
    units = Recipient.objects.filter(call=OuterRef("pk")).order_by().values("call").annotate(n=Count("pk")).values("n")
    return rows.annotate(unit_count=Coalesce(Subquery(units, output_field=IntegerField()), 0))


def open_call(kind: str, period: Period) -> Call | None:
    """The call of that kind that is open in a period."""
    return Call.objects.filter(institution_id=period.institution_id, kind=kind, period=period, state=terms.OPEN).first()


def deadline_of(kind: str, unit: Unit, period: Period) -> date | None:
    """Until when a unit must answer the open call of that kind; None when it was not called. One statement."""
    found = (
        Recipient.objects.filter(
            institution_id=period.institution_id,
            unit=unit,
            call__kind=kind,
            call__period=period,
            call__state=terms.OPEN,
        )
        .select_related("call")
        .first()
    )
    return found.ends_on if found is not None else None


def not_called(call: Call) -> list[Unit]:
    """Units that are expected to answer and are not in the call yet. Two statements."""
    there = set(call.recipients.values_list("unit_id", flat=True))
    return [unit for unit in hooks.kind(call.kind).units(call.period) if unit.pk not in there]


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of the board."""

    recipient: Recipient
    progress: hooks.Progress
    due: wording.Due
    due_on: date
    is_late: bool
    early: int
    reminded: int
    reminded_at: datetime | None
    reminded_today: bool

    @property
    def unit(self) -> Unit:
        return self.recipient.unit

    @property
    def to_remind(self) -> bool:
        """Late, not reminded today, and not waiting for the very person who looks."""
        return self.is_late and not self.reminded_today and not self.progress.deed

    @property
    def is_answered(self) -> bool:
        return self.progress.stage == terms.ANSWERED

    @property
    def track(self) -> list[dict[str, str]]:
        """The dots; the present one says late by its shape."""
        late = {"now": "late", "back": "late"} if self.is_late else {}
        return [{**one, "kind": late.get(one["kind"], one["kind"])} for one in self.progress.steps]

    @property
    def track_label(self) -> str:
        if not self.progress.step:
            return _("Xong mọi bước") if self.is_answered else _("Chưa bắt đầu")
        said = _("Trễ ở bước %(step)s") if self.is_late else _("Đang ở bước %(step)s")
        return said % {"step": self.progress.step}


@dataclass(frozen=True, slots=True)
class Board:
    """The lines of a call, what its units need to begin with, and where whoever follows looks besides."""

    lines: list[Line]
    sources: Sequence[tuple[str, str]]
    beside: Sequence[tuple[str, str]] = ()


def board(person: Any, call: Call, calendar: Calendar, on: date) -> Board:
    """Every unit of the call that the person may see: the late ones first, then by deadline, the answered ones last.

    Two statements, whatever the number of units.
    """
    survey = hooks.kind(call.kind).survey(person, call, on)
    lines = [
        _line(call, one, survey.progress.get(one.unit_id) or _nothing(), calendar, on)
        for one in _with_reminders(recipients_of(person).filter(call=call), on)
    ]
    return Board(sorted(lines, key=_order), survey.sources, survey.beside)


def _nothing() -> hooks.Progress:
    return hooks.Progress(stage=terms.UNTOUCHED, state=_("Chưa bắt đầu"), kind="none")


def _with_reminders(rows: QuerySet[Recipient], on: date) -> QuerySet[Recipient]:
    sent = Reminder.objects.filter(recipient=OuterRef("pk")).order_by().values("recipient")
    return rows.select_related("unit").annotate(
        reminded=Coalesce(Subquery(sent.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0),
        reminded_at=Subquery(sent.annotate(last=Max("at")).values("last"), output_field=DateTimeField()),
    )


def _line(call: Call, row: Any, progress: hooks.Progress, calendar: Calendar, on: date) -> Line:
    row.call = call
    due_on = min(progress.due_on or row.ends_on, row.ends_on)
    done = progress.answered_on
    left = calendar.working_days_between(on, due_on)
    due = wording.due(left, due_on) if done is None else wording.Due("done", progress.state, "")
    return Line(
        recipient=row,
        progress=progress,
        due=due,
        due_on=due_on,
        is_late=done is None and due_on < on,
        early=calendar.working_days_between(done, row.ends_on) if done else 0,
        reminded=row.reminded,
        reminded_at=row.reminded_at,
        reminded_today=row.reminded_at is not None and clock.today(row.reminded_at) == on,
    )


def _order(line: Line) -> tuple[bool, bool, date, str]:
    answered = line.progress.answered_on
    return (line.is_answered, not line.is_late, answered or line.due_on, line.unit.path)


def stages(lines: Sequence[Line]) -> dict[str, int]:
    """How many units are at each stage."""
    return {stage: sum(one.progress.stage == stage for one in lines) for stage in terms.STAGES}


def reminders_of(recipient: Recipient) -> list[Reminder]:
    """Who was reminded when and by whom, newest first. One statement."""
    return list(recipient.reminders.select_related("by").order_by("-day"))


def numbers_of_year(institution_id: int, issued_on: date) -> QuerySet[Call]:
    """Calls whose notice is of that calendar year: no two have one number."""
    return Call.objects.filter(institution_id=institution_id, issued_on__year=issued_on.year).exclude(number="")
