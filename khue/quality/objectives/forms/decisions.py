"""What is asked of the decision by which sets are issued, whether one or several of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from khue.foundation.ui import forms as ui


class DecisionForm(ui.Form):
    """Its number, where it has one already, and its day. One that was signed elsewhere has a number."""

    decision_number = ui.CharField(
        label=__("Số quyết định"), max_length=80, required=False,
        help_text=__("Để trống thì Khuê cấp số tiếp theo trong sổ. Văn thư đã cấp số thì ghi vào, ví dụ 318/QĐ-CĐKTKV."),
    )  # fmt: skip
    written_elsewhere = forms.BooleanField(
        label=__("Quyết định đã soạn và ký ở nơi khác, Khuê chỉ tạo các biểu mẫu kèm theo"), required=False
    )
    decided_on = ui.DateField(label=__("Ngày quyết định"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("written_elsewhere") and not cleaned.get("decision_number"):
            self.add_error("decision_number", _("Quyết định đã ký ở nơi khác thì có số: ghi số ấy."))
        return cleaned
