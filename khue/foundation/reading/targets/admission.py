"""Marks that admit or qualify somebody: they are conditions, not what is aimed at (reading contract)."""

from __future__ import annotations

import itertools

from ..lexicon import comparators, contexts, grades, rules, units
from . import consequences
from .clauses import SENTENCE_REACH, behind_bullet, clause_start, holds, sentence_start
from .mentions import Mention
from .tokens import SENTENCE_ENDS, Row

ADMITTING = rules.ADMISSION.openings
AWARDS = frozenset({"bổng", "hiệu"})
AWARD_REACH = 14  # words
CHOOSING = frozenset({"chọn", "tuyển", "xét", "ưu"})
CHANGES = frozenset({"nâng", "tăng", "phấn"})


def admits(row: Row, mention: Mention) -> bool:
    """A mark that admits or qualifies somebody ("từ 18 điểm trở lên được xét tuyển")."""
    is_mark = mention.unit.split("/")[0].lower() in contexts.MARK_UNITS
    if (not is_mark and mention.kind not in {"bare", "scale"}) or mention.baseline is not None:
        return False  # what changes is aimed at
    if (
        is_mark
        and row.word(mention.first - 1) == "("
        and "chuẩn" in row.words[clause_start(row, mention.first - 1) : mention.first]
    ):
        return True
    if _is_for_a_grade(row, mention):
        return True
    sentence = row.words[row.sentence_starts[mention.first] : mention.first] if "chuẩn" in row.vocabulary else ()
    if ("điểm", "chuẩn") in itertools.pairwise(sentence):
        moves = not {"tăng", "giảm", "nâng"}.isdisjoint(sentence)
        return mention.comparator in {"", "="} and not moves  # what admitted last year, told by itself
    if _says_who(row, mention) or _is_told_of_whom(row, mention):
        return True
    if row.vocabulary.isdisjoint(ADMITTING):
        return False
    start, end = mention.first, mention.end
    while start > max(0, mention.first - SENTENCE_REACH) and row.word(start - 1) not in SENTENCE_ENDS:
        start -= 1
    while end < min(len(row), mention.end + SENTENCE_REACH) and row.word(end) not in SENTENCE_ENDS:
        end += 1
    if not is_mark and not holds(contexts.MARK_SUBJECTS, row, start, mention.first):
        return False
    return "lòng" not in row.words[start:end] and any(
        (rules.ADMISSION.at(row.words, at) or row.words[at : at + 3] == ("được", "công", "nhận"))
        and not (row.word(at) == "bị" and not consequences.is_suffered(row, at))
        and not (_is_denied(row, at) or _is_told_of_others(row, mention, at))
        for at in range(start, end)
    )


def _is_for_a_grade(row: Row, mention: Mention) -> bool:
    """ "Học bổng loại Xuất sắc: ĐTBHT từ 3,60 …, ĐRL từ 90 điểm; loại Giỏi: …": what an award asks for."""
    start = row.sentence_starts[mention.first]
    if (not mention.comparator and mention.high is None) or AWARDS.isdisjoint(row.vocabulary):
        return False
    near = range(mention.first - 1, max(start, mention.first - AWARD_REACH) - 1, -1)
    colon = next((i for i in near if row.word(i) in {":", ";"}), None)
    if colon is None or row.word(colon) != ":" or not grades.BAND_GRADES.ending_at(row.words, colon):
        return False
    opening = next((i for i in range(colon, -1, -1) if row.word(i) in {"\n", "."}), -1) + 1
    return row.words[opening : opening + 2] in {("học", "bổng"), ("danh", "hiệu"), ("xét", "học")}


def _is_told_of_others(row: Row, mention: Mention, at: int) -> bool:
    """ "Điểm bình quân đạt 6,5, 100% học sinh đủ điều kiện dự thi", "Công đoàn đạt 98 điểm, được đề nghị tặng bằng khen"."""
    part = clause_start(row, at)
    if part <= mention.end:
        opening = behind_bullet(row, clause_start(row, mention.first), mention.first)
        return row.word(opening) in CHANGES and not mention.comparator
    if row.word(part) == "được" and part == at:
        return mention.comparator in {"", "="}
    bounds = (comparators.STRONG, comparators.WEAK)
    counted = row.token_kind(part) == "number" or any(table.at(row.words, part) for table in bounds)
    return bool(counted or (units.NOUNS.at(row.words, part) and not _opens_with_people(row, mention)))


def _opens_with_people(row: Row, mention: Mention) -> bool:
    """ "Sinh viên có điểm … từ 2,0 trở lên, học phần nào cũng đạt, được xét": further conditions of the same people."""
    opening = behind_bullet(row, sentence_start(row, mention.first), mention.first)
    return units.PEOPLE_NOUNS.at(row.words, opening) is not None


def _says_who(row: Row, mention: Mention) -> bool:
    """ "học sinh có nguy cơ trượt (điểm trung bình dưới 5,0)": in the bracket stands who they are."""
    start = clause_start(row, mention.first)
    if row.word(start - 1) != "(" or mention.comparator in {"", "="} or "lòng" in row.words[start : mention.first]:
        return False
    at = start
    while at < mention.first and not contexts.MARK_SUBJECTS.at(row.words, at):
        at += 1
    head = clause_start(row, start - 1)
    if ("chất", "lượng") in itertools.pairwise(row.words[head:start]):
        return False  # "Nâng chất lượng học sinh thi vào lớp 10 (điểm bình quân trên 6,5)"
    numbered = any(row.token_kind(i) == "number" and row.word(i - 1) not in {"lớp", "khối"} for i in range(head, start))
    people = any(units.PEOPLE_NOUNS.at(row.words, i) or row.word(i) in {"hs", "sv", "hv"} for i in range(head, start))
    return at < mention.first and people and not numbered and not holds(contexts.MARK_SUBJECTS, row, head, start)


def _is_told_of_whom(row: Row, mention: Mention) -> bool:
    """ "nhận hồ sơ thí sinh có điểm từ 19,0 trở lên": behind people in the middle of a clause "có điểm" says which."""
    start = behind_bullet(row, clause_start(row, mention.first), mention.first)
    if (
        row.word(start) in CHOOSING
        and mention.kind == "scale"
        and {"những", "các"} & set(row.words[start : mention.first])
    ):
        return True  # "Chọn vào đội tuyển những em đạt từ 14/20 điểm"
    at = next((i for i in range(mention.first - 1, max(start, mention.first - 8), -1) if row.word(i) == "có"), None)
    if at is None or mention.comparator in {"", "="} or not holds(contexts.MARK_SUBJECTS, row, at + 1, mention.first):
        return False
    people = units.PEOPLE_NOUNS.ending_at(row.words, _without_group(row, at))
    if people is None and row.word(at - 1) in {"hs", "sv", "hv", "hssv"}:
        people = (1, True)
    if people and row.words[at - people[0] - 2 : at - people[0]] in {("đảm", "bảo"), ("bảo", "đảm"), ("phấn", "đấu")}:
        return False  # "Đảm bảo sinh viên có điểm rèn luyện từ 80"
    return people is not None and at - people[0] > start and "%" not in row.words[start:at]


def _without_group(row: Row, end: int) -> int:
    """Before the group of people that ends there: "học sinh [khối 12]", "sinh viên [khóa K45]"."""
    grouped = row.word(end - 2) in {"khối", "lớp", "khóa", "khoá", "tổ", "năm"}
    return end - 2 if grouped and any(ch.isdigit() for ch in row.word(end - 1)) else end


def _is_denied(row: Row, index: int) -> bool:
    """ "…, không có sinh viên nào bị trả về": what does not happen qualifies nobody."""
    start = clause_start(row, index)
    return row.words[start : start + 2] in {("không", "có"), ("không", "để"), ("không", "còn")}
