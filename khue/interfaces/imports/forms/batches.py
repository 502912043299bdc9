"""Many files at once, and whose plan one of them is."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from khue.foundation.ui import forms
from khue.interfaces.imports import terms
from khue.interfaces.imports.forms.plans import KINDS
from khue.people.organisation.models import Period, Unit


class BatchForm(forms.Form):
    """`period` is only asked for a new batch. A file of another kind comes along and is refused by name, so that it stops no other."""

    period = forms.ThingField(
        label=_("Năm học"), help_text=_("Dùng cho tệp không ghi năm học; tệp có ghi thì theo tệp.")
    )
    plans = forms.FilesField(
        label=_("Thả các tệp kế hoạch vào đây hoặc chọn tệp"), max_bytes=terms.BATCH_LIMITS.sending_bytes,
        allow_empty_file=True,
    )  # fmt: skip

    def __init__(self, *args: Any, periods: list[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plans"].widget.attrs["accept"] = ",".join(KINDS)
        if periods:
            self.offer_things("period", {one.code: one for one in periods}, lambda one: one.name)
        else:
            del self.fields["period"]


class PlaceForm(forms.Form):
    unit = forms.ThingField(label=_("Đơn vị"))
    period = forms.ThingField(label=_("Năm học"))

    def __init__(self, *args: Any, units: list[Unit], periods: list[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_things("unit", forms.by_id(units), lambda unit: unit.name, before=[("", _("Chọn đơn vị"))])
        years = {one.code: one for one in periods}
        self.offer_things("period", years, lambda one: one.name, before=[("", _("Chọn năm học"))])
