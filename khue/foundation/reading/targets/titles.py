"""Sentences that open by setting conditions ("Điều kiện dự thi: …", "Chỉ xét …"), or tell to whom something is granted."""

from __future__ import annotations

from ..lexicon import rules, units
from .clauses import clause_start, sentence_start
from .mentions import Mention
from .tokens import Row

TITLE_REACH, DEFINED_REACH = 4, 10  # words
TOLD_TITLES = frozenset({"chỉ", "miễn", "đối"})


def is_under_a_rule_title(row: Row, mention: Mention) -> bool:
    """ "Chỉ đề nghị khen cá nhân có 02 năm …"; "Chỉ tuyển 120 học sinh", "Đối tượng dự: 100% giáo viên" say how many."""
    start = sentence_start(row, mention.first)
    title = rules.RULE_TITLES.at(row.words, start)
    if title is None:
        return _is_granted_to(row, start, mention) or _is_defined(row, start, mention)
    clause = clause_start(row, mention.first)
    if clause > start + title[0] and (
        row.words[clause : clause + 2] == ("chỉ", "tiêu") or row.word(clause) in {"tuyển", "đạt"}
    ):
        return False  # "Đối tượng tuyển sinh: học sinh tốt nghiệp THCS, chỉ tiêu 225 học sinh"
    if row.word(start) not in TOLD_TITLES:
        return True
    first = next(
        (i for i in range(start + title[0], mention.first + 1) if row.token_kind(i) == "number"), mention.number
    )
    between = row.words[start + title[0] : first]
    things = any(units.NOUNS.at(row.words, i) for i in range(start + title[0], first))
    return things or len(between) > TITLE_REACH or bool({"có", "từ", "đạt", "khi", "sv", "hs"} & set(between))


def _is_defined(row: Row, start: int, mention: Mention) -> bool:
    """ "Lớp tiên tiến là lớp có từ 80% học sinh khá": the same noun on both sides of "là"."""
    if "là" not in row.vocabulary:
        return False
    noun = units.NOUNS.at(row.words, start)
    copula = next((i for i in range(start + 1, min(mention.first, start + DEFINED_REACH)) if row.word(i) == "là"), None)
    if noun is None or copula is None or copula <= start + noun[0]:
        return False
    again = row.words[copula + 1 : copula + 1 + noun[0]] == row.words[start : start + noun[0]]
    return again and not {"có", "đạt"}.isdisjoint(row.words[copula + 1 : mention.first])


def _is_granted_to(row: Row, start: int, mention: Mention) -> bool:
    """ "Danh hiệu … chỉ xét cho lớp có từ 25% SV đạt loại khá", "Học bổng … xét cho HSSV có điểm từ 8,0"."""
    if rules.GRANTED_TO.openings.isdisjoint(row.vocabulary):
        return False
    granted = (i for i in range(start, mention.first - 1) if rules.GRANTED_TO.at(row.words, i))
    at = next(granted, None)
    return (
        at is not None
        and (bool(mention.comparator) or mention.is_percent)
        and not {"có", "đạt"}.isdisjoint(row.words[at : mention.first])
    )
