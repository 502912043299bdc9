"""The first screen after sign-in: what waits for me, then what I follow. Never an empty dashboard."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khue.engine.procedures import queries as procedures
from khue.engine.procedures.language import deadlines, outline, schema
from khue.foundation.kernel import errors
from khue.foundation.ui import responses, wording
from khue.interfaces.workspace import actions, printing, queries
from khue.people.access import backend
from khue.people.accounts.models import SignedIn
from khue.people.organisation import queries as organisation
from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import queries as objectives
from khue.quality.objectives.queries import earlier, standing

FOLLOWED = 12


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Mine by deadline, with one button each; the most urgent is the primary one."""
    person, now = request.user, timezone.now()
    held = backend.held_by(person)
    if not held or held[0].institution is None:
        return responses.render(request, "workspace/nothing.html", {})
    institution, day = held[0].institution, timezone.localdate(now)
    years = objectives.years_of(institution.pk, day)
    period, calendar = years.present, years.calendar
    waiting = queries.waiting(person, now, calendar)
    lines = objectives.set_list(person, period, on=day) if period else []
    own = _own(person, held, lines)
    context = {
        "day": day, "waiting": waiting, "late": queries.late(waiting), "period": period, "own": own,
        "steps": _steps(own, calendar, day), "last": _last(person, own, period, day),
        "followed": [_followed(line, calendar, day) for line in lines if line.set][:FOLLOWED],
        "more": max(0, sum(line.set is not None for line in lines) - FOLLOWED),
        "may_open": own is not None and own.set is None and person.has_perm("objectives.create_set", own.unit),
    }  # fmt: skip
    return responses.render(request, "workspace/today.html", context)


def _own(person: Any, held: Any, lines: list[objectives.SetLine]) -> objectives.SetLine | None:
    """The line of the unit one works in: where one writes the objectives, else where one has a role."""
    writes = {one.unit_id for one in held if "objectives.edit_set" in one.permissions | one.own_permissions}
    posts = {one.unit_id for one in held}
    for units in (writes, posts):
        found = next((line for line in lines if line.unit.pk in units), None)
        if found is not None:
            return found
    return None


def _steps(own: objectives.SetLine | None, calendar: Any, day: Any) -> list[dict[str, str]]:
    """The procedure of one's own set as a short list: done when, due when, or how long."""
    found: Any = own.set if own else None
    at = standing.Standing(found, day, calendar) if found is not None else None
    if at is None or at.flow is None or at.now is None:
        return []
    facts = outline.Facts(at.now)
    return [_step(one, facts, at) for one in at.flow.steps]


def _step(one: schema.Step, facts: outline.Facts, at: standing.Standing) -> dict[str, str]:
    stage = facts.stage(one)
    if stage == "done":
        note = _("Xong %(day)s") % {"day": wording.day(facts.done_on(one))}
    elif stage == "now":
        due = ", ".join(filter(None, [at.due.text if at.due_on else "", at.due.date]))
        note = ". ".join(filter(None, [one.who_short, due]))
    else:
        note = deadlines.due_text(one.time_limit)
    kind = "back" if stage == "now" and at.returned else {"done": "done", "now": "now"}.get(stage, "")
    return {"number": one.code, "name": one.short or one.name, "note": note, "kind": kind}


def _last(person: Any, own: objectives.SetLine | None, period: Period | None, day: Any) -> earlier.LastResults | None:
    unit: Unit | None = own.unit if own else None
    return earlier.last_results(person, unit, period, day) if unit and period else None


def _followed(line: objectives.SetLine, calendar: Any, day: Any) -> dict[str, Any]:
    at = standing.Standing(line.set, day, calendar)
    return {"line": line, "at": at}


@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """What I have finished in the last seven days, with what I decided."""
    rows = [(task, procedures.chosen(task)) for task in queries.done(request.user, timezone.now())]
    return responses.render(request, "workspace/done.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def feed_key(request: SignedIn) -> HttpResponse:
    """Whether I have an address for my calendar; a POST makes a new one and shows it this once."""
    context: dict[str, Any] = {"address": ""}
    if request.method == "POST":
        token = actions.give_feed(person=request.user, by=request.user, at=timezone.now())
        context["address"] = request.build_absolute_uri(reverse("workspace:feed", args=[token]))
    context["key"] = queries.feed_key_of(request.user)
    response = responses.render(request, "workspace/feed.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def revoke_feed(request: SignedIn) -> HttpResponse:
    actions.revoke_feed(person=request.user, by=request.user, at=timezone.now())
    return responses.back(request, reverse("workspace:feed-key"), _("Đã thu hồi địa chỉ lịch."))


@login_not_required
@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The deadlines of whoever the secret belongs to, for a calendar program. Anything else: not found."""
    key, now = queries.feed_key_by(token), timezone.now()
    if key is None:
        raise errors.NotFound("no_feed", _("Địa chỉ lịch này không còn dùng được."))
    institution = backend.held_by(key.person)[0].institution_id
    rows = queries.waiting(key.person, now, organisation.calendar_for(institution))
    actions.note_read(key=key, at=now)
    content = printing.calendar(rows, home=request.build_absolute_uri("/"), at=now)
    return HttpResponse(content, content_type=printing.MIME, headers={"Cache-Control": "private, no-store"})
