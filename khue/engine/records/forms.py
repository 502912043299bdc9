"""Forms of the evidence library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from khue.engine.records import terms
from khue.foundation.ui import forms as ui
from khue.people.organisation.models import Unit


class WordsForm(ui.Form):
    """What is written about a piece of evidence."""

    title = ui.CharField(
        label=__("Tên minh chứng"),
        max_length=300,
        help_text=__("Ví dụ: Biên bản ghi nhớ hợp tác với Công ty Cơ khí Sông Mây."),
    )
    effective_on = ui.DateField(
        label=__("Ngày có hiệu lực"),
        help_text=__("Ngày ghi trên văn bản hoặc ngày có số liệu, không phải ngày tải lên."),
    )
    confidentiality = forms.ChoiceField(
        label=__("Mức độ bảo mật"), choices=terms.CONFIDENTIALITY, initial=terms.INTERNAL
    )
    code = ui.CharField(
        label=__("Mã minh chứng"),
        max_length=60,
        required=False,
        help_text=__("Nếu bộ hồ sơ có quy ước, ví dụ H2.04.01."),
    )


class EvidenceForm(WordsForm):
    """A new piece: a file or a link, of one unit."""

    file = ui.FileField(
        label=__("Tệp"), required=False, max_bytes=terms.MAX_BYTES, kinds=terms.KINDS,
        help_text=__("Word, Excel, PDF, ảnh chụp, tệp nén; không quá 20 MB."),
    )  # fmt: skip
    url = forms.URLField(
        label=__("Hoặc liên kết"), required=False, max_length=500, assume_scheme="https",
        error_messages={"invalid": __("Ghi đủ địa chỉ, ví dụ https://khuevan.example/bao-cao.")},
    )  # fmt: skip
    unit = ui.ThingField(label=__("Đơn vị giữ minh chứng"))
    field_order = ("file", "url", "title", "effective_on", "unit", "confidentiality", "code")

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_things("unit", ui.by_id(units), lambda unit: unit.name)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        is_broken = {"file", "url"} & self.errors.keys()
        if not is_broken and not cleaned.get("file") and not cleaned.get("url"):
            self.add_error("file", _("Gửi một tệp hoặc ghi một liên kết."))
        elif cleaned.get("file") and cleaned.get("url"):
            self.add_error("url", _("Gửi tệp hoặc liên kết; mỗi minh chứng một trong hai."))
        return cleaned
