"""The condition that a procedure may put before a deed: every strategic indicator given to the unit is served by its draft."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy

from khue.engine.procedures.actions import gates
from khue.engine.procedures.models import Case
from khue.quality.strategy.models import Alignment, StrategicIndicator


def register() -> None:
    """Make the condition known to the engine."""
    gates.register(
        "indicators_tied",
        gettext_lazy("Mọi chỉ tiêu chiến lược giao cho đơn vị đã có chỉ tiêu gắn với"),
        indicators_tied,
    )


def indicators_tied(case: Case, at: datetime) -> bool:
    """Whether a target of the set of the case serves each indicator that the unit has a value of in the year (seed 001, B2).

    A unit to which nothing is given has nothing to tie.
    """
    given = StrategicIndicator.objects.filter(
        institution_id=case.institution_id, is_dropped=False, assignments__unit=case.unit_id,
        values_by_year__period=case.period_id,
    )  # fmt: skip
    served = Alignment.objects.filter(target__objective__set=case.subject_id)
    return not given.exclude(pk__in=served.values("indicator")).exists()
