"""Deeds on a draft and on an issue: submit, return, cancel, approve and issue; withdraw and use again; move what runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from khue.engine.procedures import queries, rules
from khue.engine.procedures.actions import drafts, moving, versions
from khue.engine.procedures.forms import parts
from khue.engine.procedures.models import ProcedureDraft
from khue.engine.procedures.views import asking
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses

both = require_http_methods(["GET", "POST"])


@both
def submit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Trình phê duyệt."""
    draft = queries.draft_for(request.user, public_id)
    form = parts.SubmitForm(*ui.sent(request), initial={"revision": draft.revision})
    asked = {"title": _("Trình phê duyệt"), "label": _("Trình phê duyệt"),
             "sentence": _("Sau khi trình, bản soạn không sửa được cho đến khi được phê duyệt hoặc trả lại.")}  # fmt: skip
    return _ask(request, draft, form, drafts.submit, asked, _("Đã trình phê duyệt."))


@both
def send_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Trả lại người soạn."""
    draft = queries.draft_for(request.user, public_id)
    rules.check_approve(request.user, draft)
    form = parts.ReasonForm(*ui.sent(request), initial={"revision": draft.revision})
    asked = {"title": _("Trả lại bản soạn"), "label": _("Trả lại"), "sentence": ""}
    return _ask(request, draft, form, drafts.send_back, asked, _("Đã trả lại người soạn."))


@both
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hủy bản soạn."""
    draft = queries.draft_for(request.user, public_id)
    rules.check_edit(request.user, draft.institution)
    form = parts.ReasonForm(*ui.sent(request), initial={"revision": draft.revision})
    asked = {"title": _("Hủy bản soạn"), "label": _("Hủy bản soạn"),
             "sentence": _("Nội dung đã soạn sẽ không còn mở được. Lần ban hành đang có hiệu lực không đổi.")}  # fmt: skip
    return _ask(request, draft, form, drafts.cancel, asked, _("Đã hủy bản soạn."), reverse("procedures:procedures"))


@both
def issue(request: HttpRequest, public_id: str) -> HttpResponse:
    """Phê duyệt và ban hành."""
    draft = queries.draft_for(request.user, public_id)
    rules.check_approve(request.user, draft)
    form = parts.IssueForm(
        *ui.sent(request), initial={"revision": draft.revision, "effective_on": timezone.localdate()}
    )
    asked = {"title": _("Phê duyệt và ban hành lần %s") % draft.read().issue_number, "label": _("Phê duyệt và ban hành"),
             "sentence": _("Lần ban hành mới không sửa được nữa; lượt đang thực hiện vẫn theo lần ban hành cũ.")}  # fmt: skip
    return _ask(request, draft, form, drafts.issue, asked, _("Đã ban hành."), reverse("procedures:procedures"))


def _ask(
    request: HttpRequest, draft: ProcedureDraft, form: Any, deed: Callable[..., Any], asked: dict[str, str], done: str,
    then: str = "",
) -> HttpResponse:  # fmt: skip
    """One question, one deed; what the deed refuses stands above the form."""

    def answered(said: dict[str, Any]) -> tuple[str, str]:
        deed(draft=draft, by=request.user, at=timezone.now(), **{"revision": draft.revision, **said})
        return then or asking.home(draft), done

    context = {"way_back": asking.home(draft), "draft": draft, **asked}
    mends = responses.MENDABLE
    return responses.answer(request, form, answered, "procedures/ask.html", context, mends=mends)


@both
def withdraw(request: HttpRequest, version_id: int) -> HttpResponse:
    """Ngừng áp dụng: no new case begins by this procedure."""
    version = queries.version_seen(request.user, version_id)
    rules.check_move(request.user, version.institution)
    form = parts.ReasonForm(*ui.sent(request))
    here = reverse("procedures:procedure", args=[version_id])
    if form.is_bound and form.is_valid():
        versions.withdraw(
            procedure=version.procedure, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
        )
        return responses.back(request, here, _("Đã ngừng áp dụng quy trình."))
    context = {
        "form": form, "title": _("Ngừng áp dụng %s") % version.procedure.code, "label": _("Ngừng áp dụng"),
        "sentence": _("Lượt đang thực hiện vẫn làm tiếp; từ hôm nay không có lượt mới theo quy trình này."), "way_back": here,
    }  # fmt: skip
    return responses.render(request, "procedures/ask.html", context, 422 if form.is_bound else 200)


@require_POST
def restore(request: HttpRequest, version_id: int) -> HttpResponse:
    """Áp dụng lại."""
    version = queries.version_seen(request.user, version_id)
    versions.restore(procedure=version.procedure, by=request.user, at=timezone.now())
    return responses.back(request, reverse("procedures:procedure", args=[version_id]), _("Đã áp dụng lại quy trình."))


@both
def move(request: HttpRequest, public_id: str, version_id: int) -> HttpResponse:
    """A running case and another issue: where it stands, where it would stand (“buoc” wishes another step), what changes; then the
    deed with its reason."""
    case = queries.case_for_moving(request.user, public_id)
    to = queries.version_seen(request.user, version_id)
    asked = request.POST.get("step") or request.GET.get("buoc", "")
    shown = moving.look(case, to, asked)
    stands_at = shown.there.step.code if shown.there else ""
    form = parts.MoveForm(*ui.sent(request), initial={"revision": case.revision, "step": stands_at})
    if form.is_bound and form.is_valid():
        told = {"reason": form.cleaned_data["reason"], "revision": form.cleaned_data["revision"] or case.revision}
        try:
            moving.move_case(case=case, to=to, by=request.user, at=timezone.now(), step=stands_at, **told)
            return responses.back(
                request, reverse("procedures:procedure", args=[to.pk]), _("Đã chuyển: %s.") % case.title
            )
        except responses.MENDABLE as refusal:
            form.refuse(refusal)
    context = {"case": case, "to": to, "shown": shown, "form": form}
    return responses.render(request, "procedures/move.html", context, 422 if form.is_bound else 200)
