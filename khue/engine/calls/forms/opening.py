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
    focal_unit = forms.ChoiceField(label=__("Đơn vị đầu mối tiếp nhận, theo dõi"))
    form_code = forms.ChoiceField(label=__("Biểu mẫu gửi kèm"), required=False)
    text = ui.CharField(
        label=__("Nội dung yêu cầu"), max_length=20000, widget=forms.Textarea(attrs={"rows": 14}),
        help_text=__(
            "Dòng ngắn bắt đầu bằng số thứ tự (1. Yêu cầu), cuối dòng không có dấu chấm, là tên mục. "
            "Thời gian và đầu mối được in thêm ở cuối."
        ),
    )  # fmt: skip
    units = forms.MultipleChoiceField(label=__("Gửi đến"), widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, *args: Any, units: Sequence[Unit], all_units: Sequence[Unit], templates: Sequence[Any],
        signers: Sequence[tuple[str, str]], **more: Any,
    ):  # fmt: skip
        super().__init__(*args, **more)
        self.of_units = {unit.public_id: unit for unit in units}
        self.of_all = {unit.public_id: unit for unit in all_units}
        self.fields["units"].choices = [(key, unit.name) for key, unit in self.of_units.items()]  # type: ignore[attr-defined]
        self.fields["units"].error_messages["required"] = _("Chọn ít nhất một đơn vị.")
        self.fields["focal_unit"].choices = [(key, unit.name) for key, unit in self.of_all.items()]  # type: ignore[attr-defined]
        self.fields["signer"].choices = list(signers)  # type: ignore[attr-defined]
        named = [(code, f"{code}. {title}") for code, title in templates]
        self.fields["form_code"].choices = [("", _("Không gửi kèm biểu mẫu")), *named]  # type: ignore[attr-defined]

    @property
    def chosen_units(self) -> list[Unit]:
        return [self.of_units[key] for key in self.cleaned_data["units"]]

    @property
    def chosen_focal(self) -> Unit:
        return self.of_all[self.cleaned_data["focal_unit"]]
