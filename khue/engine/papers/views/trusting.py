"""Chứng thư số: authorities that the institution trusts, and whose certificate is whose; kept by the administrator."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khue.engine.papers import forms, queries, rules
from khue.engine.papers.actions import trusting
from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.people.access import backend
from khue.people.accounts.models import SignedIn
from khue.people.organisation import queries as organisation
from khue.people.organisation.models import Unit

PERMISSION = "papers.manage_certificates"


@require_GET
def certificates(request: SignedIn) -> HttpResponse:
    """Everything that signatures rest on."""
    institution = institution_of(request)
    context = {
        "institution": institution, "authorities": queries.trusted(institution.pk), "now": timezone.now(),
        "certificates": queries.registered_certificates(institution.pk), "policy": queries.policy_of(institution.pk),
        "lists": queries.revocation_lists(institution.pk).defer("content"),
    }  # fmt: skip
    return responses.render(request, "papers/certificates.html", context)


@require_http_methods(["GET", "POST"])
def trust(request: SignedIn) -> HttpResponse:
    """One authority more."""
    institution = institution_of(request)

    def deed(said: dict[str, Any]) -> str:
        content = said["certificate"].read()
        made = trusting.trust(institution=institution, certificate=content, by=request.user, at=timezone.now())
        return _("Đã tin cậy chứng thư của %s.") % made.name

    return ask(request, forms.AuthorityForm(*ui.sent(request)), deed, heading=_("Thêm nơi cấp tin cậy"))


@require_http_methods(["GET", "POST"])
def register(request: SignedIn) -> HttpResponse:
    """Whose a certificate is."""
    institution, now = institution_of(request), timezone.now()
    people = list(organisation.staff(institution, timezone.localdate(now)))

    def deed(said: dict[str, Any]) -> str:
        made = trusting.register(
            institution=institution, person=said["person"], certificate=said["certificate"].read(), by=request.user, at=now
        )  # fmt: skip
        return _("Đã ghi chứng thư %s.") % made.holder

    form = forms.CertificateForm(*ui.sent(request), institution=institution, people=people)
    return ask(request, form, deed, heading=_("Ghi chứng thư của người ký"))


@require_POST
def distrust(request: SignedIn, public_id: str) -> HttpResponse:
    found = get_object_or_404(queries.trusted(institution_of(request).pk), public_id=public_id)
    trusting.distrust(authority=found, by=request.user, at=timezone.now())
    return back(request, _("Đã bỏ %s khỏi danh sách tin cậy.") % found.name)


@require_POST
def release(request: SignedIn, public_id: str) -> HttpResponse:
    found = get_object_or_404(queries.registered_certificates(institution_of(request).pk), public_id=public_id)
    trusting.release(certificate=found, by=request.user, at=timezone.now())
    return back(request, _("Đã bỏ chứng thư %s.") % found.holder)


def may_manage(request: SignedIn) -> bool:
    return any(PERMISSION in one.permissions for one in backend.held_by(request.user))


def institution_of(request: SignedIn) -> Unit:
    """The first one whose certificates the person keeps. Raises `NotFound`."""
    held = next((one for one in backend.held_by(request.user) if PERMISSION in one.permissions), None)
    if held is None or held.institution is None:
        raise errors.NotFound("no_certificates", _("Chứng thư số do quản trị hệ thống giữ."))
    rules.check_trust(request.user, held.institution)
    return held.institution


def ask(
    request: SignedIn, form: ui.Form, deed: Callable[[dict[str, Any]], str], *, heading: str, part: str = ""
) -> HttpResponse:
    """One form of these pages; `deed` says what was done, beside the `part` of the list that it changed."""
    home, context = reverse("papers:certificates") + part, {"heading": heading}
    return responses.answer(request, form, lambda said: (home, deed(said)), "papers/certificate_form.html", context)


def back(request: SignedIn, said: str, part: str = "") -> HttpResponse:
    return responses.back(request, reverse("papers:certificates") + part, said)
