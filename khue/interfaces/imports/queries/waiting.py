"""What a person brought in and has still to confirm, of every kind: plan files and workbooks that came back from Excel. One statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, Value

from khue.interfaces.imports import terms
from khue.interfaces.imports.models import StagedPlan, StagedWorkbook
from khue.people.access import queries as access

PLAN, WORKBOOK = "plan", "workbook"
_COLUMNS = ("kind", "key", "file_name", "at", "unit_name", "period_name")


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that waits for a word; `kind` is also the name of its page."""

    kind: str
    key: str
    file_name: str
    at: datetime
    unit: str
    period: str


def waiting(person: Any) -> list[Staged]:
    """Oldest first. Files of a batch wait with their batch."""
    plans = StagedPlan.objects.filter(access.within(person, "imports.import_plan"), state=terms.STAGED, batch=None)
    writes = access.within(person, "objectives.edit_set", unit="set__unit", institution="institution")
    workbooks = StagedWorkbook.objects.filter(writes, state=terms.STAGED)
    rows = _rows(plans, PLAN, "").union(_rows(workbooks, WORKBOOK, "set__"), all=True)
    return [Staged(*row) for row in rows.order_by("at")]


def _rows(found: Any, kind: str, of: str) -> Any:
    return (
        found.order_by()
        .annotate(
            kind=Value(kind, output_field=CharField()), key=F("public_id"), at=F("staged_at"),
            unit_name=F(f"{of}unit__name"), period_name=F(f"{of}period__name"),
        )
        .values_list(*_COLUMNS)
    )  # fmt: skip
