"""Two tables for one plan: the first lists objectives with their numbers, the second says by these numbers what is done for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from khue.foundation.kernel import text
from khue.foundation.reading.plan import drafts, listing, rows
from khue.foundation.reading.plan.columns import Field
from khue.foundation.reading.plan.grid import Grid
from khue.foundation.reading.plan.layout import Layout
from khue.foundation.reading.plan.remarks import Remarks

_NAMES_OBJECTIVES = re.compile(r"\b(?:mt|mtcl|muc tieu|chi tieu)\b")
_KEY = re.compile(r"(?:(?:muc tieu|mtcl|mt|chi tieu|ct|so|ma|tc|m)[ .:-]*)*(\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[a-z])\W*")
_BETWEEN = re.compile(r"\s*(?:[,;&\n]|\bva\b)\s*")


def are_pair(goals: tuple[Grid, Layout], actions: tuple[Grid, Layout]) -> bool:
    """Whether the rows of `actions` name the numbers of the objectives in `goals`."""
    if not goals[1].has(Field.OBJECTIVE) or goals[1].has(Field.TASK) or actions[1].has(Field.OBJECTIVE):
        return False
    numbers = goals[1].column(Field.NUMBER)
    if numbers is None or not actions[1].has(Field.TASK):
        return False
    known = {key for cell in _below(*goals, numbers) for key in _keys(cell)}
    return _name_numbers_of(known, *actions)


def name_items(items: Sequence[listing.Item], actions: tuple[Grid, Layout]) -> bool:
    """Whether the rows of `actions` name the numbers of objectives that are listed in running text."""
    if not items or actions[1].has(Field.OBJECTIVE) or not actions[1].has(Field.TASK):
        return False
    return _name_numbers_of({key for item in items for key in _keys(item.number)}, *actions)


def from_items(items: Sequence[listing.Item]) -> list[drafts.Draft]:
    """Drafts of the objectives of running text."""
    return [drafts.Draft(item.number, rows.Line(0, item.line), [item.statement]) for item in items]


def joined(
    objectives: list[drafts.Draft],
    actions: Sequence[drafts.Draft],
    parts: Mapping[int, tuple[Grid, Layout]],
    remarks: Remarks,
) -> list[drafts.Draft]:
    """The objectives, each with the rows that name it; a row without a number follows the one above it.

    What names an objective that is not listed belongs to none of them.
    """
    by_key = {key: draft for draft in objectives for key in _keys(draft.number)}
    for draft in objectives:
        draft.rows = [row for row in draft.rows if any(row.words.values())]
    last: list[drafts.Draft] = []
    for action in actions:
        written = _key_of(action, parts)
        last = [by_key[key] for key in _keys(written) if key in by_key] if written else last
        if not last:
            for where in (action.where, *action.joined):
                remarks.add("objective_unknown", where)
        for draft in last:
            _add_tasks(draft, action)
    return objectives


def _add_tasks(objective: drafts.Draft, action: drafts.Draft) -> None:
    for row in action.rows:
        if action.line.kind != "section":  # the rows below a heading have their own tasks
            row.words[Field.TASK] = action.statement
        objective.rows.append(row)
    objective.cells |= {name: cell for name, cell in action.cells.items() if name not in objective.cells}


def _name_numbers_of(known: set[str], grid: Grid, layout: Layout) -> bool:
    at = _key_column(layout)
    if at is None or not known:
        return False
    said = [cell for cell in _below(grid, layout, at) if cell]
    keys = [key for cell in said for key in _keys(cell)]
    merged = any(row[at].rowspan > 1 for row in grid.places[layout.last + 1 :])
    plain = _NAMES_OBJECTIVES.search(text.fold(layout.headers[at])) or len(set(keys)) < len(keys) or merged
    plain = plain or any(not cell.strip(" .)")[:1].isdigit() for cell in said)
    return bool(plain and keys) and 5 * sum(key in known for key in keys) >= 4 * len(keys)


def _key_column(layout: Layout) -> int | None:
    """The column that says the objective: the one called so, else the number column."""
    columns = layout.columns.get(Field.NUMBER, ())
    named = [at for at in columns if _NAMES_OBJECTIVES.search(text.fold(layout.headers[at]))]
    return next(iter([*named, *columns]), None)


def _key_of(action: drafts.Draft, parts: Mapping[int, tuple[Grid, Layout]]) -> str:
    """What the row writes to name its objective; a heading is named by its own number."""
    if action.line.kind == "section":
        return action.number
    grid, layout = parts[action.line.table]
    at = _key_column(layout)
    return grid.places[action.line.row][at].text.strip() if at is not None else ""


def _below(grid: Grid, layout: Layout, at: int) -> Iterator[str]:
    for row in range(layout.last + 1, len(grid.places)):
        if grid.begins(row, at) and grid.places[row][at].colspan * 2 < max(grid.width, 3):
            yield grid.places[row][at].text.strip()


def _keys(written: str) -> list[str]:
    """“MT1”, “Mục tiêu 01”, “1; 2” as numbers: 1, 1, 1 and 2."""
    found = [_KEY.fullmatch(piece) for piece in _BETWEEN.split(text.fold(written))]
    return [key[1].lstrip("0") for key in found if key]
