"""A table as a grid: for every place the cell that covers it, so that merged cells are met in each row they reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khue.foundation.office.source import Cell, Table

_NOTHING = Cell("")


@dataclass(frozen=True, slots=True)
class Grid:
    """`places[row][column]` is the covering cell; a place that no cell covers holds an empty cell."""

    table: Table
    places: tuple[tuple[Cell, ...], ...]

    @property
    def width(self) -> int:
        return len(self.places[0]) if self.places else 0

    def begins(self, row: int, column: int) -> bool:
        """Whether a cell begins in this row (it is not the lower part of a vertical merge)."""
        cell = self.places[row][column]
        return cell is _NOTHING or cell.row == row

    def texts(self, row: int) -> list[str]:
        """The text of each column, only where its cell begins."""
        return [
            cell.text if cell.row == row and cell.column == column else ""
            for column, cell in enumerate(self.places[row])
        ]


def of(table: Table) -> Grid:
    """The grid of a table; cells that reach out of it are cut, cells that overlap keep the first."""
    height = len(table.rows)
    width = max((cell.column + cell.colspan for row in table.rows for cell in row), default=0)
    places = [[_NOTHING] * width for _ in range(height)]
    for row in table.rows:
        for cell in row:
            _lay(places, cell, height)
    return Grid(table, tuple(tuple(line) for line in places))


def _lay(places: Sequence[list[Cell]], cell: Cell, height: int) -> None:
    if cell.rowspan == 1 and cell.colspan == 1:
        places[cell.row][cell.column] = cell
        return
    for row in range(cell.row, min(cell.row + cell.rowspan, height)):
        for column in range(cell.column, cell.column + cell.colspan):
            if places[row][column] is _NOTHING:
                places[row][column] = cell
