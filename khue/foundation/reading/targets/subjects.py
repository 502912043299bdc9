"""The noun phrase that a number measures, found before it, behind it, or on both sides."""

from __future__ import annotations

import itertools
from typing import NamedTuple

from ..lexicon import comparators, contexts, units
from . import beside, clauses, periods
from .mentions import Mention
from .tokens import Row

TITLE_REACH = 12
GRADES = frozenset({"tốt", "khá", "giỏi", "thành", "sắc", "đạt", "bình", "yếu"})
GRADE_FENCES = frozenset({";", ",", ":", "-", "–", "+", "•", "*", "("})
STANDING = frozenset({"nằm", "lọt", "vào", "thuộc", "đứng", "xếp", "được", "trong", "ở"})


class Subject(NamedTuple):
    """The words, and the tokens [first, end) they were taken from (first == end when there are none)."""

    text: str
    first: int
    end: int


def of(row: Row, mentions: list[Mention], index: int, ruled: list[int]) -> Subject:
    """The subject of one of the targets of a text. `ruled` are the places where conditions end: no subject holds one."""
    mention = mentions[index]
    before, earlier = (mentions[index - 1] if index else None), (mentions[index - 2] if index > 1 else None)
    after = mentions[index + 1] if index + 1 < len(mentions) else None
    floor = max((end for end in ruled if end <= mention.first), default=0)
    left, inner = beside.left(row, mention, before, floor), _inner(row, mention)
    if left[0] < left[1] and left[0] == periods.period_before(row, mention)[0]:
        left = left[1], left[1]  # "…; kế hoạch 2023: ≥ 75%"
    if mention.kind in {"rank", "top"}:
        left = _without_standing(row, *left)
    right = beside.right(row, mention, after, alone=left[0] >= left[1] and after is None)
    again = before is not None and _fills_bracket(row, before, mention) and right[1] <= mention.end
    if again and mention.is_percent:
        return Subject("", mention.first, mention.end)
    if (
        inner[0] >= inner[1]
        and not (mention.baseline is not None and left[1] - left[0] <= 2)
        and _stands_alone(row, mention, left, right)
    ):
        return Subject(beside.text(row, *left) + _missing_noun(row, mention, left), left[0], mention.end)
    total = mention.kind == "rank" and row.word(mention.end) == "trong" and row.token_kind(mention.end + 1) == "number"
    if (total and left[0] < left[1]) or _names_only_the_time(row, mention, left, right):
        right = right[1], right[1]
    head = _head(row, mention, before, earlier) if left[0] >= left[1] else ""
    if left[0] >= left[1] and ("bình", "quân") in itertools.pairwise(
        row.words[max(0, mention.first - 3) : mention.first]
    ):
        head = f"{head} bình quân".strip()
    moved = _moved(row, mention) if left[1] - left[0] <= 2 else ""
    pieces = [
        p for p in (head, beside.text(row, *left), moved, beside.text(row, *inner), _behind(row, mention, right)) if p
    ]
    if left[0] >= left[1] and inner[0] >= inner[1] and _says_only_how_many(row, mention, right):
        pieces = [] if before else _clause_before(row, mention)
    if _opens_behind_a_comma(row, mention, left) and before is None:
        pieces = _clause_before(row, mention)  # "Quỹ lớp do phụ huynh thu, tối đa 200.000 đồng/học kỳ, …"
        right = right[0], min(right[1], mention.unit_end)
    if left[0] >= left[1] and (title := _title_of_periods(row, mention)):
        says_more = bool(beside.text(row, max(mention.end, mention.unit_end), right[1]))
        pieces = pieces if says_more and before else [] if before else [title]
    if again and left[0] >= left[1]:
        pieces = []
    if before and left[0] >= left[1] and inner[0] >= inner[1] and _is_sum_of_another_year(row, before, mention):
        pieces = []
    if mention.kind == "count" and row.tokens[mention.first - 1].text == "Đạt":
        pieces = _lone_grade(row, mention, before) + pieces  # "Tốt 385 em; Đạt 107 em"
    pieces = pieces or _goal(row, mention, before) or _lone_grade(row, mention, before) or _title(row, mention, before)
    first = left[0] if left[0] < left[1] else mention.first
    return Subject(" ".join(pieces), first, max(right[1], mention.end))


def _fills_bracket(row: Row, before: Mention, mention: Mention) -> bool:
    """ "Tốt 36% (191 HS)", "giảm 10% (từ 45 phút xuống 40 phút)", "28/30 nhiệm vụ (93,3%)": the same in numbers."""
    alone = row.word(mention.first - 1) == "(" and row.word(mention.end) == ")"
    if mention.is_percent:
        return alone and before.kind == "count" and beside.SEPARATORS.isdisjoint(row.words[before.end : mention.first])
    return alone and before.is_percent and mention.kind == "count" and before.end <= mention.first - 1


def _is_sum_of_another_year(row: Row, before: Mention, mention: Mention) -> bool:
    """ "18 tỷ đồng năm 2025, 24,5 tỷ đồng năm 2026": the same, a year later."""
    same = before.unit == mention.unit and clauses.same_sentence(row, before.end, mention.first)
    return same and all(row.word(m.end) in {"năm", "quý"} for m in (before, mention))


def _without_standing(row: Row, first: int, end: int) -> tuple[int, int]:
    """ "Kết quả thi phấn đấu nằm [trong tốp 10]", "Thi vào lớp 10: nằm [trong tốp 15]": "nằm" names nothing that is ranked."""
    close = end
    while close > first and row.word(close - 1) in STANDING:
        close -= 1
    return (first, end) if close == end else beside.trimmed(row, first, close)


def _names_only_the_time(row: Row, mention: Mention, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """ "Giảm thời gian chờ từ 40 phút xuống 30 phút": the words before name what lasts, behind stands only the unit."""
    return _is_timed_change(row, mention) and left[0] < left[1] and right[1] <= mention.unit_end


def _is_timed_change(row: Row, mention: Mention) -> bool:
    return mention.baseline is not None and units.TIME_NOUNS.at(row.words, mention.unit_at) is not None


def _missing_noun(row: Row, mention: Mention, left: tuple[int, int]) -> str:
    """ "hoàn tất 5 tiêu chuẩn": the words before name a deed, so what is counted belongs to the subject."""
    noun = units.NOUNS.at(row.words, mention.unit_at)
    if mention.kind != "count" or noun is None or row.word(left[0]) in contexts.QUANTITIES:
        return ""
    words = row.words[mention.unit_at : mention.unit_at + noun[0]]
    measured = (units.MONEY_NOUNS, units.TIME_NOUNS, units.MARK_NOUNS)
    if any(table.at(words, 0) for table in measured) or words[0] in {"lần", "lượt", "điểm", "bậc"}:
        return ""
    if words[0] in row.words[left[0] : left[1]]:
        return ""
    return f" {row.text(mention.unit_at, mention.unit_at + noun[0])}"


def _says_only_how_many(row: Row, mention: Mention, right: tuple[int, int]) -> bool:
    """ "…, đạt 40 bài": the clause in front says of what."""
    start = clauses.clause_start(row, mention.first)
    reached = row.word(start) in {"đạt", "lên", "còn"} and row.word(start - 1) == "," and start + 1 >= mention.first
    told = row.words[clauses.clause_start(row, start - 1) : start]
    remains = row.word(start) in {"còn", "lên"} and row.word(mention.unit_end) in {";", ".", "\n"}
    only = reached and mention.kind == "count" and right[1] <= mention.unit_end
    return only and (remains or row.word(mention.unit_at) in told)


def _opens_behind_a_comma(row: Row, mention: Mention, left: tuple[int, int]) -> bool:
    """Whether its clause is the bound and the number alone, behind what it bounds."""
    alone = left[0] >= left[1] and row.word(mention.first - 1) == "," and mention.comparator not in {"", "="}
    return alone and row.word(mention.end) in beside.ENDS | {","} and "/" in mention.unit


def _clause_before(row: Row, mention: Mention) -> list[str]:
    end = clauses.clause_start(row, mention.first) - 1
    words = beside.text(row, *beside.trimmed(row, clauses.clause_start(row, end), end))
    return [words] if words else []


def _title_of_periods(row: Row, mention: Mention) -> str:
    """ "Doanh thu: 2026 – 18 tỷ đồng; 2027 – 22 tỷ đồng": what all years of the list measure."""
    start, end = periods.period_before(row, mention)
    if start == end or row.word(start - 1) not in {";", ",", "(", ":"}:
        return ""
    head = start - 1
    while head > max(0, start - beside.REACH) and row.word(head - 1) not in {"\n", "."}:
        head -= 1
    for at in range(head, start):
        if row.word(at) in {":", "("}:
            first, close = beside.trimmed(row, max(head, at - beside.REACH), at)
            return beside.text(row, first, close)
    return ""


def _moved(row: Row, mention: Mention) -> str:
    """ "Sắp xếp từ 3 phòng chuyên môn còn 2 phòng": what was counted before."""
    if mention.baseline is None or _is_timed_change(row, mention):
        return ""
    numbers = [i for i in range(mention.first, mention.number) if row.token_kind(i) == "number"]
    end = next((i for i in range(mention.first, mention.number) if comparators.LIFT.at(row.words, i)), mention.first)
    return (
        beside.text(row, *beside.trimmed(row, numbers[0] + 1, end))
        if numbers and row.word(numbers[0] + 1) != "%"
        else ""
    )


def _title(row: Row, mention: Mention, before: Mention | None) -> list[str]:
    """The words before the colon of the sentence, for a first number without words of its own."""
    start = max(row.sentence_starts[mention.first], mention.first - beside.REACH)
    if before is None and mention.baseline is not None and ":" not in row.words[start : mention.first]:
        return _of_the_state(row, start, mention.first)
    if (before is not None and mention.kind not in {"rank", "top"}) or ":" not in row.words[start : mention.first]:
        return []
    colon = start + row.words[start : mention.first].index(":")
    title = beside.text(row, *beside.trimmed(row, max(start, colon - beside.REACH), colon))
    return [title] if title else []


def _of_the_state(row: Row, start: int, end: int) -> list[str]:
    """ "Đầu năm 62% học sinh đọc thông, phấn đấu 80%": whose share the state was."""
    at = next((i + 1 for i in range(start, end) if row.word(i) == "%"), end)
    comma = next((i for i in range(at, end) if row.word(i) == ","), at)
    words = beside.text(row, *beside.trimmed(row, at, comma))
    return [words] if words else []


def _goal(row: Row, mention: Mention, before: Mention | None) -> list[str]:
    """ "650 sinh viên (đạt 100% chỉ tiêu)"."""
    goals = {("chỉ", "tiêu"), ("kế", "hoạch"), ("dự", "toán")}
    meant = before is not None and row.words[mention.end : mention.end + 2] in goals
    return [row.text(mention.end, mention.end + 2)] if meant else []


def _lone_grade(row: Row, mention: Mention, before: Mention | None) -> list[str]:
    """ "Tốt 80%; Đạt 20%", "80% tốt, 20% đạt": here "đạt" is a grade of its own, no verb."""
    at = mention.first - 1 - (row.word(mention.first - 1) == ":")
    listed = before is not None and bool({row.word(before.first - 1), row.word(before.end)} & GRADES)
    if row.word(at) == "đạt" and row.word(at - 1) in GRADE_FENCES and (listed or row.tokens[at].text[0] == "Đ"):
        return [row.text(at, at + 1)]
    after = mention.end
    listed = listed or (before is not None and mention.is_percent)
    if listed and row.word(after) == "đạt" and row.word(after + 1) in GRADE_FENCES | beside.ENDS | {")"}:
        return [row.text(after, after + 1)]
    return []


def _behind(row: Row, mention: Mention, right: tuple[int, int]) -> str:
    """The words behind the number, without a rate or a "trở lên" among them."""
    first, end = right
    stroke = next((i for i in range(first, mention.unit_end) if row.word(i) == "/" and i > mention.unit_at), None)
    if stroke is not None and first == mention.unit_at and mention.unit_end <= end:
        return " ".join(
            p for p in (beside.text(row, first, stroke), beside.text(row, max(mention.end, stroke), end)) if p
        )
    if not first <= mention.unit_end < mention.end <= end:
        return beside.text(row, first, end)
    return " ".join(p for p in (beside.text(row, first, mention.unit_end), beside.text(row, mention.end, end)) if p)


def _inner(row: Row, mention: Mention) -> tuple[int, int]:
    """The words between a comparator and its number: "tối thiểu mỗi huyện 2 trường"."""
    found = comparators.STRONG.at(row.words, mention.first)
    if not found or mention.baseline is not None or mention.kind in {"rank", "top"}:
        return mention.first, mention.first
    return beside.trimmed(row, mention.first + found[0], mention.number)


def _head(row: Row, mention: Mention, before: Mention | None, earlier: Mention | None) -> str:
    """What a number without words of its own shares: the head of the list it goes on, or the title before a colon."""
    start = clauses.clause_start(row, mention.first)
    if row.word(start - 1) == ":":
        title = beside.trimmed(row, clauses.clause_start(row, start - 1), start - 1)
        return beside.text(row, *title) if title[1] - title[0] <= TITLE_REACH else ""
    if before is None or mention.unit.endswith(f"/{before.unit}"):
        return ""  # "mở 3 lớp, 35 HV/lớp"
    elsewhere = {row.word(before.end), row.word(mention.end)} <= {"ở", "tại"} and mention.unit == before.unit
    if not elsewhere and any(word not in beside.SEPARATORS for word in row.words[before.end : mention.first]):
        return ""
    return beside.text(row, *beside.left(row, before, earlier, 0)) if before.kind == mention.kind == "count" else ""


def _stands_alone(row: Row, mention: Mention, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether the words before the number already name what is measured ("tỷ lệ …", "… đạt 85%")."""
    first, end = left
    if first >= end or mention.kind in {"rank", "top"}:
        return False
    if contexts.EMPTY_SUBJECTS.at(row.words, first) == (end - first, True):
        return False
    if row.words[max(first, end - 2) : end] in {("tổng", "số"), ("số", "lượng"), ("số",)}:
        return False
    if (
        row.word(first) in contexts.QUANTITIES
        and not contexts.NO_QUANTITIES.at(row.words, first)
        and not beside.opens_with_deed(row, first)
    ):
        return True
    if row.word(end - 1) in {"thành", "gồm"} or (row.word(first) in {"mỗi", "toàn", "từng"} and end - first <= 3):
        return False
    if any(table.ending_at(row.words, end) for table in (contexts.DEEDS, contexts.ACTION_VERBS, contexts.OWN_VERBS)):
        return False
    if row.word(end) in {"đối", "cho", "với", "có", "của"} or end - first <= 1 or beside.opens_with_deed(row, first):
        return False
    linked = bool(set(row.words[end : mention.first]) & contexts.LINKING)
    return linked or right[1] <= (mention.end if mention.is_share else mention.unit_end)
