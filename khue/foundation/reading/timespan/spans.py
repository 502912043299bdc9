"""From points to one span: rhythms and events first, then limits, ranges and several times in one cell."""

from __future__ import annotations

import itertools
from datetime import date
from typing import NamedTuple

from ..lexicon import times
from ..targets.tokens import Row
from ..values import Remark, Timespan
from . import clocks, dating
from .dating import Context, Days
from .points import Point

PART_ENDS = {("đầu",), ("giữa",), ("cuối",), ("thượng", "tuần"), ("trung", "tuần"), ("hạ", "tuần")}
# "Từ 01/10, hoàn thành trước 15/12": a beginning, then the end.
ENDINGS = {
    (*first, *then)
    for first in (("kết", "thúc"), ("hoàn", "thành"), ("xong",))
    for then in ((), ("trước",), ("chậm", "nhất"))
}
LIMITS = (times.BEFORE, times.LATEST)
UNDATED_RHYTHMS = frozenset({"weekly", "monthly", "quarterly", "termly"})


class Piece(NamedTuple):
    """One time of the cell: its days, whether it excludes its end, and why a side is missing."""

    start: date | None
    end: date | None
    before: bool = False
    reasons: tuple[str, ...] = ()


def read(row: Row, points: list[Point], context: Context, written: str) -> Timespan | None:
    """The span of a cell. `written` is its text with single blanks."""
    interval = _own_interval(row)
    if interval:
        return Timespan(written, recurring=interval, relative=written)
    rhythm = _rhythm(row)
    if rhythm in UNDATED_RHYTHMS:
        dated = ";" in row.vocabulary and any(point.kind == "day" and point.month for point in points)
        doubt = (_remark(dating.SEVERAL, written),) if dated else ()
        return Timespan(written, recurring=rhythm, relative=written, remarks=doubt)
    if rhythm == "yearly":
        return _yearly(row, points, context, written)
    event = _event_at(row, points)
    if event is not None:
        return Timespan(written, recurring="event", relative=_relative(row, event, written))
    if rhythm == "continuous":
        return _continuous(row, points, context, written)
    if points:
        return _dated(row, points, context, written)
    return _undated(row, context, written)


def _rhythm(row: Row) -> str:
    hits = ((index, times.RECURRENCES.at(row.words, index)) for index in range(len(row)))
    found = [
        hit[1]
        for index, hit in hits
        if hit
        and row.word(index + hit[0]) not in times.OCCASIONS
        and not (row.word(index + hit[0] - 2) == "của" and row.word(index + hit[0]).isdigit())
    ]
    for rhythm in ("weekly", "monthly", "quarterly", "termly", "yearly", "continuous"):
        if rhythm in found:
            return rhythm
    return "none"


def _own_interval(row: Row) -> str:
    """ "06 tháng/lần", "2 năm một lần" repeat in no rhythm that has a name ("none"); "3 tháng/lần" is quarterly."""
    for index, word in enumerate(row.words):
        if word not in times.ONCE or row.word(index - 1) not in {"/", "một", "1", "01"} or index < 3:
            continue
        amount = row.tokens[index - 3].value
        if row.word(index - 2) in {"tháng", "tuần", "năm", "ngày", "quý"} and amount is not None and amount > 1:
            return "quarterly" if row.word(index - 2) == "tháng" and amount == 3 else "none"
    return ""


def _yearly(row: Row, points: list[Point], context: Context, written: str) -> Timespan:
    """ "Ngày 20/11 hằng năm": dates only when a day is named, in the year of context."""
    days = [point for point in points if point.kind == "day"]
    if not days:
        return Timespan(written, recurring="yearly", relative=written)
    piece = _joined(row, days, context)
    span = _span(written, piece, context)
    return Timespan(written, span.start, span.end, span.before, "yearly", written, span.remarks)


def _continuous(row: Row, points: list[Point], context: Context, written: str) -> Timespan:
    if points:
        span = _span(written, _joined(row, points, context), context)
        if span.start is None and span.end is not None and not span.before and context.bounds:
            span = Timespan(written, min(context.bounds[0], span.end), span.end, remarks=span.remarks)
    else:
        days = dating.whole_plan(context)
        span = _span(written, _piece_of(days), context)
    return Timespan(written, span.start, span.end, span.before, "continuous", "", span.remarks)


def _piece_of(days: Days) -> Piece:
    return Piece(days.start, days.end, reasons=(days.reason,) if days.reason else ())


def _event_at(row: Row, points: list[Point]) -> int | None:
    """Where the event begins that the cell waits for, or None. A date in front of it is a time of its own."""
    first_point = points[0].first if points else len(row)
    for index in range(len(row)):
        if index > first_point:
            return None
        if _is_length(row, index, points) or _is_event_word(row, index, points):
            return index
    return None


def _is_length(row: Row, index: int, points: list[Point]) -> bool:
    """ "3 ngày làm việc", "05 ngày kể từ …", "2 tuần sau khi …": counted from something."""
    if row.tokens[index].kind != "number" and row.word(index) not in {"một", "hai", "ba"}:
        return False
    if row.word(index - 1) in times.WEEKS:
        return False
    if clocks.has_hour(row) and any(point.kind == "day" and point.first > index for point in points):
        return False
    at = index + 1
    while row.word(at) in times.TO or (at > index + 1 and row.tokens[at].kind == "number" if at < len(row) else False):
        at += 1
    if row.word(at + 1) in {"đầu", "cuối"} or _tells_the_days(row, at + 1, points):
        return False
    return row.word(at) in times.LENGTHS and not (row.word(at) == "tháng" and row.word(at + 1).isdigit())


def _tells_the_days(row: Row, index: int, points: list[Point]) -> bool:
    """ "3 ngày, từ 14 đến 16/11", "02 ngày 10 và 11/4", "5 ngày (12 - 16/5)": behind the length stand the days themselves."""
    at = index
    while row.word(at) in {",", ":", "(", "-", "–", "là", "từ", "ngày", "vào", "gồm", "các"}:
        at += 1
    return any(point.first <= at < point.end and point.kind == "day" for point in points)


def _is_event_word(row: Row, index: int, points: list[Point]) -> bool:
    found = times.EVENTS.at(row.words, index)
    if not found:
        return False
    end = index + found[0]
    limit = times.LATEST.at(row.words, index)
    if (row.word(index) == "lúc" and points) or (limit and limit[0] > found[0] and points):
        return False
    if (
        row.word(index) in {"trong", "không", "ngay", "lúc"}
        and found[0] <= 2
        and any(p.first <= end + 1 for p in points)
    ):
        return row.word(index) == "ngay" and found[0] > 1
    starts_with_date = any(
        p.first in {end - 1, end, end + 1} and p.kind in {"day", "month", "year", "quarter"} for p in points
    )
    return not (
        row.words[index:end]
        in {("kể", "từ"), ("kể", "từ", "ngày"), ("từ",), ("kết", "thúc"), ("trong", "thời", "gian")}
        and starts_with_date
    )


def _relative(row: Row, event: int, written: str) -> str:
    return written if event == 0 else row.text(event, len(row)) or written


def _dated(row: Row, points: list[Point], context: Context, written: str) -> Timespan:
    return _span(written, _joined(row, points, context), context)


def _undated(row: Row, context: Context, written: str) -> Timespan | None:
    """A cell without points: the year of the plan, a term, a week, a vague part of the year, or nothing."""
    if _says_year(row) and not _is_vague(row):
        return _span(written, _piece_of(dating.whole_plan(context)), context)
    if not set(row.words) & times.TIME_WORDS:
        return None
    bounds = any(times.TERMS.at(row.words, i) or row.word(i) in times.WEEKS for i in range(len(row)))
    reason = dating.NO_BOUNDS if bounds else dating.UNDATED
    return Timespan(written, remarks=(_remark(reason, written),))


def undated(written: str) -> Timespan:
    """A time that names no day of the calendar."""
    return Timespan(written, remarks=(_remark(dating.UNDATED, written),))


def _says_year(row: Row) -> bool:
    """ "Trong năm", "cả năm"; "Năm" alone is the rest of something lost."""
    return any(row.word(i) == "năm" and row.word(i - 1) in {"trong", "cả", "toàn"} for i in range(len(row)))


def _is_vague(row: Row) -> bool:
    return any(times.VAGUE.at(row.words, index) for index in range(len(row)))


def _joined(row: Row, points: list[Point], context: Context) -> Piece:
    """All points of the cell as one piece: first start to last end."""
    linked = [_link(row, points[i], points[i + 1]) for i in range(len(points) - 1)]
    points = dating.with_shared_parts(points, [bool(link) for link in linked])
    points, linked = _without_frames(row, points, linked)
    pieces: list[Piece] = []
    index = 0
    while index < len(points):
        is_range = index < len(linked) and linked[index] == "to"
        piece = (
            _range(row, points[index], points[index + 1], context) if is_range else _single(row, points[index], context)
        )
        pieces.append(piece)
        index += 2 if is_range else 1
    return pieces[0] if len(pieces) == 1 else _merged(pieces, row, points)


def _link(row: Row, point: Point, after: Point) -> str:
    """How two points are joined: "to" (a range), "and" (a list) or "" (not at all)."""
    between = [
        row.word(at)
        for at in range(point.end, after.first)
        if row.word(at) not in {"ngày", "hết", "cuối", "tháng", "đầu", "là", "năm"}
        and not clocks.is_of_a_clock(row, at)
        and not _is_of_a_weekday(row, at)
    ]
    if len(between) == 1 and between[0] in times.TO:
        return "to"
    if between in (["cho", "đến"], ["cho", "tới"], ["-", ">"], ["đến", "trước"]):
        return "to"
    if tuple(filter(str.isalpha, between)) in ENDINGS and _begins(row, point):
        return "to"
    return "and" if all(word in times.AND for word in between) else ""


def _is_of_a_weekday(row: Row, at: int) -> bool:
    """The words of "thứ Hai (14/10) đến thứ Sáu (18/10)", brackets and all."""
    return "thứ" in {row.word(at), row.word(at - 1)} or (row.word(at) in {"(", ")"} and "thứ" in row.vocabulary)


def _begins(row: Row, point: Point) -> bool:
    """ "Bắt đầu: 10/2022; kết thúc: 4/2023"."""
    return times.FROM.ending_at(row.words, _before_fillers(row, point.first)) is not None


def _without_frames(row: Row, points: list[Point], linked: list[str]) -> tuple[list[Point], list[str]]:
    """Drop a year that only frames a finer point beside it ("Tháng 10, năm học 2021 - 2022")."""
    finer = any(point.kind in {"day", "month", "quarter"} for point in points)
    frames = {i for i, p in enumerate(points) if finer and p.kind in {"school_year", "year", "years"}}
    frames = {i for i in frames if not (i and linked[i - 1] == "to") and not (i < len(linked) and linked[i] == "to")}
    kept = [i for i in range(len(points)) if i not in frames]
    links = [linked[i] if i + 1 == j else "and" for i, j in itertools.pairwise(kept)]
    return [points[i] for i in kept], links


def _range(row: Row, first: Point, last: Point, context: Context) -> Piece:
    start, end = dating.days_of(first, context), dating.days_of(last, context)
    if end.reason == dating.SUMMER and start.start and last.kind == "day" and (last.month or 0) > (first.month or 0):
        end = dating.days_of(last._replace(year=start.start.year), context)  # "15/6 - 10/7"
    reasons = tuple(dict.fromkeys(r for r in (start.reason, end.reason) if r))
    begin, close = start.start, end.end
    if begin and close and close < begin and last.year is None and not context.school_year:
        close = _next_year(close)
    if begin and close and close < begin:
        return Piece(None, None, reasons=(dating.UNDATED,))
    return Piece(
        begin,
        close,
        before=row.word(_before_fillers(row, last.first) - 1) == "trước" and close is not None,
        reasons=reasons,
    )


def _next_year(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return date(day.year + 1, day.month, 28 if leap_day else day.day)


def _single(row: Row, point: Point, context: Context) -> Piece:
    """One point with the words before it: a limit, a beginning, the day of an event, or a whole period."""
    days = dating.days_of(point, context)
    if days.reason:
        return _piece_of(days)
    if _is_part_of(row, point):
        return Piece(None, None, reasons=(dating.UNDATED,))
    at = clocks.before_clock(row, _before_fillers(row, point.first))
    at = at - 1 if row.word(at - 1) == ":" and times.LATEST.ending_at(row.words, at - 1) else at
    if times.BEFORE.ending_at(row.words, at) and not clocks.has_hour(row):
        return Piece(None, days.start, before=True)
    if point.kind == "day" and clocks.closes_hours(row, at):
        return Piece(days.start, days.end)
    if (
        times.BEFORE.ending_at(row.words, at)
        or times.LATEST.ending_at(row.words, at)
        or row.word(point.first - 1) == "hết"
    ):
        return Piece(None, days.end)
    if times.FROM.ending_at(row.words, at) and not (point.kind == "day" and clocks.has_hour(row)):
        return Piece(days.start, None)
    if point.kind != "day":
        return Piece(days.start, days.end)
    return Piece(days.start if _is_event_day(row, at) else None, days.end)


def _before_fillers(row: Row, index: int) -> int:
    while row.word(index - 1) in {"ngày", "tháng", ":", "là", "thứ", "(", "năm", "mùng", "mồng"} and index > 0:
        index -= 1
    weekday = times.WEEKDAYS.ending_at(row.words, index)
    return index - weekday[0] if weekday else index


def _is_part_of(row: Row, point: Point) -> bool:
    """ "Cuối tháng 12", "tuần 3 tháng 12", "học kỳ I năm học 2021-2022": a part whose bounds nobody wrote."""
    before = row.words[max(0, point.first - 4) : point.first]
    if point.kind == "day" and row.word(point.first) == "ngày":
        return False
    if before[-2:] == ("hạn", "cuối"):
        return False  # "Hạn cuối 31/7/2026"
    if before[-1:] in PART_ENDS or before[-2:] in PART_ENDS:
        return True
    if point.kind == "day":
        return False
    terms = any(times.TERMS.at(row.words, i) for i in range(_after_colon(row, point.first), point.first))
    return terms or "tuần" in before or "hè" in before


def _after_colon(row: Row, index: int) -> int:
    """Where the words that belong to the point at `index` may begin: "HK1: 12/2021" is no part of a term."""
    start = max(0, index - 5)
    return max((i + 1 for i in range(start, index) if row.word(i) == ":"), default=start)


def _is_event_day(row: Row, at: int) -> bool:
    """The day of an event, not the latest day: after "vào", with a weekday, an hour or "sáng"."""
    weekday = any(times.WEEKDAYS.at(row.words, i) for i in range(max(0, at - 4), min(at + 8, len(row))))
    part_of_day = row.word(at - 1) in times.PARTS_OF_DAY | {"trong"}
    return times.ON.ending_at(row.words, at) is not None or weekday or part_of_day or clocks.has_hour(row)


def _merged(pieces: list[Piece], row: Row, points: list[Point]) -> Piece:
    reasons = (*dict.fromkeys(r for piece in pieces for r in piece.reasons), dating.SEVERAL)
    starts = [d for piece in pieces if (d := piece.start)]
    ends = [piece for piece in pieces if piece.end]
    last = max(ends, key=lambda piece: piece.end or date.min, default=None)
    limits = all(times.BEFORE.ending_at(row.words, _before_fillers(row, p.first)) for p in points)
    opens_with_limit = any(table.ending_at(row.words, _before_fillers(row, points[0].first)) for table in LIMITS)
    if not limits and not opens_with_limit:
        starts += [
            piece.end for piece in pieces if piece.end and piece.start is None and not piece.before and len(ends) > 1
        ]
    start = min(starts, default=None)
    return Piece(start, last.end if last else None, bool(last and last.before), reasons)


def _span(written: str, piece: Piece, context: Context) -> Timespan:
    reasons = list(piece.reasons)
    bounds = context.bounds
    outside = bounds and any(day and not bounds[0] <= day <= bounds[1] for day in (piece.start, piece.end))
    if outside and not (bounds and _is_year_that_meets(piece, bounds)):
        reasons.append(dating.OUTSIDE)
    remarks = tuple(_remark(reason, written) for reason in reasons)
    return Timespan(written, piece.start, piece.end, piece.before, remarks=remarks)


def _is_year_that_meets(piece: Piece, bounds: tuple[date, date]) -> bool:
    """A calendar year ("Trong năm 2022") lies partly outside every school year; that needs no remark."""
    if piece.start is None or piece.end is None:
        return False
    whole_year = (piece.start.month, piece.start.day, piece.end.month, piece.end.day) == (1, 1, 12, 31)
    return whole_year and piece.start <= bounds[1] and piece.end >= bounds[0]


def _remark(code: str, written: str) -> Remark:
    return Remark(code, written, dating.MESSAGES[code])
