"""Files of many units: drop them together, watch them being read, settle the doubtful ones one after the other, confirm the rest."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.interfaces.imports import terms
from khue.interfaces.imports.actions import batches as actions
from khue.interfaces.imports.actions import confirming
from khue.interfaces.imports.forms import batches as forms
from khue.interfaces.imports.importing import piles
from khue.interfaces.imports.queries import batches as queries

SHOWN = 8
"""How many cards a pile shows before “Xem cả …”."""


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """A new batch, and the batches there are."""
    institution = _institution(request)
    _units, periods = queries.places_of(institution.pk)
    form = forms.BatchForm(*ui.sent(request), periods=periods, initial={"period": request.GET.get("nam")})
    if sending := _send(request, form, lambda given: actions.send(institution=institution, **given)):
        return responses.back(request, _page(sending.batch), _told(sending), _level(sending))
    context = {"form": form, "batch": None, "batches": queries.counted(request.user)[:50], "limits": terms.BATCH_LIMITS}
    status = 422 if form.errors else 200
    return responses.render(request, "imports/batches.html", context, status, fragment="imports/batch_form.html")


@require_http_methods(["GET", "POST"])
def extend(request: HttpRequest, public_id: str) -> HttpResponse:
    """More files for a batch."""
    batch = queries.batch_for(request.user, public_id)
    form = forms.BatchForm(*ui.sent(request), periods=[])
    if sending := _send(request, form, lambda files: actions.extend(batch=batch, **files)):
        return responses.back(request, _page(batch), _told(sending), _level(sending))
    context = {"form": form, "batch": batch, "batches": (), "limits": terms.BATCH_LIMITS}
    status = 422 if form.errors else 200
    return responses.render(request, "imports/batches.html", context, status, fragment="imports/batch_form.html")


def _send(request, form, deed):
    """The deed with what was sent; None when nothing was, or when it was refused, with the reason at the field."""
    if request.method != "POST" or not form.is_valid():
        return None
    files = [(file.name, file.read()) for file in form.cleaned_data["plans"]]
    more = {name: value for name, value in form.cleaned_data.items() if name == "period"}
    try:
        return deed({"files": files, "by": request.user, "at": timezone.now(), **more})
    except errors.Refused as refusal:
        form.add_error("plans", refusal.message)
        return None


@require_safe
def board(request: HttpRequest, public_id: str) -> HttpResponse:
    """The piles; under htmx only what changes while files are read."""
    batch = queries.batch_for(request.user, public_id)
    page = queries.board(batch, timezone.now())
    context = {"batch": batch, "page": page, "all": request.GET.get("xem", ""), "shown": SHOWN}
    context["is_fragment"] = responses.is_fragment(request)
    return responses.render(request, "imports/batch.html", context, fragment="imports/batch_board.html")


@require_POST
def stop(request: HttpRequest, public_id: str) -> HttpResponse:
    batch = queries.batch_for(request.user, public_id)
    actions.stop(batch=batch, by=request.user, at=timezone.now())
    return responses.back(
        request, _page(batch), _("Đã dừng đọc. Tệp đã đọc vẫn còn; bấm “Đọc tiếp” để đọc nốt."), "info"
    )


@require_POST
def resume(request: HttpRequest, public_id: str) -> HttpResponse:
    batch = queries.batch_for(request.user, public_id)
    actions.resume(batch=batch, by=request.user, at=timezone.now())
    return responses.back(request, _page(batch), _("Đang đọc tiếp các tệp còn lại."))


@require_POST
def confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    """The clean pile in one go: asked for here, written by the worker."""
    batch = queries.batch_for(request.user, public_id)
    asked = confirming.ask(batch=batch, by=request.user, at=timezone.now())
    if not asked:
        return responses.back(request, _page(batch), _("Không còn tệp đọc sạch nào để xác nhận."), "info")
    said = _("Đã nhận lệnh xác nhận %(n)s tệp. Bảng cho biết đưa đến đâu; có thể rời trang này, xong Khuê sẽ báo.")
    return responses.back(request, _page(batch), said % {"n": asked})


@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, public_id: str, file_id: str) -> HttpResponse:
    """Whose plan a file is and for which year; which of several for the same unit."""
    batch = queries.batch_for(request.user, public_id)
    found = queries.file_for(request.user, batch, file_id)
    if request.method == "GET" and found.state != terms.STAGED:
        return redirect(_page(batch))
    page = queries.board(batch, timezone.now())
    card = next(one for one in page.board.cards if one.file.pk == found.pk)
    units, periods = queries.places_of(batch.institution_id)
    initial = {"unit": getattr(found.unit, "public_id", ""), "period": getattr(found.period, "code", batch.period.code)}
    form = forms.PlaceForm(*ui.sent(request), units=units, periods=periods, initial=initial)
    if request.method == "POST" and form.is_valid():
        placed = actions.place(batch=batch, file=found, by=request.user, at=timezone.now(), **form.cleaned_data)
        return responses.back(
            request, _after_placing(batch, placed), _("Đã chọn đơn vị cho tệp “%s”.") % placed.file_name
        )
    context = {
        "batch": batch, "page": page, "card": card, "file": found, "form": form, "next": page.board.next_after(file_id),
        "near": [(one, next(unit for unit in units if unit.pk == one["id"])) for one in _near(found, units)],
    }  # fmt: skip
    return responses.render(request, "imports/batch_file.html", context, 422 if form.errors else 200)


def _near(found, units):
    """The choices between which the reader could not decide, where those units are still open."""
    known = {unit.pk for unit in units}
    return [one for one in found.match.get("unit", {}).get("choices", ()) if one["id"] in known]


def _after_placing(batch, placed):
    return reverse("imports:plan", args=[placed.public_id]) if placed.state == terms.STAGED else _page(batch)


@require_POST
def choose_one(request: HttpRequest, public_id: str, file_id: str) -> HttpResponse:
    batch = queries.batch_for(request.user, public_id)
    found = queries.file_for(request.user, batch, file_id)
    chosen = actions.choose_one(batch=batch, file=found, by=request.user, at=timezone.now())
    return responses.back(
        request, after(request, chosen), _("Dùng tệp “%s”; các tệp khác cùng đơn vị đã bỏ.") % chosen.file_name
    )


@require_POST
def read_again(request: HttpRequest, public_id: str, file_id: str) -> HttpResponse:
    batch = queries.batch_for(request.user, public_id)
    found = queries.file_for(request.user, batch, file_id)
    actions.read_again(batch=batch, file=found, by=request.user, at=timezone.now())
    return responses.back(request, _page(batch), _("Đang đọc lại tệp “%s”.") % found.file_name)


@require_POST
def leave_out(request: HttpRequest, public_id: str, file_id: str) -> HttpResponse:
    batch = queries.batch_for(request.user, public_id)
    found = queries.file_for(request.user, batch, file_id)
    left = actions.leave_out(batch=batch, file=found, by=request.user, at=timezone.now())
    return responses.back(request, after(request, left), _("Đã bỏ tệp “%s” khỏi đợt.") % left.file_name, "info")


@require_POST
def use_again(request: HttpRequest, public_id: str, file_id: str) -> HttpResponse:
    batch = queries.batch_for(request.user, public_id)
    found = queries.file_for(request.user, batch, file_id)
    actions.use_again(batch=batch, file=found, by=request.user, at=timezone.now())
    return responses.back(request, reverse("imports:plan", args=[file_id]), _("Tệp sẽ được dùng lại."))


@require_safe
def source(request: HttpRequest, public_id: str, file_id: str) -> FileResponse:
    """The file as it came, also of one that could not be read; never shown in the browser."""
    batch = queries.batch_for(request.user, public_id)
    found = queries.file_for(request.user, batch, file_id)
    response = FileResponse(found.file.open("rb"), as_attachment=True, filename=found.file_name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def after(request, settled) -> str:
    """Where a settled file leads: to the next doubtful one, else back to the board."""
    batch = settled.batch
    following = queries.board(batch, timezone.now()).board.next_after(settled.public_id)
    return address(batch, following) if following is not None else _page(batch)


def address(batch, card: piles.Card) -> str:
    """The page on which a card of the board is settled."""
    if card.needs_place:
        return reverse("imports:batch-file", args=[batch.public_id, card.file.public_id])
    return reverse("imports:plan", args=[card.file.public_id])


def _institution(request):
    found = queries.institutions(request.user)
    if not found:
        raise errors.NotAllowed(
            "collect_plans",
            _("Chỉ phòng KT-ĐBCL được đưa tệp của nhiều đơn vị vào một lượt. Đưa từng tệp của đơn vị mình."),
        )
    return found[0]


def _told(sending: actions.Sending) -> str:
    said = _("Đã nhận %(n)s tệp.") % {"n": len(sending.taken)}
    if not sending.left:
        return said
    names = "; ".join(f"“{name}” {why}" for name, why in sending.left)
    return f"{said} " + _("Không nhận: %(names)s.") % {"names": names}


def _level(sending: actions.Sending) -> str:
    return "warning" if sending.left else "success"


def _page(batch) -> str:
    return reverse("imports:batch", args=[batch.public_id])
