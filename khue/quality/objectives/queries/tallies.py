"""Counts of verdicts and tasks per set, kept beside the set so that a dashboard costs by the units it shows.

A tally is derived and never trusted blindly: every result and report raises `tally_changes`, a count notes up to which change it
was made (`tally_counted`), and where the two differ the roll-up counts from the rows instead. So a verdict is never stale.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from khue.quality.objectives import rules, terms
from khue.quality.objectives.models import Measurement, Objective, ObjectiveSet, PlannedTask

STALE = ~Q(tally_changes=F("tally_counted"))
FINISHED = frozenset({terms.DONE, terms.STOPPED})


def none() -> dict[str, int]:
    """A count of zero for every verdict, in the order of `terms.VERDICTS`."""
    return {code: 0 for code, _label in terms.VERDICTS}


@dataclass(slots=True)
class Tally:
    """`due` counts tasks that are neither done nor stopped by the last day on which they may still be done.

    `serving` counts the verdicts of objectives by the root (`root_of`) of the school objective they serve; "" holds the unit's own.
    """

    targets: dict[str, int] = field(default_factory=none)
    objectives: dict[str, int] = field(default_factory=none)
    tasks: int = 0
    done: int = 0
    due: dict[date, int] = field(default_factory=dict)
    serving: dict[str, dict[str, int]] = field(default_factory=dict)

    def late(self, on: date) -> int:
        """Tasks whose last day is over."""
        return sum(count for day, count in self.due.items() if day < on)

    def to_json(self) -> dict[str, Any]:
        due = {day.isoformat(): count for day, count in sorted(self.due.items())}
        return {
            "targets": self.targets, "objectives": self.objectives, "tasks": self.tasks, "done": self.done, "due": due,
            "serving": self.serving,
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Tally:
        due = {date.fromisoformat(day): count for day, count in data["due"].items()}
        whole = dict(data["targets"]), dict(data["objectives"]), data["tasks"], data["done"], due
        return cls(*whole, serving=data["serving"])


def is_fresh(objective_set: ObjectiveSet) -> bool:
    """Whether the kept tally holds everything that is counted today, up to the last change."""
    return "serving" in objective_set.tally and objective_set.tally_changes == objective_set.tally_counted


def root_of(public_id: str, source: Mapping[str, Any] | None) -> str:
    """What all copies of one objective share, from version to version: the public id of the first of them."""
    known = source or {}
    return str(known.get("root") or known.get("from") or public_id)


def count(sets: QuerySet[ObjectiveSet]) -> dict[int, Tally]:
    """The tallies of these sets from their rows, by set. Two queries."""
    found: dict[int, Tally] = defaultdict(Tally)
    for set_id, served, verdicts in _verdicts(sets):
        tally = found[set_id]
        for verdict in verdicts:
            tally.targets[verdict] += 1
        whole = rules.objective_verdict(verdicts)
        tally.objectives[whole] += 1
        tally.serving.setdefault(served, none())[whole] += 1
    for set_id, progress, end in _tasks(sets):
        tally = found[set_id]
        tally.tasks += 1
        tally.done += progress == terms.DONE
        if end is not None and progress not in FINISHED:
            tally.due[end] = tally.due.get(end, 0) + 1
    return found


def _verdicts(sets: QuerySet[ObjectiveSet]) -> Iterable[tuple[int, str, list[str]]]:
    """Per objective: its set, the root of what it serves and the verdicts of its targets (none without targets)."""
    latest = Measurement.objects.filter(
        institution_id=OuterRef("institution_id"), target=OuterRef("targets__pk"), corrected_by__isnull=True
    ).order_by("-as_of", "-pk")
    served = ("serves__public_id", "serves__source")
    columns = ("set_id", "pk", *served, "targets__comparator", "targets__value", "targets__value_high")
    rows = Objective.objects.filter(set__in=sets).order_by().values_list(*columns, Subquery(latest.values("value")[:1]))
    found: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for set_id, objective_id, public_id, source, comparator, *numbers in rows.iterator(chunk_size=2000):
        verdicts = found[set_id, objective_id, root_of(public_id, source) if public_id else ""]
        if comparator is not None:
            verdicts.append(rules.verdict(comparator, *numbers))
    return [(set_id, root, verdicts) for (set_id, _objective, root), verdicts in found.items()]


def _tasks(sets: QuerySet[ObjectiveSet]) -> Iterable[tuple[int, str, date | None]]:
    """Per task: its set, its progress, and the last day by its own time or else its objective's."""
    rows = PlannedTask.objects.filter(objective__set__in=sets).values_list(
        "objective__set_id", "progress", "ends_on", "ends_before", "objective__ends_on", "objective__ends_before"
    )
    for set_id, progress, own, own_before, whole, whole_before in rows.iterator(chunk_size=2000):
        yield set_id, progress, last_day(own, own_before) or last_day(whole, whole_before)


def last_day(ends_on: date | None, before: bool) -> date | None:
    """The last day on which it may still be done; "trước 10/01" excludes the day itself."""
    return ends_on - timedelta(days=1) if ends_on and before else ends_on
