"""Comments on a draft, and their answers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as __

from khue.foundation.ui import forms as ui
from khue.quality.objectives import terms


class CommentForm(ui.Form):
    """One comment; on one objective when `objective` is given."""

    objective = forms.CharField(required=False, widget=forms.HiddenInput)
    text = ui.CharField(
        label=__("Góp ý"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": __("Viết nội dung góp ý trước khi gửi.")},
    )  # fmt: skip


class AnswerForm(ui.Form):
    """Taken up or explained; an explanation is more than a word."""

    response = forms.ChoiceField(
        label=__("Trả lời"), choices=terms.RESPONSES, widget=forms.RadioSelect,
        error_messages={"required": __("Chọn “Tiếp thu” hoặc “Giải trình”.")},
    )  # fmt: skip
    response_text = ui.CharField(
        label=__("Nội dung trả lời"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
