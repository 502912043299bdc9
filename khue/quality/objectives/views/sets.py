"""The list of a period's sets, the page of one, opening, new versions and withdrawing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import queries, rules, terms
from khue.quality.objectives.actions import consulting, sets
from khue.quality.objectives.forms import deeds
from khue.quality.objectives.models import ObjectiveSet
from khue.quality.objectives.queries import checking, earlier, standing, workdays
from khue.quality.objectives.views import asking, board, periods, suggesting


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every unit one follows in a period: where its set stands, who has it, until when."""
    chosen = periods.choose(request)
    if chosen.period is None:
        return responses.render(request, "objectives/no_period.html", {"chosen": chosen})
    today = timezone.localdate()
    lines = queries.set_list(request.user, chosen.period, on=today)
    context = {
        "chosen": chosen,
        "period": chosen.period,
        "lines": board.lines(request.user, lines, chosen.period, chosen.calendar, today, request.GET.get("loc", "")),
        "picks": board.picks(lines),
        "filter": request.GET.get("loc", ""),
    }
    return responses.render(request, "objectives/index.html", context, fragment="objectives/index_rows.html")


@require_GET
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """One set: the sheet as it will be printed, where it stands, and the one button of the present step."""
    today = timezone.localdate()
    chosen = queries.set_for(request.user, public_id, workdays.beside, checking.beside, on=today)
    page = queries.set_page(request.user, chosen, on=today)
    at = standing.of(chosen, today)
    if at.step is not None and at.step.kind == "consult":
        consulting.look(chosen, request.user, timezone.now())
    context = {
        "set": chosen,
        "page": page,
        "at": at,
        "may": board.may(request.user, chosen, today),
        "forms": board.forms(chosen),
    }
    if chosen.state not in terms.READABLE | {terms.WITHDRAWN}:
        context["checked"] = checking.checked(chosen, page.content, on=today)
        context["undo"] = suggesting.undoable(request, chosen)
    context["deed"] = board.deed(request.user, page, at)
    if request.GET.get("xem") == "lich-su":
        context["history"] = queries.set_history(chosen, request.user)
    return responses.render(request, "objectives/set.html", context)


@require_http_methods(["GET", "POST"])
def open_(request: HttpRequest) -> HttpResponse:
    """A first set for a unit and a period: empty, from last year, or by way of a file."""
    unit, period = _unit_and_period(request)
    called = queries.empty_draft(request.user, unit, period)
    if called is None:
        rules.check_create(request.user, unit, period)
    last = earlier.last_set(request.user, unit, period)
    said = _("Lấy từ bộ mục tiêu %(period)s của đơn vị") % {"period": _lower(last.period.name)} if last else ""
    form = deeds.OpeningForm(*ui.sent(request), last=said)
    if request.method == "POST" and form.is_valid():
        made = _begin(request, unit, period, called, last if form.cleaned_data["start"] == form.LAST else None)
        return responses.back(request, _home(made), _("Đã lập %(title)s.") % {"title": made.title})
    context = {"unit": unit, "period": period, "form": form, "last": last}
    return responses.render(request, "objectives/open.html", context, 422 if form.is_bound else 200)


def _begin(
    request: HttpRequest, unit: Unit, period: Period, called: ObjectiveSet | None, last: ObjectiveSet | None
) -> ObjectiveSet:
    """A new set, or the empty one that a call has opened already."""
    if called is None:
        return sets.open_set(unit=unit, period=period, copy_from=last, by=request.user, at=timezone.now())
    if last is not None:
        sets.start_from(objective_set=called, copy_from=last, by=request.user, at=timezone.now())
    return called


@require_http_methods(["GET", "POST"])
def new_version(request: HttpRequest, public_id: str) -> HttpResponse:
    """An issued set is never edited: what changes is a new version, from its first step on."""
    chosen = queries.set_for(request.user, public_id)
    rules.check_new_version(request.user, chosen)

    def deed(said: dict[str, Any]) -> tuple[str, str]:
        made = sets.new_version(objective_set=chosen, by=request.user, at=timezone.now(), **said)
        return _home(made), _("Đã lập bản %(n)s để điều chỉnh.") % {"n": made.version}

    heading = _("Lập bản mới để điều chỉnh?")
    sentence = _("Bản %(n)s vẫn có hiệu lực cho đến khi bản mới được ban hành theo đúng các bước của quy trình.")
    return asking.ask(
        request, chosen, heading, sentence % {"n": chosen.version}, label=_("Lập bản mới"),
        form=deeds.ReasonForm(*ui.sent(request)), deed=deed,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """A draft opened by mistake."""
    chosen = queries.set_for(request.user, public_id)
    rules.check_withdraw(request.user, chosen)

    def deed(said: dict[str, Any]) -> tuple[str, str]:
        sets.withdraw(objective_set=chosen, by=request.user, at=timezone.now(), **said)
        back = f"{reverse('objectives:sets')}?nam={chosen.period.code}"
        return back, _("Đã hủy %(title)s.") % {"title": chosen.title}

    heading, sentence = _("Hủy bản dự thảo này?"), _("%(title)s sẽ không dùng nữa; nội dung vẫn còn trong lịch sử.")
    return asking.ask(
        request, chosen, heading, sentence % {"title": chosen.title}, label=_("Hủy bản dự thảo"), kind="stop",
        form=deeds.ReasonForm(*ui.sent(request)), deed=deed,
    )  # fmt: skip


def _unit_and_period(request: HttpRequest) -> tuple[Unit, Period]:
    """From the address; who may not know of the unit is told that it is not there."""
    asked: Any = request.GET
    unit = Unit.objects.select_related("institution").filter(public_id=asked.get("don-vi", "")).first()
    period = None
    if unit is not None and request.user.has_perm("organisation.view", unit):
        period = Period.objects.filter(institution_id=unit.institution_id, code=asked.get("nam", "")).first()
    if unit is None or period is None:
        raise errors.NotFound("no_unit", _("Không có đơn vị hoặc năm học này. Hãy chọn lại từ danh sách."))
    return unit, period


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _home(chosen: ObjectiveSet) -> str:
    return reverse("objectives:set", args=[chosen.public_id])
