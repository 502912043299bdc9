"""Comments on a draft, and their answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as __

from khue.foundation.ui import forms as ui
from khue.quality.objectives import terms


class CommentForm(ui.Form):
    """One comment; on one objective when `objective` is given."""

    objective = forms.CharField(required=False, widget=forms.HiddenInput)
    part = forms.ChoiceField(label=__("Về phần nào"), required=False, widget=forms.RadioSelect)
    text = ui.CharField(
        label=__("Góp ý"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": __("Viết nội dung góp ý trước khi gửi.")},
    )  # fmt: skip

    def __init__(self, *args: Any, parts: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("part", parts)
        if len(parts) < 2:
            del self.fields["part"]


class AnswerForm(ui.Form):
    """Taken up or explained; an explanation is more than a word."""

    response = forms.ChoiceField(
        label=__("Trả lời"), choices=terms.RESPONSES, widget=forms.RadioSelect,
        error_messages={"required": __("Chọn “Tiếp thu” hoặc “Giải trình”.")},
    )  # fmt: skip
    response_text = ui.CharField(
        label=__("Nội dung trả lời"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    changes = forms.MultipleChoiceField(
        label=__("Tiếp thu bằng những chỗ sửa nào"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=__("Chưa sửa thì để trống: khi trình, máy ghi những chỗ đã sửa ở mục được góp ý."),
    )  # fmt: skip

    def __init__(self, *args: Any, changes: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("changes", changes)
        if not changes:
            del self.fields["changes"]
