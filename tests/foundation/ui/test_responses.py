from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.test import Client

pytestmark = pytest.mark.urls("tests.foundation.ui.urls")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def test_back_goes_by_303_with_its_message(client: Client) -> None:
    response = client.post("/luu/")
    assert (response.status_code, response.headers["Location"]) == (303, "/thanh-phan/")
    assert [str(one) for one in get_messages(response.wsgi_request)] == ["Đã lưu."]


def test_back_under_htmx_goes_by_header(client: Client) -> None:
    response = client.post("/luu/", headers=HTMX)
    assert (response.status_code, response.headers["HX-Redirect"]) == (200, "/thanh-phan/")


def test_message_is_shown_once_on_the_next_page(client: Client) -> None:
    client.post("/luu/")
    assert "Đã lưu." in client.get("/thanh-phan/").content.decode()
    assert "Đã lưu." not in client.get("/thanh-phan/").content.decode()


def test_refusal_is_a_page_with_its_status_and_reason(client: Client) -> None:
    response = client.get("/tu-choi/")
    assert response.status_code == 409
    assert "Bộ mục tiêu đã ban hành. Hãy lập thủ tục điều chỉnh." in response.content.decode()
    assert "Về trang đầu" in response.content.decode()


def test_refusal_leads_back_to_where_one_came_from(client: Client) -> None:
    page = client.get("/tu-choi/", headers={"Referer": "http://testserver/thanh-phan/"}).content.decode()
    assert 'href="http://testserver/thanh-phan/"' in page
    assert "Tải lại trang" in page  # /tu-choi/ refuses by a conflict


@pytest.mark.parametrize("referer", ["http://evil.example/", "http://testserver/tu-choi/", "javascript:alert(1)"])
def test_refusal_leads_nowhere_else(client: Client, referer: str) -> None:
    assert referer not in client.get("/tu-choi/", headers={"Referer": referer}).content.decode()


def test_refusal_under_htmx_is_a_note_in_the_live_region(client: Client) -> None:
    response = client.get("/tu-choi/", headers=HTMX)
    assert (response.status_code, response.headers["HX-Retarget"], response.headers["HX-Reswap"]) == (
        409,
        "#k-loi-bao",
        "innerHTML",
    )
    assert "<html" not in response.content.decode()
    assert "Hãy lập thủ tục điều chỉnh." in response.content.decode()


def test_boosted_request_gets_the_whole_page(client: Client) -> None:
    assert "<html" in client.get("/tu-choi/", headers={**HTMX, "HX-Boosted": "true"}).content.decode()


def test_malformed_input_lists_what_to_mend(client: Client) -> None:
    response = client.get("/sai/")
    assert response.status_code == 422
    assert "<li>Ghi ngày trong năm học.</li>" in response.content.decode()


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/cam/", 403, "chưa được giao quyền"),
        ("/khong-co/", 404, "Không có trang này"),
        ("/hong/", 500, "Khuê đang gặp lỗi"),
    ],
)
def test_errors_are_said_in_vietnamese(client: Client, path: str, status: int, said: str) -> None:
    response = client.get(path)
    assert (response.status_code, said in response.content.decode()) == (status, True)


def test_stale_token_says_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/giao-dien/", {"theme": "dark"})
    assert response.status_code == 403
    assert "Trang đã mở quá lâu" in response.content.decode()


def test_broken_page_asks_no_database(client: Client) -> None:
    assert client.get("/hong/").status_code == 500  # this test has no database at all


def test_question_before_what_cannot_be_undone(client: Client) -> None:
    page = client.get("/hoi/").content.decode()
    assert '<h1 class="k-dialog-title" id="hop-ban-hanh-3-bo">Ban hành 3 bộ?</h1>' in page
    assert '<form method="post" action="/luu/" data-guard novalidate>' in page
    assert '<input type="hidden" name="bo" value="7">' in page
    assert '<a class="btn btn-plain" href="/thanh-phan/">Để sau</a>' in page


def test_a_form_is_shown_answered_and_its_deed_done(client: Client) -> None:
    assert client.get("/ten/").status_code == 200
    done = client.post("/ten/", {"name": "Khuê"})
    assert (done.status_code, done.headers["Location"]) == (303, "/thanh-phan/")
    assert [str(one) for one in get_messages(done.wsgi_request)] == ["Đã đặt tên Khuê."]


@pytest.mark.parametrize(("name", "said"), [("", "Nhập tên."), ("trùng", "Tên này đã có.")])
def test_what_can_be_mended_stands_at_the_field(client: Client, name: str, said: str) -> None:
    refused = client.post("/ten/", {"name": name})
    assert (refused.status_code, said in refused.content.decode()) == (422, True)


def test_what_cannot_be_mended_in_the_form_is_a_page_of_its_own(client: Client) -> None:
    refused = client.post("/ten/", {"name": "muộn"})
    assert (refused.status_code, "Có người làm trước." in refused.content.decode()) == (409, True)
