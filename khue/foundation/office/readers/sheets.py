"""Spreadsheet values as people see them in the cell, and tables from rows of values with merged ranges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from khue.foundation.office import refusals
from khue.foundation.office.source import Block, Cell, Document, Limits, Paragraph, Table, cell

Range = tuple[tuple[int, int], tuple[int, int]]
# A merge down the whole sheet is a mistake of the pen, not a cell of a plan.
_TALLEST, _MOST_COVERED = 5_000, 2_000_000


def shown(value: Any) -> str:
    """A cell's value as text: whole numbers without “.0”, days as dd/mm/yyyy, decimals with a comma."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
    return _shown_time(value)


def _shown_time(value: Any) -> str:
    if isinstance(value, datetime):
        day = value.strftime("%d/%m/%Y")
        return day if value.time() == time() else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value) if isinstance(value, int | timedelta) else repr(value)


def lines_of(text: str) -> list[str]:
    """The lines of a cell (Alt+Enter), trimmed, without empty ones."""
    return [line for part in text.replace("\r", "\n").split("\n") if (line := part.replace("\t", " ").strip())]


def table(values: Sequence[Sequence[Any]], merged: Iterable[Range], number: int, name: str) -> Table:
    """The table of a sheet; `merged` are ranges ((row, column), (row, column)), both ends included, from 0."""
    spans, covered = _spans(merged, len(values))
    rows = tuple(
        tuple(
            _cell(value, row, column, spans)
            for column, value in enumerate(line)
            if not (covered and (row, column) in covered)
        )
        for row, line in enumerate(values)
    )
    return Table(rows, number, name=name)


def _cell(value: Any, row: int, column: int, spans: dict[tuple[int, int], tuple[int, int]]) -> Cell:
    rowspan, colspan = spans.get((row, column), (1, 1)) if spans else (1, 1)
    return cell(lines_of(shown(value)), row, column, rowspan, colspan)


def _spans(merged: Iterable[Range], rows: int) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    area = 0
    for (top, left), (bottom, right) in merged:
        bottom, right = min(bottom, rows - 1, top + _TALLEST), min(right, left + 256)
        if bottom < top or right < left or (bottom, right) == (top, left):
            continue
        area += (bottom - top + 1) * (right - left + 1)
        if area > _MOST_COVERED:  # merged cells of a sheet never overlap, so they cannot cover more than there is
            raise refusals.refused("damaged")
        spans[top, left] = (bottom - top + 1, right - left + 1)
        covered.update((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))
        covered.discard((top, left))
    return spans, covered


def document(format: str, tables: Iterable[Table]) -> Document:
    """A workbook as a document: each sheet a table. A row with a single filled cell is also a line of text above it."""
    blocks: list[Block] = []
    for sheet in tables:
        blocks += [Paragraph(line) for line in _lines_above(sheet)]
        blocks.append(sheet)
    return Document(format, tuple(blocks))


def _lines_above(sheet: Table) -> list[str]:
    lines: list[str] = []
    for row in sheet.rows:
        filled = [item for item in row if item.text]
        if len(filled) > 2:
            break
        lines += [line for item in filled for line in item.paragraphs]
    return lines


def check_size(rows: int, columns: int, limits: Limits) -> None:
    """Raises `TooLarge` before the cells are made."""
    if rows > limits.rows or rows * columns > limits.cells:
        raise refusals.too_large(f"trang tính có {rows} dòng", f"{limits.rows} dòng")
