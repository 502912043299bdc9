"""Who may set a remark aside, and who may change what is checked."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from khue.foundation.kernel import errors
from khue.people.organisation.models import Unit
from khue.quality.objectives import terms
from khue.quality.objectives.models import ObjectiveSet
from khue.quality.objectives.rules import deciding


def check_set_aside(person: Any, objective_set: ObjectiveSet) -> None:
    """By whoever checks the set, while it is submitted."""
    deciding.check_check(person, objective_set)
    if objective_set.state != terms.SUBMITTED:
        raise errors.Conflict("not_submitted", _("Chỉ ghi nhận xét khi bộ mục tiêu đang được xem xét."))


def check_configure(person: Any, institution: Unit) -> None:
    """The quality office, for the whole institution."""
    if not person.has_perm("objectives.check_set", institution):
        raise errors.NotAllowed(
            "configure_checks",
            _("Việc này do phòng Khảo thí và Đảm bảo chất lượng của %(unit)s làm.") % {"unit": institution},
        )


def can_set_aside(person: Any, objective_set: ObjectiveSet) -> bool:
    return errors.allows(check_set_aside, person, objective_set)


def can_configure(person: Any, institution: Unit) -> bool:
    return errors.allows(check_configure, person, institution)
