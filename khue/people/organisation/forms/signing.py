"""Forms about signing for somebody else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khue.foundation.ui import forms as ui
from khue.people.accounts.models import Person
from khue.people.organisation import terms
from khue.people.organisation.forms.posts import PersonField
from khue.people.organisation.forms.units import UnitField
from khue.people.organisation.models import Appointment, Unit


class PostField(forms.ModelChoiceField):
    """A post with who holds it: “Hiệu trưởng: Đặng Thu Hà”."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.position.name}, {obj.unit.name}: {obj.person.full_name}"


class GiverForm(ui.Form):
    """First question of a paper: whose power is given. What may be given follows from it."""

    appointment = PostField(
        label=_("Người giao"), queryset=Appointment.objects.none(), empty_label=_("Chọn người giữ chức vụ"),
        to_field_name="public_id", help_text=_("Người đứng đầu Trường hoặc đơn vị, ví dụ Hiệu trưởng"),
    )  # fmt: skip

    def __init__(self, *args: Any, posts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_rows("appointment", posts)


class DelegationForm(ui.Form):
    """The paper itself."""

    person = PersonField(label=_("Giao cho"), queryset=Person.objects.none(), empty_label=_("Chọn người"))
    capacity = forms.ChoiceField(label=_("Ký với tư cách"), choices=terms.CAPACITIES)
    unit = UnitField(
        label=_("Đối với đơn vị"), queryset=Unit.objects.none(), empty_label=_("Chọn đơn vị"),
        help_text=_("Gồm cả các đơn vị trực thuộc"),
    )  # fmt: skip
    permissions = forms.MultipleChoiceField(
        label=_("Việc được giao"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn ít nhất một việc được giao.")},
    )  # fmt: skip
    document_kinds = forms.MultipleChoiceField(
        label=_("Loại văn bản được ký"), choices=terms.DOCUMENT_KINDS, widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Để trống nếu không hạn chế trong các việc trên. Ký thông báo của Trường thì phải đánh dấu Thông báo."),
    )  # fmt: skip
    number = ui.CharField(label=_("Số văn bản giao, ủy quyền"), max_length=60, help_text=_("Ví dụ 12/GUQ-CĐKTKV"))
    signed_on = ui.DateField(label=_("Ngày văn bản"))
    valid_from = ui.DateField(label=_("Từ ngày"))
    valid_to = ui.DateField(
        label=_("Đến hết ngày"), help_text=_("NĐ 30/2020, Điều 13: việc ủy quyền phải giới hạn thời gian")
    )

    def __init__(self, *args: Any, people: Any, units: Any, permissions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_rows("person", people)
        self.offer_rows("unit", units)
        self.offer("permissions", permissions)


class AbsenceForm(ui.Form):
    """Who is away, who stands in, until when."""

    person = PersonField(label=_("Người vắng"), queryset=Person.objects.none(), empty_label=_("Chọn người"))
    substitute = PersonField(
        label=_("Người thay"), queryset=Person.objects.none(), empty_label=_("Chọn người"),
        help_text=_("Cấp phó của người vắng, hoặc người cùng chức vụ"),
    )  # fmt: skip
    valid_from = ui.DateField(label=_("Vắng từ ngày"))
    valid_to = ui.DateField(label=_("Đến hết ngày"))
    reason = ui.CharField(label=_("Lý do"), max_length=200, required=False, help_text=_("Ví dụ đi công tác"))
    number = ui.CharField(label=_("Số văn bản"), max_length=60, required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("person", "substitute"):
            self.offer_rows(name, people)


class LastDayForm(ui.Form):
    on = ui.DateField(label=_("Ngày cuối cùng còn hiệu lực"), help_text=_("Để ngày hôm qua thì hết ngay bây giờ"))
