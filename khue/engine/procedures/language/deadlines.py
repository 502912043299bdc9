"""When a step is due: the time limits of the paper against the institution's calendar and its year.

Sources of the rules: Civil Code 2015, article 147 (the first day is not counted) and article 148.5 (a period that would end on
a day of rest ends on the next working day); QT.ĐBCL-04 for the wordings. A day that nobody has set yet is None, never a guess.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Protocol

from khue.engine.procedures.language import schema
from khue.foundation.kernel.calendars import Calendar

_NONE: Mapping[str, date] = MappingProxyType({})


class Period(Protocol):
    """A school year or a calendar year (`kernel.periods.SchoolYear`, or the organisation's own period)."""

    @property
    def starts_on(self) -> date: ...

    @property
    def ends_on(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Window:
    """From when to when a step may be done; either end may be unknown."""

    opens_on: date | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Entry:
    """The circumstances a limit is counted in.

    `entered_on` is the local day the step was entered, `dates` are days that people have set, by the names limits use.
    `returned` says the step was entered by a return: its days are then counted from that return, not from `since`.
    """

    entered_on: date
    calendar: Calendar
    period: Period | None = None
    dates: Mapping[str, date] = field(default_factory=dict)
    returned: bool = False


def due(
    limit: schema.TimeLimit | None,
    entered_on: date,
    calendar: Calendar,
    period: Period | None = None,
    dates: Mapping[str, date] = _NONE,
    *,
    returned: bool = False,
) -> date | None:
    """The last day of the step (local date, inclusive), or None when it has no limit or it cannot be known yet."""
    return window(limit, Entry(entered_on, calendar, period, dates, returned)).due_on


def window(limit: schema.TimeLimit | None, entry: Entry) -> Window:
    """The first and last day: a yearly window opens on its own day, everything else when the step is entered."""
    if limit is None:
        return Window(entry.entered_on, None)
    return _WINDOWS[limit.kind](limit, entry)


def due_text(limit: schema.TimeLimit | None) -> str:
    """The time limit in Vietnamese as the paper prints it (“3 - 5 ngày làm việc”); empty when there is none."""
    if limit is None:
        return ""
    return limit.text or _TEXTS[limit.kind](limit)


def on_day(day: schema.DayOfYear, year: int) -> date:
    """That day in that year; the last day of the month where the year has no such day (29/2)."""
    return date(year, day.month, min(day.day, months.monthrange(year, day.month)[1]))


def _yearly(limit: schema.TimeLimit, entry: Entry) -> Window:
    if limit.first is None or limit.last is None:
        return Window(None, None)
    return _choose(limit.first, limit.last, limit.occurs, entry)


def _choose(first: schema.DayOfYear, last: schema.DayOfYear, occurs: str, entry: Entry) -> Window:
    """Which year's occurrence is meant.

    Preparing a school year that starts on 1 September happens in the August before it: `before_period` is the last
    occurrence that opens before the period; otherwise it is the first that ends inside it (without a period: not yet over).
    """
    base = entry.period.starts_on if entry.period else entry.entered_on
    found = [_occurrence(first, last, year) for year in range(base.year - 2, base.year + 3)]
    if occurs == "before_period" and entry.period:
        opens, ends = [one for one in found if one[0] < base][-1]
    else:
        opens, ends = next(one for one in found if one[1] >= base)
    return Window(opens, ends)


def _occurrence(first: schema.DayOfYear, last: schema.DayOfYear, year: int) -> tuple[date, date]:
    opens, ends = on_day(first, year), on_day(last, year)
    return opens, ends if ends >= opens else on_day(last, year + 1)


def _working_days(limit: schema.TimeLimit, entry: Entry) -> Window:
    return Window(entry.entered_on, entry.calendar.add_working_days(_counted_from(limit, entry), limit.max_days or 1))


def _calendar_days(limit: schema.TimeLimit, entry: Entry) -> Window:
    last = _counted_from(limit, entry) + timedelta(days=limit.max_days or 1)
    return Window(entry.entered_on, entry.calendar.next_working_day(last))


def _counted_from(limit: schema.TimeLimit, entry: Entry) -> date:
    return entry.entered_on if entry.returned else entry.dates.get(limit.since, entry.entered_on)


def _after_event(limit: schema.TimeLimit, entry: Entry) -> Window:
    """“Ngay sau khi …”: one day unless the pack gives a number; where somebody sets the end, nothing until then."""
    happened = entry.entered_on if entry.returned else entry.dates.get(limit.event, entry.entered_on)
    if limit.until:
        return Window(happened, entry.dates.get(limit.until))
    days = limit.max_days or 1
    if limit.counted == "calendar":
        return Window(happened, entry.calendar.next_working_day(happened + timedelta(days=days)))
    return Window(happened, entry.calendar.add_working_days(happened, days))


def _own_calendar(limit: schema.TimeLimit, entry: Entry) -> Window:
    return Window(entry.entered_on, entry.dates.get(limit.event))


def _absolute(limit: schema.TimeLimit, entry: Entry) -> Window:
    return Window(entry.entered_on, limit.on)


def _standing(limit: schema.TimeLimit, entry: Entry) -> Window:
    if limit.month:
        return _choose(schema.DayOfYear(limit.month, 1), schema.DayOfYear(limit.month, 31), limit.occurs, entry)
    return Window(entry.entered_on, entry.period.ends_on if entry.period else None)


_WINDOWS: dict[str, Callable[[schema.TimeLimit, Entry], Window]] = {
    "yearly_window": _yearly,
    "working_days": _working_days,
    "calendar_days": _calendar_days,
    "after_event": _after_event,
    "calendar": _own_calendar,
    "absolute": _absolute,
    "standing": _standing,
}


def _window_text(limit: schema.TimeLimit) -> str:
    if limit.first and limit.last and limit.first.month == limit.last.month:
        return f"{limit.first.day} - {limit.last} hằng năm"
    return f"{limit.first} - {limit.last} hằng năm"


def _days_text(unit: str) -> Callable[[schema.TimeLimit], str]:
    def text(limit: schema.TimeLimit) -> str:
        span = f"{limit.min_days} - {limit.max_days}" if limit.min_days else f"{limit.max_days}"
        return f"{span} {unit}"

    return text


def _absolute_text(limit: schema.TimeLimit) -> str:
    return f"Chậm nhất {limit.on:%d/%m/%Y}" if limit.on else ""


def _standing_text(limit: schema.TimeLimit) -> str:
    return f"Tháng {limit.month}" if limit.month else "Cuối năm học"


_TEXTS: dict[str, Callable[[schema.TimeLimit], str]] = {
    "yearly_window": _window_text,
    "working_days": _days_text("ngày làm việc"),
    "calendar_days": _days_text("ngày"),
    "after_event": lambda limit: "Ngay sau đó",
    "calendar": lambda limit: "Theo lịch",
    "absolute": _absolute_text,
    "standing": _standing_text,
}
