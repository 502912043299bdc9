"""The dates, months, quarters, years and school years that a text names, as it names them (parts may be missing)."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..lexicon import times
from ..targets.tokens import Row

DATE_MARKS = frozenset({"/", "-", ".", "–"})
WEEKDAYS = frozenset({"t2", "t3", "t4", "t5", "t6", "t7"})
NEIGHBOUR_YEARS = frozenset({"tới", "sau", "trước", "kế", "tiếp", "qua", "mới"})
ORDINALS = frozenset({"lần", "đợt", "kỳ", "vòng", "bước", "khóa", "tuần", "đoạn"})
QUARTER_WORD = re.compile(r"q\.?([1-4]|i{1,3}|iv)")
MONTH_WORD = re.compile(r"t\.?(\d{1,2})")


class Point(NamedTuple):
    """A time named at tokens [first, end). `kind` is day, month, months, quarter, year, years or school_year.

    `until` is the last month of "6 tháng đầu năm", the last year of "giai đoạn 2021-2025"; `quarter` and
    `month` are as written and may be impossible.
    """

    kind: str
    first: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    until: int | None = None


def find(row: Row) -> list[Point]:
    """All points of the text in order; what only gives an outlook ("định hướng đến năm 2030") is left out."""
    found: list[Point] = []
    index = 0
    while index < len(row):
        if outlook := times.OUTLOOKS.at(row.words, index):
            index = _skip_outlook(row, index + outlook[0])
            continue
        if clock_end := _clock_or_week_end(row, index):
            index = clock_end
            continue
        point = _point_at(row, index, found[-1] if found else None)
        if point is None:
            index += 1
            continue
        found.append(point)
        index = point.end
    return _typed_days(row, found)


def _clock_or_week_end(row: Row, index: int) -> int | None:
    """Behind "thứ 7", "07:30", "14 giờ 30 phút", "8h00" and "tuần 3": their numbers are no days."""
    weekday = times.WEEKDAYS.at(row.words, index)
    glued = weekday and row.word(index) in WEEKDAYS and not _may_be_weekday(row, index)
    if weekday and not glued and row.word(index + weekday[0]) not in DATE_MARKS:
        return index + weekday[0]
    if row.word(index) == "tuần" and _int(row, index + 1 + (row.word(index + 1) == "thứ")) is not None:
        return _list_end(row, index + 2 + (row.word(index + 1) == "thứ"))
    if _int(row, index) is None:
        return None
    if row.word(index + 1) in {"giờ", "h", "g", ":"} and (
        row.word(index + 1) != ":" or (row.glued(index) and row.glued(index + 1))
    ):
        return index + 3 if _int(row, index + 2) is not None and row.word(index + 3) not in {"/", "-"} else index + 2
    return (
        index + 2
        if row.glued(index) and row.word(index + 1)[:1] in {"h", "g"} and row.word(index + 1)[1:].isdigit()
        else None
    )


def _list_end(row: Row, index: int) -> int:
    """Behind the rest of "tuần 1, 2 và 3"."""
    while row.word(index) in times.TO | {",", "và"} and _int(row, index + 1) is not None:
        if row.word(index + 2) in DATE_MARKS:
            break
        index += 2
    return index


def _skip_outlook(row: Row, index: int) -> int:
    while row.word(index) in {"đến", "tới", "năm", "học", "hết"}:
        index += 1
    return index + 1 if _int(row, index) is not None else index


def _point_at(row: Row, index: int, before: Point | None) -> Point | None:
    if before and before.kind == "quarter" and (point := _more_of_the_same(row, index, before)):
        return point
    for reader in (_half_year, _years, _quarter, _month, _spelled_day, _figures, _year):
        if point := reader(row, index):
            return point
    return _more_of_the_same(row, index, before)


def _int(row: Row, index: int) -> int | None:
    if not 0 <= index < len(row) or row.tokens[index].kind != "number" or not row.tokens[index].text.isdigit():
        return None
    return int(row.tokens[index].text) if len(row.tokens[index].text) <= 4 else None


def _is_year(value: int | None) -> bool:
    return value is not None and 1900 <= value <= 2199


def _years(row: Row, index: int) -> Point | None:
    """ "năm học 2021 - 2022", "2021-2022", "năm học 2021-22", "giai đoạn 2021-2025", bare "năm học"."""
    start = index
    named = row.word(index) == "năm" and row.word(index + 1) == "học"
    index += 2 if named else row.word(index) == "năm"
    first, second = _int(row, index), _int(row, index + 2)
    if _is_year(first) and row.word(index + 1) in times.TO | {"/"} and second is not None and first is not None:
        last = second if second > 99 else first // 100 * 100 + second
        if _is_year(last) and last == first + 1 and (second > 99 or named):
            return Point("school_year", start, index + 3, year=first)
        if _is_year(last) and last > first and second > 99:
            return Point("years", start, index + 3, year=first, until=last)
    if named and not _is_year(first) and row.word(start + 2) not in NEIGHBOUR_YEARS:
        return Point("school_year", start, start + 2)
    return None


def _half_year(row: Row, index: int) -> Point | None:
    """ "6 tháng đầu năm 2022", "06 tháng cuối năm", "9 tháng đầu năm"."""
    length = _int(row, index) or 0
    if not 1 <= length < 12 or row.word(index + 1) != "tháng" or row.word(index + 2) not in {"đầu", "cuối"}:
        return None
    year, end = _year_behind(row, index + 3)
    end += year is None and row.word(end) == "năm" and row.word(end + 1) != "học"
    if row.word(index + 4) == "học":
        return None
    first = 1 if row.word(index + 2) == "đầu" else 13 - length
    return Point("months", index, end, month=first, year=year, until=first + length - 1)


def _quarter(row: Row, index: int) -> Point | None:
    if short := QUARTER_WORD.fullmatch(row.word(index)):
        year, end = _year_behind(row, index + 1)
        return Point("quarter", index, end, month=times.QUARTERS[short[1]], year=year)
    at = index + 1 + (row.word(index + 1) in {"thứ", "."})
    if row.word(index) not in {"quý", "q"} or row.word(at) not in times.QUARTERS:
        return None
    year, end = _year_behind(row, at + 1)
    return Point("quarter", index, end, month=times.QUARTERS[row.word(at)], year=year)


def _year_behind(row: Row, index: int) -> tuple[int | None, int]:
    """The year of "…/2022", "… năm 2022", "… - 2022", and where it ends; (None, index) when there is none."""
    start = index
    if row.word(index) in DATE_MARKS | {",", "("} or row.word(index) == "năm":
        index += 1
    if row.word(index) == "năm" and row.word(index + 1) != "học":
        index += 1
    value = _int(row, index)
    if value is None or not _is_year(value) or (row.word(start) == "," and row.word(start + 1) != "năm"):
        return None, start
    if row.word(index + 1) in times.TO and _is_year(_int(row, index + 2)) and index == start + 1:
        return None, start
    return value, index + 1


def _month(row: Row, index: int) -> Point | None:
    glued = MONTH_WORD.fullmatch(row.word(index))
    if glued and 1 <= int(glued[1]) <= 12 and not _may_be_weekday(row, index):
        year, end = _year_behind(row, index + 1)
        return Point("month", index, end, month=int(glued[1]), year=year)
    if row.word(index) not in {"tháng", "t"}:
        return None
    start, at = index, index + 1
    at += row.word(at) in {".", ":"}
    value = _int(row, at)
    if row.word(at + 1) == "/" and (_int(row, at + 2) or 0) <= 31 and _int(row, at + 2) is not None:
        return point._replace(first=start) if (point := _figures(row, at)) else None
    if (value is not None and row.word(start) == "tháng") or (value is not None and value <= 12):
        year, end = _year_behind(row, at + 1)
        return Point("month", start, end, month=value, year=year)
    return _month_in_words(row, index)


def _may_be_weekday(row: Row, index: int) -> bool:
    """ "T3" is Tuesday, unless a year follows or others beside it can only be months ("T9, T12, T3")."""
    if row.word(index) not in WEEKDAYS or row.word(index + 1) in DATE_MARKS:
        return False
    return not any(MONTH_WORD.fullmatch(word) and word not in WEEKDAYS for word in row.words)


def _month_in_words(row: Row, index: int) -> Point | None:
    value = times.MONTH_WORDS.get(row.word(index + 1))
    if value is None or row.word(index) != "tháng" or (row.word(index + 1) == "năm" and _is_year(_int(row, index + 2))):
        return None
    end = index + 2
    if value == 10 and row.word(end) in {"một", "hai"}:
        value, end = value + times.MONTH_WORDS[row.word(end)], end + 1
    year, end = _year_behind(row, end)
    return Point("month", index, end, month=value, year=year)


def _spelled_day(row: Row, index: int) -> Point | None:
    """ "ngày 5 tháng 10 năm 2021", "5 tháng 10", "ngày 15" (its month comes from a neighbour)."""
    at = index + (row.word(index) == "ngày")
    at += at > index and row.word(at) in {"mùng", "mồng", ":"}
    day = _int(row, at)
    if day is None:
        return None
    if row.word(at + 1) == "tháng" and row.word(index - 1) not in ORDINALS and (month := _int(row, at + 2)) is not None:
        year, end = _year_behind(row, at + 3)
        return Point("day", index, end, day, month, year)
    if row.word(at + 1) in DATE_MARKS and (point := _figures(row, at)) and at > index:
        return point._replace(first=index)
    return Point("day", index, at + 1, day) if at > index and day <= 99 else None


def _figures(row: Row, index: int) -> Point | None:
    """ "10/01/2022", "10-01-2022", "10/01", "10/2022", "10.01.2022", "10/01/22"."""
    if point := _dotted(row, index):
        return point
    first, second, third = _int(row, index), _int(row, index + 2), _int(row, index + 4)
    mark = row.word(index + 1)
    if first is None or second is None or mark not in {"/", "-", "."}:
        return None
    if (
        row.word(index + 3) == mark
        and third is not None
        and (third > 31 or (mark == "/" and len(row.tokens[index + 4].text) == 2))
    ):
        return Point("day", index, index + 5, first, second, third if third > 99 else 2000 + third)
    if mark == "-":
        closed = row.glued(index) and row.glued(index + 1)
        return (
            Point("month", index, index + 3, month=first, year=second)
            if _is_year(second) and first <= 12 and closed
            else None
        )
    if _is_year(second) and len(row.tokens[index].text) <= 2:
        return Point("month", index, index + 3, month=first, year=second)
    return (
        Point("day", index, index + 3, first, second, *_day_year(row, index + 3))
        if first <= 99 and second <= 99
        else None
    )


def _day_year(row: Row, index: int) -> tuple[int | None, ...]:
    return (None,) if row.word(index) != "năm" or not _is_year(_int(row, index + 1)) else (_int(row, index + 1),)


def _dotted(row: Row, index: int) -> Point | None:
    """A date with dots is one number to the tokenizer: "10.01.2022"."""
    text = row.tokens[index].text
    parts = text.split(".")
    if row.tokens[index].kind != "number" or not all(part.isdigit() for part in parts):
        return None
    if len(parts) == 3 and len(parts[2]) == 4:
        return Point("day", index, index + 1, int(parts[0][:4]), int(parts[1][:4]), int(parts[2]))
    if len(parts) == 2 and len(parts[1]) == 4 and _is_year(int(parts[1])):
        return Point("month", index, index + 1, month=int(parts[0][:4]), year=int(parts[1]))
    if len(parts) == 2 and len(parts[0]) <= 2 and len(parts[1]) <= 2 and 1 <= int(parts[1]) <= 12:
        return Point("day", index, index + 1, int(parts[0]), int(parts[1]))
    return None


def _year(row: Row, index: int) -> Point | None:
    at = index + (row.word(index) == "năm")
    value = _int(row, at)
    return Point("year", index, at + 1, year=value) if value is not None and _is_year(value) else None


def _more_of_the_same(row: Row, index: int, before: Point | None) -> Point | None:
    """ "tháng 9, 10, 11", "tháng 9 - 12/2021", "quý I, II", "ngày 1 và 15": a bare number continues its neighbour."""
    linked = before is not None and index == before.end + 1 and row.word(before.end) in times.TO | times.AND
    if before is None or not linked:
        return _day_of_a_range(row, index)
    if before.kind == "quarter" and row.word(index) in times.QUARTERS:
        year, end = _year_behind(row, index + 1)
        return Point("quarter", index, end, month=times.QUARTERS[row.word(index)], year=year)
    value = _int(row, index)
    if value is None or value > 31 or row.word(index + 1) in times.LENGTHS | {"h", "giờ"}:
        return None
    if before.kind == "month" and value <= 12:
        year, end = _year_behind(row, index + 1)
        return Point("month", index, end, month=value, year=year)
    return Point("day", index, index + 1, value) if before.kind == "day" and before.month is None else None


def _day_of_a_range(row: Row, index: int) -> Point | None:
    """The "15" of "15-31/8", "15 đến 20/10/2021", "20, 21/11": a day whose month stands behind."""
    value = _int(row, index)
    if value is None or value > 31 or row.word(index + 1) not in times.TO | {",", "và", "&"}:
        return None
    at = index + 2 + (row.word(index + 2) == "ngày")
    behind = _figures(row, at) or (_spelled_day(row, at) if at < len(row) else None) if at < len(row) else None
    if behind is None:
        more = _day_of_a_range(row, at) if row.word(index + 1) == "," else None
        return Point("day", index, index + 1, value) if more else None
    return Point("day", index, index + 1, value) if behind.kind == "day" else None


def _typed_days(row: Row, points: list[Point]) -> list[Point]:
    """ "Tháng 1-15/8" is a slip for "1-15/8": a month that a range joins to a day is the day's number."""
    done: list[Point] = []
    for index, point in enumerate(points):
        after = points[index + 1] if index + 1 < len(points) else None
        joined = after is not None and after.first == point.end + 1 and row.word(point.end) in {"-", "–"}
        slip = point.kind == "month" and point.year is None and joined and after is not None and after.kind == "day"
        done.append(point._replace(kind="day", day=point.month, month=None) if slip else point)
    return done
