"""The import screens, as the one who may, the one who may not and the stranger see them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from khue.interfaces.imports.models import StagedPlan
from khue.people.accounts.models import Person
from khue.quality.objectives.models import ObjectiveSet
from tests.cast import Cast
from tests.interfaces.imports.conftest import GOOD, LEADERLESS, NUMBERLESS, paper
from tests.quality.objectives import stage

ClientOf = Callable[[Person], Client]
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 200
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000


def send(client: Client, cast: Cast, name: str, content: bytes, **more: Any) -> Any:
    form = {
        "unit": cast.faculty.public_id,
        "period": cast.period.code,
        "file": SimpleUploadedFile(name, content),
        **more,
    }
    return client.post(reverse("imports:plan-upload"), form)


def staged(client: Client, cast: Cast, *rows: list[str]) -> StagedPlan:
    send(client, cast, "ke-hoach.docx", paper(*rows))
    return StagedPlan.objects.get()


def test_upload_leads_to_the_reading_beside_its_source(school: Cast, client_of: ClientOf) -> None:
    client = client_of(school.head)
    answer = send(client, school, "ke-hoach.docx", paper(GOOD, NUMBERLESS))
    assert answer.status_code == 303
    page = client.get(answer["Location"]).content.decode()
    assert "<mark>Hiệu suất đào tạo đạt từ 86% trở lên</mark>" in page
    assert "Câu không có con số" in page


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("anh.docx", PNG, "ảnh"),
        ("trong.docx", b"", "Tệp không có nội dung"),
        ("ke-hoach.exe", b"MZ", "Không nhận tệp"),
        ("hong.docx", b"PK\x03\x04 cut", ""),
        ("khoa.docx", OLE, ""),
        ("van-ban.txt", "Hôm nay trời đẹp, cả lớp đi tham quan.".encode(), ""),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_words(
    school: Cast, client_of: ClientOf, name: str, content: bytes, words: str
) -> None:
    answer = send(client_of(school.head), school, name, content)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "k-error" in page
    assert words in page
    assert not StagedPlan.objects.exists()


def test_a_doubt_is_settled_without_script(school: Cast, client_of: ClientOf) -> None:
    client = client_of(school.head)
    plan = staged(client, school, LEADERLESS)
    url = reverse("imports:plan-settle", args=[plan.public_id])
    form = {"revision": plan.revision, "doubt": "0-no-lead", "typed": "Trưởng khoa"}
    assert client.post(url, form).status_code == 303
    page = client.get(reverse("imports:plan", args=[plan.public_id])).content.decode()
    assert "Chưa có người chủ trì" not in page


def test_a_row_is_mended_by_hand(school: Cast, client_of: ClientOf) -> None:
    client = client_of(school.head)
    plan = staged(client, school, NUMBERLESS)
    url = reverse("imports:plan-row", args=[plan.public_id, 0])
    assert client.get(url).status_code == 200
    form = {
        "revision": plan.revision, "statement": "Có tối thiểu 03 sáng kiến.", "tasks": "Đăng ký\nNghiệm thu", "lead": "Trưởng khoa",
        "time": "Trước 30/4/2027", "chi-tieu-TOTAL_FORMS": 1, "chi-tieu-INITIAL_FORMS": 0, "chi-tieu-0-subject": "Sáng kiến",
        "chi-tieu-0-comparator": ">=", "chi-tieu-0-value": "3", "chi-tieu-0-unit": "sáng kiến",
    }  # fmt: skip
    assert client.post(url, form).status_code == 303
    page = client.get(reverse("imports:plan", args=[plan.public_id])).content.decode()
    assert "2 nhiệm vụ" in page
    assert "trước 30/04/2027" in page


def test_a_row_without_a_value_is_asked_for_again_with_what_was_typed(school: Cast, client_of: ClientOf) -> None:
    client = client_of(school.head)
    plan = staged(client, school, NUMBERLESS)
    form = {
        "revision": plan.revision, "statement": "Câu đã sửa dở.", "chi-tieu-TOTAL_FORMS": 1, "chi-tieu-INITIAL_FORMS": 0,
        "chi-tieu-0-subject": "Sáng kiến", "chi-tieu-0-comparator": ">=",
    }  # fmt: skip
    answer = client.post(reverse("imports:plan-row", args=[plan.public_id, 0]), form)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Nhập giá trị" in page
    assert "Câu đã sửa dở." in page


def test_confirming_leads_to_the_set(school: Cast, client_of: ClientOf) -> None:
    client = client_of(school.head)
    plan = staged(client, school, GOOD)
    answer = client.post(reverse("imports:plan-confirm", args=[plan.public_id]), {"revision": plan.revision})
    made = ObjectiveSet.objects.get()
    assert answer["Location"] == reverse("objectives:set", args=[made.public_id])


def test_a_stale_tab_is_told_so(school: Cast, client_of: ClientOf) -> None:
    client = client_of(school.head)
    plan = staged(client, school, GOOD, NUMBERLESS)
    drop = reverse("imports:plan-settle", args=[plan.public_id])
    client.post(drop, {"revision": plan.revision, "op": "drop", "row": 1})
    answer = client.post(reverse("imports:plan-confirm", args=[plan.public_id]), {"revision": plan.revision})
    assert answer.status_code == 409
    assert "cửa sổ khác" in answer.content.decode()
    assert not ObjectiveSet.objects.exists()


@pytest.mark.parametrize("part", ["other_head", "teacher", "stranger"])
def test_others_see_nothing_of_it(school: Cast, client_of: ClientOf, part: str) -> None:
    plan = staged(client_of(school.head), school, GOOD)
    other = client_of(getattr(school, part))
    for name in ("plan", "plan-source"):
        assert other.get(reverse(f"imports:{name}", args=[plan.public_id])).status_code == 404
    assert other.post(reverse("imports:plan-confirm", args=[plan.public_id])).status_code == 404
    assert plan.file_name not in other.get(reverse("imports:plan-upload")).content.decode()


def test_the_page_costs_the_same_for_one_row_and_for_many(
    school: Cast, client_of: ClientOf, django_assert_num_queries: Any
) -> None:
    client = client_of(school.head)
    for count in (1, 30):
        StagedPlan.objects.all().delete()
        plan = staged(
            client,
            school,
            *[
                [str(n), f"Có ít nhất {n} sáng kiến.", "- Làm.", "Chủ trì: Trưởng khoa", "Trong năm học", "QĐ"]
                for n in range(1, count + 1)
            ],
        )
        with django_assert_num_queries(
            7
        ):  # session, person and grants, the file, names (2), the unit's set, the school's
            assert client.get(reverse("imports:plan", args=[plan.public_id])).status_code == 200


@pytest.mark.parametrize(
    ("to", "words"),
    [("open", "Đang ở bước"), ("submit", "Được trả lại thì đưa tệp vào."), ("approve", "lập bản mới rồi đưa tệp vào"),
     ("issue", "Tệp đưa vào bản mới ấy.")],
)  # fmt: skip
def test_a_set_that_cannot_be_edited_takes_no_file(school: Cast, client_of: ClientOf, to: str, words: str) -> None:
    stage.walk(school, stage.draft(school), to)
    answer = send(client_of(school.head), school, "ke-hoach.docx", paper(GOOD))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not StagedPlan.objects.exists()


def test_a_draft_takes_a_file(school: Cast, client_of: ClientOf) -> None:
    stage.draft(school)
    assert send(client_of(school.head), school, "ke-hoach.docx", paper(GOOD)).status_code == 303


def test_a_waiting_file_stands_in_my_work(school: Cast, client_of: ClientOf) -> None:
    made = staged(client_of(school.head), school, GOOD)
    shown = client_of(school.head).get("/").content.decode()
    assert "Xác nhận tệp “ke-hoach.docx”" in shown
    assert f'href="{reverse("imports:plan", args=[made.public_id])}"' in shown
    assert "Chưa có việc nào đang chờ" not in shown
    for part in ("other_head", "teacher", "stranger"):
        assert "ke-hoach.docx" not in client_of(getattr(school, part)).get("/").content.decode()
