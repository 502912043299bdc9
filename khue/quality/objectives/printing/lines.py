"""What a row of a printed table says, whatever its columns are: the objective, its results, what the unit wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from khue.foundation.kernel import numbers
from khue.quality.objectives import contents, terms
from khue.quality.objectives.models import ObjectiveSet
from khue.quality.objectives.queries import freezing, pages


@dataclass(frozen=True, slots=True)
class Result:
    """One target with what was measured ("" when nothing was) and its verdict."""

    subject: str
    asked: str
    said: str = ""
    parts: str = ""
    as_of: date | None = None
    verdict: str = terms.NOT_MEASURED


@dataclass(frozen=True, slots=True)
class Share:
    """What a unit contributed to a school objective."""

    unit: str
    verdict: str
    said: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One objective on paper."""

    content: contents.ObjectiveContent
    results: tuple[Result, ...] = ()
    verdict: str = ""
    cause: str = ""
    remedy: str = ""
    carry_over: bool = False
    evidence: tuple[str, ...] = ()
    shares: tuple[Share, ...] = ()


def of_set(objective_set: ObjectiveSet, on: date, *, with_results: bool = True) -> list[Line]:
    """The rows of a list or a plan: frozen words, and of an issued set the results so far, unless they are not wanted."""
    content = freezing.frozen_content(objective_set)
    rows: Sequence[pages.ObjectiveRow] = ()
    if with_results and objective_set.state in terms.READABLE:
        rows = pages.rows_of(objective_set, on=on)
    found = {row.objective.public_id: row for row in rows}
    return [Line(one, results=_results(found.get(one.key))) for one in content.objectives]


def _results(row: pages.ObjectiveRow | None) -> tuple[Result, ...]:
    return tuple(_result(freezing.target_json(target)) for target in row.targets) if row else ()


def of_report(objective_set: ObjectiveSet, report: Mapping[str, Any]) -> list[Line]:
    """The rows of a report, from its (frozen) JSON; the words of the objectives from the frozen set."""
    words = {one.key: one for one in freezing.frozen_content(objective_set).objectives}
    return [_report_line(one, words.get(one["key"])) for one in report["objectives"]]


def _report_line(one: Mapping[str, Any], words: contents.ObjectiveContent | None) -> Line:
    evidence = [piece for part in (*one["targets"], *one["tasks"]) for piece in part["evidence"]]
    return Line(
        content=words or contents.ObjectiveContent(one["number"], one["statement"]),
        results=tuple(map(_result, one["targets"])),
        verdict=one["verdict"],
        cause=one["cause"],
        remedy=one["remedy"],
        carry_over=one["carry_over"],
        evidence=tuple(dict.fromkeys(map(_piece, evidence))),
        shares=tuple(map(_share, one.get("units", ()))),
    )


def _result(target: Mapping[str, Any]) -> Result:
    parts = ""
    if target["numerator"] is not None and target["denominator"] is not None:
        parts = "/".join(numbers.format_number(Decimal(target[name])) for name in ("numerator", "denominator"))
    return Result(
        subject=target["subject"],
        asked=target["asked"],
        said=target["said"],
        parts=parts,
        as_of=date.fromisoformat(target["as_of"]) if target["as_of"] else None,
        verdict=target["verdict"],
    )


def _share(one: Mapping[str, Any]) -> Share:
    said = "; ".join(target["said"] for target in one["targets"] if target["said"])
    return Share(unit=one["unit"], verdict=one["verdict"], said=said, cause=one["cause"])


def _piece(evidence: Mapping[str, str]) -> str:
    return " ".join(filter(None, [evidence["code"], evidence["title"]]))
