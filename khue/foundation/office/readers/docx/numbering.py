"""Automatic numbers and bullets of Word, written out as a reader of the page sees them.

Many plans leave the number column and the dashes of lists to Word; without this they would be empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from khue.foundation.office.readers.docx import names as n

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE = re.compile(r"%(\d)")
_BULLET = "-"
_DEEPEST = 9


@dataclass(frozen=True)
class _Level:
    format: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass
class Numbering:
    """The lists of one document and how far each has counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)

    def marker(self, list_id: str, depth: int) -> str:
        """The next marker of that list at that depth: “-”, “1.”, “a)”, “2.1”; empty when the list has none."""
        levels = self.levels.get(list_id)
        if levels is None or list_id == "0":
            return _BULLET if list_id != "0" else ""
        level = levels.get(depth, _Level())
        if level.format == "none":
            return ""
        if level.format == "bullet":
            return _BULLET
        return self._counted(list_id, depth, levels)

    def _counted(self, list_id: str, depth: int, levels: dict[int, _Level]) -> str:
        counts = self._counts.setdefault(list_id, [0] * _DEEPEST)
        counts[depth] = counts[depth] + 1 if counts[depth] else levels.get(depth, _Level()).start
        counts[depth + 1 :] = [0] * (_DEEPEST - depth - 1)

        def place(found: re.Match[str]) -> str:
            at = min(max(int(found[1]) - 1, 0), _DEEPEST - 1)
            own = levels.get(at, _Level())
            return _spelt(counts[at] or own.start, own.format)

        return _PLACE.sub(place, levels.get(depth, _Level()).text)


def read(root: etree._Element) -> Numbering:
    """The lists of `numbering.xml`."""
    abstract = {item.get(n.W + "abstractNumId", ""): _levels(item) for item in root.iterchildren(n.W + "abstractNum")}
    lists: dict[str, dict[int, _Level]] = {}
    for item in root.iterchildren(n.W + "num"):
        base = item.find(n.W + "abstractNumId")
        found = abstract.get(base.get(n.VAL, "") if base is not None else "", {})
        lists[item.get(n.NUMID, "")] = found
    return Numbering(lists)


def _levels(item: etree._Element) -> dict[int, _Level]:
    return {depth_of(level.get(n.ILVL)): _level(level) for level in item.iterchildren(n.W + "lvl")}


def _level(level: etree._Element) -> _Level:
    def value(name: str, default: str) -> str:
        found = level.find(n.W + name)
        return found.get(n.VAL, default) if found is not None else default

    start = value("start", "1")
    return _Level(
        value("numFmt", "decimal"), value("lvlText", ""), int(start) if start.isdecimal() and len(start) < 9 else 1
    )


def depth_of(written: str | None) -> int:
    """A list depth as written in the file, kept within the nine that Word knows."""
    return min(int(written), _DEEPEST - 1) if written and written.isdecimal() and len(written) < 4 else 0


def _spelt(count: int, how: str) -> str:
    if how in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if how == "upperLetter" else letter
    if how in {"lowerRoman", "upperRoman"}:
        roman = _roman(count)
        return roman.upper() if how == "upperRoman" else roman
    return f"{count:02d}" if how == "decimalZero" else str(count)


def _roman(count: int) -> str:
    spelt, left = "", min(count, 3999)
    for value, letters in (*_ROMAN, *_ROMAN_SMALL):
        times, left = divmod(left, value)
        spelt += letters * times
    return spelt
