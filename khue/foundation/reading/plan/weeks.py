"""Times that stand within other times: the week beside its days, the month above them, the hour behind the day.

A calendar writes “Tuần 1 (04 - 09/11)” once and “Thứ Hai”, “Trong tuần” or “5” in its rows; what a row leaves out, the wider
time beside or above it says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from khue.foundation.kernel import text
from khue.foundation.reading.lexicon import plans as plan_words
from khue.foundation.reading.plan.columns import Field
from khue.foundation.reading.plan.grid import Grid
from khue.foundation.reading.values import Timespan

_GRAINS = (r"\b(?:quy|hoc ky|hk|ky)\b", r"\bthang\b", r"\btuan\b", r"", r"\bbuoi\b", r"\bgio\b")
_DAYS = 3
_HOUR = re.compile(r"(?:tu )?\d{1,2} ?(?:h|g|gio|:)(?: ?\d{2})?(?:\W.*)?")
_PART_OF_DAY = re.compile(rf"{plan_words.PARTS_OF_DAY}\b.*")
_WHOLE = re.compile(r"(?:trong|ca|suot|toan|het) (?:ngay|buoi|tuan|thang|quy|hoc ky|ky)(?: nay)?")
_BARE_DAYS = re.compile(r"(?:ngay |mung |mong )?\d{1,2}(?: ?(?:-|–|den|,|va|;) ?(?:ngay )?\d{1,2})*")
_WEEKDAYS = ("hai|2", "ba|3", "tu|4", "nam|5", "sau|6", "bay|7")
_WEEKDAY = re.compile(r"\b(?:" + "|".join(f"(thu ?(?:{names}))" for names in _WEEKDAYS) + r"|(chu nhat|cn))\b")
_BARE_WEEKDAY = re.compile(r"(?:hai|ba|tu|nam|sau|bay)\b(?: ?[(,-].*)?")
_FROM_TO = re.compile(
    r"(?:từ\s+)?(?:ngày\s+)?\d{1,2}\s*[/.]\s*\d{1,2}(?:\s*[/.]\s*\d{4})?\s*(?:đến|[-–])\s*(?:hết\s+)?(?:ngày\s+)?"
    r"\d{1,2}\s*[/.]\s*\d{1,2}(?:\s*[/.]\s*\d{4})?",
    re.IGNORECASE,
)
_MONTH = re.compile(r"tháng\s+\d{1,2}(?:\s*(?:năm|[/-])\s*\d{4})?(?!\d)", re.IGNORECASE)
_LONGEST, _LONGEST_TITLE = 7, 160


def parted(grid: Grid, columns: dict[Field, tuple[int, ...]], headers: Sequence[str], last: int) -> None:
    """Where several columns tell the time, leave the finest as the time and call the others the periods it stands in."""
    grains = {at: _grain(grid, headers[at], at, last) for at in columns.get(Field.TIME, ())}
    finest = max(grains.values(), default=0)
    wider = sorted((at for at in grains if grains[at] < finest), key=lambda at: (grains[at], at))
    if wider:
        columns[Field.TIME] = tuple(at for at in columns[Field.TIME] if grains[at] == finest)
        columns[Field.PERIOD] = tuple(wider)


def _grain(grid: Grid, header: str, column: int, last: int) -> int:
    """How fine a column divides time: 0 terms, 1 months, 2 weeks, 3 days, 4 parts of days, 5 hours."""
    below = [text.fold(row[column].text) for row in grid.places[last + 1 :] if row[column].text.strip()]
    if below and sum(bool(_HOUR.fullmatch(cell)) for cell in below) * 3 > len(below) * 2:
        return len(_GRAINS) - 1
    if "ngay" in text.fold(header).split():
        return _DAYS
    return next((at for at, pattern in enumerate(_GRAINS) if pattern and re.search(pattern, text.fold(header))), _DAYS)


def around(lines: Sequence[str]) -> str:
    """The time that the title of a calendar names: “(từ 04/11 đến 09/11/2024)”, “tháng 11 năm 2024”; empty when none does."""
    found = [
        hit[0]
        for pattern, needed in ((_FROM_TO, r""), (_MONTH, r"\b(?:lich|ke hoach|cong tac|chuong trinh|nhiem vu)\b"))
        for line in reversed(lines)
        if len(line) < _LONGEST_TITLE
        and re.search(needed, text.fold(line))
        and (hit := pattern.search(text.squash(line)))
    ]
    return next((words for words in found if year_of(words)), found[0] if found else "")


def year_of(words: str) -> int | None:
    """The year that such a time names."""
    found = re.search(r"(?<!\d)20\d\d(?!\d)", words)
    return int(found[0]) if found else None


def grain_of(title: str) -> int:
    """How wide the period is that a heading names."""
    return next((at for at, pattern in enumerate(_GRAINS) if pattern and re.match(pattern, text.fold(title))), _DAYS)


def filled(above: list[str], said: Sequence[str]) -> list[str]:
    """The periods of a row: an empty place goes on with the one above it, unless a wider one began here."""
    found: list[str] = []
    anew = False
    for at, words in enumerate(said):
        anew = anew or (bool(words) and (at >= len(above) or above[at] != words))
        found.append(words or ("" if anew or at >= len(above) else above[at]))
    return found


def within(written: str, periods: Sequence[str], read: Callable[[str], Timespan | None]) -> Timespan | None:
    """The time `written` inside its periods (widest first); `read` reads a text alone."""
    own = read(written) if written else None
    if not periods or (own is not None and (own.start or own.end or own.recurring != "none")):
        return own
    around = _around(periods, read)
    if around is None or around.start is None or around.end is None:
        return own or (None if written else read(periods[-1]))
    folded = text.fold(written).strip(" .,;:()")
    if _BARE_WEEKDAY.fullmatch(folded):
        # A column of weekdays may leave “Thứ” to its header.
        written, folded = f"Thứ {written}", f"thu {folded}"
    days = list(_days_named(folded, around.start, around.end))
    if days:
        return read(f"{written}, {days[0]:%d/%m/%Y}") if len(days) == 1 else _from_to(written, days[0], days[-1])
    if _BARE_DAYS.fullmatch(folded) and (around.start.month, around.start.year) == (around.end.month, around.end.year):
        return read(f"{written}/{around.start:%m/%Y}")
    if not written or _WHOLE.fullmatch(folded) or _HOUR.fullmatch(folded) or _PART_OF_DAY.fullmatch(folded):
        return replace(around, text=", ".join(filter(None, (written, around.text))))
    return own


def _around(periods: Sequence[str], read: Callable[[str], Timespan | None]) -> Timespan | None:
    """The finest of the periods that is dated, each inside the wider ones before it."""
    for last in range(len(periods), 0, -1):
        span = within(periods[last - 1], periods[: last - 1], read)
        if span is not None and span.start and span.end:
            return span
    return None


def _days_named(folded: str, start: date, end: date) -> Iterator[date]:
    """The days of the week that are named, in a span in which each comes once."""
    if (end - start).days >= _LONGEST:
        return
    for found in _WEEKDAY.finditer(folded):
        weekday = next(at for at, name in enumerate(found.groups()) if name)
        day = start + timedelta((weekday - start.weekday()) % _LONGEST)
        if day <= end:
            yield day


def _from_to(written: str, start: date, end: date) -> Timespan:
    return Timespan(written, min(start, end), max(start, end))
