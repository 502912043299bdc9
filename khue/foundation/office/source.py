"""What a file that came in is made of, whatever its format: paragraphs and tables in reading order.

Readers of single formats give these; nobody above needs to know whether it was Word, Excel or a PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was done to the text or could not be done: a stable code, where, and a Vietnamese sentence."""

    code: str
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside tables. `level` is the depth in a list (0: none); tabs inside the text are kept."""

    text: str
    style: str = ""
    level: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell where it begins; `row` and `column` count from 0. `text` is its paragraphs joined by line breaks."""

    text: str
    paragraphs: tuple[str, ...] = ()
    row: int = 0
    column: int = 0
    rowspan: int = 1
    colspan: int = 1
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a merged cell stands only where it begins. `number` counts from 1 through the document.

    `header_rows` is how many rows the file itself marks as repeated header (0: it does not say).
    """

    rows: tuple[tuple[Cell, ...], ...]
    number: int = 1
    page: int | None = None
    header_rows: int = 0
    name: str = ""


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was opened. `format` is what it really is (by content), not what its name says."""

    format: str
    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = ()
    title: str = ""

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    def texts(self) -> Iterator[str]:
        """Every text of the document, paragraph by paragraph, in reading order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block.text
            else:
                yield from (cell.text for row in block.rows for cell in row)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may be before it is refused: bytes, entries and times.."""

    bytes: int = 40 * 2**20
    unzipped: int = 240 * 2**20
    ratio: int = 150
    entries: int = 4_000
    rows: int = 20_000
    cells: int = 400_000
    pages: int = 300
    seconds: float = 60.0


DEFAULT_LIMITS = Limits()


def cell(paragraphs: list[str], row: int, column: int, rowspan: int = 1, colspan: int = 1, bold: bool = False) -> Cell:
    """A cell of these paragraphs."""
    return Cell("\n".join(paragraphs), tuple(paragraphs), row, column, rowspan, colspan, bold)
