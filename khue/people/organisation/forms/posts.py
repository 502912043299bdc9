"""Forms about people and their posts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khue.foundation.ui import forms as ui
from khue.people.accounts.models import Person
from khue.people.organisation.forms.units import UnitField
from khue.people.organisation.models import Position, Unit


class PersonField(forms.ModelChoiceField):
    """A choice among people, in the order of Vietnamese names; the address tells two of one name apart."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.full_name} ({obj.email})"


class PersonForm(ui.Form):
    """What is written about a person."""

    full_name = ui.CharField(label=_("Họ và tên"), max_length=120, help_text=_("Ví dụ Nguyễn Văn Á"))
    title = ui.CharField(label=_("Học hàm, học vị"), max_length=20, required=False, help_text=_("Ví dụ ThS."))
    email = forms.EmailField(
        label=_("Thư điện tử công vụ"),
        help_text=_("Dùng để đăng nhập"),
        error_messages={"invalid": _("Ghi địa chỉ đầy đủ, ví dụ ten@truong.edu.vn.")},
    )
    staff_code = ui.CharField(label=_("Mã cán bộ"), max_length=30, required=False)


class _Post(ui.Form):
    position = forms.ModelChoiceField(
        label=_("Chức vụ"), queryset=Position.objects.none(), empty_label=_("Chọn chức vụ")
    )
    valid_from = ui.DateField(label=_("Từ ngày"))
    decision_number = ui.CharField(label=_("Số quyết định"), max_length=60, required=False)

    def __init__(self, *args: Any, positions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_rows("position", positions)


class _Acting(ui.Form):
    is_acting = forms.BooleanField(
        label=_("Giao quyền (chưa bổ nhiệm chính thức)"), required=False, help_text=_("Khi ký, trước chức vụ có chữ Q.")
    )


class NewPersonForm(PersonForm, _Post):
    """A person and their first post."""

    unit = UnitField(label=_("Đơn vị"), queryset=Unit.objects.none(), empty_label=_("Chọn đơn vị"))
    invite = forms.BooleanField(label=_("Gửi thư mời đặt mật khẩu ngay"), required=False, initial=True)
    field_order = (
        "full_name", "title", "email", "staff_code", "unit", "position", "valid_from", "decision_number", "invite",
    )  # fmt: skip

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_rows("unit", units)


class AppointToUnitForm(_Post, _Acting):
    """From the unit's page: who comes into it."""

    person = PersonField(label=_("Người được bổ nhiệm"), queryset=Person.objects.none(), empty_label=_("Chọn người"))
    valid_to = ui.DateField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu không có thời hạn"))
    field_order = ("person", "position", "valid_from", "valid_to", "decision_number", "is_acting")

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_rows("person", people)


class AppointPersonForm(_Post, _Acting):
    """From the person's page: which unit they come into."""

    unit = UnitField(label=_("Đơn vị"), queryset=Unit.objects.none(), empty_label=_("Chọn đơn vị"))
    valid_to = ui.DateField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu không có thời hạn"))
    field_order = ("unit", "position", "valid_from", "valid_to", "decision_number", "is_acting")

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_rows("unit", units)


class ChargeForm(ui.Form):
    person = PersonField(label=_("Người phụ trách"), queryset=Person.objects.none(), empty_label=_("Chọn người"))
    valid_from = ui.DateField(label=_("Từ ngày"))
    valid_to = ui.DateField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu không có thời hạn"))
    decision_number = ui.CharField(label=_("Số quyết định"), max_length=60, required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_rows("person", people)


class EndForm(ui.Form):
    on = ui.DateField(label=_("Ngày cuối cùng"), help_text=_("Quyền theo chức vụ hết vào cuối ngày này"))


class PositionForm(ui.Form):
    """A post of the institution and the role it brings."""

    code = ui.CharField(label=_("Mã"), max_length=30)
    name = ui.CharField(label=_("Tên chức vụ"), max_length=120, help_text=_("Ví dụ Trưởng khoa"))
    role = forms.ChoiceField(label=_("Vai trò kèm theo"), required=False)
    order = ui.IntegerField(label=_("Thứ tự"), min_value=0, max_value=9999, required=False)

    def __init__(self, *args: Any, roles: list[tuple[str, str]], fixed_code: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("role", [("", _("Không kèm vai trò nào")), *roles])
        if fixed_code:
            del self.fields["code"]

    def clean_order(self) -> int:
        return self.cleaned_data["order"] or 0
