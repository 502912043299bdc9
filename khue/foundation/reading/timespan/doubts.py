"""What makes a time doubtful whatever its figures say: a day left blank, a lunar day, a weekday that is another day's."""

from __future__ import annotations

import re
from dataclasses import replace

from ..lexicon import times
from ..targets.tokens import Row
from ..values import Remark, Timespan
from . import dating
from .points import Point

_GAP = r"(?:\.{2,}|…+|_{2,})"
_BLANK = re.compile(rf"(?:ngày|tháng|/)\s*{_GAP}|{_GAP}\s*(?:/|tháng|năm)", re.IGNORECASE)
_LUNAR = re.compile(r"\bâm lịch\b|\(\s*âl\s*\)|\bâl\b", re.IGNORECASE)
_DAYS = {
    "hai": 1, "2": 1, "ba": 2, "3": 2, "tư": 3, "4": 3, "năm": 4, "5": 4, "sáu": 5, "6": 5, "bảy": 6, "bẩy": 6, "7": 6, "nhật": 7,
    "cn": 7, "t2": 1, "t3": 2, "t4": 3, "t5": 4, "t6": 5, "t7": 6,
}  # fmt: skip


def is_open(text: str) -> bool:
    """ "Ngày .../.../2025", "ngày … tháng 5", "10/3 âm lịch": no day of the calendar is named."""
    return bool(_BLANK.search(text) or _LUNAR.search(text))


def with_weekday(row: Row, points: list[Point], span: Timespan) -> Timespan:
    """The span with a remark when its one day is no such weekday ("thứ Hai, 15/10/2024")."""
    said = [day for at in range(len(row)) if (day := _weekday_at(row, at))]
    if len(said) != 1 or len(points) != 1 or points[0].kind != "day" or span.end is None or span.before:
        return span
    if span.end.isoweekday() == said[0]:
        return span
    remark = Remark(dating.WEEKDAY, span.text, dating.MESSAGES[dating.WEEKDAY])
    return replace(span, remarks=(*span.remarks, remark))


def _weekday_at(row: Row, at: int) -> int | None:
    found = times.WEEKDAYS.at(row.words, at)
    return _DAYS.get(row.word(at + found[0] - 1)) if found else None
