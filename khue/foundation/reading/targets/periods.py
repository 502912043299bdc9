"""Times inside the words of a target: the years and terms that head, key or close them name nothing that is measured."""

from __future__ import annotations

from ..lexicon import contexts
from ..lexicon.phrases import phrases
from . import clauses
from .mentions import Mention
from .tokens import Row

ROMANS = frozenset({"i", "ii", "iii", "iv"})
ENDS = frozenset({";", ".", "\n", "!", "?", ":", "[", "]"})
OPENINGS = frozenset({"từ", "kể", "trước", "trong", "vào", "đến", "sau"})
TAILS = contexts.TIME_LEAD | ROMANS | {"kể", "ngày", "/", "-", "–", "nay", "tới", "sau"}
# "thực hiện 2022: 71,4%; kế hoạch 2023: 75%": the same at another time.
STATES = phrases(
    "thực hiện | thực hiện năm | kết quả | kết quả năm | kế hoạch | kế hoạch năm | ước thực hiện | ước đạt | mục tiêu năm"
)
NAMED_TIMES = frozenset({"năm", "quý", "tháng", "học"})
YEAR = 4  # digits; "5 tuổi" at the head of a part is no time
MARKS = frozenset({":", "–", "-", "đạt", "là"})


def period_of(row: Row, mention: Mention) -> str:
    """The period that tells a number of a list from the others: "(học kỳ I: 55%, học kỳ II: 43%)", "80% năm 2025, 85% năm 2026"."""
    start, end = period_before(row, mention)
    behind = mention.end
    if start == end and row.word(behind) == "năm" and len(row.word(behind + 1)) == YEAR:
        return row.text(behind, behind + 2)
    return "" if row.word(start) == "năm" else row.text(start, end)


def period_before(row: Row, mention: Mention) -> tuple[int, int]:
    """Where such a period stands ("2027 – 22 tỷ đồng", "năm 2026: 650"); an empty interval when there is none."""
    end = mention.first - (row.word(mention.first - 1) in MARKS)
    start = clauses.clause_start(row, end)
    if state := STATES.at(row.words, start):
        told = start + state[0]
        return (start, end) if told < end <= told + 3 and time_lead_end(row, told, end) == end else (end, end)
    if not 0 < end - start <= 4 or time_lead_end(row, start, end) != end:
        return end, end
    return start, end


def is_time(row: Row, first: int, end: int) -> bool:
    """Whether these words are a time and nothing else ("năm 2026", "quý I")."""
    return first < end and row.word(first) in NAMED_TIMES and time_lead_end(row, first, end) == end


def is_time_lead(row: Row, comma: int) -> bool:
    """Whether the clause before a comma is only a time ("Năm 2022,", "Đến hết năm học 2021-2022,")."""
    start = comma
    while start > 0 and row.word(start - 1) not in ENDS | {",", "("}:
        start -= 1
    spoken = [row.word(i) for i in range(start, comma) if row.tokens[i].kind == "word"]
    return bool(spoken) and all(word in contexts.TIME_LEAD for word in spoken)


def before_times(row: Row, first: int, end: int) -> int:
    """Before the days and months that close the words behind a number ("từ tháng 3 đến hết tháng 5/2025")."""
    at = end
    while at > first and (row.token_kind(at - 1) == "number" or row.word(at - 1) in TAILS):
        at -= 1
    opening = next((i for i in range(at, end) if row.word(i) in OPENINGS), end)
    named = any(row.word(i) in {"tháng", "năm", "quý", "ngày", "kỳ", "/"} for i in range(opening, end))
    return opening if named and any(row.token_kind(i) == "number" for i in range(opening, end)) else end


def time_lead_end(row: Row, first: int, end: int) -> int | None:
    """Behind "Đến năm 2025" or "Năm 2022," at the head of a clause."""
    if vague := contexts.TIME_PHRASES.at(row.words, first):
        return first + vague[0]
    if row.word(first) == "học" and row.word(first + 1) not in {"kỳ", "kì"}:
        return None  # "học 9 buổi/tuần"
    index = first
    while index < end and (
        row.word(index) in contexts.TIME_LEAD
        or (row.tokens[index].kind == "number" and (index > first or len(row.word(index)) >= YEAR))
        or (row.word(index) in ROMANS and row.word(index - 1) in {"quý", "kỳ", "kì", "hk", "-", "–"})
        or row.word(index) in {"-", "–", "/"}
    ):
        index += 1
    dated = any(row.tokens[i].kind == "number" or row.word(i) in ROMANS for i in range(first, index))
    return index if dated else None
