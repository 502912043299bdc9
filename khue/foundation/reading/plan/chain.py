"""Which tables of a document are the plan: the best one, those with the same columns, and headless ones that go on with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from khue.foundation.kernel import text
from khue.foundation.office.source import Document, Paragraph, Table
from khue.foundation.reading.plan import grid as grids
from khue.foundation.reading.plan import headings, months, pairing, rows, small_tables
from khue.foundation.reading.plan import layout as layouts
from khue.foundation.reading.plan.columns import Field

_SHORT = 40
Seen: TypeAlias = dict[int, tuple[grids.Grid, layouts.Layout | None]]


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the plan; `layout` is the plan's when the table has no header of its own."""

    grid: grids.Grid
    layout: layouts.Layout
    has_header: bool
    follows_at_once: bool
    period: str = ""
    heading: rows.Line | None = None

    @property
    def read(self) -> tuple[grids.Grid, layouts.Layout]:
        """The grid with what its columns mean."""
        return self.grid, self.layout

    def says(self, column: int) -> bool:
        """Whether anything stands below the header of that column."""
        return any(row[column].text.strip() for row in self.grid.places[self.layout.last + 1 :])


@dataclass(frozen=True, slots=True)
class Chain:
    """The plan's tables in order, where in the document the first stands, and tables like it that were left out.

    `goals` are the tables of the objectives when these tables only say what is done for them.
    """

    parts: tuple[Part, ...]
    block: int
    left_out: tuple[int, ...]
    goals: Chain | None = None

    @property
    def layout(self) -> layouts.Layout:
        return next(part.layout for part in self.parts if part.has_header)

    def lines(self) -> Iterator[rows.Line]:
        for part in self.parts:
            if part.period:
                yield rows.Line(part.grid.table.number, 0, kind="section", title=part.period)
            if part.heading is not None:
                yield part.heading
            yield from rows.of(part.grid, part.layout, has_header=part.has_header, at_page_start=part.follows_at_once)


def find(document: Document) -> Chain | None:
    """The plan of a document, or None when no table of it is one."""
    seen: Seen = {}
    for at, block in enumerate(document.blocks):
        if isinstance(block, Table) and block.rows:
            grid = grids.of(block)
            seen[at] = grid, layouts.of(grid)
    named = [(at, grid, found) for at, (grid, found) in seen.items() if found]
    if not named:
        named = [
            (at, grid, found)
            for at, (grid, _) in seen.items()
            if (found := small_tables.layout(grid, _above(document, at)))
        ]
        seen |= {at: (grid, found) for at, grid, found in named}
    if not named:
        return None
    _, _, best = max(named, key=lambda item: (item[2].score, len(item[1].places), -item[0]))
    return _paired(document, seen, _with_headings(document, _chain(document, seen, best)))


def _with_headings(document: Document, found: Chain) -> Chain:
    """The objectives that stand as headings over the tables of their tasks."""
    if found.layout.has(Field.OBJECTIVE):
        return found
    above = headings.over(document, [part.grid.table for part in found.parts])
    parts = (
        replace(part, heading=above[part.grid.table.number], follows_at_once=False)
        if part.grid.table.number in above
        else part
        for part in found.parts
    )
    return replace(found, parts=tuple(parts))


def _paired(document: Document, seen: Seen, found: Chain) -> Chain:
    """The chain of actions with that of their objectives, when the two stand in tables of their own."""
    first = found.parts[0].read
    for grid, layout in seen.values():
        if layout is None or layout is first[1]:
            continue
        if pairing.are_pair(first, (grid, layout)):
            actions, goals = _chain(document, seen, layout), found
        elif pairing.are_pair((grid, layout), first):
            actions, goals = found, _chain(document, seen, layout)
        else:
            continue
        read = {part.grid.table.number for chain in (actions, goals) for part in chain.parts}
        left_out = tuple(number for number in found.left_out if number not in read)
        return replace(actions, left_out=left_out, goals=goals, block=min(actions.block, goals.block))
    return found


def _chain(document: Document, seen: Seen, best: layouts.Layout) -> Chain:
    parts: list[Part] = []
    left_out: list[int] = []
    last_at = first_at = -1
    for at, (grid, layout) in seen.items():
        at_once = bool(parts) and _nothing_between(document, last_at, at)
        if layout is not None and _is_like(layout, best):
            parts.append(Part(grid, layout, True, at_once, _period_above(document, at)))
        elif layout is None and at_once and _goes_on(grid, parts[-1]):
            parts.append(Part(grid, parts[-1].layout, False, True))
        else:
            left_out += [grid.table.number] if layout is not None else []
            continue
        first_at = at if first_at < 0 else first_at
        last_at = at
    return Chain(tuple(parts), first_at, tuple(left_out))


def _above(document: Document, at: int) -> list[str]:
    """The lines of running text between this table and the one before it."""
    lines: list[str] = []
    for block in reversed(document.blocks[:at]):
        if not isinstance(block, Paragraph):
            break
        lines[:0] = block.text.split("\n")
    return lines


def _period_above(document: Document, at: int) -> str:
    """“Tháng 9/2023” as the line over a table of its tasks."""
    line = text.squash(next(iter(_above(document, at)[-1:]), ""))
    return line.rstrip(":. ") if months.is_period(line) else ""


def _is_like(layout: layouts.Layout, best: layouts.Layout) -> bool:
    """The same plan under a header that may have been shortened on a later page."""
    ours, theirs = set(layout.columns) - {Field.OTHER}, set(best.columns) - {Field.OTHER}
    return len(ours & theirs) * 5 >= len(ours | theirs) * 4


def _goes_on(grid: grids.Grid, last: Part) -> bool:
    return grid.width == last.grid.width and grid.width > 2


def _nothing_between(document: Document, last_at: int, at: int) -> bool:
    """Only page numbers and the like stand between two tables."""
    between = document.blocks[last_at + 1 : at]
    return all(isinstance(block, Paragraph) and len(block.text) < _SHORT for block in between) and len(between) < 4
