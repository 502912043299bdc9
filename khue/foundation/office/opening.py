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
