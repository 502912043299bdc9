"""Which school year a list shows: the one in the URL (`?nam=2026-2027`), else the present one (`queries.years_of`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from khue.foundation.kernel import errors
from khue.foundation.kernel.calendars import Calendar
from khue.people.access import backend
from khue.people.organisation.models import Period
from khue.quality.objectives import queries


@dataclass(frozen=True)
class Chosen:
    """The period of the list and those one may choose from, the newest first; the working days around today."""

    period: Any
    periods: tuple[Period, ...]
    institution_id: int
    calendar: Calendar


def choose(request: HttpRequest) -> Chosen:
    """Two statements, one when a year is asked for. An institution without periods gives none; a code that is not there is refused."""
    institution_id = home(request.user)
    asked = request.GET.get("nam", "")
    years = queries.years_of(institution_id, timezone.localdate(), asked)
    if asked and years.present is None:
        raise errors.NotFound(
            "no_period", _("Không có năm học “%(code)s”. Hãy chọn trong danh sách.") % {"code": asked}
        )
    return Chosen(years.present, years.rows, institution_id, years.calendar)


def home(person: Any) -> int:
    """The institution a person works in; who holds nothing anywhere sees no list."""
    held = backend.held_by(person)
    if not held:
        raise errors.NotAllowed("no_grant", _("Tài khoản này chưa được giao vai trò nào. Hãy liên hệ người quản trị."))
    return held[0].institution_id
