"""The terms of the school year as the document itself bounds them: "học kỳ I từ 08/9/2025 đến 17/01/2026; học kỳ II …"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from khue.foundation.reading.timespan import dating
from khue.foundation.reading.values import Remark, Timespan

Bounds = Mapping[int, tuple[date, date]]

_NAME = r"(?:học\s+k[ỳì]|hk)\s*(?P<term>I{1,3}|[123])(?![\w/])"
_BOUND = re.compile(
    rf"{_NAME}\s*(?:\([^)]*\))?\s*[:,]?\s*(?P<when>(?:từ\s+)?(?:ngày\s+)?\d{{1,2}}\s*[/.-]\s*\d{{1,2}}.{{0,60}}?)"
    r"(?=[;)\n]|\.(?!\d)|$|,?\s*(?:và\s+)?(?:học\s+k[ỳì]|hk))",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}")
_WHOLE = re.compile(
    rf"(?:trong|cả|suốt|trong suốt)?\s*{_NAME}(?:\s*,?\s*(?:năm học\s*)?\d{{4}}\s*[-–]\s*\d{{4}})?\s*", re.IGNORECASE
)
_END = re.compile(rf"(?:hết|đến hết|kết thúc|trước khi kết thúc)\s+{_NAME}\s*", re.IGNORECASE)
_BOTH = re.compile(
    r"(?:trong|cả|suốt)?\s*(?:học\s+k[ỳì]|hk)\s*(?P<term>I|1)\s*(?:,|;|và|-|–|đến)\s*(?:học\s+k[ỳì]|hk)?\s*(?P<last>II|2)\s*",
    re.IGNORECASE,
)
_NUMBERS = {"i": 1, "ii": 2, "iii": 3}


def bounds(lines: Iterable[str], read: Callable[[str], Timespan | None]) -> Bounds:
    """First and last day of each term that the lines around the plan tell; a term that they bound in two ways is left out."""
    found: dict[int, set[tuple[date, date]]] = {}
    for line in lines:
        for told in _BOUND.finditer(line):
            span = read(told["when"].strip()) if len(_DAY.findall(told["when"])) > 1 else None
            if span is not None and span.start and span.end and span.start < span.end:
                found.setdefault(_number(told["term"]), set()).add((span.start, span.end))
    return {term: days.pop() for term, days in found.items() if len(days) == 1}


def dated(span: Timespan | None, known: Bounds) -> Timespan | None:
    """The span of a term ("Trong học kỳ II", "Hết HK I") with its days, when the document bounds the term; else as it is.

    Both terms in one cell are one span with the remark that they are several (conventions of time).
    """
    if span is None or not known or span.start or span.end:
        return span
    both = _BOTH.fullmatch(span.text)
    if both and {1, 2} <= known.keys():
        several = Remark(dating.SEVERAL, span.text, dating.MESSAGES[dating.SEVERAL])
        return replace(span, start=known[1][0], end=known[2][1], remarks=(several,))
    whole, end = _WHOLE.fullmatch(span.text), _END.fullmatch(span.text)
    told = whole or end
    days = known.get(_number(told["term"])) if told else None
    if days is None:
        return span
    return replace(span, start=days[0] if whole else None, end=days[1], remarks=())


def _number(written: str) -> int:
    return _NUMBERS.get(written.lower()) or int(written)
