"""Reading the workbook of units and people: two sheets, found by name, columns found by heading, every fault named by row and column.

A row number is the one that Excel shows. Empty cells mean “leave as it is”; nothing is ever emptied by an import.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from khue.foundation.kernel import errors, text
from khue.foundation.office import opening
from khue.foundation.office.source import Limits
from khue.interfaces.imports import terms

LIMITS = Limits(bytes=10 * 2**20, rows=20_000, cells=400_000)
Columns = Sequence[tuple[str, str, bool, str]]
CELL = 2000
_DAYS = frozenset({"valid_from", "valid_to"})
_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell (or row), and what to do."""

    sheet: str
    row: int
    column: str
    message: str


@dataclass(frozen=True)
class Row:
    """A row as read: texts squashed, days as ISO text; an empty cell is "". `row` is Excel's number."""

    row: int
    values: dict[str, str]

    def __getitem__(self, key: str) -> str:
        return self.values.get(key, "")

    def day(self, key: str) -> date | None:
        return date.fromisoformat(self[key]) if self[key] else None


@dataclass(frozen=True)
class Sheets:
    """Both sheets as read, with the faults of form."""

    units: tuple[Row, ...] = ()
    people: tuple[Row, ...] = ()
    faults: tuple[Fault, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        return {"units": [asdict(row) for row in self.units], "people": [asdict(row) for row in self.people]}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Sheets:
        return cls(tuple(Row(**row) for row in told["units"]), tuple(Row(**row) for row in told["people"]))


def read(content: bytes, filename: str) -> Sheets:
    """The two sheets of a workbook (one may be missing). Raises `Unreadable`, `TooLarge`, or `Invalid` when it is another kind of file."""
    lists = opening.open_lists(content, filename=filename, limits=LIMITS)
    found = {text.fold(name): rows for name, rows in lists.items() if name}
    units, people = found.get(text.fold(terms.UNITS_SHEET)), found.get(text.fold(terms.PEOPLE_SHEET))
    if units is None and people is None:
        raise errors.Invalid(
            "people_sheets",
            f"Tệp không có tờ “{terms.UNITS_SHEET}” hay “{terms.PEOPLE_SHEET}”. Hãy tải mẫu, điền vào đó rồi gửi lại.",
        )
    faults: list[Fault] = []
    return Sheets(
        units=_rows(units, terms.UNITS_SHEET, terms.UNIT_COLUMNS, faults),
        people=_rows(people, terms.PEOPLE_SHEET, terms.PERSON_COLUMNS, faults),
        faults=tuple(faults),
    )


def heading(sheet: str, key: str) -> str:
    """The heading of a column, for faults found later."""
    columns = terms.UNIT_COLUMNS if sheet == terms.UNITS_SHEET else terms.PERSON_COLUMNS
    return next((name for one, name, _must, _help in columns if one == key), "")


def _rows(table: opening.Rows | None, sheet: str, columns: Columns, faults: list[Fault]) -> tuple[Row, ...]:
    if table is None:
        return ()
    start, places = _header(table, columns)
    if places is None:
        faults.append(Fault(sheet, 1, "", "Không thấy dòng tiêu đề cột. Hãy giữ nguyên dòng tiêu đề của mẫu."))
        return ()
    missing = [name for key, name, must, _help in columns if must and key not in places]
    if missing:
        faults.append(Fault(sheet, start + 1, missing[0], f"Thiếu cột {', '.join(missing)}. Hãy dùng đúng mẫu."))
        return ()
    rules = _rules(columns)
    rows = []
    for number, line in enumerate(table[start + 1 :], start=start + 2):
        values = {key: text.squash(line[place]) if line[place] else "" for key, place in places.items()}
        if any(values.values()):
            rows.append(_checked(Row(number, values), sheet, rules, faults))
    return tuple(rows)


def _header(table: opening.Rows, columns: Columns) -> tuple[int, dict[str, int] | None]:
    """Where the headings stand (within the first 20 rows), and each column's place: the row in which most of them are found."""
    wanted = {text.fold(name): key for key, name, _must, _help in columns}
    best: tuple[int, dict[str, int] | None] = (0, None)
    for number, line in enumerate(table[:20]):
        places: dict[str, int] = {}
        for column, cell in enumerate(line):
            key = wanted.get(text.fold(cell).rstrip(" *"))
            if key:
                places.setdefault(key, column)
        if len(places) >= 2 and len(places) > len(best[1] or {}):
            best = (number, places)
    return best


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a cell of a column must be."""

    key: str
    name: str
    must: bool
    longest: int
    is_day: bool


def _rules(columns: Columns) -> list[_Rule]:
    return [_Rule(key, name, must, terms.LONGEST.get(key, CELL), key in _DAYS) for key, name, must, _help in columns]


def _checked(row: Row, sheet: str, rules: Sequence[_Rule], faults: list[Fault]) -> Row:
    """The row with its days as ISO text; what is missing or is no day becomes a fault."""
    values = row.values
    for rule in rules:
        value = values.get(rule.key, "")
        if not value:
            if rule.must:
                faults.append(Fault(sheet, row.row, rule.name, f"Chưa ghi {rule.name[0].lower()}{rule.name[1:]}."))
            continue
        if len(value) > rule.longest:
            said = f"“{value[:30]}…” dài quá {rule.longest} ký tự. Hãy ghi ngắn lại."
            faults.append(Fault(sheet, row.row, rule.name, said))
        if rule.is_day:
            day = read_day(value)
            if day is None:
                faults.append(Fault(sheet, row.row, rule.name, f"“{value}” không phải ngày. Ghi như 01/09/2026."))
            values[rule.key] = day.isoformat() if day else ""
    if values.get("valid_from") and values.get("valid_to") and values["valid_to"] < values["valid_from"]:
        faults.append(Fault(sheet, row.row, "Đến hết ngày", "Ngày kết thúc trước ngày bắt đầu. Hãy sửa một trong hai."))
    return row


@lru_cache(maxsize=1024)  # a list of people names the same few days
def read_day(written: str) -> date | None:
    """“01/09/2026”, “1.9.2026”, “2026-09-01”; None for anything else, also for 31/02."""
    if found := _DAY.fullmatch(written.strip()):
        day, month, year = found[1], found[2], found[3]
    elif found := _ISO.fullmatch(written.strip()):
        year, month, day = found[1], found[2], found[3]
    else:
        return None
    try:
        return date(int(year), int(month), int(day)) if 1900 <= int(year) <= 2200 else None
    except ValueError:
        return None


def repeated(rows: Sequence[Row], key: str) -> Iterator[tuple[Row, int]]:
    """Rows that say again what an earlier row said in this column, with the number of that row."""
    first: dict[str, int] = {}
    for row in rows:
        value = text.fold(row[key])
        if value and value in first:
            yield row, first[value]
        first.setdefault(value, row.row)
