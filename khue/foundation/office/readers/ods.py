"""OpenDocument spreadsheets (.ods), read from their XML: it tells paragraphs and merged cells, and repeats are capped.

An .ods writes “this row a million times” in one attribute; only rows and cells with content count, and only up to the limits.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from khue.foundation.office import refusals, xml
from khue.foundation.office.package import Package
from khue.foundation.office.readers import sheets
from khue.foundation.office.source import Cell, Document, Limits, Table, cell

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ROWS_REPEATED, _COLUMNS_REPEATED = _TABLE + "number-rows-repeated", _TABLE + "number-columns-repeated"
_ROWSPAN, _COLSPAN = _TABLE + "number-rows-spanned", _TABLE + "number-columns-spanned"
_CELL, _COVERED = _TABLE + "table-cell", _TABLE + "covered-table-cell"
_WIDEST, _TALLEST = 1_024, 5_000


def read(data: bytes, limits: Limits) -> Document:
    """An .ods. Raises `Unreadable` and `TooLarge`."""
    root = xml.parse(Package(data, limits).read("content.xml"))
    tables = [_table(item, number, limits) for number, item in enumerate(root.iter(_TABLE + "table"), start=1)]
    return sheets.document("ods", tables)


def _table(item: etree._Element, number: int, limits: Limits) -> Table:
    rows: list[tuple[Cell, ...]] = []
    blank = covered = 0
    for tr in item.iter(_TABLE + "table-row"):
        times = _count(tr, _ROWS_REPEATED)
        if not any(True for _ in tr.iter(_TEXT + "p")):
            blank += times
            continue
        sheets.check_size(len(rows) + blank + times, 1, limits)
        rows += [() for _ in range(blank)]
        blank = 0
        rows += [tuple(_cells(tr, len(rows) + again)) for again in range(times)]
        covered += sum(cell.rowspan * cell.colspan for row in rows[-times:] for cell in row)
        sheets.check_size(len(rows), max(map(len, rows[-1:]), default=0), limits)
        if covered > limits.cells:
            raise refusals.too_large("bảng có quá nhiều ô", f"{limits.cells} ô")
    return Table(tuple(rows), number, name=item.get(_TABLE + "name", ""))


def _cells(tr: etree._Element, row: int) -> Iterator[Cell]:
    column = 0
    for item in tr.iterchildren(_CELL, _COVERED):
        times = min(_count(item, _COLUMNS_REPEATED), _WIDEST)
        lines = _lines(item)
        if item.tag == _CELL:
            for again in range(times if lines else min(times, 1)):
                yield cell(lines, row, column + again, _span(item, _ROWSPAN, _TALLEST), _span(item, _COLSPAN, _WIDEST))
        column += times
        if column >= _WIDEST:
            return


def _lines(item: etree._Element) -> list[str]:
    return [line for part in item.iterchildren(_TEXT + "p") for line in sheets.lines_of(_words(part))]


def _words(part: etree._Element) -> str:
    words = [part.text or ""]
    for child in part:
        if child.tag == _TEXT + "line-break":
            words.append("\n")
        else:
            words.append(" " if child.tag in {_TEXT + "s", _TEXT + "tab"} else _words(child))
        words.append(child.tail or "")
    return "".join(words)


def _span(item: etree._Element, name: str, most: int) -> int:
    return min(_count(item, name), most)


def _count(item: etree._Element, name: str) -> int:
    written = item.get(name, "1")
    return max(int(written), 1) if written.isdecimal() and len(written) < 9 else 1
