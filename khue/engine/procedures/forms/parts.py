"""The parts of a procedure that are not steps: the general part, and lists with one row an entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from khue.engine.procedures.language import schema
from khue.foundation.kernel import text
from khue.foundation.ui import forms as ui

SPARE = 2
"""Empty rows below those that are filled: without JavaScript there is always room for the next entry."""


def area(rows: int = 3) -> forms.Textarea:
    """A text of several lines."""
    return forms.Textarea(attrs={"rows": rows})


class GeneralForm(ui.Form):
    """Title, issue and the texts of sections 1 and 2."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    title = ui.CharField(label=_("Tên quy trình"), max_length=200)
    issue_number = ui.CharField(label=_("Lần ban hành"), max_length=10, help_text=_("Ví dụ: 04."))
    purpose = ui.CharField(label=_("1. Mục đích"), widget=area(), required=False)
    scope = ui.CharField(label=_("2. Phạm vi, đối tượng áp dụng"), widget=area(), required=False)
    sources = ui.CharField(
        label=_("Nguồn, căn cứ soạn"), widget=area(), required=False, help_text=_("Mỗi dòng một nguồn.")
    )
    remarks = ui.CharField(
        label=_("Ghi chú của người soạn"), widget=area(), required=False, help_text=_("Mỗi dòng một ý.")
    )

    @staticmethod
    def initial_of(procedure: schema.Procedure, revision: int) -> dict[str, Any]:
        return {
            "revision": revision,
            "title": procedure.title,
            "issue_number": procedure.issue_number,
            "purpose": procedure.purpose,
            "scope": procedure.scope,
            "sources": "\n".join(procedure.sources),
            "remarks": "\n".join(procedure.remarks),
        }

    def applied(self, procedure: schema.Procedure) -> schema.Procedure:
        """The procedure with what was typed."""
        told = self.cleaned_data
        said: dict[str, Any] = {name: text.squash(told[name]) for name in ("title", "issue_number", "purpose", "scope")}
        return replace(procedure, **said, sources=_lines(told["sources"]), remarks=_lines(told["remarks"]))


def _lines(said: str) -> tuple[str, ...]:
    return tuple(filter(None, (text.squash(line) for line in said.splitlines())))


class RowForm(ui.Form):
    """One entry of a list; an empty row is no entry. An entry has what it `wants`; what it `demands` is told as a fault.

    Both may stay empty in a draft, and not when it is issued: they are not called “không bắt buộc”.
    """

    wants: ClassVar[tuple[str, ...]] = ()
    demands: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.say_optional((*self.wants, *self.demands))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if self.is_filled:
            for name in self.wants:
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return told

    @property
    def is_filled(self) -> bool:
        """Whether somebody wrote anything into the row."""
        return any(self.cleaned_data.get(name) for name in self.fields)


def words(label: Any, most: int = 300) -> ui.CharField:
    """A short text that may stay empty."""
    return ui.CharField(label=label, max_length=most, required=False)


class ReferenceForm(RowForm):
    wants = ("code", "title")
    code, title, note = words(_("Số, ký hiệu"), 80), words(_("Tên tài liệu")), words(_("Ghi chú"))


class TermForm(RowForm):
    wants = ("term", "meaning")
    term, meaning = words(_("Từ, chữ viết tắt"), 80), words(_("Nghĩa"))


class RoleForm(RowForm):
    wants = ("code", "title")
    code = forms.ChoiceField(label=_("Vai trò trong phần mềm"), required=False)
    title = words(_("Tên gọi trong quy trình"), 120)

    def __init__(self, *args: Any, roles: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("code", [("", "–"), *roles])


class PaperForm(RowForm):
    wants = ("code", "title")
    code, title = words(_("Mã biểu mẫu"), 60), words(_("Tên biểu mẫu"))


class RecordForm(RowForm):
    wants = ("title", "years")
    demands = ("places",)
    title, form = words(_("Tên hồ sơ")), words(_("Mã hiệu"), 60)
    places = ui.CharField(
        label=_("Nơi lưu"), max_length=300, required=False, help_text=_("Cách nhau bằng dấu chấm phẩy.")
    )
    years = ui.IntegerField(label=_("Số năm lưu"), required=False, min_value=1, max_value=100)


class GateForm(RowForm):
    wants = ("code", "message")
    code = words(_("Điều kiện"), 60)
    message = words(_("Câu nhắc khi chưa đủ"))


class FlowForm(RowForm):
    wants = ("code", "title", "level")
    code = ui.CharField(
        label=_("Mã lưu đồ"), max_length=40, required=False,
        help_text=_("school và unit là hai mã mà phần mục tiêu dùng."),
    )  # fmt: skip
    title, section = words(_("Tên lưu đồ"), 200), words(_("Mục"), 20)
    level = forms.ChoiceField(
        label=_("Cấp"), required=False, choices=[("", "–"), ("school", _("Cấp trường")), ("unit", _("Cấp đơn vị"))]
    )


Make = Callable[[dict[str, Any]], Any]


def _plain(kind: Any) -> Make:
    return lambda told: kind(**{name: text.squash(value) for name, value in told.items()})


def _record(told: dict[str, Any]) -> schema.KeptRecord:
    places = tuple(filter(None, (text.squash(one) for one in told["places"].split(";"))))
    return schema.KeptRecord(text.squash(told["form"]), text.squash(told["title"]), places, told["years"])


LISTS: dict[str, tuple[Any, type[RowForm], Make]] = {
    "references": (_("3. Tài liệu viện dẫn"), ReferenceForm, _plain(schema.Reference)),
    "terms": (_("4. Khái niệm, chữ viết tắt"), TermForm, _plain(schema.Term)),
    "roles": (_("Vai trò"), RoleForm, _plain(schema.Role)),
    "forms": (_("Biểu mẫu"), PaperForm, _plain(schema.Form)),
    "records": (_("6. Lưu hồ sơ"), RecordForm, _record),
    "gates": (_("Câu nhắc của các điều kiện"), GateForm, _plain(schema.Gate)),
    "flows": (_("Các lưu đồ"), FlowForm, _plain(schema.Flow)),
}


def rows(name: str, data: Any, procedure: schema.Procedure, roles: Sequence[tuple[str, str]]) -> Any:
    """The formset of a list, filled from the procedure or from what was sent."""
    kind = LISTS[name][1]
    made = forms.formset_factory(kind, extra=SPARE, max_num=200, absolute_max=220)
    more: dict[str, Any] = {"form_kwargs": {"roles": roles}} if name == "roles" else {}
    return made(data, initial=[_initial(one, kind) for one in getattr(procedure, name)], prefix="dong", **more)


def _initial(one: Any, kind: type[RowForm]) -> dict[str, Any]:
    found = {name: getattr(one, name) for name in kind.base_fields}
    return found | ({"places": "; ".join(one.places)} if "places" in found else {})


def applied(name: str, filled: Iterable[RowForm], procedure: schema.Procedure) -> schema.Procedure:
    """The procedure with the rows that were written; a flow keeps the steps it had."""
    told = [form.cleaned_data for form in filled if form.is_filled]
    if name == "flows":
        return replace(procedure, flows=tuple(_flow(one, procedure) for one in told))
    make = LISTS[name][2]
    changed: dict[str, Any] = {name: tuple(make(one) for one in told)}
    return replace(procedure, **changed)


def _flow(told: dict[str, Any], procedure: schema.Procedure) -> schema.Flow:
    said = {name: text.squash(value) for name, value in told.items()}
    there = procedure.flow(said["code"])
    return schema.Flow(**said, steps=there.steps if there else ())


class NewForm(ui.Form):
    """A procedure of which there is no issue yet."""

    code = ui.CharField(label=_("Mã số"), max_length=40, help_text=_("Ví dụ: QT.ĐBCL-09."))
    title = ui.CharField(label=_("Tên quy trình"), max_length=200)


class ReasonForm(ui.Form):
    """Why."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = ui.CharField(label=_("Lý do"), max_length=2000, widget=area())


class MoveForm(ReasonForm):
    """Why a running case goes over to another issue, and the step that was chosen on the page."""

    step = forms.CharField(widget=forms.HiddenInput, required=False)


class IssueForm(ui.Form):
    """The day from which the new issue holds."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    effective_on = ui.DateField(
        label=_("Ngày có hiệu lực"), help_text=_("Từ hôm nay trở đi. Lượt đang thực hiện vẫn theo lần ban hành cũ.")
    )


class SubmitForm(ui.Form):
    """Nothing but the revision that was seen."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class TextForm(ui.Form):
    """A YAML text, pasted or as a file."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    file = ui.FileField(label=_("Tệp YAML"), required=False, kinds=(".yaml", ".yml"), max_bytes=512 * 1024)
    text = ui.CharField(label=_("Hoặc dán nội dung"), required=False, strip=False, widget=area(18))
    rename = forms.BooleanField(label=_("Đổi mã số của bản soạn theo tệp"), required=False)

    def __init__(self, *args: Any, asks_to_rename: bool = False, **kwargs: Any) -> None:
        """`asks_to_rename`: the text has another code than the draft; whether that is meant is asked."""
        super().__init__(*args, **kwargs)
        if not asks_to_rename:
            self.fields["rename"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        file = told.get("file")
        if file is not None and "file" not in self.errors:
            try:
                told["text"] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", _("Tệp không phải chữ UTF-8. Hãy lưu lại bằng bảng mã UTF-8."))
        if not told.get("text") and not self.errors:
            self.add_error("text", _("Chọn tệp hoặc dán nội dung quy trình."))
        return told
