"""Lists inside a cell: tasks and pieces of evidence, by dashes, numbers or paragraphs.

A paragraph that begins small, or that follows an unfinished one, goes on with it; a line under a dash with a plus belongs to
the dash; an opening line that ends with a colon belongs to the first item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARK = re.compile(r"\s*(?P<mark>[-–—•*▪●○◦·✓➢»]|\d{1,2}[.)](?!\d)|[a-zđ][.)](?=\s)|\([a-zđ\d]{1,2}\))\s*(?=\S)")
_SUB_MARK = re.compile(r"\s*\+\s*(?=\S)")
_INLINE = re.compile(r"(?<=[.;:!?])\s+[-–•]\s*(?=[A-ZĐÀ-Ỹ\d])")
# What only says when, where, for whom or which of them is no paper.
_REST = re.compile(
    r"(?i:HK|học kỳ|kỳ|cả|năm|tháng|quý|tuần|ngày|đợt|lần|giai đoạn|cuối|đầu|giữa|từng|mỗi|của|theo|về|cho|từ|đến|và|hoặc|gồm|có|được|trong"
    r"|tại|ở|do|lớp|khối|khóa|cấp|số)(?!\w)|[\dA-ZĐ]{1,6}[\d.]*(?:\s*[.,]|$)|(?i:HK)[\dIV]|\d"
)
_ENDS = (".", ";", ":", "!", "?", "”", "…")


def marker(line: str) -> str:
    """The list mark a line begins with, or ""."""
    found = _MARK.match(line)
    return found["mark"] if found else ""


def bare(line: str) -> str:
    """The line without its mark and without the semicolon or comma that only separates it from the next."""
    found = _MARK.match(line)
    return (line[found.end() :] if found else line).strip().rstrip(";,").strip()


def goes_on(before: str, line: str) -> bool:
    """Whether a line without a mark is the rest of the line before it (broken by a page, a column or a key)."""
    line = line.lstrip()
    if not before or marker(line) or _SUB_MARK.match(line):
        return False
    if line[:1].islower():
        return True
    return not before.rstrip().endswith(_ENDS) and not line[:1].isupper()


def split(paragraphs: Sequence[str]) -> list[str]:
    """The items of a cell, without their marks, in order."""
    lines = [piece for paragraph in paragraphs for piece in _pieces(paragraph)]
    marked = any(marker(line) for line in lines)
    dashes = any(marker(line) and not _SUB_MARK.match(line) for line in lines)
    found: list[str] = []
    opening = ""
    for line in lines:
        if _SUB_MARK.match(line) and found and dashes:
            found[-1] += ("" if found[-1].endswith(":") else ";") + " " + _plain_sub(line)
        elif found and goes_on(found[-1], line):
            found[-1] += " " + line.strip()
        elif marked and not found and not marker(line) and line.rstrip().endswith(":"):
            opening = line.strip() + " "
        else:
            found.append(opening + _plain_sub(line))
            opening = ""
    return [item for item in map(_tidy, [*found, opening]) if item]


def documents(paragraphs: Sequence[str]) -> list[str]:
    """The papers of a cell: its items; where no mark divides them, semicolons do, if each part names a paper of its own."""
    found = split(paragraphs)
    if len(found) > 1 and any(marker(line) or _SUB_MARK.match(line) for line in paragraphs):
        return found
    return [document for item in found for document in _divided(item)]


def outside_brackets(written: str, separator: str) -> list[str]:
    """The parts between separators that stand in no bracket."""
    if separator not in written:
        return [written]
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(written):
        depth = max(0, depth + (letter in "([") - (letter in ")]"))
        if letter == separator and depth == 0:
            parts.append(written[start:at])
            start = at + 1
    return [*parts, written[start:]]


def _divided(item: str) -> list[str]:
    """“Sổ tay; biên bản họp” are two; “Báo cáo HK1; HK2; cả năm” goes on with its times, “Hồ sơ gồm: …; …” with its parts."""
    found: list[str] = []
    for part in map(str.strip, outside_brackets(item, ";")):
        if found and (":" in found[-1] or _REST.match(part) or not part.strip(" .")):
            found[-1] += "; " + part
        else:
            found.append(part)
    return [part.strip() for part in found]


def _pieces(paragraph: str) -> list[str]:
    """A paragraph that begins with a dash may hold further dashes after full stops."""
    return _INLINE.sub("\n- ", paragraph).split("\n") if marker(paragraph) else [paragraph]


def _plain_sub(line: str) -> str:
    return _SUB_MARK.sub("", bare(line) if marker(line) else line.strip(), count=1)


def _tidy(item: str) -> str:
    tidy = item.strip().rstrip(";,").strip()
    return tidy if any(letter.isalnum() for letter in tidy) else ""
