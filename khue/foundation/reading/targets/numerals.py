"""Numbers in digits and in words, fractions and counts out of a total."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ..lexicon import contexts, units
from ..lexicon import numerals as lexicon
from ..lexicon.phrases import words
from .tokens import Row

BEFORE_FIVE = words("gồm chọn là nhất thiểu đa dưới trên quá từ đủ có ( đến đấu")


class Numeral(NamedTuple):
    """A number that covers tokens [first, end). `over` is the total of "15/27"; `in_words` asks for more evidence."""

    value: Decimal
    first: int
    end: int
    over: Decimal | None = None
    in_words: bool = False


def at(row: Row, index: int) -> Numeral | None:
    """The numeral that begins at a token, or None."""
    if index >= len(row):
        return None
    if row.tokens[index].kind == "number":
        return _in_digits(row, index)
    return _in_words(row, index)


def _in_digits(row: Row, index: int) -> Numeral | None:
    value = row.tokens[index].value
    if value is None:
        return None
    below = row.tokens[index + 2] if index + 2 < len(row) else None
    if row.word(index + 1) == "/" and below is not None and below.value is not None and not _is_rate(row, index):
        return Numeral(value, index, index + 3, over=below.value)
    if row.word(index + 1) == "trên" and below is not None and below.value is not None and value <= below.value <= 100:
        return Numeral(value, index, index + 3, over=below.value)
    end = _skip_spelled_out(row, index + 1)
    if millions := _billion_and_millions(row, end, value):
        return Numeral(millions, index, end + 2)
    scale = lexicon.SCALES.get(row.word(end))
    if scale and not _is_money(row, end):
        return Numeral(value * scale, index, end + 1)
    return Numeral(value, index, end)


def _billion_and_millions(row: Row, end: int, billions: Decimal) -> Decimal | None:
    """ "1 tỷ 200 triệu đồng" is 1200 (triệu đồng)."""
    rest = row.tokens[end + 1].value if end + 1 < len(row) else None
    if row.word(end) not in {"tỷ", "tỉ"} or rest is None or row.word(end + 2) != "triệu":
        return None
    return billions * 1000 + rest


def _is_rate(row: Row, index: int) -> bool:
    """ "5/01 giảng viên" is no fraction when the number under the stroke is padded and counts another noun."""
    return row.word(index + 2) in {"01", "1"} and units.NOUNS.at(row.words, index + 3) is not None


def _is_money(row: Row, scale_at: int) -> bool:
    """ "5 triệu", "1,2 tỷ đồng" are money; "2 triệu lượt", "5 nghìn sinh viên" are counts."""
    if row.word(scale_at + 1) in lexicon.MONEY:
        return True
    counted = units.NOUNS.at(row.words, scale_at + 1)
    if counted is None and _counts_people(row, scale_at):
        return False  # "số sinh viên cả nước là 2,1 triệu"
    return row.word(scale_at) in {"triệu", "tỷ", "tỉ"} and (
        counted is None or row.word(scale_at + 1) in {"năm", "tháng"}
    )


def _counts_people(row: Row, index: int) -> bool:
    """Whether "số" and people stand before in the clause."""
    start = row.clause_starts[index]
    return any(row.word(i) == "số" and units.PEOPLE_NOUNS.at(row.words, i + 1) for i in range(start, index))


def _skip_spelled_out(row: Row, index: int) -> int:
    """Behind "05 (năm)", where the number is repeated in words."""
    if row.word(index) != "(":
        return index
    end = index + 1
    while end < index + 8 and (row.word(end) in lexicon.DIGITS or row.word(end) in lexicon.TENS | set(lexicon.SCALES)):
        end += 1
    return end + 1 if end > index + 1 and row.word(end) == ")" else index


def _skip_in_digits(row: Row, index: int, value: int) -> int:
    """Behind "năm (05)", where the number is repeated in digits."""
    again = row.word(index) == "(" and row.word(index + 2) == ")" and row.tokens[index + 1].value == value
    return index + 3 if again else index


def _in_words(row: Row, index: int) -> Numeral | None:
    word = row.word(index)
    if word == "nửa" and row.word(index - 1) != "một":
        return Numeral(Decimal("0.5"), index, index + 1, over=Decimal(1), in_words=True)
    if word == "một" and row.word(index + 1) == "nửa":
        return Numeral(Decimal("0.5"), index, index + 2, over=Decimal(1), in_words=True)
    opens = word in lexicon.OPENERS or (word == "năm" and row.word(index + 1) in {"mươi", "trăm", "nghìn", "ngàn"})
    if not opens and not (word == "năm" and _five_counts(row, index)):
        return None
    value, end = _sum_words(row, index)
    if row.word(end) == "phần" and row.word(end + 1) in lexicon.OPENERS | {"tư", "năm"}:
        below, end = _sum_words(row, end + 1)
        return Numeral(Decimal(value), index, end, over=Decimal(below), in_words=True)
    return Numeral(Decimal(value), index, _skip_in_digits(row, end, value), in_words=True)


def _five_counts(row: Row, index: int) -> bool:
    """ "năm" is five, not year, right after a comparator and before a noun that is no length of time."""
    before = row.word(index - 1)
    if row.word(index + 1) == "năm" and row.words[index + 2 : index + 4] == ("một", "lần"):
        return True
    if row.word(index + 1) == "lớp" and index + 2 < len(row) and row.tokens[index + 2].kind == "number":
        return False  # "dự thi năm lớp 8"
    counted = units.NOUNS.at(row.words, index + 1) is not None and units.TIME_NOUNS.at(row.words, index + 1) is None
    counted = counted or units.PERCENTS.at(row.words, index + 1) is not None
    done = contexts.OWN_VERBS.ending_at(row.words, index) or contexts.DEEDS.ending_at(row.words, index)
    if counted and done:
        return True
    if counted and before == "và":  # "một hội thảo …, hai hội thảo … và năm tọa đàm"
        return any(row.word(i) in lexicon.OPENERS for i in range(row.sentence_starts[index], index - 1))
    return counted and before in BEFORE_FIVE


def _sum_words(row: Row, index: int) -> tuple[int, int]:
    """The value of the number words from `index`, and where they end."""
    total, hundreds, part, end = 0, 0, 0, index
    while True:
        word, after = row.word(end), row.word(end + 1)
        if word in lexicon.TENS and part < 10:
            part = (part or 1) * 10
        elif word == "trăm" and end > index:
            hundreds, part = (part or 1) * 100, 0
        elif word in lexicon.SCALES and end > index and not _is_money(row, end):
            total, hundreds, part = total + (hundreds + part or 1) * lexicon.SCALES[word], 0, 0
        elif word in lexicon.DIGITS and (end == index or _digit_continues(row, end, word, after)):
            part += lexicon.DIGITS[word]
        elif not (word in lexicon.LINKS and end > index and after in lexicon.DIGITS):
            return total + hundreds + part, end
        end += 1


def _digit_continues(row: Row, end: int, word: str, after: str) -> bool:
    before = row.word(end - 1)
    if word in {"năm", "không"}:
        return after in {"mươi", "trăm"} or before in lexicon.LINKS
    return before in lexicon.TENS or before in lexicon.SCALES or before in lexicon.LINKS


def is_percent(row: Row, index: int) -> bool:
    """Whether a percent or per mille sign stands there."""
    return units.PERCENTS.at(row.words, index) is not None or units.PER_MILLE.at(row.words, index) is not None
