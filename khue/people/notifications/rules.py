"""When a deadline is worth a reminder, when a letter goes (pure), and who looks after letters that do not go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from khue.foundation.kernel import clock, errors
from khue.foundation.kernel.calendars import Calendar
from khue.people.organisation.models import Unit

PATIENCE = timedelta(minutes=10)
"""How long the worker has for a letter before the clock takes it over."""
RETRIES = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))
"""The waits after each failure of the mail server; after the last one a person has to look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The reminders of a pack, in working days. `escalate_after` 0: nobody above is told."""

    before: tuple[int, ...]
    on_the_day: bool = True
    late_every: int = 5
    escalate_after: int = 0
    escalate_to: tuple[str, ...] = ()
    digest_hour: int = 7


def stage(plan: Plan, days_left: int, days_at_opening: int | None = None) -> str:
    """The reminder that is due by now, as a name; "" when none is.

    A stage goes on until the next, so a clock that was off on its day sends it later, and after several days only the last one.
    `days_at_opening`: a task that was opened within a stage needs no such reminder, its holder has just been told.
    """
    if days_left < 0:
        return f"tre-{(-days_left - 1) // plan.late_every * plan.late_every + 1}"
    marks = sorted((*plan.before, *([0] if plan.on_the_day else [])))
    mark = next((one for one in marks if days_left <= one), None)
    if mark is None or (mark and days_at_opening is not None and days_at_opening <= mark):
        return ""
    return f"con-{mark}"


def is_escalated(plan: Plan, days_left: int) -> bool:
    """Late for so long that whoever is above should know."""
    return bool(plan.escalate_after) and -days_left >= plan.escalate_after


def next_digest(hour: int, at: datetime, calendar: Calendar) -> datetime:
    """The first `hour` o'clock of a working day after `at`."""
    local = at.astimezone(clock.LOCAL)
    day = local.date() if local.time() < time(hour) else local.date() + timedelta(days=1)
    return _at(calendar.next_working_day(day), hour)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=clock.LOCAL)


def next_try(tries: int, at: datetime) -> datetime | None:
    """After so many failures; None when it is time to give up."""
    return at + RETRIES[tries - 1] if 0 < tries <= len(RETRIES) else None


def is_ours(url: str) -> bool:
    """A notice only ever leads to a page of this installation."""
    return url.startswith("/") and not url.startswith("//") and "\\" not in url


def check_letters(person: Any, institution: Unit) -> None:
    """Seeing which letters failed, and sending them again, is the administrator's."""
    if not person.has_perm("organisation.edit", institution):
        raise errors.NotAllowed("letters", _("Trang này dành cho người quản trị của %s.") % institution.name)
