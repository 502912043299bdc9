"""The body of a paper: headings, paragraphs, lists and tables."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator
from itertools import groupby

from khue.engine.records import documents
from khue.engine.records.printing.composition import type as typesetting
from khue.engine.records.printing.profiles import Profile
from khue.foundation.office import layout

_SHORT_LINES = 12


def blocks(
    said: tuple[documents.Block, ...], profile: Profile, width_mm: float, *, before_closing: bool = False
) -> Iterator[layout.Part]:
    """The parts of the body. The last one stays with the signatures that follow: they never stand on a page alone."""
    parts = [part for block in said for part in _block(block, profile, width_mm)]
    if parts and before_closing:
        parts[-1] = _kept(parts[-1])
    yield from parts


def _kept(part: layout.Part) -> layout.Part:
    if isinstance(part, layout.Line):
        return dataclasses.replace(part, look=part.look.but(keep_next=True))
    if isinstance(part, layout.Grid):
        return dataclasses.replace(part, keep_next=True)
    return part


def _block(block: documents.Block, profile: Profile, width_mm: float) -> Iterator[layout.Part]:
    if isinstance(block, documents.Heading):
        yield _heading(block, profile)
    elif isinstance(block, documents.Paragraph):
        yield typesetting.line(block.text, _text_look(profile).but(align="justify", first_mm=profile.first_line_mm))
    elif isinstance(block, documents.ItemList):
        look = _text_look(profile).but(left_mm=profile.first_line_mm, align="justify")
        yield from (typesetting.hanging(item, look) for item in block.items)
    else:
        yield from _table(block, profile, width_mm)


def _text_look(profile: Profile) -> layout.Look:
    return layout.Look(size_pt=profile.sizes.body, after_pt=profile.between_pt, spacing=profile.spacing)


def _heading(heading: documents.Heading, profile: Profile) -> layout.Line:
    look = _text_look(profile).but(
        bold=True,
        italic=heading.level > 1,
        align="left" if heading.level else "center",
        first_mm=profile.first_line_mm if heading.level else 0,
        before_pt=0 if heading.level > 1 else profile.between_pt,
        keep_next=True,
        heading=max(1, heading.level) + 1,
    )
    return typesetting.line(heading.text, look)


def _table(table: documents.Table, profile: Profile, width_mm: float) -> Iterator[layout.Part]:
    look = layout.Look(size_pt=profile.sizes.table)
    if table.caption:
        yield typesetting.line(
            table.caption, look.but(size_pt=profile.sizes.body, bold=True, align="center", after_pt=4, keep_next=True)
        )
    shares = [column.width for column in table.columns]
    widths = tuple(width_mm * share / sum(shares) for share in shares)
    header = tuple(_header(table, look))
    rows = (*header, *_rows(table, look))
    yield layout.Grid(
        widths_mm=widths,
        rows=rows,
        header_rows=len(header),
        whole=frozenset(number for number, row in enumerate(rows) if _is_short(row, widths, look.size_pt)),
        after_pt=profile.between_pt,
    )


def _is_short(row: tuple[layout.GridCell, ...], widths_mm: tuple[float, ...], size_pt: float) -> bool:
    """Whether a row is low enough to move to the next page whole. A guess from the number of letters is good enough."""
    letter_mm = size_pt * 0.46 * 25.4 / 72
    narrowest = min(widths_mm)
    for cell in row:
        width = widths_mm[row.index(cell)] if len(row) == len(widths_mm) else narrowest
        per_line = max(4, width / letter_mm)
        lines = sum(math.ceil(len(part.text) / per_line) for part in cell.parts if isinstance(part, layout.Line))
        if lines > _SHORT_LINES:
            return False
    return True


def _header(table: documents.Table, look: layout.Look) -> Iterator[tuple[layout.GridCell, ...]]:
    """The titles; where neighbours share a group, in two storeys."""
    look = look.but(bold=True, align="center")
    grouped = any(column.group for column in table.columns)
    upper: list[layout.GridCell] = []
    lower: list[layout.GridCell] = []
    for group, neighbours in groupby(table.columns, key=lambda column: column.group):
        columns = list(neighbours)
        if group:
            upper.append(_head_cell(group, look, colspan=len(columns)))
            lower.extend(_head_cell(column.title, look) for column in columns)
        else:
            upper.extend(_head_cell(column.title, look, rowspan=2 if grouped else 1) for column in columns)
    yield tuple(upper)
    if grouped:
        yield tuple(lower)
    if table.numbered:
        plain = look.but(bold=False, italic=True)
        yield tuple(_head_cell(f"({number})", plain) for number, _ in enumerate(table.columns, 1))


def _head_cell(said: str, look: layout.Look, *, colspan: int = 1, rowspan: int = 1) -> layout.GridCell:
    return layout.GridCell((typesetting.line(said, look),), colspan, rowspan, "middle")


def _rows(table: documents.Table, look: layout.Look) -> Iterator[tuple[layout.GridCell, ...]]:
    """The rows, each cell aligned as the column it begins in; no row spans below the last one."""
    clipped = [
        [dataclasses.replace(cell, rowspan=min(cell.rowspan, len(table.rows) - number)) for cell in row]
        for number, row in enumerate(table.rows)
    ]
    bare = tuple(tuple(layout.GridCell((), cell.colspan, cell.rowspan) for cell in row) for row in clipped)
    places = layout.anchors(layout.Grid(widths_mm=tuple(column.width for column in table.columns), rows=bare))
    for row, placed in zip(clipped, places, strict=True):
        yield tuple(_cell(cell, table.columns[x], look) for cell, (x, _) in zip(row, placed, strict=True))


def _cell(cell: documents.Cell, column: documents.Column, look: layout.Look) -> layout.GridCell:
    # To both margins a narrow cell would open wide gaps between Vietnamese syllables (stack.md, trap 16).
    align = cell.align or (column.align if cell.colspan == 1 else "left")
    look = look.but(align=align, bold=cell.bold)
    return layout.GridCell(tuple(typesetting.hanging(item, look) for item in cell.lines), cell.colspan, cell.rowspan)
