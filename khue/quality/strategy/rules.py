"""Who writes the strategy, who sees what of it, and who says which target serves an indicator."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from khue.foundation.kernel import errors
from khue.people.organisation.models import Unit
from khue.quality.objectives import terms
from khue.quality.strategy.models import StrategicIndicator


def check_manage(person: Any, institution: Unit) -> None:
    """The policy, the indicators and their units are written by the quality office."""
    if not person.has_perm("strategy.manage", institution):
        raise errors.NotAllowed(
            "strategy.manage", _("Chính sách và chỉ tiêu chiến lược do phòng KT-ĐBCL soạn. Hãy báo phòng nếu cần sửa.")
        )


def can_manage(person: Any, institution: Unit) -> bool:
    return bool(person.has_perm("strategy.manage", institution))


def can_align(person: Any, unit: Unit) -> bool:
    """Whoever writes the unit's objectives, or the strategy, ties targets of that unit to an indicator."""
    return person.has_perm("objectives.edit_set", unit) or can_manage(person, unit.institution or unit)


def check_used(indicator: StrategicIndicator) -> None:
    if indicator.is_dropped:
        raise errors.Conflict("indicator_dropped", _("Chỉ tiêu %s đã thôi dùng.") % indicator.code)


def is_weaker(comparator: str, wanted: Decimal, set_value: Decimal | None, set_comparator: str) -> bool:
    """Whether a unit's target asks for less than the strategy: only where both point the same way."""
    up, down = {terms.AT_LEAST, terms.MORE}, {terms.AT_MOST, terms.LESS}
    if set_value is None:
        return False
    if comparator in up and set_comparator in up | {terms.EQUAL}:
        return set_value < wanted
    return comparator in down and set_comparator in down | {terms.EQUAL} and set_value > wanted
