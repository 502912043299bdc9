"""Excel workbooks (.xlsx). The fast reader is given the file only after the sheets have shown how far they reach.

That reader makes a dense grid up to the farthest cell: two cells, one of them in the last corner of a sheet, would make
it ask for half a terabyte and end the process. So the farthest cell is looked up first.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import python_calamine as calamine

from khue.foundation.office import refusals, xml
from khue.foundation.office.package import Package
from khue.foundation.office.readers import percents, sheets
from khue.foundation.office.source import Document, Limits

# r="AB12" of cells and r="12" of rows; two looks for one part each are quicker than one look for both.
_LETTERS = re.compile(rb"\br=[\"']([A-Z]{1,7})[0-9]")
_NUMBERS = re.compile(rb"\br=[\"'][A-Z]{0,7}([0-9]{1,10})[\"']")
_SHEET = re.compile(r"xl/(?:worksheets|chartsheets|dialogsheets|macrosheets)/[^/]+\.xml")
_MAX_ROWS, _MAX_COLUMNS = 1_048_576, 16_384
_UNTYPED = (calamine.CalamineError, ValueError, OverflowError, OSError)


def read(data: bytes, limits: Limits) -> Document:
    """An .xlsx. Raises `Unreadable` and `TooLarge`."""
    package = Package(data, limits)
    _check(package, limits)
    return sheets.document("xlsx", _tables(data, limits, percents.of(package)))


def rows(data: bytes, limits: Limits, sheet: int = 0) -> list[list[Any]]:
    """The bare values of one sheet, for lists that are data and not documents. Raises `Unreadable` and `TooLarge`."""
    _check(Package(data, limits), limits)
    with opened(data) as workbook:
        return values_of(workbook, workbook.sheet_names[sheet])


def pages(data: bytes, limits: Limits) -> dict[str, list[list[Any]]]:
    """The bare values of every visible sheet by its name. Raises `Unreadable` and `TooLarge`."""
    _check(Package(data, limits), limits)
    with opened(data) as workbook:
        return {name: values_of(workbook, name) for name in _visible(workbook)}


def _check(package: Package, limits: Limits) -> None:
    """Read every part once: a part that lies about its size or holds entities is found here."""
    for name in package.names:
        if not name.endswith(".xml"):
            continue
        part = package.read(name)
        if xml.has_entities(part):
            raise refusals.refused("unsafe")
        if _SHEET.fullmatch(name):
            sheets.check_size(*_extent(part), limits)


def _extent(part: bytes) -> tuple[int, int]:
    """Rows and columns up to the farthest cell that the sheet writes."""
    farthest_row = max(map(int, set(_NUMBERS.findall(part))), default=0)
    farthest_column = max((percents.column_of(letters) + 1 for letters in set(_LETTERS.findall(part))), default=0)
    if farthest_row > _MAX_ROWS or farthest_column > _MAX_COLUMNS:
        raise refusals.refused("damaged")
    return farthest_row, farthest_column


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn the reader's errors into refusals. Its panics are no `Exception` and have no importable name."""
    try:
        yield
    except calamine.PasswordError:
        raise refusals.refused("encrypted") from None
    except _UNTYPED:
        raise refusals.refused("damaged") from None
    except BaseException as problem:
        if type(problem).__name__ != "PanicException":
            raise
        raise refusals.refused("damaged") from None


def opened(data: bytes) -> calamine.CalamineWorkbook:
    """The workbook. Raises `Unreadable` ("encrypted", "damaged")."""
    with _refusing():
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))


def _tables(data: bytes, limits: Limits, shares: dict[str, frozenset[tuple[int, int]]]) -> Iterator[Any]:
    with opened(data) as workbook:
        for number, name in enumerate(_visible(workbook), start=1):
            values = values_of(workbook, name)
            sheets.check_size(len(values), max(map(len, values), default=0), limits)
            _show_percents(values, shares.get(name, frozenset()))
            yield sheets.table(values, merged_of(workbook, name), number, name)


def _visible(workbook: calamine.CalamineWorkbook) -> list[str]:
    """The sheets that people see, or all when all are hidden."""
    visible = [meta.name for meta in workbook.sheets_metadata if meta.visible == calamine.SheetVisibleEnum.Visible]
    return visible or list(workbook.sheet_names)


def _show_percents(values: list[list[Any]], places: frozenset[tuple[int, int]]) -> None:
    for row, column in places:
        value = values[row][column] if row < len(values) and column < len(values[row]) else None
        if isinstance(value, int | float) and not isinstance(value, bool):
            values[row][column] = percents.shown(value)


def values_of(workbook: calamine.CalamineWorkbook, name: str) -> list[list[Any]]:
    """The values of a sheet from its first cell A1 on; a sheet that is no grid has none."""
    with _refusing():
        try:
            return workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except calamine.WorksheetNotFound:
            return []


def merged_of(workbook: calamine.CalamineWorkbook, name: str) -> list[sheets.Range]:
    """The merged ranges of a sheet, none where the format does not tell them."""
    with _refusing():
        return list(workbook.get_sheet_by_name(name).merged_cell_ranges or [])
