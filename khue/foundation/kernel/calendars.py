"""Working days: weekends, public holidays and Tết, and Saturdays worked in exchange.

Holidays are data handed in (each year is announced anew by the Government), never an `if` here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)
# A calendar that never finds a working day within this span is a mistake in its data, not a long holiday.
_LONGEST_REST = 60


@dataclass(frozen=True)
class Calendar:
    """Which days are worked. `working_days` are make-up days that win over a weekend and over a holiday."""

    holidays: frozenset[date] = frozenset()
    working_days: frozenset[date] = frozenset()
    weekend: tuple[int, ...] = (5, 6)

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on that day."""
        if day in self.working_days:
            return True
        return day.weekday() not in self.weekend and day not in self.holidays

    def next_working_day(self, day: date) -> date:
        """The day itself if it is worked, else the first worked day after it."""
        return self._walk(day, _DAY) if not self.is_working_day(day) else day

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, which is itself not counted (Civil Code 2015, article 147).

        A negative count goes back; 0 gives the day itself if worked, else the next worked day.
        """
        if count == 0:
            return self.next_working_day(day)
        step = _DAY if count > 0 else -_DAY
        for _ in range(abs(count)):
            day = self._walk(day, step)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`: the days that are left; negative when `end` has passed."""
        if end < start:
            return -self.working_days_between(end, start)
        weeks, rest = divmod((end - start).days, 7)
        odd = {(start.weekday() + n) % 7 for n in range(1, rest + 1)}
        usual = [day for day in range(7) if day not in self.weekend]
        count = weeks * len(usual) + sum(day in odd for day in usual)
        # What is announced differs from the week in a few days only, and lists ask this for every line.
        rested = sum(start < day <= end and day.weekday() in usual for day in self.holidays - self.working_days)
        return count - rested + sum(start < day <= end and day.weekday() not in usual for day in self.working_days)

    def _walk(self, day: date, step: timedelta) -> date:
        for _ in range(_LONGEST_REST):
            day += step
            if self.is_working_day(day):
                return day
        raise ValueError(f"no working day within {_LONGEST_REST} days of {day}")
