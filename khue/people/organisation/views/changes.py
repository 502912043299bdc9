"""What becomes of a unit: renamed, moved, merged, split, closed; each with its day and its decision."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khue.foundation.ui import forms as ui
from khue.people.accounts.models import SignedIn
from khue.people.organisation import actions, queries
from khue.people.organisation.forms import units as forms
from khue.people.organisation.models import Unit
from khue.people.organisation.views import asking
from khue.people.organisation.views.units import page_of

both = require_http_methods(["GET", "POST"])


@both
def rename(request: SignedIn, public_id: str) -> HttpResponse:
    unit = asking.edited_unit(request, public_id)
    initial = {"name": unit.name, "short_name": unit.short_name, "on": timezone.localdate()}
    form = forms.RenameForm(*ui.sent(request), initial=initial)

    def deed(data: dict) -> tuple[str, str]:
        old = unit.name
        actions.rename_unit(unit=unit, by=request.user, at=timezone.now(), **data)
        return page_of(unit), _("Đã đổi tên “%(old)s” thành “%(new)s”.") % {"old": old, "new": unit.name}

    sentence = _("Giấy tờ trước ngày có hiệu lực vẫn in tên cũ; tìm theo tên cũ vẫn thấy đơn vị.")
    title = _("Đổi tên %s") % unit.name
    return asking.answer(request, form, deed, title=title, unit=unit, sentence=sentence, send=_("Đổi tên"))


@both
def move(request: SignedIn, public_id: str) -> HttpResponse:
    unit = asking.edited_unit(request, public_id)
    form = forms.MoveForm(*ui.sent(request), units=_others(unit), initial={"on": timezone.localdate()})

    def deed(data: dict) -> tuple[str, str]:
        actions.move_unit(unit=unit, by=request.user, at=timezone.now(), **data)
        return page_of(unit), _("Đã chuyển “%(unit)s” sang “%(parent)s”.") % {
            "unit": unit.name,
            "parent": data["parent"].name,
        }

    sentence = _("Các đơn vị trực thuộc chuyển theo. Người được giao quyền ở cấp trên mới sẽ thấy đơn vị này.")
    title = _("Chuyển %s sang cấp trên khác") % unit.name
    return asking.answer(request, form, deed, title=title, unit=unit, sentence=sentence, send=_("Chuyển"))


@both
def close(request: SignedIn, public_id: str) -> HttpResponse:
    unit = asking.edited_unit(request, public_id)
    form = forms.CloseForm(*ui.sent(request), initial={"on": timezone.localdate()})

    def deed(data: dict) -> tuple[str, str]:
        actions.close_unit(unit=unit, by=request.user, at=timezone.now(), **data)
        return page_of(unit), _("Đã ghi ngày kết thúc hoạt động của “%s”.") % unit.name

    sentence = _("Mọi chức vụ ở đơn vị, phân công phụ trách và quyền kèm theo kết thúc cùng ngày. Hồ sơ cũ vẫn giữ.")
    title = _("Kết thúc hoạt động của %s") % unit.name
    return asking.answer(
        request, form, deed, title=title, unit=unit, sentence=sentence, send=_("Kết thúc hoạt động"), kind="stop"
    )


@both
def merge(request: SignedIn, public_id: str) -> HttpResponse:
    """Other units become part of this one."""
    unit = asking.edited_unit(request, public_id)
    form = forms.MergeForm(*ui.sent(request), units=_others(unit, tops=False), initial={"on": timezone.localdate()})

    def deed(data: dict) -> tuple[str, str]:
        actions.merge_units(into=unit, by=request.user, at=timezone.now(), **data)
        names = ", ".join(one.name for one in data["predecessors"])
        said = _(
            "Đã sáp nhập %(names)s vào “%(unit)s”. Trưởng, phó các đơn vị cũ đã thôi chức, cần quyết định bổ nhiệm mới."
        )
        return page_of(unit), said % {"names": names, "unit": unit.name}

    sentence = _(
        "Cán bộ, đơn vị trực thuộc chuyển sang %s. Chức trưởng, phó của đơn vị sáp nhập kết thúc. "
        "Nếu lập đơn vị mới, hãy thêm đơn vị đó trước."
    )
    title = _("Sáp nhập vào %s") % unit.name
    return asking.answer(request, form, deed, title=title, unit=unit, sentence=sentence % unit.name, send=_("Sáp nhập"))


@both
def split(request: SignedIn, public_id: str) -> HttpResponse:
    """This unit is divided among others, or a part of it goes to another."""
    unit = asking.edited_unit(request, public_id)
    day = timezone.localdate()
    form = forms.SplitForm(
        *ui.sent(request),
        units=_others(unit, tops=False),
        posts=queries.posts_in(unit, day),
        initial={"on": day},
    )

    def deed(data: dict) -> tuple[str, str]:
        facts = {key: data[key] for key in ("keep", "into", "on", "decision_number")}
        actions.split_unit(unit=unit, moves=form.moves(), by=request.user, at=timezone.now(), **facts)
        return page_of(unit), _("Đã ghi việc chia, tách “%s”.") % unit.name

    sentence = _("Hãy thêm các đơn vị nhận trước, rồi chọn ở đây và xếp từng người.")
    title = _("Chia, tách %s") % unit.name
    return asking.answer(request, form, deed, title=title, unit=unit, sentence=sentence, send=_("Chia, tách"))


def _others(unit: Unit, *, tops: bool = True) -> object:
    """The other units of the institution today, the institution itself only as a parent."""
    institution = unit.institution or unit
    rows = queries.units_of(institution, timezone.localdate()).exclude(pk=unit.pk)
    return rows if tops else rows.filter(is_institution=False)
