"""Lines with tabs or bars as columns, the way tables end up in plain text, and HTML that was left in such text."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from khue.foundation.office import refusals
from khue.foundation.office.source import Block, Cell, Limits, Paragraph, Table, cell

_BREAKING = re.compile(r"</?(?:p|ul|ol|br|div|tr|h[1-6])(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ITEM = re.compile(r"<li(?:\s[^<>]*)?>\s*(?P<mark>[-+•*–])?", re.IGNORECASE)
_INLINE = re.compile(
    r"</?(?:b|i|u|em|strong|span|font|a|sup|sub|li|td|th|table|tbody|thead|small)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_STARS = re.compile(r"(?<![\w*])\*{1,2}(?=\S)|(?<=\S)\*{1,2}(?![\w*])")
_RULER = re.compile(r"\s*\|?\s*:?--[-|:+\s]*")
_BARS = re.compile(r"\s*\|.*\|\s*")


def lines_of(text: str) -> list[str]:
    """A cell's text as lines, with its HTML remains turned into line breaks and list dashes."""
    if "<" in text or "&" in text:
        text = _ITEM.sub(lambda found: "\n" + (found["mark"] or "-") + " ", text)
        text = _INLINE.sub("", _BREAKING.sub("\n", text))
        text = html.unescape(text)
    return [line for part in text.split("\n") if (line := " ".join(part.split()))]


def columns_of(line: str) -> list[str] | None:
    """The columns of a line by tabs or by bars, or None when it is an ordinary line."""
    if "\t" in line.strip(" \r\n"):
        columns = line.split("\t")
        return columns if len(columns) > 2 or all(part.strip() for part in columns) else None
    if _BARS.fullmatch(line):
        return line.strip().strip("|").split("|")
    return None


def without_stars(text: str) -> str:
    """The text without the asterisks by which plain text marks bold and italic."""
    return _STARS.sub("", text) if "*" in text else text


@dataclass
class Gathering:
    """Lines on their way to paragraphs and tables. A blank line or a page break ends a table."""

    limits: Limits
    blocks: list[Block] = field(default_factory=list)
    page: int | None = None
    has_html: bool = False
    _rows: list[list[str]] = field(default_factory=list)
    _tables: int = 0
    _all_rows: int = 0

    def line(self, line: str) -> None:
        """Take the next line."""
        self.has_html = self.has_html or bool(_INLINE.search(line) or _BREAKING.search(line))
        columns = columns_of(line)
        if columns is not None:
            self._row(columns)
        elif not (self._rows and _RULER.fullmatch(line)):
            self.end_table()
            self.blocks += [Paragraph(text, page=self.page) for text in lines_of(without_stars(line))]

    def _row(self, columns: list[str]) -> None:
        if all(_RULER.fullmatch(column) for column in columns):
            return
        self._rows.append(columns)
        self._all_rows += 1
        if self._all_rows > self.limits.rows or len(columns) > 512:
            raise refusals.too_large("bảng có quá nhiều dòng hoặc cột", f"{self.limits.rows} dòng")

    def end_table(self) -> None:
        """No more rows of the table at hand."""
        if not self._rows:
            return
        self._tables += 1
        rows = tuple(_cells(columns, row) for row, columns in enumerate(self._rows))
        self.blocks.append(Table(rows, self._tables, self.page))
        self._rows = []


def _cells(columns: list[str], row: int) -> tuple[Cell, ...]:
    return tuple(
        cell(lines_of(without_stars(text)), row, at, bold=text.strip().startswith(("<b>", "**")))
        for at, text in enumerate(columns)
    )
