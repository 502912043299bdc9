"""The papers of a set: objectives, plan, report, on the forms of the institution's own procedure (data, not code).

    document_for(objective_set | evaluation, "BM.ĐBCL-04.04", at=now) -> AdministrativeDocument
    blank(form, period, unit) -> the empty form, to be filled in by hand
    forms_for(objective_set, on) -> the forms that this set can be printed on

The words of an issued set come from what was frozen, those of a submitted report likewise.
"""

from khue.quality.objectives.printing import decision as decision
from khue.quality.objectives.printing.blank import TEMPLATES, blank
from khue.quality.objectives.printing.forms import REPORTS, document_for, forms_for, in_full
from khue.quality.objectives.printing.remarks import remarks

__all__ = ["REPORTS", "TEMPLATES", "blank", "document_for", "forms_for", "in_full", "remarks"]
