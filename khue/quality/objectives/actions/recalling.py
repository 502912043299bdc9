"""A decision is recalled: the set that it issued is no longer in force, nobody reports on it, and it stays to be read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khue.engine.procedures.actions import cases
from khue.quality.objectives import rules, terms
from khue.quality.objectives.actions import journal
from khue.quality.objectives.models import ObjectiveSet


@transaction.atomic
def recall(*, objective_set: ObjectiveSet, number: str, reason: str, by: Any, at: datetime) -> ObjectiveSet:
    """Part of recalling the paper, in its transaction; who may is asked there. A set that is not in force stays as it is."""
    if objective_set.state != terms.ISSUED:
        return objective_set
    rules.check_transition(objective_set, terms.RECALLED)
    verb = terms.VERBS[objective_set.state, terms.RECALLED]
    journal.claim(objective_set, objective_set.revision, at, state=terms.RECALLED)
    if objective_set.case is not None and objective_set.case.status == "open":
        said = _("Thu hồi %(number)s: %(reason)s") % {"number": number, "reason": reason}
        cases.close(case=objective_set.case, reason=said, by=by, at=at)
    journal.record(objective_set, verb, by, at, data={"number": number, "reason": reason})
    return objective_set
