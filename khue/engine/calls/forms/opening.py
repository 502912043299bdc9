"""The notice of a new call, and the units it goes to: all of them unless one is taken out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from khue.foundation.ui import forms as ui
from khue.people.organisation.models import Unit


class OpeningForm(ui.Form):
    """Fields in the order of the printed notice."""

    title = ui.CharField(label=__("Về việc"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    number = ui.CharField(
        label=__("Số thông báo"), max_length=80, required=False,
        help_text=__("Số văn thư đã cấp, ví dụ 412/TB-CĐKTKV. Để trống thì đánh dấu ô dưới, hoặc ghi số sau."),
    )  # fmt: skip
    takes_number = forms.BooleanField(label=__("Lấy số tiếp theo trong sổ văn bản đi"), required=False)
    signer = forms.ChoiceField(label=__("Người ký thông báo"), required=False)
    issued_on = ui.DateField(label=__("Ngày thông báo"))
    due_on = ui.DateField(label=__("Hoàn thành trước ngày"), help_text=__("Ví dụ 31/10/2026"))
    focal_unit = ui.ThingField(label=__("Đơn vị đầu mối tiếp nhận, theo dõi"))
    form_code = forms.ChoiceField(label=__("Biểu mẫu gửi kèm"), required=False)
    text = ui.CharField(
        label=__("Nội dung yêu cầu"), max_length=20000, widget=forms.Textarea(attrs={"rows": 14}),
        help_text=__(
            "Dòng ngắn bắt đầu bằng số thứ tự (1. Yêu cầu), cuối dòng không có dấu chấm, là tên mục. "
            "Thời gian và đầu mối được in thêm ở cuối."
        ),
    )  # fmt: skip
    units = ui.ThingsField(label=__("Gửi đến"))

    def __init__(
        self, *args: Any, units: Sequence[Unit], all_units: Sequence[Unit], templates: Sequence[Any],
        signers: Sequence[tuple[str, str]], **more: Any,
    ):  # fmt: skip
        super().__init__(*args, **more)
        self.offer_things("units", ui.by_id(units), lambda unit: unit.name)
        self.fields["units"].error_messages["required"] = _("Chọn ít nhất một đơn vị.")
        self.offer_things("focal_unit", ui.by_id(all_units), lambda unit: unit.name)
        self.offer("signer", signers)
        named = [(code, f"{code}. {title}") for code, title in templates]
        self.offer("form_code", [("", _("Không gửi kèm biểu mẫu")), *named])
