from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django import forms as django_forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict

from khue.foundation.kernel import errors
from khue.foundation.ui import forms
from khue.people.accounts.models import Person


class PlanForm(forms.Form):
    name = forms.CharField(label="Tên kế hoạch")
    until = forms.DateField(label="Thời hạn", required=False)
    value = forms.DecimalField(label="Giá trị", required=False, min_value=0, max_value=100)
    count = forms.IntegerField(label="Số lượng", required=False)
    unit = django_forms.ChoiceField(label="Đơn vị chủ trì", choices=[("ck", "Khoa Cơ khí")])
    said = django_forms.CharField(label="Lý do", error_messages={"required": "Trả lại thì phải ghi lý do."})


class FileForm(forms.Form):
    file = forms.FileField(label="Tệp", max_bytes=2048, kinds=(".docx", ".xlsx"))


class FilesForm(forms.Form):
    files = forms.FilesField(label="Các tệp", max_bytes=2048, kinds=(".docx",))


GOOD = {"name": "Kế hoạch", "unit": "ck", "said": "vì"}


def test_missing_fields_are_asked_for_by_name() -> None:
    form = PlanForm({})
    assert form.errors == {
        "name": ["Nhập tên kế hoạch."],
        "unit": ["Chọn đơn vị chủ trì."],
        "said": ["Trả lại thì phải ghi lý do."],
    }


def test_text_is_joined_into_composed_letters() -> None:
    form = PlanForm({**GOOD, "name": "Đa\u0300o ta\u0323o"})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Đào tạo"


@pytest.mark.parametrize("said", ["01/02/2027", "1/2/2027", "01-02-2027", "1.2.2027", "2027-02-01"])
def test_dates_are_day_then_month(said: str) -> None:
    form = PlanForm({**GOOD, "until": said})
    assert form.is_valid()
    assert form.cleaned_data["until"] == date(2027, 2, 1)


@pytest.mark.parametrize("said", ["31/12/9999", "01/01/0206", "01/01/0001"])
def test_a_year_out_of_this_world_is_a_slip(said: str) -> None:
    [message] = PlanForm({**GOOD, "until": said}).errors["until"]
    assert message.endswith("Ghi năm từ 1900 đến 2200.")


@pytest.mark.parametrize("said", ["31/9/2026", "13/25/2027", "hôm nay"])
def test_a_wrong_date_gives_an_example(said: str) -> None:
    assert PlanForm({**GOOD, "until": said}).errors == {
        "until": ["Ghi ngày theo dạng ngày/tháng/năm, ví dụ 25/12/2027."]
    }


def test_a_date_is_shown_as_it_is_written() -> None:
    assert 'value="05/12/2022"' in str(PlanForm(initial={"until": date(2022, 12, 5)})["until"])


@pytest.mark.parametrize(("said", "value"), [("92,5", "92.5"), ("92.5", "92.5"), (" 05 ", "5"), ("0,05", "0.05")])
def test_numbers_are_read_as_vietnamese(said: str, value: str) -> None:
    form = PlanForm({**GOOD, "value": said})
    assert form.is_valid()
    assert form.cleaned_data["value"] == Decimal(value)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("94.5.1", "Ghi số kiểu Việt Nam, ví dụ 94,5 hoặc 1.200."),
        ("-1", "Ghi số từ 0 trở lên."),
        ("100,5", "Ghi số không quá 100."),
    ],
)
def test_a_wrong_number_says_what_to_write(said: str, error: str) -> None:
    assert PlanForm({**GOOD, "value": said}).errors == {"value": [error]}


def test_a_number_is_shown_as_vietnamese() -> None:
    assert 'value="1.200,5"' in str(PlanForm(initial={"value": Decimal("1200.50")})["value"])


def test_whole_numbers_only() -> None:
    assert PlanForm({**GOOD, "count": "1.200"}).fields["count"].clean("1.200") == 1200
    assert PlanForm({**GOOD, "count": "1,5"}).errors == {"count": ["Ghi số nguyên, ví dụ 12 hoặc 1.200."]}


def sent(form: type[forms.Form], *files: SimpleUploadedFile) -> forms.Form:
    return form({}, MultiValueDict({next(iter(form.base_fields)): list(files)}))


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.pdf", b"x", "Không nhận tệp “a.pdf”. Gửi tệp có đuôi .docx, .xlsx."),
        ("a.docx", b"x" * 3000, "Tệp “a.docx” nặng 3 KB, quá mức 2 KB. Bỏ bớt ảnh hoặc chia tệp rồi gửi lại."),
        ("a.docx", b"", "Tệp không có nội dung. Mở tệp kiểm tra rồi gửi lại."),
    ],
)
def test_a_file_is_refused_in_words(name: str, content: bytes, error: str) -> None:
    assert sent(FileForm, SimpleUploadedFile(name, content)).errors == {"file": [error]}


def test_no_file_is_asked_for() -> None:
    assert (FileForm({}, {}).errors, FilesForm({}, {}).errors) == (
        {"file": ["Chọn tệp để gửi."]},
        {"files": ["Chọn tệp để gửi."]},
    )


def test_extension_is_compared_without_case() -> None:
    assert sent(FileForm, SimpleUploadedFile("KH.DOCX", b"x")).is_valid()


def test_several_files_come_as_a_list() -> None:
    form = sent(FilesForm, SimpleUploadedFile("1.docx", b"x"), SimpleUploadedFile("2.docx", b"y"))
    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["files"]] == ["1.docx", "2.docx"]


def test_one_bad_file_refuses_all() -> None:
    form = sent(FilesForm, SimpleUploadedFile("1.docx", b"x"), SimpleUploadedFile("2.exe", b"y"))
    assert form.errors == {"files": ["Không nhận tệp “2.exe”. Gửi tệp có đuôi .docx."]}


def test_refusal_of_an_action_lands_at_its_fields() -> None:
    form = PlanForm(GOOD)
    form.refuse(errors.Invalid("plan", "Chưa lưu.", {"until": ["Ngoài năm học."], "khac": ["Thiếu mục tiêu."]}))
    assert form.errors == {"until": ["Ngoài năm học."], "__all__": ["Thiếu mục tiêu."]}


def test_refusal_without_fields_stands_above_the_form() -> None:
    form = PlanForm(GOOD)
    form.refuse(errors.Conflict("issued", "Đã ban hành."))
    assert form.errors == {"__all__": ["Đã ban hành."]}


def test_widget_has_class_and_aria_of_a_fault() -> None:
    shown = str(forms.widget(PlanForm({**GOOD, "value": "x"})["value"]))
    assert 'class="form-control is-invalid"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'aria-describedby="id_value_error"' in shown


def test_widget_takes_an_attribute_away() -> None:
    assert "placeholder" not in str(forms.widget(PlanForm()["until"], placeholder=None))
    assert 'placeholder="ngày/tháng/năm"' in str(forms.widget(PlanForm()["until"]))


def test_select_has_its_own_class() -> None:
    assert 'class="form-select"' in str(forms.widget(PlanForm()["unit"]))


class Office:
    """Something with an address and a name."""

    def __init__(self, public_id: str, name: str) -> None:
        self.public_id, self.name = public_id, name


class ChoosingForm(forms.Form):
    way = django_forms.ChoiceField(label="Cách làm", required=False)
    post = django_forms.ModelChoiceField(label="Chức vụ", queryset=None, required=False)
    office = forms.ThingField(label="Phòng", required=False)
    others = forms.ThingsField(label="Phòng khác", required=False)
    note = forms.CharField(label="Ghi chú", required=False)


OFFICES = [Office("a1", "Phòng Đào tạo"), Office("b2", "Phòng Công tác HSSV")]


def choosing(**said: object) -> ChoosingForm:
    form = ChoosingForm(said)
    form.offer_things("office", forms.by_id(OFFICES), lambda one: one.name, before=[("x", "Cả trường")])
    form.offer_things("others", forms.by_id(OFFICES), lambda one: one.name)
    return form


def test_choices_are_offered_as_they_are_or_made_when_they_are_shown() -> None:
    form, asked = choosing(), []
    form.offer("way", (one for one in [("1", "Một")]))
    assert list(form.fields["way"].choices) == [("1", "Một")]
    form.offer("way", lambda: asked or [("2", "Hai")])
    asked.append(("3", "Ba"))
    assert list(form.fields["way"].choices) == [("3", "Ba")]


def test_rows_are_offered_to_the_field_that_chooses_rows() -> None:
    form, rows = choosing(), Person.objects.none()
    form.offer_rows("post", rows)
    assert form.fields["post"].queryset.model is Person


@pytest.mark.parametrize(
    ("deed", "name", "given"),
    [("offer", "note", ((),)), ("offer_rows", "way", ((),)), ("offer_things", "way", ({}, str))],
)
def test_a_field_that_cannot_choose_it_is_a_slip_of_ours(deed: str, name: str, given: tuple[object, ...]) -> None:
    with pytest.raises(TypeError, match=name):
        getattr(ChoosingForm(), deed)(name, *given)


def test_things_come_back_as_themselves() -> None:
    form = choosing(office="b2", others=["b2", "a1"])
    assert form.is_valid()
    assert form.cleaned_data["office"] is OFFICES[1]
    assert form.cleaned_data["others"] == [OFFICES[1], OFFICES[0]]


@pytest.mark.parametrize("said", ["", "x"])
def test_a_choice_that_is_no_thing_is_none(said: str) -> None:
    form = choosing(office=said)
    assert form.is_valid()
    assert form.cleaned_data["office"] is None
    assert form.cleaned_data["others"] == []


def test_what_is_not_offered_is_no_choice() -> None:
    form = choosing(office="c3", others=["c3"])
    assert form.errors["office"] == ["Chọn một dòng có trong danh sách."]
    assert "others" in form.errors


def test_things_of_one_form_are_not_those_of_another() -> None:
    choosing()
    assert ChoosingForm().fields["office"].things == {}


def test_a_label_says_when_its_box_may_stay_empty() -> None:
    form = PlanForm()
    form.say_optional(["value"], "(khi có số liệu)")
    form.say_optional(["count", "name"])
    said = {name: forms.optional(form[name]) for name in ("name", "until", "value", "count")}
    assert said == {"name": "", "until": "(không bắt buộc)", "value": "(khi có số liệu)", "count": ""}


def test_a_form_of_a_library_is_optional_by_its_fields() -> None:
    class Foreign(django_forms.Form):
        code = django_forms.CharField(required=False)

    assert forms.optional(Foreign()["code"]) == "(không bắt buộc)"


def test_what_was_sent_binds_a_form_however_empty() -> None:
    assert not PlanForm(*forms.sent(RequestFactory().get("/?name=x"))).is_bound
    assert PlanForm(*forms.sent(RequestFactory().post("/"))).is_bound
    file = SimpleUploadedFile("a.docx", b"x")
    assert FileForm(*forms.sent(RequestFactory().post("/", {"file": file}))).is_valid()
