"""Which comparator a number has of its own: the words before it, the words behind it, and a "không" before both."""

from __future__ import annotations

from typing import NamedTuple

from ..lexicon import comparators, contexts, grades, units
from .tokens import Row

REACH = 10
HANDED_UP = frozenset({"nộp", "gửi", "trình", "chuyển"})
STRONG_ENDS, AFTER_STARTS = comparators.STRONG.closings, comparators.AFTER.openings
WALLS = frozenset({",", ";", ":", ".", "(", ")", "\n", "[", "]", "?", "!"})


class Bound(NamedTuple):
    """The comparator ("" when none) and the tokens [first, end) of number phrase and comparator together."""

    comparator: str
    first: int
    end: int


def comparator(row: Row, first: int, end: int, floor: int) -> Bound:
    """The comparator of the number phrase at tokens [first, end); words before `floor` belong to another number."""
    before = _before(row, first, floor)
    after = _after(row, first, end)
    if before and before.comparator == "=" and after:
        before = None
    if before and after and after.comparator == "<=" and row.word(before.first) == "từ":
        before = before._replace(comparator="<=")  # "từ 3% trở xuống": the closing word decides
    if before and _is_difference(row, before, end):
        before = Bound("=", before.first, before.end)
    chosen = before or after
    if chosen is None:
        return Bound("", first, end)
    start = before.first if before else first
    return Bound(_negated(row, chosen.comparator, start, floor), start, after.end if after else end)


def is_adjacent(row: Row, index: int) -> bool:
    """Whether a comparator stands right before the token, fillers aside."""
    found = _adjacent(row, index, 0)
    return found is not None


def _before(row: Row, first: int, floor: int) -> Bound | None:
    near = _adjacent(row, first, floor)
    start = near.first if near else first
    far = _strong_before(row, start, floor, REACH if near is None or near.comparator in {"=", ">="} else 2)
    if far and not (near and near.comparator in {">", "<", "<="}):
        return far
    return near


def _adjacent(row: Row, first: int, floor: int) -> Bound | None:
    at = first
    for _ in range(3):
        strong = comparators.STRONG.ending_at(row.words, at) if at > floor else None
        weak = comparators.WEAK.ending_at(row.words, at) if at > floor else None
        found = max((f for f in (strong, weak) if f), key=lambda f: f[0], default=None)
        if found and strong is None and row.word(at) == "cả" and at < first:
            return None  # "trên cả 3 tiêu chí": on all of them
        if found and row.words[at - 2 : at] == ("cấp", "trên") and row.word(at - 3) in HANDED_UP:
            return None  # "nộp cấp trên 25%"
        if found and at - found[0] >= floor and row.words[at - 2 : at] != ("đầy", "đủ"):
            return Bound(found[1], at - found[0], first)
        if at <= floor or row.word(at - 1) not in comparators.FILLERS | {":", "="}:
            return None
        at -= 1
    return None


def _strong_before(row: Row, first: int, floor: int, reach: int) -> Bound | None:
    """A strong comparator some words before the number, in the same clause."""
    if row.vocabulary.isdisjoint(STRONG_ENDS):
        return None
    for at in range(first, max(first - reach, floor), -1):
        if at < first and row.word(at) in WALLS and not (row.word(at) == ":" and at == first - 1):
            return None
        found = comparators.STRONG.ending_at(row.words, at)
        if found and at - found[0] >= floor:
            return Bound(found[1], at - found[0], first)
    return None


def _after(row: Row, first: int, end: int) -> Bound | None:
    """ "trở lên" behind the number, unless it closes a grade ("85% loại khá trở lên"); "450+"."""
    if row.word(end) == "+" and row.glued(end - 1) and row.token_kind(end + 1) != "number":
        return Bound(">=", first, end + 1)
    if row.vocabulary.isdisjoint(AFTER_STARTS):
        return None
    if found := comparators.AFTER.at(row.words, end):
        return Bound(found[1], first, end + found[0])
    at = end
    noun = units.NOUNS.at(row.words, end)
    at += noun[0] if noun else 0
    for extra in range(0 if row.word(end - 1) == "%" else 3):
        if found := comparators.AFTER.at(row.words, at + extra):
            return None if _closes_grade(row, end, at + extra) else Bound(found[1], first, at + extra + found[0])
        if row.word(at + extra) in WALLS:
            return None
    found = comparators.AFTER.at(row.words, at) if noun else None
    return Bound(found[1], first, at + found[0]) if found and not _closes_grade(row, end, at) else None


def _closes_grade(row: Row, start: int, end: int) -> bool:
    if row.words[end - 2 : end] == ("giải", "nhất"):
        return False  # nothing is above it: "02 giải Nhất trở lên" are two or more
    if grades.GRADES.ending_at(row.words, end) or any(ch.isdigit() for ch in row.word(end - 1)):
        return True
    return any(grades.LEVELS.at(row.words, i) for i in range(start, end))


def _is_difference(row: Row, before: Bound, end: int) -> bool:
    if comparators.DIFFERENCES.at(row.words, before.first) is None or row.word(before.first) == "trên":
        return False
    past = any(contexts.PAST.ending_at(row.words, i) for i in range(before.first + 1, before.end + 1))
    return past or any(comparators.VERSUS.at(row.words, i) for i in range(end, min(end + 4, len(row))))


def _negated(row: Row, comparator: str, first: int, floor: int) -> str:
    """ "không để tỷ lệ bỏ học quá 1%" is ≤ 1; "không có môn nào dưới 80%" is ≥ 80."""
    if comparator not in comparators.NEGATED:
        return comparator
    exceeds = row.word(first) in {"quá", "vượt"}
    for at in range(first, max(first - 14, floor - 1, -1), -1):
        if at < first and row.word(at) in WALLS:
            return comparator
        none = row.word(at) == "không" and "nào" in row.words[at + 1 : at + 5]
        if none or comparators.NEGATORS.at(row.words, at) or (exceeds and row.word(at) == "không"):
            return comparators.NEGATED[comparator]
    return comparator
