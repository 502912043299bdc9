"""Numbers that belong to names, dates, labels and levels: they are marked before anything is measured."""

from __future__ import annotations

import re

from ..lexicon import contexts, units
from ..lexicon import numerals as lexicon
from . import dates, labels, numerals
from .tokens import WALLS, Row

# What may follow a label's number as more of the same label: "Điều 42, 43", "năm 2021 - 2022".
LABEL_LINKS = frozenset({",", "và", "-", "–", "—", "đến", "&", "/", "tới", "hoặc"})
# The words that may name something with a number ("hai mặt", "giải nhất").
WORDS = contexts.NAMED.openings | {"một", "nhất", "nhì", "ba"}
LENGTHS = frozenset({"cm", "m", "mm", "inch"})
SHARE_NAMES = frozenset({"tư", "trăm", "nghìn", "ngàn"})  # "một phần trăm"
NAME_REACH = 4  # words of a name
ROMAN = re.compile("[ivx]+")
QUOTES = {"“": "”", '"': '"', "«": "»", "‘": "’"}


def shielded(row: Row) -> list[bool]:
    """For each token whether it is a number (or word) that names or dates something."""
    shield = [False] * len(row)
    _shield_quotes(row, shield)
    for index, token in enumerate(row.tokens):
        kind = token.kind
        if kind == "number" and not shield[index]:
            if token.value is None:
                shield[index] = True
            else:
                _shield_number(row, shield, index)
        elif kind == "document":
            shield[index] = True
        elif token.low in WORDS and not shield[index]:
            _shield_words(row, shield, index)
    return shield


def _shield_number(row: Row, shield: list[bool], index: int) -> None:
    end = dates.date_end(row, index) or index + 1
    named = contexts.NAMED.at(row.words, index)
    if named and named[0] == 3 and row.word(index + 1) == "/" and units.NOUNS.at(row.words, index + 3):
        named = None  # "24/24 sao": all of them, not day and night
    if row.words[index : index + 2] == ("5", "nhất") and "nhì" in row.words[index:]:
        named = None  # "(5 nhất, 3 nhì)": prizes
    if named:
        end = index + named[0]
    label = not labels.is_part_of_a_sum(row, index) and any(
        test(row, index)
        for test in (labels.stands_before, _is_meeting, _closes_a_name, dates.is_clock, _is_factor, _is_dimension)
    )
    if (
        end > index + 1
        or label
        or (dates.is_year(row, index) and not _is_how_many(row, index))
        or _is_enumerator(row, index)
        or _is_glued_name(row, index)
    ):
        _mark(shield, index, end)
    if _is_each_one(row, index):
        shield[index] = True
    if row.word(index - 1) == "điểm" and _is_mark_of_a_list(row, index):
        _mark(shield, index, index + 3)
    if label and not named:
        _shield_list(row, shield, end)


def _is_how_many(row: Row, index: int) -> bool:
    """ "Số đầu sách của thư viện: 2000": no year."""
    start = row.clause_starts[index - 1] if index else 0
    ends = row.word(index + 1) in WALLS and row.word(index + 1) != ":"
    return (
        ends
        and row.word(index - 1) == ":"
        and row.word(start) == "số"
        and units.NOUNS.at(row.words, start + 1) is not None
    )


def _is_mark_of_a_list(row: Row, index: int) -> bool:
    """ "học sinh đạt điểm 9, 10 môn Toán": which marks, not how many."""
    link, other = row.word(index + 1), dates.number(row, index + 2)
    if link not in {",", "-", "–", "và"} or other is None:
        return False
    return other <= 10 and row.word(index + 3) != "điểm" and other % 1 == 0


def _is_meeting(row: Row, index: int) -> bool:
    """ "Nghị quyết Trung ương 4 khóa XIII": which meeting of a committee that bears a Roman number."""
    return row.word(index + 1) in {"khóa", "khoá"} and ROMAN.fullmatch(row.word(index + 2)) is not None


def _is_dimension(row: Row, index: int) -> bool:
    """ "30 x 40 cm", "1920x1080": how large something is."""
    at = index - 2 if row.word(index - 1) in {"x", "×"} else index
    crossed = row.token_kind(at) == row.token_kind(at + 2) == "number" and row.word(at + 1) in {"x", "×"}
    return crossed and (row.word(at + 3) in LENGTHS or row.glued(at))


def _is_factor(row: Row, index: int) -> bool:
    """ "(số hồ sơ đúng hạn / tổng số hồ sơ) x 100%": part of a formula."""
    return row.word(index - 1) in {"x", "×", "*"} and row.word(index - 2) in {")", "số", "hạn"}


def _closes_a_name(row: Row, index: int) -> bool:
    """ "lớp Chồi 2", "Trường Tiểu học Trần Phú 2", "thôn Tân Lập 3": the number of a name in capitals."""
    if numerals.is_percent(row, index + 1) or not row.tokens[index].text.isdigit() or len(row.tokens[index].text) > 2:
        return False
    at = index
    while index - at < NAME_REACH and row.token_kind(at - 1) == "word" and row.tokens[at - 1].text.istitle():
        at -= 1
    return at < index and row.word(at - 1) in contexts.BEARERS and units.NOUNS.at(row.words, index + 1) is None


def _is_each_one(row: Row, index: int) -> bool:
    """The "một" of "45 học sinh trên một lớp" belongs to a rate."""
    if row.words[index + 1 : index + 3] == ("vạn", "dân") and row.word(index - 1) in {
        "quân",
        "trên",
        "mỗi",
        "cho",
        "/",
    }:
        return True
    return (
        row.word(index) in {"một", "1", "01"}
        and row.word(index - 1) == "trên"
        and units.NOUNS.at(row.words, index + 1) is not None
    )


def _shield_words(row: Row, shield: list[bool], index: int) -> None:
    if _is_each_one(row, index):
        shield[index] = True
    named = contexts.NAMED.at(row.words, index)
    if named and not _is_part(row, index + named[0]):
        _mark(shield, index, index + named[0])
    elif (
        row.word(index) in {"nhất", "nhì", "ba"}
        and row.word(index - 1) in {"giải", "thứ", "hạng"}
        and not labels.is_rank(row, index)
    ):
        shield[index] = True


def _is_part(row: Row, end: int) -> bool:
    """ "Một phần tư" is a fraction, "một phần" is not."""
    return row.word(end - 1) == "phần" and (row.word(end) in SHARE_NAMES or row.word(end) in lexicon.DIGITS)


def _mark(shield: list[bool], first: int, end: int) -> None:
    for index in range(first, min(end, len(shield))):
        shield[index] = True


def _shield_quotes(row: Row, shield: list[bool]) -> None:
    """Numbers in quotation marks are part of a name ("Nhà trường 5 không"), except percents."""
    if QUOTES.keys().isdisjoint(row.words):
        return
    index = 0
    while index < len(row):
        closer = QUOTES.get(row.word(index))
        end = _find(row, closer, index + 1, index + 25) if closer else None
        if end is None:
            index += 1
            continue
        if not any(word in {"%", "trăm"} for word in row.words[index:end]):
            _mark(shield, index, end)
        index = end + 1


def _find(row: Row, word: str | None, first: int, end: int) -> int | None:
    return next((i for i in range(first, min(end, len(row))) if row.words[i] == word), None)


def _is_enumerator(row: Row, index: int) -> bool:
    """ "1.", "2)", "(3)", "2.1 Tỷ lệ" at the head of a line or sentence."""
    before, after = row.word(index - 1), row.word(index + 1)
    opens = before in {"\n", ".", ";", ":"} or (
        before == "(" and after == ")" and row.word(index - 2) in {"\n", ";", ":", ".", ","}
    )
    if not opens or numerals.is_percent(row, index + 1) or (after == ")" and before != "(" and _in_bracket(row, index)):
        return False
    if before == ":" and after == "." and row.word(row.clause_starts[index - 1]) in {"số", "tổng"}:
        return False  # "Số sáng kiến cấp trường: 15. Số chuyên đề: 8."
    if after in {".", ")"}:
        return row.glued(index) and (row.word(index + 2) != "\n" or before == "\n")
    section = "." in row.tokens[index].text and before == "\n"
    return section and index + 1 < len(row) and row.tokens[index + 1].text[:1].isupper()


def _in_bracket(row: Row, index: int) -> bool:
    """Whether a bracket that opened on this line is still open."""
    for at in range(index - 1, max(index - 40, -1), -1):
        if row.word(at) in {"(", ")", "\n"}:
            return row.word(at) == "("
    return False


def _is_glued_name(row: Row, index: int) -> bool:
    """ "10A1", "5S", "4C": digits run into letters that are no unit; also more than seven bare digits."""
    text = row.tokens[index].text
    if len(text) > 6 and text.isdigit():
        return units.NOUNS.at(row.words, index + 1) is None and row.word(index + 1) not in {"đồng", "triệu"}
    if not row.glued(index) or row.tokens[index + 1].kind != "word" or _is_short_unit(row, index + 1):
        return False
    if row.word(index + 1) in units.SHORT_NOUNS - {"k"} and text.isdigit():
        return False  # "05GV", "20HS"
    return units.NOUNS.at(row.words, index + 1) is None and row.word(index + 1) not in {"triệu", "tỷ", "trăm", "nghìn"}


def _is_short_unit(row: Row, index: int) -> bool:
    """ "5tr/đề tài", "35t/năm": a unit in two or three letters with its rate."""
    text = row.tokens[index].text
    return row.word(index + 1) == "/" and len(text) <= 3 and text.isalpha() and text.islower()


def _shield_list(row: Row, shield: list[bool], index: int) -> None:
    """More numbers of one label: "Điều 42, 43", "lớp 10, 11 và 12"."""
    while row.word(index) in LABEL_LINKS and dates.number(row, index + 1) is not None:
        share = numerals.at(row, index + 1)
        counted_share = share and share.over and units.NOUNS.at(row.words, share.end) and row.word(index) == ","
        if share and share.over and (row.word(share.end) in {"số", "tổng"} or counted_share):
            return  # "tháng 5/2024, 3/4 số trường", "ngày 12/8, 27/30 máy tính"
        noun = units.NOUNS.at(row.words, index + 2)
        counted = noun is not None and not labels.heads_a_name(row, index + 2, index + 2 + noun[0])
        counted = counted or numerals.is_percent(row, index + 2)
        years = dates.is_of_our_times(row, index - 1) and dates.is_of_our_times(row, index + 1)
        if dates.is_of_our_times(row, index - 1) and len(row.tokens[index + 1].text) == 3:
            return  # "năm 2025 – 600 SV": a year, then how many
        if (counted and not years) or shield[index + 1]:
            return
        shield[index + 1] = True
        index += 2
