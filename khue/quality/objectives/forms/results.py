"""Results: a measurement with its evidence, progress of a task."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from khue.engine.records import terms as record_terms
from khue.foundation.ui import forms as ui
from khue.quality.objectives import terms

KINDS = tuple(record_terms.KINDS)


class EvidenceForm(ui.Form):
    """Evidence that goes with a report: a file, a link, or what is there already. All of it may stay empty."""

    file = ui.FileField(label=__("Tệp minh chứng"), required=False, kinds=KINDS)
    url = forms.URLField(
        label=__("Liên kết"), required=False, max_length=500, assume_scheme="https",
        error_messages={"invalid": __("Ghi đủ địa chỉ, ví dụ https://khuevan.example/bao-cao.")},
    )  # fmt: skip
    title = ui.CharField(label=__("Tên minh chứng"), max_length=300, required=False)
    effective_on = ui.DateField(
        label=__("Ngày có hiệu lực của minh chứng"), required=False,
        help_text=__("Ngày ghi trên văn bản, không phải ngày tải lên."),
    )  # fmt: skip
    existing = forms.ChoiceField(label=__("Hoặc chọn minh chứng đã có"), required=False)

    def __init__(self, *args: Any, existing: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("existing", [("", _("Không chọn")), *existing])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("file") and cleaned.get("url"):
            self.add_error("url", _("Gửi tệp hoặc liên kết; mỗi minh chứng một trong hai."))
        if (
            (cleaned.get("file") or cleaned.get("url"))
            and not cleaned.get("effective_on")
            and "effective_on" not in self.errors
        ):
            self.add_error("effective_on", _("Nhập ngày có hiệu lực của minh chứng, ví dụ 02/6/2027."))
        if cleaned.get("url") and not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", _("Đặt tên cho minh chứng để người khác biết liên kết này là gì."))
        return cleaned

    @property
    def brings_new(self) -> bool:
        return bool(self.cleaned_data.get("file") or self.cleaned_data.get("url"))


class MeasurementForm(EvidenceForm):
    """A value, or numerator and denominator for a rate, on a day."""

    value = ui.DecimalField(label=__("Kết quả"), required=False)
    numerator = ui.DecimalField(label=__("Tử số"), required=False, min_value=0)
    denominator = ui.DecimalField(label=__("Mẫu số"), required=False, min_value=0)
    as_of = ui.DateField(label=__("Số liệu tính đến ngày"))
    note = ui.CharField(label=__("Ghi chú"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    corrects = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, comparator: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_recognition = comparator == terms.ACHIEVED
        if self.is_recognition:
            del self.fields["numerator"], self.fields["denominator"]
            self.fields["value"] = forms.TypedChoiceField(
                label=_("Kết quả"), choices=[("1", _("Có, đã được công nhận")), ("0", _("Không được công nhận"))],
                widget=forms.RadioSelect, coerce=Decimal, error_messages={"required": _("Chọn có hay không được công nhận.")},
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_recognition:
            return cleaned
        top, bottom = cleaned.get("numerator"), cleaned.get("denominator")
        given = {name for name in ("numerator", "denominator") if cleaned.get(name) is not None}
        if len(given) == 1 and not {"numerator", "denominator"} & set(self.errors):
            missing = ({"numerator", "denominator"} - given).pop()
            self.add_error(missing, _("Ghi đủ cả tử số và mẫu số, ví dụ 412 và 489."))
        elif bottom == 0:
            self.add_error("denominator", _("Mẫu số phải lớn hơn 0."))
        elif (
            top is None
            and cleaned.get("value") is None
            and not {"value", "numerator", "denominator"} & set(self.errors)
        ):
            self.add_error("value", _("Nhập kết quả, hoặc nhập tử số và mẫu số để máy tính."))
        return cleaned


class ProgressForm(EvidenceForm):
    """How far a task is."""

    progress = forms.ChoiceField(label=__("Tình trạng"), choices=terms.PROGRESS)
    percent = ui.IntegerField(label=__("Đã làm được (%)"), min_value=0, max_value=100, required=False)
    note = ui.CharField(
        label=__("Nội dung đã làm"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
