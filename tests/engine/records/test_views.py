"""The evidence library on the screen: for the one who may, the one who may not, the stranger; with a fixed number of statements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from khue.engine.records import actions, queries, terms
from khue.engine.records.models import Evidence, EvidenceUse
from tests.cast import Cast
from tests.engine.records.conftest import PDF, file

Add = Callable[..., Evidence]
SignIn = Callable[[Any], Client]
HOME = "/minh-chung/"


def _sent(cast: Cast, **more: Any) -> dict[str, Any]:
    return {
        "title": "Báo cáo hiệu suất đào tạo",
        "effective_on": "20/01/2026",
        "unit": cast.faculty.public_id,
        "confidentiality": terms.INTERNAL,
        "code": "",
        "file": SimpleUploadedFile("báo cáo.pdf", PDF),
    } | more


def test_a_piece_is_added_from_the_screen(cast: Cast, client_of: SignIn) -> None:
    client = client_of(cast.head)
    answer = client.post(f"{HOME}them/", _sent(cast))
    made = Evidence.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"{HOME}{made.public_id}/")
    page = client.get(answer["Location"]).content.decode()
    assert "Đã nộp minh chứng" in page
    assert "20/01/2026" in page
    assert "báo cáo.pdf" in page


def test_the_second_copy_says_that_it_is_there(cast: Cast, client_of: SignIn) -> None:
    client = client_of(cast.head)
    client.post(f"{HOME}them/", _sent(cast))
    answer = client.post(f"{HOME}them/", _sent(cast, title="Lần hai"))
    assert "đã có trong kho từ trước" in client.get(answer["Location"]).content.decode()
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"file": ""}, "Gửi một tệp hoặc ghi một liên kết."),
        ({"url": "https://khuevan.example/a"}, "mỗi minh chứng một trong hai"),
        ({"file": SimpleUploadedFile("x.exe", b"MZ")}, "Không nhận tệp “x.exe”"),
        ({"file": SimpleUploadedFile("x.pdf", b"MZ program")}, "có đuôi .pdf nhưng nội dung không phải"),
        ({"effective_on": "31/02/2026"}, "Ghi ngày theo dạng ngày/tháng/năm"),
        ({"effective_on": "01/01/2090"}, "Ngày có hiệu lực chưa đến"),
        ({"title": ""}, "Nhập tên minh chứng."),
    ],
)
def test_what_is_wrong_is_said_at_the_form(cast: Cast, client_of: SignIn, more: dict[str, Any], said: str) -> None:
    answer = client_of(cast.head).post(f"{HOME}them/", _sent(cast, **more))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Evidence.objects.count() == 0


def test_only_units_one_may_add_for_are_offered(cast: Cast, client_of: SignIn) -> None:
    page = client_of(cast.head).get(f"{HOME}them/").content.decode()
    assert cast.faculty.name in page
    assert cast.other_faculty.public_id not in page
    answer = client_of(cast.head).post(f"{HOME}them/", _sent(cast, unit=cast.other_faculty.public_id))
    assert (answer.status_code, Evidence.objects.count()) == (422, 0)
    assert client_of(cast.admin).get(f"{HOME}them/").status_code == 403


def test_the_file_comes_as_an_attachment_to_who_may_see_it(add: Add, cast: Cast, client_of: SignIn) -> None:
    made = add()
    answer = client_of(cast.rector).get(f"{HOME}{made.public_id}/tai-ve/")
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''B%C3%A1o%20c%C3%A1o")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("page", ["", "tai-ve/", "sua/"])
def test_others_do_not_learn_that_it_exists(add: Add, cast: Cast, client_of: SignIn, page: str) -> None:
    address = f"{HOME}{add().public_id}/{page}"
    for person in (cast.other_head, cast.stranger):
        assert client_of(person).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_a_restricted_file_is_not_for_everybody_of_the_unit(add: Add, cast: Cast, client_of: SignIn) -> None:
    address = f"{HOME}{add(confidentiality=terms.RESTRICTED).public_id}/tai-ve/"
    assert client_of(cast.teacher).get(address).status_code == 404
    assert client_of(cast.quality_head).get(address).status_code == 200


def test_a_link_has_no_file(add: Add, cast: Cast, client_of: SignIn) -> None:
    made = add(url="https://khuevan.example/a?b=1&c=<x>")
    client = client_of(cast.head)
    assert client.get(f"{HOME}{made.public_id}/tai-ve/").status_code == 404
    assert (
        'href="https://khuevan.example/a?b=1&amp;c=&lt;x&gt;"'
        in client.get(f"{HOME}{made.public_id}/").content.decode()
    )


def test_what_is_written_is_corrected_and_the_one_who_only_looks_may_not(
    add: Add, cast: Cast, client_of: SignIn
) -> None:
    address = f"{HOME}{add().public_id}/sua/"
    told = {"title": "Tên đúng", "effective_on": "19/01/2026", "confidentiality": "internal", "code": "H1"}
    assert client_of(cast.rector).post(address, told).status_code == 403
    assert client_of(cast.head).post(address, told).status_code == 303
    assert Evidence.objects.get().title == "Tên đúng"


def test_a_use_is_taken_away_only_while_it_is_open(
    add: Add, cast: Cast, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_now = {1: queries.Subject("Mục tiêu 3"), 2: queries.Subject("Mục tiêu 4", is_open=False)}
    monkeypatch.setattr(queries, "_subjects", {"x.y": ("Kết quả đo", lambda person, ids: open_now)})
    made = add()
    uses = [actions.attach(evidence=made, subject_type="x.y", subject_id=n, by=cast.head, at=cast.at) for n in (1, 2)]
    client = client_of(cast.head)
    page = client.get(f"{HOME}{made.public_id}/").content.decode()
    assert [f"/go/{use.pk}/" in page for use in uses] == [True, False]
    answers = [client.post(f"{HOME}{made.public_id}/go/{use.pk}/").status_code for use in uses]
    assert answers == [303, 409]
    assert list(EvidenceUse.objects.values_list("subject_id", flat=True)) == [2]


def test_the_list_is_searched_filtered_and_sorted_by_the_address(add: Add, cast: Cast, client_of: SignIn) -> None:
    add(title="Biên bản họp khoa")
    add(title="Ảnh hội thi", url="https://khuevan.example/anh", confidentiality=terms.PUBLIC)
    client = client_of(cast.head)

    def shown(asked: str) -> list[bool]:
        page = client.get(HOME + asked).content.decode()
        return ["Biên bản họp khoa" in page, "Ảnh hội thi" in page]

    assert shown("") == [True, True]
    assert shown("?tim=bien+ban") == [True, False]
    assert shown("?loai=lien-ket") == [False, True]
    assert shown("?bao-mat=internal") == [True, False]
    page = client.get(HOME + "?xep=title").content.decode()
    assert page.index("Ảnh hội thi") < page.index("Biên bản họp khoa")
    assert "Không có minh chứng nào khớp" in client.get(HOME + "?tim=khong+co").content.decode()


def test_others_see_an_empty_library(add: Add, cast: Cast, client_of: SignIn) -> None:
    add()
    assert "Chưa có minh chứng nào" in client_of(cast.other_head).get(HOME).content.decode()
    assert Client().get(HOME).status_code == 302


@pytest.mark.parametrize("rows", [1, 3, 60])
def test_the_list_asks_as_often_for_many_rows_as_for_one(add: Add, cast: Cast, client_of: SignIn, rows: int) -> None:
    for number in range(rows):
        add(file=file(PDF + number.to_bytes(2, "big")), title=f"Minh chứng {number}")
    client = client_of(cast.head)
    with CaptureQueriesContext(connection) as asked:
        client.get(HOME)
    assert len(asked) <= 6, [one["sql"] for one in asked]


@pytest.mark.parametrize("uses", [1, 3, 30])
def test_a_piece_asks_as_often_for_many_uses_as_for_one(add: Add, cast: Cast, client_of: SignIn, uses: int) -> None:
    made = add()
    for number in range(uses):
        actions.attach(evidence=made, subject_type="x.y", subject_id=number, by=cast.head, at=cast.at)
    client = client_of(cast.head)
    with CaptureQueriesContext(connection) as asked:
        client.get(f"{HOME}{made.public_id}/")
    assert len(asked) <= 6, [one["sql"] for one in asked]
