"""Results of an issued set: what was measured, how far tasks are, on what evidence."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.quality.objectives import queries, rules
from khue.quality.objectives.actions import measuring
from khue.quality.objectives.forms import results as forms
from khue.quality.objectives.models import Measurement, PlannedTask, Target
from khue.quality.objectives.views import evidence

_MENDABLE = (errors.Invalid, errors.TooLarge, errors.Unreadable, errors.Conflict)
"""Refusals that the person can mend on the form that is shown again, with everything typed."""


@require_GET
def results(request: HttpRequest, public_id: str) -> HttpResponse:
    """Each target with its latest result, each task with its state; `?loc=` narrows to what needs a hand."""
    chosen = queries.set_for(request.user, public_id)
    page = queries.results_page(request.user, chosen, on=timezone.localdate())
    narrowed = request.GET.get("loc", "")
    may, closed = request.user.has_perm("objectives.record_measurement", chosen), _refusal(rules.check_issued, chosen)
    context = {
        "set": chosen, "page": page, "narrowed": narrowed, "rows": _narrowed(page.rows, narrowed),
        "may_measure": may and not closed, "barred": closed if may else "",
        "may_evaluate": rules.can_evaluate(request.user, chosen),
    }  # fmt: skip
    return responses.render(request, "objectives/results.html", context)


@require_http_methods(["GET", "POST"])
def measure(request: HttpRequest, public_id: str, target: str) -> HttpResponse:
    """The history of one target, and a new result for whoever may record one; `?sua=` corrects an old one."""
    found = _target(request, public_id, target)
    corrects = _corrected(request, found)
    refusal = _refusal(rules.check_measure, request.user, found)
    form = _measurement_form(request, found, corrects)
    if request.method == "POST":
        rules.check_measure(request.user, found)
        if form.is_valid() and _record(request, found, corrects, form):
            return responses.back(request, f"{_home(public_id)}#mt-{found.objective.public_id}", *_saved(found, form))
    series = queries.measurements_of(found)
    context = {
        "set": found.objective.set, "target": found, "form": form, "corrects": corrects, "refusal": refusal,
        "content": queries.rows.target_content(found), "lines": _lines(found, series),
        "evidence": evidence.of_measurements(request.user, found, series.measurements),
    }  # fmt: skip
    return responses.render(request, "objectives/measure.html", context, 422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def task(request: HttpRequest, public_id: str, task: str) -> HttpResponse:
    """How far one task is: what was reported, and a new report."""
    found = queries.task_for(request.user, task)
    _of(found.objective.set.public_id, public_id)
    refusal = _refusal(rules.check_update_task, request.user, found)
    initial = {"progress": found.progress, "percent": found.progress_percent}
    existing = evidence.choices(request.user, found.objective.set)
    form = forms.ProgressForm(*ui.sent(request), initial=initial, existing=existing)
    if request.method == "POST":
        rules.check_update_task(request.user, found)
        if form.is_valid() and _report(request, found, form):
            return responses.back(
                request, f"{_home(public_id)}#mt-{found.objective.public_id}", _("Đã cập nhật nhiệm vụ.")
            )
    context = {
        "set": found.objective.set, "task": found, "form": form, "refusal": refusal,
        "updates": list(queries.task_updates_of(found)), "evidence": evidence.of_task(request.user, found),
    }  # fmt: skip
    return responses.render(request, "objectives/task.html", context, 422 if form.is_bound else 200)


def _measurement_form(request: HttpRequest, found: Target, corrects: Measurement | None) -> forms.MeasurementForm:
    initial: dict[str, Any] = {"as_of": timezone.localdate()}
    if corrects:
        names = ("value", "numerator", "denominator", "as_of", "note")
        initial = {name: getattr(corrects, name) for name in names} | {"corrects": corrects.public_id}
    return forms.MeasurementForm(
        *ui.sent(request), initial=initial, comparator=found.comparator,
        existing=evidence.choices(request.user, found.objective.set),
    )  # fmt: skip


def _record(request: HttpRequest, found: Target, corrects: Measurement | None, form: forms.MeasurementForm) -> bool:
    """The evidence and the result come together or not at all."""
    said, now = form.cleaned_data, timezone.now()
    try:
        rules.check_as_of(found.objective.set, said["as_of"], timezone.localdate(now))  # before any file is kept
        rules.check_value(found, said.get("value"), said.get("numerator"), said.get("denominator"))
        with transaction.atomic():
            measuring.record_measurement(
                target=found, as_of=said["as_of"], value=said.get("value"), numerator=said.get("numerator"),
                denominator=said.get("denominator"), note=said["note"], corrects=corrects,
                evidence=evidence.take(found.objective.set, form, by=request.user, at=now), by=request.user, at=now,
            )  # fmt: skip
    except _MENDABLE as refusal:
        form.refuse(refusal)
        return False
    return True


def _saved(found: Target, form: forms.MeasurementForm) -> tuple[str, str]:
    """What is said after saving, and how loud: a share above 100% is kept, since it may be right, but never passed over."""
    said = _("Đã ghi kết quả mục tiêu %(n)s.") % {"n": found.objective.number}
    top, bottom = (form.cleaned_data.get(name) for name in ("numerator", "denominator"))
    if top is None or bottom is None or top <= bottom or not found.unit.startswith("%"):
        return said, "success"
    value = queries.rows.target_content(found).result(rules.check_value(found, None, top, bottom))
    doubt = _("Tử số lớn hơn mẫu số: %(value)s. Kiểm tra lại nếu không đúng.") % {"value": value}
    return f"{said} {doubt}", "warning"


def _report(request: HttpRequest, found: PlannedTask, form: forms.ProgressForm) -> bool:
    said, now = form.cleaned_data, timezone.now()
    try:
        with transaction.atomic():
            measuring.update_task(
                task=found, progress=said["progress"], percent=said["percent"], note=said["note"],
                evidence=evidence.take(found.objective.set, form, by=request.user, at=now), by=request.user, at=now,
            )  # fmt: skip
    except _MENDABLE as refusal:
        form.refuse(refusal)
        return False
    return True


def _target(request: HttpRequest, public_id: str, target: str) -> Target:
    found = queries.target_for(request.user, target)
    _of(found.objective.set.public_id, public_id)
    return found


def _of(public_id: str, asked: str) -> None:
    if public_id != asked:
        raise errors.NotFound("not_in_set", _("Không có nội dung này trong bộ mục tiêu đang mở."))


def _corrected(request: HttpRequest, found: Target) -> Measurement | None:
    key = request.POST.get("corrects", "") or request.GET.get("sua", "")
    if not key:
        return None
    corrects = queries.measurement_for(request.user, key)
    if corrects.target_id != found.pk:
        raise errors.NotFound("no_measurement", _("Không có kết quả đo này của chỉ tiêu."))
    return corrects


def _lines(found: Target, series: queries.Series) -> list[dict[str, Any]]:
    """Each measurement with the verdict it gave; corrected ones count no more."""
    lines = []
    for one in series.measurements:
        corrected_by = getattr(one, "corrected_by", None)
        verdict = rules.verdict(found.comparator, found.value, found.value_high, one.value)
        lines.append({"one": one, "verdict": verdict, "corrected_by": corrected_by})
    return lines


def _refusal(check: Any, *about: Any) -> str:
    """Why not, in the words of the refusal; empty when nothing is in the way."""
    try:
        check(*about)
    except errors.Refused as refusal:
        return refusal.message
    return ""


def _narrowed(rows: Any, narrowed: str) -> list[Any]:
    tests = {
        "chua-do": lambda row: row.verdict == "not_measured",
        "khong-dat": lambda row: row.verdict in {"not_met", "partly_met"},
        "tre": lambda row: row.is_late,
    }
    return [row for row in rows if tests.get(narrowed, lambda row: True)(row)]


def _home(public_id: str) -> str:
    return reverse("objectives:results", args=[public_id])
