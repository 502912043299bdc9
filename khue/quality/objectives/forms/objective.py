"""One objective as it is written: the statement, whom it serves, targets, tasks, people, time, evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from khue.foundation.ui import forms as ui
from khue.quality.objectives import terms
from khue.quality.objectives.forms import rows

OWN = "own"
_MOST = Decimal("99999999999999")


class Served(forms.ChoiceField):
    """Which objective of the school. Whether it is one is the action's to say, so that saving does not fetch them all."""

    def valid_value(self, value: Any) -> bool:
        return bool(len(value) <= 12)


class ObjectiveForm(ui.Form):
    """The objective itself. `serves` offers the school's objectives; a school-level set has no such question."""

    number = ui.CharField(label=__("TT"), max_length=20)
    statement = ui.CharField(
        label=__("Nội dung mục tiêu"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=__("Ghi rõ làm gì và đạt bao nhiêu, ví dụ: Đảm bảo hiệu suất đào tạo từ 86% trở lên."),
    )  # fmt: skip
    serves = Served(label=__("Phục vụ mục tiêu nào của Trường"), required=False)
    lead = rows.ManyField(label=__("Chủ trì"))
    supporting = rows.ManyField(label=__("Phối hợp"))
    time_text = ui.CharField(
        label=__("Thời hạn"), max_length=300, required=False,
        help_text=__("Ghi như trong kế hoạch: “Suốt năm học”, “Trước 31/3/2027”, “Tháng 6/2027”."),
    )  # fmt: skip
    evidence = ui.CharField(
        label=__("Hồ sơ minh chứng"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=__("Mỗi dòng một loại hồ sơ."),
    )  # fmt: skip
    note = ui.CharField(label=__("Ghi chú"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, school: Callable[[], Sequence[tuple[str, str]]] | None, **kwargs: Any) -> None:
        """`school` gives the school's objectives when the form is shown; None for the school's own set."""
        super().__init__(*args, **kwargs)
        if school is None:
            del self.fields["serves"]
        else:
            ends = [("", _("Chưa chọn"))], [(OWN, _("Mục tiêu riêng của đơn vị"))]
            self.offer("serves", lambda: [*ends[0], *school(), *ends[1]])


class SwotForm(ui.Form):
    """The analysis that a draft stands on."""

    swot = ui.CharField(
        label=__("Phân tích SWOT"), max_length=20000, required=False, widget=forms.Textarea(attrs={"rows": 12})
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class Row(ui.Form):
    """A row of which only the hidden key is left was emptied by the person: it does not count."""

    def has_changed(self) -> bool:
        return any(name != "key" for name in self.changed_data)


class TargetRow(Row):
    """One target. A value is asked for, unless the target is a recognition that is either reached or not."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    subject = ui.CharField(label=__("Đo cái gì"), max_length=500)
    comparator = forms.ChoiceField(label=__("So sánh"), choices=terms.COMPARATORS, initial=terms.AT_LEAST)
    value = ui.DecimalField(label=__("Giá trị"), required=False, max_value=_MOST)
    value_high = ui.DecimalField(label=__("Đến"), required=False, max_value=_MOST)
    unit = ui.CharField(label=__("Đơn vị tính"), max_length=80, required=False)
    baseline = ui.DecimalField(label=__("Năm trước"), required=False, max_value=_MOST)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        comparator = cleaned.get("comparator")
        if comparator == terms.ACHIEVED:
            return cleaned | {"value": None, "value_high": None}
        if cleaned.get("value") is None and "value" not in self.errors and self.has_changed():
            self.add_error("value", _("Nhập giá trị của chỉ tiêu, ví dụ 86 hoặc 92,5."))
        if comparator != terms.BETWEEN:
            return cleaned | {"value_high": None}
        self._check_range(cleaned)
        return cleaned

    def _check_range(self, cleaned: dict[str, Any]) -> None:
        low, high = cleaned.get("value"), cleaned.get("value_high")
        if high is None and "value_high" not in self.errors:
            self.add_error("value_high", _("Nhập số cuối của khoảng “từ … đến …”."))
        elif low is not None and high is not None and high < low:
            self.add_error("value_high", _("Số cuối của khoảng phải lớn hơn hoặc bằng số đầu."))


class TaskRow(Row):
    """One task of the plan; without its own people and time it follows the objective's."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    text = ui.CharField(label=__("Nhiệm vụ, biện pháp"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))
    lead = ui.CharField(label=__("Chủ trì"), max_length=400, required=False)
    supporting = ui.CharField(label=__("Phối hợp"), max_length=400, required=False)
    time_text = ui.CharField(label=__("Thời hạn"), max_length=300, required=False)


TARGET_NAMES = ("key", "subject", "comparator", "value", "value_high", "unit", "baseline")
TASK_NAMES = ("key", "text", "lead", "supporting", "time_text")
TargetRows = forms.formset_factory(TargetRow, formset=rows.BaseRows, extra=0, max_num=rows.MOST, absolute_max=rows.MOST)
TaskRows = forms.formset_factory(TaskRow, formset=rows.BaseRows, extra=0, max_num=rows.MOST, absolute_max=rows.MOST)
