"""What reading gives back: values only, frozen, each with the JSON shape that the reading contract names.

Nothing here reads a text. A number is a `Decimal`, a day is a `date`, a missing thing is `None` or an empty tuple;
`to_json()` turns them into what `json.dumps` takes (int or float, ISO days, lists).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
Amount: TypeAlias = Decimal | tuple[Decimal, Decimal]

COMPARATORS = (">=", ">", "<=", "<", "=", "between")
RECURRENCES = (
    "none",
    "continuous",
    "yearly",
    "termly",
    "quarterly",
    "monthly",
    "weekly",
    "event",
)
PLAN_KINDS = ("action_plan", "task_calendar", "objective_list")


def number_to_json(value: Decimal) -> int | float:
    """A whole number as int, any other as float: 85 stays 85, 92,5 becomes 92.5."""
    return int(value) if value == value.to_integral_value() else float(value)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should look at: what (`code`, stable), where in the source, and a Vietnamese sentence."""

    code: str
    where: str
    message: str

    def to_json(self) -> Json:
        return {"code": self.code, "where": self.where, "message": self.message}


@dataclass(frozen=True, slots=True)
class Target:
    """One measurable number of a statement.

    `value` is a pair (low, high), both ends included, when `comparator` is "between". `span` is the half-open
    interval of the given text from which the target was read: its subject and its number with the comparator.
    `baseline` is the number it starts from ("tăng từ 68% lên 80%": 68).
    """

    subject: str
    comparator: str
    value: Amount
    unit: str
    span: tuple[int, int]
    baseline: Decimal | None = None

    def to_json(self) -> Json:
        shape: Json = {
            "subject": self.subject,
            "comparator": self.comparator,
            "value": [number_to_json(v) for v in self.value]
            if isinstance(self.value, tuple)
            else number_to_json(self.value),
            "unit": self.unit,
            "span": list(self.span),
        }
        if self.baseline is not None:
            shape["baseline"] = number_to_json(self.baseline)
        return shape


@dataclass(frozen=True, slots=True)
class Timespan:
    """When something is to be done. `end` is the last day, unless `before`: then that day itself is excluded.

    A side that the words do not give, or that cannot be dated, is None and never guessed; `remarks` say why.
    `relative` is the rule of a span without dates ("3 ngày làm việc kể từ ngày họp", "ngày 20 hằng tháng").
    """

    text: str
    start: date | None = None
    end: date | None = None
    before: bool = False
    recurring: str = "none"
    relative: str = ""
    remarks: tuple[Remark, ...] = ()

    def to_json(self) -> Json:
        shape: Json = {
            "text": self.text,
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "before": self.before,
            "recurring": self.recurring,
            "relative": self.relative,
        }
        if self.remarks:
            shape["remarks"] = [remark.to_json() for remark in self.remarks]
        return shape


@dataclass(frozen=True, slots=True)
class PlanTask:
    """One thing to do. Without own people and time it follows its objective's (`is_plain`)."""

    text: str
    lead: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    time: Timespan | None = None
    number: str = ""
    evidence: tuple[str, ...] = ()
    note: str = ""
    source: Mapping[str, int] | None = None

    @property
    def is_plain(self) -> bool:
        return not (self.lead or self.supporting or self.time)

    def to_json(self, *, with_sources: bool = True) -> Json:
        """The contract's four keys, and unless told otherwise what else was read of the task."""
        shape: Json = {
            "text": self.text,
            "lead": list(self.lead),
            "supporting": list(self.supporting),
            "time": self.time.to_json() if self.time else None,
        }
        if not with_sources:
            return shape
        extras: Json = {
            "number": self.number,
            "evidence": list(self.evidence),
            "note": self.note,
        }
        extras["source"] = dict(self.source) if self.source else None
        return shape | {name: value for name, value in extras.items() if value}


@dataclass(frozen=True, slots=True)
class PlanObjective:
    """One row of a plan. `source` is {"table", "row"}; `cells` says for each field in which cell it was read."""

    number: str
    statement: str
    targets: tuple[Target, ...] = ()
    tasks: tuple[PlanTask, ...] = ()
    lead: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    time: Timespan | None = None
    evidence: tuple[str, ...] = ()
    note: str = ""
    source: Mapping[str, int] | None = None
    cells: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def to_json(self, *, with_sources: bool = False) -> Json:
        """The contract's shape; tasks are plain texts unless one of them has its own people or time."""
        plain = all(task.is_plain for task in self.tasks)
        shape: Json = {
            "number": self.number,
            "statement": self.statement,
            "targets": [target.to_json() for target in self.targets],
            "tasks": [task.text if plain else task.to_json(with_sources=with_sources) for task in self.tasks],
            "lead": list(self.lead),
            "supporting": list(self.supporting),
            "time": self.time.to_json() if self.time else None,
            "evidence": list(self.evidence),
            "note": self.note,
            "source": dict(self.source) if self.source else None,
        }
        if with_sources:
            shape["cells"] = {name: dict(cell) for name, cell in self.cells.items()}
        return shape


@dataclass(frozen=True, slots=True)
class IssuedWith:
    """The decision a plan came with ("Kèm theo Quyết định số … ngày … của …")."""

    number: str = ""
    date: date | None = None
    by: str = ""

    def to_json(self) -> Json:
        return {
            "number": self.number,
            "date": self.date.isoformat() if self.date else None,
            "by": self.by,
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """A document that was read. `kind` is one of PLAN_KINDS; `tasks` are those of a task calendar.

    `source_tables` are the tables as they stood: [{"number", "header": [str], "rows": [{"row", "cells": [str]}]}], with "page",
    counted from 1, where the file knows its pages (PDF, text with page breaks).
    """

    kind: str
    title: str = ""
    unit: str = ""
    school_year: str = ""
    issued_with: IssuedWith | None = None
    objectives: tuple[PlanObjective, ...] = ()
    tasks: tuple[PlanTask, ...] = ()
    remarks: tuple[Remark, ...] = ()
    source_tables: tuple[Mapping[str, Any], ...] = ()

    def to_json(self, *, with_sources: bool = False) -> Json:
        """The contract's shape; `with_sources` adds the cells and source tables for the side-by-side screen."""
        shape: Json = {
            "kind": self.kind,
            "title": self.title,
            "unit": self.unit,
            "school_year": self.school_year,
            "issued_with": self.issued_with.to_json() if self.issued_with else None,
            "objectives": [objective.to_json(with_sources=with_sources) for objective in self.objectives],
        }
        if self.kind == "task_calendar":
            shape["tasks"] = [task.to_json() for task in self.tasks]
        shape["remarks"] = [remark.to_json() for remark in self.remarks]
        if with_sources:
            shape["source_tables"] = [dict(table) for table in self.source_tables]
        return shape
