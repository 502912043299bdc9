"""What stands around the table: the title, whose plan it is, for which year, and the decision it was issued with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from khue.foundation.kernel import errors, periods, text
from khue.foundation.reading import slips
from khue.foundation.reading.plan import endings, naming, terms
from khue.foundation.reading.values import IssuedWith

_TITLE = re.compile(
    r"(?:phu luc\b.*?[:.]? ?)?(?:ban |bang |bieu |mau |du thao )?(?:ke hoach|muc tieu|cac muc tieu|chuong trinh (?:hanh dong|cong tac)"
    r"|danh muc|dang ky|lich cong tac|phan cong|tien do|nhiem vu)\b"
)
_PREFIX = re.compile(r"\s*(?:[IVX]{1,4}|[A-D]|Phần [\dIVX]+|PHẦN [\dIVX]+)\s*[.):-]\s*")
_NOT_SUBTITLE = re.compile(
    r"(?:\(|can cu|thuc hien (?:quyet|ke|chi|nghi|thong|cong)|so[: ]|[ivx]+\. |\d+[.)] |- |kinh gui|nam hoc\b|nam \d{4}$|noi nhan|phan )"
)
_LABELLED = re.compile(
    r"(?:đơn vị|tên đơn vị|bộ phận|khoa/phòng|phòng/khoa)\s*(?:thực hiện\s*)?:\s*\s*(?P<name>[^\s:;.…][^:;\n]*)",
    re.IGNORECASE,
)
_ABOVE = re.compile(r"(?<=\w)\s*,\s*(?:trường|học viện|đại học|bệnh viện|sở|ubnd|phòng gd)(?!\w).*$", re.IGNORECASE)
# Dots that wait to be filled: “ĐƠN VỊ: .....”
_LEADERS = re.compile(r"[\s:]*(?:\.{3,}|…+)[\s.…]*$")
_YEAR_TAIL = re.compile(
    r"(?<![\s,(–-])[\s,(–-]*(?:trong\s+)?(?:năm học|năm|giai đoạn|học kỳ)\s*:?\s*[\d.…].*$", re.IGNORECASE | re.DOTALL
)
_SCHOOL_YEAR_TAIL = re.compile(r"(?<![\s,(–-])[\s,(–-]*\bnăm học\s*:?\s*\d{4}\s*[-–—/]\s*\d{2,4}\s*\)?$", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"năm\s*học\s*:?\s*(\d{4}\s*[-–—/]\s*\d{2,4})", re.IGNORECASE)
_ANY_YEAR = re.compile(r"(?<![\d/.])(20\d\d)\s*[-–—]\s*(20\d\d)(?!\d)")
# The year of a date is no year of a plan: “ngày 17 tháng 10 năm 2025”.
_CALENDAR_YEAR = re.compile(r"(?<!\btháng \d )(?<!\btháng \d\d )\bnăm\s+(20\d\d)\b(?!\s*[-–—]\s*20)", re.IGNORECASE)
_KINDS = r"Quyết định|Thông báo|Công văn|Kế hoạch|Tờ trình|Nghị quyết|Hướng dẫn"
_ISSUED = re.compile(
    rf"(?:kèm\s+theo|theo)\s+(?:{_KINDS})\s+số\s*:?\s*(?P<number>[^\s]*(?:\s*[/-]\s*[^\s]+)*?)\s*,?\s*ngày\s+(?P<date>.{{4,40}}?\d{{4}})"
    r"(?:\s+của\s+(?P<by>[^()\n;]+))?",
    re.IGNORECASE,
)
_DAY = re.compile(r"(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})", re.IGNORECASE)
# On paper the two sides of a letterhead stand in one line.
_MOTTO = re.compile(
    r" ?(?:CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM"
    r"|Độc\s+lập\s*[-–]\s*Tự\s+do\s*[-–]\s*Hạnh\s+phúc) ?",
    re.IGNORECASE,
)
_LONGEST_LINE, _MOST_LINES = 220, 4
_LETTERHEAD = 12


@dataclass(frozen=True, slots=True)
class Front:
    """What was found around the table; `year` is the calendar year of a plan that names no school year, `terms` are as it bounds them."""

    title: str
    unit: str
    school_year: str
    year: int | None
    issued_with: IssuedWith | None
    terms: terms.Bounds = field(default_factory=dict)


def read(before: Sequence[str], whole: Sequence[str], note: slips.Note) -> Front:
    """`before` are the lines above the plan, nearest last; `whole` all texts in order; `note` is told of repairs."""
    title_lines = _title_block(before)
    title = text.squash(" ".join(line for line in title_lines if not _is_year_line(line)))
    title = _SCHOOL_YEAR_TAIL.sub("", title)
    near = "\n".join([*title_lines, *before[::-1]])
    everything = "\n".join(whole)
    school_year = _school_year(near) or _school_year(everything)
    found = _CALENDAR_YEAR.search("\n".join(title_lines)) or _CALENDAR_YEAR.search(near)
    year = int(found[1]) if found and not school_year else None
    unit = naming.cased(_unit(title_lines, before), everything)
    title = naming.with_unit(slips.repaired(title, note), unit, note)
    return Front(title, unit, school_year, year, _issued_with(text.squash(everything)))


def _title_block(before: Sequence[str]) -> list[str]:
    """The last title above the table with the lines that go on with it; a numbered heading only when there is no other."""
    return _title_among(before) or _title_among([_PREFIX.sub("", line) for line in before])


def _title_among(before: Sequence[str]) -> list[str]:
    for at in range(len(before) - 1, -1, -1):
        line = text.squash(before[at])
        title = _LEADERS.sub("", line) if len(line) <= _LONGEST_LINE else ""
        if title and _TITLE.match(text.fold(title)) and not title.endswith((".", ";", ",")):
            return [title, *_subtitle(before[at + 1 : at + 1 + _MOST_LINES])]
    return []


def _subtitle(after: Sequence[str]) -> list[str]:
    found: list[str] = []
    for line in map(text.squash, after):
        if _is_year_line(line):
            found.append(line)
            continue
        if len(line) > _LONGEST_LINE or line.endswith((".", ";", ":")) or _NOT_SUBTITLE.match(text.fold(line)):
            break
        found.append(line)
    return found


def _is_year_line(line: str) -> bool:
    return text.fold(line).startswith(("nam hoc", "(nam hoc")) and len(line) < 40


def _school_year(written: str) -> str:
    """The first school year that is named as such, else the first pair of following years."""
    for pattern in (_SCHOOL_YEAR, _ANY_YEAR):
        for found in pattern.finditer(written):
            try:
                return periods.SchoolYear.parse(found[1] if pattern is _SCHOOL_YEAR else found[0]).code
            except errors.Invalid:
                continue
    return ""


def _unit(title_lines: Sequence[str], before: Sequence[str]) -> str:
    """Whose plan it is: labelled, as a line of the title, inside the title, or in the letterhead."""
    labels = [_LABELLED.search(line) for line in title_lines] + [_LABELLED.match(line.strip()) for line in before[::-1]]
    for labelled in labels:
        if labelled and labelled["name"][:1].isupper():
            return _without_year(labelled["name"])
    for line in title_lines[1:]:
        if naming.is_unit(line):
            return _without_year(line)
    inside = naming.unit_inside(" ".join(title_lines))
    if inside:
        return _without_year(inside)
    titled = [at for at, line in enumerate(before) if title_lines and text.squash(line) == title_lines[0]]
    above = before[max(0, titled[0] - _LETTERHEAD) : titled[0]] if titled else ()
    return _from_letterhead(above) or _from_letterhead(before[:_LETTERHEAD])


def _from_letterhead(lines: Sequence[str]) -> str:
    """The lowest of the unit names beside or above the motto: the parent stands first."""
    lines = [part for line in lines for part in _MOTTO.split(text.squash(line))]
    named = (line for line in lines if len(line) < 100 and not endings.is_place_and_day(text.fold(line)))
    units = [line for line in named if naming.is_unit(line)]
    return units[-1] if units else ""


def _without_year(name: str) -> str:
    """The name without the year, and without the institution that stands behind the unit (“Phòng …, Trường …”)."""
    name = _ABOVE.sub("", text.squash(name))
    return _YEAR_TAIL.sub("", name).strip(" .,;:-–")


def _issued_with(whole: str) -> IssuedWith | None:
    found = _ISSUED.search(whole)
    if found is None:
        return None
    number = re.sub(r"\s*([/-])\s*", r"\1", found["number"]).strip(" .,")
    by = text.squash(found["by"] or "").rstrip(" .,:/")
    return IssuedWith(number, _day(found["date"]), _sentence_end(by))


def _sentence_end(by: str) -> str:
    """The issuer ends where the sentence goes on with what was issued."""
    return re.split(r"\s+(?:v/v|về việc|về|ban hành)\s+", by)[0]


def _day(written: str) -> date | None:
    found = _DAY.search(written)
    if not found:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
