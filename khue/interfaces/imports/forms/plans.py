"""Which file for which unit and year; and one row of a reading, mended by hand."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from khue.foundation.office.source import DEFAULT_LIMITS
from khue.foundation.reading import read_timespan
from khue.foundation.ui import forms
from khue.interfaces.imports.importing.staging import Doubt, Row
from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import terms

KINDS = (".docx", ".xlsx", ".xls", ".ods", ".csv", ".txt", ".html", ".htm", ".pdf", ".doc")


class PlaceOfPlanForm(forms.Form):
    """For which unit and year. What comes in, and how, is added below."""

    unit = forms.ThingField(label=_("Đơn vị"))
    period = django_forms.ChoiceField(label=_("Năm học"))

    def __init__(self, *args: Any, units: list[Unit], periods: list[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.periods = {(period.institution_id, period.code): period for period in periods}
        codes = dict.fromkeys(code for _institution, code in self.periods)
        self.offer_things("unit", forms.by_id(units), lambda unit: unit.name)
        self.offer("period", [(code, code.replace("-", " - ")) for code in codes])

    def clean(self) -> dict[str, Any]:
        """The year becomes that of the unit's institution; one that it does not have is asked for again."""
        given = super().clean() or {}
        unit = given.get("unit")
        period = self.periods.get((unit.institution_id or 0, given.get("period", ""))) if unit else None
        if unit is not None and period is None and "period" in given:
            self.add_error("period", _("Cơ sở của đơn vị này chưa có năm học đó. Chọn năm học khác."))
        return {**given, "unit": unit, "period": period}


class UploadForm(PlaceOfPlanForm):
    file = forms.FileField(label=_("Tệp kế hoạch"), max_bytes=DEFAULT_LIMITS.bytes, kinds=KINDS)


class PasteForm(PlaceOfPlanForm):
    """A table from the clipboard: its text, with tabs between the columns, and (by script) the same as HTML, cells intact."""

    pasted = forms.CharField(
        label=_("Bảng dán vào"), strip=False, widget=django_forms.Textarea(attrs={"rows": 12, "data-paste": "id_html"}),
        help_text=_("Chép cả dòng tiêu đề cột. Trong Word: chọn bảng, Ctrl+C; trong Excel: chọn các ô, Ctrl+C; rồi Ctrl+V vào đây."),
    )  # fmt: skip
    html = forms.CharField(required=False, strip=False, widget=django_forms.HiddenInput())

    def clean_pasted(self) -> str:
        pasted: str = self.cleaned_data["pasted"]
        if not pasted.strip():
            raise django_forms.ValidationError(_("Chưa có nội dung. Chép bảng trong Word hoặc Excel rồi dán vào đây."))
        return pasted

    def source(self) -> tuple[str, bytes]:
        """The ending by which the reader knows it, and its bytes."""
        marked, pasted = self.cleaned_data["html"], self.cleaned_data["pasted"]
        if "<table" in marked.lower():
            return ".html", f'<meta charset="utf-8">{marked}'.encode()
        return (".csv" if "\t" in pasted else ".txt"), pasted.encode()


class TargetForm(forms.Form):
    subject = forms.CharField(label=_("Đo cái gì"), max_length=500)
    comparator = django_forms.ChoiceField(label=_("So sánh"), choices=terms.COMPARATORS, initial=terms.AT_LEAST)
    value = forms.DecimalField(label=_("Giá trị"), required=False)
    value_high = forms.DecimalField(label=_("Đến"), required=False)
    unit = forms.CharField(label=_("Đơn vị tính"), max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        comparator = given.get("comparator")
        if comparator and comparator != terms.ACHIEVED and given.get("value") is None and "value" not in self.errors:
            self.add_error("value", _("Nhập giá trị, ví dụ 85 hoặc 92,5."))
        if comparator == terms.BETWEEN and given.get("value_high") is None and "value_high" not in self.errors:
            self.add_error("value_high", _("Nhập giá trị cuối của khoảng, ví dụ 7."))
        return given

    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        achieved, between = given["comparator"] == terms.ACHIEVED, given["comparator"] == terms.BETWEEN
        return {
            "subject": given["subject"], "comparator": given["comparator"], "unit": given["unit"],
            "value": None if achieved else str(given["value"]),
            "value_high": str(given["value_high"]) if between else None,
        }  # fmt: skip


TargetForms = django_forms.formset_factory(TargetForm, extra=2, can_delete=True, max_num=30, absolute_max=40)


class RowForm(forms.Form):
    statement = forms.CharField(label=_("Mục tiêu"), widget=django_forms.Textarea(attrs={"rows": 3}))
    tasks = forms.CharField(
        label=_("Nhiệm vụ, biện pháp"), required=False, widget=django_forms.Textarea(attrs={"rows": 5}),
        help_text=_("Mỗi dòng một nhiệm vụ."),
    )  # fmt: skip
    lead = forms.CharField(label=_("Chủ trì"), required=False, help_text=_("Cách nhau bằng dấu chấm phẩy."))
    supporting = forms.CharField(label=_("Phối hợp"), required=False, help_text=_("Cách nhau bằng dấu chấm phẩy."))
    time = forms.CharField(label=_("Thời hạn"), required=False, help_text=_("Ví dụ: Trước 31/3/2027; Trong năm học."))
    evidence = forms.CharField(
        label=_("Hồ sơ minh chứng"), required=False, widget=django_forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi dòng một minh chứng."),
    )  # fmt: skip
    note = forms.CharField(label=_("Ghi chú"), required=False)

    @classmethod
    def initial_of(cls, content: dict[str, Any]) -> dict[str, Any]:
        def who(part: str) -> str:
            return "; ".join(one["text"] for one in content["responsibilities"] if one["part"] == part)

        return {
            "statement": content["statement"], "tasks": "\n".join(task["text"] for task in content["tasks"]),
            "lead": who("lead"), "supporting": who("supporting"), "time": content["schedule"]["text"],
            "evidence": "\n".join(content["evidence_expected"]), "note": content["note"],
        }  # fmt: skip

    def content(self, before: dict[str, Any], targets: list[dict[str, Any]], school_year: str | None) -> dict[str, Any]:
        """The row as the person wants it; what they left as it was keeps its meaning (ids, own times of tasks)."""
        given = self.cleaned_data
        kept = {task["text"]: task for task in before["tasks"]}
        return {
            **before, "statement": given["statement"], "targets": targets, "note": given["note"],
            "tasks": [kept.get(text) or _task(text) for text in _lines(given["tasks"])],
            "responsibilities": [*_who("lead", given["lead"], before), *_who("supporting", given["supporting"], before)],
            "schedule": before["schedule"] if given["time"] == before["schedule"]["text"] else _schedule(given["time"], school_year),
            "evidence_expected": _lines(given["evidence"]),
        }  # fmt: skip


def _lines(text: str) -> list[str]:
    return [line.strip().lstrip("-+•").strip() for line in text.splitlines() if line.strip(" -+•\t")]


def _task(text: str) -> dict[str, Any]:
    return {"text": text, "responsibilities": [], "schedule": {"text": ""}, "key": ""}


def _who(part: str, names: str, before: dict[str, Any]) -> list[dict[str, Any]]:
    known = {one["text"]: one for one in before["responsibilities"] if one["part"] == part}
    wanted = [name.strip() for name in names.replace("\n", ";").split(";") if name.strip()]
    return [known.get(name) or {"part": part, "text": name, "unit_id": None, "person_id": None} for name in wanted]


def _schedule(text: str, school_year: str | None) -> dict[str, Any]:
    time = read_timespan(text, school_year=school_year) if text else None
    if time is None:
        return {"text": text}
    return {
        "text": text, "before": time.before, "recurring": time.recurring,
        "starts_on": time.start.isoformat() if time.start else None, "ends_on": time.end.isoformat() if time.end else None,
    }  # fmt: skip


def typed_edit(row: Row, doubt: Doubt, typed: str, school_year: str | None) -> dict[str, Any]:
    """What was typed into the box of a doubt (who leads, when) as an edit of that field."""
    if doubt.ask == "time":
        return {
            "op": "set",
            "row": row.index,
            "field": "schedule",
            "value": _schedule(typed, school_year),
            "doubt": doubt.id,
        }
    value = [*row.content["responsibilities"], *_who("lead", typed, {"responsibilities": []})]
    return {"op": "set", "row": row.index, "field": "responsibilities", "value": value, "doubt": doubt.id}
