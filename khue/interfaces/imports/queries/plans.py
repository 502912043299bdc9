"""Staged plans: the ones a person may see, and the side-by-side page of one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q, QuerySet

from khue.foundation.kernel import errors, text
from khue.interfaces.imports import terms
from khue.interfaces.imports.importing import directory, sources, staging, summaries
from khue.interfaces.imports.importing.ties import Ties
from khue.interfaces.imports.models import StagedPlan
from khue.people.access import queries as access
from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import contents
from khue.quality.objectives import terms as objective_terms
from khue.quality.objectives.models import ObjectiveSet
from khue.quality.objectives.queries.freezing import frozen_content
from khue.quality.objectives.queries.rows import content_of


def visible_to(person: Any) -> QuerySet[StagedPlan]:
    """Files of units whose plans the person brings in; the files of a batch also for whoever collects the plans of all units."""
    collected = Q(batch__isnull=False) & access.within(person, "objectives.receive_set", unit="institution")
    rows = StagedPlan.objects.filter(access.within(person, "imports.import_plan") | collected)
    return rows.select_related("unit__institution", "period", "set", "batch")


def waiting(person: Any) -> list[StagedPlan]:
    """Single files that wait for confirmation, oldest first; their readings are not loaded."""
    rows = StagedPlan.objects.filter(access.within(person, "imports.import_plan"), state=terms.STAGED, batch=None)
    return list(rows.select_related("unit", "period").defer("reading", "edits").order_by("staged_at"))


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
class Standing:
    """What the unit has for that year already: its set, and what the file would change in it, in words."""

    set: ObjectiveSet
    objectives: int
    changes: list[contents.Change]


def standing(staged: StagedPlan, rows: list[staging.Row]) -> Standing | None:
    """None when the unit has nothing for that year yet, or an empty draft. One query, then four more."""
    unit, period = placed(staged)
    found = current_set(unit, period)
    content = content_of(found) if found is not None else None
    if found is None or content is None or not content.objectives:
        return None
    kept = contents.SetContent.from_json({"objectives": [row.content for row in rows if not row.dropped], "swot": ""})
    return Standing(found, len(content.objectives), contents.differences(replace(content, swot=""), kept))


@dataclass(frozen=True)
class Sheet:
    """Everything the side-by-side page shows."""

    staged: StagedPlan
    header: list[str]
    lines: list[sources.Line]
    rows: list[staging.Row]
    remarks: list[dict[str, Any]]
    school: dict[str, str] = field(default_factory=dict)

    @property
    def loud(self) -> list[str]:
        """Remarks about the document as a whole that nobody has looked at yet."""
        return summaries.loud(self.remarks, self.staged.edits)

    @property
    def open_doubts(self) -> int:
        return sum(len(row.doubts) for row in self.rows) + len(self.loud)

    @property
    def unread_cells(self) -> int:
        """Cells that the file leaves blank where something was expected."""
        return sum(doubt.bad for row in self.rows for doubt in row.doubts)

    @property
    def sure_cells(self) -> int:
        """Cells of the kept rows that hold something and are not doubted."""
        return sum(len(_filled(row) - {doubt.field for doubt in row.doubts}) for row in self.kept)

    @property
    def tables(self) -> str:
        """“bảng 1”, “bảng 2, 3, trang 4 - 6 của tệp”: where in the file the plan stands; pages where the file knows them."""
        numbers = sorted({line.table for line in self.lines if line.table})
        if not numbers:
            return ""
        known = {one["number"]: one.get("page") for one in _plan_of(self.staged).get("source_tables", ())}
        pages = sorted({page for number in numbers if (page := known.get(number)) is not None})
        return f"bảng {', '.join(map(str, numbers))}" + (f", trang {_spans(pages)} của tệp" if pages else "")

    @property
    def target_count(self) -> int:
        return sum(len(row.content["targets"]) for row in self.kept)

    @property
    def task_count(self) -> int:
        return sum(len(row.content["tasks"]) for row in self.kept)

    @property
    def widths(self) -> list[str]:
        """A width for each source column by how much it holds: long sentences get the room, and what was read keeps its own."""
        longest = [
            max((len(line.cells[n].html) for line in self.lines if n < len(line.cells)), default=0)
            for n in range(len(self.header))
        ]
        wanted = [60 if most < 8 else 100 if most < 40 else 140 if most < 120 else 180 for most in longest]
        return [f"c-{width}" for width in _beside(wanted)]

    @property
    def kept(self) -> list[staging.Row]:
        return [row for row in self.rows if not row.dropped]

    @property
    def unsure_rows(self) -> list[staging.Row]:
        return [row for row in self.rows if row.doubts]


_STEPS = (40, 60, 80, 100, 120, 140, 160, 180)
_ROOM = 860
"""Pixels of a laptop's page for the source; the rest is for what was read."""


def _beside(wanted: list[int]) -> list[int]:
    """The widths, the widest made narrower step by step until all of them find room (twenty columns do); of equals, the one
    that holds the least goes first."""
    widths = list(wanted)
    while sum(widths) > _ROOM and max(widths) > _STEPS[0]:
        at = max(range(len(widths)), key=lambda one: (widths[one], -wanted[one]))
        widths[at] = _STEPS[_STEPS.index(widths[at]) - 1]
    return widths


def _spans(pages: list[int]) -> str:
    """“4”, “4 - 6”, “2, 4 - 6”: pages in a row drawn together."""
    spans: list[list[int]] = []
    for page in pages:
        if spans and spans[-1][-1] == page - 1:
            spans[-1].append(page)
        else:
            spans.append([page])
    return ", ".join(f"{one[0]} - {one[-1]}" if len(one) > 1 else str(one[0]) for one in spans)


def placed(staged: StagedPlan) -> tuple[Unit, Period]:
    """Whose plan it is and for which year. `Conflict` while a person has still to say so."""
    if staged.unit is None or staged.period is None:
        raise errors.Conflict("unplaced", f"Chưa rõ tệp “{staged.file_name}” của đơn vị, năm học nào. Hãy chọn trước.")
    return staged.unit, staged.period


def _filled(row: staging.Row) -> set[str]:
    """The fields of a row that say something."""
    content = row.content
    parts = {one["part"] for one in content["responsibilities"]}
    said = {"targets": content["targets"], "tasks": content["tasks"], "time": content["schedule"]["text"]}
    said |= {"evidence": content["evidence_expected"], "statement": content["statement"]}
    return parts | {name for name, value in said.items() if value}


def rows(staged: StagedPlan, known: directory.Directory | None = None, school: Ties | None = None) -> list[staging.Row]:
    """The rows of a staged plan as they stand. Two queries for the names, one for the school's objectives."""
    _unit, period = placed(staged)
    if staged.reading is None:
        return []
    names = known or _names(staged)
    return staging.rows_of(
        staged.reading, staged.edits, names, period.starts_on, period.ends_on, school or ties(staged)
    )


def ties(staged: StagedPlan) -> Ties:
    """What the rows may serve: the school's issued objectives of that year, none for the school's own plan. One query."""
    unit, period = placed(staged)
    if unit.pk == staged.institution_id:
        return Ties(contents.SetContent())
    issued = ObjectiveSet.objects.filter(
        institution_id=staged.institution_id, unit_id=staged.institution_id, period=period, state=objective_terms.ISSUED
    ).first()  # fmt: skip
    return Ties(frozen_content(issued) if issued is not None else contents.SetContent())


def _names(staged: StagedPlan) -> directory.Directory:
    _unit, period = placed(staged)
    return directory.load(staged.institution_id, period.starts_on)


def _of_another_unit(staged: StagedPlan, known: directory.Directory) -> list[dict[str, Any]]:
    """The file names another unit of the institution as its own; perhaps the wrong one was chosen."""
    unit, _period = placed(staged)
    said = _plan_of(staged).get("unit") or ""
    meant = {one.unit_id for one in known.meanings(said)} - {None, staged.institution_id}
    if not meant or unit.pk in meant:
        return []
    return [{"where": "", "message": f"Văn bản ghi “{said}”, khác đơn vị được chọn “{unit.name}”."}]


def _plan_of(staged: StagedPlan) -> dict[str, Any]:
    plan: dict[str, Any] = (staged.reading or {}).get("plan", {"remarks": [], "objectives": []})
    return plan


def summary(staged: StagedPlan, known: directory.Directory | None = None) -> dict[str, Any]:
    """What the lists say of the file as it stands. Two queries, for the names."""
    shown = sheet(staged, known)
    return summaries.summary_of(shown.rows, shown.loud)


def sheet(staged: StagedPlan, names: directory.Directory | None = None) -> Sheet:
    known = names or _names(staged)
    school = ties(staged)
    found = rows(staged, known, school)
    plan = _plan_of(staged)
    header, lines = sources.lines_of(plan, found)
    placed_rows = {(line.table, line.row) for line in lines if line.content is not None}
    general = [remark for remark in plan["remarks"] if sources.place_of(remark["where"]) not in placed_rows]
    other = [] if staged.match.get("unit", {}).get("by_hand") else _of_another_unit(staged, known)
    return Sheet(staged, header, lines, found, [*other, *general], school.names)
