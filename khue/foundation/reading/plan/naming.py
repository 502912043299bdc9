"""Names of units in titles: found by their first word, and brought from capitals back to the way they are written."""

from __future__ import annotations

import re
from collections.abc import Callable

from khue.foundation.kernel import text

_HEADS = (
    "bệnh viện|liên đội|đoàn trường|hội đồng trường|"
    "đảng bộ|chi bộ|phân hiệu|trung tâm|văn phòng|bộ môn|học viện|công đoàn|đoàn thanh niên|hội sinh viên|thư viện|phòng|khoa"
    "|khóa|ban|viện|tổ|trường|sở|trạm"
)
_UNIT = re.compile(rf"(?:{_HEADS})\s+(?!học\s+sinh|(?<=ban )hành\b|giao\b)(?P<name>\S.*)", re.IGNORECASE)
_INSIDE = re.compile(
    rf"(?:\b(?:của|tại|cấp)|[-–—:]|chất\s+lượng|công\s+tác|kế\s+hoạch)\s+(?P<unit>(?:{_HEADS})\s+\S.*?)\s*"
    r"(?=$|\bnăm\b|\bgiai đoạn\b|[(,;]|\bhọc kỳ\b|\btheo\b)",
    re.IGNORECASE,
)
_LEVELS = (
    "đại học", "cao đẳng nghề", "cao đẳng", "trung cấp nghề", "trung cấp", "trung học phổ thông", "trung học cơ sở", "phổ thông",
    "tiểu học và trung học cơ sở", "tiểu học", "mầm non", "mẫu giáo", "thpt", "thcs", "th",
    "đa khoa tỉnh", "đa khoa", "y học cổ truyền", "phụ sản", "nhi",
)  # fmt: skip
_VOWEL = re.compile("[aeiouy]")
_PLACES = frozenset({"tỉnh", "huyện", "quận", "xã", "phường"})
_PROPER_AFTER = frozenset({"và", "-", "–", "&"})


def is_unit(line: str) -> bool:
    """Whether a short line is the name of a unit and nothing more."""
    line = text.squash(line)
    if len(line) > 110 or line.endswith((".", ";", ":")) or "%" in line:
        return False
    found = _UNIT.fullmatch(line)
    # “Khóa 45” is a year of students, “Ban hành …” a verb.
    return found is not None and found["name"][0].isalpha() and line[0].isupper()


def unit_inside(title: str) -> str:
    """The unit that a title names: “KẾ HOẠCH … MỤC TIÊU CHẤT LƯỢNG KHOA CƠ KHÍ NĂM HỌC …”."""
    found = _INSIDE.search(text.squash(title))
    return found["unit"] if found else ""


def cased(name: str, whole: str) -> str:
    """A name in capitals as the document writes it elsewhere, else by the rules of capitals for agencies.

    A scanned “KHÓA …” is “Khoa …” (Decree 30/2020, appendix II, IV: units are written with a capital first word and a
    capital for the word that tells what they do).
    """
    name = text.squash(name)
    if name.casefold().startswith("khóa "):
        name = ("KHOA" if name.isupper() else "Khoa") + name[4:]
    if not name.isupper():
        return name
    pattern = r"\s+".join(re.escape(word) for word in name.split())
    for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text.nfc(whole), re.IGNORECASE):
        written = text.squash(found[0])
        if not written.isupper() and written[0].isupper():
            return written
    return _by_rule(name)


def with_unit(title: str, unit: str, note: Callable[[str, str], None]) -> str:
    """The title with its unit's “KHÓA” (a slip of scanning) put right."""
    if not unit.casefold().startswith("khoa "):
        return title
    found = re.search(rf"\bkhóa(?=\s+{re.escape(unit[5:])})", title, re.IGNORECASE)
    if not found:
        return title
    right = "KHOA" if found[0].isupper() else "Khoa"
    note(f"{found[0]} {unit[5:]}", f"{right} {unit[5:]}")
    return title[: found.start()] + right + title[found.end() :]


def _by_rule(name: str) -> str:
    words = name.lower().split()
    if "trường" in words[1:]:
        # “Công đoàn Trường Đại học …”: each of the two names by its own rule.
        inner = words.index("trường", 1)
        written = name.split()
        return f"{_by_rule(' '.join(written[:inner]))} {_by_rule(' '.join(written[inner:]))}"
    head = next((h.split() for h in _HEADS.split("|") if words[: len(h.split())] == h.split()), words[:1])
    capital = {0, len(head)} | {at + 1 for at, word in enumerate(words) if word in _PROPER_AFTER}
    if head in (["trường"], ["bệnh", "viện"]):
        capital |= set(range(_end_of_level(words, len(head)), len(words)))
    # Behind “tỉnh”, “quận” stands the name of a place.
    place = next((at for at, word in enumerate(words) if at and word in _PLACES), None)
    capital |= set() if place is None else set(range(place + 1, len(words)))
    return " ".join(
        written if _is_abbreviation(written) else word.capitalize() if at in capital else word
        for at, (word, written) in enumerate(zip(words, name.split(), strict=True))
    )


def _end_of_level(words: list[str], behind: int) -> int:
    """Where the own name of a school begins: behind “Trường Cao đẳng”, “Trường THPT”, “Bệnh viện Đa khoa”."""
    rest = " ".join(words[behind:])
    level = next((level for level in _LEVELS if rest.startswith(level)), "")
    return behind + len(level.split())


def _is_abbreviation(word: str) -> bool:
    """THPT, GDTX, KT-ĐBCL: no vowel to say it by."""
    return len(word) > 1 and word[0].isalpha() and not _VOWEL.search(text.fold(word))
