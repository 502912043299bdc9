"""Dấu và chữ ký: the images that stand on papers signed here. One's own signature; for the clerk the agency's seal too."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khue.engine.papers import forms, queries, rules, terms
from khue.engine.papers.actions import marking
from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.people.access import backend
from khue.people.accounts.models import SignedIn
from khue.people.organisation.models import Unit


@require_GET
def marks(request: SignedIn) -> HttpResponse:
    """What there is of each that the person keeps."""
    institution = _institution(request)
    kept = [kind for kind, _name in terms.MARKS if errors.allows(rules.check_mark, request.user, institution, kind)]
    found = {kind: queries.marks(institution.pk, kind, request.user).defer("image").first() for kind in kept}
    context = {"institution": institution, "found": found, "names": terms.MARK_NAMES, "seal": terms.SEAL}
    return responses.render(request, "papers/marks.html", context)


@require_http_methods(["GET", "POST"])
def put(request: SignedIn, kind: str) -> HttpResponse:
    """A new image."""
    institution = _kept(request, kind)

    def deed(said: dict[str, Any]) -> tuple[str, str]:
        marking.put(
            institution=institution, kind=kind, content=said["file"].read(), width_mm=said["width_mm"], by=request.user,
            at=timezone.now(),
        )  # fmt: skip
        return reverse("papers:marks"), _("Đã lưu. Văn bản ký từ nay có hình này.")

    form = forms.MarkForm(*ui.sent(request), kind=kind)
    context = {"heading": terms.MARK_NAMES[kind], "is_seal": kind == terms.SEAL}
    return responses.answer(request, form, deed, "papers/mark_form.html", context)


@require_POST
def take_out(request: SignedIn, kind: str) -> HttpResponse:
    marking.take_out(institution=_kept(request, kind), kind=kind, by=request.user, at=timezone.now())
    return responses.back(request, reverse("papers:marks"), _("Đã bỏ. Văn bản ký từ nay hiện dấu bằng chữ."))


@require_GET
@never_cache
def image(request: SignedIn, kind: str) -> HttpResponse:
    """The very image, for whoever keeps it and nobody else."""
    found = queries.marks(_kept(request, kind).pk, kind, request.user).first()
    if found is None:
        raise errors.NotFound("no_mark", _("Chưa có hình này."))
    answer = HttpResponse(bytes(found.image), content_type="image/png")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _kept(request: SignedIn, kind: str) -> Unit:
    """The institution whose image of that kind the person keeps. Raises `Http404`, `NotAllowed`."""
    if kind not in terms.MARK_NAMES:
        raise Http404
    institution = _institution(request)
    rules.check_mark(request.user, institution, kind)
    return institution


def _institution(request: SignedIn) -> Unit:
    """Where the person keeps the seal, otherwise where they serve first."""
    held = [one for one in backend.held_by(request.user) if one.institution_id is not None]
    first = next((one for one in held if "papers.stamp_paper" in one.permissions), held[0] if held else None)
    found = Unit.objects.filter(pk=first.institution_id).first() if first is not None else None
    if found is None:
        raise errors.NotFound("no_marks", _("Chưa có đơn vị nào để ký văn bản."))
    return found
