"""Which year is the present one for objectives: the latest whose preparing has begun, as the school's procedure and its own set say.

Preparing begins with the yearly windows of the school's flow (seed 000, 5.2: from 1 August) when they lead up to the first day of the
year without a gap, or as soon as the institution has a set of that year. A procedure that prepares in August says nothing of a year
that begins in January. Nothing of it is a date in the code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef

from khue.engine.procedures import queries as procedures
from khue.engine.procedures.language import deadlines, schema
from khue.foundation.kernel.calendars import Calendar
from khue.people.organisation import terms as organisation
from khue.people.organisation.models import Period
from khue.quality.objectives import terms
from khue.quality.objectives.models import ObjectiveSet
from khue.quality.objectives.queries import workdays

DAY = timedelta(days=1)
_BEFORE = "before_period"


@dataclass(frozen=True, slots=True)
class Years:
    """The years of an institution, newest first; the present one (None without any); and the working days around today."""

    rows: tuple[Period, ...]
    present: Period | None
    calendar: Calendar


def years_of(institution_id: int, on: date, asked: str = "") -> Years:
    """Two statements; one where a year is `asked` for by its code (None when there is no such), or there are none."""
    begun = ObjectiveSet.objects.filter(
        institution_id=OuterRef("institution_id"), unit_id=F("institution_id"), period_id=OuterRef("pk")
    ).exclude(state=terms.WITHDRAWN)
    found = Period.objects.filter(institution_id=institution_id).select_related("institution")
    rows = tuple(found.annotate(is_begun=Exists(begun), days_off=workdays.days_off(on)).order_by("-starts_on"))
    if not rows:
        return Years((), None, Calendar())
    calendar = workdays.calendar(rows[0].days_off)
    if asked:
        return Years(rows, next((one for one in rows if one.code == asked), None), calendar)
    versions = procedures.versions_in_force(rows[0].institution, on)
    flows = [flow for version in versions if (flow := version.read().flow(terms.SCHOOL_FLOW)) is not None]
    return Years(rows, present(rows, flows, on), calendar)


def present(rows: Sequence[Period], flows: Iterable[schema.Flow], on: date) -> Period | None:
    """Of `rows` (newest first): the latest that is under way or being prepared; between two, the next; else the last that was."""
    kinds = [kind for kind, _name in organisation.PERIOD_KINDS]
    of_kind = next((same for kind in kinds if (same := [one for one in rows if one.kind == kind])), [])
    limits = [step.time_limit for flow in flows for step in flow.steps if step.time_limit is not None]
    now = [one for one in of_kind if one.ends_on >= on and (_has_set(one) or _begins(one, limits) <= on)]
    coming = [one for one in of_kind if one.starts_on > on]
    return next(iter([*now, *coming[-1:], *of_kind]), None)


def _has_set(period: Period) -> bool:
    return bool(getattr(period, "is_begun", False))


def _begins(period: Period, limits: Iterable[schema.TimeLimit]) -> date:
    """The day from which the year is worked on: when its windows of preparing open, else its first day."""
    ahead = [one for one in limits if one.kind == "yearly_window" and one.occurs == _BEFORE]
    entry = deadlines.Entry(entered_on=period.starts_on, calendar=Calendar(), period=period)
    begins = period.starts_on
    for window in sorted((deadlines.window(one, entry) for one in ahead), key=_last_day, reverse=True):
        if window.opens_on is not None and _last_day(window) >= begins - DAY:
            begins = min(begins, window.opens_on)
    return begins


def _last_day(window: deadlines.Window) -> date:
    return window.due_on or date.min
