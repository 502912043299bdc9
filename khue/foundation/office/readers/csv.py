"""CSV in whatever encoding and with whatever delimiter a spreadsheet wrote it."""

from __future__ import annotations

import csv
import io
from collections import Counter

from khue.foundation.office import refusals
from khue.foundation.office.readers import encodings, tabbed
from khue.foundation.office.source import Document, Limits, Table, cell

_DELIMITERS = ",;\t|"
_SAMPLE, _WIDEST = 60, 512


def read(data: bytes, limits: Limits) -> Document:
    """A .csv as one table. Raises `Unreadable` ("unknown", "damaged") and `TooLarge`."""
    text = encodings.text_of(data)
    try:
        rows = _rows(text, limits)
    except csv.Error:
        raise refusals.refused("damaged") from None
    cells = tuple(
        tuple(cell(tabbed.lines_of(value), row, column) for column, value in enumerate(values))
        for row, values in enumerate(rows)
    )
    return Document("csv", (Table(cells),))


def _rows(text: str, limits: Limits) -> list[list[str]]:
    rows = []
    for values in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)):
        rows.append(values)
        if len(values) > _WIDEST:
            raise refusals.too_large("bảng có quá nhiều cột", f"{_WIDEST} cột")
        if len(rows) > limits.rows:
            raise refusals.too_large("bảng có quá nhiều dòng", f"{limits.rows} dòng")
    return rows


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the most of the first rows into one same number of columns, the more columns the better."""

    def score(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=delimiter)
        widths = Counter(len(row) for row, _ in zip(reader, range(_SAMPLE), strict=False) if row)
        wide = [(count * (width - 1), width) for width, count in widths.items() if width > 1]
        return max(wide, default=(0, 0))

    return max(_DELIMITERS, key=score)
