"""What the quality office says of a rule."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as __

from khue.foundation.ui import forms as ui
from khue.quality.objectives import terms


class RuleForm(ui.Form):
    """On or off, how grave, why."""

    ON, OFF = "on", "off"
    state = forms.ChoiceField(
        label=__("Quy tắc này"), choices=[(ON, __("Kiểm tra")), (OFF, __("Không kiểm tra"))], widget=forms.RadioSelect
    )
    severity = forms.ChoiceField(label=__("Mức độ"), choices=terms.SEVERITIES)
    reason = ui.CharField(
        label=__("Lý do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=__("Lưu vào nhật ký, ví dụ: mẫu của Trường không có cột minh chứng."),
    )  # fmt: skip
