"""School years and the working calendar."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.people.accounts.models import SignedIn
from khue.people.organisation import actions, queries, rules
from khue.people.organisation.forms import times as forms
from khue.people.organisation.views import asking

both = require_http_methods(["GET", "POST"])
_YEAR = re.compile("(?:199|20[0-9]|21[0-9])[0-9]")


@both
def periods(request: SignedIn) -> HttpResponse:
    """The years of the institution; a new one is added below the list."""
    institution = asking.home(request)
    form = forms.PeriodForm(*ui.sent(request))

    def deed(data: dict) -> tuple[str, str]:
        facts = {key: data[key] for key in ("kind", "code", "name", "starts_on", "ends_on")}
        made = actions.add_period(institution=institution, by=request.user, at=timezone.now(), **facts)
        return reverse("organisation:periods"), _("Đã thêm %s.") % made.name

    today = timezone.localdate()
    context = {
        "rows": queries.periods(institution),
        "can_edit": rules.can_edit(request.user, institution),
        "today": today,
    }
    return asking.answer(request, form, deed, template="organisation/periods.html", **context)


@both
def calendar(request: SignedIn) -> HttpResponse:
    """The days of a year that differ from the week; one's own are added and removed here."""
    institution = asking.home(request)
    asked = request.GET.get("nam", "")
    year = int(asked) if _YEAR.fullmatch(asked) else timezone.localdate().year
    form = forms.CalendarDayForm(*ui.sent(request))

    def deed(data: dict) -> tuple[str, str]:
        made = actions.add_calendar_day(institution=institution, by=request.user, at=timezone.now(), **data)
        url = reverse("organisation:calendar") + f"?nam={made.day.year}"
        return url, _("Đã ghi ngày %(day)s vào lịch.") % {"day": f"{made.day:%d/%m/%Y}"}

    rows = list(queries.calendar_days(institution, year))
    context = {
        "rows": rows,
        "unsure": sum(not row.verified for row in rows),
        "year": year,
        "can_edit": rules.can_edit(request.user, institution),
    }
    return asking.answer(request, form, deed, template="organisation/calendar.html", **context)


@require_POST
def remove_day(request: SignedIn, key: int) -> HttpResponse:
    institution = asking.home(request)
    row = queries.own_day(institution, key)
    if row is None:
        raise errors.NotFound("calendar_day", _("Không có ngày này trong lịch riêng của đơn vị."))
    actions.remove_calendar_day(calendar_day=row, by=request.user, at=timezone.now())
    url = reverse("organisation:calendar") + f"?nam={row.day.year}"
    return responses.back(request, url, _("Đã xóa ngày %s khỏi lịch.") % f"{row.day:%d/%m/%Y}")
