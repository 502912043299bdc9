"""From a named time to days: missing years come from the plan's year, what stays open is None with a reason."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from khue.foundation.kernel.periods import SchoolYear

from .points import Point

IMPOSSIBLE, NO_YEAR, SUMMER, OUTSIDE, UNDATED, SEVERAL, NO_BOUNDS, WEEKDAY = (
    "time_impossible",
    "time_without_year",
    "time_in_summer",
    "time_outside_plan",
    "time_not_dated",
    "several_times",
    "time_without_bounds",
    "time_other_weekday",
)
QUARTER = 3  # months
MESSAGES = {
    IMPOSSIBLE: "Ngày này không có trong lịch. Hãy sửa lại ngày.",
    NO_YEAR: "Thời gian không ghi năm và chưa biết năm của kế hoạch. Hãy ghi rõ năm.",
    SUMMER: "Tháng 7, tháng 8 không ghi năm nên không rõ thuộc đầu hay cuối năm học. Hãy ghi rõ năm.",
    OUTSIDE: "Thời gian nằm ngoài năm của kế hoạch. Hãy kiểm tra lại.",
    UNDATED: "Không xác định được ngày cụ thể. Hãy ghi ngày bắt đầu và kết thúc nếu cần theo dõi.",
    SEVERAL: "Ô này có nhiều mốc thời gian; hệ thống lấy từ mốc đầu đến mốc cuối. Hãy kiểm tra lại.",
    WEEKDAY: "Ngày này không phải là thứ đã ghi. Hãy kiểm tra lại.",
    NO_BOUNDS: "Học kỳ hoặc tuần chưa có ngày bắt đầu và kết thúc trong tài liệu. Hãy ghi ngày cụ thể.",
}


@dataclass(frozen=True, slots=True)
class Context:
    """The year of the plan: a school year, a calendar year, both or neither."""

    school_year: SchoolYear | None = None
    year: int | None = None

    @property
    def bounds(self) -> tuple[date, date] | None:
        """First and last day of the plan."""
        if self.school_year:
            return self.school_year.starts_on, self.school_year.ends_on
        return (date(self.year, 1, 1), date(self.year, 12, 31)) if self.year else None

    def year_of(self, month: int) -> int | str:
        """The year of a month that is written without one, or the code of the reason why it is not known."""
        if self.school_year:
            if month in {7, 8}:
                return self.year or SUMMER
            return self.school_year.first + (month < 9)
        return self.year or NO_YEAR


class Days(NamedTuple):
    """The whole span of one point, or None twice with `reason`."""

    start: date | None = None
    end: date | None = None
    reason: str = ""


def with_shared_parts(points: list[Point], linked: list[bool]) -> list[Point]:
    """Months and years that a point leaves to its neighbour; `linked[i]`: point i and the next one belong together."""
    done = list(points)
    for index in range(len(done) - 2, -1, -1):
        if linked[index]:
            done[index] = _taken_from_behind(done[index], done[index + 1])
    for index in range(1, len(done)):
        done[index] = _taken_from_before(done[index], done[index - 1])
    return done


def _taken_from_behind(point: Point, behind: Point) -> Point:
    if point.kind == "day" and point.month is None and behind.month is not None and behind.kind in {"day", "month"}:
        earlier = behind.day is None or (point.day or 0) <= behind.day
        point = point._replace(month=behind.month) if earlier else point
    lacks_year = point.kind in {"day", "month", "quarter"} and point.month is not None and point.year is None
    if lacks_year and behind.year is not None and behind.kind in {"day", "month", "quarter", "year"}:
        later = behind.month is not None and _order(point) > _order(behind)
        return point._replace(year=behind.year - later)
    return point


def _taken_from_before(point: Point, before: Point) -> Point:
    if point.kind not in {"day", "month", "quarter"} or point.year is not None or point.month is None:
        return point
    if (
        before.year is None
        or before.month is None
        or (before.kind != point.kind and "quarter" in {before.kind, point.kind})
    ):
        return point
    return point._replace(year=before.year + (_order(point) < _order(before)))


def _order(point: Point) -> tuple[int, int]:
    return point.month or 0, point.day or 0


def days_of(point: Point, context: Context) -> Days:
    """The first and last day of a point."""
    if point.kind in {"school_year", "years", "year"}:
        return _years(point, context)
    if point.month is None:
        return Days(reason=UNDATED)
    length = QUARTER if point.kind == "quarter" else 1
    if not 1 <= point.month <= 12 // length:
        return Days(reason=IMPOSSIBLE)
    month = (point.month - 1) * length + 1
    if point.kind == "day" and not 1 <= (point.day or 0) <= calendar.monthrange(point.year or 2024, month)[1]:
        return Days(reason=IMPOSSIBLE)
    year = point.year or context.year_of(month)
    if isinstance(year, str):
        return Days(reason=year)
    return _in_year(point, month, year)


def _in_year(point: Point, month: int, year: int) -> Days:
    if point.kind == "day":
        day = point.day or 0
        if day > calendar.monthrange(year, month)[1]:
            return Days(reason=IMPOSSIBLE)
        return Days(date(year, month, day), date(year, month, day))
    last = point.until or (month + QUARTER - 1 if point.kind == "quarter" else month)
    return Days(date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1]))


def _years(point: Point, context: Context) -> Days:
    if point.kind == "school_year":
        school_year = SchoolYear(point.year) if point.year else context.school_year
        return Days(school_year.starts_on, school_year.ends_on) if school_year else Days(reason=NO_YEAR)
    first = point.year or 0
    return Days(date(first, 1, 1), date(point.until or first, 12, 31))


def whole_plan(context: Context) -> Days:
    """ "trong năm", "suốt năm học": the year of the plan."""
    return Days(*context.bounds) if context.bounds else Days(reason=NO_YEAR)
