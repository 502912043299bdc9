"""Forms about units."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from khue.foundation.kernel import text
from khue.foundation.ui import forms as ui
from khue.people.organisation import terms
from khue.people.organisation.models import Appointment, Unit

LONGEST_KEY = 18


class AliasesField(ui.CharField):
    """Other names, one a line or separated by semicolons: a list."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: Any) -> Any:
        written = super().to_python(value)
        names = (text.squash(part) for part in re.split(r"[;\n]", written))
        return list(dict.fromkeys(name for name in names if name))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class UnitField(forms.ModelChoiceField):
    """A choice among units, shown by name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class UnitForm(ui.Form):
    """What is written about a unit."""

    kind = forms.ChoiceField(label=_("Loại đơn vị"))
    code = ui.CharField(label=_("Mã"), max_length=30, help_text=_("Ngắn, không trùng, ví dụ CK"))
    name = ui.CharField(label=_("Tên đơn vị"), max_length=200)
    short_name = ui.CharField(label=_("Tên viết tắt"), max_length=80, required=False, help_text=_("Ví dụ P.ĐT"))
    aliases = AliasesField(
        label=_("Tên gọi khác"),
        required=False,
        help_text=_("Mỗi dòng một tên. Máy dùng để nhận ra đơn vị khi đọc tệp kế hoạch."),
    )
    order = ui.IntegerField(label=_("Thứ tự trong danh sách"), min_value=0, max_value=9999, required=False)

    def __init__(self, *args: Any, institution: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [one for one in terms.UNIT_KINDS if (one[0] in terms.INSTITUTION_KINDS) == institution]
        self.offer("kind", kinds)

    def clean_order(self) -> int:
        return self.cleaned_data["order"] or 0


class NewUnitForm(UnitForm):
    valid_from = ui.DateField(label=_("Hoạt động từ ngày"))


class RenameForm(ui.Form):
    name = ui.CharField(label=_("Tên mới"), max_length=200)
    short_name = ui.CharField(label=_("Tên viết tắt mới"), max_length=80, required=False)
    on = ui.DateField(label=_("Có hiệu lực từ ngày"))
    decision_number = ui.CharField(
        label=_("Số quyết định"), max_length=60, required=False, help_text=_("Ví dụ 318/QĐ-CĐKTKV")
    )


class MoveForm(ui.Form):
    parent = UnitField(label=_("Chuyển đến"), queryset=Unit.objects.none(), empty_label=_("Chọn đơn vị cấp trên"))
    on = ui.DateField(label=_("Có hiệu lực từ ngày"))

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_rows("parent", units)


class CloseForm(ui.Form):
    on = ui.DateField(label=_("Ngày hoạt động cuối cùng"))
    decision_number = ui.CharField(label=_("Số quyết định"), max_length=60, required=False)


class SeveralUnitsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        """Nobody chose a number of twenty digits; a database would stumble over it."""
        if any(len(str(key)) > LONGEST_KEY for key in value or ()):
            raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": "…"})
        return super().clean(value)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class MergeForm(ui.Form):
    """Which units become part of this one."""

    predecessors = SeveralUnitsField(label=_("Các đơn vị sáp nhập vào"), queryset=Unit.objects.none())
    on = ui.DateField(label=_("Có hiệu lực từ ngày"))
    decision_number = ui.CharField(label=_("Số quyết định"), max_length=60, required=False)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_rows("predecessors", units)


class SplitForm(ui.Form):
    """Which units take over, and where each person goes: one field a post."""

    keep = forms.BooleanField(
        label=_("Đơn vị này vẫn hoạt động (tách ra một phần)"),
        required=False,
        help_text=_("Không chọn: đơn vị kết thúc hoạt động (chia hết)."),
    )
    into = SeveralUnitsField(label=_("Các đơn vị nhận"), queryset=Unit.objects.none())
    on = ui.DateField(label=_("Có hiệu lực từ ngày"))
    decision_number = ui.CharField(label=_("Số quyết định"), max_length=60, required=False)

    def __init__(self, *args: Any, units: Any, posts: Iterable[Appointment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_rows("into", units)
        self.posts = list(posts)
        for post in self.posts:
            self.fields[f"post_{post.pk}"] = UnitField(
                label=f"{post.person.full_name}, {post.position.name}",
                queryset=units,
                required=False,
                empty_label=_("Ở lại, hoặc chưa chọn"),
            )

    def moves(self) -> dict[int, Unit]:
        """Id of the appointment → where its holder goes."""
        chosen = ((post.pk, self.cleaned_data.get(f"post_{post.pk}")) for post in self.posts)
        return {key: unit for key, unit in chosen if unit is not None}
