"""Who may look at and change the organisation, and what of it may not be. `check_x` says why in words; `can_x` is the same as a bool.

`by` is None for the program itself (founding an institution from the command line); it may do everything.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from khue.foundation.kernel import errors
from khue.people.organisation import hooks
from khue.people.organisation.models import Unit

DAY = timedelta(days=1)


def can_edit(by: Any, unit: Unit) -> bool:
    return by is None or by.has_perm("organisation.edit", unit)


def check_edit(by: Any, unit: Unit) -> None:
    if not can_edit(by, unit):
        reason = _("Thầy, cô chưa được giao quyền sửa tổ chức của “%(unit)s”. Hãy nhờ người quản trị của đơn vị.")
        raise errors.NotAllowed("organisation.edit", reason % {"unit": unit.name})


def can_view(person: Any, unit: Unit) -> bool:
    """Everybody sees the organisation they belong to; another one's only by a grant that reaches it (a Sở)."""
    if any(home.pk == unit.owner_id for home in hooks.homes(person)):
        return True
    return bool(person.has_perm("organisation.view", unit))


def can_manage(by: Any, person: Any) -> bool:
    """Whether `by` may change the account of somebody who works where `by` manages the organisation."""
    return by is None or by.has_perm("organisation.edit", person)


def check_open(unit: Unit, day: date) -> None:
    """The unit exists on that day."""
    if day < unit.valid_from or (unit.valid_to is not None and day > unit.valid_to):
        reason = _("“%(unit)s” không hoạt động vào ngày %(day)s. Hãy chọn đơn vị khác hoặc ngày khác.")
        raise errors.Conflict("unit.closed", reason % {"unit": unit.name, "day": f"{day:%d/%m/%Y}"})


def check_dates(valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to < valid_from:
        reason = _("Ngày kết thúc phải từ ngày bắt đầu (%(day)s) trở đi.") % {"day": f"{valid_from:%d/%m/%Y}"}
        raise errors.Invalid("dates", reason, {"valid_to": [reason]})


def check_not_ahead(on: date, today: date) -> None:
    """A change of the tree is written when it takes effect: what the screens show is today's tree."""
    if on > today:
        reason = _("Ngày có hiệu lực %(day)s chưa đến. Hãy ghi thay đổi này vào ngày đó.") % {"day": f"{on:%d/%m/%Y}"}
        raise errors.Conflict("ahead", reason)


def check_inside(unit: Unit, parent: Unit) -> None:
    """The unit may hang below `parent`: same institution (a whole institution may hang below another), not below itself."""
    if parent.path.startswith(unit.path):
        reason = _("Không đặt được “%(unit)s” vào chính nó hoặc vào đơn vị trực thuộc của nó. Hãy chọn cấp trên khác.")
        raise errors.Conflict("unit.circle", reason % {"unit": unit.name})
    if not unit.is_institution and unit.institution_id != parent.institution_id:
        reason = _("“%(unit)s” thuộc cơ sở khác với cấp trên đã chọn. Hãy chọn cấp trên trong cùng cơ sở.")
        raise errors.Conflict("unit.other_institution", reason % {"unit": unit.name})


def check_same_institution(*units: Unit) -> None:
    if len({unit.institution_id for unit in units}) > 1:
        raise errors.Conflict("unit.other_institution", _("Các đơn vị phải thuộc cùng một cơ sở."))
