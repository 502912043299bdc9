"""Properties of paragraphs: in a table or not, the end of a row, the edges and merges of its cells, in a list or not."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_PAGE = 512
_IN_TABLE, _ROW_END, _NESTED_ROW_END, _DEPTH = 0x2416, 0x2417, 0x244C, 0x6649
_HUGE, _CELLS, _HEADER_ROW, _LIST, _LEVEL = 0x6646, 0xD608, 0x3404, 0x460B, 0x260A
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}


@dataclass(frozen=True, slots=True)
class CellShape:
    """A cell of a row: its left and right edge in twentieths of a point, and how it is merged downwards."""

    left: int
    right: int
    down: str = ""
    across: bool = False


@dataclass(frozen=True, slots=True)
class Properties:
    """What a paragraph is. `cells` is told at the end of a row only; `listed` is its list's number."""

    depth: int = 0
    ends_row: bool = False
    cells: tuple[CellShape, ...] = ()
    is_header: bool = False
    listed: int = 0
    level: int = 0


PLAIN = Properties()


class ByPlace:
    """The properties of the paragraph that ends at a byte place of the main stream."""

    def __init__(self, main: bytes, plc: bytes, data: bytes) -> None:
        found = sorted(_runs(main, plc, data), key=lambda run: run[0])
        self._starts = [start for start, _, _ in found]
        self._runs = found

    def at(self, place: int) -> Properties:
        """The properties at that place, plain ones where the file says nothing."""
        index = bisect_right(self._starts, place) - 1
        if index < 0 or place >= self._runs[index][1]:
            return PLAIN
        return self._runs[index][2]


def _runs(main: bytes, plc: bytes, data: bytes) -> Iterator[tuple[int, int, Properties]]:
    count = (len(plc) - 4) // 8
    if count < 1:
        return
    for number in struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)):
        page = main[(number & 0x3FFFFF) * _PAGE : ((number & 0x3FFFFF) + 1) * _PAGE]
        if len(page) == _PAGE:
            yield from _page_runs(page, data)


def _page_runs(page: bytes, data: bytes) -> Iterator[tuple[int, int, Properties]]:
    count = page[511]
    if not count or 4 * (count + 1) + 13 * count > 511:
        return
    places = struct.unpack_from(f"<{count + 1}I", page)
    for at in range(count):
        offset = page[4 * (count + 1) + 13 * at] * 2
        yield places[at], places[at + 1], _properties(_modifiers(page, offset), data) if offset else PLAIN


def _modifiers(page: bytes, offset: int) -> bytes:
    """The list of modifiers behind the style's number."""
    size = page[offset]
    start, length = (offset + 2, 2 * page[offset + 1]) if size == 0 and offset < 510 else (offset + 1, 2 * size - 1)
    return page[start + 2 : start + length]


def _properties(modifiers: bytes, data: bytes) -> Properties:
    told = dict(_each(modifiers))
    if _HUGE in told and len(told[_HUGE]) == 4:
        told |= dict(_each(_huge(data, struct.unpack("<I", told[_HUGE])[0])))
    depth = (
        struct.unpack("<I", told[_DEPTH])[0] if len(told.get(_DEPTH, b"")) == 4 else int(any(told.get(_IN_TABLE, b"")))
    )
    return Properties(
        min(depth, 9),
        any(told.get(_ROW_END, b"")) or any(told.get(_NESTED_ROW_END, b"")),
        tuple(_shapes(told.get(_CELLS, b""))),
        any(told.get(_HEADER_ROW, b"")),
        struct.unpack("<H", told[_LIST])[0] if len(told.get(_LIST, b"")) == 2 else 0,
        told[_LEVEL][0] if told.get(_LEVEL) else 0,
    )


def _huge(data: bytes, place: int) -> bytes:
    if place + 2 > len(data):
        return b""
    return data[place + 2 : place + 2 + struct.unpack_from("<H", data, place)[0]]


def _each(modifiers: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 2 < len(modifiers):
        (code,) = struct.unpack_from("<H", modifiers, at)
        at += 2
        size = _SIZES.get(code >> 13)
        if code == _CELLS:
            size, at = struct.unpack_from("<H", modifiers + b"\0\0", at)[0] - 1, at + 2
        elif size is None:
            size, at = modifiers[at], at + 1
        yield code, modifiers[at : at + max(size, 0)]
        at += max(size, 0)


def _shapes(told: bytes) -> Iterator[CellShape]:
    """[MS-DOC] 2.9.315: the number of cells, their edges, and for the first of them a word of flags each."""
    count = told[0] if told else 0
    if len(told) < 1 + 2 * (count + 1):
        return
    edges = struct.unpack_from(f"<{count + 1}h", told, 1)
    flags_at = 1 + 2 * (count + 1)
    for at in range(count):
        place = flags_at + 20 * at
        flags = struct.unpack_from("<H", told, place)[0] if place + 2 <= len(told) else 0
        down = {1: "continue", 3: "restart", 2: "restart"}.get(flags >> 5 & 3, "")
        yield CellShape(edges[at], edges[at + 1], down, flags & 3 == 1)
