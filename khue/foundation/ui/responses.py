"""The few answers a view gives: a page, a fragment of it, a way back, a file, a refusal in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from django import shortcuts
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from khue.foundation.kernel import errors

MENDABLE = (errors.Invalid, errors.Conflict)
"""Refusals that stand in the form, where whoever filled it in can do something about them."""
_LEVELS = {"success": messages.SUCCESS, "info": messages.INFO, "warning": messages.WARNING, "error": messages.ERROR}


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page (and not for a whole one, as when it restores history)."""
    asked = request.headers.get("HX-Request") == "true"
    return asked and not request.headers.get("HX-History-Restore-Request") and not request.headers.get("HX-Boosted")


def render(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    status: int = 200,
    *,
    fragment: str | None = None,
) -> HttpResponse:
    """A page; under htmx the template `fragment` instead, if there is one."""
    chosen = fragment if fragment and is_fragment(request) else template
    response = shortcuts.render(request, chosen, dict(context or {}), status=status)
    if fragment:
        response["Vary"] = "HX-Request"
    return response


def back(request: HttpRequest, url: str, message: str | None = None, level: str = "success") -> HttpResponse:
    """After a deed: go to `url` and say `message` there. 303, so that a reload repeats nothing; under htmx the same by header."""
    if message:
        messages.add_message(request, _LEVELS[level], message)
    if is_fragment(request):
        return HttpResponse(status=200, headers={"HX-Redirect": url})
    return HttpResponse(status=303, headers={"Location": url})


def answer(
    request: HttpRequest,
    form: Any,
    deed: Callable[[dict[str, Any]], tuple[str, str]],
    template: str,
    context: Mapping[str, Any],
    *,
    mends: tuple[type[errors.Refused], ...] = (errors.Invalid,),
) -> HttpResponse:
    """The page of a form (`ui.forms.Form`); when what was sent is good, the deed, which says where to go and what was done.

    A refusal that the person `mends` in the form stands there; any other is a page of its own.
    """
    if form.is_bound and form.is_valid():
        try:
            url, said = deed(form.cleaned_data)
        except mends as refused:
            form.refuse(refused)
        else:
            return back(request, url, said)
    return render(request, template, {"form": form, **context}, 422 if form.is_bound else 200)


def stale(request: HttpRequest, who: str, when: str, url: str) -> HttpResponse:
    """Somebody else saved first: say who and when, and offer the new state. Nothing of theirs is overwritten."""
    reason = _("%(who)s vừa sửa nội dung này lúc %(when)s. Hãy xem bản mới rồi làm lại.") % {"who": who, "when": when}
    return refused(request, errors.Conflict("stale", reason), way_back=url, way_back_label=_("Xem bản mới"))


def refused(
    request: HttpRequest, refusal: errors.Refused, *, way_back: str | None = None, way_back_label: str | None = None
) -> HttpResponse:
    """The refusal as a page, or as a note above the content under htmx, with its own status."""
    url = way_back or _way_back(request)
    context = {
        "refusal": refusal,
        "fields": getattr(refusal, "fields", {}),
        "way_back": url,
        "way_back_label": way_back_label or _label_back(refusal, url),
    }
    if not is_fragment(request):
        return render(request, "ui/refused.html", context, refusal.status)
    response = render(request, "ui/refused_note.html", context, refusal.status)
    response["HX-Retarget"], response["HX-Reswap"] = "#k-loi-bao", "innerHTML"
    return response


def download(content: bytes, filename: str, content_type: str) -> HttpResponse:
    """A file to keep, its Vietnamese name intact."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _label_back(refusal: errors.Refused, url: str) -> str:
    """Where somebody was faster, the page as it is now is what the message asks for."""
    if url == "/":
        return _("Về trang đầu")
    return _("Tải lại trang") if refusal.status == errors.Conflict.status else _("Quay lại trang trước")


def _way_back(request: HttpRequest) -> str:
    """The page the person came from, when it is ours and not the one that refused; a page that sent a form opens anew."""
    came_from = request.headers.get("Referer", "")
    ours = f"{request.scheme}://{request.get_host()}/"
    refused_itself = request.method == "GET" and came_from == request.build_absolute_uri()
    return came_from if came_from.startswith(ours) and not refused_itself else "/"
