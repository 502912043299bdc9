"""A `w:tbl` as rows of cells: horizontal and vertical merges, repeated header rows, rows deleted by tracked changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from khue.foundation.office import refusals
from khue.foundation.office.readers.docx import names as n
from khue.foundation.office.readers.docx import words
from khue.foundation.office.readers.docx.numbering import Numbering
from khue.foundation.office.source import Cell, Limits, Table

_WIDEST = 256


@dataclass
class Walk:
    """What one reading of a document carries along: its lists, the limits, what was counted so far."""

    numbering: Numbering
    limits: Limits
    has_bold: bool = True
    tables: int = 0
    cells: int = 0
    rows: int = 0

    def count(self, cells: int) -> None:
        self.rows += 1
        self.cells += cells
        if self.rows > self.limits.rows or self.cells > self.limits.cells:
            raise refusals.too_large("bảng có quá nhiều dòng", f"{self.limits.rows} dòng")


@dataclass
class _Grid:
    """Rows as they grow; `merging` says for a column where the vertical merge that runs through it began."""

    rows: list[list[Cell]] = field(default_factory=list)
    merging: dict[int, tuple[int, int]] = field(default_factory=dict)
    nested: list[etree._Element] = field(default_factory=list)

    def grow(self, column: int) -> bool:
        """Lengthen the cell above by a row; False when no merge runs through this column."""
        if column not in self.merging:
            return False
        row, place = self.merging[column]
        cell = self.rows[row][place]
        self.rows[row][place] = replace(cell, rowspan=cell.rowspan + 1)
        return True


def inside(parent: etree._Element, *wanted: str) -> Iterator[etree._Element]:
    """The wanted children, looking through content controls and tracked insertions."""
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag in n.WRAPPERS:
            yield from inside(child, *wanted)


def read(tbl: etree._Element, walk: Walk) -> list[Table]:
    """The table, and after it the tables that stand inside its cells."""
    walk.tables += 1
    number, header_rows = walk.tables, 0
    grid = _Grid()
    for tr in inside(tbl, n.TR):
        properties = tr.find(n.TRPR)
        if properties is not None:
            if properties.find(n.DEL) is not None:
                continue
            header_rows += len(grid.rows) == header_rows and _is_on(properties.find(n.TBLHEADER))
        walk.count(_read_row(tr, _columns_before(properties), grid, walk))
    found = [Table(tuple(tuple(row) for row in grid.rows), number, header_rows=header_rows)]
    for inner in grid.nested:
        found += read(inner, walk)
    return found


def _read_row(tr: etree._Element, column: int, grid: _Grid, walk: Walk) -> int:
    """Add the row to the grid; how many columns it reaches over."""
    cells: list[Cell] = []
    grid.rows.append(cells)
    row = len(grid.rows) - 1
    for tc in inside(tr, n.TC):
        first = next(iter(tc), None)
        properties = first if first is not None and first.tag == n.TCPR else None
        span, down, across = _merges(properties) if properties is not None else (1, "", False)
        if across and cells:
            cells[-1] = replace(cells[-1], colspan=cells[-1].colspan + span)
        elif down != "continue" or not grid.grow(column):
            cells.append(_read_cell(tc, row, column, span, grid, walk))
            grid.merging.pop(column, None)
            if down:
                grid.merging[column] = (row, len(cells) - 1)
        column = min(column + span, _WIDEST)
    return column


def _merges(properties: etree._Element) -> tuple[int, str, bool]:
    """Columns spanned; "restart", "continue" or "" of a vertical merge; whether an old horizontal merge goes on."""
    span, down, across = 1, "", False
    for item in properties:
        if item.tag == n.GRIDSPAN:
            span = _small(item.get(n.VAL))
        elif item.tag == n.VMERGE:
            down = "restart" if item.get(n.VAL) == "restart" else "continue"
        elif item.tag == n.HMERGE:
            across = item.get(n.VAL) != "restart"
    return span, down, across


def _small(written: str | None) -> int:
    return min(max(int(written), 1), _WIDEST) if written and written.isdecimal() and len(written) < 5 else 1


def _columns_before(properties: etree._Element | None) -> int:
    before = properties.find(n.GRIDBEFORE) if properties is not None else None
    return _small(before.get(n.VAL)) if before is not None else 0


def _is_on(item: etree._Element | None) -> bool:
    return item is not None and item.get(n.VAL, "1") not in n.OFF


def _read_cell(tc: etree._Element, row: int, column: int, span: int, grid: _Grid, walk: Walk) -> Cell:
    paragraphs: list[str] = []
    for item in inside(tc, n.P, n.TBL):
        if item.tag == n.P:
            text = words.text_of(item)
            marker, _ = words.marker_of(item, walk.numbering)
            paragraphs += _lines(words.marked(text, marker) if marker else text)
        else:
            grid.nested.append(item)
            paragraphs += _flat(item)
    bold = next(tc.iter(n.B), None) if walk.has_bold else None
    return Cell("\n".join(paragraphs), tuple(paragraphs), row, column, 1, span, _is_on(bold))


def _lines(text: str) -> list[str]:
    if "\n" not in text:
        line = text.replace("\t", " ").strip()
        return [line] if line else []
    return [line for part in text.split("\n") if (line := part.replace("\t", " ").strip())]


def _flat(tbl: etree._Element) -> list[str]:
    """A table inside a cell, as the cell's own lines: one for each row."""
    rows = (" ".join(filter(None, map(words.text_of, tr.iter(n.P)))) for tr in inside(tbl, n.TR))
    return [row for row in rows if row]
