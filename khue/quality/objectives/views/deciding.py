"""The deed of the present step: one page for every outcome the procedure gives it, with what changed beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khue.engine.procedures import queries as procedures
from khue.engine.procedures.actions import cases, effects, gates, holding
from khue.engine.procedures.language import machine, schema
from khue.engine.procedures.models import Task
from khue.engine.records import actions as records
from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.quality.objectives import queries, rules, terms
from khue.quality.objectives.forms import deeds
from khue.quality.objectives.models import ObjectiveSet
from khue.quality.objectives.queries import checking, standing, workdays
from khue.quality.objectives.views import board, comparing, evidence, signatures

LAST_YEAR, VERSION, LAST_TIME, WHOLE = "nam-truoc", "ban-truoc", "lan-truoc", "toan-van"
_MENDABLE = (errors.Invalid, errors.TooLarge, errors.Unreadable)
MINUTES = "minutes"
ASKED_FOR = timedelta(days=7)
"""How long comments are asked for unless the person says otherwise."""
UNDER_CHECK = frozenset({terms.SUBMITTED, terms.APPROVED})
CHECKS = "review"
COMPARED = frozenset({CHECKS, "approve", "issue"})


@require_http_methods(["GET", "POST"])
def deed(request: HttpRequest, public_id: str, task: str) -> HttpResponse:
    """GET shows it; POST does it, or shows what is missing. A closed task is told who closed it."""
    now, today = timezone.now(), timezone.localdate()
    # First: whose time is over is told so, not that there is no such set.
    found = procedures.task_for(request.user, task, now)
    chosen = queries.set_for(request.user, public_id, workdays.beside, checking.beside, on=today)
    if found.case_id != chosen.case_id:
        raise errors.NotFound("no_task", _("Việc này không thuộc bộ mục tiêu đang mở."))
    if request.method == "GET" and found.closed_at:
        message = _("Bước này đã xong: %(name)s.") % {"name": found.name}
        return responses.back(request, _home(chosen), message, "info")
    outcomes = procedures.outcomes_of(found)
    posted = request.POST.get("outcome") if request.method == "POST" else None
    if posted == machine.FALLBACK:
        outcomes = (*outcomes, *_last_resort(found))
    signed = signatures.of(request.user, chosen, today)
    signatures.check_bound(signed, request)
    forms = [_form(request, one, found, signed, one.code == posted) for one in outcomes]
    for outcome, form in zip(outcomes, forms, strict=True):
        if form.is_bound and form.is_valid() and _decide(request, chosen, found, outcome, form):
            return responses.back(request, _home(chosen), _done(outcome, chosen))
    if posted is not None and not any(form.is_bound for form in forms):
        raise errors.Invalid("unknown_outcome", _("Bước này không có lựa chọn ấy. Hãy tải lại trang."))
    return _show(request, chosen, found, list(zip(outcomes, forms, strict=True)), signed, 422 if posted else 200)


def _last_resort(task: Task) -> list[schema.Outcome]:
    """The return that the procedure does not write down, where an approval has fallen and its step has none."""
    found = effects.fallback(task.case)
    return [found] if found is not None else []


def _form(
    request: HttpRequest, outcome: schema.Outcome, task: Task, signed: signatures.Signing, is_posted: bool
) -> deeds.DeedForm:
    procedure = task.case.version.read()
    met = _met(task, outcome)
    messages, today = {one.code: one.message for one in procedure.gates}, timezone.localdate()
    return deeds.DeedForm(
        *(ui.sent(request) if is_posted else ()),
        effects=outcome.effects,
        gates=[(code, messages.get(code, code)) for code in outcome.gates if gates.is_paper(code) and code not in met],
        reason_required=outcome.reason_required,
        capacities=() if outcome.back else signed.choices,
        initial={"outcome": outcome.code, "decided_on": today, "comments_until": today + ASKED_FOR}
        | {f"gate-{code}-on": today for code in outcome.gates},
        auto_id=f"id_{outcome.code}_%s",
    )


def _met(task: Task, outcome: schema.Outcome) -> tuple[str, ...]:
    """The minutes that were signed and attached beforehand are not asked for again."""
    if MINUTES not in outcome.gates:
        return ()
    found = ObjectiveSet.objects.filter(pk=task.case.subject_id).first()
    return (MINUTES,) if found is not None and queries.minutes_signed(found) else ()


def _gates(task: Task, outcome: schema.Outcome, form: deeds.DeedForm) -> tuple[str, ...]:
    """The gates whose paper came with the form, or is there when nobody changes it any more."""
    if MINUTES not in outcome.gates:
        return form.brought
    return (*form.brought, *_met(holding.hold(task), outcome))


def _decide(
    request: HttpRequest, chosen: ObjectiveSet, task: Task, outcome: schema.Outcome, form: deeds.DeedForm
) -> bool:
    """Evidence of a gate and the decision come together or not at all. False: the form now says what was refused.

    Files are read before anybody waits and kept after the decision: who was too late, or may not, leaves none behind.
    """
    person, now = request.user, timezone.now()
    try:
        papers = [(title, records.examine(file), day) for title, file, day in form.papers]
        with transaction.atomic():
            cases.decide(
                task=task, outcome=outcome.code, by=person, at=now,
                reason=form.cleaned_data["reason"], gates=_gates(task, outcome, form), facts=form.facts,
            )  # fmt: skip
            for title, file, day in papers:
                evidence.keep_for_set(chosen, title, file, day, by=person, at=now)
    except _MENDABLE as refusal:
        form.refuse(refusal)
        return False
    return True


def _show(
    request: HttpRequest, chosen: Any, task: Task, ways: Sequence[tuple[schema.Outcome, deeds.DeedForm]],
    signed: signatures.Signing, status: int,
) -> HttpResponse:  # fmt: skip
    today = timezone.localdate()
    at = standing.of(chosen, today)
    compared = at.step is not None and at.step.kind in COMPARED
    page = queries.set_page(request.user, chosen, on=today)
    if (
        chosen.state == terms.APPROVED
        and page.content.content_hash() != chosen.content_hash
        and not any(one.back for one, _f in ways)
    ):
        ways = [*ways, *((one, _form(request, one, task, signed, False)) for one in _last_resort(task))]
    then = queries.last_year_of(chosen) if compared else None
    views = _views(chosen, at, then) if compared else []
    asked = request.GET.get("xem", "")
    view = asked if asked in dict(views) else (views[0][0] if views else WHOLE)
    checked = checking.checked(chosen, page.content, on=today) if compared and chosen.state in UNDER_CHECK else None
    _begin_reasons(ways, at, checked)
    context = {
        "set": chosen, "task": task, "ways": ways, "forms": board.forms(chosen), "at": at, "page": page, "views": views, "view": view,
        "comparison": _comparison(page.content, chosen, view, then, today),
        "checked": checked, "with_paper": checked is not None and at.step is not None and at.step.kind == CHECKS,
        "may_set_aside": rules.can_set_aside(request.user, chosen),
        "since": _since(chosen) if view == LAST_TIME else (),
        "reviews": list(queries.reviews_of(chosen)[:8]) if compared else [],
        "seen": page.content.content_hash(), "signed": signed,
        "papers": evidence.of_set(request.user, chosen),
        "may_decide": task.may_decide,
    }  # fmt: skip
    return responses.render(request, "objectives/deed.html", context, status)


def _begin_reasons(
    ways: Sequence[tuple[schema.Outcome, deeds.DeedForm]], at: standing.Standing, checked: checking.Checked | None
) -> None:
    """Whoever checks begins the reason of a return with what was found; it is theirs to change."""
    if checked is None or at.step is None or at.step.kind != CHECKS:
        return
    for outcome, form in ways:
        if outcome.back and not form.is_bound:
            form.initial["reason"] = checking.reason_of(checked)


def _views(chosen: ObjectiveSet, at: standing.Standing, then: ObjectiveSet | None) -> list[tuple[str, str]]:
    """The ways of looking that have something to show."""
    found = []
    if then is not None:
        found.append((LAST_YEAR, _("So với năm trước")))
    if chosen.replaces_id:
        found.append((VERSION, _("So với bản đang có hiệu lực")))
    if at.returns:
        found.append((LAST_TIME, _("Sửa sau lần trả lại gần nhất")))
    return [*found, (WHOLE, _("Toàn văn"))]


def _comparison(
    content: Any, chosen: ObjectiveSet, view: str, then: ObjectiveSet | None, today: Any
) -> comparing.Comparison | None:
    if view == VERSION and chosen.replaces is not None:
        return comparing.with_version(content, chosen.replaces)
    return comparing.with_last_year(content, then, today) if then is not None and view == LAST_YEAR else None


def _since(chosen: ObjectiveSet) -> list[queries.HistoryLine]:
    """What was changed after the last return, newest first."""
    found = []
    for line in queries.set_history(chosen):
        if line.verb == "objectives.set.returned":
            break
        if line.changes or line.verb.startswith("objectives.objective."):
            found.append(line)
    return found


def _done(outcome: schema.Outcome, chosen: ObjectiveSet) -> str:
    return _("Đã ghi: %(what)s. %(title)s.") % {"what": outcome.label, "title": chosen.title}


def _home(chosen: ObjectiveSet) -> str:
    return reverse("objectives:set", args=[chosen.public_id])
