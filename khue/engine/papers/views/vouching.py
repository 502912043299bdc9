"""Time stamps and revocation: what the institution asks of others; kept by the administrator beside the certificates."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from khue.engine.papers import forms, queries
from khue.engine.papers.actions import vouching
from khue.engine.papers.views import trusting
from khue.foundation.ui import forms as ui
from khue.people.accounts.models import SignedIn

PART = "#thu-hoi"


@require_http_methods(["GET", "POST"])
def policy(request: SignedIn) -> HttpResponse:
    """The address of time stamps, and whether the network is asked."""
    institution = trusting.institution_of(request)
    found = queries.policy_of(institution.pk)
    initial = {"tsa_url": found.tsa_url, "asks_network": found.asks_network} if found is not None else {}

    def deed(said: dict[str, Any]) -> str:
        vouching.set_policy(institution=institution, **said, by=request.user, at=timezone.now())
        return _("Đã lưu cách kiểm tra chữ ký số.")

    form = forms.PolicyForm(*ui.sent(request), initial=initial)
    return trusting.ask(request, form, deed, heading=_("Dấu thời gian và thu hồi"), part=PART)


@require_http_methods(["GET", "POST"])
def add_list(request: SignedIn) -> HttpResponse:
    """One list more, or a newer one."""
    institution = trusting.institution_of(request)

    def deed(said: dict[str, Any]) -> str:
        content = said["list"].read()
        made = vouching.add_list(institution=institution, content=content, by=request.user, at=timezone.now())
        return _("Đã thêm danh sách của %s.") % made.issuer

    return trusting.ask(
        request, forms.ListForm(*ui.sent(request)), deed, heading=_("Thêm danh sách thu hồi"), part=PART
    )


@require_POST
def remove_list(request: SignedIn, public_id: str) -> HttpResponse:
    rows = queries.revocation_lists(trusting.institution_of(request).pk).select_related("institution")
    found = get_object_or_404(rows, public_id=public_id)
    vouching.remove_list(row=found, by=request.user, at=timezone.now())
    return trusting.back(request, _("Đã bỏ danh sách của %s.") % found.issuer, PART)
