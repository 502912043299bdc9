"""A set's content as the texts of cells, and texts as content again. Pure.

Whatever a person leaves as it was keeps its meaning: a text is read anew only when it differs from what was written out, so a
workbook that nobody touched changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from khue.foundation import reading
from khue.foundation.kernel import errors, numbers, text
from khue.foundation.office import layout
from khue.quality.objectives import contents

OBJECTIVE, TARGET, TASK = "objective", "target", "task"
SHEETS = {OBJECTIVE: "Mục tiêu", TARGET: "Chỉ tiêu", TASK: "Nhiệm vụ"}
THINGS = {OBJECTIVE: "mục tiêu", TARGET: "chỉ tiêu", TASK: "nhiệm vụ"}
KEY, DROP, PARENT = "key", "drop", "parent"
LABELS = {
    KEY: "Mã (không sửa)", DROP: "Bỏ dòng", PARENT: "Thuộc mục tiêu số", "number": "TT", "statement": "Mục tiêu chất lượng",
    "tie": "Gắn với mục tiêu của Trường", "lead": "Chủ trì", "supporting": "Phối hợp", "time": "Thời hạn",
    "evidence": "Hồ sơ minh chứng", "note": "Ghi chú", "subject": "Đo cái gì", "comparator": "So sánh", "value": "Giá trị",
    "value_high": "Đến", "unit": "Đơn vị tính", "baseline": "Số năm trước", "text": "Nhiệm vụ, biện pháp",
}  # fmt: skip
FIELDS = {
    OBJECTIVE: ("number", "statement", "tie", "lead", "supporting", "time", "evidence", "note"),
    TARGET: ("subject", "comparator", "value", "value_high", "unit", "baseline"),
    TASK: ("text", "lead", "supporting", "time"),
}
PARTS = (TARGET, TASK)
OWN = "Mục tiêu riêng của đơn vị"
COMPARATORS = {
    ">=": "từ … trở lên", ">": "trên", "<=": "không quá", "<": "dưới", "=": "bằng", "between": "từ … đến …", "achieved": "đạt",
}  # fmt: skip
_LONGEST = 32_000


@dataclass(frozen=True)
class Node:
    """One row: its key ("" when new), its cells, the rows that hang on it, and where it stands in the workbook."""

    key: str
    cells: Mapping[str, str]
    parts: Mapping[str, tuple[Node, ...]] = field(default_factory=dict)
    where: str = ""

    def same(self, other: Node) -> bool:
        """The same words here and below, whatever the keys."""
        below = all(
            len(self.parts.get(name, ())) == len(other.parts.get(name, ()))
            and all(a.same(b) for a, b in zip(self.parts.get(name, ()), other.parts.get(name, ()), strict=True))
            for name in PARTS
        )
        return dict(self.cells) == dict(other.cells) and below


def plain(written: str) -> str:
    """A text as it can be compared after it has been through a spreadsheet: lines squashed, empty ones gone."""
    lines = (text.squash(line) for line in layout.clean(written).replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)[:_LONGEST]


# ---- content → cells


def nodes_of(content: contents.SetContent, ties: Mapping[str, str]) -> tuple[Node, ...]:
    """`ties`: what the school's objectives are called in the list, by public id."""
    return tuple(
        Node(
            one.key,
            _objective_cells(one, ties),
            {
                TARGET: tuple(Node(target.key, _target_cells(target)) for target in one.targets),
                TASK: tuple(Node(task.key, _task_cells(task)) for task in one.tasks),
            },
        )
        for one in content.objectives
    )


def _objective_cells(one: contents.ObjectiveContent, ties: Mapping[str, str]) -> dict[str, str]:
    tie = OWN if one.is_own else ties.get(one.serves, "Mục tiêu khác của Trường") if one.serves else ""
    cells = {
        "number": one.number, "statement": one.statement, "tie": tie, "lead": _names(one, "lead"),
        "supporting": _names(one, "supporting"), "time": one.schedule.words(), "evidence": "\n".join(one.evidence_expected),
        "note": one.note,
    }  # fmt: skip
    return {name: plain(cell) for name, cell in cells.items()}


def _target_cells(one: contents.TargetContent) -> dict[str, str]:
    cells = {
        "subject": one.subject, "comparator": COMPARATORS.get(one.comparator, one.comparator), "value": _number(one.value),
        "value_high": _number(one.value_high), "unit": one.unit, "baseline": _number(one.baseline),
    }  # fmt: skip
    return {name: plain(cell) for name, cell in cells.items()}


def _task_cells(one: contents.TaskContent) -> dict[str, str]:
    cells = {
        "text": one.text, "lead": _names(one, "lead"), "supporting": _names(one, "supporting"), "time": one.schedule.words()
    }  # fmt: skip
    return {name: plain(cell) for name, cell in cells.items()}


def _names(one: Any, part: str) -> str:
    return "; ".join(who.text for who in one.responsibilities if who.part == part)


def _number(value: Decimal | None) -> str:
    return "" if value is None else numbers.format_number(value)


# ---- cells → content


@dataclass
class Builder:
    """Makes content of merged rows. `known`: what a key was before, newest first; `faults`: what cannot be read, with its place."""

    ties: Mapping[str, str]
    meanings: Callable[[str], tuple[int | None, int | None]]
    school_year: str | None
    known: Mapping[str, tuple[Any, ...]]
    faults: list[str] = field(default_factory=list)

    def content(self, nodes: Iterable[Node], swot: str) -> contents.SetContent:
        return contents.SetContent(tuple(self._objective(node) for node in nodes), swot)

    def _before(self, node: Node, name: str, cells_of: Callable[[Any], Mapping[str, str]]) -> Any:
        """What stood in the cell when it said the same; None when it says something new."""
        found = self.known.get(node.key, ()) if node.key else ()
        return next((one for one in found if cells_of(one).get(name) == node.cells[name]), None)

    def _objective(self, node: Node) -> contents.ObjectiveContent:
        def cells_of(one: Any) -> Mapping[str, str]:
            return _objective_cells(one, self.ties)

        cells, tied = node.cells, self._before(node, "tie", cells_of)
        serves, own = (tied.serves, tied.is_own) if tied is not None else self._tie(cells["tie"], node)
        said, noted = self._before(node, "statement", cells_of), self._before(node, "note", cells_of)
        evidence = self._before(node, "evidence", cells_of)
        return contents.ObjectiveContent(
            number=cells["number"],
            statement=said.statement if said is not None else text.squash(cells["statement"]),
            targets=tuple(self._target(one) for one in node.parts.get(TARGET, ())),
            tasks=tuple(self._task(one) for one in node.parts.get(TASK, ())),
            responsibilities=self._people(node, cells_of),
            schedule=self._schedule(node, cells_of),
            evidence_expected=evidence.evidence_expected if evidence is not None else _listed(cells["evidence"]),
            note=noted.note if noted is not None else cells["note"],
            serves=serves,
            is_own=own,
            key=node.key,
        )

    def _target(self, node: Node) -> contents.TargetContent:
        cells = node.cells
        comparator = next((code for code, label in COMPARATORS.items() if label == cells["comparator"]), "")
        if not comparator:
            said = cells["comparator"] or "để trống"
            self._fault(node, f"cột “{LABELS['comparator']}” ghi “{said}”. Chọn trong danh sách của ô.")
        values = {name: self._value(node, name) for name in ("value", "value_high", "baseline")}
        known = self._before(node, "subject", _target_cells)
        subject = known.subject if known is not None else text.squash(cells["subject"])
        counted = self._before(node, "unit", _target_cells)
        unit = counted.unit if counted is not None else text.squash(cells["unit"])
        return contents.TargetContent(subject=subject, comparator=comparator, unit=unit, key=node.key, **values)

    def _value(self, node: Node, name: str) -> Decimal | None:
        before = self._before(node, name, _target_cells)
        if before is not None:
            kept: Decimal | None = getattr(before, name)
            return kept
        written = node.cells[name].removesuffix("%").strip() if node.cells["unit"] == "%" else node.cells[name]
        try:
            return numbers.parse_number(written) if written else None
        except errors.Invalid:
            self._fault(
                node, f"cột “{LABELS[name]}” ghi “{node.cells[name]}”, không phải là số. Ghi như 85, 92,5 hoặc 1.200."
            )
            return None

    def _task(self, node: Node) -> contents.TaskContent:
        known = self._before(node, "text", _task_cells)
        return contents.TaskContent(
            text=known.text if known is not None else text.squash(node.cells["text"]),
            responsibilities=self._people(node, _task_cells),
            schedule=self._schedule(node, _task_cells),
            key=node.key,
        )

    def _people(self, node: Node, cells_of: Any) -> tuple[contents.ResponsibilityContent, ...]:
        found: list[contents.ResponsibilityContent] = []
        for part in contents.PARTS:
            before = self._before(node, part, cells_of)
            if before is not None:
                found += [one for one in before.responsibilities if one.part == part]
                continue
            names = [text.squash(name) for name in node.cells[part].replace("\n", ";").split(";")]
            found += [self._person(part, name) for name in names if name]
        return tuple(found)

    def _person(self, part: str, name: str) -> contents.ResponsibilityContent:
        unit_id, person_id = self.meanings(name)
        return contents.ResponsibilityContent(part, name, unit_id, person_id)

    def _schedule(self, node: Node, cells_of: Any) -> contents.ScheduleContent:
        before = self._before(node, "time", cells_of)
        if before is not None:
            kept: contents.ScheduleContent = before.schedule
            return kept
        written = text.squash(node.cells["time"])
        span = reading.read_timespan(written, school_year=self.school_year) if written else None
        if span is None:
            return contents.ScheduleContent(text=written)
        return contents.ScheduleContent(written, span.start, span.end, span.before, span.recurring)

    def _tie(self, cell: str, node: Node) -> tuple[str | None, bool]:
        if not cell or cell == OWN:
            return None, cell == OWN
        found = next((key for key, label in self.ties.items() if label == cell), None)
        if found is None:
            self._fault(
                node, f"cột “{LABELS['tie']}” ghi “{cell}”, không có trong danh sách. Chọn trong danh sách của ô."
            )
        return found, False

    def _fault(self, node: Node, message: str) -> None:
        self.faults.append(f"{node.where or 'Dòng mới'}: {message}")


def _listed(cell: str) -> tuple[str, ...]:
    lines = (line.strip(" -+•") for line in cell.split("\n"))
    return tuple(line for line in lines if line)


def with_cells(node: Node, **cells: str) -> Node:
    """The same row with some cells rewritten."""
    return replace(node, cells={**node.cells, **cells})
