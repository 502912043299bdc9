"""The empty form of a plan, which a call sends to the units: the same columns as the printed plan, rows to fill in."""

from __future__ import annotations

from khue.engine.records import documents
from khue.engine.records.models import FormDefinition
from khue.people.organisation.models import InstitutionProfile, Period, Unit
from khue.quality.objectives.printing import columns

TEMPLATES = ("unit_plan", "unit_plan_annex", "unit_objectives")
"""Kinds of forms that a unit may be asked to fill in."""
ROWS = 6
DOTS = "…………………"


def blank(form: FormDefinition, period: Period, unit: Unit | None = None) -> documents.AdministrativeDocument:
    """The form with its head and empty rows; `unit` fills in whose it is, else dots."""
    institution = form.institution
    profile = InstitutionProfile.objects.get(institution=institution)
    definition = form.definition
    table = columns.table(definition, ())
    empty = tuple(documents.row(str(n) if n else "…", *[""] * (len(table.columns) - 1)) for n in (*range(1, ROWS), 0))
    whose = unit.name if unit is not None else f"đơn vị {DOTS}"
    return documents.AdministrativeDocument(
        letterhead=documents.Letterhead(
            issuer=unit.name.upper() if unit is not None else f"ĐƠN VỊ {DOTS}", superior=institution.name.upper()
        ),
        type_name=definition.get("type_name", ""),
        abstract=f"Thực hiện mục tiêu chất lượng của {whose}, {period.in_sentence}",
        form=documents.FormMark(code=form.code, issue_number=form.issue_number, effective_on=form.effective_on),
        orientation=definition.get("orientation", "portrait"),
        body=(documents.Table(table.columns, empty),),
        boxes=tuple(documents.SignatureBox(title) for title in definition.get("boxes") or ()),
        profile=profile.format_profile,
    )
