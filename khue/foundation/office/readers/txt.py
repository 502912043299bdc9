"""Plain text: paragraphs by lines, tables by tabs or bars, pages by form feeds, remains of HTML and of Markdown cleaned."""

from __future__ import annotations

from khue.foundation.office.readers import encodings, tabbed
from khue.foundation.office.source import Document, Limits, Remark

_HTML = Remark("html_remains", "document", "Văn bản còn sót mã HTML; đã bỏ mã và giữ chữ.")


def read(data: bytes, limits: Limits) -> Document:
    """A .txt. Raises `Unreadable` ("unknown") when the bytes are no text, and `TooLarge`."""
    return from_text(encodings.text_of(data), limits)


def from_text(text: str, limits: Limits, format: str = "txt") -> Document:
    """A document from text that is already decoded."""
    gathering = tabbed.Gathering(limits)
    for page, sheet in enumerate(text.split("\f"), start=1):
        gathering.page = page if "\f" in text else None
        for line in sheet.split("\n"):
            gathering.line(line)
        gathering.end_table()
    return Document(format, tuple(gathering.blocks), (_HTML,) if gathering.has_html else ())
