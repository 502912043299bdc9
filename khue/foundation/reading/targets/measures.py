"""What a number counts: percent, a noun with its rate, a mark, a rank, a share, a frequency."""

from __future__ import annotations

from typing import NamedTuple

from ..lexicon import comparators, contexts, numerals, units
from .numerals import Numeral
from .tokens import Row

RATE_REACH = 14
RATE_WALLS = frozenset({";", ":", ".", "(", ")", "và", "%", "-", "\n"})
RATE_SIGNS = units.RATE_EACH | {"/", "trên", "trong"}
ONCE = {("một", "lần"), ("1", "lần"), ("01", "lần")}
PRIZE_SIGNS = frozenset({"giải", "thi", "giảng"})
PRIZE_ENDS = frozenset({",", ";", ")", ".", "và", "\n"})
RATIO_REACH = 6
COMMON_PARTS = {2, 3, 4}


class Measure(NamedTuple):
    """Tokens [first, end) of the number phrase without comparator; `first` may be a unit before the number."""

    first: int
    end: int
    unit: str
    kind: str


def of(row: Row, low: Numeral, high: Numeral | None, floor: int) -> Measure:
    """The measure of a numeral (or of a range, whose unit stands behind its upper end)."""
    last = high or low
    if percent := _percent(row, low, last):
        return percent
    for signs, reader in SPECIAL:
        if not row.vocabulary.isdisjoint(signs) and (found := reader(row, low, last)):
            return found
    if low.over is not None:
        return _out_of(row, low)
    if not row.vocabulary.isdisjoint(MARKS) and (mark := _mark_before(row, low, last, floor)):
        return mark
    return _counted(row, low, last)


def _percent(row: Row, low: Numeral, last: Numeral) -> Measure | None:
    for table, unit in ((units.PERCENTS, "%"), (units.PER_MILLE, "‰")):
        if found := table.at(row.words, last.end):
            return Measure(low.first, last.end + found[0], unit, "percent")
    return None


def _rank(row: Row, low: Numeral, last: Numeral) -> Measure | None:
    at = low.first
    for _ in range(2):
        weak, strong = comparators.WEAK.ending_at(row.words, at), comparators.STRONG.ending_at(row.words, at)
        at -= max(weak[0] if weak else 0, strong[0] if strong else 0)
    before = contexts.RANKS.ending_at(row.words, low.first) or contexts.RANKS.ending_at(row.words, at)
    if row.words[low.first - 2 : low.first] in {("từ", "thứ"), ("đến", "thứ")} and low.in_words and low.value <= 7:
        return None  # "từ thứ Hai đến thứ Bảy"
    if not before and ((low.over and row.word(low.first - 1) == "hạng") or is_bounded_rank(row, low.first)):
        before = (1, True)
    if not before or (row.word(low.first - 1) == "trí" and not low.over and units.NOUNS.at(row.words, last.end)):
        return None
    unit = f"/{_plain(row, low.end - 1)}" if low.over else "thứ hạng"
    adjacent = contexts.RANKS.ending_at(row.words, low.first) is not None or row.word(low.first - 1) == "hạng"
    return Measure(low.first - before[0] if adjacent else low.first, last.end, unit, "rank")


def is_bounded_rank(row: Row, index: int) -> bool:
    """ "Kết quả xếp hạng … không thấp hơn hạng 8", "tối thiểu hạng 6 trong 15 trường"; no grade as "từ hạng 2" of doctors."""
    if row.word(index - 1) not in {"hạng", "thứ"} or comparators.STRONG.ending_at(row.words, index - 1) is None:
        return False
    among = row.word(index + 1) == "trong" and row.token_kind(index + 2) == "number"
    return among or any(contexts.RANKING.at(row.words, at) for at in range(row.sentence_starts[index], index - 1))


def _plain(row: Row, index: int) -> str:
    value = row.tokens[index].value
    return row.tokens[index].text if value is None else f"{value.normalize():f}"


def _top(row: Row, low: Numeral, last: Numeral) -> Measure | None:
    before = contexts.TOPS.ending_at(row.words, low.first)
    if before:
        return Measure(low.first - before[0], last.end, "thứ hạng", "top")
    among = contexts.AMONG.ending_at(row.words, low.first)
    group = row.word(low.first - 1) in contexts.TOP_GROUP
    if not (group or among) or not _best_follows(row, last.end, 14):
        return None
    return Measure(low.first - (among[0] if among else 1), last.end, "thứ hạng", "top")


def _best_follows(row: Row, first: int, reach: int) -> bool:
    for index in range(first, min(first + reach, len(row))):
        if (
            row.word(index) in RATE_WALLS
            or (row.word(index) == "," and index > first + 1)
            or row.token_kind(index) == "number"
        ):
            return False
        if contexts.TOP_TAILS.at(row.words, index):
            return True
    return False


def _frequency(row: Row, low: Numeral, last: Numeral) -> Measure | None:
    """ "2 năm một lần", "06 tháng/lần": once in n; the value is 1 (reading contract)."""
    period = units.RATE_TIMES.at(row.words, last.end)
    if not period or contexts.NEVER_UNITS.at(row.words, last.end):
        return None  # "trẻ dưới 24 tháng tuổi 01 lần/tháng": who they are
    end = last.end + period[0]
    once = end + 1 if row.word(end) in {"/", "một", "1", "01", "mới"} else end
    if once == end or row.word(once) != "lần":
        once = next((i for i in range(end + 1, end + 5) if row.words[i : i + 2] in ONCE), -1)
        if once < 0 or not all(row.token_kind(i) == "word" for i in range(end, once)):
            return None
        amount = "" if low.value == 1 else f"{low.value:f} "
        return Measure(low.first, end, f"lần/{amount}{row.text(last.end, end).lower()}", "frequency")
    if row.word(once + 1) == "/":
        return None  # "trẻ dưới 24 tháng 1 lần/tháng"
    amount = "" if low.value == 1 else f"{low.value:f} "
    return Measure(low.first, once + 1, f"lần/{amount}{row.text(last.end, end).lower()}", "frequency")


# What is looked for only in a text that has one of these words at all.
SPECIAL = (
    (contexts.RANKS.closings | {"hạng"}, _rank),
    (contexts.TOPS.closings | contexts.TOP_TAILS.openings, _top),
    (frozenset({"lần"}), _frequency),
)
MARKS = units.MARK_NOUNS.openings


def _out_of(row: Row, low: Numeral) -> Measure:
    """n/m: a share of a whole, a count out of a real total, or a mark on a scale."""
    over = low.over or 1
    after, text = row.word(low.end), row.tokens[low.first].text
    if low.in_words and row.word(low.first) == "nửa" and units.TIME_NOUNS.at(row.words, low.end):
        return _counted(row, low, low)
    if low.in_words or after in {"số", "tổng", "thời", "diện"}:
        return Measure(low.first, low.end, "", "fraction")
    total = _plain(row, low.end - 1)
    if over == 1 and low.value > 1:
        return Measure(low.first, low.end, _ratio_told(row, low.first), "bare")
    noun = units.NOUNS.at(row.words, low.end) or abbreviation(row, low.end)
    if (
        over in COMMON_PARTS
        and low.value < over
        and low.value % 1 == 0
        and not text.startswith("0")
        and noun != (1, True)
    ) or (low.value == 1 and over > 1 and noun is None and after != "điểm"):
        return Measure(low.first, low.end, "", "fraction")
    if noun and low.value % 1 == 0 and row.word(low.end) != "điểm":
        end = low.end + noun[0]
        return Measure(low.first, end, f"/{total} {name_of(row, low.end, end)}", "count")
    if noun and units.MONEY_NOUNS.at(row.words, low.end):
        end = low.end + noun[0]
        return Measure(low.first, end, f"/{total} {name_of(row, low.end, end)}", "count")  # "giải ngân 8,4/9,2 tỷ đồng"
    end = low.end + 1 if row.word(low.end) == "điểm" else low.end
    return Measure(low.first, end, f"/{total}", "scale")


def _ratio_told(row: Row, index: int) -> str:
    """ "Tỷ lệ SV/GV: 22/1": what stands to what."""
    stroke = next((i for i in range(index - 1, max(index - RATIO_REACH, 0), -1) if row.word(i) == "/"), None)
    return "" if stroke is None else f"{name_of(row, stroke - 1, stroke)}/{name_of(row, stroke + 1, stroke + 2)}"


def abbreviation(row: Row, index: int) -> tuple[int, bool] | None:
    """ "350/350 HS": capitals behind a count out of a total are what is counted."""
    text = row.tokens[index].text if row.token_kind(index) == "word" else ""
    return (1, True) if len(text) > 1 and text.isalpha() and text.isupper() else None


def _mark_before(row: Row, low: Numeral, last: Numeral, floor: int) -> Measure | None:
    """ "TOEIC 300", "IELTS từ 5.5": the examination before the number is its unit."""
    at = low.first
    for _ in range(4):
        if at <= floor:
            return None
        if mark := units.MARK_NOUNS.ending_at(row.words, at):
            end = last.end + 1 if row.word(last.end) == "điểm" else last.end
            unit = row.text(at - mark[0], at).upper()
            return Measure(at - mark[0] if at == low.first else low.first, end, unit, "count")
        found = comparators.STRONG.ending_at(row.words, at) or comparators.WEAK.ending_at(row.words, at)
        if found:
            at -= found[0]
        elif row.word(at - 1) in comparators.FILLERS | {"điểm", "quốc", "tế", "itp", "ibt", "academic"}:
            at -= 1
        else:
            return None
    return None


def _counted(row: Row, low: Numeral, last: Numeral) -> Measure:
    prize = units.PRIZES.at(row.words, last.end)
    told = prize and not PRIZE_SIGNS.isdisjoint(row.vocabulary) and row.word(last.end + prize[0]) in PRIZE_ENDS
    if prize and (told or row.tokens[last.end].text[0].isupper()):  # "1 Nhất, 3 Nhì, 5 Khuyến khích"
        return Measure(low.first, last.end + prize[0], "giải", "count")
    end = _noun_end(row, last.end)
    if row.word(end) == ":" and row.token_kind(end + 1) == "number" and row.tokens[last.end].text[0].isupper():
        end = last.end  # "44 Nữ: 33": the title of the next number
    if end == last.end:
        return Measure(low.first, end, _rate(row, low, end, end)[0], "bare")
    if row.word(last.end) == "điểm" and units.MARK_NOUNS.at(row.words, end):
        return Measure(low.first, end + 1, row.text(end, end + 1).upper(), "count")
    rate, rate_end = _rate(row, low, last.end, end)
    return Measure(low.first, rate_end, name_of(row, last.end, end) + rate, "count")


def _noun_end(row: Row, index: int) -> int:
    """Where the counted noun that begins at `index` ends; `index` itself when there is none."""
    if known := units.NOUNS.at(row.words, index):
        learns = row.words[index : index + 2] == ("người", "học") and row.word(index + 2) in contexts.STUDIES
        return index + (1 if learns else known[0])
    if not _may_be_noun(row, index):
        return index
    both = _may_be_noun(row, index + 1) and row.text(index, index + 2).islower()
    return index + 2 if both else index + 1


def _may_be_noun(row: Row, index: int) -> bool:
    if index >= len(row) or row.tokens[index].kind != "word":
        return False
    if contexts.OWN_VERBS.at(row.words, index):
        return False  # "sĩ số trên 40 chia đôi": a deed, nothing counted
    if any(table.at(row.words, index) for table in (comparators.AFTER, comparators.STRONG)):
        return False
    return row.word(index) not in units.NO_NOUN


def name_of(row: Row, first: int, end: int) -> str:
    """A unit as it is written, in small letters unless it is an abbreviation."""
    text = row.text(first, end)
    return (
        text if (text.isupper() and len(text) > 1) or row.word(first) in units.SYMBOLS else text[:1].lower() + text[1:]
    )


def _rate(row: Row, low: Numeral, noun: int, end: int) -> tuple[str, int]:
    """The rate of a counted noun ("/năm", "/giảng viên/năm") and where it ends; "" when it has none."""
    if row.vocabulary.isdisjoint(RATE_SIGNS):
        return "", end
    rate, at = rate_steps(row, end)
    rate, at = (rate, at) if rate else _within_periods(row, end)
    if rate:
        return rate, at
    behind = _rate_behind(row, end)
    return behind if behind[0] else (_rate_before(row, low), at)


def _rate_behind(row: Row, end: int) -> tuple[str, int]:
    """A rate some words behind the noun: "02 bài báo quốc tế mỗi năm", "45 học sinh trên một lớp"."""
    listed = False
    closed = _behind_bracket(row, end)
    if closed and row.word(closed) == "/" and _under_stroke(row, closed + 1):
        return rate_steps(row, closed)[0], end
    for index in range(end, min(end + RATE_REACH, len(row))):
        if _stops_rate(row, index, listed=listed):
            break
        if (
            row.word(index) == "trên"
            and row.word(index + 1) in units.RATE_EACH
            and units.MONEY_NOUNS.at(row.words, index + 2) is None
            and (step := _rate_step(row, index + 2))
        ):
            return f"/{step[0]}", step[1] if index == end else end
        listed = listed or row.word(index) == ","
        if row.word(index) == "/" and _under_stroke(row, index + 1):
            return rate_steps(row, index)[0], end
        if period := _each_period(row, index, end):
            return f"/{row.text(index + 1, index + 1 + period).lower()}", end
    return "", end


def _behind_bracket(row: Row, index: int) -> int | None:
    """Behind the next bracket of these words: "24 trường hợp phản ứng của thuốc (ADR)/năm"."""
    reach = range(index, min(index + RATE_REACH, len(row)))
    opening = next((i for i in reach if row.word(i) in RATE_WALLS), index)
    if row.word(opening) != "(":
        return None
    return next((i + 1 for i in reach if i > opening and row.word(i) == ")"), None)


def _stops_rate(row: Row, index: int, *, listed: bool) -> bool:
    word, after = row.word(index), row.word(index + 1)
    if word in RATE_WALLS:
        return True
    if word == "," and row.words[index + 1 : index + 3] == ("thời", "gian"):
        return True  # "05 giảng viên đi thực tế, thời gian mỗi đợt không dưới 10 ngày"
    if word == "," and (after in units.RATE_EACH or _opens_a_deed(row, index + 1)):
        return True
    return row.tokens[index].kind == "number" and (listed or word not in units.RATE_EACH)


def _opens_a_deed(row: Row, index: int) -> bool:
    return contexts.OWN_VERBS.at(row.words, index) is not None and not contexts.NOMINALS.at(row.words, index)


def _each_period(row: Row, index: int, end: int) -> int:
    """How many words of a period stand behind a "mỗi" or "một" that makes it a rate; "ít nhất một học kỳ" is how long."""
    word, before = row.word(index), row.word(index - 1)
    if word not in ({"mỗi", "một", "từng"} if index > end else units.RATE_EACH) or row.words[index : index + 2] in ONCE:
        return 0
    if word != "mỗi" and index > end and before in contexts.NO_RATE_AFTER:
        return 0
    period = units.RATE_TIMES.at(row.words, index + 1)
    if not period or row.token_kind(index + 1 + period[0]) == "number":
        return 0
    counts_anew = row.word(index + 1 + period[0]) in {"một", "hai", "ba", "bốn"}
    return 0 if counts_anew and index > end else period[0]


def _within_periods(row: Row, index: int) -> tuple[str, int]:
    """ "01 lần trong 2 năm học": once in two."""
    if row.word(index) != "trong" or row.word(index - 1) != "lần" or index + 1 >= len(row):
        return "", index
    periods = row.tokens[index + 1].value or numerals.DIGITS.get(row.word(index + 1))
    period = units.CALENDAR_TIMES.at(row.words, index + 2)
    if not periods or not period:
        return "", index
    end = index + 2 + period[0]
    return f"/{f'{periods} ' if periods != 1 else ''}{row.text(index + 2, end).lower()}", end


def _under_stroke(row: Row, index: int) -> bool:
    """Whether a noun that is counted stands under a stroke, with or without a number of its own."""
    at = index + (row.token_kind(index) == "number")
    return units.NOUNS.at(row.words, at) is not None or row.word(at) in units.SHORT_NOUNS


def rate_steps(row: Row, index: int) -> tuple[str, int]:
    """All nouns under strokes from `index`, and where they end: "/giảng viên/năm"."""
    rate = ""
    while row.word(index) == "/" and (step := _rate_step(row, index + 1)):
        rate, index = f"{rate}/{step[0]}", step[1]
    return rate, index


def _rate_step(row: Row, index: int) -> tuple[str, int] | None:
    """One noun under a stroke, with its number unless that is one: "/năm", "/01 giảng viên", "/10 học sinh"."""
    amount = row.tokens[index].value if index < len(row) else None
    start = index + 1 if amount is not None else index
    end = _noun_end(row, start)
    period = units.RATE_TIMES.at(row.words, start)
    longer = units.NOUNS.at(row.words, start)
    if period and not units.PEOPLE_NOUNS.at(row.words, start):
        exam = row.words[start : start + 2] in {("kỳ", "thi"), ("đợt", "thi"), ("kì", "thi")}  # "/kỳ thi" is no "/kỳ"
        end = start + max(period[0] + exam, longer[0] if longer else 0)
    if end == start:
        return None
    count = f"{amount:f} " if amount is not None and amount != 1 else ""
    return count + name_of(row, start, end), end


def _rate_before(row: Row, low: Numeral) -> str:
    """ "mỗi năm 02 lần", "mỗi tháng ít nhất một buổi"."""
    start, often = row.sentence_starts[low.first], row.word(low.end) in {"lần", "buổi", "cuộc", "lượt"}
    opened = row.word(start) == "mỗi" and units.CALENDAR_TIMES.at(row.words, start + 1) is not None
    reach = 40 if opened or often else 12
    for index in range(low.first - 1, max(low.first - reach, -1), -1):
        if row.word(index) in {";", ".", ":", "\n", "("} or (row.word(index) == "," and not often):
            return ""
        if row.word(index) == "và" and "mỗi" not in row.words[max(0, index - 40) : index]:
            return ""  # "01 kỳ thi và 02 hội diễn": two of a list
        period = units.CALENDAR_TIMES.at(row.words, index + 1) if row.word(index) in {"mỗi", "một", "1", "01"} else None
        if period and period == units.NOUNS.at(row.words, index + 1):
            return f"/{row.text(index + 1, index + 1 + period[0]).lower()}"
    return ""
