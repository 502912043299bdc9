"""What is asked of whoever is given something: "GV được xét nâng lương phải có ít nhất 02 năm …"."""

from __future__ import annotations

from ..lexicon import contexts, rules, units
from .clauses import CLAUSE_REACH, clause_start, same_sentence, sentence_start
from .mentions import Mention
from .tokens import Row

ASKED = frozenset({"phải", "cần", "khi", "nếu"})


def is_asked_of_who_is_given(row: Row, mention: Mention) -> bool:
    """ "GV được xét nâng lương phải có ít nhất 02 năm …", "Được công nhận … khi có 2/2 tiết … và bài kiểm tra từ 8 điểm"."""
    if row.vocabulary.isdisjoint(ASKED):
        return False
    start = sentence_start(row, mention.first)
    asking = next((i for i in range(mention.first - 1, start, -1) if row.word(i) in ASKED), None)
    if asking is None or "," in row.words[asking : mention.first]:
        return False
    given = (i for i in range(start, asking) if rules.ADMISSION.at(row.words, i) and row.word(i) != "bị")
    must = row.word(asking) in {"phải", "cần"}
    if row.word(start) in contexts.QUANTITIES and (mention.is_percent or row.word(asking + 1) == "đạt"):
        return False  # "Tỷ lệ trẻ được tham gia trải nghiệm phải đạt từ 95%"
    if must and mention.comparator and _is_mark(row, asking, mention):
        staff = row.word(start) in {"giáo", "giảng", "cán", "viên", "nhân"}
        return units.PEOPLE_NOUNS.at(row.words, start) is not None and not staff  # "Thí sinh … phải có điểm … từ 8,0"
    does = must and row.word(asking + 1) in {
        "triển",
        "báo",
        "tổ",
        "thực",
        "dạy",
        "bồi",
    }  # "cử đi tập huấn phải triển khai lại"
    opened = (must and not does) or row.word(asking + 1) in rules.STATES
    granted = row.word(start) == "được" or any(not contexts.NOMINALS.at(row.words, i + 1) for i in given)
    return opened and granted


def is_only_for(row: Row, mention: Mention) -> bool:
    """ "Chỉ nhóm có tối thiểu 1 PGS, 3 TS … mới được xét": what all stands between."""
    start = sentence_start(row, mention.first)
    who = row.word(start) == "chỉ" or units.PEOPLE_NOUNS.at(row.words, start)
    if "mới" not in row.vocabulary or not who:
        return False
    behind = range(mention.end, min(len(row), mention.end + CLAUSE_REACH))
    then = next((i for i in behind if row.word(i) == "mới" and row.word(i + 1) in {"được", "đủ", "có"}), None)
    if then is not None and row.word(start) != "chỉ":
        part = clause_start(row, then)
        others = part > mention.end and (units.NOUNS.at(row.words, part) or row.word(part) in {"các", "những", "trong"})
        if others or (then == mention.unit_end and rules.RESULTS.at(row.words, then + 1)):
            return False  # "120 tiết, các nội dung mới được triển khai", "5 giải pháp mới được áp dụng"
    return then is not None and same_sentence(row, mention.end, then)


def _is_mark(row: Row, first: int, mention: Mention) -> bool:
    named = any(contexts.MARK_SUBJECTS.at(row.words, i) for i in range(first, mention.first))
    return named or mention.unit.split("/")[0].lower() in contexts.MARK_UNITS
