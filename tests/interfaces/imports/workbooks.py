"""Workbooks as people fill them in, made in memory."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from khue.interfaces.imports import terms


def workbook(
    units: list[dict[str, Any]] | None = None, people: list[dict[str, Any]] | None = None, *, top: int = 0, **other: Any
) -> bytes:
    """Both sheets with the headings of the template; `top` empty rows above them; `other` sheets by name."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, columns, rows in (
            (terms.UNITS_SHEET, terms.UNIT_COLUMNS, units),
            (terms.PEOPLE_SHEET, terms.PERSON_COLUMNS, people),
        ):
            if rows is not None:
                _fill(book.add_worksheet(name), columns, rows, top)
        for name, rows in other.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return out.getvalue()


def _fill(sheet: Any, columns: Any, rows: list[dict[str, Any]], top: int) -> None:
    for place, (key, heading, must, _help) in enumerate(columns):
        sheet.write_string(top, place, f"{heading} *" if must else heading)
        for number, row in enumerate(rows, start=top + 1):
            sheet.write(number, place, row.get(key, ""))


def unit(code: str, name: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "name": name, "valid_from": "01/09/2024", **more}


def person(key: str, name: str, position: str = "Giảng viên", unit: str = "CK", **more: Any) -> dict[str, Any]:
    facts = {"full_name": name, "email": f"{key}@khuevan.example", "position": position, "unit": unit}
    return {**facts, "valid_from": "01/09/2024", **more}
