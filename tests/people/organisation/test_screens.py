"""The screens of the organisation at work: what is sent, what is shown, what it costs."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from khue.people.accounts.models import Person
from khue.people.organisation.models import Appointment, CalendarDay, Charge, Period, Position, Unit
from tests import cast as stage


@pytest.fixture
def admin(cast, client_of):
    return client_of(cast.admin)


def url(name: str, *args) -> str:
    return reverse(f"organisation:{name}", args=args)


def send(client, name: str, thing, /, **facts):
    """Posts a form about a unit or a person."""
    return client.post(url(name, thing.public_id), facts)


def test_a_unit_is_added_and_a_faulty_form_says_why(cast, admin):
    facts = {"kind": "department", "code": "HAN", "name": "Bộ môn Hàn", "valid_from": "01/09/2026"}
    assert send(admin, "unit-add", cast.faculty, **facts).status_code == 303
    assert Unit.objects.get(code="HAN").parent == cast.faculty
    page = send(admin, "unit-add", cast.faculty, **facts)
    assert page.status_code == 422
    assert "Mã “HAN” đã dùng cho đơn vị khác." in page.content.decode()
    empty = send(admin, "unit-add", cast.faculty).content.decode()
    assert "Nhập tên đơn vị." in empty


def test_a_unit_is_corrected_renamed_moved_and_closed(cast, admin):
    facts = {
        "kind": "faculty",
        "code": "CK",
        "name": "Khoa Cơ khí",
        "aliases": "Khoa CK\nK. Cơ khí; Khoa CK",
        "order": "3",
    }
    assert send(admin, "unit-change", cast.faculty, **facts).status_code == 303
    assert Unit.objects.get(code="CK").aliases == ["Khoa CK", "K. Cơ khí"]
    assert send(admin, "unit-rename", cast.faculty, name="Khoa Động lực", on="01/02/2026").status_code == 303
    assert send(admin, "unit-move", cast.faculty, parent=cast.other_faculty.pk, on="01/02/2026").status_code == 303
    assert send(admin, "unit-close", cast.faculty, on="01/03/2026").status_code == 303
    unit = Unit.objects.get(code="CK")
    assert (unit.name, unit.parent, unit.valid_to) == ("Khoa Động lực", cast.other_faculty, date(2026, 3, 1))


def test_units_are_merged_and_split(cast, admin):
    facts = {"predecessors": [cast.other_faculty.pk], "on": "01/02/2026", "decision_number": "5/QĐ"}
    assert send(admin, "unit-merge", cast.faculty, **facts).status_code == 303
    assert "Sáp nhập" in admin.get(url("unit", cast.faculty.public_id)).content.decode()
    posts = {f"post_{post.pk}": cast.office.pk for post in Appointment.objects.filter(unit=cast.faculty)}
    facts = {"keep": "on", "into": [cast.office.pk], "on": "01/03/2026", **posts}
    assert send(admin, "unit-split", cast.faculty, **facts).status_code == 303
    assert Appointment.objects.filter(unit=cast.office, person=cast.teacher, valid_to__isnull=True).exists()


def test_a_future_change_is_refused_at_the_form(cast, admin):
    page = send(admin, "unit-rename", cast.faculty, name="X", on="01/01/2099")
    assert page.status_code == 422
    assert "chưa đến" in page.content.decode()


def test_a_person_is_added_with_a_post_and_found(cast, admin, mailoutbox, django_capture_on_commit_callbacks):
    post = Position.objects.get(institution=cast.school, name="Giảng viên")
    facts = {
        "full_name": "Nguyễn Văn Á", "email": "a.nv@khuevan.example", "unit": cast.faculty.pk, "position": post.pk,
        "valid_from": "01/09/2026", "invite": "on",
    }  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        assert admin.post(url("person-add"), facts).status_code == 303
    assert [letter.to for letter in mailoutbox] == [["a.nv@khuevan.example"]]
    for written in ("nguyen van a", "Nguyễn Văn Á", "Nguye\u0302\u0303n Va\u0306n A\u0301"):
        assert "Nguyễn Văn Á" in admin.get(url("people"), {"tim": written}).content.decode()
    assert "Nguyễn Văn Á" not in admin.get(url("people"), {"tim": "nguyen thi a"}).content.decode()
    assert admin.post(url("person-add"), {**facts, "full_name": "Người Khác"}).status_code == 422


def test_the_list_is_narrowed_by_unit_and_by_having_left(cast, admin):
    page = admin.get(url("people"), {"don-vi": cast.faculty.public_id}).content.decode()
    assert ("Tạ Đình Sơn" in page, "Hứa Bích Diệp" in page) == (True, False)
    Appointment.objects.filter(person=cast.teacher).update(valid_to=date(2025, 1, 1))
    assert "Mai Xuân Lộc" not in admin.get(url("people")).content.decode()
    assert "Mai Xuân Lộc" in admin.get(url("people"), {"con": "nghi"}).content.decode()


def test_a_post_is_given_and_ended(cast, admin):
    position = Position.objects.get(institution=cast.school, name="Trưởng khoa")
    facts = {"person": cast.teacher.pk, "position": position.pk, "valid_from": "01/09/2026"}
    assert send(admin, "unit-appoint", cast.office, **facts).status_code == 303
    again = {"unit": cast.office.pk, "position": position.pk, "valid_from": "01/10/2026"}
    page = send(admin, "person-appoint", cast.teacher, **again)
    assert "đang giữ chức vụ này" in page.content.decode()
    post = Appointment.objects.get(person=cast.teacher, position=position)
    assert send(admin, "appointment-end", post, on="31/08/2026").status_code == 422
    assert send(admin, "appointment-end", post, on="30/09/2026").status_code == 303
    assert Appointment.objects.get(pk=post.pk).valid_to == date(2026, 9, 30)


def test_a_charge_is_given_and_ended(cast, admin):
    facts = {"person": cast.vice_rector.pk, "valid_from": "01/09/2026"}
    assert send(admin, "unit-charge", cast.other_faculty, **facts).status_code == 303
    charge = Charge.objects.get(unit=cast.other_faculty)
    assert admin.post(url("charge-end", charge.pk), {"on": "30/09/2026"}).status_code == 303
    assert Charge.objects.get(pk=charge.pk).valid_to == date(2026, 9, 30)


def test_an_account_is_changed_invited_closed_and_opened(cast, admin):
    facts = {"full_name": "Mai Xuân Lộc", "title": "ThS.", "email": "loc@khuevan.example"}
    assert send(admin, "person-change", cast.teacher, **facts).status_code == 303
    for deed in ("invite", "deactivate", "reactivate"):
        assert send(admin, f"person-{deed}", cast.teacher).status_code == 303
    person = Person.objects.get(pk=cast.teacher.pk)
    assert (person.email, person.is_active, person.invited_at is not None) == ("loc@khuevan.example", True, True)


def test_years_days_and_positions_are_added_on_their_pages(cast, admin):
    assert admin.post(url("periods"), {"kind": "school_year", "year": "2027 - 2028"}).status_code == 303
    assert Period.objects.get(code="2027-2028").ends_on == date(2028, 8, 31)
    assert admin.post(url("periods"), {"kind": "school_year", "year": "2027 - 2029"}).status_code == 422
    assert admin.post(url("periods"), {"kind": "calendar_year", "year": "năm nay"}).status_code == 422
    day = {"day": "21/12/2026", "name": "Ngày truyền thống", "is_working": "nghi"}
    assert admin.post(url("calendar"), day).status_code == 303
    row = CalendarDay.objects.get(institution=cast.school)
    assert (row.day, row.is_working) == (date(2026, 12, 21), False)
    assert "Ngày truyền thống" in admin.get(url("calendar"), {"nam": "2026"}).content.decode()
    assert admin.post(url("calendar-remove", row.pk)).status_code == 303
    post = {"code": "TBM", "name": "Trưởng bộ môn", "role": "unit_head", "order": "5"}
    assert admin.post(url("positions"), post).status_code == 303
    made = Position.objects.get(code="TBM")
    assert admin.post(url("position", made.pk), {"name": "Trưởng bộ môn", "role": "king"}).status_code == 422
    assert admin.post(url("position", made.pk), {"name": "Trưởng BM", "role": ""}).status_code == 303
    assert Position.objects.get(code="TBM").name == "Trưởng BM"


def test_others_add_nothing_there(cast, client_of):
    head = client_of(cast.head)
    assert head.post(url("periods"), {"kind": "school_year", "year": "2027 - 2028"}).status_code == 403
    assert head.post(url("positions"), {"code": "X", "name": "X", "role": "rector"}).status_code == 403
    assert head.post(url("calendar"), {"day": "21/12/2026", "name": "X", "is_working": "nghi"}).status_code == 403
    assert "Thêm năm" not in head.get(url("periods")).content.decode()


def test_choices_hold_no_unit_and_nobody_of_another_school(cast, admin):
    pages = [admin.get(url("person-add")), admin.get(url("unit-appoint", cast.faculty.public_id))]
    pages.append(admin.get(url("unit-move", cast.faculty.public_id)))
    for page in pages:
        assert "Bến Xuân" not in page.content.decode()
        assert "Ninh Người Lạ" not in page.content.decode()
    foreign = {"parent": cast.other_school.pk, "on": "01/02/2026"}
    assert send(admin, "unit-move", cast.faculty, **foreign).status_code == 422


def test_the_history_of_a_unit_reads_as_sentences(cast, admin):
    send(admin, "unit-rename", cast.faculty, name="Khoa Động lực", on="01/02/2026")
    page = admin.get(url("unit-history", cast.faculty.public_id)).content.decode()
    assert "Đổi tên từ Khoa Cơ khí thành Khoa Động lực từ ngày 01/02/2026" in page
    assert "Đỗ Quản Trị" in page


@pytest.mark.parametrize("count", [1, 10, 200])
@pytest.mark.parametrize(("page", "statements"), [("units", 4), ("people", 6), ("unit", 8), ("person", 8)])
def test_a_page_costs_the_same_for_any_length(cast, client_of, django_assert_num_queries, page, statements, count):
    for n in range(count):
        who = stage.person(f"x{n}", f"Nguyễn Thị Bé {n}")
        stage.appoint(who, "Giảng viên", cast.faculty)
        stage.unit(f"U{n}", f"Tổ {n}", "department", cast.faculty)
        post = {"valid_from": date(2000 + n // 12, n % 12 + 1, 1), "valid_to": date(2000 + n // 12, n % 12 + 1, 2)}
        stage.appoint(cast.teacher, "Giảng viên", cast.office, **post)
    addresses = {
        "units": url("units"), "people": url("people"), "unit": url("unit", cast.faculty.public_id),
        "person": url("person", cast.teacher.public_id),
    }  # fmt: skip
    client = client_of(cast.admin)
    with django_assert_num_queries(statements):
        assert client.get(addresses[page]).status_code == 200


def test_a_save_takes_at_most_ten_statements(cast, admin, django_assert_max_num_queries):
    """Ten, and the two of the savepoint that stands for the transaction in a test."""
    facts = {"kind": "faculty", "code": "CK", "name": "Khoa Cơ khí", "order": "7"}
    with django_assert_max_num_queries(12):
        send(admin, "unit-change", cast.faculty, **facts)


def test_today_is_the_day_in_vietnam(cast, admin):
    assert f"{timezone.localdate():%d/%m/%Y}" in admin.get(url("units")).content.decode()
