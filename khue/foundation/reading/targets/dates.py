"""Numbers of dates and clock times: days, months, years, minutes; none of them measures anything."""

from __future__ import annotations

from decimal import Decimal

from ..lexicon import contexts, units
from . import numerals
from .tokens import Row

TOLD_RESULTS = frozenset({"quả", "tiêu", "đạt"})
LAST_HOUR = 24
DAILY = frozenset({("hằng", "ngày"), ("hàng", "ngày"), ("hằng", "tuần"), ("hàng", "tuần")})
AT = frozenset({"lúc", "từ", "đến", "trước", "sau", "hồi"})
# Hours that last, no hours of the clock.
LASTING = frozenset({"gian", "lượng", "số", "dưỡng", "học", "tăng", "giảm", "kéo"})
ENTRIES_REACH = 40  # words
ENTRY_FENCES = frozenset({":", ";", "\n", ""})


def is_clock(row: Row, index: int) -> bool:
    """Hour or minute of "8 giờ 00 ngày 14/10", "từ 6 giờ 45 đến 7 giờ 30"; "2 giờ 30 phút" is how long."""
    hour = number(row, index)
    if hour is not None and hour <= LAST_HOUR and row.word(index + 1) in {"giờ", "h"}:
        if row.word(index + 2) == "ngày" and row.token_kind(index + 3) == "number":
            return True  # "chậm nhất 16 giờ ngày 05/12"
        told = row.word(index + 2) in {"thứ", "sáng", "chiều", "cùng"}
        daily = row.words[index + 2 : index + 4] in DAILY and row.word(index - 1) in AT
        if told or daily or _ends_at_an_hour(row, index):
            return True  # "7 giờ thứ Hai", "từ 18h đến 24h"
        if row.word(index + 1) == "h" and row.word(index + 2) == ":":
            return True  # "8h: họp"
    at = index if row.word(index + 1) in {"giờ", "h"} else index - 2
    if row.token_kind(at) != "number" or row.word(at + 1) not in {"giờ", "h"} or row.token_kind(at + 2) != "number":
        return False
    return len(row.tokens[at + 2].text) == 2 and row.word(at + 3) != "phút"


def _ends_at_an_hour(row: Row, index: int) -> bool:
    """ "từ 18h đến 24h", "từ 7 giờ 30 đến 20 giờ hằng ngày": the other end of the range is an hour too."""
    start = row.clause_starts[index]
    if not LASTING.isdisjoint(row.words[start:index]):
        return False  # "Thời gian tự học từ 2 giờ đến 4 giờ"
    if row.word(index - 1) == "từ" and row.word(index + 2) in {"đến", "tới", "-"}:
        return row.token_kind(index + 3) == "number" and row.word(index + 4) == row.word(index + 1)
    ended = row.word(index - 1) in {"đến", "tới"} and row.word(index - 2) in {"giờ", "h"}
    return ended and row.token_kind(index - 3) == "number"


def date_end(row: Row, index: int) -> int | None:
    """Where a written date that begins at `index` ends: 10/01/2022, 10-01-2022, 01/2022, "trước 15/8"."""
    parts, end = [index], index + 1
    while len(parts) < 3 and row.word(end) in {"/", "-", "."} and number(row, end + 1) is not None and row.glued(end):
        if not row.glued(end - 1):
            break
        parts.append(end + 1)
        end += 2
    values = [number(row, part) or Decimal(0) for part in parts]
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


def _opens_an_entry(row: Row, index: int) -> bool:
    """ "05/9 khai giảng; 20/10 tọa đàm; 22/12 thăm gia đình": entries of a calendar, of which two at least can be no share."""
    if row.word(index - 1) not in ENTRY_FENCES:
        return False
    near = range(max(0, index - ENTRIES_REACH), min(len(row), index + ENTRIES_REACH))
    days = [i for i in near if row.word(i) == "/" and row.word(i - 2) in ENTRY_FENCES]
    if not TOLD_RESULTS.isdisjoint(row.vocabulary) and units.NOUNS.at(row.words, index + 3):
        return False  # "Kết quả: 25/10 đề tài; 30/12 bài báo": more than was planned
    later = [(number(row, i - 1) or 0) > (number(row, i + 1) or 0) for i in days]
    return sum(later) > 1


def _in_date_place(row: Row, index: int) -> bool:
    before = row.word(index - 1)
    if _opens_an_entry(row, index):
        return True
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


def number(row: Row, index: int) -> Decimal | None:
    """The value of the token there, if it is a number."""
    return row.tokens[index].value if 0 <= index < len(row) else None


def is_year(row: Row, index: int) -> bool:
    """A bare four-digit number of our times, or one half of "2021 - 2022"."""
    if not is_of_our_times(row, index):
        return False
    return not (numerals.is_percent(row, index + 1) or units.NOUNS.at(row.words, index + 1))


def is_of_our_times(row: Row, index: int) -> bool:
    """Four digits from 1900 to 2100."""
    text = row.tokens[index].text
    return len(text) == 4 and text.isdigit() and 1900 <= int(text) <= 2100
