"""The body of a .doc: paragraphs and tables in order."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from khue.foundation.kernel.errors import Unreadable
from khue.foundation.office import refusals
from khue.foundation.office.readers import legacy
from khue.foundation.office.readers.doc import pieces, properties
from khue.foundation.office.readers.doc.compound import Compound
from khue.foundation.office.source import Block, Cell, Document, Limits, Paragraph, Table

_CELL_END, _PARAGRAPH_END, _PAGE_BREAK, _LINE_BREAK = "\x07", "\r", "\x0c", "\x0b"
_ENDS = re.compile("[\r\x07\x0c]")
# A field is its instruction, a divider and its result: only the result is shown.
_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x15]*))?\x15")
_SIGNS = {0x1E: "-", 0x1F: None, 0xA0: " ", 0x0B: "\n"}
_CONTROLS = {code: None for code in range(32) if code not in {9, 10}} | _SIGNS
_EDGE = 40
BROKEN = (struct.error, IndexError, UnicodeDecodeError)


def read(data: bytes, limits: Limits) -> Document:
    """A .doc. Raises `Unreadable` ("encrypted", "damaged", "old_word") and `TooLarge`."""
    try:
        blocks = blocks_of(data, limits)
    except BROKEN:
        return legacy.read(data, limits)
    except Unreadable as refusal:
        if refusal.code != "damaged":
            raise
        return legacy.read(data, limits)
    return Document("doc", tuple(blocks))


@dataclass
class _Row:
    cells: list[list[str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


@dataclass
class _Open:
    """The table that is being read: rows with the shapes of their cells, and the row at hand."""

    rows: list[tuple[list[list[str]], tuple[properties.CellShape, ...]]] = field(default_factory=list)
    row: _Row = field(default_factory=_Row)
    header_rows: int = 0


def blocks_of(data: bytes, limits: Limits) -> list[Block]:
    """Paragraphs and tables in order. Raises `Unreadable`, or one of `BROKEN` when the structure is not as told."""
    compound = Compound(data)
    main = compound.stream("WordDocument")
    about = pieces.header(main)
    table = compound.stream(about.table)
    plc = table[about.papx[0] : about.papx[0] + about.papx[1]]
    known = properties.ByPlace(main, plc, compound.stream("Data"))
    blocks: list[Block] = []
    opened = _Open()
    tables = rows = 0
    for text, end, what in _paragraphs(main, table, about, known):
        if what.depth:
            _take(opened, text, end, what)
            rows += what.ends_row
            if rows > limits.rows:
                raise refusals.too_large("bảng có quá nhiều dòng", f"{limits.rows} dòng")
            continue
        if opened.rows:
            tables += 1
            blocks.append(_table(opened, tables))
        opened = _Open()
        marked = f"- {text}" if what.listed and text.strip() else text
        blocks += [Paragraph(line, level=int(bool(what.listed))) for line in marked.split("\n") if line.strip()]
    if opened.rows:
        blocks.append(_table(opened, tables + 1))
    return blocks


def _paragraphs(
    main: bytes, table: bytes, about: pieces.Header, known: properties.ByPlace
) -> Iterator[tuple[str, str, properties.Properties]]:
    """Each paragraph with the sign that ends it and what it is."""
    begun: list[str] = []
    for piece in pieces.of(main, table, about):
        start = 0
        for found in _ENDS.finditer(piece.text):
            begun.append(piece.text[start : found.start()])
            what = known.at(piece.start + found.start() * piece.width)
            yield _shown("".join(begun)), found[0], what
            begun, start = [], found.end()
        begun.append(piece.text[start:])
    if any(begun):
        yield _shown("".join(begun)), _PARAGRAPH_END, properties.PLAIN


def _shown(raw: str) -> str:
    before = None
    while before != raw and "\x13" in raw:
        before, raw = raw, _FIELD.sub(lambda found: found[1] or "", raw)
    return raw.translate(_CONTROLS).strip()


def _take(opened: _Open, text: str, end: str, what: properties.Properties) -> None:
    """A paragraph inside a table; deeper tables are read as lines of their cell."""
    row = opened.row
    if what.ends_row and what.depth == 1:
        opened.header_rows += what.is_header and opened.header_rows == len(opened.rows)
        opened.rows.append((row.cells, what.cells))
        opened.row = _Row()
        return
    marker = "- " if what.listed and text and not text.startswith("-") else ""
    row.lines += [line for part in (marker + text).split("\n") if (line := part.replace("\t", " ").strip())]
    if end == _CELL_END and what.depth == 1:
        row.cells.append(row.lines)
        row.lines = []


def _table(opened: _Open, number: int) -> Table:
    edges = _columns([shape.left for _, shapes in opened.rows for shape in shapes])
    rows: list[list[Cell]] = []
    merging: dict[int, tuple[int, int]] = {}
    for at, (cells, shapes) in enumerate(opened.rows):
        rows.append([])
        for place, lines in enumerate(cells):
            shape = shapes[place] if place < len(shapes) else None
            column = _column(edges, shape.left) if shape else place
            span = 1 + sum(shape.left + _EDGE < edge < shape.right - _EDGE for edge in edges) if shape else 1
            _lay(rows, at, lines, (column, span), shape, merging)
    return Table(tuple(tuple(row) for row in rows), number, header_rows=opened.header_rows)


def _lay(
    rows: list[list[Cell]],
    row: int,
    lines: list[str],
    place: tuple[int, int],
    shape: properties.CellShape | None,
    merging: dict[int, tuple[int, int]],
) -> None:
    column, span = place
    if shape and shape.across and rows[row]:
        rows[row][-1] = replace(rows[row][-1], colspan=rows[row][-1].colspan + span)
    elif shape and shape.down == "continue" and column in merging:
        above, index = merging[column]
        rows[above][index] = replace(rows[above][index], rowspan=row - above + 1)
    else:
        rows[row].append(Cell("\n".join(lines), tuple(lines), row, column, 1, span))
        merging.pop(column, None)
        if shape and shape.down == "restart":
            merging[column] = (row, len(rows[row]) - 1)


def _columns(lefts: list[int]) -> list[int]:
    """The left edges of columns; edges closer than two points are one."""
    edges: list[int] = []
    for left in sorted(set(lefts)):
        if not edges or left - edges[-1] > _EDGE:
            edges.append(left)
    return edges


def _column(edges: list[int], place: int) -> int:
    return max((at for at, edge in enumerate(edges) if edge <= place + _EDGE), default=0)
