"""Excel files out: rows are written as they come, so a table of any length needs the memory of one row.

A text is always written as text: what begins with “=” is no formula, an address is no link. Numbers, days and moments are real
numbers and days of Excel, which shows them in the reader's own manner.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import IO, Any, Literal

import xlsxwriter
from xlsxwriter import utility

from khue.foundation.kernel import clock
from khue.foundation.office import layout

Value = str | int | float | Decimal | date | datetime | bool | None
_LONGEST = 32767  # letters in one cell of Excel
_BAD_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_CHUNK = 64 * 1024
_LISTS = "Danh sách chọn"
_ROOM = 2000  # rows below the heading that offer their lists
_STILL_ALLOWED = {
    "insert_rows": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
    "sort": True,
}
_FORMATS = {
    "text": "@",
    "number": "#,##0.##",
    "integer": "#,##0",
    "percent": '0.##"%"',
    "day": "dd/mm/yyyy",
    "moment": "dd/mm/yyyy hh:mm",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `width` in letters; a `percent` is the per cent number (92.5), not its hundredth.

    `choices` are offered in each cell's list (what is not in it is refused with `strict`, else only remarked on); `help` is shown
    when one rests on the heading. In a protected table a `locked` column cannot be written to.
    """

    title: str
    width: float = 16
    kind: Literal["text", "number", "integer", "percent", "day", "moment"] = "text"
    wrap: bool = False
    choices: tuple[str, ...] = ()
    strict: bool = False
    help: str = ""
    hidden: bool = False
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: lines above the table, the heads, the rows. `rows` is read once, one row at a time.

    `protected`: the heads and the locked columns cannot be changed; rows may be added. No password: it guards against slips.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Value]]
    above: tuple[str, ...] = ()
    protected: bool = False


def write(target: IO[bytes], tables: Sequence[Table], *, title: str = "", at: datetime | None = None) -> None:
    """Writes the workbook to `target`. Raises `ValueError` when a row has more cells than the table has columns."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(target, options)
    about: dict[str, Any] = {"title": layout.clean(title)}
    if at is not None:
        about["created"] = _local(at)
    book.set_properties(about)
    names = _names([table.name for table in tables])
    written = [(_write_table(book, name, table), table) for name, table in zip(names, tables, strict=True)]
    _offer_choices(book, written)
    book.close()


def chunks(tables: Sequence[Table], *, title: str = "", at: datetime | None = None) -> Iterator[bytes]:
    """The workbook in pieces, for an answer that is streamed; it waits in a file, not in memory."""
    with tempfile.TemporaryFile() as kept:
        write(kept, tables, title=title, at=at)
        kept.seek(0)
        while piece := kept.read(_CHUNK):
            yield piece


def to_bytes(tables: Sequence[Table], *, title: str = "", at: datetime | None = None) -> bytes:
    """The whole workbook."""
    return b"".join(chunks(tables, title=title, at=at))


def _write_table(book: Any, name: str, table: Table) -> Any:
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True, "font_size": 13})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#E8EDF5"})
    looks = [_look(book, column) for column in table.columns]
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width, looks[number], {"hidden": column.hidden})
    for number, said in enumerate(table.above):
        sheet.write_string(number, 0, _text(said), heading)
    top = len(table.above) + 1 if table.above else 0
    for number, column in enumerate(table.columns):
        sheet.write_string(top, number, _text(column.title), head)
        if column.help:
            sheet.write_comment(top, number, column.help)
    sheet.freeze_panes(top + 1, 0)
    last = _write_rows(sheet, table, looks, top + 1)
    if table.columns:
        sheet.autofilter(top, 0, max(last, top), len(table.columns) - 1)
    if table.protected:
        sheet.protect("", _STILL_ALLOWED)
    return sheet


def _offer_choices(book: Any, written: Sequence[tuple[Any, Table]]) -> None:
    """Drop-down lists. Excel takes 255 letters in the cell itself, so they stand on a sheet of their own that nobody sees."""
    lists = [
        (sheet, place, column)
        for sheet, table in written
        for place, column in enumerate(table.columns)
        if column.choices
    ]
    if not lists:
        return
    kept = book.add_worksheet(_LISTS)
    kept.very_hidden()
    longest = max(len(column.choices) for _sheet, _place, column in lists)
    for row in range(longest):
        for number, (_sheet, _place, column) in enumerate(lists):
            if row < len(column.choices):
                kept.write_string(row, number, _text(column.choices[row]))
    for number, (sheet, place, column) in enumerate(lists):
        letters = utility.xl_col_to_name(number, True)
        source = f"='{_LISTS}'!{letters}$1:{letters}${len(column.choices)}"
        rule = {"validate": "list", "source": source, "error_type": "stop" if column.strict else "information"}
        rule |= {"error_title": column.title[:31], "error_message": "Chọn một dòng trong danh sách của ô."}
        sheet.data_validation(1, place, _ROOM, place, rule)


def _write_rows(sheet: Any, table: Table, looks: list[Any], first: int) -> int:
    width, number = len(table.columns), first - 1
    for number, row in enumerate(table.rows, first):
        if len(row) > width:
            raise ValueError(f"row {number - first}: {len(row)} cells, {width} columns")
        for column, value in enumerate(row):
            _write_value(sheet, number, column, value, looks[column])
    return number


def _write_value(sheet: Any, row: int, column: int, value: Value, look: Any) -> None:
    if isinstance(value, str):
        if value:
            sheet.write_string(row, column, _text(value), look)
    elif value is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, look)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, _local(value), look)
    else:
        sheet.write_number(row, column, float(value), look)


def _look(book: Any, column: Column) -> Any:
    aligned = {"align": "right"} if column.kind in {"number", "integer", "percent"} else {}
    look = {"num_format": _FORMATS[column.kind], "text_wrap": column.wrap, "valign": "top", "locked": column.locked}
    return book.add_format({**look, **aligned})


def _local(value: date | datetime) -> date | datetime:
    # Excel knows no time zones: the wall clock of the school is what people expect to read.
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(clock.LOCAL).replace(tzinfo=None)
    return value


def _text(value: str) -> str:
    kept = layout.clean(value)
    return kept if len(kept) <= _LONGEST else kept[: _LONGEST - 1] + "…"


def _names(wanted: Iterable[str]) -> list[str]:
    """Names that Excel takes: at most 31 letters, without its own signs, no two alike."""
    made: list[str] = []
    for name in wanted:
        bare = _BAD_IN_NAMES.sub(" ", layout.clean(name)).replace("\n", " ").strip(" '")[:31] or "Bảng"
        used = {one.casefold() for one in made}
        numbered = (f"{bare[:27]} ({number})" for number in count(2))
        made.append(bare if bare.casefold() not in used else next(n for n in numbered if n.casefold() not in used))
    return made
