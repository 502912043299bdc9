"""What our paper font has and how wide it is, read from its own tables.

Tinos has the widths of Times New Roman, so a rule measured here fits in Word as well as in the PDF.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
_MM_PER_PT = 25.4 / 72
# Signs that Tinos lacks and the monospaced font inside typst has: boxes to tick, ticks, some of mathematics.
BORROWED = frozenset("☐☑☒✓✔✗✘◆◇▶★☆⇒⇔⇐∀∃∈∉∪⊂⊆≅∝∠⊥")


@dataclass(frozen=True)
class Face:
    """One file of the font: the glyph of each character and the advance of each glyph, in units of the em."""

    units: int
    glyphs: dict[int, int]
    advances: tuple[int, ...]

    def advance(self, character: str) -> int:
        glyph = self.glyphs.get(ord(character), 0)
        return self.advances[min(glyph, len(self.advances) - 1)]


def width_mm(text: str, size_pt: float, *, bold: bool = False, italic: bool = False) -> float:
    """The width in millimetres of one line of text at `size_pt` points."""
    name = ("Bold" if bold else "") + ("Italic" if italic else "") or "Regular"
    face = read_face(name)
    return sum(map(face.advance, text)) / face.units * size_pt * _MM_PER_PT


def printable(text: str, *, instead: str = "□") -> str:
    """The text with a box for each sign that no font of ours has. PDF/A forbids a page with a missing glyph."""
    return text if text.isascii() else _foreign().sub(instead, text)


@cache
def _foreign() -> re.Pattern[str]:
    known = sorted({*read_face("Regular").glyphs, *map(ord, BORROWED), ord("\n")})
    starts = [code for place, code in enumerate(known) if place == 0 or known[place - 1] != code - 1]
    ends = [code for place, code in enumerate(known) if place + 1 == len(known) or known[place + 1] != code + 1]
    spans = "".join(f"\\U{start:08x}-\\U{end:08x}" for start, end in zip(starts, ends, strict=True))
    return re.compile(f"[^{spans}]")


@cache
def read_face(name: str) -> Face:
    """The face "Regular", "Bold", "Italic" or "BoldItalic"."""
    data = (FONTS / f"Tinos-{name}.ttf").read_bytes()
    tables = {}
    for index in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        tables[tag] = data[offset : offset + length]
    count = struct.unpack_from(">H", tables[b"hhea"], 34)[0]
    return Face(
        units=struct.unpack_from(">H", tables[b"head"], 18)[0],
        glyphs=_read_characters(tables[b"cmap"]),
        advances=struct.unpack(">" + "Hh" * count, tables[b"hmtx"][: 4 * count])[::2],
    )


def _read_characters(cmap: bytes) -> dict[int, int]:
    """The basic plane (subtable of format 4), OpenType specification, "cmap"."""
    for index in range(struct.unpack_from(">H", cmap, 2)[0]):
        offset = struct.unpack_from(">L", cmap, 8 + 8 * index)[0]
        if struct.unpack_from(">H", cmap, offset)[0] == 4:
            return _read_segments(cmap[offset:])
    raise ValueError("the font has no table of characters of format 4")


def _read_segments(table: bytes) -> dict[int, int]:
    count = struct.unpack_from(">H", table, 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}h", table, 16 + 4 * count)
    places = 16 + 6 * count
    glyphs = {}
    for number, (start, end, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        reach = struct.unpack_from(">H", table, places + 2 * number)[0]
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if reach:
                glyph = struct.unpack_from(">H", table, places + 2 * number + reach + 2 * (code - start))[0]
            if glyph:
                glyphs[code] = (glyph + delta) & 0xFFFF
    return {code: glyph for code, glyph in glyphs.items() if glyph}
