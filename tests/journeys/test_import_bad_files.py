"""Files that cannot be taken in: each is answered in words, with its own status, and nothing is half saved."""

from __future__ import annotations

import http.client
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from khue.interfaces.imports.forms import plans as forms
from khue.people.accounts.models import Person
from tests.cast import Cast
from tests.journeys import papers
from tests.journeys.counting import everything
from tests.quality.objectives import stage

ClientOf = Callable[[Person], Client]
WORD_97 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
pytestmark = pytest.mark.once
NOT_A_PLAN = "Không thấy bảng kế hoạch hay danh sách mục tiêu trong tệp"


def send(client: Client, cast: Cast, name: str, content: bytes) -> Any:
    form = {
        "unit": cast.faculty.public_id, "period": cast.period.code, "file": SimpleUploadedFile(name, content),
    }  # fmt: skip
    return client.post(reverse("imports:plan-upload"), form)


def locked_word() -> bytes:
    """What Word makes of a document with a password: a compound file with the package inside, encrypted."""
    names = (one.encode("utf-16-le").ljust(64, b"\0") for one in ("EncryptionInfo", "EncryptedPackage"))
    return WORD_97.ljust(512, b"\0") + b"".join(names).ljust(2048, b"\0")


def locked_pdf() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("mat-khau", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def bomb() -> bytes:
    """64 MB of nothing in 64 KB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<a>" + b" " * (64 * 2**20))
    return out.getvalue()


def roster() -> bytes:
    """A table, but of people: none of its columns is one of a plan."""
    return papers.plan(
        "Khoa Cơ khí",
        "2026-2027",
        (("1", "Nguyễn Văn An", "01/02/1990", "Giáo viên", "", ""),),
        ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Số điện thoại", "Địa chỉ"),
    )


BAD = {
    "a letter": ("thu-moi.docx", lambda: papers.note("Kính gửi: Các khoa", "Hôm nay trời đẹp."), NOT_A_PLAN),
    "a poem": ("tho.txt", lambda: "Trăm năm trong cõi người ta.".encode(), NOT_A_PLAN),
    "wrong columns": ("danh-sach.docx", roster, NOT_A_PLAN),
    "empty": ("trong.docx", bytes, "Tệp không có nội dung"),
    "only blanks": ("trong.txt", lambda: b" \r\n\t", "Tệp rỗng"),
    "a picture": ("anh.docx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(200), "Tệp là ảnh, không có chữ để đọc"),
    "a picture by name": ("anh.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(200), "Không nhận tệp “anh.png”"),
    "locked Word": ("khoa.docx", locked_word, "Tệp được đặt mật khẩu"),
    "locked PDF": ("khoa.pdf", locked_pdf, "Tệp được đặt mật khẩu"),
    "a bomb": ("bom.docx", bomb, "Tệp nén bung ra quá lớn"),
    "cut": ("do.docx", lambda: papers.plan("Khoa Cơ khí", "2026-2027")[:9000], "Tệp bị hỏng hoặc chưa tải lên trọn vẹn"),
    "a program": ("ke-hoach.exe", lambda: b"MZ" + bytes(200), "Không nhận tệp “ke-hoach.exe”"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_taken_in_is_refused_in_words(school: Cast, client_of: ClientOf, kind: str) -> None:
    name, made, words = BAD[kind]
    client, before = client_of(school.head), everything()
    answer = send(client, school, name, made())
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert everything() == before


def test_a_file_above_the_limit_of_the_form_is_refused_with_both_sizes(
    school: Cast, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms.UploadForm.base_fields["file"], "max_bytes", 8 * 1024)
    client, before = client_of(school.head), everything()
    answer = send(client, school, "lon.docx", papers.plan("Khoa Cơ khí", "2026-2027"))
    assert answer.status_code == 422
    assert "quá mức 8 KB. Bỏ bớt ảnh hoặc chia tệp rồi gửi lại." in answer.content.decode()
    assert everything() == before


def test_the_limit_of_the_form_is_below_that_of_a_request(settings: Any) -> None:
    """Else the sentence of the form could never be read."""
    assert forms.UploadForm.base_fields["file"].max_bytes < settings.MAX_REQUEST_BYTES


@pytest.mark.parametrize(("declared", "sent"), [(300 * 2**20, 64 * 1024), (2**31, 0)], ids=["300 MB", "2 GB"])
def test_a_request_that_is_far_too_large_is_refused_before_it_has_come(
    live_server: Any, cast: Cast, declared: int, sent: int
) -> None:
    """300 MB are declared and hardly begun: the answer comes, and its sentence says the size and the limit."""
    address = live_server.url.removeprefix("http://")
    caller = http.client.HTTPConnection(address, timeout=10)
    caller.putrequest("POST", "/dua-vao/ke-hoach/")
    caller.putheader("Content-Type", "multipart/form-data; boundary=x")
    caller.putheader("Content-Length", str(declared))
    caller.endheaders()
    caller.send(bytes(sent))
    caller.sock.shutdown(1)
    answer = caller.getresponse()
    assert answer.status == 413
    assert "quá mức 64 MB. Bỏ bớt ảnh hoặc chia tệp rồi gửi lại." in answer.read().decode()
    caller.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_browser_shows_why_a_file_is_too_large(
    open_page: Callable[..., Page], sign_in: Callable[..., Page], school: Cast, settings: Any, axe: Callable[[Page], None], script: bool
) -> None:  # fmt: skip
    settings.MAX_REQUEST_BYTES = 100 * 1024
    page = sign_in(open_page(java_script_enabled=script), school.head)
    page.goto("/dua-vao/ke-hoach/")
    before = everything()
    page.locator("input[type=file]").set_input_files(papers.upload("lon.docx", bytes(400 * 1024)))
    page.get_by_role("button", name="Đọc tệp").click()
    expect(page.get_by_role("heading", name="Tệp quá lớn")).to_be_visible()
    expect(page.locator("main")).to_contain_text("quá mức 100 KB")
    if script:
        axe(page)
    assert everything() == before
    page.get_by_role("link", name="Quay lại trang trước").click()
    expect(page.get_by_role("heading", name="Đưa kế hoạch vào từ tệp")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_browser_shows_what_is_wrong_with_a_file_and_takes_the_next_one(
    open_page: Callable[..., Page], sign_in: Callable[..., Page], school: Cast, axe: Callable[[Page], None], script: bool
) -> None:  # fmt: skip
    page = sign_in(open_page(java_script_enabled=script), school.head)
    page.goto("/dua-vao/ke-hoach/")
    for name, made, words in (BAD["a picture"], BAD["locked Word"], BAD["a letter"]):
        page.locator("input[type=file]").set_input_files(papers.upload(name, made()))
        page.get_by_role("button", name="Đọc tệp").click()
        expect(page.get_by_role("alert")).to_contain_text(words)
        if script:
            axe(page)
    page.locator("input[type=file]").set_input_files(papers.upload("tot.docx", papers.plan("Khoa Cơ khí", "2026-2027")))
    page.get_by_role("button", name="Đọc tệp").click()
    expect(page.get_by_role("heading", name="Kiểm tra nội dung đọc từ tệp")).to_be_visible()


LATE = (("1", "Hiệu suất đạt từ 85% trở lên.", "- Họp.", "Chủ trì: Trưởng khoa", "Trước 31/3/2030", "Báo cáo"),)


def test_a_time_outside_the_year_is_a_doubt_and_saves_nothing_yet(school: Cast, client_of: ClientOf) -> None:
    client = client_of(school.head)
    answer = send(client, school, "tre.docx", papers.plan("Khoa Cơ khí", "2026-2027", LATE))
    page = client.get(answer["Location"]).content.decode()
    assert "Ngoài thời gian 01/09/2026 - 31/08/2027" in page
    assert "Trong tệp ghi “Trước 31/3/2030”" in page
    assert everything()["objectives.ObjectiveSet"] == 0


def test_a_plan_of_another_year_says_so(school: Cast, client_of: ClientOf) -> None:
    client = client_of(school.head)
    answer = send(client, school, "cu.docx", papers.plan("Khoa Cơ khí", "2021-2022"))
    page = client.get(answer["Location"]).content.decode()
    assert "Văn bản ghi năm học 2021-2022, khác năm học được chọn 2026-2027" in page


def test_a_plan_of_another_unit_says_so(school: Cast, client_of: ClientOf) -> None:
    client = client_of(school.head)
    answer = send(client, school, "khac.docx", papers.plan("Khoa Điện", "2026-2027"))
    assert (
        "Văn bản ghi “Khoa Điện”, khác đơn vị được chọn “Khoa Cơ khí”"
        in client.get(answer["Location"]).content.decode()
    )


@pytest.mark.parametrize(
    ("as_of", "words"),
    [("01/01/2019", "nằm ngoài"), ("31/12/2099", "Ngày của kết quả chưa tới"), ("31/02/2027", "Ghi ngày theo dạng")],
)
def test_a_result_for_a_day_outside_the_year_is_refused(
    school: Cast, client_of: ClientOf, as_of: str, words: str
) -> None:
    found = stage.issued(school)
    target = found.objectives.get().targets.get()
    client, before = client_of(school.head), everything()
    form = {"value": "90", "as_of": as_of, "note": "gõ dở", "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7\n%%EOF\n")}
    form["effective_on"] = "01/10/2026"
    answer = client.post(reverse("objectives:measure", args=[found.public_id, target.public_id]), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "gõ dở" in page
    assert everything() == before
