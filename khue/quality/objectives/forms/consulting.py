"""Running a consultation: until when, what the meeting decided, the signed paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as __

from khue.foundation.ui import forms as ui
from khue.quality.objectives.forms import results


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_name)


class ExtendForm(ui.Form):
    deadline = ui.DateField(label=__("Nhận góp ý đến hết ngày"))


class MinutesForm(ui.Form):
    """Biên bản họp. Comments and answers come from the data; only what nobody wrote down yet is asked."""

    met_on = ui.DateField(label=__("Ngày họp"), help_text=__("Thời hạn hoàn chỉnh được tính từ ngày này."))
    starts_at = forms.TimeField(
        label=__("Bắt đầu lúc"), widget=forms.TextInput(attrs={"placeholder": "08:00"}),
        error_messages={"invalid": __("Ghi giờ như 08:00.")},
    )  # fmt: skip
    ends_at = forms.TimeField(
        label=__("Kết thúc lúc"), required=False, widget=forms.TextInput(attrs={"placeholder": "10:30"}),
        error_messages={"invalid": __("Ghi giờ như 10:30.")},
    )  # fmt: skip
    place = ui.CharField(label=__("Địa điểm"), max_length=200, help_text=__("Ví dụ Phòng họp khoa."))
    chair = PersonField(label=__("Chủ tọa"), queryset=None, empty_label=__("Chọn người"))
    secretary = PersonField(label=__("Thư ký"), queryset=None, empty_label=__("Chọn người"))
    attendees = forms.MultipleChoiceField(
        label=__("Có mặt"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": __("Đánh dấu người dự họp.")},
    )
    absent = ui.CharField(
        label=__("Vắng mặt"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=__("Ai vắng, có lý do hay không."),
    )  # fmt: skip
    conclusions = ui.CharField(
        label=__("Kết luận của chủ tọa"), max_length=6000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=__("Mỗi ý một dòng. Các ý kiến và trả lời tự có trong biên bản."),
    )  # fmt: skip
    votes_for = ui.IntegerField(label=__("Số phiếu tán thành"), min_value=0, required=False)
    votes_against = ui.IntegerField(label=__("Số phiếu không tán thành"), min_value=0, required=False)
    votes_other = ui.IntegerField(label=__("Số phiếu có ý kiến khác"), min_value=0, required=False)

    def __init__(self, *args: Any, people: Any, attendees: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("chair", "secretary"):
            self.offer_rows(name, people)
        self.offer("attendees", attendees)


class SignedForm(ui.Form):
    """The signed minutes, scanned or photographed."""

    file = ui.FileField(
        label=__("Biên bản đã ký"), kinds=results.KINDS, help_text=__("Bản chụp, bản quét hoặc tệp ký số.")
    )
