"""Giving and taking a role."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khue.foundation.ui import forms as ui
from khue.people.access.models import Role
from khue.people.accounts.models import Person
from khue.people.organisation.models import Unit


class _People(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.full_name} ({obj.email})"


class GrantForm(ui.Form):
    """Who gets which role, over which unit, from when to when."""

    person = _People(label=_("Giao cho"), queryset=Person.objects.none(), empty_label=_("Chọn người"))
    role = forms.ModelChoiceField(label=_("Vai trò"), queryset=Role.objects.none(), empty_label=_("Chọn vai trò"))
    unit = forms.ModelChoiceField(
        label=_("Ở đơn vị"),
        queryset=Unit.objects.none(),
        empty_label=_("Chọn đơn vị"),
        help_text=_("Gồm cả các đơn vị trực thuộc"),
    )
    valid_from = ui.DateField(label=_("Từ ngày"))
    valid_to = ui.DateField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu không có thời hạn"))
    upward = forms.BooleanField(
        label=_("Cho xem cả các cơ sở trực thuộc"),
        required=False,
        help_text=_("Chỉ dùng cho Sở, cơ quan quản lý"),
    )

    def __init__(self, *args: Any, people: Any, roles: Any, units: Any, authority: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_rows("person", people)
        self.offer_rows("role", roles)
        self.offer_rows("unit", units)
        if not authority:
            del self.fields["upward"]


class RevokeForm(ui.Form):
    on = ui.DateField(label=_("Ngày cuối cùng còn hiệu lực"), help_text=_("Để ngày hôm qua thì quyền hết ngay bây giờ"))
