"""The steps of a draft: one form a step with the chart and its faults beside it; putting in, moving, taking out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from khue.engine.procedures.actions import drafts, versions
from khue.engine.procedures.forms import step as forms
from khue.engine.procedures.language import checks, drafting, loader, schema
from khue.engine.procedures.models import ProcedureDraft
from khue.engine.procedures.views import asking, writing
from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, public_id: str, flow: str, code: str) -> HttpResponse:
    """GET shows the form; POST saves, or with “xem” only judges and draws what is typed (htmx, on change)."""
    draft = writing.mine(request, public_id)
    procedure = draft.read()
    chain, found = _there(procedure, flow, code)
    sent, offered = ui.sent(request)[0], asking.choices(draft, procedure, chain)
    form = forms.StepForm(sent, initial=forms.StepForm.initial_of(found, draft.revision), choices=offered)
    people, ways = forms.people(sent, found, offered), forms.ways(sent, found, offered)
    typed = procedure
    told: list[schema.Fault] = []
    if sent is not None and not all([form.is_valid(), people.is_valid(), ways.is_valid()]):
        told = _refused(form, *people.forms, *ways.forms)
    elif sent is not None:
        written, told = loader.read_step(_data(form, people, ways, dict(offered.roles)))
        typed = drafting.put_step(procedure, flow, code, written)
        code = written.code
        if "xem" not in request.GET and asking.try_save(request, draft, typed, form, _step_name(written)):
            return _saved(request, draft, flow, code)
    context = {
        "draft": draft, "flow": chain, "step": found, "form": form, "people": people, "ways": ways,
        "charts": asking.charts(replace(typed, flows=tuple(one for one in typed.flows if one.code == flow))),
        "faults": _together(told, _faults(typed, draft, flow, code)), "is_fragment": "xem" in request.GET,
        "when": forms.WHEN,
    }  # fmt: skip
    if "xem" in request.GET:
        return responses.render(request, "procedures/beside.html", context)
    return responses.render(request, "procedures/step.html", context, 422 if form.is_bound else 200)


@require_POST
def change(request: HttpRequest, public_id: str, flow: str) -> HttpResponse:
    """Add a step behind another, move one up or down, take one out."""
    draft = writing.mine(request, public_id)
    procedure, code = draft.read(), request.POST.get("buoc", "")
    deed = request.POST.get("viec", "")
    if deed == "them":
        changed = drafting.insert_step(procedure, flow, code, _("Bước mới"))
    elif deed in {"len", "xuong"}:
        changed = drafting.move_step(procedure, flow, code, -1 if deed == "len" else 1)
    elif deed == "bo":
        changed = drafting.remove_step(procedure, flow, code)
    else:
        raise errors.Invalid("unknown_deed", _("Không có việc này. Hãy tải lại trang."))
    done = _done(deed, code, procedure.flow(flow), changed.flow(flow))
    sent = request.POST.get("revision", "")
    drafts.save(
        draft=draft, procedure=changed, revision=int(sent) if sent.isdecimal() else 0,
        what=done, by=request.user, at=timezone.now(),
    )  # fmt: skip
    return responses.back(request, f"{asking.home(draft)}#buoc-{flow}", _("%s.") % done)


def _done(deed: str, code: str, before: schema.Flow | None, after: schema.Flow | None) -> str:
    """“Đã thêm bước 4”: what the note and the journal say."""
    if deed == "them":
        known = {step.code for step in before.steps} if before else set()
        made = next((step.code for step in after.steps if step.code not in known), "") if after else ""
        return _("Đã thêm bước %s, mở bước đó để viết") % made
    said = {"len": _("Đã chuyển bước %s lên"), "xuong": _("Đã chuyển bước %s xuống"), "bo": _("Đã bỏ bước %s")}
    return said[deed] % code


def _there(procedure: schema.Procedure, flow: str, code: str) -> tuple[schema.Flow, schema.Step]:
    chain = procedure.flow(flow)
    found = chain.step(code) if chain else None
    if chain is None or found is None:
        raise errors.NotFound("no_step", _("Không có bước này trong bản soạn. Có thể bước đã được đổi số."))
    return chain, found


def _data(form: Any, people: Any, ways: Any, titles: Mapping[str, str]) -> dict[str, Any]:
    """What was typed; whoever is given no name for the paper is called there as the procedure calls the role."""
    made: dict[str, Any] = form.data_of()
    who = [one.data_of() for one in people.forms if one.is_filled]
    made["responsible"] = [{"label": titles.get(one.get("role", ""), "")} | one for one in who]
    made["outcomes"] = [one.data_of(number) for number, one in enumerate(ways.forms, 1) if one.is_filled]
    return made


def _refused(*filled: Any) -> list[schema.Fault]:
    """What the boxes themselves say that cannot be (a day such as 30/2), by their names."""
    wrong = (bound for form in filled if not form.is_valid() for bound in form if bound.errors)
    return [schema.Fault("", f"“{bound.label}”: {said}", bound.name) for bound in wrong for said in bound.errors]


def _together(read: list[schema.Fault], found: list[schema.Fault]) -> list[schema.Fault]:
    """What could not be read, then what is wrong; nothing twice."""
    told = {one.key for one in read if one.key}
    return list(dict.fromkeys([*read, *(one for one in found if not one.key or one.key not in told)]))


def _faults(procedure: schema.Procedure, draft: ProcedureDraft, flow: str, code: str) -> list[schema.Fault]:
    """The faults of this step."""
    where = f"{flow}/{code}"
    found = (*checks.faults(procedure), *versions.faults_here(procedure, draft.institution))
    return [one for one in found if one.step == where or one.step.startswith(f"{where}/")]


def _step_name(step: schema.Step) -> str:
    return _("bước %(code)s. %(name)s") % {"code": step.code, "name": step.name}


def _saved(request: HttpRequest, draft: ProcedureDraft, flow: str, code: str) -> HttpResponse:
    here = reverse("procedures:draft-step", args=[draft.public_id, flow, code])
    return responses.back(request, here if "tiep" in request.POST else asking.home(draft), _("Đã lưu bước %s.") % code)
