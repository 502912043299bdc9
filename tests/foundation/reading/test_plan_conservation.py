"""Nothing of a plan table is lost in silence: what its cells say is somewhere in the plan, or a remark names the place."""

from __future__ import annotations

import functools
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from khue.foundation.kernel import errors, text
from khue.foundation.office import opening
from khue.foundation.office.source import Cell, Document, Table
from khue.foundation.reading.lexicon.phrases import words
from khue.foundation.reading.plan import reader
from khue.foundation.reading.targets import read_targets
from khue.foundation.reading.values import Plan, PlanObjective

PLANS = Path(__file__).parents[2] / "specimens/plans"
FILES = sorted(path.name for path in PLANS.iterdir() if path.suffix not in {".yaml", ".doc", ".pdf"})
# Labels of people, comparators and marks become values; repeated headers and the names of fields in cards become places.
VALUES = words(
    """chu tri phoi hop trach chinh ho tro phu toi thieu da it nhat tu tro len khong qua duoi hon dat x a b c d tren mt
    tt bien phap thoi gian minh chung muc tieu ghi chu i ii iii iv v vi viec phai lam han tuan nguoi chiu nhiem va"""
)
TOLD = words("total_row_skipped signature_skipped section_row column_unread statement_too_long objective_unknown")
CARDS = {"phieu-muc-tieu-doc.docx", "sau-to-hoa-sinh-thpt-doi-sim.docx", "TT NN-TH Ben Su ke hoach muc tieu.docx"}
LONGEST, TIMES = 5.0, 2
Change = Callable[[Table, random.Random], Table]


@functools.cache
def opened(name: str) -> tuple[Document, Plan]:
    document = opening.open_document(PLANS / name)
    return document, reader.plan_of(document)


def lost(plan: Plan) -> list[tuple[int, int, int, str]]:
    """Words of the body that no field and no remark holds, with their table, row and column."""
    kept = set(text.words(str({name: said for name, said in plan.to_json().items() if name != "source_tables"})))
    told = {remark.where for remark in plan.remarks if remark.code in TOLD}
    told |= {place for objective in plan.objectives for place in _told_by_targets(plan, objective)}
    return [
        (table["number"], row["row"], column, word)
        for table in plan.source_tables
        for row in table["rows"]
        for column, cell in enumerate(row["cells"], start=1)
        if not told & _places(table["number"], row["row"], column)
        for word in text.words(cell)
        if word not in kept | VALUES and not any(map(str.isdigit, word))
    ]


def _told_by_targets(plan: Plan, objective: PlanObjective) -> Iterable[str]:
    """The target cells whose numbers are among the objective's targets: its own, and those of rows without a statement below it."""
    at = objective.cells.get("targets")
    if not at or not objective.targets:
        return
    yield _place(**at)
    values = {
        float(value) for t in objective.targets for value in (t.value if isinstance(t.value, tuple) else (t.value,))
    }
    stated = {
        o.cells["statement"]["row"] for o in plan.objectives if o.cells.get("statement", {}).get("table") == at["table"]
    }
    for row in (row for table in plan.source_tables if table["number"] == at["table"] for row in table["rows"]):
        cell = row["cells"][at["column"] - 1] if row["row"] > at["row"] and len(row["cells"]) >= at["column"] else ""
        if row["row"] > at["row"] and row["row"] in stated:
            return
        numbers = {float(t.value) for t in read_targets(cell) if not isinstance(t.value, tuple)}
        if numbers and numbers <= values:
            yield _place(at["table"], row["row"], at["column"])


def _place(table: int, row: int, column: int) -> str:
    return f"table {table}, row {row}, column {column}"


def _places(table: int, row: int, column: int) -> set[str]:
    """The names of a cell in remarks; a cell whose targets were read is told by their values."""
    return {f"table {table}, row {row}", f"table {table}, column {column}", _place(table, row, column)}


def changed(name: str, change: Change, chance: random.Random) -> Document:
    """The document with that done to the tables of its plan, to all alike."""
    document, plan = opened(name)
    numbers, seed = {table["number"] for table in plan.source_tables}, chance.random()
    blocks = (
        change(block, random.Random(seed)) if isinstance(block, Table) and block.number in numbers else block
        for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks))


def laid(table: Table, rows: Iterable[Iterable[Cell]]) -> Table:
    """The table of these rows, each cell told where it stands now."""
    kept = [list(row) for row in rows]
    placed = (
        (replace(cell, row=at, rowspan=min(cell.rowspan, len(kept) - at)) for cell in row)
        for at, row in enumerate(kept)
    )
    return replace(table, rows=tuple(tuple(sorted(row, key=lambda cell: cell.column)) for row in placed))


def emptied(table: Table, chance: random.Random) -> Table:
    return laid(
        table,
        (
            [replace(c, text="", paragraphs=()) if c.row and chance.random() < 0.3 else c for c in row]
            for row in table.rows
        ),
    )


def shortened(table: Table, chance: random.Random) -> Table:
    gone = chance.randrange(len(table.rows))
    return laid(table, (row for at, row in enumerate(table.rows) if at != gone or at == 0))


def uncounted(table: Table, chance: random.Random) -> Table:
    return laid(
        table,
        (
            [replace(c, text="", paragraphs=()) if c.text.strip(" .)").isdigit() else c for c in row]
            for row in table.rows
        ),
    )


def shouted(table: Table, chance: random.Random) -> Table:
    first, *others = table.rows
    return laid(table, [[replace(c, text=c.text.upper(), paragraphs=(c.text.upper(),)) for c in first], *others])


def headless(table: Table, chance: random.Random) -> Table:
    return laid(table, table.rows[1:])


def shuffled(table: Table, chance: random.Random) -> Table:
    """Its columns in another order, unless some are merged."""
    if any(cell.colspan > 1 for row in table.rows for cell in row):
        return table
    order = list(range(max(cell.column for row in table.rows for cell in row) + 1))
    chance.shuffle(order)
    return laid(table, ([replace(cell, column=order[cell.column]) for cell in row] for row in table.rows))


@pytest.mark.parametrize("name", FILES)
def test_every_word_of_a_plan_table_is_kept_or_told(name):
    assert lost(opened(name)[1]) == []


@pytest.mark.parametrize("change", [emptied, shortened, uncounted, shouted, headless])
def test_a_spoilt_table_is_read_without_loss_or_refused(change):
    chance = random.Random(20261127)
    wrong = []
    for name in FILES * TIMES:
        document, started = changed(name, change, chance), time.process_time()
        try:
            plan = reader.plan_of(document)
        except errors.Refused as refusal:
            wrong += [name] if refusal.code != "not_a_plan" else []
            continue
        wrong += [(name, loss) for loss in lost(plan)]
        assert time.process_time() - started < LONGEST
    assert wrong == []


@pytest.mark.parametrize("name", FILES)
def test_reading_twice_gives_the_same(name):
    assert reader.plan_of(opened(name)[0]) == opened(name)[1]


# There the left column names what the right one says.
@pytest.mark.parametrize("name", [name for name in FILES if name not in CARDS])
def test_the_order_of_columns_does_not_matter(name):
    chance = random.Random(20261127)
    before = opened(name)[1].to_json(with_sources=False)
    for _time in range(TIMES):
        after = reader.plan_of(changed(name, shuffled, chance)).to_json(with_sources=False)
        assert {part: after[part] for part in ("kind", "objectives")} == {
            part: before[part] for part in ("kind", "objectives")
        }
        assert after.get("tasks") == before.get("tasks")
