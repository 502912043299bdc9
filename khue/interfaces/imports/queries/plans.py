"""Staged plans: the ones a person may see, and the side-by-side page of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from khue.foundation.kernel import errors, text
from khue.interfaces.imports import terms
from khue.interfaces.imports.importing import directory, sources, staging
from khue.interfaces.imports.models import StagedPlan
from khue.people.access import queries as access
from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import terms as objective_terms
from khue.quality.objectives.models import ObjectiveSet


def visible_to(person: Any) -> QuerySet[StagedPlan]:
    return StagedPlan.objects.filter(access.within(person, "imports.import_plan")).select_related(
        "unit", "period", "set"
    )


def waiting(person: Any) -> list[StagedPlan]:
    """Files that wait for confirmation, oldest first; their readings are not loaded."""
    return list(visible_to(person).filter(state=terms.STAGED).defer("reading", "edits").order_by("staged_at"))


def staged_for(person: Any, public_id: str, *, lock: bool = False) -> StagedPlan:
    """One staged plan. `NotFound` when it does not exist or is not the person's to see. `lock` inside a transaction only."""
    rows = visible_to(person).filter(public_id=public_id)
    staged = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if staged is None:
        raise errors.NotFound("staged_plan", "Không tìm thấy tệp này. Có thể tệp thuộc đơn vị khác hoặc đã bị bỏ.")
    return staged


def current_set(unit: Unit, period: Period) -> ObjectiveSet | None:
    """The set into which a plan of this unit and year goes; None when one is still to be opened."""
    found = ObjectiveSet.objects.filter(
        institution_id=unit.institution_id, unit=unit, period=period, is_current=True
    ).exclude(state=objective_terms.WITHDRAWN)
    return found.select_related("unit", "period", "case__version").first()


def places(person: Any) -> tuple[list[Unit], list[Period]]:
    """Units whose plans the person may bring in, and the years to choose from, newest first."""
    open_units = Unit.objects.filter(
        access.within(person, "imports.import_plan", unit="", institution="institution"), valid_to__isnull=True
    )
    units = sorted(open_units, key=lambda one: (not one.is_institution, one.order, text.sort_key(one.name)))
    periods = Period.objects.filter(institution_id__in={unit.institution_id for unit in units})
    return units, list(periods.order_by("-starts_on"))


@dataclass(frozen=True)
class Sheet:
    """Everything the side-by-side page shows."""

    staged: StagedPlan
    header: list[str]
    lines: list[sources.Line]
    rows: list[staging.Row]
    remarks: list[dict[str, Any]]

    @property
    def open_doubts(self) -> int:
        return sum(len(row.doubts) for row in self.rows)

    @property
    def target_count(self) -> int:
        return sum(len(row.content["targets"]) for row in self.kept)

    @property
    def task_count(self) -> int:
        return sum(len(row.content["tasks"]) for row in self.kept)

    @property
    def widths(self) -> list[str]:
        """A width for each source column by how much it holds, so that long sentences get the room."""
        longest = [
            max((len(line.cells[n].html) for line in self.lines if n < len(line.cells)), default=0)
            for n in range(len(self.header))
        ]
        return [
            "c-60" if most < 8 else "c-100" if most < 40 else "c-140" if most < 120 else "c-180" for most in longest
        ]

    @property
    def kept(self) -> list[staging.Row]:
        return [row for row in self.rows if not row.dropped]

    @property
    def unsure_rows(self) -> list[staging.Row]:
        return [row for row in self.rows if row.doubts]


def rows(staged: StagedPlan, known: directory.Directory | None = None) -> list[staging.Row]:
    """The rows of a staged plan as they stand. Two queries, for the names."""
    names = known or _names(staged)
    return staging.rows_of(staged.reading, staged.edits, names, staged.period.starts_on, staged.period.ends_on)


def _names(staged: StagedPlan) -> directory.Directory:
    assert staged.unit.institution_id is not None
    return directory.load(staged.unit.institution_id, staged.period.starts_on)


def _of_another_unit(staged: StagedPlan, known: directory.Directory) -> list[dict[str, Any]]:
    """The file names another unit of the institution as its own; perhaps the wrong one was chosen."""
    said = staged.reading["plan"].get("unit") or ""
    meant = {one.unit_id for one in known.meanings(said)} - {None, staged.institution_id}
    if not meant or staged.unit_id in meant:
        return []
    return [{"where": "", "message": f"Văn bản ghi “{said}”, khác đơn vị được chọn “{staged.unit.name}”."}]


def sheet(staged: StagedPlan) -> Sheet:
    known = _names(staged)
    found = rows(staged, known)
    plan = staged.reading["plan"]
    header, lines = sources.lines_of(plan, found)
    placed = {(line.table, line.row) for line in lines if line.content is not None}
    general = [remark for remark in plan["remarks"] if sources.place_of(remark["where"]) not in placed]
    return Sheet(staged, header, lines, found, [*_of_another_unit(staged, known), *general])
