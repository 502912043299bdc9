"""Hours of the day in the words of a time: "8 giờ", "8h30", "07:30", "từ 13h30 đến 16h30"."""

from __future__ import annotations

import re

from ..lexicon import times
from ..targets.tokens import Row

CLOCK_WORD = re.compile(r"h\d*|g\d*|giờ|phút|:|,")


def is_of_a_clock(row: Row, at: int) -> bool:
    """The hour of "từ 8h00 ngày 10/4 đến 17h00 ngày 12/4"; the comma of a list is none."""
    if row.token_kind(at) == "number":
        return is_hour(row, at) or row.word(at - 1) in {"giờ", "h", "g", ":"}
    return row.word(at) != "," and row.word(at - 1)[:1].isdigit() and CLOCK_WORD.fullmatch(row.word(at)) is not None


def closes_hours(row: Row, at: int) -> bool:
    """ "Từ 13h30 đến 16h30 ngày 18/4": the second hour of a day's event stands at `at`."""
    return row.word(at - 1) in times.TO and any(is_hour(row, i) for i in range(max(0, at - 6), at - 1))


def before_clock(row: Row, index: int) -> int:
    """In front of the hour of "trước 17h00 ngày 20/10"."""
    at = index
    while at > 0 and (row.token_kind(at - 1) == "number" or CLOCK_WORD.fullmatch(row.word(at - 1))):
        at -= 1
    while at < index and row.token_kind(at) != "number":
        at += 1
    return at


def has_hour(row: Row) -> bool:
    """Whether an hour is named at all."""
    return any(is_hour(row, index) for index in range(len(row) - 1))


def is_hour(row: Row, index: int) -> bool:
    """ "8 giờ", "8h", "8h30", "07:30"."""
    after = row.word(index + 1)
    if row.token_kind(index) != "number":
        return False
    if after in {"h", "giờ", "g"} or (row.glued(index) and after[:1] in {"h", "g"} and after[1:].isdigit()):
        return True
    return after == ":" and row.glued(index) and row.tokens[index + 1].end == _start(row, index + 2)


def _start(row: Row, index: int) -> int:
    return row.tokens[index].start if index < len(row) and row.tokens[index].kind == "number" else -1
