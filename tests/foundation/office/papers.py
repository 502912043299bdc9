"""Small papers for the printers, and eyes to read what they made."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import docx
import pypdf
from docx.document import Document
from lxml import etree

from khue.foundation.office import layout
from khue.foundation.office.layout import Grid, GridCell, Layout, Line, Look, Run, Sheet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = '#eval("1") $x$ *đậm* _nghiêng_ [ô] @ref <nhãn> // chú thích `mã` \\ ~ = + - A & B </w:t>'


def line(text: str, **look: Any) -> Line:
    return Line((Run(text),), Look(**look))


def cell(text: str, **more: Any) -> GridCell:
    return GridCell((line(text),) if text else (), **more)


def grid(rows: int, **more: Any) -> Grid:
    """Two head rows, then `rows` rows of three cells."""
    head = (
        (cell("TT", rowspan=2), cell("Thời gian", colspan=2)),
        (cell("Bắt đầu"), cell("Kết thúc")),
    )
    body = tuple((cell(str(n)), cell(f"việc {n}"), cell("")) for n in range(1, rows + 1))
    return Grid(widths_mm=(15, 90, 60), rows=head + body, header_rows=2, **more)


def paper(*parts: layout.Part, **sheet: Any) -> Layout:
    return Layout(
        sheets=(Sheet(parts=parts, **sheet),),
        title="Tên & <giấy>",
        author="Trường",
        at=datetime(2026, 9, 7, 2, 0, tzinfo=UTC),
    )


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def words_of(part: Any) -> list[str]:
    """The text of each paragraph of a Word part."""
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in part.iter(f"{W}p")]


def pages(data: bytes) -> list[str]:
    """The text of each page of a PDF."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def body(data: bytes) -> Any:
    return opened(data).element.body


def xml(element: Any) -> str:
    return etree.tostring(element).decode()
