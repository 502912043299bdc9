"""What is asked of the policy and of an indicator."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from khue.foundation.ui import forms as ui
from khue.people.organisation.models import Period, Unit
from khue.quality.strategy.models import COMPARATORS


class PolicyForm(ui.Form):
    words = ui.CharField(label=__("Nội dung chính sách"), max_length=8000, widget=forms.Textarea(attrs={"rows": 8}))
    number = ui.CharField(
        label=__("Số quyết định"), max_length=80, required=False, help_text=__("Ví dụ 2617/QĐ-CĐKTKV")
    )
    issued_on = ui.DateField(label=__("Ngày ban hành"))


class IndicatorForm(ui.Form):
    """One number field for each school year, one box for each unit."""

    code = ui.CharField(label=__("Mã"), max_length=20, help_text=__("Ví dụ CL01"))
    subject = ui.CharField(
        label=__("Đo cái gì"), max_length=500, help_text=__("Ví dụ Tỷ lệ HSSV có việc làm đúng ngành")
    )
    comparator = forms.ChoiceField(label=__("So sánh"), choices=COMPARATORS)
    unit_of_measure = ui.CharField(
        label=__("Đơn vị tính"), max_length=80, required=False, help_text=__("Ví dụ %, đề tài")
    )

    def __init__(self, *args: Any, periods: Sequence[Period], units: Sequence[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        self.periods = list(periods)
        for period in self.periods:
            self.fields[f"nam-{period.code}"] = ui.DecimalField(label=period.name, required=False)
        self.fields["units"] = ui.ThingsField(label=_("Giao cho đơn vị"), required=False)
        self.offer_things("units", ui.by_id(units), lambda unit: unit.name)

    @property
    def year_fields(self) -> list[forms.BoundField]:
        return [self[f"nam-{period.code}"] for period in self.periods]

    @property
    def values(self) -> dict[Period, Decimal | None]:
        return {period: self.cleaned_data[f"nam-{period.code}"] for period in self.periods}
