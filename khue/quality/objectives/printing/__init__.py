"""The papers of a set: objectives, plan, report, on the forms of the institution's own procedure (data, not code).

    document_for(objective_set | evaluation, "BM.ĐBCL-04.04", at=now) -> AdministrativeDocument
    forms_for(objective_set, on) -> the forms that this set can be printed on

The words of an issued set come from what was frozen, those of a submitted report likewise.
"""

from khue.quality.objectives.printing.forms import REPORTS, document_for, forms_for

__all__ = ["REPORTS", "document_for", "forms_for"]
