"""Writing objectives: add, edit, remove, move; and what a time is understood to mean."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.quality.objectives import queries, rules
from khue.quality.objectives.actions import editing
from khue.quality.objectives.forms import filling
from khue.quality.objectives.forms.objective import SwotForm
from khue.quality.objectives.models import Objective, ObjectiveSet
from khue.quality.objectives.queries import naming
from khue.quality.objectives.views import asking, suggesting
from khue.quality.objectives.views.desk import Desk


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, public_id: str) -> HttpResponse:
    """A new objective at the end of the set."""
    return _write(request, _with_names(request, public_id), None)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, public_id: str, objective: str) -> HttpResponse:
    """An objective that is there."""
    chosen = _with_names(request, public_id)
    return _write(request, chosen, _objective(chosen, objective))


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, public_id: str, objective: str) -> HttpResponse:
    """Asks first: what was typed would be lost."""
    chosen = queries.set_for(request.user, public_id)
    rules.check_edit(request.user, chosen)
    found = _objective(chosen, objective)
    if request.method == "GET":
        return asking.ask(
            request, chosen, _("Bỏ mục tiêu %(number)s khỏi bộ?") % {"number": found.number}, found.statement,
            label=_("Bỏ mục tiêu"), kind="stop", fields={"revision": chosen.revision},
        )  # fmt: skip
    editing.remove_objective(
        objective_set=chosen, objective=found, revision=_revision(request), by=request.user, at=timezone.now()
    )
    return responses.back(request, _home(chosen), _("Đã bỏ mục tiêu %(number)s.") % {"number": found.number})


@require_POST
def move(request: HttpRequest, public_id: str, objective: str) -> HttpResponse:
    """One place up or down."""
    chosen = queries.set_for(request.user, public_id)
    found = _objective(chosen, objective)
    places = list(chosen.objectives.order_by("order", "pk").values_list("pk", flat=True))
    to = places.index(found.pk) + (0 if request.POST.get("huong") == "len" else 2)
    editing.move_objective(
        objective_set=chosen, objective=found, to=to, revision=_revision(request), by=request.user, at=timezone.now()
    )
    return responses.back(request, f"{_home(chosen)}#mt-{found.public_id}")


@require_http_methods(["GET", "POST"])
def swot(request: HttpRequest, public_id: str) -> HttpResponse:
    """The analysis that the draft stands on."""
    chosen = queries.set_for(request.user, public_id)
    rules.check_edit(request.user, chosen)
    form = SwotForm(*ui.sent(request), initial={"swot": chosen.swot, "revision": chosen.revision})
    if request.method == "POST" and form.is_valid():
        try:
            editing.describe(objective_set=chosen, by=request.user, at=timezone.now(), **form.cleaned_data)
        except errors.Conflict as refusal:  # somebody saved first: what was typed stays, saving again means this
            form.refuse(refusal)
            again = request.POST.copy()
            again["revision"] = str(chosen.revision)
            form.data = again
            return responses.render(request, "objectives/swot.html", {"set": chosen, "form": form}, 409)
        return responses.back(request, _home(chosen), _("Đã lưu phân tích SWOT."))
    context = {"set": chosen, "form": form}
    return responses.render(request, "objectives/swot.html", context, 422 if form.is_bound else 200)


@require_GET
def read_time(request: HttpRequest) -> HttpResponse:
    """For htmx: what the words of a time are understood to mean in a school year."""
    known = filling.Known(school_year=request.GET.get("nam", "")[:20])
    schedule = known.schedule(request.GET.get("time_text", "")[:300])
    return responses.render(request, "objectives/understood.html", {"schedule": schedule})


def _with_names(request: HttpRequest, public_id: str) -> ObjectiveSet:
    return queries.set_for(request.user, public_id, naming.named, on=timezone.localdate())


def _write(request: HttpRequest, chosen: ObjectiveSet, objective: Objective | None) -> HttpResponse:
    rules.check_edit(request.user, chosen)
    before = queries.rows.content_of_objective(objective)[0] if objective else None
    desk = Desk(chosen, before)
    if request.method == "GET":
        return _show(request, desk.fill())
    button = request.POST.get("lam", "luu")
    if button.startswith(suggesting.TAKE):
        return _show(request, desk, 200 if suggesting.take_typed(request, chosen, desk, button) else 422)
    if button != "luu":
        return _show(request, desk.press(request.POST, button))
    if not desk.read(request.POST):
        return _show(request, desk, 422)
    return _save(request, desk, objective)


def _save(request: HttpRequest, desk: Desk, objective: Objective | None) -> HttpResponse:
    revision = desk.form.cleaned_data["revision"]
    try:
        saved = editing.save_objective(
            objective_set=desk.set, content=desk.content(), objective=objective, revision=revision,
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except errors.Conflict as refusal:
        desk.clash(refusal, desk.before, desk.set.revision)
        return _show(request, desk, 409)
    except errors.Invalid as refusal:
        desk.form.refuse(refusal)
        return _show(request, desk, 422)
    message = _("Đã lưu mục tiêu %(number)s.") % {"number": saved.number}
    return responses.back(request, f"{_home(desk.set)}#mt-{saved.public_id}", message)


def _show(request: HttpRequest, desk: Desk, status: int = 200) -> HttpResponse:
    context = desk.context(request)
    return responses.render(
        request, "objectives/objective.html", context, status, fragment="objectives/objective_form.html"
    )


def _objective(chosen: ObjectiveSet, public_id: str) -> Objective:
    found = chosen.objectives.filter(public_id=public_id).first()
    if found is None:
        raise errors.NotFound("no_objective", _("Mục tiêu này không còn trong bộ. Hãy xem lại bảng mục tiêu."))
    found.set = chosen
    return found


def _revision(request: HttpRequest) -> int:
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def _home(chosen: ObjectiveSet) -> str:
    return reverse("objectives:set", args=[chosen.public_id])
