"""Which numbers of a workbook are shown as percents: 0.85 in a cell of that look is 85% for whoever reads it.

The fast reader of values knows no looks, so they are asked of the package: styles that show percents, and the cells that wear them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from khue.foundation.office import xml
from khue.foundation.office.package import Package

_STYLES, _BOOK, _RELATIONS = "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BUILT_IN = frozenset({b"9", b"10"})
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b[^>]*>")
_ID, _CODE = re.compile(rb'numFmtId="(\d+)"'), re.compile(rb'formatCode="([^"]*)"')
_LOOKS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_LOOK = re.compile(rb"<(?:\w+:)?xf\b[^>]*>")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*>")
_AT, _WEARS = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"'), re.compile(rb'\bs="(\d+)"')


def of(package: Package) -> dict[str, frozenset[tuple[int, int]]]:
    """For each sheet the places (row, column from 0) of numbers that are shown as percents. Raises `Unreadable`."""
    looks = styles_of(package.read(_STYLES)) if _STYLES in package.names else frozenset()
    if not looks:
        return {}
    parts = _parts(package)
    return {
        name: frozenset(cells_of(package.read(part), looks)) for name, part in parts.items() if part in package.names
    }


def _parts(package: Package) -> dict[str, str]:
    """The part of each sheet by its name."""
    if not {_BOOK, _RELATIONS} <= package.names:
        return {}
    relations = {item.get("Id", ""): item.get("Target", "") for item in xml.parse(package.read(_RELATIONS))}
    found = {}
    for item in xml.parse(package.read(_BOOK)).iter("{*}sheet"):
        target = relations.get(item.get(_REL_ID, ""), "")
        found[item.get("name", "")] = posixpath.normpath(target.lstrip("/") if target[:1] == "/" else f"xl/{target}")
    return found


def styles_of(styles: bytes) -> frozenset[bytes]:
    """The numbers of the looks that show percents, as cells name them."""
    shown = set(_BUILT_IN)
    for found in _FORMAT.finditer(styles):
        number, code = _ID.search(found[0]), _CODE.search(found[0])
        if number and code and b"%" in code[1]:
            shown.add(number[1])
    looks = _LOOKS.search(styles)
    numbers = [_ID.search(look) for look in _LOOK.findall(looks[0] if looks else b"")]
    return frozenset(b"%d" % at for at, number in enumerate(numbers) if number and number[1] in shown)


def cells_of(sheet: bytes, looks: frozenset[bytes]) -> Iterator[tuple[int, int]]:
    """The places (row, column from 0) of the cells that wear one of these looks."""
    for found in _CELL.findall(sheet) if looks else ():
        wears = _WEARS.search(found)
        at = _AT.search(found) if wears and wears[1] in looks else None
        if at:
            yield int(at[2]) - 1, column_of(at[1])


def column_of(letters: bytes) -> int:
    """The column of “A”, “AB” … from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def shown(value: float) -> str:
    """0.925 as 92,5%."""
    return f"{round(value * 100, 6):.6f}".rstrip("0").rstrip(".").replace(".", ",") + "%"
