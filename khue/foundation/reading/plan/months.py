"""Columns of months with crosses: “9 10 11 12 1 2 …” over cells in which an x says that the work goes on then."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping

from khue.foundation.kernel import text
from khue.foundation.office.source import Cell
from khue.foundation.reading.plan.grid import Grid

_MONTH = re.compile(r"(?:thang |t\.? ?)?(\d{1,2})(?: ?[/.-] ?(\d{4}))?")
_PERIOD = re.compile(
    r"(?:[ivx\d]{1,4}[.)] ?)?(?:(?:cong tac|ke hoach|hoat dong|noi dung|nhiem vu|lich) )*"
    r"(?:thang|quy|tuan|hoc ky|hk) ?(?:thu |so )?[\divx]{1,4}(?:\W+.*)?"
)
FEWEST, _LONGEST_MARK, _LONGEST_PERIOD = 3, 3, 60


def columns(grid: Grid, last: int) -> dict[int, str]:
    """The month of each column (“9”, “10/2023”) when the row `last` names a run of them; else empty."""
    found: dict[int, str] = {}
    for column in range(grid.width):
        named = _MONTH.fullmatch(text.fold(grid.places[last][column].text))
        if named and 1 <= int(named[1]) <= 12:
            found[column] = "/".join(filter(None, named.groups()))
    months = [int(month.split("/")[0]) for month in found.values()]
    follow = all(b % 12 == (a + 1) % 12 for a, b in itertools.pairwise(months))
    return found if len(found) >= FEWEST and follow and _holds_marks(grid, found, last) else {}


def is_period(title: str) -> bool:
    """Whether the title of a group is a time: “THÁNG 9/2024”, “Tuần 3”, “Học kỳ I”."""
    return len(title) <= _LONGEST_PERIOD and bool(_PERIOD.fullmatch(text.fold(title)))


def is_row(said: list[str]) -> bool:
    """Whether a row names months and nothing else."""
    return len(said) >= FEWEST and all(_MONTH.fullmatch(text.fold(word)) for word in said)


def _holds_marks(grid: Grid, found: Mapping[int, str], last: int) -> bool:
    cells = [row[column].text.strip() for row in grid.places[last + 1 :] for column in found]
    return any(cells) and all(len(cell) <= _LONGEST_MARK for cell in cells)


def time_of(grid: Grid, row: int, found: Mapping[int, str]) -> Cell:
    """The time that the crosses of a row say, in words, as a cell under the first of the months."""
    marked = [at for at, column in enumerate(found) if grid.places[row][column].text.strip()]
    months = list(found.values())
    runs: list[list[int]] = []
    for at in marked:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    words = ", ".join(_run(months[run[0]], months[run[-1]]) for run in runs)
    return Cell(words, (words,) if words else (), row, next(iter(found)))


def _run(first: str, last: str) -> str:
    return f"tháng {first}" if first == last else f"từ tháng {first} đến tháng {last}"
