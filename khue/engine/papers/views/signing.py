"""Signing a paper with a file or the server's token, handing in what was signed elsewhere, checking what is signed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from khue.engine.papers import forms, queries, rules, terms
from khue.engine.papers.actions import signing
from khue.engine.papers.models import Paper, PaperFile, PaperSignature
from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.people.accounts.models import SignedIn


def panel(request: SignedIn, paper: Paper, files: Sequence[PaperFile]) -> dict[str, Any]:
    """What the page of a paper shows of its signatures, and what this person may do. One statement."""
    signed = queries.signatures_of(paper)
    done, person = [one.capacity for one in signed], request.user
    pdf = next((one for one in files if (one.part, one.format) == (terms.MAIN, terms.PDF)), None)
    return {
        "pdf": pdf, "signatures": signed,
        "may_sign": pdf is not None and errors.allows(rules.check_sign, person, paper, done),
        "may_bring": pdf is not None and errors.allows(rules.check_bring, person, paper, done),
        "may_look_again": bool(signed) and errors.allows(rules.check_look_again, person, paper),
    }  # fmt: skip


@sensitive_post_parameters("passphrase", "pin")
@require_http_methods(["GET", "POST"])
def sign(request: SignedIn, public_id: str) -> HttpResponse:
    """The next signature, here."""
    paper = queries.paper_for(request.user, public_id)
    capacity = rules.check_sign(request.user, paper, queries.signed_in(paper))
    form = forms.SignForm(*ui.sent(request), has_token=signing.has_token())
    if form.is_bound and form.is_valid():
        try:
            return _signed(request, paper, _sign(request, paper, form.cleaned_data))
        except errors.Invalid as refused:
            form.refuse(refused)
    context = {
        "paper": paper,
        "form": form,
        "capacity": dict(terms.CAPACITIES)[capacity],
        "is_agency": capacity == terms.AGENCY,
        "mark_said": _mark_said(request, paper, capacity),
    }
    return responses.render(request, "papers/sign.html", context, 422 if form.is_bound else 200)


def _mark_said(request: SignedIn, paper: Paper, capacity: str) -> str:
    """What will stand on the page."""
    is_agency = capacity == terms.AGENCY
    kind = terms.SEAL if is_agency else terms.SIGNATURE
    if queries.marks(paper.institution_id, kind, request.user).exists():
        seal, mine = _("Hình dấu trùm một phần ba bên trái chữ ký."), _("Hình chữ ký hiện giữa chức vụ và họ tên.")
        return seal if is_agency else mine
    words = _("Chưa có hình dấu: dấu hiện bằng chữ ở góc trên bên phải trang đầu.")
    return words if is_agency else _("Chưa có hình chữ ký: chữ ký hiện bằng chữ phía trên họ tên.")


def _sign(request: SignedIn, paper: Paper, said: dict[str, Any]) -> PaperSignature:
    now = timezone.now()
    if said["way"] == terms.BY_TOKEN:
        return signing.sign_by_token(paper=paper, pin=said["pin"], by=request.user, at=now)
    key = said["key"].read()
    return signing.sign_by_file(paper=paper, key=key, passphrase=said["passphrase"], by=request.user, at=now)


@require_http_methods(["GET", "POST"])
def receive(request: SignedIn, public_id: str) -> HttpResponse:
    """A file that was signed elsewhere."""
    paper = queries.paper_for(request.user, public_id)
    capacity = rules.check_bring(request.user, paper, queries.signed_in(paper))
    form = forms.SignedFileForm(*ui.sent(request))
    if form.is_bound and form.is_valid():
        content = form.cleaned_data["file"].read()
        try:
            made = signing.take_back(paper=paper, content=content, by=request.user, at=timezone.now())
            return _signed(request, paper, made)
        except errors.Invalid as refused:
            form.refuse(refused)
    context = {"paper": paper, "form": form, "pdf": queries.main_pdf(paper), "is_agency": capacity == terms.AGENCY}
    return responses.render(request, "papers/receive.html", context, 422 if form.is_bound else 200)


@require_POST
def look_again(request: SignedIn, public_id: str) -> HttpResponse:
    paper = queries.paper_for(request.user, public_id)
    found = signing.look_again(paper=paper, by=request.user, at=timezone.now())
    good = all(one.is_good for one in found)
    said = _("Đã kiểm tra lại: mọi chữ ký đều tốt.") if good else _("Đã kiểm tra lại: có chữ ký cần xem.")
    return responses.back(request, _home(paper), said, "success" if good else "warning")


def _signed(request: SignedIn, paper: Paper, made: PaperSignature) -> HttpResponse:
    said = _("Đã ghi chữ ký số của %(who)s trên %(code)s.") % {"who": made.holder, "code": paper.code}
    return responses.back(request, _home(paper), said)


def _home(paper: Paper) -> str:
    return reverse("papers:paper", args=[paper.public_id]) + "#chu-ky-so"
