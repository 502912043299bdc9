"""Time stamps and revocation: what the institution asks of others; kept by the administrator beside the certificates."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from khue.engine.papers import forms, queries
from khue.engine.papers.actions import vouching
from khue.engine.papers.views.trusting import institution_of
from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.people.accounts.models import SignedIn


@require_http_methods(["GET", "POST"])
def policy(request: SignedIn) -> HttpResponse:
    """The address of time stamps, and whether the network is asked."""
    institution = institution_of(request)
    found = queries.policy_of(institution.pk)
    initial = {"tsa_url": found.tsa_url, "asks_network": found.asks_network} if found is not None else {}
    form = forms.PolicyForm(*ui.sent(request), initial=initial)
    if form.is_bound and form.is_valid():
        try:
            vouching.set_policy(institution=institution, **form.cleaned_data, by=request.user, at=timezone.now())
            return _back(request, _("Đã lưu cách kiểm tra chữ ký số."))
        except errors.Invalid as refused:
            form.refuse(refused)
    return _form(request, form, _("Dấu thời gian và thu hồi"))


@require_http_methods(["GET", "POST"])
def add_list(request: SignedIn) -> HttpResponse:
    """One list more, or a newer one."""
    institution = institution_of(request)
    form = forms.ListForm(*ui.sent(request))
    if form.is_bound and form.is_valid():
        content = form.cleaned_data["list"].read()
        try:
            made = vouching.add_list(institution=institution, content=content, by=request.user, at=timezone.now())
            return _back(request, _("Đã thêm danh sách của %s.") % made.issuer)
        except errors.Invalid as refused:
            form.refuse(refused)
    return _form(request, form, _("Thêm danh sách thu hồi"))


@require_POST
def remove_list(request: SignedIn, public_id: str) -> HttpResponse:
    rows = queries.revocation_lists(institution_of(request).pk).select_related("institution")
    found = get_object_or_404(rows, public_id=public_id)
    vouching.remove_list(row=found, by=request.user, at=timezone.now())
    return _back(request, _("Đã bỏ danh sách của %s.") % found.issuer)


def _form(request: SignedIn, form: Any, title: str) -> HttpResponse:
    context = {"form": form, "heading": title}
    return responses.render(request, "papers/certificate_form.html", context, 422 if form.is_bound else 200)


def _back(request: SignedIn, said: str) -> HttpResponse:
    return responses.back(request, reverse("papers:certificates") + "#thu-hoi", said)
