"""What one number phrase takes from its neighbours: a comparator over "và", "hoặc" and commas, and a unit."""

from __future__ import annotations

from ..lexicon import comparators, contexts, units
from . import clauses, measures, periods
from .mentions import Mention, title_colon, unit_of_title
from .tokens import Row

STOPS = frozenset({";", ".", "\n", "(", ")", "[", "]", "!", "?"})
SEPARATORS = frozenset({",", "và", "hoặc", "hay", "cùng"})
TALLY_REACH = 7  # words
BRACKET_REACH = 80  # words
SHORT_MONEY = frozenset({"triệu", "tỷ", "tỉ"})
LEAST_MONEY = 1000  # so many medals of bronze ("đồng") are never won


def settled(row: Row, mentions: list[Mention]) -> list[Mention]:
    """The mentions with every comparator decided ("=" and "between" included) and units taken over."""
    done: list[Mention] = []
    for mention in mentions:
        before = done[-1] if done else None
        if before and _is_surplus(row, before, mention):
            mention = mention._replace(comparator="=")
        whole = _whole_of_bracket(row, done, mention)
        unit = (
            whole.unit
            if whole and (_is_sort_of(row, whole, mention) or _is_money_in_short(whole, mention))
            else before.unit
            if before and _is_part_in_bracket(row, before, mention)
            else mention.unit
            if mention.kind != "bare" or mention.unit not in {"", *_rates(mention)}
            else _unit(row, mention, _last_counted(row, done), whole)
        )
        carried = mention.comparator or (_carried(row, before, mention) if before else "")
        done.append(_decided(mention._replace(unit=unit), carried))
    return done


def _is_surplus(row: Row, before: Mention, mention: Mention) -> bool:
    """ "Chỉ tiêu 90%, kết quả 93%, vượt 3%": by so much."""
    over = row.words[mention.first : mention.number] == ("vượt",) and row.word(mention.first - 1) == ","
    return over and mention.comparator == ">" and before.unit == mention.unit and mention.low < before.low


def _last_counted(row: Row, done: list[Mention]) -> Mention | None:
    """The number before; behind "141 (51,8%)" the one that the percent only says again."""
    again = (
        len(done) > 1 and done[-1].is_percent and row.word(done[-1].first - 1) == "(" and row.word(done[-1].end) == ")"
    )
    return done[-2] if again and done[-2].end == done[-1].first - 1 else done[-1] if done else None


def _whole_of_bracket(row: Row, done: list[Mention], mention: Mention) -> Mention | None:
    """ "420 học viên (lớp 10: 400; lớp 11: 20)": the number right before the bracket that `mention` stands in."""
    at = mention.first - 1
    while at >= max(0, mention.first - BRACKET_REACH) and row.word(at) not in {"(", ")", "\n"}:
        at -= 1
    if not done or row.word(at) != "(":
        return None
    whole = next((m for m in reversed(done) if m.end <= at), None)
    return whole if whole and STOPS.isdisjoint(row.words[whole.end : at]) else None


def _is_sort_of(row: Row, whole: Mention, part: Mention) -> bool:
    """ "11 giải (Ngữ văn: 1 ba; Lịch sử: 1 nhì)", "15 người (04 đảng viên, 1 ThS)": a sort of what the whole counts."""
    sort = units.SORTS.at(row.words, part.unit_at) or units.PRIZES.at(row.words, part.unit_at)
    in_short = part.unit == "".join(word[0] for word in whole.unit.split()).upper()  # "05 kỹ thuật (02 KT ngoại khoa)"
    counts = whole.kind == part.kind == "count" and "/" not in part.unit and part.unit != "đồng"
    return counts and (sort is not None or in_short)


def _is_money_in_short(whole: Mention, part: Mention) -> bool:
    """ "180 triệu đồng (phụ huynh 120 triệu, …)"."""
    return part.unit in SHORT_MONEY and whole.unit.startswith(f"{part.unit} ")


def _is_part_in_bracket(row: Row, before: Mention, mention: Mention) -> bool:
    """ "08 huy chương (02 vàng, 03 bạc)", "25 giáo viên (10 nam, 15 nữ)": parts of a whole count what it counts."""
    if not before.kind == mention.kind == "count":
        return False
    if before.unit == "huy chương" and mention.unit in {"vàng", "bạc", "đồng"} and mention.low < LEAST_MONEY:
        return True  # "5 huy chương vàng, 7 bạc, 9 đồng"
    between = row.words[before.unit_end : mention.number]
    opens = between[-1:] == ("(",) and STOPS.isdisjoint(between[:-1])
    inside = opens or (between == (",",) and row.word(before.number - 1) in {"(", ","})
    noun = units.NOUNS.at(row.words, mention.unit_at) or row.word(mention.unit_at) in units.SHORT_NOUNS
    sort = units.SORTS.at(row.words, mention.unit_at) or not noun
    whole = tuple(before.unit.split("/")[0].split())
    if "/" in mention.unit or (mention.unit == "đồng" and mention.low >= LEAST_MONEY):
        return False
    counts = units.NOUNS.at(whole, 0) is not None and "đồng" not in whole and units.TIME_NOUNS.at(whole, 0) is None
    return inside and counts and bool(sort)


def _rates(mention: Mention) -> set[str]:
    return {mention.unit} if mention.unit.startswith("/") else set()


def _decided(mention: Mention, comparator: str) -> Mention:
    """A range under a bound keeps one end; a range of its own is "between" (reading contract)."""
    if mention.high is None:
        return mention._replace(comparator=comparator or "=")
    if comparator in {"<=", "<"}:
        return mention._replace(comparator=comparator, low=mention.high, high=None)
    if comparator in {">=", ">"} and not _is_from_to(mention):
        return mention._replace(comparator=comparator, high=None)
    return mention._replace(comparator="between")


def _is_from_to(mention: Mention) -> bool:
    """Set by `opened`: the ">=" of a range is only the "từ" that opens it."""
    return mention.comparator == "between"


def opened(row: Row, mentions: list[Mention]) -> list[Mention]:
    """Ranges whose comparator is just "từ" ("từ 5 đến 7") become "between"."""
    return [m._replace(comparator="between") if _opens_range(row, m) else m for m in mentions]


def _opens_range(row: Row, mention: Mention) -> bool:
    if mention.high is None or mention.comparator not in {">=", ">"}:
        return False
    if mention.comparator == ">":
        return row.word(mention.first) == "vượt"  # "vượt 5 - 10% chỉ tiêu": by so much
    words = row.words[mention.first : mention.number]
    bounded = {"nhất", "thiểu", "dưới", "≥", ">=", "thiếu"} & set(words)
    return "từ" in words and not bounded and not {"lên", "nên"} & set(row.words[mention.unit_end : mention.end])


def _carried(row: Row, before: Mention, mention: Mention) -> str:
    between = row.words[before.end : mention.first]
    if any(word in STOPS for word in between) or not any(word in SEPARATORS for word in between):
        return ""
    if (
        before.comparator in {"=", "between"}
        or before.kind in {"rank", "top", "frequency"}
        or before.baseline is not None
    ):
        return ""
    if mention.kind in {"frequency", "rank", "top"} or mention.high is not None or mention.baseline is not None:
        return ""
    if mention.low == 0 or (mention.is_percent and mention.low == 100):
        return ""
    if mention.is_percent != before.is_percent and row.word(mention.end) not in STOPS | SEPARATORS:
        return ""  # "không quá 3 ca/năm, 99% sản phụ …": another measure
    if _is_change(row, before, mention):
        return ""
    places = range(before.end, mention.first)
    start = _part_start(row, before.end, mention.first)
    is_choice = row.word(start - 1) in {"hoặc", "hay"}  # "công bố ít nhất 01 bài báo hoặc chủ trì 01 đề tài"
    acts = any(contexts.ACTION_VERBS.at(row.words, i) for i in range(start, mention.first)) and not is_choice
    apart = row.word(start) == "riêng" and mention.unit == before.unit != "%"  # "…, riêng chi bộ sinh viên 6 đảng viên"
    if acts or (not apart and any(clauses.PART_WORDS.at(row.words, i) for i in places)):
        return ""
    if any(comparators.STRONG.at(row.words, at) for at in places):
        return ""  # "trên 95%, thai phụ được khám ít nhất 04 lần đạt 92%": another bound stands between
    if row.word(start) in {"mỗi", "từng"}:
        return ""
    alike = mention.unit == before.unit and "/" in mention.unit
    if "/" in before.unit and "/" not in mention.unit and row.word(start) == "có":
        return ""  # "tối thiểu 10 tiết/học kỳ và có 01 đồ dùng tự làm": one thing beside a rate
    named = contexts.NOMINALS.at(row.words, start) is not None
    if contexts.OWN_VERBS.at(row.words, start) and not (
        named or alike or is_choice or (start + 1 == mention.first and mention.is_percent)
    ):
        return ""
    if row.word(start) in contexts.QUANTITIES and {"tăng", "giảm"} & set(row.words[start : mention.first]):
        return ""
    own_subject = sum(word not in SEPARATORS | {"có", "đạt", "là"} for word in between) > 1
    if own_subject and mention.is_percent != before.is_percent:
        return ""
    return before.comparator


def _is_change(row: Row, before: Mention, mention: Mention) -> bool:
    """ "…, tăng 5% so với năm trước"; in "tiết kiệm điện tối thiểu 5%, nước 10% so với năm trước" both change alike."""
    past = any(contexts.PAST.at(row.words, i) for i in range(before.end, mention.first))
    if not past and not any(comparators.VERSUS.at(row.words, i) for i in range(mention.end, mention.end + 3)):
        return False
    changes = {"tăng", "giảm", "cao", "thấp", "nhiều", "ít", "hơn", "vượt"}
    return mention.unit != before.unit or not changes.isdisjoint(row.words[before.end : mention.first])


def _part_start(row: Row, first: int, end: int) -> int:
    """Behind the last separator of these tokens."""
    return max((i + 1 for i in range(first, end) if row.word(i) in SEPARATORS), default=first)


def _unit(row: Row, mention: Mention, before: Mention | None, whole: Mention | None) -> str:
    """The unit of a number that stands alone: of "số …" in its clause, or of the number it is a part of."""
    named = _named_unit(row, mention)
    if named:
        return named + mention.unit
    if _is_prize_told(row, mention):
        return "giải"
    if not mention.unit and not mention.comparator and (titled := unit_of_title(row, mention.number)):
        return titled
    if whole and mention.baseline is None and whole.kind in {"count", "bare"}:
        return whole.unit
    if (
        before
        and before.unit == "điểm"
        and not mention.unit
        and "," in row.tokens[mention.number].text
        and row.word(mention.first - 1) == ":"
    ):
        return "điểm"  # "Toán: 6,5; Ngữ văn: 7,0"
    if not whole and not mention.unit and (noun := _noun_beside(row, mention)):
        return noun
    alike = (mention.baseline is None) == (before is None or before.baseline is None)
    if before and alike and before.kind in {"count", "bare"} and _shares_unit(row, before, mention):
        return before.unit
    return mention.unit


def _is_prize_told(row: Row, mention: Mention) -> bool:
    """ "giải Nhất: 02, giải Nhì: 05, KK: 20": how many of each prize."""
    colon = mention.first - 1
    prize = units.PRIZES.ending_at(row.words, colon) if row.word(colon) == ":" else None
    return prize is not None and not mention.unit and "giải" in row.vocabulary


def _named_unit(row: Row, mention: Mention) -> str:
    """ "Số bài báo quốc tế: 20" counts "bài báo"; "điểm trung bình đạt 7,0" counts "điểm"."""
    start = clauses.clause_start(row, mention.first)
    if start and row.word(start - 1) == ":" and start == mention.first:
        start = clauses.clause_start(row, start - 1)
        if periods.is_time(row, start, mention.first - 1):
            start = clauses.clause_start(row, title_colon(row, start))
    for index in range(mention.first - 1, start - 1, -1):
        if mark := units.MARK_NOUNS.at(row.words, index):
            return row.text(index, index + mark[0]).upper()
        if row.word(index) == "số" and row.word(index - 1) not in {"chỉ", "hệ"}:
            after = (
                index + 2 if row.word(index + 1) in {"lượng", "lượt"} and row.word(index + 1) == "lượng" else index + 1
            )
            found = units.NOUNS.at(row.words, after) or measures.abbreviation(row, after)
            if found and after + found[0] <= mention.first:
                return measures.name_of(row, after, after + found[0]) + _rate_told(row, after, mention.first)
    if titled := _mark_of_title(row, start):
        return titled
    starts_mark = any(row.word(i) == "điểm" for i in range(start, mention.first))
    return "điểm" if starts_mark and not mention.unit else ""


def _mark_of_title(row: Row, start: int) -> str:
    """ "Điểm TOEIC của sinh viên năm cuối: đại trà đạt 550 trở lên; chất lượng cao đạt 650": the examination of the whole list."""
    if row.vocabulary.isdisjoint(measures.MARKS):
        return ""
    floor = max(0, start - BRACKET_REACH)
    colon = next((i for i in range(start - 1, floor, -1) if row.word(i) in {":", ".", "\n", "("}), floor)
    if row.word(colon) != ":":
        return ""
    title = clauses.clause_start(row, colon)
    found = (i for i in range(title, colon) if units.MARK_NOUNS.at(row.words, i))
    return next((row.text(i, i + 1).upper() for i in found), "")


def _rate_told(row: Row, first: int, end: int) -> str:
    """ "Số sinh viên đại học/vạn dân đạt 260": at which rate."""
    stroke = next((i for i in range(first, end) if row.word(i) == "/" and row.token_kind(i - 1) == "word"), None)
    return measures.rate_steps(row, stroke)[0] if stroke is not None else ""


def _noun_beside(row: Row, mention: Mention) -> str:
    """ "Chỉ tiêu NCKH: đề tài cấp cơ sở 04, giáo trình 01": a part of a list that opens with what is counted; no "cấp trường 20"."""
    start = clauses.clause_start(row, mention.first)
    at = clauses.behind_bullet(row, start, mention.first)
    noun = units.NOUNS.at(row.words, at)
    if (
        mention.kind != "bare"
        or (mention.comparator and row.word(at) != "môn")
        or noun is None
        or not at + noun[0] <= mention.first <= at + TALLY_REACH
    ):
        return ""
    opened = row.word(start - 1) in {",", ":", ";", ".", "\n"} and mention.number == mention.first
    if any(clauses.PART_WORDS.at(row.words, i) for i in range(row.sentence_starts[mention.first], mention.first)):
        return ""  # "1.200 lượt khách, trong đó học sinh 900": a part counts what the whole counts
    level = row.word(at) in contexts.TALLY_LEVELS or contexts.NOMINALS.at(row.words, at)
    if noun == (1, True) and row.word(at) == "môn" and "điểm" in row.words[row.sentence_starts[mention.first] : at]:
        return "điểm"  # "Điểm bình quân môn Toán đạt 6,8, môn Ngữ văn 7,2"
    spoken = any(word in contexts.LINKING | {"có", "được"} for word in row.words[at : mention.first])
    return "" if level or spoken or not opened else row.text(at, at + noun[0]).lower()


def _shares_unit(row: Row, before: Mention, mention: Mention) -> bool:
    between = row.words[before.end : mention.first]
    if any(word in {";", ".", "\n", "tỷ"} for word in between):
        return False
    if mention.low % 1 and units.PEOPLE_NOUNS.at(tuple(before.unit.split()), 0):
        return False  # "412 cựu sinh viên, độ tin cậy 0,87"
    own_subject = "," in between and between[::-1].index(",") > 1
    if own_subject and "/" in before.unit and not before.unit.startswith("/"):
        return False  # "12 lượt/SV/năm, cơ sở dữ liệu 4"
    return not (own_subject and units.TIME_NOUNS.at(tuple(before.unit.split("/")[0].split()), 0))
