"""Which rows of a table are its header, and what each column holds.

Headers are found by meaning: a run of one to three rows in which enough columns are named as plans name them. What stands in
the columns helps: a column called “Mục tiêu” that holds 1, 2, 3 is the number column; `guessing` places by its cells what has
no known name. What no rule places is told in the note.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from khue.foundation.kernel import text
from khue.foundation.office.source import Cell
from khue.foundation.reading.plan import contents, guessing, months, weeks
from khue.foundation.reading.plan.columns import Field, meaning
from khue.foundation.reading.plan.grid import Grid

_DEEPEST_HEADER, _LAST_START = 3, 15
_NAMES_GROUP, _EMPTY = 2, 50
_FEWEST_NAMES, _LONGEST_NAME = 4, 5
# Fields of which a row has one; a second column of them goes to the note.
SINGLE = frozenset({Field.NUMBER, Field.OBJECTIVE, Field.TIME, Field.START, Field.END})
_TIMETABLE = frozenset({"tiet", "tiet hoc", "mon", "mon hoc"})
_APART = frozenset({Field.OTHER, Field.MEANS, Field.PROBLEM})
_SAID = frozenset({Field.TASK, Field.OBJECTIVE, Field.TARGET})
_COMPANY = frozenset(Field) - {Field.NUMBER, Field.NOTE, Field.MEANS, Field.OTHER, Field.MEASURE, Field.PROBLEM}


@dataclass(frozen=True, slots=True)
class Layout:
    """`columns` maps a field to its columns; `first` and `last` are the header's rows, from 0.

    `guessed` are columns that were placed by their cells; `noted` those that have no place of their own, with the label under
    which the note tells what they say ("" where they are the only note).
    """

    columns: dict[Field, tuple[int, ...]]
    headers: tuple[str, ...]
    first: int
    last: int
    score: int
    months: Mapping[int, str] = field(default_factory=dict)
    guessed: Mapping[int, Field] = field(default_factory=dict)
    noted: Mapping[int, str] = field(default_factory=dict)

    def has(self, *fields: Field) -> bool:
        return any(field in self.columns for field in fields)

    def column(self, field: Field) -> int | None:
        columns = self.columns.get(field)
        return columns[0] if columns else None

    @property
    def unread(self) -> list[int]:
        """Columns that the reader does not use."""
        used = {
            at
            for field, columns in self.columns.items()
            if field not in _APART
            for at in (columns[:1] if field is Field.NUMBER else columns)
        }
        return [at for at in range(len(self.headers)) if at not in used and at not in self.noted]


def of(grid: Grid) -> Layout | None:
    """The best layout of a table, or None when it is no table of a plan."""
    best: Layout | None = None
    for first in range(min(len(grid.places), _LAST_START)):
        found = _starting_at(grid, first)
        if found and (best is None or found.score > best.score):
            best = found
        if best and first > best.last + 1:
            break
    return best


def _starting_at(grid: Grid, first: int) -> Layout | None:
    last = _header_end(grid, first)
    if last is None:
        return None
    headers = tuple(_header(grid, column, first, last) for column in range(grid.width))
    named = _meanings(grid, headers, first, last)
    crossed = months.columns(grid, last)
    apart = frozenset(crossed)
    guessed = guessing.placed(grid, headers, named, last, apart)
    columns = _settled(guessing.aimed(grid, headers, guessing.put(named, guessed), last), headers)
    weeks.parted(grid, columns, headers, last)
    _keep_one(grid, columns, last)
    if crossed:
        columns[Field.TIME] = tuple(crossed)
    if not _is_plan(columns, len(guessed)) or any(text.fold(header) in _TIMETABLE for header in headers):
        return None
    noted = guessing.noted(grid, headers, columns, last, apart)
    if noted:
        columns[Field.NOTE] = (*columns.get(Field.NOTE, ()), *noted)
    start = first
    first += _EMPTY if last + 1 == len(grid.places) else 0  # a row with nothing below it is rarely a header
    score = sum(len(at) for field, at in columns.items() if field not in _APART) - len(noted)
    return Layout(columns, headers, start, last, 10 * score - 4 * len(guessed) - first, crossed, guessed, noted)


def _header_end(grid: Grid, first: int) -> int | None:
    """The last row of a header that begins at `first`: as far as its merged cells reach, or a row of sub-headers does."""
    row = grid.places[first]
    named = [cell for cell in row if cell.text and meaning(text.squash(cell.text))]
    names = len({id(cell) for cell in named})
    if _is_numbered(row) or not (names > 1 or (names == 1 and _may_be_header(row))):
        return None
    last = max((cell.row + cell.rowspan - 1 for cell in row if cell.text), default=first)
    last = min(last, first + _DEEPEST_HEADER - 1, len(grid.places) - 1)
    while (
        last + 1 < len(grid.places) and last - first + 1 < _DEEPEST_HEADER and _is_lower_storey(grid, last + 1, first)
    ):
        last += 1
    return last


def _may_be_header(row: Sequence[Cell]) -> bool:
    """Short words over every column: a header of which we know but one name."""
    words = [len(cell.text.split()) for cell in row]
    return (
        len(row) >= _FEWEST_NAMES
        and min(words) > 0
        and max(words) <= _LONGEST_NAME
        and not any(map(contents.is_told, row))
    )


def _is_numbered(row: Sequence[Cell]) -> bool:
    """“4 | Phòng máy hoạt động tốt | Phân công …” is a row of a plan, whatever words stand in it; a run of months is a header."""
    return 0 < sum(cell.text.strip(" .").isdigit() for cell in row) < months.FEWEST


def _is_lower_storey(grid: Grid, row: int, first: int) -> bool:
    """A row below the header that only divides columns of it: all that it says are headers, and it numbers nothing."""
    said = [text.squash(cell) for cell in grid.texts(row) if cell.strip()]
    if months.is_row(said):
        return True
    if not said or len(said) * 2 > grid.width + 1 or any(map(months.is_period, said)):
        return False
    divides = all(_may_be_divided(grid, at, first) for at, cell in enumerate(grid.texts(row)) if cell.strip())
    return divides and all((found := meaning(word)) is not None and found[1] >= 5 and len(word) < 40 for word in said)


def _header(grid: Grid, column: int, first: int, last: int) -> str:
    """The header over a column, upper storey first, each cell once."""
    cells = {id(grid.places[row][column]): grid.places[row][column] for row in range(first, last + 1)}
    return text.squash(" ".join(cell.text for cell in cells.values()))


def _meanings(grid: Grid, headers: tuple[str, ...], first: int, last: int) -> guessing.Claims:
    """Each column's field and how sure it is; the lowest storey speaks before the whole."""
    found: guessing.Claims = {}
    for column, header in enumerate(headers):
        lowest = text.squash(grid.places[last][column].text)
        told = max(filter(None, (meaning(lowest), meaning(header))), key=lambda item: item[1], default=None)
        if last > first and meaning(lowest) and _is_divided(grid, column, first):
            told = meaning(lowest)
        # A target column may hold bare numbers too; the number column stands first.
        is_open = told[0] is Field.OBJECTIVE if told else column < 2
        if is_open and contents.is_number_column(grid, column, last):
            told = (Field.NUMBER, 9)
        elif told and told[0] in _SAID and guessing.is_code(grid, header, column, last):
            told = None
        if told:
            found.setdefault(told[0], []).append((column, told[1]))
    _name_the_first(grid, found, last)
    return found


def _name_the_first(grid: Grid, found: guessing.Claims, last: int) -> None:
    """Beside a column of targets, the first column of sentences is what they measure, whatever it is called."""
    if Field.OBJECTIVE in found or Field.TARGET not in found:
        return
    known = {column for claims in found.values() for column, _ in claims}
    behind = guessing.behind_problems(found)
    column = next((at for at in range(behind, min(found[Field.TARGET])[0]) if at not in known), None)
    if column is not None and _holds_sentences(grid, column, last):
        found[Field.OBJECTIVE] = [(column, 1)]


def _holds_sentences(grid: Grid, column: int, last: int) -> bool:
    below = [cell for row in grid.places[last + 1 :] if (cell := row[column].text.strip())]
    return bool(below) and 2 * sum(len(cell.split()) > 2 for cell in below) >= len(below)


def _is_divided(grid: Grid, column: int, first: int) -> bool:
    upper = grid.places[first][column]
    return upper.colspan > 1 or not upper.text


def _may_be_divided(grid: Grid, column: int, first: int) -> bool:
    """Text knows no merged cells: there the name of several columns stands over the first and nothing over the others."""
    after = grid.places[first][column + 1 : column + 2]
    return _is_divided(grid, column, first) or bool(after and not after[0].text)


def _settled(found: guessing.Claims, headers: tuple[str, ...]) -> dict[Field, tuple[int, ...]]:
    """One column for a field where several claim it, and stand-ins where the usual name is missing."""
    columns = {field: [at for at, _ in sorted(claims, key=lambda c: -c[1])] for field, claims in found.items()}
    if Field.OBJECTIVE in columns:
        del columns[Field.OBJECTIVE][1:]  # what else is aimed at is told in the note
    tasks = columns.get(Field.TASK, [])
    if Field.OBJECTIVE in columns and len(tasks) > 1:
        # “Nội dung” before the objective names its group.
        group = {at for at, weight in found[Field.TASK] if weight <= _NAMES_GROUP and at < columns[Field.OBJECTIVE][0]}
        columns[Field.TASK] = sorted(set(tasks) - group) or tasks
    if Field.OBJECTIVE not in columns and len(tasks) > 1:
        # “Nội dung” beside “Biện pháp”: the first says what, the second how.
        what = min(tasks, key=lambda at: ("noi dung" not in text.fold(headers[at]), at))
        columns[Field.OBJECTIVE] = [what]
        columns[Field.TASK] = [at for at in tasks if at != what]
    if Field.OBJECTIVE not in columns and Field.TARGET in columns:
        columns[Field.OBJECTIVE] = columns.pop(Field.TARGET)
    for alone, whole in ((Field.END, Field.START), (Field.START, Field.END)):
        if alone in columns and whole not in columns and Field.TIME not in columns:
            columns[Field.TIME] = columns.pop(alone)
    if Field.PEOPLE in columns and (Field.LEAD in columns or Field.SUPPORTING in columns):
        columns.setdefault(Field.LEAD, []).extend(columns.pop(Field.PEOPLE))
    return {field: tuple(at) for field, at in columns.items() if at}


def _keep_one(grid: Grid, columns: dict[Field, tuple[int, ...]], last: int) -> None:
    """Leave one column to a field of which a row has one; another stays only where it says nothing of its own."""
    for name in SINGLE.intersection(columns) - {Field.NUMBER}:
        first, *others = columns[name]
        below = grid.places[last + 1 :]
        columns[name] = (
            first,
            *(at for at in others if all(row[at] is row[first] or not row[at].text.strip() for row in below)),
        )


def _is_plan(columns: dict[Field, tuple[int, ...]], guesses: int) -> bool:
    fields = set(columns)
    if not fields & {Field.OBJECTIVE, Field.TASK}:
        return False
    company = fields & _COMPANY
    return len(company) >= (2 if not guesses else 3) or (Field.OBJECTIVE in fields and Field.NUMBER in fields)
