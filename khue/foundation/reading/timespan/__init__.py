"""The grammar of time in Vietnamese plans: from the words of a cell to a span of days, a rhythm, or an event.

text → tokens → points (dates and periods as written) → dating (missing years) → spans (ranges, limits, rhythms).
"""

from __future__ import annotations

import re
from functools import lru_cache

from khue.foundation.kernel.periods import SchoolYear

from ..lexicon import mistyped
from ..targets import canvas, tokens
from ..values import Timespan
from . import dating, doubts, points, spans

LISTED = re.compile(r"(?<=\d),(?=\d)")  # "tháng 9,10": two months, no decimal
SHORT_RANGE = re.compile(r"(?<=[\dIV])-(?=[TQ]\.?[\dIV])")  # "T9-T12", "Q1-Q2": two of them, no name
REACH = 200  # words; what is longer is a text that names times, not a time

__all__ = ["read_timespan"]


def read_timespan(text: str, *, school_year: str | None = None, year: int | None = None) -> Timespan | None:
    """The time that a text names, None when it names none.

    `school_year` ("2021-2022", 1 September to 31 August) and `year` (a calendar year) are the plan's: they date what is
    written without a year. What cannot be dated is None with a remark, never guessed. Raises `kernel.errors.Invalid`
    when `school_year` is no school year. Source: reading contract, conventions of time.
    """
    read = _read_once if len(text) <= KEPT_LENGTH else _read
    return read(text, school_year, year)


def _read(text: str, school_year: str | None, year: int | None) -> Timespan | None:
    context = dating.Context(SchoolYear.parse(school_year) if school_year else None, year)
    clean = canvas.clean(text).text
    row = tokens.row_on(canvas.Canvas(SHORT_RANGE.sub(" - ", LISTED.sub(", ", clean))))
    row = tokens.Row(row.canvas, row.tokens, mistyped.put_right(row.words))
    if not any(token.kind in {"word", "number"} for token in row.tokens):
        return None
    written = " ".join(clean.split())
    if len(row) > REACH:
        row = tokens.Row(row.canvas, row.tokens[:REACH], row.words[:REACH])
    if doubts.is_open(clean):
        return spans.undated(written)
    found = points.find(row)
    span = spans.read(row, found, context, written)
    return doubts.with_weekday(row, found, span) if span is not None else None


# "Suốt năm học", "Trước 31/5": a few times fill the cells of forty plans.
KEPT_LENGTH = 200
_read_once = lru_cache(maxsize=2048)(_read)
