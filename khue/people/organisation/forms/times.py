"""Forms about periods and the calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khue.foundation.kernel import errors
from khue.foundation.kernel.periods import SchoolYear
from khue.foundation.ui import forms as ui
from khue.people.organisation import terms


class PeriodForm(ui.Form):
    """A school year is written “2026 - 2027”, a calendar year “2026”; the days follow unless they are given."""

    kind = forms.ChoiceField(label=_("Loại"), choices=terms.PERIOD_KINDS)
    year = ui.CharField(label=_("Năm"), max_length=12, help_text=_("2026 - 2027 với năm học, 2026 với năm dương lịch"))
    starts_on = ui.DateField(
        label=_("Bắt đầu"), required=False, help_text=_("Để trống: 01/9 với năm học, 01/01 với năm dương lịch")
    )
    ends_on = ui.DateField(label=_("Kết thúc"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "year" in data and "kind" in data:
            try:
                data |= _bounds(data["kind"], data["year"], data.get("starts_on"), data.get("ends_on"))
            except errors.Invalid as refusal:
                self.add_error("year", refusal.message)
        return data


def _bounds(kind: str, year: str, starts_on: Any, ends_on: Any) -> dict[str, Any]:
    if kind == terms.SCHOOL_YEAR:
        told = SchoolYear.parse(year)
        code, name, first, last = told.code, str(_("Năm học %s")) % told.label, told.starts_on, told.ends_on
    elif year.strip().isdecimal() and 1990 <= int(year) <= 2200:
        code = year.strip()
        name, first, last = str(_("Năm %s")) % code, date(int(code), 1, 1), date(int(code), 12, 31)
    else:
        raise errors.Invalid("year", str(_("Ghi năm bằng bốn chữ số, ví dụ 2026.")))
    return {"code": code, "name": name, "starts_on": starts_on or first, "ends_on": ends_on or last}


class CalendarDayForm(ui.Form):
    day = ui.DateField(label=_("Ngày"))
    name = ui.CharField(label=_("Lý do"), max_length=120, help_text=_("Ví dụ Nghỉ ngày thành lập Trường"))
    is_working = forms.TypedChoiceField(
        label=_("Ngày này"),
        choices=[("nghi", _("Nghỉ")), ("lam", _("Làm việc (làm bù)"))],
        coerce=lambda value: value == "lam",
    )
