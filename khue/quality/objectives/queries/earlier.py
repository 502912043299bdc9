"""Sets that are in force: what a new one may begin from, how the year before went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import terms
from khue.quality.objectives.models import ObjectiveSet
from khue.quality.objectives.queries import pages, tallies, visible


def last_set(person: Any, unit: Unit, period: Period) -> ObjectiveSet | None:
    """The unit's latest issued set of an earlier period of the same kind, if the person may see it."""
    rows = visible.visible_to(person).filter(
        unit=unit, state=terms.ISSUED, period__kind=period.kind, period__starts_on__lt=period.starts_on
    )
    return rows.select_related("unit", "period", "institution").order_by("-period__starts_on").first()


@dataclass(frozen=True)
class LastResults:
    """How the unit did in the year before: targets met of all."""

    set: ObjectiveSet
    period: str
    met: int
    total: int
    verdicts: Mapping[str, int]

    @property
    def said(self) -> str:
        """“đạt 7, không đạt 2”; what there is none of is left out."""
        return ", ".join(
            f"{label.lower()} {self.verdicts[code]}" for code, label in terms.VERDICTS if self.verdicts[code]
        )


def last_results(person: Any, unit: Unit, period: Period, on: date) -> LastResults | None:
    """Of the unit's set in force in the period before, if the person may see it."""
    found = last_set(person, unit, period)
    if found is None:
        return None
    verdicts = (
        tallies.Tally.from_json(found.tally).targets
        if tallies.is_fresh(found)
        else pages.tally(pages.rows_of(found, on=on))
    )
    return LastResults(found, found.period.name, verdicts[terms.MET], sum(verdicts.values()), verdicts)


def in_force(unit: Unit, period: Period) -> ObjectiveSet | None:
    """The issued set of a unit in a period."""
    rows = ObjectiveSet.objects.filter(unit=unit, period=period, state=terms.ISSUED)
    return rows.select_related("unit", "period", "institution", "case__version", "evaluation").first()
