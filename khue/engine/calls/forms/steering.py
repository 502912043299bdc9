"""A later deadline, units that come in later, the number, the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from khue.foundation.ui import forms as ui
from khue.people.organisation.models import Unit


class ExtensionForm(ui.Form):
    due_on = ui.DateField(label=__("Hạn mới"))
    reason = ui.CharField(label=__("Lý do gia hạn"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class NumberForm(ui.Form):
    number = ui.CharField(
        label=__("Số thông báo"), max_length=80, required=False,
        help_text=__("Để trống thì lấy số tiếp theo trong sổ. Số văn thư đã cấp thì ghi vào, ví dụ 412/TB-CĐKTKV."),
    )  # fmt: skip
    issued_on = ui.DateField(label=__("Ngày thông báo"))


class CloseForm(ui.Form):
    reason = ui.CharField(
        label=__("Lý do"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=__("Phải ghi khi còn đơn vị chưa hoàn thành."),
    )  # fmt: skip


class JoinForm(ui.Form):
    """Units that are expected to answer and are not in the call."""

    units = ui.ThingsField(label=__("Đơn vị thêm vào đợt"))

    def __init__(self, *args: Any, units: Sequence[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer_things("units", ui.by_id(units), lambda unit: unit.name)
        self.fields["units"].error_messages["required"] = _("Chọn ít nhất một đơn vị.")
