"""Many files at once, and whose plan one of them is."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from khue.foundation.ui import forms
from khue.interfaces.imports import terms
from khue.interfaces.imports.forms.plans import KINDS
from khue.people.organisation.models import Period, Unit


class BatchForm(forms.Form):
    """`period` is only asked for a new batch. A file of another kind comes along and is refused by name, so that it stops no other."""

    period = django_forms.ChoiceField(
        label=_("Năm học"), help_text=_("Dùng cho tệp không ghi năm học; tệp có ghi thì theo tệp.")
    )
    plans = forms.FilesField(
        label=_("Thả các tệp kế hoạch vào đây hoặc chọn tệp"), max_bytes=terms.BATCH_LIMITS.sending_bytes
    )

    def __init__(self, *args: Any, periods: list[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.periods = {period.code: period for period in periods}
        self.fields["plans"].widget.attrs["accept"] = ",".join(KINDS)
        self.fields["plans"].allow_empty_file = True  # type: ignore[attr-defined]
        if periods:
            self.fields["period"].choices = [(code, one.name) for code, one in self.periods.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["period"]

    def clean_period(self) -> Period:
        return self.periods[self.cleaned_data["period"]]


class PlaceForm(forms.Form):
    unit = django_forms.ChoiceField(label=_("Đơn vị"))
    period = django_forms.ChoiceField(label=_("Năm học"))

    def __init__(self, *args: Any, units: list[Unit], periods: list[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.public_id: unit for unit in units}
        self.periods = {period.code: period for period in periods}
        offered: Any = self.fields
        offered["unit"].choices = [("", _("Chọn đơn vị")), *((key, unit.name) for key, unit in self.units.items())]
        offered["period"].choices = [("", _("Chọn năm học")), *((code, one.name) for code, one in self.periods.items())]

    def clean_unit(self) -> Unit:
        return self.units[self.cleaned_data["unit"]]

    def clean_period(self) -> Period:
        return self.periods[self.cleaned_data["period"]]
