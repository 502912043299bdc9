"""What must be settled before a unit ends: nobody may be left with objectives that no unit goes on with."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from khue.foundation.kernel import errors
from khue.people.organisation.models import Unit
from khue.quality.objectives import terms
from khue.quality.objectives.models import ObjectiveSet
from khue.quality.objectives.rules.sets import step_of

UNDER_WAY = frozenset({terms.DRAFT, terms.SUBMITTED, terms.APPROVED})


def check_hand_over(objective_set: ObjectiveSet, heirs: Sequence[Unit]) -> None:
    """A set with an open case needs one unit that goes on with it; before issue, one that has no objectives of that year.

    Raises `Conflict` with what to do first.
    """
    if objective_set.state not in UNDER_WAY:
        if len(heirs) != 1:
            raise _refusal(objective_set, _("đã ban hành mà chưa nộp báo cáo đánh giá"), _("nộp báo cáo đánh giá"))
        return
    step = step_of(objective_set)
    at = _("đang ở bước “%(step)s”") % {"step": step.short or step.name} if step else _("đang soạn")
    if len(heirs) != 1 or objective_set.replaces_id or _has_own(heirs[0], objective_set):
        raise _refusal(objective_set, at, _TO_DO[objective_set.state]())


_TO_DO = {
    terms.DRAFT: lambda: _("ban hành hoặc hủy bản dự thảo này"),
    terms.SUBMITTED: lambda: _("ban hành, hoặc trả lại để đơn vị hủy bản dự thảo này"),
    terms.APPROVED: lambda: _("ban hành bộ mục tiêu này"),
}


def _refusal(objective_set: ObjectiveSet, state: str, deed: str) -> errors.Conflict:
    said = _(
        "“%(title)s” %(state)s. Hãy %(deed)s trước, rồi ghi việc sáp nhập, chia tách hoặc kết thúc hoạt động "
        "của %(unit)s. Nếu không thì bộ mục tiêu không còn đơn vị nào giữ."
    )
    about = {"title": objective_set.title, "state": state, "deed": deed, "unit": objective_set.unit.name}
    return errors.Conflict("set_without_unit", said % about)


def _has_own(heir: Unit, objective_set: ObjectiveSet) -> bool:
    own = ObjectiveSet.objects.filter(unit=heir, period_id=objective_set.period_id)
    return own.exclude(state=terms.WITHDRAWN).exists()
