"""The list of calls, the board of one, and one unit of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from khue.engine.calls import queries, rules
from khue.engine.calls.views import asking
from khue.foundation.ui import responses
from khue.people.access import backend
from khue.people.accounts.models import SignedIn
from khue.people.organisation import queries as organisation


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """Every call the person may see, the open ones first."""
    held = backend.held_by(request.user)
    institution = held[0].institution if held else None
    rows = queries.listed(request.user, institution.pk) if institution else []
    may_open = institution is not None and rules.can_manage(request.user, institution)
    return responses.render(request, "calls/calls.html", {"rows": rows, "may_open": may_open})


@require_GET
def show(request: SignedIn, public_id: str) -> HttpResponse:
    """The board: the step, holder and days of every unit, late ones first; who sees one unit only sees one line."""
    call, today = queries.call_for(request.user, public_id), timezone.localdate()
    calendar = organisation.calendar_for(call.institution_id)
    board = queries.board(request.user, call, calendar, today)
    lines = board.lines
    context = {
        "call": call,
        "all": lines,
        "lines": asking.chosen(lines, request.GET.get("loc", "")),
        "picks": asking.picks(lines),
        "filter": request.GET.get("loc", ""),
        "stages": queries.stages(lines),
        "late": sum(line.is_late for line in lines),
        "to_remind": sum(line.to_remind for line in lines),
        "days": calendar.working_days_between(today, call.ends_on),
        "may": rules.can_steer(request.user, call),
        "sources": board.sources,
        "beside": board.beside,
        "legend": next((line.progress.steps for line in lines if line.progress.steps), ()),
    }
    return responses.render(request, "calls/call.html", context, fragment="calls/rows.html")


@require_GET
def recipient(request: SignedIn, public_id: str, unit: str) -> HttpResponse:
    """One unit: its deadline, why it was moved, who was reminded when and by whom."""
    call, today = queries.call_for(request.user, public_id), timezone.localdate()
    found = queries.recipient_for(request.user, call, unit)
    context = {
        "call": call, "recipient": found, "reminders": queries.reminders_of(found),
        "days": organisation.calendar_for(call.institution_id).working_days_between(today, found.ends_on),
        "may": rules.can_steer(request.user, call),
    }  # fmt: skip
    return responses.render(request, "calls/recipient.html", context)
