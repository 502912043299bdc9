"""The body rows of the plan table and of its continuations, each with its cells by what they mean."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from khue.foundation.kernel import text
from khue.foundation.office.source import Cell
from khue.foundation.reading.plan import endings, months, weeks
from khue.foundation.reading.plan.columns import Field
from khue.foundation.reading.plan.contents import is_ordinal
from khue.foundation.reading.plan.grid import Grid
from khue.foundation.reading.plan.layout import SINGLE, Layout
from khue.foundation.reading.plan.remarks import place

# “Tổng vệ sinh”, “Tổng phụ trách” add nothing up.
_TOTAL = re.compile(
    r"(?:tong cong|tong so|(?:tong|cong)(?= ?(?:[:(\d.…]|$|(?:muc|kinh phi|chi|tien|diem|gio|tiet)\b)))\b"
)
_BLANKS = re.compile(r"[\s.…_\-–]*")
_INDEX = re.compile(r"\(?(\d{1,2}|[a-zđ])\)?", re.IGNORECASE)
_ROMAN = re.compile(r"(?:[IVX]{1,5}|[A-ZĐ])[.)]?")
# “Mục tiêu 1: …” over the rows of its tasks, also above a header that is repeated for each.
OBJECTIVE_HEADING = re.compile(
    r"(?:mục tiêu|mtcl|mt|chỉ tiêu)(?:\s+chất lượng)?\s*(?:số\s*)?(?P<number>\d{1,2}(?:\.\d{1,2})?)(?![\d/%])\s*[.:)–-]*\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r"(?:[IVX]{1,5}|[A-ZĐ]|Phần\s+\w+|Lĩnh vực\s+\w+)\s*[.):/-]\s*\S")


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell's part in a row; `begins` is False where a vertical merge only reaches through."""

    cell: Cell
    column: int
    begins: bool

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return self.cell.paragraphs

    @property
    def says(self) -> bool:
        """Whether something is written here, in this row."""
        return self.begins and not _BLANKS.fullmatch(self.cell.text)


@dataclass(frozen=True, slots=True)
class Line:
    """A body row. `table` counts from 1, `row` from 0; `at_page_start` when a header was repeated just above it."""

    table: int
    row: int
    pieces: dict[Field, tuple[Piece, ...]] = field(default_factory=dict)
    at_page_start: bool = False
    kind: str = "body"
    title: str = ""

    @property
    def where(self) -> str:
        """The place for remarks; a line of running text stands in no table (`table` 0)."""
        return place(self.table, self.row) if self.table else f"line {self.row + 1}"

    @property
    def source(self) -> dict[str, int] | None:
        return {"table": self.table, "row": self.row + 1} if self.table else None

    def says(self, *fields: Field) -> bool:
        return any(piece.says for name in fields for piece in self.pieces.get(name, ()))

    def paragraphs(self, name: Field) -> list[str]:
        """What is written for that field in this row."""
        return [line for piece in self.pieces.get(name, ()) if piece.begins for line in piece.paragraphs]

    def text(self, name: Field) -> str:
        return text.squash(" ".join(self.paragraphs(name)))

    def reaches(self, name: Field) -> bool:
        """Whether a cell from above reaches through this row for that field."""
        return any(not piece.begins for piece in self.pieces.get(name, ()))


def of(grid: Grid, layout: Layout, *, has_header: bool, at_page_start: bool) -> Iterator[Line]:
    """The body rows in order; repeated headers, index rows and empty rows are left out."""
    page_start = at_page_start
    yield from _headings_above(grid, layout) if has_header else ()
    ended = False
    periods: list[str] = []
    heads = {text.fold(header) for header in layout.headers if header}
    storeys = {tuple(map(text.fold, grid.texts(row))) for row in range(layout.first, layout.last + 1) if has_header}
    first = layout.last + 1 if has_header else 0
    for row in range(first, len(grid.places)):
        texts = grid.texts(row)
        said = [cell for cell in texts if not _BLANKS.fullmatch(cell)]
        if not said or _is_index(said):
            continue
        if _repeats_header(said, heads) or (len(storeys) > 1 and tuple(map(text.fold, texts)) in storeys):
            page_start, ended = True, False
            continue
        line = _line(grid, layout, row, texts, page_start)
        # Below the signatures stand names and days; a number begins the plan again.
        ended = (ended and not _is_numbered(layout, texts)) or line.kind == "signature"
        if Field.PERIOD in layout.columns and line.kind == "body":
            periods = weeks.filled(periods, [_period(piece, layout) for piece in line.pieces[Field.PERIOD]])
            line.pieces[Field.PERIOD] = _periods(periods, row, layout)
        yield replace(line, kind="signature") if ended else line
        page_start = False


def _period(piece: Piece, layout: Layout) -> str:
    """What a column of periods says in this row; under “Thứ” a bare 2 is a Monday."""
    said = text.squash(piece.cell.text)
    is_weekday = said.isdigit() and text.fold(layout.headers[piece.column]) == "thu"
    return f"Thứ {said}" if is_weekday else said


def _periods(periods: list[str], row: int, layout: Layout) -> tuple[Piece, ...]:
    """The periods that a row stands in as one cell of its own, one a paragraph, widest first."""
    column = layout.columns[Field.PERIOD][0]
    said = tuple(filter(None, periods))
    return (Piece(Cell("\n".join(said), said, row, column), column, True),)


def _headings_above(grid: Grid, layout: Layout) -> Iterator[Line]:
    for row in range(layout.first):
        said = [cell for cell in grid.texts(row) if not _BLANKS.fullmatch(cell)]
        if len(said) == 1 and OBJECTIVE_HEADING.match(said[0]) and layout.column(Field.OBJECTIVE) is None:
            yield Line(grid.table.number, row, kind="section", title=text.squash(said[0]))


def _is_numbered(layout: Layout, texts: list[str]) -> bool:
    number = layout.column(Field.NUMBER)
    return number is not None and is_ordinal(texts[number])


def _noted(piece: Piece, label: str) -> Piece:
    """A cell that goes to the note, under the name of its column."""
    if not label or not piece.says:
        return piece
    first, *others = piece.cell.paragraphs or (piece.cell.text,)
    lines = (f"{label}: {first}", *others)
    return replace(piece, cell=replace(piece.cell, text="\n".join(lines), paragraphs=lines))


def _line(grid: Grid, layout: Layout, row: int, texts: list[str], page_start: bool) -> Line:
    pieces: dict[Field, tuple[Piece, ...]] = {}
    for name, columns in layout.columns.items():
        used = columns[:1] if name in SINGLE else columns
        cells = [(at, grid.places[row][at]) for at in used if at < grid.width]
        pieces[name] = tuple(Piece(cell, at, grid.begins(row, at)) for at, cell in cells)
    if layout.noted:
        pieces[Field.NOTE] = tuple(_noted(piece, layout.noted.get(piece.column, "")) for piece in pieces[Field.NOTE])
    if layout.months:
        time = months.time_of(grid, row, layout.months)
        pieces[Field.TIME] = (Piece(time, time.column, True),)
    kind, title = _kind(grid, layout, row, texts)
    return Line(grid.table.number, row, pieces, page_start, kind, title)


def _kind(grid: Grid, layout: Layout, row: int, texts: list[str]) -> tuple[str, str]:
    """What sort of row: "body", "total", "signature" or "section" (then with its title)."""
    said = [(at, cell) for at, cell in enumerate(texts) if not _BLANKS.fullmatch(cell)]
    number = layout.column(Field.NUMBER)
    numbered = any(at == number and is_ordinal(cell) for at, cell in said)
    folded = [] if numbered else [text.fold(cell) for _, cell in said]
    # “công giáo viên …” in small letters is the rest of “Phân công giáo viên …”.
    if not numbered and _TOTAL.match(folded[0]) and not said[0][1].lstrip()[:1].islower():
        return "total", ""
    if not numbered and row * 2 > len(grid.places) and endings.is_ending([cell for _, cell in said]):
        return "signature", ""
    title = _section(grid, layout, row, said)
    return ("section", title) if title else ("body", "")


def _section(grid: Grid, layout: Layout, row: int, said: list[tuple[int, str]]) -> str:
    number = layout.column(Field.NUMBER)
    others = [cell for at, cell in said if at != number or not is_ordinal(cell)]
    title = text.squash(others[0]) if len(others) == 1 else ""
    if not title or (len(layout.columns) < 3 and not months.is_period(title)):
        return ""
    at = next(at for at, cell in said if cell == others[0])
    if grid.places[row][at].colspan * 2 >= grid.width and (grid.width > 2 or months.is_period(title)):
        return title
    counted = [cell.strip() for column, cell in said if column == number]
    marked = len(said) == 2 and bool(counted and _ROMAN.fullmatch(counted[0])) and _has_arabic(grid, number)
    in_number = at == number and len(said) == 1
    return title if marked or (in_number and (_SECTION.match(title) or title.isupper())) else ""


def _has_arabic(grid: Grid, number: int | None) -> bool:
    return number is not None and any(row[number].text.strip()[:1].isdigit() for row in grid.places)


def _is_index(said: list[str]) -> bool:
    """The row (1) (2) (3) or A B 1 2 under a header."""
    marks = [_INDEX.fullmatch(cell.strip()) for cell in said]
    if len(said) < 3 or not all(marks):
        return False
    numbers = [int(mark[1]) for mark in marks if mark and mark[1].isdigit()]
    return len(numbers) >= 2 and all(b - a == 1 for a, b in itertools.pairwise(sorted(numbers)))


def _repeats_header(said: list[str], heads: set[str]) -> bool:
    # A number stands in no header; most rows of a plan end here, before anything is folded.
    if len(said) < 2 or any(cell.strip().isdigit() for cell in said):
        return False
    same = sum(1 for cell in said if text.fold(cell) in heads)
    return same * 3 >= len(said) * 2
