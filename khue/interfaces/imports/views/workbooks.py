"""A set goes out to be edited in Excel and comes back: what would change, what must be chosen, one word to do it."""

from __future__ import annotations

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khue.foundation.kernel import errors
from khue.foundation.ui import forms, responses
from khue.interfaces.imports import terms
from khue.interfaces.imports.actions import workbooks as actions
from khue.interfaces.imports.importing.workbook import coming, merging
from khue.interfaces.imports.queries import workbooks as queries
from khue.quality.objectives import queries as objectives
from khue.quality.objectives import rules as objective_rules

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ANSWER = "chon-"


class WorkbookForm(forms.Form):
    file: django_forms.FileField = forms.FileField(
        label=__("Tệp Excel đã sửa"), max_bytes=coming.LIMITS.bytes, kinds=(".xlsx", ".xls", ".ods")
    )


@require_safe
def write_out(request: HttpRequest, set_id: str) -> HttpResponse:
    """The set as a workbook to be edited."""
    found = objectives.set_for(request.user, set_id)
    content = actions.write_out(objective_set=found, by=request.user, at=timezone.now())
    return responses.download(content, f"{found.title}.xlsx", XLSX)


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, set_id: str) -> HttpResponse:
    """The way out and the way back of one set."""
    found = objectives.set_for(request.user, set_id)
    form = WorkbookForm(*forms.sent(request))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            staged = actions.stage(
                objective_set=found, name=file.name, content=file.read(), by=request.user, at=timezone.now()
            )
        except errors.Refused as refusal:
            form.add_error("file", refusal.message)
        else:
            return responses.back(request, _page(staged.public_id))
    waiting = [one for one in queries.waiting(request.user) if one.set_id == found.pk]
    context = {"form": form, "set": found, "waiting": waiting, "because": _why_not(request.user, found)}
    return responses.render(request, "imports/workbook_upload.html", context, 422 if form.errors else 200)


def _why_not(person, found) -> str:
    """The same words as the refusal, before anybody chooses a file."""
    try:
        objective_rules.check_edit(person, found)
    except errors.Refused as refusal:
        return refusal.message
    return ""


@require_safe
def workbook(request: HttpRequest, public_id: str) -> HttpResponse:
    """What confirming would do, and what must be chosen."""
    staged = queries.workbook_for(request.user, public_id)
    if staged.state != terms.STAGED:
        return redirect("objectives:set", staged.set.public_id)
    context = {
        "staged": staged,
        "set": staged.set,
        "outcome": queries.outcome(staged, {}),
        "kinds": {
            merging.ADDED: (_("Thêm"), "new"), merging.CHANGED: (_("Sửa"), "draft"), merging.REMOVED: (_("Bỏ"), "none"),
            merging.MOVED: (_("Đổi thứ tự"), "wait"),
        },
        "answer": ANSWER,
    }  # fmt: skip
    return responses.render(request, "imports/workbook.html", context)


@require_POST
def confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    staged = queries.workbook_for(request.user, public_id)
    choices = {key.removeprefix(ANSWER): str(value) for key, value in request.POST.items() if key.startswith(ANSWER)}
    revision = request.POST.get("revision", "")
    found = actions.confirm(
        staged=staged,
        choices=choices,
        revision=int(revision) if revision.isdecimal() else -1,
        by=request.user,
        at=timezone.now(),
    )
    return responses.back(
        request, reverse("objectives:set", args=[found.public_id]), _("Đã lưu các thay đổi từ tệp Excel.")
    )


@require_POST
def discard(request: HttpRequest, public_id: str) -> HttpResponse:
    staged = queries.workbook_for(request.user, public_id)
    actions.discard(staged=staged, by=request.user, at=timezone.now())
    home = reverse("objectives:set", args=[staged.set.public_id])
    return responses.back(request, home, _("Đã bỏ tệp Excel, không lưu gì."), "info")


def _page(public_id: str) -> str:
    return reverse("imports:workbook", args=[public_id])
