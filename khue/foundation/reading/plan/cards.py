"""Objectives as cards: in each small table the names of the fields stand on the left, what they say on the right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khue.foundation.kernel import text
from khue.foundation.office.source import Document
from khue.foundation.reading.plan import grid as grids
from khue.foundation.reading.plan import outline
from khue.foundation.reading.plan.columns import Field
from khue.foundation.reading.plan.drafts import Draft, TaskRow
from khue.foundation.reading.plan.rows import Line

_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})?")
_FEWEST = 3
_WIDEST = 3
_Said = tuple[int, Field, list[str]]


def read(document: Document) -> tuple[list[Draft], tuple[grids.Grid, ...]]:
    """The objectives and the tables in which they stand; nothing when the document has no such tables."""
    found = tuple(grid for table in document.tables if _is_card(grid := grids.of(table)))
    return [draft for grid in found for draft in _drafts(grid)], found


def _is_card(grid: grids.Grid) -> bool:
    if not 2 <= grid.width <= _WIDEST or len(grid.places) < _FEWEST:
        return False
    named = [outline.field_named(label) for row in grid.places if (label := _label(row[0].text))]
    told = {name for name in named if name is not None}
    enough = len(told) >= _FEWEST and sum(name is not None for name in named) * 4 >= len(named) * 3
    return enough and Field.OBJECTIVE in told and bool(told & {Field.TASK, Field.TIME, Field.LEAD})


def _label(written: str) -> str:
    return _NUMBER.sub(" ", written).strip(" .:)")


def _drafts(grid: grids.Grid) -> Iterator[Draft]:
    draft: Draft | None = None
    above: list[_Said] = []
    field = Field.NOTE
    for row, cells in enumerate(grid.places):
        label, said = _label(cells[0].text), [line for cell in dict.fromkeys(cells[1:]) for line in cell.paragraphs]
        named = outline.field_named(label)
        if named is Field.OBJECTIVE:
            if draft is not None:
                yield draft
            draft = _begun(grid, row, cells[0].text, said)
            for one in above:
                _put(draft, grid, *one)
            above = []
            continue
        if named is None and label and said:
            said = [f"{text.squash(cells[0].text).rstrip(':')}: {said[0]}", *said[1:]]
        # A row without a name goes on with the one above it.
        field = named or (Field.NOTE if label else field)
        if draft is None:
            above.append((row, field, said))
        else:
            _put(draft, grid, row, field, said)
    if draft is not None:
        yield draft


def _put(draft: Draft, grid: grids.Grid, row: int, field: Field, said: list[str]) -> None:
    """Add what a row says to its field; what has no known name is told in the note."""
    kept = draft.target if field is Field.TARGET else draft.rows[0].words.setdefault(field, [])
    kept += said
    if field.value not in draft.cells:
        draft.cells[field.value] = {
            "table": grid.table.number,
            "row": row + 1,
            "column": grid.places[row][1].column + 1,
        }


def _begun(grid: grids.Grid, row: int, label: str, said: list[str]) -> Draft:
    line = Line(grid.table.number, row)
    number = _NUMBER.search(label)
    cell = {"table": grid.table.number, "row": row + 1, "column": 2}
    return Draft(number[0] if number else "", line, said, [], [TaskRow(line)], {Field.OBJECTIVE.value: cell})
