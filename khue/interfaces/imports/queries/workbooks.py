"""Sets that are edited in Excel: what goes out, who may see what came back, and what confirming it would do."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from khue.foundation.kernel import errors
from khue.interfaces.imports import terms
from khue.interfaces.imports.importing import directory as directories
from khue.interfaces.imports.importing.workbook import cells, merging
from khue.interfaces.imports.importing.workbook.coming import Coming
from khue.interfaces.imports.models import StagedWorkbook
from khue.people.access import queries as access
from khue.people.organisation import queries as organisation
from khue.quality.objectives import contents
from khue.quality.objectives import queries as objectives
from khue.quality.objectives.models import ObjectiveSet

FIRST_WORDS = 90


def ties_of(objective_set: ObjectiveSet) -> dict[str, str]:
    """What the school's objectives are called in the lists of cells, by public id; no two alike. None for the school's own set."""
    if objective_set.is_school_level:
        return {}
    rows = objectives.school_objectives(objective_set.institution_id, objective_set.period)
    return {
        one.public_id: f"{one.number}. {textwrap.shorten(one.statement, FIRST_WORDS, placeholder='…')}" for one in rows
    }


def units_of(objective_set: ObjectiveSet, on: date) -> list[str]:
    return [unit.name for unit in organisation.units_of(objective_set.institution, on) if not unit.is_institution]


def visible_to(person: Any) -> QuerySet[StagedWorkbook]:
    """What came back for sets that the person writes."""
    writes = access.within(person, "objectives.edit_set", unit="set__unit", institution="institution")
    rows = StagedWorkbook.objects.filter(writes)
    return rows.select_related("set__unit", "set__period", "set__institution", "set__case__version", "staged_by")


def workbook_for(person: Any, public_id: str, *, lock: bool = False) -> StagedWorkbook:
    """One of them, or `NotFound`. `lock` inside a transaction only."""
    rows = visible_to(person).filter(public_id=public_id)
    found = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if found is None:
        raise errors.NotFound("staged_workbook", "Không tìm thấy tệp Excel này. Có thể tệp thuộc đơn vị khác.")
    return found


def waiting(person: Any) -> list[StagedWorkbook]:
    """Workbooks that wait for a word, oldest first. One statement."""
    return list(visible_to(person).filter(state=terms.STAGED).defer("coming").order_by("staged_at"))


@dataclass(frozen=True)
class Outcome:
    """What confirming would do: the steps, the questions, what cannot be read, and the content that would be saved."""

    coming: Coming
    steps: list[merging.Step]
    questions: list[merging.Question]
    open: list[merging.Question]
    meanwhile: int
    faults: list[str]
    content: contents.SetContent

    @property
    def is_idle(self) -> bool:
        """Nothing would change, and nothing is asked."""
        return not self.steps and not self.questions and not self.faults


def outcome(staged: StagedWorkbook, choices: Mapping[str, str]) -> Outcome:
    """The workbook against the set as it stands now. Six statements: its content, the school's objectives, names."""
    found, coming = staged.set, Coming.from_json(staged.coming)
    ties, now = ties_of(found), objectives.content_of(found)
    base, theirs = cells.nodes_of(coming.base, ties), cells.nodes_of(now, ties)
    merger = merging.Merger(choices)
    merged = merger.merge(base, coming.nodes, theirs) if not coming.faults else theirs
    builder = cells.Builder(ties, _meanings(found), _school_year(found), _known(now, coming.base))
    content = builder.content(merged, now.swot)
    faults = [*coming.faults, *builder.faults]
    if not faults:
        faults = [message for said in contents.faults(content).values() for message in said]
    return Outcome(coming, merger.steps, merger.questions, merger.open, merger.meanwhile, faults, content)


def _known(*versions: contents.SetContent) -> dict[str, tuple[Any, ...]]:
    """What every key was, newest first."""
    found: dict[str, tuple[Any, ...]] = {}
    for version in versions:
        for one in version.objectives:
            things: tuple[Any, ...] = (one, *one.targets, *one.tasks)
            for thing in things:
                found[thing.key] = (*found.get(thing.key, ()), thing)
    return found


def _meanings(found: ObjectiveSet) -> Any:
    """Names that can mean only one unit or person carry its id; looked up when the first new name comes."""
    loaded: list[directories.Directory] = []

    def meaning(name: str) -> tuple[int | None, int | None]:
        if not loaded:
            loaded.append(directories.load(found.institution_id, found.period.starts_on))
        meant = loaded[0].meanings(name)
        return (meant[0].unit_id, meant[0].person_id) if len(meant) == 1 else (None, None)

    return meaning


def _school_year(found: ObjectiveSet) -> str | None:
    return found.period.code if found.period.kind == "school_year" else None
