"""Year end: the unit's evaluation of its set, and the school's page over all units."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from khue.engine.procedures import queries as procedures
from khue.engine.procedures.actions import cases
from khue.foundation.kernel import canonical, errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.quality.objectives import queries, rules, terms
from khue.quality.objectives.actions import evaluating
from khue.quality.objectives.forms import evaluation as forms
from khue.quality.objectives.models import Evaluation, ObjectiveSet
from khue.quality.objectives.queries import earlier, standing, workdays
from khue.quality.objectives.views import board, periods


@require_http_methods(["GET", "POST"])
def evaluate(request: HttpRequest, public_id: str) -> HttpResponse:
    """Verdicts are drawn from the results; causes are written here; “Nộp báo cáo” hands it in."""
    today = timezone.localdate()
    chosen = queries.set_for(request.user, public_id, workdays.beside, on=today)
    rules.check_read_evaluation(request.user, chosen, getattr(chosen, "evaluation", None))
    page = queries.evaluation_page(request.user, chosen, on=today)
    form = _form(request, page)
    status = 200
    if request.method == "POST":
        rules.check_evaluate(request.user, chosen)
        status = 409 if form.is_valid() and not _is_fresh(form) else 422
        if form.is_valid() and _keep(request, chosen, form):
            return _back(request, chosen)
        _see_anew(request, form, queries.evaluation_page(request.user, chosen, on=today))
    context = {
        "set": chosen, "page": page, "form": form, "at": standing.of(chosen, today),
        "code": board.report_form(chosen) if rules.can_read_report(request.user, chosen, page.evaluation) else "",
        "refusal": _refusal(request.user, chosen, page.evaluation),
        "last": earlier.last_results(request.user, chosen.unit, chosen.period, today),
    }  # fmt: skip
    return responses.render(request, "objectives/evaluation.html", context, status)


@require_GET
def roll_up(request: HttpRequest) -> HttpResponse:
    """How the whole school stands in a period: units, verdicts, what is late, who has reported."""
    chosen = periods.choose(request)
    institution = chosen.period.institution if chosen.period else None
    if institution is None or not request.user.has_perm("objectives.view_set", institution):
        raise errors.NotFound("no_roll_up", _("Trang tổng hợp dành cho Ban Giám hiệu và phòng KT-ĐBCL."))
    whole = queries.dashboard(institution, chosen.period, on=timezone.localdate())
    school = whole.school
    reads = school is not None and rules.can_read_evaluation(request.user, school, getattr(school, "evaluation", None))
    context = {
        "chosen": chosen, "period": chosen.period, "found": whole.found, "school": school, "lines": whole.lines,
        "code": board.report_form(school) if reads else "", "reads": reads,
    }  # fmt: skip
    return responses.render(request, "objectives/roll_up.html", context)


def _form(request: HttpRequest, page: queries.EvaluationPage) -> forms.EvaluationForm:
    evaluation = page.evaluation
    initial: dict[str, Any] = {}
    for name in ("summary", "strengths", "proposals"):
        initial[name] = getattr(evaluation, name, "")
    for one in page.rows:
        for name in forms.WORDS:
            initial[f"{name}-{one.row.objective.public_id}"] = getattr(one.words, name, "")
    initial["seen"] = canonical.content_hash(initial)
    objectives = [(one.row.objective.public_id, one.row.objective.number) for one in page.rows if asks_words(one)]
    return forms.EvaluationForm(*ui.sent(request), initial=initial, objectives=objectives)


def _is_fresh(form: forms.EvaluationForm) -> bool:
    """Of two who write the same report the slower is told, and nothing of the other's is overwritten unseen."""
    if form.cleaned_data["seen"] in {"", form.initial["seen"]}:
        return True
    said = _(
        "Bản đánh giá vừa được sửa ở một cửa sổ khác. Nội dung vừa gõ vẫn còn nguyên; muốn ghi đè thì lưu lần nữa."
    )
    form.refuse(errors.Conflict("evaluation_stale", said))
    return False


def _see_anew(request: HttpRequest, form: forms.EvaluationForm, page: queries.EvaluationPage) -> None:
    """What the form that is shown again has seen: the report as it stands now."""
    data = request.POST.copy()
    data["seen"] = _form(request, page).initial["seen"]
    form.data = data


def asks_words(one: queries.EvaluationRow) -> bool:
    """What was wholly met needs no cause, unless somebody has written one before."""
    return one.row.verdict != terms.MET or bool(one.words and (one.words.cause or one.words.remedy))


def _keep(request: HttpRequest, chosen: ObjectiveSet, form: forms.EvaluationForm) -> bool:
    """Saves what was written; with “Nộp báo cáo” hands it in as well. What was written stays saved when handing in is refused."""
    person, now = request.user, timezone.now()
    evaluation = _write(chosen, form, person, now)
    if request.POST.get("lam") != "nop":
        return True
    try:
        _hand_in(chosen, evaluation, person, now)
    except errors.Invalid as refusal:
        form.refuse(refusal)
        return False
    return True


@transaction.atomic
def _write(chosen: Any, form: forms.EvaluationForm, person: Any, now: Any) -> Evaluation:
    """All of it or nothing: no evaluation is left open by words that could not be saved."""
    evaluation = evaluating.open_evaluation(objective_set=chosen, by=person, at=now)
    evaluation.set = chosen
    texts = {name: form.cleaned_data[name] for name in ("summary", "strengths", "proposals")}
    words = {key: evaluating.ObjectiveWords(**said) for key, said in form.rows.items()}
    return evaluating.save_evaluation(evaluation=evaluation, words=words, by=person, at=now, **texts)


@transaction.atomic
def _hand_in(chosen: Any, evaluation: Evaluation, person: Any, now: Any) -> None:
    """By the step of the procedure where one waits for it, so that the case moves on as well."""
    step = rules.step_of(chosen)
    task = procedures.open_task(chosen.case) if step is not None and step.kind == "report" else None
    if task is None:
        evaluating.submit_evaluation(evaluation=evaluation, by=person, at=now)
        return
    outcome = procedures.outcomes_of(task)[0]
    cases.decide(task=task, outcome=outcome.code, by=person, at=now)


def _back(request: HttpRequest, chosen: ObjectiveSet) -> HttpResponse:
    handed_in = request.POST.get("lam") == "nop"
    message = _("Đã nộp báo cáo đánh giá.") if handed_in else _("Đã lưu bản đánh giá.")
    return responses.back(request, reverse("objectives:evaluation", args=[chosen.public_id]), message)


def _refusal(person: Any, chosen: ObjectiveSet, evaluation: Evaluation | None) -> str:
    try:
        rules.check_evaluate(person, chosen)
    except errors.Refused as refusal:
        return refusal.message
    if evaluation is not None and evaluation.state != terms.EVALUATION_DRAFT:
        return _("Báo cáo đánh giá đã nộp, không sửa được nữa.")
    return ""
