"""Old Excel workbooks (.xls, 1997 to 2003)."""

from __future__ import annotations

from khue.foundation.office.readers import sheets, xlsx
from khue.foundation.office.source import Document, Limits, Table


def read(data: bytes, limits: Limits) -> Document:
    """An .xls; the format itself holds no more than 65,536 × 256 cells. Raises `Unreadable` and `TooLarge`."""
    tables: list[Table] = []
    with xlsx.opened(data) as workbook:
        for number, name in enumerate(workbook.sheet_names, start=1):
            values = xlsx.values_of(workbook, name)
            sheets.check_size(len(values), max(map(len, values), default=0), limits)
            tables.append(sheets.table(values, xlsx.merged_of(workbook, name), number, name))
    return sheets.document("xls", tables)
