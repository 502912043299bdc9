"""Slips of scanning and typing that change the meaning of a plan, put right and always told.

Only what cannot be meant is repaired: “Trường khoa” is nobody, “tối thiếu” is no word. A new slip is one line of the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable

MESSAGE = "“{wrong}” được đọc là “{right}”. Hãy kiểm tra lại với bản gốc."
Note = Callable[[str, str], None]

_HEAD_OF = r"(?:khoa|phòng|ban|bộ môn|trung tâm|đơn vị|các đơn vị|nhóm|tổ|bộ phận|ngành|tiểu ban)"
# After these words “phòng” is a verb or another noun: “nhà trường phòng chống dịch”, “trường phòng học”.
_NO_ROOM = r"(?! (?:chống|ngừa|cháy|tránh|học|thi|bệnh|vệ|thủ)\b)"
_TABLE: tuple[tuple[str, str], ...] = (
    (rf"(?<!hà )(?<!rong )\bTrường(?= (?:P\.|{_HEAD_OF}\b{_NO_ROOM}))", "Trưởng"),
    (r"(?<!nhà )(?<!trong )(?<!của )\btrường(?= (?:khoa|bộ môn|đơn vị|bộ phận|tiểu ban)\b)", "trưởng"),
    (r"(?<=\btối )thiếu\b", "thiểu"),
    (r"(?<=\bTối )thiếu\b", "thiểu"),
    (r"(?<=\b[Tt]ối )thi[êễ]u\b", "thiểu"),
    (r"\btôi(?= thiểu\b)", "tối"),
    (r"\bTôi(?= thiểu\b)", "Tối"),
    (r"(?<=\b[Íí]t )nhât\b", "nhất"),
    (r"(?<=\bgiảm )thiếu\b", "thiểu"),
    (r"(?<=\bGiảm )thiếu\b(?! (?:hụt|sót))", "thiểu"),
    (r"(?<=\bHiệu )trường\b", "trưởng"),
    (r"(?<=\bhiệu )(?<!danh hiệu )(?<!ương hiệu )(?<!ký hiệu )(?<!khẩu hiệu )trường\b", "trưởng"),
    (r"(?<=\bkhông )qua(?= \d)", "quá"),
    (r"(?<=\bKhông )qua(?= \d)", "quá"),
    (r"\bBCD(?=\)? ISO\b)", "BCĐ"),  # Ban Chỉ đạo
    (r"\bmức(?= tiêu\b)", "mục"),
    (r"\bMức(?= tiêu\b)", "Mục"),
    (r"\bMỨC(?= TIÊU\b)", "MỤC"),
    (r"\bđơn(?= đốc\b)", "đôn"),
    (r"\bĐơn(?= đốc\b)", "Đôn"),
    (r"(?<=\btrở )nên(?=\s*(?:[.,;:)]|$))", "lên"),
    (r"\btrờ(?= lên\b)", "trở"),
    (r"\bthông(?= kê\b)", "thống"),
    (r"\bThông(?= kê\b)", "Thống"),
    (r"\btr(?:ươc|uớc|ứơc)\b", "trước"),
    (r"\bTr(?:ươc|uớc|ứơc)\b", "Trước"),
    (r"\bthuờng(?= xuyên\b)", "thường"),
    (r"\bThuờng(?= xuyên\b)", "Thường"),
)
_SLIPS = tuple((re.compile(pattern), right) for pattern, right in _TABLE)
# One cheap look tells that a text holds none of them.
_SUSPECT = re.compile(
    r"trường|thi[ếêễ]u|tôi thiểu|ít nhât|trở nên|trờ lên|m[ức]+ tiêu|đơn đốc|thông kê|tr(?:ươc|uớc|ứơc)\b|thuờng|\bBCD\b|không qua \d",
    re.IGNORECASE,
)


def found_in(text: str) -> tuple[tuple[str, str], ...]:
    """Each kind of slip of a text with what it is taken for: (("tối thiếu", "tối thiểu"),)."""
    told: list[tuple[str, str]] = []
    repaired(text, lambda wrong, right: told.append((wrong, right)))
    return tuple(told)


def repaired(text: str, note: Note) -> str:
    """The text without its slips; `note(wrong, right)` is called for each kind of slip found."""
    if not _SUSPECT.search(text):
        return text
    for pattern, right in _SLIPS:
        found = pattern.search(text)
        if found:
            note(*_in_words(text, found, right))
            text = pattern.sub(right, text)
    return text


def _in_words(text: str, found: re.Match[str], right: str) -> tuple[str, str]:
    """The slip and its repair together with the word beside it that gives it its meaning."""
    if found.re.pattern.startswith(r"(?<=\b"):
        word = text[: found.start()].split()[-1]
        return f"{word} {found[0]}", f"{word} {right}"
    after = text[found.end() :].split()
    word = after[0].strip(".,;:)") if after else ""
    return f"{found[0]} {word}".strip(), f"{right} {word}".strip()
