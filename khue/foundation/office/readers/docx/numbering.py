"""Automatic numbers and bullets of Word, written out as a reader of the page sees them.

Many plans leave the number column and the dashes of lists to Word; without this they would be empty. Lists that are made of the
same pattern go on counting together, unless one of them says where it starts (ECMA-376, part 1, 17.9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from khue.foundation.office.readers.counting import spelt
from khue.foundation.office.readers.docx import names as n

_PLACE = re.compile(r"%(\d)")
_BULLET = "-"
_DEEPEST = 9


@dataclass(frozen=True)
class _Level:
    """How a depth of a list is counted and written; `restarts` is the depth (from 1) that starts it anew, 0 for none."""

    format: str = "decimal"
    text: str = "%1."
    start: int = 1
    style: str = ""
    restarts: int = _DEEPEST
    only_arabic: bool = False


@dataclass(frozen=True)
class _List:
    """A list: the pattern it shares its count with, its levels, and the depths at which it begins anew by itself."""

    pattern: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


@dataclass
class Numbering:
    """The lists of one document and how far each has counted; `styles` are the lists that styles of paragraphs stand in."""

    lists: dict[str, _List] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def marker(self, list_id: str, depth: int) -> str:
        """The next marker of that list at that depth: “-”, “1.”, “a)”, “2.1”; empty when the list has none."""
        found = self.lists.get(list_id)
        if found is None or list_id == "0":
            return _BULLET if list_id != "0" else ""
        level = found.levels.get(depth, _Level())
        if level.format == "none":
            return ""
        if level.format == "bullet":
            return _BULLET
        return self._counted(list_id, found, depth)

    def of_style(self, style: str) -> tuple[str, int] | None:
        """The list and the depth of paragraphs in that style, None when the style counts nothing."""
        list_id, depth = self.styles.get(style, ("", 0))
        if not list_id:
            return None
        levels = self.lists[list_id].levels if list_id in self.lists else {}
        return list_id, next((at for at, level in levels.items() if level.style == style), depth)

    def _counted(self, list_id: str, found: _List, depth: int) -> str:
        levels = found.levels
        counts = self._counts.setdefault(found.pattern, [0] * _DEEPEST)
        if depth in found.starts and (list_id, depth) not in self._begun:
            counts[depth] = found.starts[depth]
        else:
            counts[depth] = counts[depth] + 1 if counts[depth] else levels.get(depth, _Level()).start
        self._begun.add((list_id, depth))
        for below in range(depth + 1, _DEEPEST):
            counts[below] = 0 if depth < levels.get(below, _Level()).restarts else counts[below]
        level = levels.get(depth, _Level())

        def place(found: re.Match[str]) -> str:
            at = min(max(int(found[1]) - 1, 0), _DEEPEST - 1)
            own = levels.get(at, _Level())
            return spelt(counts[at] or own.start, "decimal" if level.only_arabic else own.format)

        return _PLACE.sub(place, level.text)


def read(root: etree._Element, styles: etree._Element | None = None) -> Numbering:
    """The lists of `numbering.xml`, and which styles of `styles.xml` stand in them."""
    patterns = {item.get(n.W + "abstractNumId", ""): item for item in root.iterchildren(n.W + "abstractNum")}
    linked = {_value(item, "styleLink"): name for name, item in patterns.items() if _value(item, "styleLink")}
    levels = {name: _levels(item) for name, item in patterns.items()}
    lists: dict[str, _List] = {}
    for item in root.iterchildren(n.W + "num"):
        name = _value(item, "abstractNumId")
        pattern = patterns.get(name)
        name = linked.get(_value(pattern, "numStyleLink"), name) if pattern is not None else name
        lists[item.get(n.NUMID, "")] = _list(item, name, levels.get(name, {}))
    return Numbering(lists, _styles(styles) if styles is not None else {})


def _list(item: etree._Element, pattern: str, levels: dict[int, _Level]) -> _List:
    starts: dict[int, int] = {}
    for change in item.iterchildren(n.W + "lvlOverride"):
        depth = depth_of(change.get(n.ILVL))
        own = change.find(n.W + "lvl")
        if own is not None:
            levels = levels | {depth: _level(own)}
        if change.find(n.W + "startOverride") is not None:
            starts[depth] = _number(_value(change, "startOverride"), 1)
    return _List(pattern, levels, starts)


def _styles(root: etree._Element) -> dict[str, tuple[str, int]]:
    """The list and depth that each style of paragraphs gives, taken over from the style it is based on."""
    own = {item.get(n.W + "styleId", ""): item for item in root.iterchildren(n.W + "style")}
    found: dict[str, tuple[str, int]] = {}
    for style in own:
        list_id, depth, at = "", "", style
        for _ in range(_DEEPEST):
            listed = own[at].find(f"{n.PPR}/{n.NUMPR}") if at in own else None
            if listed is not None:
                depth = depth or _value(listed, "ilvl")
                list_id = list_id or _value(listed, "numId")
            if list_id or at not in own:
                break
            at = _value(own[at], "basedOn")
        if list_id:
            found[style] = list_id, depth_of(depth)
    return found


def _levels(item: etree._Element) -> dict[int, _Level]:
    return {depth_of(level.get(n.ILVL)): _level(level) for level in item.iterchildren(n.W + "lvl")}


def _level(level: etree._Element) -> _Level:
    legal = level.find(n.W + "isLgl")
    return _Level(
        _value(level, "numFmt") or "decimal",
        _value(level, "lvlText"),
        _number(_value(level, "start"), 1),
        _value(level, "pStyle"),
        _number(_value(level, "lvlRestart"), _DEEPEST),
        legal is not None and legal.get(n.VAL, "1") not in n.OFF,
    )


def _value(item: etree._Element, name: str) -> str:
    found = item.find(n.W + name)
    return found.get(n.VAL, "") if found is not None else ""


def _number(written: str, default: int) -> int:
    return int(written) if written.isdecimal() and len(written) < 9 else default


def depth_of(written: str | None) -> int:
    """A list depth as written in the file, kept within the nine that Word knows."""
    return min(int(written), _DEEPEST - 1) if written and written.isdecimal() and len(written) < 4 else 0
