"""Who may see, open and steer a call, and what a call still allows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from khue.engine.calls import terms
from khue.engine.calls.models import Call
from khue.foundation.kernel import errors
from khue.foundation.ui import wording
from khue.people.organisation.models import Unit


def check_manage(person: Any, institution: Unit) -> None:
    """Opening, extending, reminding, closing: whoever follows the units for the whole institution."""
    if not person.has_perm("calls.manage_call", institution):
        raise errors.NotAllowed(
            "manage_call",
            _("Việc này do đơn vị đầu mối theo dõi đợt của %(unit)s làm.") % {"unit": institution.name},
        )


def check_open(person: Any, institution: Unit, *, issued_on: date, due_on: date) -> None:
    """A deadline lies after the notice."""
    check_manage(person, institution)
    if due_on <= issued_on:
        said = _("Hạn hoàn thành phải sau ngày thông báo.")
        raise errors.Invalid("call.due", said, {"due_on": [said]})


def check_running(person: Any, call: Call) -> None:
    """Steering a call that is open."""
    check_manage(person, call.institution)
    if call.state != terms.OPEN:
        raise errors.Conflict("call_closed", _("Đợt này đã đóng ngày %s.") % wording.day(call.closed_at))


def check_unnumbered(call: Call) -> None:
    """A number of the register stays with its paper."""
    if call.paper_id is not None:
        said = _("Thông báo đã có số %(number)s trong sổ văn bản đi. Số đã cấp không đổi được.") % {
            "number": call.number
        }
        raise errors.Conflict("call_numbered", said)


def check_extension(before: date, after: date, reason: str) -> None:
    """Later than before, and with a reason."""
    if after <= before:
        said = _("Hạn mới phải sau hạn hiện nay (%s). Rút ngắn hạn thì mở thông báo khác.") % wording.day(before)
        raise errors.Invalid("call.extension", said, {"due_on": [said]})
    if not reason.strip():
        said = _("Ghi lý do gia hạn để đơn vị và người kiểm tra biết.")
        raise errors.Invalid("call.reason", said, {"reason": [said]})


def can_manage(person: Any, institution: Unit) -> bool:
    return errors.allows(check_manage, person, institution)


def can_steer(person: Any, call: Call) -> bool:
    return errors.allows(check_running, person, call)
