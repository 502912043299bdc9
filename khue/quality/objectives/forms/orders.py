"""The form of one decision for several sets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from khue.foundation.ui import forms as ui
from khue.people.accounts.models import Person
from khue.people.organisation.models import Unit
from khue.quality.objectives.forms.decisions import DecisionForm
from khue.quality.objectives.models import ObjectiveSet


class OrderForm(DecisionForm):
    """The decision, the sets it issues, whom it goes to."""

    sets = ui.ThingsField(label=__("Bộ mục tiêu đã phê duyệt"))
    signer = ui.ThingField(label=__("Người ký quyết định"), required=False)
    bases = ui.CharField(
        label=__("Căn cứ"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=__("Mỗi căn cứ một dòng. Để trống thì dùng các căn cứ trong mẫu quyết định."),
    )  # fmt: skip
    units = ui.ThingsField(
        label=__("Gửi thêm đơn vị"), required=False,
        help_text=__("Các đơn vị được ban hành mục tiêu luôn có trong nơi nhận."),
    )  # fmt: skip
    people = ui.ThingsField(
        label=__("Gửi cá nhân"), required=False,
        help_text=__("Lãnh đạo Trường và đơn vị nhận với tư cách cá nhân, để báo cáo."),
    )  # fmt: skip
    outside = ui.CharField(
        label=__("Nơi nhận khác"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=__("Ngoài Trường, mỗi nơi một dòng, ví dụ: Sở Giáo dục và Đào tạo (để báo cáo)."),
    )  # fmt: skip

    field_order = ("sets",)

    def __init__(
        self, *args: Any, sets: Sequence[ObjectiveSet], signers: Mapping[str, Any], units: Sequence[Unit],
        people: Sequence[tuple[Person, str]], **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        titles = {one.pk: title for one, title in people}
        self.offer_things("sets", ui.by_id(sets), lambda one: one.unit.name)
        self.offer_things("signer", signers, lambda one: one[0])
        self.offer_things("units", ui.by_id(units), lambda unit: unit.name)
        self.offer_things(
            "people",
            ui.by_id(one for one, _title in people),
            lambda one: ", ".join(filter(None, [one.display_name, titles[one.pk]])),
        )
        self.fields["sets"].error_messages["required"] = _("Chọn ít nhất một bộ mục tiêu đã phê duyệt.")

    @property
    def chosen_signer(self) -> Any:
        """The approval by which the signer signs; None: as the procedure has it."""
        chosen = self.cleaned_data["signer"]
        return chosen[1] if chosen else None

    @property
    def own_bases(self) -> list[str]:
        return _lines(self.cleaned_data["bases"])

    @property
    def outside_names(self) -> list[str]:
        return _lines(self.cleaned_data["outside"])


def _lines(said: str) -> list[str]:
    return [line.strip() for line in said.splitlines() if line.strip()]
