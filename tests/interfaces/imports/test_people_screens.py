"""The screens of the import of units and people."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from khue.interfaces.imports.importing import people
from khue.interfaces.imports.models import StagedPeople
from khue.people.organisation.models import Unit
from tests.interfaces.imports.workbooks import person, unit, workbook

UPLOAD = reverse("imports:people")


def send(client, content: bytes, name: str = "ds.xlsx"):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def staged(cast, client_of) -> StagedPeople:
    rows = [unit("OTO", "Khoa Ô tô"), unit("HAN", "Bộ môn Hàn", parent="OTO")]
    response = send(client_of(cast.admin), workbook(rows, [person("an", "Bùi Thị Ân", unit="OTO")]))
    assert response.status_code == 303
    return StagedPeople.objects.get()


def test_the_template_is_a_workbook_with_both_sheets(cast, client_of):
    client = client_of(cast.admin)
    empty = client.get(reverse("imports:people-template"))
    assert people.read(b"".join(empty) if empty.streaming else empty.content, "mau.xlsx") == people.Sheets()
    filled = people.read(client.get(reverse("imports:people-template"), {"hien-co": "1"}).content, "mau.xlsx")
    assert {row["code"] for row in filled.units} == {"BGH", "KT", "CK", "DIEN"}
    assert "Tạ Đình Sơn" in {row["full_name"] for row in filled.people}


def test_todays_workbook_sent_back_changes_nothing(cast, client_of):
    client = client_of(cast.admin)
    content = client.get(reverse("imports:people-template"), {"hien-co": "1"}).content
    page = client.get(send(client, content).headers["Location"]).content.decode()
    assert "Không có gì thay đổi" in page


def test_the_preview_tells_what_will_change_and_confirming_does_it(cast, client_of, staged):
    client = client_of(cast.admin)
    page = client.get(reverse("imports:people-file", args=[staged.public_id])).content.decode()
    assert "Khoa Ô tô" in page
    assert "Giảng viên, Khoa Ô tô, từ 01/09/2024" in page
    client.post(reverse("imports:people-confirm", args=[staged.public_id]))
    assert Unit.objects.filter(institution=cast.school, code="HAN").exists()


def test_faults_stand_by_row_and_there_is_no_button(cast, client_of):
    client = client_of(cast.admin)
    where = send(client, workbook([], [person("an", "Bùi Thị Ân", "Vua")])).headers["Location"]
    page = client.get(where).content.decode()
    assert "Chưa có chức vụ “Vua”." in page
    assert "xac-nhan" not in page


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "rong.xlsx", "Tệp không có nội dung"),
        (b"%PDF-1.7 ...", "ds.pdf", "Không nhận tệp"),
        (b"not a workbook", "ds.xlsx", "tờ “Đơn vị”"),
        (workbook(Khác=[["a"], ["b"]]), "ds.xlsx", "Hãy tải mẫu"),
    ],
)
def test_a_bad_file_is_refused_in_words_at_its_field(cast, client_of, content, name, said):
    response = send(client_of(cast.admin), content, name)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not StagedPeople.objects.exists()


def test_who_may_and_who_may_not(cast, client_of, staged):
    pages = [UPLOAD, reverse("imports:people-template"), reverse("imports:people-file", args=[staged.public_id])]
    answers = {
        part: [client_of(getattr(cast, part)).get(page).status_code for page in pages]
        for part in ("admin", "quality_officer", "head", "teacher", "stranger")
    }
    assert answers == {
        "admin": [200, 200, 200],
        "quality_officer": [200, 200, 200],
        "head": [403, 403, 404],
        "teacher": [403, 403, 404],
        "stranger": [403, 403, 404],
    }


def test_the_quality_office_sees_why_it_cannot_confirm(cast, client_of, staged):
    client = client_of(cast.quality_officer)
    page = client.get(reverse("imports:people-file", args=[staged.public_id])).content.decode()
    assert "Người quản trị đơn vị xác nhận tệp này" in page
    assert client.post(reverse("imports:people-confirm", args=[staged.public_id])).status_code == 403


def test_a_discarded_file_shows_that_it_is_closed(cast, client_of, staged):
    client = client_of(cast.admin)
    client.post(reverse("imports:people-discard", args=[staged.public_id]))
    page = client.get(reverse("imports:people-file", args=[staged.public_id])).content.decode()
    assert "Đã bỏ" in page
    assert "xac-nhan" not in page
