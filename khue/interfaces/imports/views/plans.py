"""A plan file comes in: choose it, look at what was read beside the source, mend, confirm."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.interfaces.imports import rules, terms
from khue.interfaces.imports.actions import plans as actions
from khue.interfaces.imports.forms import plans as forms
from khue.interfaces.imports.importing import summaries, ties
from khue.interfaces.imports.queries import batches as batch_queries
from khue.interfaces.imports.queries import plans as queries
from khue.interfaces.imports.views import batches
from khue.quality.objectives import rules as objective_rules


def _places(request):
    """For which units and years a plan may come in, and which of them the address names."""
    units, periods = queries.places(request.user)
    if not units:
        raise errors.NotAllowed(
            "import_plan", _("Thầy, cô chưa được giao đưa kế hoạch của đơn vị nào vào. Liên hệ phòng KT-ĐBCL.")
        )
    return {
        "units": units, "periods": periods,
        "initial": {"unit": request.GET.get("don-vi"), "period": request.GET.get("nam")},
    }  # fmt: skip


def upload(request: HttpRequest) -> HttpResponse:
    form = forms.UploadForm(*ui.sent(request), **_places(request))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            staged = actions.stage(
                unit=form.cleaned_data["unit"], period=form.cleaned_data["period"], name=file.name, content=file.read(),
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        except errors.Refused as refusal:
            form.add_error("file", refusal.message)
        else:
            return responses.back(request, reverse("imports:plan", args=[staged.public_id]))
    status = 422 if form.errors else 200
    context = {"form": form, "waiting": queries.waiting(request.user)}
    return responses.render(request, "imports/plan_upload.html", context, status)


def paste(request: HttpRequest) -> HttpResponse:
    """A table from Word or Excel, by the clipboard: read, looked at and confirmed the same way as a file."""
    form = forms.PasteForm(*ui.sent(request), **_places(request))
    if request.method == "POST" and form.is_valid():
        (ending, content), at = form.source(), timezone.now()
        name = _("Bảng dán lúc %(at)s") % {"at": f"{timezone.localtime(at):%H.%M %d-%m-%Y}"} + ending
        where = {"unit": form.cleaned_data["unit"], "period": form.cleaned_data["period"]}
        try:
            staged = actions.stage(name=name, content=content, by=request.user, at=at, **where)
        except errors.Unreadable as refusal:
            form.add_error("pasted", _NO_TABLE if refusal.code == "not_a_plan" else refusal.message)
        except errors.Refused as refusal:
            form.add_error("pasted", refusal.message)
        else:
            return responses.back(request, _page(staged))
    return responses.render(request, "imports/plan_paste.html", {"form": form}, 422 if form.errors else 200)


_NO_TABLE = (
    "Không thấy bảng kế hoạch. Chép lại cả dòng tiêu đề cột (Mục tiêu, Nhiệm vụ, Chủ trì, Thời hạn …) rồi dán vào đây."
)


@require_safe
def plan(request: HttpRequest, public_id: str) -> HttpResponse:
    staged = queries.staged_for(request.user, public_id)
    if staged.state != terms.STAGED or staged.unit is None or staged.period is None:
        return _elsewhere(staged)
    sheet = queries.sheet(staged)
    only = request.GET.get("xem") == "can-xem"
    lines = [line for line in sheet.lines if not only or (line.content and line.content.doubts)]
    context = {"sheet": sheet, "staged": staged, "lines": lines, "only": only, "ways": terms.WAYS}
    context |= {"standing": queries.standing(staged, sheet.rows), "trail": _trail(request, staged)}
    return responses.render(request, "imports/plan.html", context)


def _trail(request: HttpRequest, staged):
    """In a batch: which of the doubtful files this is, and the next one."""
    if not _collects(request, staged):
        return None
    board = batch_queries.board(staged.batch, timezone.now()).board
    eyes = [card.file.pk for card in board.pile("eyes")]
    following = board.next_after(staged.public_id)
    place = eyes.index(staged.pk) + 1 if staged.pk in eyes else 0
    card = next(card for card in board.cards if card.file.pk == staged.pk)
    href = batches.address(staged.batch, following) if following else ""
    return {"place": place, "of": len(eyes), "next": following, "href": href, "card": card}


def _elsewhere(staged) -> HttpResponse:
    """A file that is settled leads to its set; one that is not read or not placed to its batch."""
    if staged.set is not None:
        return redirect("objectives:set", staged.set.public_id)
    if staged.state == terms.STAGED:
        return redirect("imports:batch-file", staged.batch.public_id, staged.public_id)
    return redirect("imports:batch", staged.batch.public_id) if staged.batch else redirect("imports:plan-upload")


@require_POST
def settle(request: HttpRequest, public_id: str) -> HttpResponse:
    """One click under a doubt, or a row left out or taken back. The button only names it; what it does is worked out here."""
    staged = queries.staged_for(request.user, public_id)
    rows = queries.rows(staged)
    edit = (
        _whole_row(request, rows)
        or _seen(request)
        or _tie(request, rows, staged)
        or _answer(request, rows, _year(staged))
    )
    actions.correct(staged=staged, edit=edit, revision=_revision(request), by=request.user, at=timezone.now())
    return responses.back(request, f"{_page(staged)}#dong-{edit['row']}")


def _whole_row(request, rows):
    """Leave a row out, or take it back."""
    op, row = request.POST.get("op"), request.POST.get("row", "")
    if op not in {"drop", "restore"} or row not in {str(one.index) for one in rows}:
        return None
    return {"op": op, "row": int(row)}


def _tie(request, rows, staged):
    """Which objective of the school a row serves, or that it is the unit's own."""
    row = request.POST.get("row", "")
    if request.POST.get("op") != "tie" or row not in {str(one.index) for one in rows}:
        return None
    value = ties.value_of(request.POST.get("serves", ""), queries.ties(staged).names)
    if value is None:
        raise errors.Invalid("serves", _("Mục tiêu của Trường mà thầy, cô chọn không còn. Hãy chọn lại."))
    return {"op": "tie", "row": int(row), "value": value}


def _seen(request):
    """Somebody has looked at the remarks about the document as a whole."""
    general = request.POST.get("doubt") == summaries.GENERAL
    return {"op": "keep", "row": 0, "doubt": summaries.GENERAL} if general else None


def _answer(request, rows, school_year):
    """The chosen answer to a doubt, or what was typed into its box."""
    doubts = {doubt.id: doubt for row in rows for doubt in row.doubts}
    doubt = doubts.get(request.POST.get("doubt", ""))
    typed, choice = request.POST.get("typed", "").strip(), request.POST.get("choice", "")
    if doubt is not None and doubt.ask and typed:
        return forms.typed_edit(next(row for row in rows if row.index == doubt.row), doubt, typed, school_year)
    if doubt is None or choice not in map(str, range(len(doubt.choices))):
        raise errors.Conflict("doubt_settled", _("Ô này đã được xem ở một cửa sổ khác. Tải lại trang để xem bản mới."))
    return doubt.choices[int(choice)].edit


def edit_row(request: HttpRequest, public_id: str, index: int) -> HttpResponse:
    staged = queries.staged_for(request.user, public_id)
    rules.check_open(staged, request.user)
    row = next((one for one in queries.rows(staged) if one.index == index), None)
    if row is None:
        raise errors.NotFound("row", _("Tệp này không có dòng đó."))
    form = forms.RowForm(*ui.sent(request), initial=forms.RowForm.initial_of(row.content))
    targets = forms.TargetForms(*ui.sent(request), initial=row.content["targets"], prefix="chi-tieu")
    if request.method == "POST" and form.is_valid() and targets.is_valid():
        wanted = [one.content() for one in targets if one.cleaned_data and not one.cleaned_data.get("DELETE")]
        value = form.content(row.content, wanted, _year(staged))
        edit = {"op": "row", "row": index, "value": value}
        actions.correct(staged=staged, edit=edit, revision=_revision(request), by=request.user, at=timezone.now())
        return responses.back(
            request, f"{_page(staged)}#dong-{index}", _("Đã sửa dòng %(number)s.") % {"number": row.content["number"]}
        )
    context = {"staged": staged, "row": row, "form": form, "targets": targets}
    return responses.render(request, "imports/plan_row.html", context, 422 if request.method == "POST" else 200)


@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    staged = queries.staged_for(request.user, public_id)
    actions.undo(staged=staged, revision=_revision(request), by=request.user, at=timezone.now())
    return responses.back(request, _page(staged), _("Đã hoàn tác lần sửa cuối."))


@require_POST
def accept(request: HttpRequest, public_id: str) -> HttpResponse:
    staged = queries.staged_for(request.user, public_id)
    actions.accept_all(staged=staged, revision=_revision(request), by=request.user, at=timezone.now())
    return responses.back(request, _page(staged), _("Đã nhận mọi ô như đã đọc. Vẫn hoàn tác được từng bước."))


@require_POST
def choose_way(request: HttpRequest, public_id: str) -> HttpResponse:
    staged = queries.staged_for(request.user, public_id)
    way = request.POST.get("way", "")
    actions.choose_way(staged=staged, way=way, revision=_revision(request), by=request.user, at=timezone.now())
    return responses.back(request, _page(staged))


@require_POST
def confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    staged = queries.staged_for(request.user, public_id)
    draft = actions.confirm(staged=staged, revision=_revision(request), by=request.user, at=timezone.now())
    if _collects(request, staged):
        done = _("Đã đưa nội dung của tệp “%s” vào bản dự thảo.") % staged.file_name
        return responses.back(request, batches.after(request, staged), done)
    home = reverse("objectives:set", args=[draft.public_id])
    return responses.back(request, home, _("Đã đưa nội dung của tệp vào bản dự thảo."))


def _collects(request: HttpRequest, staged) -> bool:
    """Whoever works through a batch goes on to its next file."""
    return staged.batch_id is not None and objective_rules.can_receive(request.user, staged.institution)


@require_POST
def discard(request: HttpRequest, public_id: str) -> HttpResponse:
    staged = queries.staged_for(request.user, public_id)
    actions.discard(staged=staged, revision=_revision(request), by=request.user, at=timezone.now())
    home = batches.after(request, staged) if _collects(request, staged) else reverse("imports:plan-upload")
    return responses.back(request, home, _("Đã bỏ tệp, không đưa gì vào."), "info")


@require_safe
def source(request: HttpRequest, public_id: str) -> FileResponse:
    """The file as it came, to keep; never shown in the browser."""
    staged = queries.staged_for(request.user, public_id)
    response = FileResponse(staged.file.open("rb"), as_attachment=True, filename=staged.file_name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _year(staged) -> str:
    _unit, period = queries.placed(staged)
    return str(period.code)


def _page(staged) -> str:
    return reverse("imports:plan", args=[staged.public_id])


def _revision(request: HttpRequest) -> int:
    given = request.POST.get("revision", "")
    return int(given) if given.isdecimal() and len(given) < 10 else -1
