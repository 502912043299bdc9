"""The one door by which files come in: any bytes → a `Document`, or a refusal in words."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import cast

from khue.foundation.office import kinds, refusals, repairs
from khue.foundation.office.source import DEFAULT_LIMITS, Document, Limits


def open_document(
    source: Path | bytes, *, filename: str | None = None, limits: Limits = DEFAULT_LIMITS, repair: bool = True
) -> Document:
    """Open a file and give its paragraphs and tables, with the text repaired to plain Unicode and remarks about it.

    `repair=False` leaves every letter as it is: for a file that this program wrote itself.

    The kind is told from the content; `filename` decides only between csv and plain text. Formats: .docx .xlsx .xls
    .ods .csv .txt .html .pdf (with a text layer), .doc and .rtf where the machine can convert them.

    Raises `kernel.errors.TooLarge` past a limit (a file on disk is refused by its size before it is read) and
    `kernel.errors.Unreadable` when it is empty, a picture, encrypted, damaged, a bomb, or of another kind.
    """
    data = _bytes_of(source, limits)
    name = filename or (source.name if isinstance(source, Path) else None)
    kind = kinds.kind_of(data, name, limits)
    opened = _reader(kind)(data, limits)
    document = repairs.repaired(opened) if repair else opened
    if not any(text.strip() for text in document.texts()):
        raise refusals.refused("no_text")
    return document


Rows = list[list[str]]


def open_lists(source: bytes, *, filename: str | None = None, limits: Limits = DEFAULT_LIMITS) -> dict[str, Rows]:
    """The named tables of a file as rows of plain texts, for lists that are data and not papers (merged cells are not told).

    A workbook gives its values without a document of cells being made of them. Raises as `open_document`.
    """
    data = _bytes_of(source, limits)
    if kinds.kind_of(data, filename, limits) != "xlsx":
        return _lists_of(open_document(data, filename=filename, limits=limits))
    reader = importlib.import_module("khue.foundation.office.readers.xlsx")
    shown = importlib.import_module("khue.foundation.office.readers.sheets").shown
    pages = {
        name: [[value if type(value) is str else shown(value) for value in row] for row in rows]
        for name, rows in reader.pages(data, limits).items()
    }
    if repairs.is_plain("\n".join(text for rows in pages.values() for row in rows for text in row)):
        return pages
    return _lists_of(open_document(data, filename=filename, limits=limits))


def _lists_of(document: Document) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for table in document.tables:
        width = max((cell.column + 1 for row in table.rows for cell in row), default=0)
        rows = [[""] * width for _ in table.rows]
        for at, row in enumerate(table.rows):
            for cell in row:
                rows[at][cell.column] = cell.text
        found[table.name] = rows
    return found


def _reader(kind: str) -> Callable[[bytes, Limits], Document]:
    # Some readers stand on heavy libraries (that for PDF alone doubles the start), so each is loaded at its first file.
    name = "legacy" if kind == "rtf" else kind
    module = importlib.import_module(f"khue.foundation.office.readers.{name}")
    return cast(Callable[[bytes, Limits], Document], module.read)


def _bytes_of(source: Path | bytes, limits: Limits) -> bytes:
    if isinstance(source, bytes):
        return _within(source, len(source), limits)
    try:
        if source.is_file():
            _within(b"", source.stat().st_size, limits)
            return source.read_bytes()
    except (OSError, ValueError):
        pass  # the same answer as for a file that is not there
    raise refusals.refused("missing")


def _within(data: bytes, size: int, limits: Limits) -> bytes:
    if size > limits.bytes:
        raise refusals.too_large(f"{size / 2**20:.0f} MB", f"{limits.bytes / 2**20:.0f} MB")
    return data
