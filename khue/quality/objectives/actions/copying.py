"""What comes along from another set: last year's objectives as this year's draft, an issued version as the next one's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from khue.people.organisation.models import Period
from khue.quality.objectives import contents
from khue.quality.objectives.models import Objective, ObjectiveEvaluation, ObjectiveSet, PlannedTask, Target
from khue.quality.objectives.queries import pages, rows, tallies, visible

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Copied:
    """A content to write, the school objectives it serves by public id, and by place where each objective came from."""

    content: contents.SetContent
    serves: Mapping[str, Objective]
    sources: dict[int, dict[str, Any]]


def from_last_year(old: ObjectiveSet, period: Period) -> Copied:
    """Last year's objectives: to be carried over first, baselines from the latest results, numbers counted anew.

    A tie to a school objective is kept only where this year's school set has an objective copied from that one.
    """
    found = pages.rows_of(old, on=period.starts_on)
    carried = set(
        ObjectiveEvaluation.objects.filter(evaluation__set=old, carry_over=True).values_list("objective_id", flat=True)
    )
    ordered = sorted(found, key=lambda row: row.objective.pk not in carried)
    heirs = _heirs(period)
    years = period.starts_on.year - old.period.starts_on.year
    objectives = [
        _next_year(row, place, years, heirs, is_carried=row.objective.pk in carried)
        for place, row in enumerate(ordered, start=1)
    ]
    sources = {place: {"from": row.objective.public_id} for place, row in enumerate(ordered, start=1)}
    return Copied(contents.SetContent(tuple(objectives)), {one.public_id: one for one in heirs.values()}, sources)


def _heirs(period: Period) -> dict[str, Objective]:
    """This year's school objectives by the public id of what they were copied from."""
    found = visible.school_objectives(period.institution_id, period)
    return {str(one.source["from"]): one for one in found if one.source.get("from")}


def _next_year(
    row: pages.ObjectiveRow, place: int, years: int, heirs: Mapping[str, Objective], *, is_carried: bool
) -> contents.ObjectiveContent:
    fresh = row.content.fresh()
    heir = heirs.get(fresh.serves or "")
    note = "Chuyển tiếp từ năm trước." if is_carried else ""
    return replace(
        fresh,
        number=str(place),
        targets=tuple(map(_with_baseline, row.targets)),
        tasks=tuple(replace(task, schedule=moved(task.schedule, years)) for task in fresh.tasks),
        schedule=moved(fresh.schedule, years),
        serves=heir.public_id if heir else None,
        note=note,
    )


def _with_baseline(row: pages.TargetRow) -> contents.TargetContent:
    if row.latest is None or row.content.comparator == contents.ACHIEVED:
        return replace(row.content, key="")
    return replace(row.content, key="", baseline=row.latest.value)


def moved(schedule: contents.ScheduleContent, years: int) -> contents.ScheduleContent:
    """The same time some years later, in words and in days; 29 February becomes the 28th in a common year."""
    words = _YEAR.sub(lambda found: str(int(found[0]) + years), schedule.text)
    return replace(
        schedule,
        text=words,
        starts_on=_later(schedule.starts_on, years),
        ends_on=_later(schedule.ends_on, years),
    )


def _later(day: date | None, years: int) -> date | None:
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def note_origins(written: Sequence[Objective], old: contents.SetContent) -> None:
    """Each new objective remembers which old one it was copied from, and so do its targets and tasks (by their places)."""
    targets = _by_objective(Target.objects.filter(objective__in=written).order_by("order", "pk"))
    tasks = _by_objective(PlannedTask.objects.filter(objective__in=written).order_by("order", "pk"))
    keys = [content.key for content in old.objectives]
    sources = dict(Objective.objects.filter(public_id__in=keys).values_list("public_id", "source"))
    for row, content in zip(written, old.objectives, strict=True):
        row.source = {
            "from": content.key,
            "root": tallies.root_of(content.key, sources.get(content.key)),
            "targets": _origins(targets.get(row.pk, []), [one.key for one in content.targets]),
            "tasks": _origins(tasks.get(row.pk, []), [one.key for one in content.tasks]),
        }
    Objective.objects.bulk_update(written, ["source"])


def _by_objective(found: Iterable[Any]) -> dict[int, list[Any]]:
    return dict(rows.grouped(found, "objective_id"))


def _origins(fresh: Sequence[Any], keys: Sequence[str]) -> dict[str, str]:
    return {row.public_id: key for row, key in zip(fresh, keys, strict=True)}
