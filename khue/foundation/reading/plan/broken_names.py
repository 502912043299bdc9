"""Names that a narrow cell broke over two lines, made whole: “ThS. Bùi Thị / Thanh Nga”, “Các khoa và / Phòng Thanh tra”."""

from __future__ import annotations

import re

TITLES = re.compile(
    r"(?:(?:PGS|GS|TS|ThS|CN|KS|BS|BSCK\s?I{1,2}|CKI{1,2}|ĐD|DS|NSƯT|NGƯT|Thạc sĩ|Tiến sĩ|Bác sĩ)[.\s]+)+(?=\w)",
    re.IGNORECASE,
)
# The names of the families that nearly all people bear; a line that begins with one begins a person.
_FAMILY = re.compile(
    "(?:an|âu|bạch|bành|biện|bùi|cao|cấn|châu|chu|chử|cù|cung|dương|đàm|đào|đặng|đậu|điền|đinh|đoàn|đỗ|đồng|đới|đường|giang|giáp|hà|hàn|"
    "hoàng|hồ|hồng|hứa|huỳnh|khổng|khuất|khúc|kiều|kim|la|lã|lại|lâm|lê|lò|lộ|lục|lư|lương|lưu|lý|ma|mã|mạc|mai|nghiêm|ngô|ngụy|nguyễn|"
    "nhan|nhâm|ninh|nông|ông|phạm|phan|phí|phó|phùng|phương|quách|quản|sầm|tạ|tăng|thạch|thái|thân|thiều|tiêu|tô|tôn|tống|trang|trần|"
    "triệu|trịnh|trương|từ|ung|vi|viên|võ|vũ|vương)",
    re.IGNORECASE,
)
_MIDDLE = frozenset({"thị", "văn", "đình", "hữu", "xuân", "ngọc", "minh", "bá", "đức", "thế", "quang", "công", "trọng"})
_NEVER_LAST = frozenset({"thị"})
_MARK = re.compile(r"\s*(?:[-–—+•*▪●]|\d{1,2}[.)])\s")
_OPEN = re.compile(r"(?:\s(?:và|cùng|với|của)|(?<=\w)\s[-–&])$|&$", re.IGNORECASE)
_LONGEST = 5
# A narrow cell breaks names, not whole lists; what has grown longer than this takes no more.
_LONGEST_LINE = 120


def lines(written: str) -> list[str]:
    """The lines of a cell of names; a line that is plainly the rest of the one before stands behind it."""
    found: list[str] = []
    for line in written.split("\n"):
        if found and _goes_on(found[-1].rstrip(), line.strip()):
            found[-1] = f"{found[-1].rstrip()} {line.strip()}"
        else:
            found.append(line)
    return found


def _goes_on(before: str, line: str) -> bool:
    if not before or not line or len(before) > _LONGEST_LINE or _MARK.match(line + " "):
        return False
    return bool(_OPEN.search(before)) or before.count("(") > before.count(")") or _is_rest_of_person(before, line)


def _is_rest_of_person(before: str, line: str) -> bool:
    """Whether the line before begins a person and this one is a given name: no family, no title, no role begins it."""
    last = re.split(r"[,;:]\s*|^\s*[-–+•]\s*", before)[-1]
    bare = TITLES.sub("", last).strip()
    begun, rest = bare.split(), re.split(r"[,;.]", line)[0].split()
    if not begun or not rest or len(begun) + len(rest) > _LONGEST or not all(map(_is_capital, begun + rest)):
        return False
    if not _FAMILY.fullmatch(begun[0]) or (len(begun) == 1 and bare == last.strip()):
        return False
    if begun[-1].casefold() in _NEVER_LAST or len(rest) == 1:
        return True
    return not _FAMILY.fullmatch(rest[0]) and _is_short(begun)


def _is_short(begun: list[str]) -> bool:
    """A family alone, or with a middle name that needs another behind it."""
    return len(begun) == 1 or (len(begun) == 2 and begun[1].casefold() in _MIDDLE)


def _is_capital(word: str) -> bool:
    return word.isalpha() and word.istitle()
