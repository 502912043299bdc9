"""The coverage matrix: each objective of the school against each unit, with what is missing, weaker, opposite or tied to nothing.

A cell is told by a sign and words, never by colour alone; each thing that is wrong is also a sentence that can be sent to the unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from khue.foundation.reading.unit_names import UnitNames
from khue.quality.objectives import contents
from khue.quality.objectives.checks import consistency, measures

COVERED, MISSING, WEAKER, OPPOSITE, ORPHAN, NOTHING = "covered", "missing", "weaker", "opposite", "orphan", "nothing"
PROBLEMS = (MISSING, OPPOSITE, WEAKER, ORPHAN)
UNCOVERED = "uncovered"
"""An objective of the school that no unit serves at all."""


@dataclass(frozen=True, slots=True)
class Part:
    """A unit's objective as the matrix needs it: what it serves, and its targets."""

    key: str
    number: str
    statement: str
    serves: str | None
    is_own: bool
    targets: tuple[contents.TargetContent, ...] = ()

    @property
    def content(self) -> contents.ObjectiveContent:
        return contents.ObjectiveContent(
            self.number, self.statement, targets=self.targets, serves=self.serves, key=self.key
        )


@dataclass(frozen=True, slots=True)
class Column:
    """A unit. `key` is its own, `set_key` its set's ("" without one), `parts` its objectives."""

    key: Any
    name: str
    short: str = ""
    kind: str = ""
    set_key: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """What one unit does for one objective. `said` is what stands in the cell, `parts` what it leads to."""

    column: Column
    kind: str
    said: str = ""
    parts: tuple[Part, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is wrong, in words to be sent. `column` None: no unit has taken the objective up."""

    kind: str
    column: Column | None
    what: str
    advice: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One objective of the school."""

    objective: contents.ObjectiveContent
    cells: tuple[Cell, ...]
    points: tuple[Point, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(one.kind for one in self.points)

    @property
    def conclusion(self) -> tuple[str, str]:
        """State (ok bad warn) and words: “1 đơn vị thiếu”, “Đủ”."""
        count = {kind: sum(one.kind == kind for one in self.points) for kind in (*PROBLEMS, UNCOVERED)}
        if count[UNCOVERED]:
            return "bad", "Chưa đơn vị nào nhận"
        if count[OPPOSITE]:
            return "bad", f"{count[OPPOSITE]} chỉ tiêu ngược chiều"
        if count[MISSING]:
            return "bad", f"{count[MISSING]} đơn vị thiếu"
        return ("warn", f"{count[WEAKER]} chỉ tiêu thấp hơn") if count[WEAKER] else ("ok", "Đủ")


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole. `orphans` is the last row: what a unit has tied to nothing and not declared its own."""

    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    orphans: tuple[Cell, ...] = ()
    points: tuple[Point, ...] = field(default=())

    def count(self, *kinds: str) -> int:
        return sum(one.kind in kinds for one in self.points)

    @property
    def covered(self) -> int:
        """How many objectives have nothing missing."""
        return sum(not row.points for row in self.rows)

    @property
    def addressed(self) -> list[Column]:
        """Units about which there is something to say, in order."""
        wanted = {one.column.key for one in self.points if one.column is not None}
        return [column for column in self.columns if column.key in wanted]

    def about(self, column: Column) -> list[Point]:
        return [one for one in self.points if one.column is not None and one.column.key == column.key]


def matrix(
    school: contents.SetContent, columns: Sequence[Column], names: UnitNames[Any] | None = None, *, whole: bool = True
) -> Matrix:
    """The matrix of a school's set. `whole`: these are all units, so that what none of them serves is uncovered."""
    rows = tuple(_row(one, columns, names, whole=whole) for one in school.objectives)
    orphans = tuple(_orphan(column) for column in columns)
    points = [point for row in rows for point in row.points] + [
        point for cell in orphans for point in _orphan_points(cell)
    ]
    return Matrix(tuple(columns), rows, orphans, tuple(points))


def _row(
    one: contents.ObjectiveContent, columns: Sequence[Column], names: UnitNames[Any] | None, *, whole: bool
) -> Row:
    cells = tuple(_cell(one, column, names) for column in columns)
    if whole and columns and not any(cell.parts for cell in cells):
        said = f"Chưa đơn vị nào nhận mục tiêu {one.number} của Trường: {_short(one.statement)}."
        uncovered = Point(UNCOVERED, None, said, "Giao cho một đơn vị, hoặc ghi rõ Trường tự thực hiện.", one.key)
        return Row(one, cells, (uncovered, *_points(one, cells)))
    return Row(one, cells, tuple(_points(one, cells)))


def _cell(one: contents.ObjectiveContent, column: Column, names: UnitNames[Any] | None) -> Cell:
    parts = tuple(part for part in column.parts if part.serves == one.key)
    if not parts:
        is_assigned = consistency.is_assigned(one, column.key, column.kind, names)
        about = f"{column.name}: được giao, chưa có mục tiêu" if is_assigned else f"{column.name}: không được giao"
        return Cell(column, MISSING if is_assigned else NOTHING, "Thiếu" if is_assigned else "–", about=about)
    for kind, test, sign, words in _FAULTS:
        for wanted, own in _compared(one, parts):
            if test(one, wanted, own):
                return Cell(column, kind, _shown(sign, own), parts, f"{column.name}: {words}, Trường {wanted.words()}")
    return Cell(column, COVERED, str(len(parts)), parts, f"{column.name}: {len(parts)} mục tiêu")


def _shown(sign: str, own: contents.TargetContent) -> str:
    """“▼ 75%”: a cell has room for the number only; the sentence beside it says the rest."""
    return f"{sign} {own.amount(own.value)}" if own.value is not None else sign


def _is_weaker(one: contents.ObjectiveContent, wanted: contents.TargetContent, own: contents.TargetContent) -> bool:
    return measures.comparable(wanted, one.statement) and measures.weaker(wanted, own)


def _is_opposite(one: contents.ObjectiveContent, wanted: contents.TargetContent, own: contents.TargetContent) -> bool:
    return measures.opposite(wanted, own)


_FAULTS = (
    (OPPOSITE, _is_opposite, "⇅", "ngược chiều với Trường"),
    (WEAKER, _is_weaker, "▼", "thấp hơn Trường"),
)


def _compared(
    one: contents.ObjectiveContent, parts: Iterable[Part]
) -> Iterator[tuple[contents.TargetContent, contents.TargetContent]]:
    for part in parts:
        for wanted, _place, own in measures.alike(one, part.content):
            yield wanted, own


def _points(one: contents.ObjectiveContent, cells: Iterable[Cell]) -> Iterator[Point]:
    for cell in cells:
        if cell.kind == MISSING:
            said = f"Mục tiêu {one.number} của Trường: {_short(one.statement)}."
            advice = "Trường giao cho đơn vị; đề nghị bổ sung mục tiêu hoặc gắn mục tiêu đã có."
            if not cell.column.parts:
                advice = "Đơn vị chưa lập mục tiêu; đề nghị đưa nội dung này vào dự thảo."
            yield Point(MISSING, cell.column, said, advice, one.key)
        for part in cell.parts:
            yield from _part_points(one, cell.column, part)


def _part_points(one: contents.ObjectiveContent, column: Column, part: Part) -> Iterator[Point]:
    for wanted, _place, own in measures.alike(one, part.content):
        said = f"Mục tiêu {part.number}, “{own.subject}”: đơn vị ghi {own.words()}, Trường ghi {wanted.words()} (mục tiêu {one.number})."
        if measures.opposite(wanted, own):
            yield Point(OPPOSITE, column, said, "Đề nghị sửa phép so sánh cho cùng chiều với Trường.", part.key)
        elif _is_weaker(one, wanted, own):
            yield Point(WEAKER, column, said, "Đề nghị nâng chỉ tiêu hoặc giải trình.", part.key)


def _orphan(column: Column) -> Cell:
    parts = tuple(part for part in column.parts if not part.serves and not part.is_own)
    about = (
        f"{column.name}: {len(parts)} mục tiêu chưa gắn" if parts else f"{column.name}: không có mục tiêu nào chưa gắn"
    )
    return Cell(column, ORPHAN if parts else NOTHING, f"◇ {len(parts)}" if parts else "–", parts, about)


def _orphan_points(cell: Cell) -> Iterator[Point]:
    for part in cell.parts:
        said = f"Mục tiêu {part.number}: {_short(part.statement)}."
        yield Point(
            ORPHAN, cell.column, said, "Đề nghị gắn với mục tiêu của Trường hoặc ghi rõ là mục tiêu riêng.", part.key
        )


def _short(words: str, most: int = 110) -> str:
    words = words.strip().rstrip(".;")
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + "…"
