"""What the deed of a step asks for. Which fields stand there follows from the outcomes' effects, as the pack has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from khue.foundation.ui import forms as ui

ISSUE = "objectives.issue"


class DeedForm(ui.Form):
    """The chosen outcome with its reason and, where an effect asks for it, the decision's number and date or a met gate."""

    outcome = forms.CharField(widget=forms.HiddenInput)
    reason = ui.CharField(
        label=__("Ý kiến kèm theo"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    decision_number = ui.CharField(
        label=__("Số quyết định"), max_length=80, required=False, help_text=__("Ví dụ: 318/QĐ-CĐKTKV.")
    )
    decided_on = ui.DateField(label=__("Ngày quyết định"), required=False)

    def __init__(
        self, *args: Any, effects: Iterable[str], gates: Iterable[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if ISSUE not in effects:
            del self.fields["decision_number"], self.fields["decided_on"]
        self.gate_names = {f"gate-{code}": code for code, _message in gates}
        for code, message in gates:
            self.fields[f"gate-{code}"] = forms.BooleanField(label=message, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "decision_number" in self.fields:
            for name, said in (
                ("decision_number", _("Nhập số quyết định.")),
                ("decided_on", _("Nhập ngày quyết định.")),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, said)
        return cleaned

    @property
    def gates(self) -> tuple[str, ...]:
        """The gates the person has confirmed."""
        return tuple(code for name, code in self.gate_names.items() if self.cleaned_data.get(name))

    @property
    def extra(self) -> dict[str, Any]:
        """What the effects get as their data."""
        names = ("decision_number", "decided_on")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}


class ReasonForm(ui.Form):
    """Why: withdrawing a draft, making a new version of an issued set."""

    reason = ui.CharField(
        label=__("Lý do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": __("Ghi lý do, ví dụ: điều chỉnh theo quyết định giao chỉ tiêu tuyển sinh.")},
    )  # fmt: skip


class OpeningForm(ui.Form):
    """How a new set begins: empty, or from an earlier one."""

    EMPTY, LAST = "empty", "last"
    start = forms.ChoiceField(label=__("Bắt đầu từ"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, last: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(self.EMPTY, _("Bảng trống, tự nhập từng mục tiêu"))]
        if last:
            choices.insert(0, (self.LAST, last))
        self.fields["start"].choices = choices  # type: ignore[attr-defined]
        self.fields["start"].initial = choices[0][0]
