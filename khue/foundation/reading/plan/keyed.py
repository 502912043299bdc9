"""Cells that name the tasks beside them by their marks: “(1), (3): Tổ Lữ hành” and “(2): Trưởng khoa” beside (1) …, (2) …, (3) …"""

from __future__ import annotations

import re
from collections.abc import Sequence

from khue.foundation.reading.plan import items

_ONE = r"\(?(?:\d{1,2}|[a-zđ])\)?"
_REFERENCE = re.compile(
    rf"\s*(?:(?:nhiệm vụ|nội dung|việc|mục|ý|nv)\s*)?(?P<keys>{_ONE}(?:\s*(?:,|;|và|&|\+|-|–|đến)\s*{_ONE})*)\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_KEY = re.compile(r"\d{1,2}|[a-zđ]", re.IGNORECASE)
_NEXT = re.compile(rf";\s*(?={_ONE}(?:\s*(?:,|và|-|–)\s*{_ONE})*\s*:)", re.IGNORECASE)


def marked(paragraphs: Sequence[str]) -> dict[str, str]:
    """The tasks of a cell by their marks ("1", "2", "a"), without them; {} where they are not marked one by one."""
    marks = [mark for line in paragraphs if (mark := items.marker(line).strip("().")) and _KEY.fullmatch(mark)]
    found = items.split(paragraphs)
    each = len(marks) == len(found) == len(set(marks)) > 1
    return dict(zip(marks, found, strict=True)) if each else {}


def by_mark(paragraphs: Sequence[str], marks: Sequence[str]) -> dict[str, list[str]] | None:
    """What a cell says for each of these marks; None where it does not name them.

    Either lines begin with the marks they are for and a colon (a line without any goes on), or the cell is a list with the same marks.
    """
    lines = [piece.strip() for paragraph in paragraphs for piece in _NEXT.split(paragraph)]
    if [items.marker(line).strip("().") for line in lines] == list(marks) and not any(map(_REFERENCE.match, lines)):
        return {mark: [items.bare(line)] for mark, line in zip(marks, lines, strict=True)}
    found: dict[str, list[str]] = {mark: [] for mark in marks}
    meant: list[str] = []
    for line in lines:
        reference = _REFERENCE.match(line)
        meant = _keys(reference["keys"], marks) if reference else meant
        if not meant:
            return None
        for mark in meant:
            found[mark].append(line[reference.end() :] if reference else line)
    return found if sum(map(bool, found.values())) > 1 else None


def _keys(written: str, marks: Sequence[str]) -> list[str]:
    """“(1), (3)” as 1 and 3, “1-3” as 1, 2 and 3; [] when one of them is no mark of the tasks."""
    keys = [key.lower().lstrip("0") for key in _KEY.findall(written)]
    if not set(keys) <= set(marks):
        return []
    first, last = marks.index(keys[0]), marks.index(keys[-1])
    ranged = len(keys) == 2 and re.search(r"-|–|đến", written)
    return list(marks[first : last + 1]) if ranged else keys
