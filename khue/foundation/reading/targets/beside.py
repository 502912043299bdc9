"""The words beside a number: where those before it begin, where those behind it end."""

from __future__ import annotations

from ..lexicon import comparators, contexts
from . import clauses, periods
from .mentions import Mention
from .tokens import Row

REACH = 60  # words; no noun phrase is longer
SEPARATORS = frozenset({",", "và", "hoặc", "có"})
ENDS = frozenset({";", ".", "\n", "!", "?", ":", "[", "]"})
# Behind a number these do not say what is measured.
NO_OWN_WORDS = frozenset({"và", "hoặc", "so", "trở", "trong", "năm", "quý", "tháng", "vào", "đến", "sau", "kể", "tính"})
LEFT_EDGES = ENDS | {"(", "thì"}
RIGHT_MARKS = ENDS | {"(", ")", ","}
BULLETS = frozenset(
    {"-", "–", "—", "+", "•", "*", "●", "▪", "·", ",", "…", "...", ")", "“", "”", '"', "/", "và", "hoặc"}
)


def opens_with_deed(row: Row, index: int) -> bool:
    """Whether a deed begins there, and no quantity that is called by one ("cấp cứu", "thu nhập")."""
    if contexts.NOMINALS.at(row.words, index):
        return False
    tables = (contexts.DEEDS, contexts.ACTION_VERBS, contexts.OWN_VERBS)
    return any(table.at(row.words, index) for table in tables)


def left(row: Row, mention: Mention, before: Mention | None, floor: int) -> tuple[int, int]:
    """The words before the number that belong to it; not before `floor`, where a condition ends, nor before the number before."""
    ruled = floor
    floor = max(floor, before.end if before else 0, mention.first - REACH)
    if row.word(mention.first - 1) == "(" and row.word(mention.end) == ")" and mention.first - 1 > floor:
        first, end = trimmed(row, _left_edge(row, mention.first - 1, floor), mention.first - 1)
        return (first, first if comparators.VERSUS.at(row.words, first) else end)
    first = _left_edge(row, mention.first, floor)
    titled = first == mention.first and row.word(first - 1) == ":" and first - 1 > floor
    if titled and not _goes_on(row, mention):
        first = _left_edge(row, first - 1, floor)
    if before and first == floor and first != ruled:
        first = _after_separator(row, floor, mention.first)
    return trimmed(row, first, mention.first)


def _left_edge(row: Row, index: int, floor: int) -> int:
    """Where the words before `index` begin; what stands in brackets is passed over."""
    if row.word(index - 1) == ",":
        return index
    words = row.words
    while index > floor:
        word = words[index - 1]
        if word in LEFT_EDGES or (word == "," and _opens_clause(row, index)):
            break
        opening = clauses.opening_bracket(row, index - 1, floor) if word == ")" else None
        index = opening if opening is not None else index - 1
    return index


def _goes_on(row: Row, mention: Mention) -> bool:
    """Whether words follow the number in its clause, so that they say what is measured."""
    end = mention.end if mention.is_share else mention.unit_end
    goes_in = row.word(end) == "vào" and row.word(end + 1) not in contexts.TIME_LEAD
    return row.token_kind(end) == "word" and (goes_in or row.word(end) not in NO_OWN_WORDS)


def _opens_clause(row: Row, index: int) -> bool:
    """Whether a comma before `index` ends what is no part of the noun phrase."""
    return contexts.CLAUSE_OPENERS.at(row.words, index) is not None or periods.is_time_lead(row, index - 1)


def _after_separator(row: Row, floor: int, end: int) -> int:
    """Behind the words that still belong to the number before."""
    joints = [i for i in range(floor, end) if row.word(i) in {",", "và", ")", "hoặc"}]
    if joints[:1] == [floor] and row.word(floor) == "," and _is_one_phrase(row, joints):
        return floor + 1
    if row.word(end - 1) == "với" and floor < end - 1:
        return end  # "14 lớp mẫu giáo với 372 trẻ"
    for index in range(end - 1, floor - 1, -1):
        inside = row.word(index) == ")" and clauses.opening_bracket(row, index, floor) is not None
        if (row.word(index) in {",", "và", ")", "hoặc"} and not inside) or contexts.TOLD_WITH.at(row.words, index):
            return index + 1
    return floor


def _is_one_phrase(row: Row, joints: list[int]) -> bool:
    """ "…, từ THCS lên THPT và các trình độ khác đạt 95%": behind the comma "và" only joins nouns."""
    later = joints[1:]
    return all(
        row.word(i) == "và"
        and (row.word(i + 1) == "các" or not contexts.CLAUSE_OPENERS.at(row.words, i + 1))
        and not opens_with_deed(row, i + 1)
        for i in later
    )


def right(row: Row, mention: Mention, after: Mention | None, *, alone: bool) -> tuple[int, int]:
    """From the counted noun to the end of its clause; a number that is `alone` may go on behind a comma."""
    if (
        after
        and row.word(mention.end) == "("
        and row.word(after.end) == ")"
        and mention.is_percent
        and after.is_percent
    ):
        start = after.end + 1  # "Tối thiểu 60% (phấn đấu 75%) tài liệu …"
        edge = next((i for i in range(start, len(row)) if row.word(i) in RIGHT_MARKS), len(row))
        if row.token_kind(start) == "word":
            return trimmed(row, start, edge)
    start = mention.end if mention.is_percent or mention.kind in {"fraction", "rank", "top"} else mention.unit_at
    if row.word(mention.end) in SEPARATORS - {"có"} and not alone and not clauses.is_list_comma(row, mention.end):
        return trimmed(row, min(start, mention.end), mention.end)
    limit = min(after.first if after else len(row), mention.end + REACH)
    end, depth = mention.end, 0
    words = row.words
    if "/" in mention.unit and row.word(end) == "để":
        limit = end  # "tối đa 36 giờ/tuần để bảo đảm an toàn": what it is for
    while end < limit:
        word = words[end]
        if word in RIGHT_MARKS:
            if depth == 0 and (_is_right_edge(row, end) or periods.is_time(row, mention.end, end)):
                break
            depth += (word == "(") - (word == ")")
        end += 1
    if after and end == limit > mention.end:
        end = _last_comma(row, mention.end, limit)
    if periods.is_time(row, mention.end, end):
        return start, max(start, mention.end)
    return trimmed(row, start, periods.before_times(row, max(start, mention.end), end))


def _is_right_edge(row: Row, index: int) -> bool:
    word = row.word(index)
    if word in ENDS or word == ")":
        return True
    return word == "," and contexts.CLAUSE_OPENERS.at(row.words, index + 1) is not None


def _last_comma(row: Row, first: int, limit: int) -> int:
    for index in range(limit - 1, first, -1):
        if row.word(index) in {",", "và", "hoặc", "("} or contexts.TOLD_WITH.at(row.words, index):
            return index
    return limit


def trimmed(row: Row, first: int, end: int) -> tuple[int, int]:
    """Without bullets and verbs of will in front, and without link verbs behind."""
    while first < end:
        found = contexts.LEADING_VERBS.at(row.words, first)
        if row.word(first) in BULLETS or (row.tokens[first].kind == "number" and row.word(first + 1) in {".", ")"}):
            first += 1
        elif found and first + found[0] <= end:
            first += found[0]
        elif comma := periods.time_lead_end(row, first, end):
            first = comma
        else:
            break
    while end > first:
        found = contexts.LINK_VERBS.ending_at(row.words, end)
        if row.word(end - 1) in BULLETS | ENDS | {"("}:
            end -= 1
        elif found and end - found[0] >= first and row.word(end - 2) not in {"trở", "chưa", "định"}:
            end -= found[0]
        else:
            break
    return first, end


def text(row: Row, first: int, end: int) -> str:
    """The words without what stands in brackets."""
    words = row.words[first:end]
    if "(" not in words and ")" not in words:
        return row.text(first, end)
    pieces: list[str] = []
    depth, start = 0, first
    for index in range(first, end):
        if row.word(index) == "(":
            if depth == 0 and start < index:
                pieces.append(row.text(start, index))
            depth += 1
        elif row.word(index) == ")":
            depth, start = max(0, depth - 1), index + 1
    if depth == 0 and start < end:
        pieces.append(row.text(start, end))
    return " ".join(piece for piece in pieces if piece)
