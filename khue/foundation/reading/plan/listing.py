"""Numbered objectives in running text: the list that is issued beside a plan, or alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khue.foundation.kernel import text

_NUMBERED = re.compile(
    r"(?:mục tiêu\s*(?:số\s*)?)?(?P<number>\d{1,2}(?:\.\d{1,2})?)\s*[.):/]\s+(?P<rest>\S.*)", re.IGNORECASE
)
_TITLE = re.compile(r"(?:cac |danh muc |bang |dang ky )?muc tieu(?: chat luong)?\b")
_PREFIX = re.compile(r"(?:[ivx]{1,4}|[a-d]|phan [\divx]+)\s*[.):-]\s*")
_END = re.compile(
    r"(?:ke hoach|noi nhan|phu luc|hieu truong|truong (?:khoa|phong|don vi)|nguoi lap|to chuc thuc hien|phan ii)\b"
)
_END_MARK = re.compile(r"\s*\.?\s*\./\.?\s*$")
_BULLET = re.compile(r"\s*[-–+•*]\s*")
_LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered sentence; `line` is where it begins among the lines, from 0."""

    number: str
    statement: str
    line: int


def read(lines: Sequence[str]) -> list[Item]:
    """The numbered objectives under the first title of objectives; empty when there is no such list."""
    start = next((at for at, line in enumerate(lines) if _is_title(line)), None)
    if start is None:
        return []
    found = list(_items(lines, start + 1))
    return found if len(found) > 1 else []


def _is_title(line: str) -> bool:
    folded = _PREFIX.sub("", text.fold(line))
    return len(line) <= _LONGEST_TITLE and bool(_TITLE.match(folded)) and not line.rstrip().endswith((".", ";"))


def _items(lines: Sequence[str], start: int) -> Iterator[Item]:
    number, parts, began = "", list[str](), start
    for at in range(start, len(lines)):
        line = text.squash(lines[at])
        found = _NUMBERED.fullmatch(line)
        if parts and _END.match(text.fold(line)) and not line.endswith((".", ";")):
            break
        if found and _follows(number, found["number"]):
            if parts:
                yield Item(number, _sentence(parts), began)
            number, parts, began = found["number"], [found["rest"]], at
        elif parts and (line[:1].islower() or _BULLET.match(line) or not parts[-1].endswith((".", "”", '"'))):
            parts.append(line)
        if parts and _END_MARK.search(line):
            break
    if parts:
        yield Item(number, _sentence(parts), began)


def _follows(before: str, number: str) -> bool:
    """1 begins; then one more each time, so that a number inside a sentence at a line's beginning is not taken for one."""
    if not before:
        return number in {"1", "01", "1.1"}
    last, this = before.split("."), number.split(".")
    if len(last) == len(this):
        return (last[:-1] == this[:-1] and int(this[-1]) == int(last[-1]) + 1) or int(this[0]) == int(last[0]) + 1
    return int(this[0]) in {int(last[0]), int(last[0]) + 1}


def _sentence(parts: Sequence[str]) -> str:
    """The lines of one objective as one sentence; dashed lines are divided by semicolons."""
    whole = parts[0]
    for part in parts[1:]:
        dashed = _BULLET.match(part)
        divider = "; " if dashed and whole[-1:] not in ";:,." else " "
        whole += divider + (_BULLET.sub("", part, count=1) if dashed else part)
    return re.sub(r"\.{2,}$", ".", _END_MARK.sub("", whole)).strip()
