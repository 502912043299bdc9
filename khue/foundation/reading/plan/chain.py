"""Which tables of a document are the plan: the best one, those with the same columns, and headless ones that go on with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from khue.foundation.kernel import text
from khue.foundation.office.source import Document, Paragraph, Table
from khue.foundation.reading.plan import grid as grids
from khue.foundation.reading.plan import layout as layouts
from khue.foundation.reading.plan import marks, months, rows, short
from khue.foundation.reading.plan.columns import Field

_SHORT = 40


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the plan; `layout` is the plan's when the table has no header of its own."""

    grid: grids.Grid
    layout: layouts.Layout
    has_header: bool
    follows_at_once: bool
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """The plan's tables in order, where in the document the first stands, and tables like it that were left out."""

    parts: tuple[Part, ...]
    block: int
    left_out: tuple[int, ...]

    @property
    def layout(self) -> layouts.Layout:
        return next(part.layout for part in self.parts if part.has_header)

    def lines(self) -> Iterator[rows.Line]:
        for part in self.parts:
            if part.heading:
                yield rows.Line(part.grid.table.number, 0, kind="section", title=part.heading)
            yield from rows.of(part.grid, part.layout, has_header=part.has_header, at_page_start=part.follows_at_once)


def find(document: Document) -> Chain | None:
    """The plan of a document, or None when no table of it is one."""
    seen: dict[int, tuple[grids.Grid, layouts.Layout | None]] = {}
    for at, block in enumerate(document.blocks):
        if isinstance(block, Table) and block.rows:
            grid = grids.of(block)
            seen[at] = grid, layouts.of(grid)
    named = [(at, grid, found) for at, (grid, found) in seen.items() if found]
    if not named:
        named = [
            (at, grid, found) for at, (grid, _) in seen.items() if (found := short.layout(grid, _above(document, at)))
        ]
        seen |= {at: (grid, found) for at, grid, found in named}
    if not named:
        return None
    _, _, best = max(named, key=lambda item: (item[2].score, len(item[1].places), -item[0]))
    return _chain(document, seen, best)


def _chain(
    document: Document, seen: dict[int, tuple[grids.Grid, layouts.Layout | None]], best: layouts.Layout
) -> Chain:
    parts: list[Part] = []
    left_out: list[int] = []
    last_at = first_at = -1
    for at, (grid, layout) in seen.items():
        at_once = bool(parts) and _nothing_between(document, last_at, at)
        if layout is not None and _is_like(layout, best):
            parts.append(Part(grid, layout, True, at_once, _line_above(document, at)))
        elif layout is None and at_once and _goes_on(grid, parts[-1]):
            parts.append(Part(grid, parts[-1].layout, False, True))
        else:
            left_out += [grid.table.number] if layout is not None else []
            continue
        first_at = at if first_at < 0 else first_at
        last_at = at
    return Chain(tuple(_headed(parts, best)), first_at, tuple(left_out))


def _headed(parts: list[Part], best: layouts.Layout) -> list[Part]:
    """Tables of tasks with counted lines over them: those lines are the objectives, whether they are named so or not."""
    told = [_objective(part.heading) for part in parts]
    named = "mục tiêu" in parts[0].heading.casefold() if parts else False
    if best.has(Field.OBJECTIVE) or not told or not told[0] or (len(list(filter(None, told))) < 2 and not named):
        return [part if months.is_period(part.heading) else replace(part, heading="") for part in parts]
    return [replace(part, heading=heading) for part, heading in zip(parts, told, strict=True)]


def _objective(heading: str) -> str:
    """“Mục tiêu 1: …” for a line that is counted so, or by 1., 2.; empty for others."""
    mark = marks.of(heading)
    is_counted = (
        mark is not None and bool(mark.rest) and mark.kind in {"named", "arabic"} and not months.is_period(heading)
    )
    return f"Mục tiêu {mark.number}: {mark.rest}" if mark is not None and is_counted else ""


def _above(document: Document, at: int) -> list[str]:
    """The lines of running text between this table and the one before it."""
    lines: list[str] = []
    for block in reversed(document.blocks[:at]):
        if not isinstance(block, Paragraph):
            break
        lines[:0] = block.text.split("\n")
    return lines


def _line_above(document: Document, at: int) -> str:
    """The line just over a table, which may name its month or its objective."""
    return text.squash(next(iter(_above(document, at)[-1:]), "")).rstrip(": ")


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
