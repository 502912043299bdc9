"""Reminding, later deadlines, units that come in later, the number of the notice, the end."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from khue.engine.calls import actions, forms, queries, rules
from khue.engine.calls.models import Recipient
from khue.engine.calls.views import asking
from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.people.accounts.models import SignedIn
from khue.people.organisation import queries as organisation

both = require_http_methods(["GET", "POST"])


@require_POST
def remind(request: SignedIn, public_id: str) -> HttpResponse:
    """`mot`: one unit; `tre`: all late ones; else the ticked ones."""
    call = queries.call_for(request.user, public_id)
    rules.check_running(request.user, call)
    lines = queries.board(
        request.user, call, organisation.calendar_for(call.institution_id), timezone.localdate()
    ).lines
    wanted = _wanted(request, [line for line in lines if not line.is_answered])
    if not wanted:
        raise errors.Invalid("nobody", _("Chưa chọn đơn vị nào để nhắc. Đánh dấu đơn vị trong bảng rồi nhắc."))
    done = actions.remind(call=call, recipients=wanted, by=request.user, at=timezone.now())
    level = "success" if done.units else "warning"
    return responses.back(request, asking.home(call) + _kept_filter(request), _said(done), level)


def _wanted(request: SignedIn, lines: list[queries.Line]) -> list[Recipient]:
    if request.POST.get("tre"):
        return [line.recipient for line in lines if line.is_late and not line.progress.deed]
    one = request.POST.get("mot", "")
    keys = {one} if one else set(request.POST.getlist("don-vi"))
    return [line.recipient for line in lines if line.unit.public_id in keys]


def _kept_filter(request: SignedIn) -> str:
    code = request.POST.get("loc", "")
    return f"?loc={code}" if code in {known for known, *_rest in asking.FILTERS} and code else ""


def _said(done: actions.Reminded) -> str:
    said = []
    if done.units:
        said.append(_("Đã nhắc %s.") % ", ".join(done.units))
    if done.already:
        said.append(_("Hôm nay đã nhắc trước đó: %s.") % ", ".join(done.already))
    if done.vacant:
        said.append(_("Chưa có người giữ bước để nhắc: %s.") % ", ".join(done.vacant))
    return " ".join(said)


@both
def join(request: SignedIn, public_id: str) -> HttpResponse:
    call = queries.call_for(request.user, public_id)
    rules.check_running(request.user, call)
    absent = queries.not_called(call)
    form = forms.JoinForm(*ui.sent(request), units=absent)

    def deed(_data: dict[str, Any]) -> str:
        actions.join(call=call, units=form.cleaned_data["units"], by=request.user, at=timezone.now())
        return _("Đã thêm %s vào đợt.") % ", ".join(unit.name for unit in form.cleaned_data["units"])

    sentence = _("Đơn vị thêm vào có cùng hạn với mọi đơn vị: %s.") % f"{call.ends_on:%d/%m/%Y}"
    if not absent:
        sentence = _("Mọi đơn vị thuộc diện thực hiện đã có trong đợt. Đơn vị mới lập sẽ hiện ở đây.")
    heading = _("Thêm đơn vị vào đợt")
    label = _("Thêm vào đợt") if absent else ""
    return asking.ask(request, call, form, deed, heading=heading, sentence=sentence, label=label)


@both
def extend(request: SignedIn, public_id: str) -> HttpResponse:
    call = queries.call_for(request.user, public_id)
    rules.check_running(request.user, call)

    def deed(data: dict[str, Any]) -> str:
        actions.extend(call=call, by=request.user, at=timezone.now(), **data)
        return _("Đã gia hạn cho mọi đơn vị đến %s.") % f"{data['due_on']:%d/%m/%Y}"

    sentence = _("Hạn hiện nay: %s. Bước đang làm theo hạn chung được tính lại hạn ngay.") % f"{call.ends_on:%d/%m/%Y}"
    form = forms.ExtensionForm(*ui.sent(request))
    heading = _("Gia hạn cho mọi đơn vị")
    return asking.ask(request, call, form, deed, heading=heading, sentence=sentence, label=_("Gia hạn"))


@both
def extend_one(request: SignedIn, public_id: str, unit: str) -> HttpResponse:
    call = queries.call_for(request.user, public_id)
    rules.check_running(request.user, call)
    found = queries.recipient_for(request.user, call, unit)

    def deed(data: dict[str, Any]) -> str:
        actions.extend(call=call, recipient=found, by=request.user, at=timezone.now(), **data)
        return _("Đã gia hạn cho %(unit)s đến %(day)s.") % {
            "unit": found.unit.name,
            "day": f"{data['due_on']:%d/%m/%Y}",
        }

    heading = _("Gia hạn cho %s") % found.unit.name
    sentence = _("Hạn hiện nay: %s. Các đơn vị khác giữ nguyên hạn.") % f"{found.ends_on:%d/%m/%Y}"
    back = reverse("calls:recipient", args=[call.public_id, unit])
    form = forms.ExtensionForm(*ui.sent(request))
    return asking.ask(request, call, form, deed, heading=heading, sentence=sentence, label=_("Gia hạn"), back=back)


@both
def number(request: SignedIn, public_id: str) -> HttpResponse:
    call = queries.call_for(request.user, public_id)
    rules.check_running(request.user, call)
    rules.check_unnumbered(call)
    form = forms.NumberForm(*ui.sent(request), initial={"number": call.number, "issued_on": call.issued_on})

    def deed(data: dict[str, Any]) -> str:
        done = actions.give_number(call=call, by=request.user, at=timezone.now(), **data)
        return _("Đã ghi Thông báo số %s.") % done.number

    heading, sentence = _("Số và ngày của thông báo"), _("Số thuộc sổ văn bản đi; có số rồi thì không đổi được.")
    return asking.ask(request, call, form, deed, heading=heading, sentence=sentence, label=_("Ghi số"))


@both
def close(request: SignedIn, public_id: str) -> HttpResponse:
    call = queries.call_for(request.user, public_id)
    rules.check_running(request.user, call)
    lines = queries.board(
        request.user, call, organisation.calendar_for(call.institution_id), timezone.localdate()
    ).lines
    answered = sum(line.is_answered for line in lines)

    def deed(data: dict[str, Any]) -> str:
        actions.close(call=call, answered=answered, by=request.user, at=timezone.now(), **data)
        return _("Đã đóng đợt.")

    sentence = _("%(done)s trên %(all)s đơn vị đã hoàn thành. Đóng rồi thì không nhắc, không gia hạn được nữa; "
                 "việc đang làm ở đơn vị vẫn tiếp tục theo quy trình.")  # fmt: skip
    return asking.ask(
        request, call, forms.CloseForm(*ui.sent(request)), deed, heading=_("Đóng đợt này?"),
        sentence=sentence % {"done": answered, "all": len(lines)}, label=_("Đóng đợt"), kind="stop",
    )  # fmt: skip
