"""The strategy as a person sees it: the policy in force, indicators with this year's value, the targets that serve them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from khue.foundation.kernel import errors, text
from khue.people.access import queries as access
from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import terms as states
from khue.quality.objectives.models import Target
from khue.quality.objectives.queries import rows, visible
from khue.quality.objectives.rules import verdicts
from khue.quality.strategy import rules
from khue.quality.strategy.models import Alignment, Assignment, IndicatorValue, QualityPolicy, StrategicIndicator

ALIKE = 70.0
"""From this likeness of words on (of 100) a target is offered as one that may serve an indicator."""


def visible_to(person: Any) -> QuerySet[StrategicIndicator]:
    """Indicators of an institution over the whole of which the person looks, and those given to a unit of theirs."""
    whole = access.within(person, "strategy.view", unit="institution", institution="institution")
    given = Assignment.objects.filter(access.within(person, "strategy.view"), indicator=OuterRef("pk"))
    return StrategicIndicator.objects.filter(whole | Q(Exists(given)))


def indicator_for(person: Any, public_id: str) -> StrategicIndicator:
    """One indicator with its institution. Raises `NotFound`."""
    found = visible_to(person).select_related("institution").filter(public_id=public_id).first()
    if found is None:
        raise errors.NotFound("no_indicator", _("Không có chỉ tiêu này, hoặc thầy, cô không được xem."))
    return found


def policies(institution_id: int) -> list[QualityPolicy]:
    """Every issue, the one in force first. One statement."""
    rows_ = QualityPolicy.objects.filter(institution_id=institution_id).select_related("issued_by")
    return list(rows_.order_by("-version"))


@dataclass(frozen=True, slots=True)
class Serving:
    """A target that serves an indicator, with its latest result and how it compares."""

    target: Target
    unit: Unit
    latest: rows.Latest | None
    verdict: str
    is_weaker: bool

    @property
    def measured(self) -> Decimal | None:
        """The result as every screen shows it."""
        return rows.target_content(self.target).rounded(self.latest.value) if self.latest is not None else None


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator in one year."""

    indicator: StrategicIndicator
    value: Decimal | None
    units: tuple[Unit, ...]
    serving: tuple[Serving, ...]

    @property
    def uncovered(self) -> tuple[Unit, ...]:
        """Units that have it and no target of theirs serves it yet."""
        there = {one.unit.pk for one in self.serving}
        return tuple(unit for unit in self.units if unit.pk not in there)


def board(person: Any, period: Period) -> list[Line]:
    """The indicators that the person may see in a year, by code. Four statements, whatever their number."""
    aligned = Alignment.objects.filter(
        visible.seen_by(person, "target__objective__set__"),
        target__objective__set__period=period, target__objective__set__is_current=True,
    )  # fmt: skip
    targets = rows.with_latest(Target.objects.select_related("objective__set__unit"))
    found = visible_to(person).filter(institution_id=period.institution_id, is_dropped=False).prefetch_related(
        Prefetch("values_by_year", IndicatorValue.objects.filter(period=period), to_attr="of_year"),
        Prefetch("assignments", _assigned(person), to_attr="given"),
        Prefetch("alignments", aligned.prefetch_related(Prefetch("target", targets)), to_attr="aligned"),
    )  # fmt: skip
    return sorted(map(_line, found), key=lambda line: text.sort_key(line.indicator.code))


def _assigned(person: Any) -> QuerySet[Assignment]:
    mine = access.within(person, "strategy.view")
    return Assignment.objects.filter(mine).select_related("unit").order_by("unit__path")


def _line(found: Any) -> Line:
    value = found.of_year[0].value if found.of_year else None
    serving = [_serving(found, value, one.target) for one in found.aligned]
    serving.sort(key=lambda one: (one.unit.path, one.target.pk))
    return Line(found, value, tuple(one.unit for one in found.given), tuple(serving))


def _serving(indicator: StrategicIndicator, value: Decimal | None, target: Target) -> Serving:
    latest = rows.latest_of(target)
    measured = latest.value if latest is not None else None
    verdict = (
        verdicts.verdict(indicator.comparator, value, None, measured) if value is not None else states.NOT_MEASURED
    )
    weaker = value is not None and rules.is_weaker(indicator.comparator, value, target.value, target.comparator)
    return Serving(target, target.objective.set.unit, latest, verdict, weaker)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A target that could be tied to an indicator; `alike` says how much its words are."""

    target: Target
    unit: Unit
    is_aligned: bool
    alike: float

    @property
    def is_offered(self) -> bool:
        return self.alike >= ALIKE


def candidates(person: Any, indicator: StrategicIndicator, period: Period) -> list[Candidate]:
    """Targets of the year that the person may tie to the indicator, the likely ones first. Two statements."""
    targets = Target.objects.filter(
        visible.seen_by(person, "objective__set__"),
        objective__set__institution_id=indicator.institution_id,
        objective__set__period=period,
        objective__set__is_current=True,
    ).select_related("objective__set__unit__institution")
    aligned = set(indicator.alignments.values_list("target_id", flat=True))
    found = [
        Candidate(one, one.objective.set.unit, one.pk in aligned, _alike(indicator, one))
        for one in targets
        if rules.can_align(person, one.objective.set.unit)
    ]
    return sorted(found, key=lambda one: (-one.is_aligned, -one.is_offered, -one.alike, one.unit.path, one.target.pk))


def _alike(indicator: StrategicIndicator, target: Target) -> float:
    if text.fold(indicator.unit_of_measure) != text.fold(target.unit):
        return 0.0
    return float(fuzz.token_set_ratio(text.fold(indicator.subject), text.fold(target.subject)))


def values_of(indicator: StrategicIndicator, periods: Iterable[Period]) -> dict[int, Decimal]:
    """The values by period."""
    found = indicator.values_by_year.filter(period__in=list(periods))
    return dict(found.values_list("period_id", "value"))


def units_of(indicator: StrategicIndicator) -> set[int]:
    return set(indicator.assignments.values_list("unit_id", flat=True))
