"""A unit is merged, split or closed while its objectives are under way: one heir goes on with them, or the deed is refused.

What is issued stays under the name it was issued with, and the heir, below which the ended unit hangs from then on, reports on it.
What is still being written becomes the heir's own. Results, comments, evidence and the names in plans stay as they are.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from khue.engine.procedures.actions import successions as cases
from khue.foundation.audit_trail import actions as trail
from khue.people.organisation.models import Unit
from khue.quality.objectives import rules
from khue.quality.objectives.actions import journal, sets
from khue.quality.objectives.models import ObjectiveSet

OPEN = "open"


@transaction.atomic
def on_unit_closed(*, unit: Unit, on: date, by: Any, at: datetime) -> None:
    """Heard from `organisation.hooks.unit_closed`, inside the deed: what is refused here undoes the whole of it."""
    trail.take_turn(unit.institution_id)
    rows = ObjectiveSet.objects.filter(institution_id=unit.institution_id, unit=unit, case__status=OPEN)
    found = list(rows.select_related("unit", "institution", "period", "case__version", "case__unit").order_by("pk"))
    if not found:
        return
    heirs = list(
        Unit.objects.filter(precursors__predecessor=unit, precursors__effective_on=on + timedelta(days=1)).distinct()
    )
    for objective_set in found:
        rules.check_hand_over(objective_set, heirs)
        _hand_over(objective_set, heirs[0], by, at)


def _hand_over(objective_set: ObjectiveSet, heir: Unit, by: Any, at: datetime) -> None:
    old = objective_set.unit
    changes: dict[str, Any] = {}
    if objective_set.state in rules.UNDER_WAY:
        period = objective_set.period
        changes = {
            "unit": heir,
            "version": sets.next_version(heir, period),
            "title": sets.title_of(heir, period),
        }
    journal.claim(objective_set, objective_set.revision, at, **changes)
    if objective_set.case is not None:
        cases.hand_over(case=objective_set.case, to=heir, title=objective_set.title, by=by, at=at)
    journal.record(objective_set, "objectives.set.handed_over", by, at, data={"from": old.name, "to": heir.name})
