"""Year end: what the unit says of the whole set, and of each objective."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from khue.foundation.ui import forms as ui

WORDS = ("cause", "remedy", "carry_over")


class EvaluationForm(ui.Form):
    """The words around the table, and for each objective its cause, its remedy and whether it is carried over.

    The numbers are drawn from the measurements. Whether a cause must be given is the action's to say: a half-written report
    may be saved. Fields of an objective are named `cause-<public id>`, as refusals name them.
    """

    summary = ui.CharField(
        label=__("Nhận xét chung"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    strengths = ui.CharField(
        label=__("Kết quả nổi bật"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    proposals = ui.CharField(
        label=__("Kiến nghị"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, objectives: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        """`objectives`: public id and number of each."""
        super().__init__(*args, **kwargs)
        self.keys = dict(objectives)
        for key, number in self.keys.items():
            self.fields[f"cause-{key}"] = _long(_("Nguyên nhân, mục tiêu %(n)s") % {"n": number})
            self.fields[f"remedy-{key}"] = _long(_("Hướng xử lý, mục tiêu %(n)s") % {"n": number})
            self.fields[f"carry_over-{key}"] = forms.BooleanField(label=_("Chuyển tiếp sang năm sau"), required=False)

    def row(self, key: str) -> dict[str, Any]:
        """What was said of one objective; only of a valid form."""
        return {name: self.cleaned_data[f"{name}-{key}"] for name in WORDS}

    @property
    def rows(self) -> dict[str, dict[str, Any]]:
        return {key: self.row(key) for key in self.keys}


def _long(label: str) -> ui.CharField:
    return ui.CharField(label=label, max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
