"""Forms of the register and of the end of a paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as __

from khue.engine.papers import terms
from khue.foundation.ui import forms as ui
from khue.people.organisation.models import Unit


class LineForm(ui.Form):
    """A line of the register written by hand: the next number, or one that was given elsewhere."""

    kind = forms.ChoiceField(label=__("Loại văn bản"), choices=terms.KINDS)
    number = ui.CharField(
        label=__("Số, ký hiệu"), max_length=80, required=False,
        help_text=__("Để trống thì Khuê cấp số tiếp theo. Số đã cấp ở nơi khác thì ghi vào, ví dụ 317/QĐ-CĐKTKV."),
    )  # fmt: skip
    issued_on = ui.DateField(label=__("Ngày văn bản"))
    abstract = ui.CharField(label=__("Trích yếu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    signer_name = ui.CharField(label=__("Người ký"), max_length=120)
    unit = forms.ChoiceField(label=__("Đơn vị soạn"))

    def __init__(self, *args: Any, units: Sequence[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        self._units = {unit.public_id: unit for unit in units}
        self.fields["unit"].choices = [(key, unit.name) for key, unit in self._units.items()]  # type: ignore[attr-defined]

    def clean_unit(self) -> Unit:
        return self._units[self.cleaned_data["unit"]]


class RecallForm(ui.Form):
    """Why a paper is recalled; the reason stands on it for whoever reads it."""

    reason = ui.CharField(
        label=__("Lý do thu hồi"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": __("Ghi lý do, ví dụ: sai căn cứ ban hành.")},
    )  # fmt: skip
