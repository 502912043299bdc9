"""Who may give and take roles, and which."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from khue.foundation.kernel import errors
from khue.people.access.models import Grant, Role
from khue.people.organisation.models import Unit


def can_grant(by: Any, unit: Unit) -> bool:
    return by is None or by.has_perm("access.grant", unit)


def check_grant(by: Any, unit: Unit, person: Any = None) -> None:
    """`by` (None: the program itself) may give or take roles over the unit; nobody gives one to themselves."""
    if not can_grant(by, unit):
        reason = _("Thầy, cô chưa được giao quyền phân quyền ở “%s”. Hãy nhờ người quản trị của đơn vị.") % unit.name
        raise errors.NotAllowed("access.grant", reason)
    if by is not None and person is not None and by.pk == person.pk:
        raise errors.NotAllowed(
            "access.self", _("Không tự giao hay thu hồi quyền của mình. Hãy nhờ người quản trị khác.")
        )


def check_not_for_oneself(by: Any, person: Any, role: Role, unit: Unit) -> None:
    """Nobody appoints themselves to a post that brings a power they do not hold over that unit already."""
    if by is None or by.pk != person.pk:
        return
    if not all(by.has_perm(permission, unit) for permission in [*role.permissions, *role.own_permissions]):
        reason = _("Không tự bổ nhiệm mình vào chức vụ kèm vai trò “%s”. Hãy nhờ người quản trị khác.") % role.name
        raise errors.NotAllowed("access.self", reason)


def check_revocable(grant: Grant) -> None:
    """What a post or a charge brought ends with it, not by itself."""
    if grant.appointment_id is not None:
        reason = _("Quyền này đi theo chức vụ. Hãy kết thúc bổ nhiệm của %s, quyền sẽ hết theo.")
        raise errors.Conflict("grant.by_appointment", reason % grant.person.full_name)
    if grant.charge_id is not None:
        reason = _("Quyền này đi theo phân công phụ trách. Hãy kết thúc phân công của %s, quyền sẽ hết theo.")
        raise errors.Conflict("grant.by_charge", reason % grant.person.full_name)
    if grant.origin_id is not None:
        reason = _("Quyền này do người khác giao lại cho %s trong một thời gian. Hãy kết thúc ở mục Giao ký, vắng mặt.")
        raise errors.Conflict("grant.lent", reason % grant.person.full_name)


def check_lends(by: Any, giver: Any, receiver: Any, grant: Grant) -> None:
    """Nobody takes a power for themselves by writing somebody else's paper or absence; the giver themself may hand theirs out."""
    if by is not None and by.pk == receiver.pk and by.pk != giver.pk:
        check_not_for_oneself(by, receiver, grant.role, grant.unit)


def check_upward(unit: Unit) -> None:
    if not unit.is_institution:
        reason = _(
            "Chỉ cơ quan quản lý mới có quyền nhìn xuống các cơ sở trực thuộc. Hãy chọn cả cơ quan, không chọn phòng ban."
        )
        raise errors.Invalid("grant.upward", reason, {"upward": [reason]})
