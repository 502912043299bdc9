"""The terms of the school year as the document itself bounds them: "học kỳ I từ 08/9/2025 đến 17/01/2026; học kỳ II …"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from khue.foundation.kernel import text
from khue.foundation.reading.timespan import dating
from khue.foundation.reading.values import Remark, Timespan

Bounds = Mapping[int, tuple[date, date]]

# Lines are squashed before they are searched, so one blank is all that stands between words.
_NAME = r"(?:học k[ỳì]|hk) ?(?P<term>I{1,3}|[123])(?![\w/])"
# The name opens its part: "Kiểm tra cuối học kỳ I từ …" bounds no term.
_BOUND = re.compile(
    rf"(?:^|[;:(,–-] ?|\bgồm |\bvà )(?:thời gian )?{_NAME} ?(?:\([^()]{{1,40}}\) ?)?[:,]? ?"
    r"(?P<when>(?:từ )?(?:ngày )?\d{1,2} ?[/.-] ?\d{1,2}.{0,60}?)(?=[;)]|\.(?!\d)|$|,? ?(?:và )?(?:học k[ỳì]|hk))",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}")
_WHOLE = re.compile(
    rf"(?:trong suốt |trong |cả |suốt )?{_NAME}(?: ?,? ?năm học ?(?P<year>\d{{4}}) ?[-–] ?\d{{4}})?", re.IGNORECASE
)
_END = re.compile(rf"(?:hết|đến hết|kết thúc|trước khi kết thúc) {_NAME}", re.IGNORECASE)
_BOTH = re.compile(
    r"(?:trong |cả |suốt )?(?:học k[ỳì]|hk) ?(?:I|1) ?(?:,|;|và|-|–|đến) ?(?:học k[ỳì] ?|hk ?)?(?:II|2)", re.IGNORECASE
)
AUGUST = 8
_LEAST, _LONGEST = timedelta(weeks=10), 2_000  # of a term; letters of a line
_NUMBERS = {"i": 1, "ii": 2, "iii": 3}


def bounds(lines: Iterable[str], read: Callable[[str], Timespan | None]) -> Bounds:
    """First and last day of each term that the lines around the plan tell; a term that they bound in two ways is left out.

    What opens with the term bounds it, if it lasts ten weeks at least: examinations and deadlines of a term are no bounds.
    """
    found: dict[int, set[tuple[date, date]]] = {}
    for line in lines:
        for told in _BOUND.finditer(text.squash(line)[:_LONGEST]):
            span = read(told["when"].strip()) if len(_DAY.findall(told["when"])) > 1 else None
            if span is not None and span.start and span.end and span.end - span.start >= _LEAST:
                found.setdefault(_number(told["term"]), set()).add((span.start, span.end))
    return {term: days.pop() for term, days in found.items() if len(days) == 1}


def dated(span: Timespan | None, known: Bounds) -> Timespan | None:
    """The span of a term ("Trong học kỳ II", "Hết HK I") with its days, when the document bounds the term; else as it is.

    Both terms in one cell are one span with the remark that they are several (conventions of time).
    """
    if span is None or not known or span.start or span.end:
        return span
    said = text.squash(span.text)
    both = _BOTH.fullmatch(said)
    if both and {1, 2} <= known.keys():
        several = Remark(dating.SEVERAL, span.text, dating.MESSAGES[dating.SEVERAL])
        return replace(span, start=known[1][0], end=known[2][1], remarks=(several,))
    whole, end = _WHOLE.fullmatch(said), _END.fullmatch(said)
    told = whole or end
    days = known.get(_number(told["term"])) if told else None
    if days is None or (whole and whole["year"] and int(whole["year"]) != _school_year(days[0])):
        return span
    return replace(span, start=days[0] if whole else None, end=days[1], remarks=())


def _school_year(day: date) -> int:
    """The year in which the school year of that day began; a school year begins in September, its terms at times in August."""
    return day.year if day.month >= AUGUST else day.year - 1


def _number(written: str) -> int:
    return _NUMBERS.get(written.lower()) or int(written)
