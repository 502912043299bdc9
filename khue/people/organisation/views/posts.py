"""Appointments, charges and the list of positions."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.people.accounts.models import SignedIn
from khue.people.organisation import actions, hooks, queries, rules
from khue.people.organisation.forms import posts as forms
from khue.people.organisation.views import asking, people, units

both = require_http_methods(["GET", "POST"])


@both
def appoint_to_unit(request: SignedIn, public_id: str) -> HttpResponse:
    """From the unit's page."""
    unit = asking.edited_unit(request, public_id)
    institution = unit.institution or unit
    day = timezone.localdate()
    form = forms.AppointToUnitForm(
        *ui.sent(request),
        people=queries.staff(institution, day),
        positions=queries.positions(institution),
        initial={"valid_from": day},
    )

    def deed(data: dict) -> tuple[str, str]:
        actions.appoint(unit=unit, by=request.user, at=timezone.now(), **data)
        return units.page_of(unit), _said(data["person"].full_name, data["position"].name, unit.name)

    title = _("Bổ nhiệm vào %s") % unit.name
    sentence = _("Người chưa có trong danh sách: thêm nhân sự trước.")
    return asking.answer(request, form, deed, title=title, unit=unit, sentence=sentence, send=_("Bổ nhiệm"))


@both
def appoint_person(request: SignedIn, public_id: str) -> HttpResponse:
    """From the person's page."""
    found = asking.person(request, public_id)
    institution = asking.home(request)
    rules.check_edit(request.user, institution)
    day = timezone.localdate()
    form = forms.AppointPersonForm(
        *ui.sent(request),
        units=queries.units_of(institution, day),
        positions=queries.positions(institution),
        initial={"valid_from": day},
    )

    def deed(data: dict) -> tuple[str, str]:
        actions.appoint(person=found, by=request.user, at=timezone.now(), **data)
        return people.page_of(found), _said(found.full_name, data["position"].name, data["unit"].name)

    title = _("Bổ nhiệm %s") % found.full_name
    return asking.answer(request, form, deed, title=title, person=found, send=_("Bổ nhiệm"))


@both
def end_appointment(request: SignedIn, public_id: str) -> HttpResponse:
    post = queries.appointment_by(public_id)
    if post is None or not rules.can_view(request.user, post.unit):
        raise errors.NotFound("appointment", _("Không có lần bổ nhiệm này."))
    rules.check_edit(request.user, post.unit)
    form = forms.EndForm(*ui.sent(request), initial={"on": timezone.localdate()})

    def deed(data: dict) -> tuple[str, str]:
        actions.end_appointment(appointment=post, by=request.user, at=timezone.now(), **data)
        return people.page_of(post.person), _("Đã kết thúc chức vụ %(position)s của %(person)s.") % {
            "position": post.position.name,
            "person": post.person.full_name,
        }

    names = {"person": post.person.full_name, "position": post.position.name, "unit": post.unit.name}
    title = _("Kết thúc chức vụ của %(person)s") % names
    sentence = _("%(position)s, %(unit)s. Quyền đi theo chức vụ này hết cùng ngày.") % names
    return asking.answer(
        request, form, deed, title=title, person=post.person, sentence=sentence, send=_("Kết thúc chức vụ"), kind="stop"
    )


@both
def charge(request: SignedIn, public_id: str) -> HttpResponse:
    """A vice-rector is put in charge of the unit."""
    unit = asking.edited_unit(request, public_id)
    day = timezone.localdate()
    people_here = queries.staff(unit.institution or unit, day)
    form = forms.ChargeForm(*ui.sent(request), people=people_here, initial={"valid_from": day})

    def deed(data: dict) -> tuple[str, str]:
        actions.put_in_charge(unit=unit, by=request.user, at=timezone.now(), **data)
        return units.page_of(unit), _("Đã phân công %(person)s phụ trách %(unit)s.") % {
            "person": data["person"].full_name,
            "unit": unit.name,
        }

    title = _("Phân công người phụ trách %s") % unit.name
    sentence = _("Người phụ trách xem xét, phê duyệt mục tiêu của đơn vị này và các đơn vị trực thuộc.")
    return asking.answer(request, form, deed, title=title, unit=unit, sentence=sentence, send=_("Phân công"))


@both
def end_charge(request: SignedIn, key: int) -> HttpResponse:
    held = queries.charge_by(key)
    if held is None or not rules.can_view(request.user, held.unit):
        raise errors.NotFound("charge", _("Không có phân công này."))
    rules.check_edit(request.user, held.unit)
    form = forms.EndForm(*ui.sent(request), initial={"on": timezone.localdate()})

    def deed(data: dict) -> tuple[str, str]:
        actions.end_charge(charge=held, by=request.user, at=timezone.now(), **data)
        return units.page_of(held.unit), _("Đã kết thúc phân công của %s.") % held.person.full_name

    title = _("Kết thúc phân công phụ trách %s") % held.unit.name
    return asking.answer(request, form, deed, title=title, unit=held.unit, send=_("Kết thúc phân công"), kind="stop")


@both
def positions(request: SignedIn) -> HttpResponse:
    """The posts of the institution; a new one is added below the list."""
    institution = asking.home(request)
    can_edit = rules.can_edit(request.user, institution)
    roles = hooks.roles(institution)
    form = forms.PositionForm(*ui.sent(request), roles=roles)

    def deed(data: dict) -> tuple[str, str]:
        made = actions.add_position(institution=institution, by=request.user, at=timezone.now(), **data)
        return reverse("organisation:positions"), _("Đã thêm chức vụ “%s”.") % made.name

    context = {"rows": queries.positions(institution), "roles": dict(roles), "can_edit": can_edit}
    return asking.answer(request, form, deed, template="organisation/positions.html", **context)


@both
def position(request: SignedIn, key: int) -> HttpResponse:
    institution = asking.home(request)
    found = queries.positions(institution).filter(pk=key).first()
    if found is None:
        raise errors.NotFound("position", _("Không có chức vụ này."))
    rules.check_edit(request.user, institution)
    initial = {"name": found.name, "role": found.role, "order": found.order}
    form = forms.PositionForm(*ui.sent(request), roles=hooks.roles(institution), fixed_code=True, initial=initial)

    def deed(data: dict) -> tuple[str, str]:
        actions.change_position(position=found, by=request.user, at=timezone.now(), **data)
        return reverse("organisation:positions"), _("Đã lưu chức vụ “%s”.") % found.name

    sentence = _("Vai trò mới áp dụng cho các lần bổ nhiệm từ nay về sau.")
    title = _("Sửa chức vụ %s") % found.name
    return asking.answer(request, form, deed, title=title, sentence=sentence, send=_("Lưu"))


def _said(person: str, position: str, unit: str) -> str:
    return _("Đã bổ nhiệm %(person)s làm %(position)s, %(unit)s.") % {
        "person": person,
        "position": position,
        "unit": unit,
    }
