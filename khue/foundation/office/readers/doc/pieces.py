"""The characters of a .doc and where each stands in the file ([MS-DOC] 2.4.1: retrieving text)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from khue.foundation.office import refusals

_FIB, _CHARACTERS = 0xA5EC, 76
_ENCRYPTED, _WHICH_TABLE = 0x0100, 0x0200
_CLX, _PAPX = 0x01A2, 0x0102
_COMPRESSED = 0x40000000
# Some bytes of 0x80 to 0x9F mean typographic signs, as in Windows' Latin code page.
_CODE_PAGE = "cp1252"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that stand together in the file; `start` is its byte place, `width` bytes a character."""

    text: str
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class Header:
    """What the file's information block says: which table stream, how long the main text, where two tables are."""

    table: str
    characters: int
    clx: tuple[int, int]
    papx: tuple[int, int]


def header(main: bytes) -> Header:
    """The information block. Raises `Unreadable` ("encrypted", "damaged")."""
    if len(main) < 0x1AA or struct.unpack_from("<H", main)[0] != _FIB:
        raise refusals.refused("damaged")
    (flags,) = struct.unpack_from("<H", main, 10)
    if flags & _ENCRYPTED:
        raise refusals.refused("encrypted")
    return Header(
        "1Table" if flags & _WHICH_TABLE else "0Table",
        struct.unpack_from("<I", main, _CHARACTERS)[0],
        struct.unpack_from("<II", main, _CLX),
        struct.unpack_from("<II", main, _PAPX),
    )


def of(main: bytes, table: bytes, about: Header) -> Iterator[Piece]:
    """The pieces of the main text in order."""
    plc = _piece_table(table[about.clx[0] : about.clx[0] + about.clx[1]])
    count = (len(plc) - 4) // 12
    if count < 1:
        raise refusals.refused("damaged")
    places = struct.unpack_from(f"<{count + 1}I", plc)
    for at in range(count):
        first, last = places[at], min(places[at + 1], about.characters)
        if first >= last:
            continue
        (where,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * at + 2)
        yield _piece(main, where, last - first)


def _piece(main: bytes, where: int, length: int) -> Piece:
    if where & _COMPRESSED:
        start = (where & ~_COMPRESSED) // 2
        return Piece(main[start : start + length].decode(_CODE_PAGE, "replace"), start, 1)
    part = main[where : where + 2 * length]
    # A character outside the basic plane would shift the places of those behind it.
    return Piece("".join(map(chr, struct.unpack_from(f"<{len(part) // 2}H", part))), where, 2)


def _piece_table(clx: bytes) -> bytes:
    at = 0
    while at + 3 <= len(clx) and clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at + 5 > len(clx) or clx[at] != 2:
        raise refusals.refused("damaged")
    (size,) = struct.unpack_from("<I", clx, at + 1)
    return clx[at + 5 : at + 5 + size]
