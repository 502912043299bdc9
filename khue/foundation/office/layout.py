"""The plain parts of a printed page, known to both printers: lines, rules, gaps, grids, sheets.

A document is composed once into these parts; `docx_out` and `typst_out` only set them. Nothing here knows what a decision or
a form is, and no printer decides a size, a width or a word by itself: so Word file and PDF cannot drift apart.
Lengths: `_mm` millimetres, `_pt` points.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal

Align = Literal["left", "center", "right", "justify"]
Vertical = Literal["top", "middle"]
# What XML cannot hold (control signs, lone surrogates), and what nobody sees but can turn the order of a line round.
_NEVER = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_BREAKS = re.compile("\r\n?|[\u2028\u2029]")


def clean(text: str) -> str:
    """The text as both printers can hold it: composed (NFC), line feeds only, tabs as spaces, no control signs."""
    return _NEVER.sub("", unicodedata.normalize("NFC", _BREAKS.sub("\n", text)).replace("\t", " "))


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look. A line feed inside is a break of line. `field` “pages” stands for the number of pages of
    the whole paper, two digits at least; its text is left empty."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    field: Literal["", "pages"] = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a paragraph is set. `spacing` is a multiple of single spacing; `heading` > 0 puts it in the outline."""

    size_pt: float = 13
    align: Align = "left"
    bold: bool = False
    italic: bool = False
    first_mm: float = 0
    left_mm: float = 0
    before_pt: float = 0
    after_pt: float = 0
    spacing: float = 1
    keep_next: bool = False
    heading: int = 0

    def but(self, **changes: object) -> Look:
        """The same look with these changes."""
        return _changed(self, tuple(changes.items()))


@lru_cache(maxsize=512)
def _changed(look: Look, changes: tuple[tuple[str, Any], ...]) -> Look:
    # A long table asks for the same few looks thousands of times.
    return replace(look, **dict(changes))


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. `marker` (“-”, “1.”) hangs before it: later lines stand under the text, not under the marker."""

    runs: tuple[Run, ...]
    look: Look = Look()
    marker: str = ""

    @property
    def text(self) -> str:
        words = "".join(run.text for run in self.runs)
        return f"{self.marker} {words}" if self.marker else words


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line of its own width (Decree 30 draws it, it is no underlined text)."""

    width_mm: float
    align: Align = "center"
    after_pt: float = 0
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty height, for a signature."""

    height_pt: float
    keep_next: bool = True


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell and what stands in it."""

    parts: tuple[Line | Rule | Gap, ...]
    colspan: int = 1
    rowspan: int = 1
    vertical: Vertical = "top"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table. A cell that is covered from above or from the left is left out of its row.

    `header_rows` are repeated on every page. The end of a page may cut a row unless it is among the `whole` ones; a grid that is
    `together` moves to the next page as one.
    """

    widths_mm: tuple[float, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    header_rows: int = 0
    ruled: bool = True
    whole: frozenset[int] = frozenset()
    together: bool = False
    keep_next: bool = False
    padding_mm: tuple[float, float] = (0.8, 1.5)
    after_pt: float = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing (SVG text), in the middle of the page; `alt` says it in words."""

    svg: str
    width_mm: float
    height_mm: float
    alt: str
    after_pt: float = 0


Part = Line | Rule | Gap | Grid | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Pages of one size and direction. In the top margin stand, at the right, `first_head` on the first page and
    `running_head` on the others, and in the middle the number of the page, from the second page of the sheet on, counted
    from 1 for each sheet. With `paged_head` every page carries that text at the left and “Trang x/y” at the right instead."""

    width_mm: float = 210
    height_mm: float = 297
    top_mm: float = 20
    bottom_mm: float = 20
    left_mm: float = 30
    right_mm: float = 15
    head_mm: float = 10
    number_pt: float = 13
    first_head: str = ""
    running_head: str = ""
    running_pt: float = 10
    paged_head: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def text_mm(self) -> float:
        """Width between the margins."""
        return self.width_mm - self.left_mm - self.right_mm


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A whole paper, ready to be printed."""

    sheets: tuple[Sheet, ...]
    title: str
    author: str = ""
    subject: str = ""
    at: datetime | None = None
    word_font: str = "Times New Roman"
    size_pt: float = 13


def anchors(grid: Grid) -> list[list[tuple[int, GridCell]]]:
    """For each row its own cells with the column each begins in, counting what spans down from above.

    Raises `ValueError` when a row does not fill the columns exactly: a printer would draw a broken table.
    """
    columns = len(grid.widths_mm)
    taken = [0] * columns
    placed: list[list[tuple[int, GridCell]]] = []
    for number, row in enumerate(grid.rows):
        row_placed, taken = _place(row, taken, number)
        placed.append(row_placed)
    return placed


def _place(row: tuple[GridCell, ...], taken: list[int], number: int) -> tuple[list[tuple[int, GridCell]], list[int]]:
    left = [max(0, rows - 1) for rows in taken]
    free = [column for column, rows in enumerate(taken) if rows == 0]
    placed = []
    for cell in row:
        span = free[: cell.colspan]
        if len(span) < cell.colspan or span[-1] - span[0] != cell.colspan - 1:
            raise ValueError(f"row {number}: too many cells")
        free = free[cell.colspan :]
        placed.append((span[0], cell))
        for column in span:
            left[column] = cell.rowspan - 1
    if free:
        raise ValueError(f"row {number}: {len(free)} columns without a cell")
    return placed, left
