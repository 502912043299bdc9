"""Which school year holds what: each workload has its own, so that none disturbs another.

| year | holds | for |
|---|---|---|
| present | 50 leaves × 200 objectives, a school set of 10 that they serve | W2, W3, W4 |
| 1 back | 50 leaves × 50 | W1: the first fifty rows of a unit |
| 2 back | 50 leaves × 20, the school set | W4 with a tenth of the objectives |
| 3 back | the school's set of 20, ten faculties × 12: 140 objectives | W6 |
| 4 back | one set each of 1, 10 and 200 objectives | statements at any size |
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bench import objectives
from bench.school import School, found
from khue.config.management.commands import tick
from khue.people.organisation.models import Period, Unit
from khue.quality.objectives.models import Objective, ObjectiveSet

SIZES = (1, 10, 200)


@dataclass(frozen=True)
class Stage:
    """The filled database. `scale` is 1, or 10 for a tenth of the objectives."""

    school: School
    scale: int
    now: datetime

    @property
    def present(self) -> Period:
        return self.school.periods[0]

    def sets(self, back: int, units: list[Unit] | None = None) -> list[ObjectiveSet]:
        """Sets of the year `back` years ago, in the order of the tree."""
        wanted = units or [*self.school.faculties, *self.school.leaves]
        rows = ObjectiveSet.objects.filter(period=self.school.periods[back], unit__in=wanted).select_related("unit")
        return list(rows.order_by("unit__path"))

    def school_set(self, back: int) -> ObjectiveSet:
        rows = ObjectiveSet.objects.select_related("unit", "period", "institution", "case__version__procedure")
        return rows.get(period=self.school.periods[back], unit=self.school.top)


def fill(now: datetime, scale: int) -> Stage:
    """Everything into an empty, migrated database."""
    school = found(now, years=5)
    report_year = school.periods[3]
    top = objectives.walked(school, school.top, report_year, 20, now)
    unit = objectives.walked(school, school.faculties[0], report_year, 12, now)
    served = list(Objective.objects.filter(set=top))
    objectives.copied(unit, school.faculties[1:], report_year, 12, served)
    objectives.measured(report_year, school, now)
    for back, count in ((0, 200 // scale), (2, 20 // scale)):
        objectives.copied(top, [school.top], school.periods[back], 10)
        served = list(Objective.objects.filter(set__period=school.periods[back]))
        objectives.copied(unit, school.leaves, school.periods[back], count, served)
        objectives.measured(school.periods[back], school, now)
    objectives.copied(unit, school.leaves[:: max(1, scale // 2)], school.periods[1], 50)
    objectives.measured(school.periods[1], school, now)
    for leaf, count in zip(school.leaves, SIZES, strict=False):
        objectives.copied(unit, [leaf], school.periods[4], count)
    objectives.evidenced(school, school.periods[0], now)
    objectives.evidenced(school, school.periods[1], now)
    for job in (tick.look_at_rows, tick.objectives.count_anew):
        job(now.replace(minute=0))  # what the clock of a running Khuê has done
    return Stage(school, scale, now)
