"""One step as a form: what, who, until when, with which forms, and the ways out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khue.engine.procedures import terms
from khue.engine.procedures.forms.parts import RowForm, area, words
from khue.engine.procedures.language import checks, naming, nodes, schema
from khue.foundation.kernel import text
from khue.foundation.ui import forms as ui

SCOPES = tuple((scope, _(naming.SCOPES[scope])) for scope in schema.SCOPES)
DECIDES, TAKES_PART, LEADS, SUPPORTS = "", "takes_part", "lead", "supporting"
DUTIES = (
    (DECIDES, _("quyết định")), (TAKES_PART, _("tham gia")), (LEADS, _("chủ trì")), (SUPPORTS, _("phối hợp")),
)  # fmt: skip
TIMES = (("", _("Không ghi thời hạn")), *((kind, _(naming.TIMES[kind])) for kind in schema.TIME_KINDS))
EVENTS = (
    ("", "–"), ("school_issued", _("Trường ban hành mục tiêu")), ("approved", _("Được phê duyệt")),
    ("school_meeting", _("Hội nghị của trường")), ("unit_meeting", _("Hội nghị của đơn vị")),
    ("call_deadline", _("Hạn của đợt yêu cầu")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen in the institution: roles, units, effects, gates, forms and steps of the draft."""

    roles: Sequence[tuple[str, str]] = ()
    units: Sequence[tuple[str, str]] = ()
    effects: Sequence[tuple[str, str]] = ()
    gates: Sequence[tuple[str, str]] = ()
    papers: Sequence[tuple[str, str]] = ()
    steps: Sequence[tuple[str, str]] = ()


class StepForm(ui.Form):
    """The step itself and its time limit; days of the year are written 15/8."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    code = ui.CharField(label=_("Số của bước"), max_length=20, help_text=_("Như trên giấy: 1, 4a, B2."))
    name = ui.CharField(label=_("Tên bước"), max_length=180)
    short = words(_("Tên ngắn trên lưu đồ"), 40)
    kind = forms.ChoiceField(label=_("Loại việc"), choices=terms.STEP_KINDS)
    work = ui.CharField(label=_("Trình tự thực hiện"), widget=area(), required=False)
    who = words(_("Trách nhiệm ghi trên lưu đồ"), 60)
    forms_ = forms.MultipleChoiceField(label=_("Biểu mẫu"), required=False, widget=forms.CheckboxSelectMultiple)
    time = forms.ChoiceField(label=_("Kiểu thời hạn"), choices=TIMES, required=False)
    first, last = words(_("Từ ngày (15/8)"), 8), words(_("Đến ngày (31/8)"), 8)
    occurs = forms.ChoiceField(
        label=_("Thuộc về"), required=False,
        choices=[("in_period", _("trong năm học")), ("before_period", _("trước khi năm học bắt đầu"))],
    )  # fmt: skip
    min_days = ui.IntegerField(label=_("Ít nhất (ngày)"), required=False, min_value=1, max_value=366)
    max_days = ui.IntegerField(label=_("Nhiều nhất (ngày)"), required=False, min_value=1, max_value=366)
    counted = forms.ChoiceField(
        label=_("Cách đếm"), required=False, choices=[("", _("ngày làm việc")), ("calendar", _("ngày theo lịch"))]
    )
    event = forms.ChoiceField(label=_("Sự việc, cuộc họp"), required=False, choices=EVENTS)
    since = forms.ChoiceField(label=_("Đếm từ"), required=False, choices=[("", _("lúc đến bước này")), *EVENTS[1:]])
    until = forms.ChoiceField(label=_("Hạn do nơi khác đặt"), required=False, choices=EVENTS)
    on = ui.DateField(label=_("Ngày cố định"), required=False)
    month = ui.IntegerField(label=_("Trong tháng"), required=False, min_value=1, max_value=12)
    text = words(_("Lời ghi trên giấy"), 120)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.say_optional(("first", "last", "max_days", "event", "on", "occurs", "counted", "since"))
        self.offer("forms_", choices.papers)
        for name in ("event", "until", "since"):
            _keep(self, name)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for name in {"first", "last"} & set(checks.TAKES.get(told.get("time", ""), ())):
            if told.get(name) and nodes.read_day_of_year(told[name]) is None:
                self.add_error(name, _("Ghi ngày và tháng có trong lịch, như 15/8."))
        return told

    @staticmethod
    def initial_of(step: schema.Step, revision: int) -> dict[str, Any]:
        limit = step.time_limit
        shown = {name: getattr(step, name) for name in ("code", "name", "short", "kind", "work", "who")}
        shown |= {"revision": revision, "forms_": list(step.forms), "time": limit.kind if limit else ""}
        return shown | ({name: getattr(limit, name) or "" for name in LIMIT} if limit else {"occurs": "in_period"})

    def data_of(self) -> dict[str, Any]:
        """The step in the plain shape of the language, without people and ways."""
        told = self.cleaned_data
        made: dict[str, Any] = {
            name: text.squash(told[name]) for name in ("code", "name", "short", "kind", "work", "who")
        }
        made["forms"] = list(told["forms_"])
        if told["time"]:
            limit = {name: told.get(name) for name in checks.TAKES[told["time"]] + ("text",)}
            made["time_limit"] = {"kind": told["time"]} | {key: _value(one) for key, one in limit.items() if one}
        return {key: value for key, value in made.items() if value}


LIMIT = ("first", "last", "occurs", "min_days", "max_days", "counted", "event", "since", "until", "on", "month", "text")
WHEN = tuple(
    (name, tuple(kind for kind, used in checks.TAKES.items() if name in used or name == "text")) for name in LIMIT
)
"""Each box of the time limit with the kinds it belongs to: only those of the chosen kind are shown."""


def _value(one: Any) -> Any:
    return one.isoformat() if hasattr(one, "isoformat") else one


def _keep(form: forms.Form, name: str) -> None:
    """A value of a pack that is no choice here stays a choice of its own."""
    there = form.initial.get(name)
    field: Any = form.fields[name]
    if there and there not in dict(field.choices):
        field.choices = [*field.choices, (there, there)]


class PersonForm(RowForm):
    """Who has the step."""

    demands = ("role", "scope", "unit", "person", "duty")

    role = forms.ChoiceField(label=_("Vai trò"), required=False)
    scope = forms.ChoiceField(label=_("Ở đâu"), required=False, choices=SCOPES)
    unit = forms.ChoiceField(label=_("Đơn vị, hội đồng khác"), required=False)
    person = words(_("Thư điện tử của người được giao"), 254)
    label = ui.CharField(
        label=_("Tên ghi trên giấy"),
        max_length=120,
        required=False,
        help_text=_("Để trống thì lấy tên gọi của vai trò."),
    )
    duty = forms.ChoiceField(label=_("Làm gì"), required=False, choices=DUTIES)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("role", [("", "–"), *choices.roles])
        self.offer("unit", [("", _("của việc này")), *choices.units])
        _keep(self, "role")
        _keep(self, "unit")

    @property
    def is_filled(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("role", "unit", "person", "label"))

    def data_of(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        duty = told.pop("duty")
        made = {key: text.squash(value) for key, value in told.items() if value}
        if duty == TAKES_PART:
            return made | {"takes_part": True}
        return made | ({"duty": duty} if duty else {})


class WayForm(RowForm):
    """A button of the step. Whether it goes back follows from where it leads."""

    demands = ("label", "to")

    code = words(_("Mã"), 30)
    label = words(_("Chữ trên nút"), 60)
    to = forms.ChoiceField(label=_("Đi đến"), required=False)
    primary = forms.BooleanField(label=_("Nút chính"), required=False)
    reason_required = forms.BooleanField(label=_("Phải ghi lý do"), required=False)
    note = words(_("Khi nào (“Nếu không phù hợp”)"), 80)
    gates = forms.MultipleChoiceField(label=_("Điều kiện"), required=False, widget=forms.CheckboxSelectMultiple)
    effects = forms.MultipleChoiceField(label=_("Việc tự động"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("to", [("", "–"), *choices.steps])
        self.offer("gates", choices.gates)
        self.offer("effects", choices.effects)
        _keep(self, "to")

    @property
    def is_filled(self) -> bool:
        return bool(self.cleaned_data.get("label") or self.cleaned_data.get("to"))

    def data_of(self, number: int) -> dict[str, Any]:
        told = self.cleaned_data
        made = {name: text.squash(told[name]) for name in ("code", "label", "to", "note") if told[name]}
        made.setdefault("code", f"way{number}")
        flags = {name: True for name in ("primary", "reason_required") if told[name]}
        lists = {name: list(told[name]) for name in ("gates", "effects") if told[name]}
        return {**made, **flags, **lists}


def people(data: Any, step: schema.Step, choices: Choices) -> Any:
    made = forms.formset_factory(PersonForm, extra=1, max_num=40, absolute_max=50)
    return made(
        data, initial=[_person(one) for one in step.responsible], prefix="nguoi", form_kwargs={"choices": choices}
    )


def ways(data: Any, step: schema.Step, choices: Choices) -> Any:
    made = forms.formset_factory(WayForm, extra=1, max_num=20, absolute_max=30)
    shown = [{name: getattr(one, name) for name in WayForm.base_fields} for one in step.outcomes]
    return made(data, initial=shown, prefix="loi-ra", form_kwargs={"choices": choices})


def _person(one: schema.Responsible) -> dict[str, Any]:
    shown = {name: getattr(one, name) for name in ("role", "scope", "unit", "person", "label")}
    return shown | {"duty": one.duty or (DECIDES if one.decides else TAKES_PART)}
