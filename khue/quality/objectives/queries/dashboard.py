"""The school's objectives with how the units that serve them stand: the dashboard, which costs by what it shows.

Drawn from the tallies kept beside the sets; the report on paper (`rollup.school_report`) reads every row instead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import contents, rules, terms
from khue.quality.objectives.models import Measurement, Objective, ObjectiveEvaluation, ObjectiveSet, Target
from khue.quality.objectives.queries import rollup, rows, tallies


def in_words(verdicts: Mapping[str, int]) -> str:
    """The counts that are not zero, in the order of `terms.VERDICTS`: “đạt 3, chưa đo 1”."""
    return ", ".join(f"{terms.VERDICT_NAMES[code]} {count}".lower() for code, count in verdicts.items() if count)


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit does for a school objective: its set in force, and verdicts of its objectives that serve it."""

    unit: Unit
    set: ObjectiveSet
    verdicts: Mapping[str, int]
    causes: tuple[str, ...] = ()
    """What the unit gave as causes of what it did not meet, once its report is handed in."""

    @property
    def verdict(self) -> str:
        """The verdict where the unit has one objective for it; empty where it has several."""
        return next(code for code, count in self.verdicts.items() if count) if sum(self.verdicts.values()) == 1 else ""

    @property
    def words(self) -> str:
        """“đạt 3, chưa đo 1”."""
        return in_words(self.verdicts)


@dataclass(frozen=True, slots=True)
class Result:
    """A target of the school and its latest result."""

    content: contents.TargetContent
    latest: rows.Latest | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Line:
    """One school objective: its own results, and the units that serve it in the order of the tree."""

    number: str
    statement: str
    results: tuple[Result, ...]
    shares: tuple[Share, ...]

    @property
    def verdict(self) -> str:
        return rules.objective_verdict(one.verdict for one in self.results)

    @property
    def total(self) -> Mapping[str, int]:
        """Verdicts of the units' objectives."""
        return rollup.summed(one.verdicts for one in self.shares)

    @property
    def words(self) -> str:
        return in_words(self.total)


@dataclass(frozen=True, slots=True)
class Dashboard:
    """The whole institution in a period. `school` is its own set in force, None before it is issued."""

    found: rollup.RollUp
    school: ObjectiveSet | None
    lines: tuple[Line, ...]


def dashboard(institution: Unit, period: Period, *, on: date) -> Dashboard:
    """Three queries (units, sets, the school's targets) while every tally is fresh, one more once a unit has handed in its report.

    Ask for the permission first.
    """
    found = rollup.roll_up(institution, period, on=on)
    school = next((one.in_force for one in found.units if one.unit.pk == institution.pk), None)
    if school is None:
        return Dashboard(found, None, ())
    school.institution = school.unit = institution  # at hand: nothing that asks for them reads them again
    return Dashboard(found, school, _lines(school, found))


def _lines(school: ObjectiveSet, found: rollup.RollUp) -> tuple[Line, ...]:
    shares: dict[str, list[Share]] = defaultdict(list)
    causes = _causes(school) if any(one.evaluation in HANDED_IN for one in found.units) else {}
    for one in found.units:
        if one.in_force is not None and one.unit.pk != school.unit_id:
            for root, verdicts in one.serving.items():
                told = tuple(causes.get((one.unit.pk, root), ()))
                shares[root].append(Share(one.unit, one.in_force, verdicts, told))
    objectives: dict[int, dict[str, Any]] = {}
    results: dict[int, list[Result]] = defaultdict(list)
    for row in _rows(school):
        objectives.setdefault(row["pk"], row)
        if row["targets__comparator"] is not None:
            results[row["pk"]].append(_result(row))
    return tuple(
        Line(
            row["number"],
            row["statement"],
            tuple(results[pk]),
            tuple(shares.get(tallies.root_of(row["public_id"], row["source"]), ())),
        )
        for pk, row in objectives.items()
    )


MOST_CAUSES = 200
"""More would make the page grow with the objectives; the report on paper has them all."""
HANDED_IN = frozenset(code for code, _label in terms.EVALUATION_STATES) - {terms.EVALUATION_DRAFT}


def _causes(school: ObjectiveSet) -> dict[tuple[int, str], list[str]]:
    """Causes that units gave in reports already handed in, by unit and root of what was served, in the order of the tree."""
    rows = ObjectiveEvaluation.objects.filter(
        institution_id=school.institution_id,
        evaluation__set__period_id=school.period_id,
        evaluation__set__state=terms.ISSUED,
        evaluation__state__in=HANDED_IN,
        objective__serves__isnull=False,
    ).exclude(cause="")
    columns = ("evaluation__set__unit_id", "objective__serves__public_id", "objective__serves__source", "cause")
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    told = rows.order_by("evaluation__set__unit__path", "objective__order", "pk").values_list(*columns)
    for unit_id, public_id, source, cause in told[:MOST_CAUSES]:
        found[unit_id, tallies.root_of(public_id, source)].append(cause)
    return found


TARGET = tuple(f"targets__{name}" for name in ("subject", "comparator", "value", "value_high", "unit", "baseline"))


def _rows(school: ObjectiveSet) -> Any:
    """A row a target (one, with empty target columns, for an objective without any), with the latest result as JSON."""
    latest = Measurement.objects.filter(
        institution_id=OuterRef("institution_id"), target=OuterRef("targets__pk"), corrected_by__isnull=True
    ).order_by("-as_of", "-pk")
    found = Objective.objects.filter(institution_id=school.institution_id, set=school)
    found = found.annotate(latest_json=Subquery(latest.values(shape=rows.LATEST_SHAPE)[:1]))
    return found.order_by("order", "pk", "targets__order", "targets__pk").values(
        "pk", "public_id", "number", "statement", "source", "latest_json", *TARGET
    )


def _result(row: Mapping[str, Any]) -> Result:
    target = Target(**{name.removeprefix("targets__"): row[name] for name in TARGET})
    latest = rows.latest_from(row["latest_json"])
    measured = latest.value if latest else None
    verdict = rules.verdict(target.comparator, target.value, target.value_high, measured)
    return Result(rows.target_content(target), latest, verdict)
