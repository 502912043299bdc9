"""What a column holds, told by its cells: names of people, times, amounts, papers, sentences.

This speaks only where the header does not: a header that no word of `columns` knows, or one that says almost nothing (“Nội
dung”, “Thực hiện”). So a plan is read under names that nobody foresaw.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from khue.foundation.kernel import text
from khue.foundation.office.source import Cell
from khue.foundation.reading.lexicon import plans as plan_words
from khue.foundation.reading.plan import broken_names, items, people
from khue.foundation.reading.plan.grid import Grid

_MOST_CELLS = 60
_ORDINAL = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[a-zA-ZđĐ]|(?:MTCL|MT|M|CT|TC)[ .-]?\d{1,2}(?:\.\d{1,2})?)[.)]?"
)
_PIECES = re.compile(r"\s*[,;\n]\s*")
_DAY = r"\d{1,2} ?[/.-] ?\d{1,2}(?: ?[/.-] ?\d{2,4})?|\d{1,2} ?[/-] ?20\d\d|20\d\d"
_TIME = re.compile(
    rf"(?:{_DAY})|\b(?:thang|quy|tuan|ngay|hoc ky|hk) ?(?:\d|[ivx]+\b|mot|hai|ba|tu|nam)|\bthuong xuyen\b|\bdinh ky\b|\bhk ?[i12]"
    r"|\b(?:suot|ca|trong|dau|cuoi|giua) (?:nam|hoc ky|thang|tuan|quy|he|ky)|\bhang (?:nam|thang|tuan|quy|ngay|ky)"
    r"|\bmoi (?:nam|thang|tuan|quy|ngay|hoc ky)|^(?:khi|sau khi|theo ke hoach|truoc)\b|\bnam hoc\b"
)
_AMOUNT = re.compile(
    r"(?:[<>≤≥=~]|tren|duoi|tu|toi (?:thieu|da)|it nhat|khong (?:qua|duoi)|dat|hon)?[ \d.,/–%-]*\d[\d.,/]* ?%?(?: .*)?"
)
_MONEY = re.compile(
    r"\d{1,3}(?:\.\d{3})+(?: ?(?:d|dong|vnd))?|\d[\d.,]* ?(?:trieu|ty|nghin|dong|trd|tr)\b.*", re.IGNORECASE
)
_PAPER = re.compile(
    r"(?:\W|\d{1,2}[.)])*(?:bien ban|bao cao|danh (?:sach|muc)|quyet dinh|so (?!luong|hoa)\w+|giay|hop dong|bang (?!cach)\w+|anh"
    r"|hinh anh|phieu|tai lieu|quy trinh|minh chung|chung chi|lich|ket qua|bai|giao an|ho so|van ban|to trinh|thong bao|cong van|video|clip"
    r"|file|tep|link|ban|bo (?:de|thuc don|tieu chi|cau hoi|ho so|tai lieu)|bieu (?:do|mau)|thong ke|de cuong|giao trinh|san pham"
    r"|ke hoach|phan mem|hoa don)\b"
)
# Lists of persons are no plan.
_ROLL = re.compile(
    r"\bho (?:va )?ten\b|\bchuc (?:vu|danh)\b|\bdien thoai\b|\bemail\b|\bdon vi cong tac\b|\bviet tat\b|\bngay sinh\b"
)
# “Thư viện phục vụ tốt” begins like a name and is a sentence.
_SAYS = re.compile(
    r"(?<!\w)(?:được|đạt|đúng|tốt|đều|không|có|phải|phục vụ|đi học|bị|từ|trên|dưới)(?!\w)|\d ?%", re.IGNORECASE
)


class Kind(StrEnum):
    """What the cells of a column are."""

    ORDINAL = "ordinal"
    TIME = "time"
    PEOPLE = "people"
    MONEY = "money"
    AMOUNT = "amount"
    PAPER = "paper"
    SENTENCE = "sentence"


def is_ordinal(written: str) -> bool:
    """Whether a cell holds just the number of a row: 1, 2.1, IV, a), MT1."""
    return bool(_ORDINAL.fullmatch(written.strip()))


def cells(grid: Grid, column: int, last: int) -> list[Cell]:
    """The filled cells of a column below its header, each once; rows that lie across the table are no part of it."""
    found = (row[column] for row in itertools.islice(grid.places, last + 1, last + 1 + 2 * _MOST_CELLS))
    kept = [cell for cell in dict.fromkeys(found) if cell.text.strip() and cell.colspan * 2 < max(grid.width, 3)]
    return kept[:_MOST_CELLS]


def is_number_column(grid: Grid, column: int, last: int) -> bool:
    """Whether nearly all cells of the column are ordinals, or a few of them (“MT1, MT2”)."""
    below = [_PIECES.split(cell.text.strip()) for cell in cells(grid, column, last)]
    return bool(below) and sum(all(map(is_ordinal, pieces)) for pieces in below) * 5 >= len(below) * 4


def counts(grid: Grid, column: int, last: int) -> bool:
    """Whether the column counts its rows: 1, 2, 3, or 1.1, 1.2, or MT1, MT2."""
    below = [cell.text.strip(" .)") for cell in cells(grid, column, last)]
    if not is_number_column(grid, column, last):
        return False
    if all("." in word for word in below):
        return True
    ends = [int(found[0]) for word in below if (found := re.search(r"\d+$", word))]
    return below[0].lstrip("0").endswith(("1", "I", "a", "A")) and all(b - a <= 1 for a, b in itertools.pairwise(ends))


def kind(grid: Grid, column: int, last: int) -> Kind | None:
    """What most of the cells are; None for a column that says little."""
    below = cells(grid, column, last)
    for name, test in _TESTS:
        if below and 3 * sum(map(test, below)) >= 2 * len(below):
            return name
    return None


def names_a_roll(headers: Sequence[str]) -> bool:
    """Whether the headers are those of a list of persons or of abbreviations."""
    return any(_ROLL.search(text.fold(header)) for header in headers)


def _is_time(cell: Cell) -> bool:
    folded = text.fold(cell.text)
    return len(folded) <= 70 and bool(_TIME.search(folded)) and not _PAPER.match(folded) and len(folded.split()) <= 12


def _is_people(cell: Cell) -> bool:
    if any(map(people.has_label, cell.paragraphs)):
        return True
    written = broken_names.TITLES.sub("", cell.text)
    if len(written) > 160 or any(items.marker(line) and line.rstrip().endswith(".") for line in cell.paragraphs):
        return False
    names = people.names(written)
    return bool(names) and all(
        people.is_name(name) and len(name.split()) <= 9 and not _SAYS.search(name) for name in names
    )


def _is_money(cell: Cell) -> bool:
    return bool(_MONEY.fullmatch(text.fold(cell.text)))


def _is_amount(cell: Cell) -> bool:
    folded = text.fold(cell.text)
    return len(folded.split()) <= 8 and bool(_AMOUNT.fullmatch(folded))


def _is_paper(cell: Cell) -> bool:
    return bool(cell.paragraphs) and bool(_PAPER.match(text.fold(cell.paragraphs[0])))


def _is_sentence(cell: Cell) -> bool:
    return len(cell.text.split()) > 2 or text.fold(cell.text) in plan_words.NOTHING


_TESTS: tuple[tuple[Kind, Callable[[Cell], bool]], ...] = (
    (Kind.ORDINAL, lambda cell: is_ordinal(cell.text)),
    (Kind.MONEY, _is_money),
    (Kind.TIME, _is_time),
    (Kind.AMOUNT, _is_amount),
    (Kind.PEOPLE, _is_people),
    (Kind.PAPER, _is_paper),
    (Kind.SENTENCE, _is_sentence),
)


def is_told(cell: Cell) -> bool:
    """Whether the cell says when, how much, or which of a count: what no header says."""
    return any(map(str.isdigit, cell.text)) or _is_time(cell)


def has_lists(grid: Grid, column: int, last: int) -> bool:
    """Whether cells of the column are lists with dashes: what is to be done, not what is aimed at."""
    return any(items.marker(line) for cell in cells(grid, column, last) for line in cell.paragraphs)


def holds_numbers(grid: Grid, column: int, last: int) -> bool:
    """Whether half of the cells say how much: a percent, a bound, a count."""
    below = cells(grid, column, last)
    return 2 * sum(bool(re.search(r"\d ?%|\b\d+ [^\W\d]", cell.text)) for cell in below) >= max(1, len(below))
