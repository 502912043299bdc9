"""The grammar of Vietnamese targets: from a statement to the numbers it wants reached.

text → canvas → tokens → mentions (number phrases) → judging (which are targets) → carrying (comparators, units)
→ subjects. The conventions are those of the reading contract, which two careful people follow.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from .. import slips
from ..lexicon import comparators, contexts, units
from ..values import Amount, Remark, Target
from . import canvas, carrying, judging, mentions, periods, subjects, tokens

DIGIT = re.compile(r"\d")

__all__ = ["read_targets", "read_targets_with_remarks"]


def read_targets(text: str) -> list[Target]:
    """The targets of a statement, in order; [] when it has no measurable number (a qualitative statement).

    Any text is taken: NFD, capitals, HTML remains, line breaks. `span` of each target is half open and counts the
    characters of `text` as given. Source: reading contract, conventions of targets.
    """
    return list(_read_once(text) if len(text) <= KEPT_LENGTH else _read(text))


def _read(text: str) -> tuple[Target, ...]:
    clean = canvas.clean(text)
    if not _may_hold_a_number(clean.text):
        return ()
    row = tokens.row_on(clean)
    found = carrying.opened(row, mentions.find(row))
    judged, ruled = judging.targets_among(row, found)
    kept = carrying.settled(row, judged)
    found_targets: list[Target] = []
    shared: list[Target] = []  # with subjects that a later part may share: without a period of their own
    for index, mention in enumerate(kept):
        target = _target(row, mention, subjects.of(row, kept, index, ruled), shared)
        shared.append(target)
        own = periods.period_of(row, mention) if len(shared) > 1 and target.subject == shared[-2].subject else ""
        found_targets.append(replace(target, subject=f"{target.subject} {own}") if own else target)
    return tuple(_with_shared_subjects(found_targets))


# A set is read again at each change of one objective, a plan again when it is checked: the words are mostly the same.
KEPT_LENGTH = 600
_read_once = lru_cache(maxsize=2048)(_read)


def read_targets_with_remarks(text: str) -> tuple[list[Target], tuple[Remark, ...]]:
    """The targets as `read_targets` gives them, and a remark (`ocr_repaired`) for each slip of the text that was read as what it means.

    "Tối thiếu 05 bài" is read as "tối thiểu": a repair is told wherever a person can see it, never silent (issue 3, dirt).
    """
    told = (slips.MESSAGE.format(wrong=wrong, right=right) for wrong, right in slips.found_in(text))
    return read_targets(text), tuple(Remark("ocr_repaired", "", message) for message in told)


def _may_hold_a_number(text: str) -> bool:
    """Whether a digit or the letters of a number word occur: most sentences of plans are qualitative."""
    if DIGIT.search(text):
        return True
    low = text.lower()
    return any(word in low for word in mentions.OPENERS)


def _with_shared_subjects(found: list[Target]) -> list[Target]:
    """ "Tối thiểu 50% và tối đa 70% số cuộc kiểm tra": the first takes the words of the next."""
    for index in range(len(found) - 2, -1, -1):
        if not found[index].subject and found[index + 1].unit == found[index].unit:
            found[index] = replace(found[index], subject=found[index + 1].subject)
    return found


def _neighbours(row: tokens.Row, mention: mentions.Mention) -> tuple[str, str]:
    return row.word(mention.first - 1), row.word(mention.first)


def _whose(row: tokens.Row, mention: mentions.Mention, before: list[Target]) -> str:
    """What a number without words of its own measures: as the one before; a rank is that of the whole sentence."""
    if mention.kind in {"rank", "top"}:
        start = row.canvas.span(row.tokens[row.sentence_starts[mention.first]].start, row.tokens[mention.first].end)[0]
        return next((t.subject for t in before if t.span[0] >= start), before[-1].subject)
    return before[-1].subject


def _is_told_of_it(row: tokens.Row, mention: mentions.Mention, before: list[Target]) -> bool:
    """Whether the number before tells of who is ranked: in the same sentence, or a rank itself."""
    start = row.canvas.span(row.tokens[row.sentence_starts[mention.first]].start, row.tokens[mention.first].end)[0]
    return before[-1].span[0] >= start or before[-1].unit == "thứ hạng" or before[-1].unit.startswith("/")


def _names_nothing(subject: str) -> bool:
    words = tuple(subject.lower().split())
    return not words or contexts.EMPTY_SUBJECTS.at(words, 0) == (len(words), True)


def _says_only_the_unit(subject: str, mention: mentions.Mention, before: Target) -> bool:
    """ "doanh thu tối thiểu 1,2 tỷ đồng; phấn đấu đạt 1,5 tỷ đồng": the second is the same, reached higher."""
    same = before.unit == mention.unit and subject.lower() == mention.unit.lower()
    return same and units.MONEY_NOUNS.at(tuple(mention.unit.lower().split("/")[0].split()), 0) is not None


def _is_change(subject: str) -> bool:
    """ "Tăng so với năm 2023": what changes is what the number before measures."""
    words = tuple(subject.lower().split())
    empty = contexts.EMPTY_SUBJECTS.at(words, 0)
    if comparators.VERSUS.at(words, 0):
        return True
    return empty is not None and any(comparators.VERSUS.at(words, empty[0] + i) for i in range(3))


def _target(row: tokens.Row, mention: mentions.Mention, subject: subjects.Subject, before: list[Target]) -> Target:
    words = subject.text
    if before and (_names_nothing(words) or _says_only_the_unit(words, mention, before[-1])):
        passes = f" {words} đạt" if words.lower() in {"tỷ lệ", "tỉ lệ"} and "đạt" in _neighbours(row, mention) else ""
        words = _whose(row, mention, before) + passes
    elif before and (_is_change(words) or (words.startswith("sau ") and before[-1].unit == mention.unit)):
        words = f"{before[-1].subject} {words}"  # "≥ 80% có việc làm sau 6 tháng; ≥ 90% sau 12 tháng"
    elif (
        before
        and mention.kind in {"rank", "top"}
        and subject.first >= mention.first
        and _is_told_of_it(row, mention, before)
    ):
        words = f"{_whose(row, mention, before)} {words}"  # who stands among the best, then among whom
    value: Amount = mention.low if mention.high is None else (mention.low, mention.high)
    first, end = min(subject.first, mention.first), max(subject.end, mention.end)
    return Target(words, mention.comparator, value, mention.unit, row.span(first, end), mention.baseline)
