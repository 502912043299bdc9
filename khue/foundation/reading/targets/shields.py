"""Numbers that belong to names, dates, labels and levels: they are marked before anything is measured."""

from __future__ import annotations

import re
from decimal import Decimal

from ..lexicon import contexts, grades, units
from ..lexicon import numerals as lexicon
from ..lexicon.phrases import phrases
from . import measures, numerals
from .tokens import Row

# What may follow a label's number as more of the same label: "Điều 42, 43", "năm 2021 - 2022".
LABEL_LINKS = frozenset({",", "và", "-", "–", "—", "đến", "&", "/", "tới", "hoặc"})
# Labels that are also everyday nouns: before "5 doanh nghiệp" they are no label.
SOFT_LABELS = phrases(
    """
        chỉ tiêu | mục tiêu | tiêu chí | tiêu chuẩn | nội dung | nhiệm vụ | kế hoạch | chương trình | đề án |
        dự án | quỹ | mã | giải pháp | ngành | phòng | nhóm | phần | bệnh viện | nhà trẻ | chuyên đề | bài |
        khóa | khoá | vòng | học phần | trường mầm non | trường tiểu học | mẫu | đội | cơ sở | bảng | biểu | xã | phường | tổ | khu |
        quyết định | thông báo | báo cáo | đợt | nhà | hệ | kỳ | cấp | mức | loại | mô đun | module | trình độ |
        phòng máy | phòng thi | thi vào | tuyển sinh vào | đỗ vào | thang | bậc | hướng dẫn | giáo dục | đường | trung ương"""
)
TIME_LABELS = phrases("năm | tháng | tuần | quý | kỳ | học kỳ | học kì | hk | ngày | năm học")
# A number behind these is a label, so the word behind it opens another label ("khoản 3 Điều 6").
NUMBERED = frozenset({"/", "lớp", "khối", "tổ", "điều", "khoản", "điểm", "mục", "chương", "phần", "luật"})
# The words that may name something with a number ("hai mặt", "giải nhất").
WORDS = contexts.NAMED.openings | {"một", "nhất", "nhì", "ba"}
ARTICLES = frozenset({"mục", "khoản", "điều", "chương", "phần"})
STREETS = frozenset({"đường", "phố", "ngõ", "ngách", "hẻm", "kiệt", "quốc", "tỉnh"})
SHARE_NAMES = frozenset({"tư", "trăm", "nghìn", "ngàn"})  # "một phần trăm"
NAME_REACH = 4  # words of a name
RANK_REACH = 10  # words behind a rank that may tell of what it is one
ORDINALS = frozenset({"đợt", "lần", "kỳ", "vòng", "giai", "đoạn", "bước", "khóa"})
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
    end = _date_end(row, index) or index + 1
    named = contexts.NAMED.at(row.words, index)
    if named and named[0] == 3 and row.word(index + 1) == "/" and units.NOUNS.at(row.words, index + 3):
        named = None  # "24/24 sao": all of them, not day and night
    if named:
        end = index + named[0]
    label = any(test(row, index) for test in (_label_before, _is_meeting, _closes_a_name, _is_minute, _is_factor))
    if end > index + 1 or label or _is_year(row, index) or _is_enumerator(row, index) or _is_glued_name(row, index):
        _mark(shield, index, end)
    if _is_each_one(row, index):
        shield[index] = True
    if row.word(index - 1) == "điểm" and _is_mark_of_a_list(row, index):
        _mark(shield, index, index + 3)
    if label and not named:
        _shield_list(row, shield, end)


def _is_mark_of_a_list(row: Row, index: int) -> bool:
    """ "học sinh đạt điểm 9, 10 môn Toán": which marks, not how many."""
    link, other = row.word(index + 1), _number(row, index + 2)
    if link not in {",", "-", "–", "và"} or other is None:
        return False
    return other <= 10 and row.word(index + 3) != "điểm" and other % 1 == 0


def _is_meeting(row: Row, index: int) -> bool:
    """ "Nghị quyết Trung ương 4 khóa XIII": which meeting of a committee that bears a Roman number."""
    return row.word(index + 1) in {"khóa", "khoá"} and ROMAN.fullmatch(row.word(index + 2)) is not None


def _is_minute(row: Row, index: int) -> bool:
    """ "8 giờ 00 ngày 14/10", "13 giờ 30"."""
    hour = row.word(index - 1) in {"giờ", "h"} and row.token_kind(index - 2) == "number"
    return hour and len(row.tokens[index].text) == 2 and row.word(index + 1) != "phút"


def _is_factor(row: Row, index: int) -> bool:
    """ "(số hồ sơ đúng hạn / tổng số hồ sơ) x 100%": part of a formula."""
    return row.word(index - 1) in {"x", "×", "*"} and row.word(index - 2) in {")", "số", "hạn"}


def _closes_a_name(row: Row, index: int) -> bool:
    """ "lớp Chồi 2", "Trường Tiểu học Trần Phú 2", "thôn Tân Lập 3": the number of a name in capitals."""
    if is_percent(row, index + 1) or not row.tokens[index].text.isdigit() or len(row.tokens[index].text) > 2:
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
        and not _is_rank(row, index)
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


def _date_end(row: Row, index: int) -> int | None:
    """Where a written date that begins at `index` ends: 10/01/2022, 10-01-2022, 01/2022, "trước 15/8"."""
    parts, end = [index], index + 1
    while len(parts) < 3 and row.word(end) in {"/", "-", "."} and _number(row, end + 1) is not None and row.glued(end):
        if not row.glued(end - 1):
            break
        parts.append(end + 1)
        end += 2
    values = [_number(row, part) or Decimal(0) for part in parts]
    if len(parts) == 3 and values[0] <= 31 and values[1] <= 12 and values[2] >= 1900:
        return end
    if len(parts) >= 2 and values[0] <= 12 and 1900 <= values[1] <= 2100:
        return index + 3
    if (
        len(parts) == 2
        and row.word(index + 1) == "/"
        and values[0] <= 31
        and values[1] <= 12
        and _in_date_place(row, index)
    ):
        return end
    return None


def _in_date_place(row: Row, index: int) -> bool:
    before = row.word(index - 1)
    if before in contexts.DATE_LEFT or row.words[index - 2 : index] in contexts.DATE_LIMITS:
        return True
    reach = range(max(row.clause_starts[index], index - 8), index)
    if units.NOUNS.at(row.words, index + 3) is None and any(row.word(i) in {"ngày", "niệm", "mừng"} for i in reach):
        return True
    day_range = before in {"từ", "đến", "tới", "-", "–"} and row.word(index + 3) in {
        "đến",
        "-",
        "–",
        "tới",
        "hằng",
        "hàng",
    }
    return day_range or (
        before in {"đến", "tới", "-", "–", "và"}
        and row.word(index - 3) == "/"
        and row.word(index - 4) not in {"", "\n"}
        and _in_date_place(row, index - 4)
    )


def _number(row: Row, index: int) -> Decimal | None:
    return row.tokens[index].value if 0 <= index < len(row) else None


def _is_year(row: Row, index: int) -> bool:
    """A bare four-digit number of our times, or one half of "2021 - 2022"."""
    if not _is_of_our_times(row, index):
        return False
    return not (is_percent(row, index + 1) or units.NOUNS.at(row.words, index + 1))


def _is_of_our_times(row: Row, index: int) -> bool:
    text = row.tokens[index].text
    return len(text) == 4 and text.isdigit() and 1900 <= int(text) <= 2100


def is_percent(row: Row, index: int) -> bool:
    return units.PERCENTS.at(row.words, index) is not None or units.PER_MILLE.at(row.words, index) is not None


def _is_enumerator(row: Row, index: int) -> bool:
    """ "1.", "2)", "(3)", "2.1 Tỷ lệ" at the head of a line or sentence."""
    before, after = row.word(index - 1), row.word(index + 1)
    opens = before in {"\n", ".", ";", ":"} or (
        before == "(" and after == ")" and row.word(index - 2) in {"\n", ";", ":", ".", ","}
    )
    if not opens or is_percent(row, index + 1) or (after == ")" and before != "(" and _in_bracket(row, index)):
        return False
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
    return units.NOUNS.at(row.words, index + 1) is None and row.word(index + 1) not in {"triệu", "tỷ", "trăm", "nghìn"}


def _is_short_unit(row: Row, index: int) -> bool:
    """ "5tr/đề tài", "35t/năm": a unit in two or three letters with its rate."""
    text = row.tokens[index].text
    return row.word(index + 1) == "/" and len(text) <= 3 and text.isalpha() and text.islower()


def _label_before(row: Row, index: int) -> bool:
    """Whether the number is a label ("Điều 5") or a level ("bậc 3"), so that it measures nothing."""
    if is_percent(row, index + 1) or _is_rank(row, index) or _opens_percents(row, index):
        return False
    before = row.word(index - 1)
    if (before == "điểm" and row.word(index + 1) in ARTICLES) or (before == "số" and row.word(index + 1) in STREETS):
        return True
    clock = before in {"lúc", "hồi"} and row.word(index - 2) not in contexts.BEFORE_NO_LEVEL.get(before, ())
    if clock or (before == "số" and row.word(index - 2) not in contexts.BEFORE_NUMBER_OF):
        addressed = index + 1 < len(row) and row.tokens[index + 1].text.istitle()  # "(số 27 Trần Phú)"
        return row.token_kind(index - 2) == "word" or before != "số" or addressed
    found = grades.LEVELS.ending_at(row.words, index) or contexts.LABELS.ending_at(row.words, index)
    if not found or _is_amount_of_money(row, index, row.words[index - found[0] : index]):
        return False
    if before in {"cấp", "đẳng"} and row.word(index - 2) in {"trung", "sơ", "cao"}:
        return False
    start = index - found[0]
    if row.word(start - 1) in contexts.BEFORE_NO_LEVEL.get(row.word(start), ()) or _is_counted_itself(
        row, index, start
    ):
        return False
    if row.words[start - 1 : index] == ("theo", "kế", "hoạch") and row.word(index + 1) in {",", ";", ")"}:
        return False  # "12 cuộc (theo kế hoạch 09, đột xuất 03)"
    if grades.LEVELS.ending_at(row.words, index) is None and _is_out_of_a_total(row, index):
        return False
    counted = row.word(start - 1) in contexts.EACH and row.word(start - 2) not in ORDINALS
    if counted or _is_scale_mark(row, index):
        return False
    label = row.words[start:index]
    if _is_named_by_amount(row, index, label):
        return True
    if row.word(start) != "thang" and _counted_behind(row, index) and _is_soft(row, index, start):
        return False
    return not _is_group_of_the_best(row, index, label)


def _counted_behind(row: Row, index: int) -> bool:
    """Whether what is counted stands behind the number, or behind the range that it opens ("nhà trẻ 600 - 651 kcal")."""
    if noun := units.NOUNS.at(row.words, index + 1):
        return not _heads_a_name(row, index + 1, index + 1 + noun[0])
    ranged = row.word(index + 1) in {"-", "–", "đến"} and (_number(row, index + 2) or 0) > (_number(row, index) or 0)
    padded = row.tokens[index].text.startswith("0") or len(row.tokens[index].text) > 2
    return ranged and padded and units.NOUNS.at(row.words, index + 3) is not None


def _heads_a_name(row: Row, noun: int, end: int) -> bool:
    """ "Đợt 1 trường CĐ Nghề Lam Giang tuyển …": one of that name, not counted."""
    return row.word(noun) in contexts.BEARERS and end < len(row) and row.tokens[end].text[0].isupper()


def _opens_percents(row: Row, index: int) -> bool:
    """ "loại khá 25 - 28%": the low end of a range of percents; "lớp 1 - 5%" is none."""
    ranged = row.word(index + 1) in {"-", "–", "đến"} and _number(row, index + 2) is not None
    return ranged and is_percent(row, index + 3) and (_number(row, index) or 0) >= 10


def _is_rank(row: Row, index: int) -> bool:
    """ "xếp thứ 5", "bảng xếp hạng … từ hạng 412 lên hạng 380"; the "hạng 2" of a teacher is a grade."""
    if measures.is_bounded_rank(row, index):
        return True
    found = contexts.RANKS.ending_at(row.words, index)
    if row.word(index - 1) == "hạng" and (place := numerals.at(row, index)) and place.over:
        return True
    if not found or row.word(index - 1) != "hạng" or row.word(index - found[0]) not in {"từ", "lên", "xuống"}:
        return found is not None
    start = row.sentence_starts[index]
    sentence = [row.word(i) for i in range(start, index + RANK_REACH) if row.sentence_starts[min(i, len(row))] == start]
    return bool({"xếp", "bảng", "trí", "đứng"} & set(sentence))


def _is_named_by_amount(row: Row, index: int, label: tuple[str, ...]) -> bool:
    """ "Đề án 1 triệu cây xanh" is a name; "dự án 5 tỷ đồng" has a price."""
    named = label in {("đề", "án"), ("chương", "trình"), ("dự", "án"), ("chiến", "dịch"), ("phong", "trào")}
    return named and row.word(index + 1) in lexicon.SCALES and row.word(index + 2) not in lexicon.MONEY


def _is_amount_of_money(row: Row, index: int, label: tuple[str, ...]) -> bool:
    """ "chuyển giao công nghệ 3 tỷ": no technology has this number."""
    return row.word(index + 1) in {"tỷ", "tỉ", "triệu", "đồng"} and not _is_named_by_amount(row, index, label)


def _is_out_of_a_total(row: Row, index: int) -> bool:
    """ "Ra lớp 186/190 em": a count out of a total, no class."""
    numeral = numerals.at(row, index)
    if numeral is None or numeral.over is None or numeral.value > numeral.over:
        return False
    capitals = row.token_kind(numeral.end) == "word" and row.tokens[numeral.end].text.isupper()
    return capitals or units.NOUNS.at(row.words, numeral.end) is not None


def _is_counted_itself(row: Row, index: int, start: int) -> bool:
    """ "10 lớp 320 cháu", "04 nhóm 92 cháu": the noun belongs to the number before it, not to the one behind."""
    counts = _number(row, start - 1) is not None and row.word(start - 2) not in NUMBERED
    return counts and start == index - 1 and units.NOUNS.at(row.words, index + 1) is not None


def _is_soft(row: Row, index: int, start: int) -> bool:
    """Whether a counted noun behind the number makes the word before it no label: "trong tháng 02 buổi"."""
    if SOFT_LABELS.at(row.words, start) == (index - start, True):
        return row.word(index - 1) not in {"phòng", "nhà"} or len(row.tokens[index].text) < 3
    people = units.PEOPLE_NOUNS.at(row.words, index + 1) is not None or units.DEED_NOUNS.at(row.words, index + 1)
    is_period = TIME_LABELS.at(row.words, start) == (index - start, True)
    return is_period and not people and len(row.tokens[index].text) < 4


def _is_scale_mark(row: Row, index: int) -> bool:
    """ "mức 4,0/5" is a mark on a scale; "bậc 4/6" is a level."""
    numeral = numerals.at(row, index)
    if numeral is None or numeral.over is None or row.word(index - 1) in {"bậc", "cấp", "hạng", "độ"}:
        return False
    left = row.words[max(0, index - 12) : index]
    aims = any(word in {"lòng", "điểm", "số"} for word in left)
    return numeral.value % 1 != 0 or "," in row.tokens[index].text or (aims and numeral.over in {5, 10, 4, 7, 100})


def _is_group_of_the_best(row: Row, index: int, label: tuple[str, ...]) -> bool:
    best = any(contexts.TOP_TAILS.at(row.words, i) for i in range(index + 1, min(index + 8, len(row))))
    return label[-1] in contexts.TOP_GROUP and best


def _shield_list(row: Row, shield: list[bool], index: int) -> None:
    """More numbers of one label: "Điều 42, 43", "lớp 10, 11 và 12"."""
    while row.word(index) in LABEL_LINKS and _number(row, index + 1) is not None:
        noun = units.NOUNS.at(row.words, index + 2)
        counted = noun is not None and not _heads_a_name(row, index + 2, index + 2 + noun[0])
        counted = counted or is_percent(row, index + 2)
        years = _is_of_our_times(row, index - 1) and _is_of_our_times(row, index + 1)
        if _is_of_our_times(row, index - 1) and len(row.tokens[index + 1].text) == 3:
            return  # "năm 2025 – 600 SV": a year, then how many
        if (counted and not years) or shield[index + 1]:
            return
        shield[index + 1] = True
        index += 2
