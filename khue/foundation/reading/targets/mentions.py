"""Number phrases: a numeral or range with its unit, and the comparator that stands with it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ..lexicon import comparators, contexts, units
from ..lexicon import numerals as lexicon
from . import binding, measures, numerals, shields
from .numerals import Numeral
from .tokens import Row

# Whatever may begin a number phrase besides digits.
RANGE_FILLERS = frozenset({"dưới", "khoảng", "trên"})
DEFINITE = frozenset({"giữa", "cả", "do"})
SENTENCE_OPENERS = frozenset({"\n", ".", ";", ":", "-", "+", "*"})
OPENERS = lexicon.OPENERS | {"năm", "nửa", "nhất", "nhì"}


class Mention(NamedTuple):
    """A number phrase of tokens [first, end); the numeral stands at `number`, its unit at [unit_at, unit_end).

    `kind` is percent, count, bare, fraction, scale, rank, top or frequency. `comparator` is its own one or "".
    """

    first: int
    number: int
    unit_at: int
    unit_end: int
    end: int
    low: Decimal
    high: Decimal | None
    unit: str
    kind: str
    comparator: str = ""
    baseline: Decimal | None = None

    @property
    def is_percent(self) -> bool:
        return self.kind == "percent"

    @property
    def is_share(self) -> bool:
        """A percent or a fraction: what stands behind it says whose share it is."""
        return self.kind in {"percent", "fraction"}


def find(row: Row) -> list[Mention]:
    """Every number phrase of the text, in order, without those in names, dates, labels and levels."""
    if not (places := [i for i, token in enumerate(row.tokens) if token.kind == "number" or token.low in OPENERS]):
        return []
    shield = shields.shielded(row)
    found: list[Mention] = []
    start = 0
    for index in places:
        if (
            index < start
            or shield[index]
            or _is_tolerance(row, index)
            or (row.word(index - 1) == "/" and row.token_kind(index - 2) == "word")
        ):
            continue
        mention = _mention_at(row, shield, index, found[-1].end if found else 0)
        if mention is not None:
            found.append(mention)
            end = mention.end if mention.kind != "frequency" else _end_of_frequency(row, mention)
            start = max(end, index + 1)
        elif (numeral := numerals.at(row, index)) and (numeral.over or numeral.in_words):
            start = numeral.end
    return found


def _is_tolerance(row: Row, index: int) -> bool:
    """The 2 of "90% ± 2%"."""
    return row.word(index - 1) == "±" and (row.word(index - 2) == "%" or row.token_kind(index - 2) == "number")


def _end_of_frequency(row: Row, mention: Mention) -> int:
    """Behind the "một lần" of "hai tuần báo cáo một lần"."""
    if row.word(mention.end - 1) == "lần":
        return mention.end
    once = next((i for i in range(mention.end, mention.end + 5) if row.words[i : i + 2] in measures.ONCE), None)
    return mention.end if once is None else once + 2


def _mention_at(row: Row, shield: list[bool], index: int, floor: int) -> Mention | None:
    low = numerals.at(row, index) or _rank_word(row, index)
    if low is None:
        return None
    high = None if low.over else _high_end(row, shield, low)
    measure = measures.of(row, low, high, floor)
    bound = binding.comparator(row, measure.first, measure.end, floor)
    said = low if high is None else low._replace(end=high.end)
    if low.in_words and not _is_evident(row, said, measure, bound.comparator, floor):
        return None
    if measure.kind in {"bare", "scale"} and not _has_place(row, low, bound.comparator, floor):
        return None
    value = _value(low, measure.kind)
    mention = Mention(
        bound.first,
        index,
        (high or low).end,
        measure.end,
        bound.end,
        value,
        high.value if high else None,
        measure.unit,
        measure.kind,
    )
    return _compared(mention, bound.comparator)


def _value(low: Numeral, kind: str) -> Decimal:
    if kind == "fraction" and low.over:
        return low.value / low.over
    return Decimal(1) if kind == "frequency" else low.value


def _compared(mention: Mention, comparator: str) -> Mention:
    if mention.kind == "top":
        return mention._replace(comparator="<=")
    if mention.kind == "rank" and comparator == ">=" and mention.high is None:
        return mention._replace(comparator="<=")
    return mention._replace(comparator=comparator)


def _rank_word(row: Row, index: int) -> Numeral | None:
    """ "xếp thứ nhất", "đứng thứ nhì"."""
    place = {"nhất": 1, "nhì": 2}.get(row.word(index))
    if place is None or not contexts.RANKS.ending_at(row.words, index):
        return None
    return Numeral(Decimal(place), index, index + 1)


def _high_end(row: Row, shield: list[bool], low: Numeral) -> Numeral | None:
    """The upper end of a range that begins with `low`: "5 đến 7", "80% - 85%", "5 bài đến 7 bài"."""
    after = low.end
    percent = units.PERCENTS.at(row.words, after)
    noun = percent or units.NOUNS.at(row.words, after)
    for start in (after, after + noun[0]) if noun else (after,):
        if row.word(start) not in comparators.CONNECTORS:
            continue
        at = start + 1
        while row.word(at) in RANGE_FILLERS or (
            row.word(at) in {"thứ", "hạng"} and row.word(low.first - 1) == row.word(at)
        ):
            at += 1
        high = None if at < len(row) and shield[at] else numerals.at(row, at)
        if high and not high.over and high.value > low.value and high.in_words == low.in_words:
            counted = row.words[after:start]
            same = row.words[high.end : high.end + len(counted)] == counted
            return high if same and _is_one_range(row, start) else None
    return None


def _is_one_range(row: Row, connector: int) -> bool:
    """A dash with a blank on one side only is a bullet, unless it stands between two percents."""
    if row.word(connector) != "-" or row.glued(connector) == row.glued(connector - 1):
        return True
    return row.word(connector - 1) == "%" == row.word(connector + 2)


def _is_evident(row: Row, low: Numeral, measure: measures.Measure, comparator: str, floor: int) -> bool:
    """Number words are often articles or names; they count with a comparator, or before a counted noun."""
    before = row.word(low.first - 1)
    if measure.kind in {"rank", "top", "percent", "frequency"}:
        return True
    if before in DEFINITE or row.words[low.first - 2 : low.first] == ("một", "trong"):
        return False  # "giữa hai ca", "một trong ba phương án", "cả hai đội", "do hai khoa"
    if measure.kind == "fraction":
        return bool(comparator) or before in {"giảm", "tăng"} or row.word(low.end) in {"số", "tổng", "thời", "trở"}
    known = units.NOUNS.at(row.words, low.end) is not None
    if (
        comparator
        and binding.is_adjacent(row, low.first)
        and (known or row.word(low.end) not in contexts.NOT_COUNTED_AFTER)
    ):
        return True
    if row.word(low.first - 2) in {"mỗi", "hằng", "hàng"} and units.CALENDAR_TIMES.at(row.words, low.first - 1):
        return known
    if known and 0 < low.first - floor <= 12 and before in {"hoặc", "hay", "và"}:
        return True
    noun = units.NOUNS.at(row.words, low.end)
    opening = row.clause_starts[low.first]
    for_each = (
        row.word(opening) == "mỗi" and row.word(opening + 1) != "người" and _ends_a_noun(row, opening + 1, low.first)
    )
    goes_on = (
        floor > 0 and opening == low.first and row.word(low.first - 1) in {";", ","} and row.word(low.first) == "một"
    )
    if noun and goes_on and row.word(low.end + noun[0]) in {"được", "đạt"}:
        return True  # "…có ba dự án dự thi; một dự án được giải"
    if known and for_each:
        return True  # "Mỗi lớp một công trình măng non"
    if before in contexts.NOT_COUNTED_BEFORE or (
        row.word(low.end) in contexts.NOT_COUNTED_AFTER and noun in {None, (1, True)}
    ):
        return False
    if row.word(low.first) != "một" or low.end > low.first + 1:
        opens = row.tokens[low.first].text.islower() or low.first == 0 or row.word(low.first - 1) in SENTENCE_OPENERS
        return (known and opens) or bool(comparator and known)
    if measure.unit == "lần":
        return bool(comparator)  # "hướng dẫn một lần": in one go
    deed = any(verbs.ending_at(row.words, low.first) for verbs in (contexts.DEEDS, contexts.OWN_VERBS))
    start = row.clause_starts[low.first]
    each = "mỗi" in row.words[max(start, low.first - 20) : max(start, low.first - 3)]
    return known and (deed or each or bool(comparator))


def _ends_a_noun(row: Row, first: int, end: int) -> bool:
    noun = units.NOUNS.at(row.words, first)
    return noun is not None and first + noun[0] == end


def _has_place(row: Row, low: Numeral, comparator: str, floor: int) -> bool:
    """A number without unit measures something only after a comparator or link, or as a part of a list."""
    if comparator:
        return True
    before, after = row.word(low.first - 1), row.word(low.end)
    if before in {"tăng", "giảm", "thêm"} and comparators.VERSUS.at(row.words, low.end):
        return True
    if (
        before in contexts.BARE_AFTER
        or (low.over and before == "mức")
        or (low.value % 1 != 0 and before in {"quân", "bình"})
    ):
        return True
    closes = after in {",", ";", ")", ".", "\n", "và", "hoặc"} or (
        after == "(" and row.token_kind(low.end + 1) == "number" and is_percent_behind(row, low.end + 2)
    )
    if low.over and (closes or after in {"(", "="}) and (low.over > 12 or low.value > 31):
        return True  # "sĩ số 42/42": too much for a day and a month
    if closes and (_is_tally(row, low.first) or _is_headcount(row, low)):
        return True
    if (closes or not after) and _is_a_number_of(row, low.first):
        return True
    if closes and any(row.words[i : i + 2] == ("tổng", "số") for i in range(max(floor, low.first - 12), low.first)):
        return True
    if not closes or not floor or row.tokens[low.first - 1].kind != "word":
        return False
    return low.first - floor <= 10 or _is_in_a_bracket(row, low.first, floor)


def _is_in_a_bracket(row: Row, index: int, floor: int) -> bool:
    """ "06 giáo viên được công nhận dạy giỏi cấp huyện (Toán 02, Văn 02)": a part of what the number before the bracket counts."""
    opening = next(
        (i for i in range(index - 1, max(floor, index - 20) - 1, -1) if row.word(i) in {"(", ")", ";", "\n"}), index
    )
    return row.word(opening) == "(" and floor <= opening and "." not in row.words[floor:opening]


def is_percent_behind(row: Row, index: int) -> bool:
    """ "tiểu học 206 (75,2%)"."""
    return row.word(index) == "%" and row.word(index + 1) == ")"


def _is_a_number_of(row: Row, index: int) -> bool:
    """ "Số sáng kiến cấp huyện 05", "Tổng số lớp 18", "Số lượt bạn đọc 12.000"."""
    start = row.clause_starts[index]
    at = start + (row.word(start) == "tổng")
    counted = units.NOUNS.at(row.words, at + 1 + (row.word(at + 1) == "lượng"))
    return row.word(at) == "số" and counted is not None and row.token_kind(index - 1) == "word" and at < index - 1


def _is_headcount(row: Row, low: Numeral) -> bool:
    """ "Học sinh 450, giáo viên 32", "giường kế hoạch 250": people or beds, then how many."""
    start = row.clause_starts[low.first]
    opens = units.PEOPLE_NOUNS.at(row.words, start) is not None or row.word(start) == "giường"
    return opens and start < low.first <= start + 4 and low.value >= 10 and row.tokens[low.first - 1].kind == "word"


def title_colon(row: Row, index: int) -> int:
    """The colon behind the title of a list, over its parts ("…: chính quy 1.850; liên thông 200"); else where the search ends."""
    colon = row.clause_starts[index] - 1
    while colon > max(0, index - 40):
        within = row.word(colon) == ":" and row.token_kind(colon + 1) == "number"  # "năm 2022: 03; năm 2023: 05"
        part = (row.word(colon) == ";" or within) and row.token_kind(colon - 1) == "number"
        if row.word(colon) in {":", ";", "\n", "."} and not part:
            break
        colon -= 1
    return colon


def unit_of_title(row: Row, index: int) -> str:
    """ "Chỉ tiêu tuyển sinh (sinh viên): đại học 1.850; liên thông 200": what the bracket of the title says is counted."""
    colon = title_colon(row, index)
    opening = next((i for i in range(colon - 1, max(0, colon - 6), -1) if row.word(i) == "("), None)
    if row.word(colon) != ":" or row.word(colon - 1) != ")" or opening is None:
        return ""
    noun = units.NOUNS.at(row.words, opening + 1)
    return row.text(opening + 1, colon - 1).lower() if noun and opening + 1 + noun[0] == colon - 1 else ""


def _is_tally(row: Row, index: int) -> bool:
    """A part of a list under a title that counts: "Số sáng kiến đạt giải: cấp trường 20, cấp huyện 8"."""
    start = row.clause_starts[index]
    if not start < index <= start + 6 or row.tokens[index - 1].kind != "word":
        return False
    colon = title_colon(row, index)
    title = row.words[row.clause_starts[max(colon, 0)] : max(colon, 0)]
    if row.word(colon - 1) == ")" and unit_of_title(row, index):
        return True
    return row.word(colon) == ":" and not contexts.TALLIES.isdisjoint(title)
