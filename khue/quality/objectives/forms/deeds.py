"""What the deed of a step asks for. Which fields stand there follows from the outcome, as the pack has it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from khue.foundation.ui import forms as ui
from khue.quality.objectives.forms import decisions, results

ISSUE, CONSULT = "objectives.issue", "objectives.open_consultation"


class DeedForm(decisions.DecisionForm):
    """One outcome with its reason; the decision's number and date where it issues; a paper for each gate it must pass."""

    outcome = forms.CharField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    capacity = forms.ChoiceField(label=__("Ký với tư cách"), required=False)
    reason = ui.CharField(
        label=__("Ý kiến kèm theo"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    comments_until = ui.DateField(
        label=__("Nhận góp ý đến hết ngày"),
        required=False,
        help_text=__(
            "Sau ngày này máy không nhận góp ý nữa, trừ khi gia hạn. Để trống thì nhận đến khi kết thúc góp ý."
        ),
    )
    field_order = ("outcome", "seen", "capacity", "reason", "comments_until")

    def __init__(
        self,
        *args: Any,
        effects: Iterable[str],
        gates: Iterable[tuple[str, str]] = (),
        reason_required: bool = False,
        capacities: Iterable[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        """`gates`: code and the sentence that asks for its paper; `capacities` key and words of each, asked for when there are
        several."""
        super().__init__(*args, **kwargs)
        if len(offered := list(capacities)) < 2:
            del self.fields["capacity"]
        else:
            self.offer("capacity", offered)
        self.papers_of: dict[str, str] = {}
        if CONSULT not in effects:
            del self.fields["comments_until"]
        if ISSUE not in effects:
            del self.fields["decision_number"], self.fields["decided_on"], self.fields["written_elsewhere"]
        if reason_required:
            self.fields["reason"].required = True
            self.fields["reason"].label = _("Lý do")
            self.fields["reason"].error_messages["required"] = _("Ghi lý do để người soạn biết phải sửa gì.")
        for code, message in gates:
            self.papers_of[code] = f"gate-{code}"
            self.fields[f"gate-{code}"] = ui.FileField(
                label=_("Tệp đính kèm"), help_text=message, kinds=results.KINDS, error_messages={"required": message}
            )
            self.fields[f"gate-{code}-on"] = ui.DateField(
                label=_("Ngày ghi trên tệp đính kèm"), help_text=_("Ngày họp, ngày ký; không phải ngày tải lên.")
            )

    @property
    def brought(self) -> tuple[str, ...]:
        """The gates whose paper came with this form."""
        return tuple(code for code, name in self.papers_of.items() if self.cleaned_data.get(name))

    @property
    def papers(self) -> list[tuple[str, Any, date]]:
        """Title, file and own day of each paper."""
        return [
            (_("Biên bản họp góp ý"), self.cleaned_data[self.papers_of[code]], self.cleaned_data[f"gate-{code}-on"])
            for code in self.brought
        ]

    @property
    def facts(self) -> dict[str, Any]:
        """What the effects are told."""
        names = ("seen", "capacity", "comments_until", "decision_number", "decided_on", "written_elsewhere")
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
    start = forms.ChoiceField(label=__("Cách bắt đầu"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, last: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(self.EMPTY, _("Bảng trống, tự nhập từng mục tiêu"))]
        if last:
            choices.insert(0, (self.LAST, last))
        self.offer("start", choices)
        self.fields["start"].initial = choices[0][0]
