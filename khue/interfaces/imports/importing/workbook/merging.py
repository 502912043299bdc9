"""Three versions of a set meet: as it was written out, as the workbook says now, as it stands in Khuê by now. Pure.

What only one side changed is taken; what both changed differently is a question with both answers. A question that is not
answered yet counts as it stands in Khuê, and the caller must not save before all are answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from khue.foundation.kernel import errors, numbers, text
from khue.interfaces.imports.importing.workbook import cells
from khue.interfaces.imports.importing.workbook.cells import Node

ADDED, CHANGED, REMOVED, MOVED = "added", "changed", "removed", "moved"
MINE, THEIRS = "excel", "khue"


@dataclass(frozen=True)
class Step:
    """One thing that confirming would do."""

    kind: str
    what: str
    number: str
    field: str = ""
    old: str = ""
    new: str = ""

    @property
    def thing(self) -> str:
        return f"{cells.THINGS[self.what].capitalize()} {self.number}".strip()

    @property
    def apart(self) -> tuple[str, str, str, str]:
        """Common beginning, what goes, what comes, common end."""
        return text.split_apart(self.old, self.new)


@dataclass(frozen=True)
class Question:
    """Something a person must choose: `options` are (value, label) pairs; `base` what it was when it was written out."""

    id: str
    what: str
    number: str
    field: str
    why: str
    base: str
    options: tuple[tuple[str, str], ...]

    @property
    def thing(self) -> str:
        return f"{cells.THINGS[self.what].capitalize()} {self.number}".strip()


@dataclass
class Merger:
    """Gathers what is decided, what is asked, and what the others changed meanwhile."""

    choices: Mapping[str, str]
    steps: list[Step] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    meanwhile: int = 0

    @property
    def open(self) -> list[Question]:
        return [
            one for one in self.questions if self.choices.get(one.id) not in {value for value, _label in one.options}
        ]

    def merge(self, base: Sequence[Node], mine: Sequence[Node], theirs: Sequence[Node]) -> tuple[Node, ...]:
        """The objectives as they would be saved."""
        return self._rows(cells.OBJECTIVE, "", base, self._percents(mine, base), theirs)

    # ---- rows

    def _rows(
        self, what: str, parent: str, base: Sequence[Node], mine: Sequence[Node], theirs: Sequence[Node]
    ) -> tuple[Node, ...]:
        was, now = {one.key: one for one in base if one.key}, {one.key: one for one in theirs if one.key}
        kept: list[Node] = []
        for place, one in enumerate(mine, start=1):
            number = _number(what, one, parent, place, len(mine))
            found = self._row(what, number, was.get(one.key), one, now.get(one.key))
            if found is not None:
                kept.append(found)
        seen = {one.key for one in mine}
        for place, one in enumerate(theirs, start=1):
            if one.key not in seen and self._missing(
                what, _number(what, one, parent, place, len(theirs)), was.get(one.key), one
            ):
                kept.append(one)
        return self._ordered(what, parent, kept, base, mine, theirs)

    def _row(self, what: str, number: str, was: Node | None, mine: Node, now: Node | None) -> Node | None:
        if was is None:
            self.steps.append(Step(ADDED, what, number, new=_words(what, mine)))
            return replace(mine, key="", parts=_fresh(mine))
        if now is not None:
            return self._both(what, number, was, mine, now)
        if mine.same(was):
            self.meanwhile += 1
            return None
        why = "Đã bị bỏ trong Khuê sau khi xuất tệp, nhưng được sửa trong Excel"
        if self._ask(what, number, "", why, _words(what, was), "Đưa lại theo Excel", "Bỏ như trong Khuê") != MINE:
            return None
        self.steps.append(Step(ADDED, what, number, new=_words(what, mine)))
        return replace(mine, key="", parts=_fresh(mine))

    def _missing(self, what: str, number: str, was: Node | None, now: Node) -> bool:
        """A row that the workbook does not have: whether it stays."""
        if was is None:
            self.meanwhile += 1
            return True
        if not now.same(was):
            why = "Bỏ trong Excel, nhưng đã được sửa trong Khuê sau khi xuất tệp"
            if self._ask(what, number, "", why, _words(what, was), "Bỏ như trong Excel", "Giữ như trong Khuê") != MINE:
                return True
        self.steps.append(Step(REMOVED, what, number, old=_words(what, now)))
        return False

    def _both(self, what: str, number: str, was: Node, mine: Node, now: Node) -> Node:
        merged = {name: self._cell(what, number, name, was, mine, now) for name in cells.FIELDS[what]}
        parts = {
            name: self._rows(name, merged["number"], was.parts[name], mine.parts.get(name, ()), now.parts[name])
            for name in (cells.PARTS if what == cells.OBJECTIVE else ())
        }
        return Node(now.key, merged, parts, mine.where)

    def _cell(self, what: str, number: str, name: str, was: Node, mine: Node, now: Node) -> str:
        old, wanted, present = was.cells[name], mine.cells[name], now.cells[name]
        if wanted == present:
            return present
        label = cells.LABELS[name]
        if wanted == old:
            self.meanwhile += 1
            return present
        if present != old:
            why = "Sửa cả trong Excel lẫn trong Khuê sau khi xuất tệp"
            if self._ask(what, number, label, why, old, wanted or "(trống)", present or "(trống)", name) != MINE:
                return present
        self.steps.append(Step(CHANGED, what, number, label, present, wanted))
        return wanted

    def _ask(
        self, what: str, number: str, label: str, why: str, base: str, mine: str, theirs: str, name: str = "row"
    ) -> str:
        asked = f"{what}-{number}-{name}".replace(".", "-").replace(" ", "")
        options = (
            (MINE, f"Theo Excel: {mine}" if name != "row" else mine),
            (THEIRS, f"Theo Khuê: {theirs}" if name != "row" else theirs),
        )
        self.questions.append(Question(asked, what, number, label, why, base, options))
        return self.choices.get(asked, THEIRS)

    # ---- order

    def _ordered(
        self,
        what: str,
        parent: str,
        kept: list[Node],
        base: Sequence[Node],
        mine: Sequence[Node],
        theirs: Sequence[Node],
    ) -> tuple[Node, ...]:
        """In the order of the workbook when that was changed, else as it stands in Khuê; what is new keeps its neighbours."""
        both = {one.key for one in base} & {one.key for one in mine} & {one.key for one in theirs}
        wanted = [one.key for one in mine if one.key in both]
        if wanted != [one.key for one in base if one.key in both]:
            if wanted != [one.key for one in theirs if one.key in both]:
                number = parent if what != cells.OBJECTIVE else ""
                self.steps.append(
                    Step(MOVED, what, f"của mục tiêu {number}" if number else "", new="theo thứ tự trong Excel")
                )
            return tuple(kept)
        places = {one.key: place for place, one in enumerate(theirs)}
        return tuple(_beside(kept, places))

    # ---- a share typed as a fraction

    def _percents(self, mine: Sequence[Node], base: Sequence[Node]) -> tuple[Node, ...]:
        """0,925 in a row of per cents: Excel's own way of 92,5%, or truly 0,925%? Asked, never guessed."""
        was = {target.key: target for one in base for target in one.parts[cells.TARGET]}
        return tuple(
            replace(
                one,
                parts={
                    **one.parts,
                    cells.TARGET: tuple(
                        self._percent(
                            target, was.get(target.key), _number(cells.TARGET, target, one.cells["number"], n, 2)
                        )
                        for n, target in enumerate(one.parts.get(cells.TARGET, ()), start=1)
                    ),
                },
            )
            for one in mine
        )

    def _percent(self, target: Node, was: Node | None, number: str) -> Node:
        for name in ("value", "value_high", "baseline"):
            written = target.cells[name]
            if target.cells["unit"] != "%" or (was is not None and written == was.cells[name]):
                continue
            share = _share(written)
            if share is None:
                continue
            asked, whole = f"percent-{number}-{name}".replace(".", "-"), numbers.format_number(share * 100)
            options = ((whole, f"{whole}%"), (written, f"{written}%"))
            why = f"Ô ghi {written} với đơn vị tính là %"
            old = was.cells[name] if was is not None else ""
            self.questions.append(Question(asked, cells.TARGET, number, cells.LABELS[name], why, old, options))
            target = cells.with_cells(target, **{name: self.choices.get(asked, old or whole)})
        return target


def _share(written: str) -> Decimal | None:
    try:
        number = numbers.parse_number(written)
    except errors.Invalid:
        return None
    return number if 0 < number <= 1 else None


def _beside(kept: list[Node], places: Mapping[str, int]) -> Iterator[Node]:
    """Rows that stand in Khuê in their order there; each new row after the row it follows in the workbook."""
    after: dict[str, list[Node]] = {}
    last = ""
    for one in kept:
        if one.key in places:
            last = one.key
        else:
            after.setdefault(last, []).append(one)
    yield from after.get("", ())
    for one in sorted((one for one in kept if one.key in places), key=lambda one: places[one.key]):
        yield one
        yield from after.get(one.key, ())


def _fresh(node: Node) -> dict[str, tuple[Node, ...]]:
    """Parts without keys, for a row that is new."""
    return {name: tuple(replace(one, key="") for one in found) for name, found in node.parts.items()}


def _number(what: str, node: Node, parent: str, place: int, size: int) -> str:
    if what == cells.OBJECTIVE:
        return node.cells["number"] or "mới"
    return f"{parent}.{place}" if size > 1 else parent


def _words(what: str, node: Node) -> str:
    if what == cells.OBJECTIVE:
        return node.cells["statement"]
    if what == cells.TASK:
        return node.cells["text"]
    return f"{node.cells['subject']}: {_asked(node.cells)}"


def _asked(cell: Mapping[str, str]) -> str:
    """“từ 95 % trở lên”, “không quá 5 bài”."""
    low, high = (" ".join(filter(None, (cell[name], cell["unit"]))) for name in ("value", "value_high"))
    if "…" not in cell["comparator"]:
        return f"{cell['comparator']} {low}".strip()
    return cell["comparator"].replace("…", low, 1).replace("…", high, 1)
