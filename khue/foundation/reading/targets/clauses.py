"""Clauses and sentences of a row: where they begin, and whether two places stand in one."""

from __future__ import annotations

from ..lexicon import units
from ..lexicon.phrases import PhraseTable, phrases
from .tokens import SENTENCE_ENDS, WALLS, Row

CLAUSE_REACH, SENTENCE_REACH = 60, 80  # words; longer ones are no language
# Two words for one thing, with a comma between them ("sở, ngành", "tỉnh, thành phố").
PAIRS = frozenset(
    {("ngành", "nghề"), ("tỉnh", "thành"), ("sở", "ngành"), ("sở", "ban"), ("ban", "ngành"), ("xã", "phường"),
     ("phường", "xã"), ("thôn", "bản"), ("quận", "huyện"), ("khoa", "phòng"), ("phòng", "khoa"), ("phòng", "ban")}
)  # fmt: skip
BULLETS = frozenset({"-", "–", "—", "+", "•", "*"})
PART_WORDS = phrases("trong đó | gồm | bao gồm | cụ thể | còn | riêng")
PART_OPENINGS = PART_WORDS.openings


def clause_start(row: Row, index: int) -> int:
    """The first token of the clause (no comma, bracket or stop inside) that `index` is in."""
    return max(row.clause_starts[max(index, 0)], index - CLAUSE_REACH)


def sentence_start(row: Row, index: int) -> int:
    """The first token of the sentence or line that `index` is in, behind its bullet."""
    return behind_bullet(row, max(row.sentence_starts[index], index - SENTENCE_REACH), index)


def behind_bullet(row: Row, start: int, end: int) -> int:
    while start < end and row.word(start) in BULLETS:
        start += 1
    return start


def same_clause(row: Row, first: int, end: int) -> bool:
    """Whether nothing between two places divides clauses."""
    if end - first > SENTENCE_REACH:
        return False
    for at, word in enumerate(row.words[first:end], first):
        if (word in WALLS and not is_list_comma(row, at)) or (word in PART_OPENINGS and PART_WORDS.at(row.words, at)):
            return False
    return True


def is_list_comma(row: Row, index: int) -> bool:
    """ "lớp 3, 4, 5", "bác sĩ, điều dưỡng": the comma between two numbers or people divides no clauses."""
    if row.word(index) != ",":
        return False
    if (row.word(index - 1), row.word(index + 1)) in PAIRS:
        return True
    people = units.PEOPLE_NOUNS.ending_at(row.words, index) and units.PEOPLE_NOUNS.at(row.words, index + 1)
    if people and row.words[index + 1 : index + 3] != ("dân", "tộc"):
        return True
    if not row.token_kind(index - 1) == row.token_kind(index + 1) == "number":
        return False
    return not any(table.at(row.words, index + 2) for table in (units.PERCENTS, units.NOUNS))


def same_sentence(row: Row, first: int, end: int) -> bool:
    return end - first <= SENTENCE_REACH and SENTENCE_ENDS.isdisjoint(row.words[first:end])


def opening_bracket(row: Row, closing: int, floor: int) -> int | None:
    """Where the bracket that closes at a token opened, not before `floor`; None when it did not."""
    for index in range(closing - 1, floor - 1, -1):
        if row.word(index) == "(":
            return index
        if row.word(index) == ")":
            return None
    return None


def holds(table: PhraseTable[bool], row: Row, first: int, end: int) -> bool:
    """Whether one of the phrases begins among these tokens."""
    return any(table.at(row.words, index) for index in range(first, end))
