"""Year end: what the unit says of the whole set, and of each objective."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as __

from khue.foundation.ui import forms as ui


class EvaluationForm(ui.Form):
    """The words around the table; the numbers are drawn from the measurements."""

    summary = ui.CharField(
        label=__("Nhận xét chung"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    strengths = ui.CharField(
        label=__("Kết quả nổi bật"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    proposals = ui.CharField(
        label=__("Kiến nghị"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class RowForm(ui.Form):
    """One objective. Whether a cause must be given is the action's to say: a half-written report may be saved."""

    cause = ui.CharField(
        label=__("Nguyên nhân không đạt"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    remedy = ui.CharField(
        label=__("Hướng xử lý"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    carry_over = forms.BooleanField(label=__("Chuyển tiếp sang năm sau"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
