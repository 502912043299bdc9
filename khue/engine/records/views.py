"""The evidence library on the screen: find, add, look at one piece and where it is used, take its file away."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khue.engine.records import actions, forms, queries, rules, terms
from khue.engine.records.models import Evidence
from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import paging, responses, tables
from khue.people.accounts.models import SignedIn

FILE, LINK = "tep", "lien-ket"
TABLE = tables.Table(
    columns=(
        tables.Column("title", __("Minh chứng"), order_by=("sort_key",), css="k-title"),
        tables.Column("unit", __("Đơn vị giữ"), order_by=("unit__path",), css="k-inline", width="c-200"),
        tables.Column("effective", __("Ngày có hiệu lực"), order_by=("effective_on",), css="k-inline", width="c-140"),
        tables.Column("secrecy", __("Bảo mật"), order_by=("confidentiality",), css="k-inline", width="c-140"),
        tables.Column("uses", __("Dùng ở"), order_by=("use_count",), css="k-inline", width="c-120"),
    ),
    filters=(
        tables.Filter("bao-mat", __("Mức độ bảo mật"), tuple(terms.CONFIDENTIALITY), __("Mọi mức độ bảo mật")),
        tables.Filter(
            "loai", __("Tệp hay liên kết"), ((FILE, __("Tệp")), (LINK, __("Liên kết"))), __("Tệp và liên kết")
        ),
    ),
    default="-effective",
)
SECRECY = {
    terms.PUBLIC: (__("Công khai"), "info", "eye"),
    terms.INTERNAL: (__("Nội bộ"), "none", "building"),
    terms.RESTRICTED: (__("Hạn chế"), "warn", "lock"),
}


@require_GET
def evidence(request: SignedIn) -> HttpResponse:
    """All that this person may see, newest day of effect first."""
    query = TABLE.read(request.GET)
    rows = queries.search(queries.evidence_list(request.user), query.text)
    if query.chosen["bao-mat"]:
        rows = rows.filter(confidentiality=query.chosen["bao-mat"])
    if query.chosen["loai"]:
        rows = rows.filter(sha256="") if query.chosen["loai"] == LINK else rows.exclude(sha256="")
    page = paging.page(rows.order_by(*query.ordering), query.page)
    context = {"query": query, "page": page, "secrecy": SECRECY}
    return responses.render(request, "records/evidence.html", context)


@require_http_methods(["GET", "POST"])
def add(request: SignedIn) -> HttpResponse:
    now = timezone.now()
    units = queries.units_to_add_for(request.user, timezone.localdate(now))
    if not units:
        reason = _("Thầy, cô chưa được giao quyền nộp minh chứng của đơn vị nào. Hãy nhờ Trưởng đơn vị.")
        raise errors.NotAllowed("records.add_evidence", reason)

    def deed(said: dict[str, Any]) -> tuple[str, str]:
        made = actions.add_evidence(institution=said["unit"].institution, by=request.user, at=now, **said)
        return _page(made), _said(made, is_new=made.added_at == now)

    form = forms.EvidenceForm(*ui.sent(request), units=units)
    mends = (*responses.MENDABLE, errors.Unreadable, errors.TooLarge)
    return responses.answer(request, form, deed, "records/form.html", {"evidence": None}, mends=mends)


@require_GET
def piece(request: SignedIn, public_id: str) -> HttpResponse:
    found = queries.evidence_for(request.user, public_id)
    context = {
        "evidence": found,
        "uses": queries.uses_of(request.user, found),
        "secrecy": SECRECY[found.confidentiality],
        "can_change": rules.can_add(request.user, found.unit),
    }
    return responses.render(request, "records/piece.html", context)


@require_http_methods(["GET", "POST"])
def correct(request: SignedIn, public_id: str) -> HttpResponse:
    """What is written about a piece; its file never changes."""
    found = queries.evidence_for(request.user, public_id)
    rules.check_add(request.user, found.unit)
    initial = {key: getattr(found, key) for key in ("title", "effective_on", "confidentiality", "code")}

    def deed(said: dict[str, Any]) -> tuple[str, str]:
        actions.correct_evidence(evidence=found, by=request.user, at=timezone.now(), **said)
        return _page(found), _("Đã lưu thông tin minh chứng.")

    form = forms.WordsForm(*ui.sent(request), initial=initial)
    return responses.answer(request, form, deed, "records/form.html", {"evidence": found})


@require_GET
def download(request: SignedIn, public_id: str) -> HttpResponse | FileResponse:
    """The file itself, always to keep and never shown inside our pages."""
    found = queries.evidence_for(request.user, public_id)
    if found.is_link or not found.file.storage.exists(found.file.name or ""):
        reason = _("Minh chứng này không có tệp để tải về. Hãy báo người quản trị nếu đáng lẽ phải có.")
        raise errors.NotFound("evidence.file", reason)
    answer = FileResponse(found.file.open("rb"), as_attachment=True, filename=found.file_name, content_type=found.mime)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def detach(request: SignedIn, public_id: str, key: int) -> HttpResponse:
    found = queries.evidence_for(request.user, public_id)
    use = get_object_or_404(found.uses, pk=key)
    queries.check_open(request.user, use)
    actions.detach(use=use, by=request.user, at=timezone.now())
    return responses.back(request, _page(found), _("Đã gỡ minh chứng khỏi chỗ dùng. Minh chứng vẫn còn trong kho."))


def _page(found: Evidence) -> str:
    return reverse("records:evidence-piece", args=[found.public_id])


def _said(made: Evidence, *, is_new: bool) -> str:
    if is_new:
        return _("Đã nộp minh chứng “%s”.") % made.title
    return _("Minh chứng này đã có trong kho từ trước; không lưu thêm bản nữa.")
