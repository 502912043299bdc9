"""Sign-in and what belongs to it: our pages, Vietnamese throughout, errors that say what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from khue.people.accounts.models import Person
from tests import cast as stage

pytestmark = [pytest.mark.urls("tests.foundation.ui.urls"), pytest.mark.django_db]
ENGLISH = re.compile(
    r">[^<]*\b(password|account|email address|sign in|log in|the|your|please|reset)\b[^<]*<", re.IGNORECASE
)


@pytest.fixture(autouse=True)
def leads_to_the_gallery(settings: Any) -> None:
    settings.LOGIN_REDIRECT_URL = "ui:gallery"


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("login/", "Đăng nhập"),
        ("password/reset/", "Đặt lại mật khẩu"),
        ("password/reset/done/", "Hãy xem hộp thư"),
        ("password/reset/key/1-sai/", "Đường dẫn không dùng được nữa"),
        ("password/reset/key/done/", "Đã đổi mật khẩu"),
        ("signup/", "Không tự đăng ký"),
        ("inactive/", "Tài khoản đã khóa"),
        ("confirm-email/", "Xác nhận thư điện tử"),
        ("confirm-email/sai/", "Xác nhận thư điện tử"),
    ],
)
def test_pages_before_sign_in(client: Client, path: str, heading: str) -> None:
    page = client.get(f"/tai-khoan/{path}").content.decode()
    assert f'<h1 id="dau-trang">{heading}</h1>' in page
    assert ENGLISH.findall(page) == []


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("password/change/", "Đổi mật khẩu"),
        ("logout/", "Đăng xuất?"),
        ("email/", "Thư điện tử của tôi"),
        ("reauthenticate/", "Xác nhận lại mật khẩu"),
    ],
)
def test_pages_after_sign_in(cast: stage.Cast, client_of: Callable[[Person], Client], path: str, heading: str) -> None:
    page = client_of(cast.head).get(f"/tai-khoan/{path}").content.decode()
    assert re.search(rf"<h1[^>]*>{re.escape(heading)}</h1>", page)
    assert ENGLISH.findall(page) == []


def test_wrong_password_says_what_to_check(cast: stage.Cast, client: Client) -> None:
    page = client.post("/tai-khoan/login/", {"login": cast.head.email, "password": "sai"}).content.decode()
    assert "Thư điện tử hoặc mật khẩu chưa đúng." in page
    assert ENGLISH.findall(page) == []


def test_right_password_signs_in(cast: stage.Cast, client: Client) -> None:
    response = client.post("/tai-khoan/login/", {"login": cast.head.email, "password": stage.PASSWORD})
    assert (response.status_code, response.headers["Location"]) == (302, "/thanh-phan/")


def test_weak_new_password_is_explained(cast: stage.Cast, client_of: Callable[[Person], Client]) -> None:
    sent = {"oldpassword": "sai", "password1": "123", "password2": "124"}
    page = client_of(cast.head).post("/tai-khoan/password/change/", sent).content.decode()
    assert "Nhập mật khẩu đang dùng." in page
    assert "Mật khẩu ngắn quá. Cần ít nhất 10 ký tự." in page
    assert ENGLISH.findall(page) == []


def test_forgotten_password_from_mail_to_sign_in(
    cast: stage.Cast, client: Client, mailoutbox: list[EmailMessage]
) -> None:
    client.post("/tai-khoan/password/reset/", {"email": cast.head.email})
    [mail] = mailoutbox
    assert mail.subject == "Đặt lại mật khẩu Khuê"
    link = re.search(r"http://\S+", mail.body)
    assert link
    form = client.get(link[0], follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "mot-cau-de-nho-7", "password2": "mot-cau-de-nho-7"})
    cast.head.refresh_from_db()
    assert cast.head.check_password("mot-cau-de-nho-7")


def test_mails_are_plain_vietnamese(cast: stage.Cast, client: Client, mailoutbox: list[EmailMessage]) -> None:
    client.post("/tai-khoan/password/reset/", {"email": "khong-co@khuevan.example"})
    [mail] = mailoutbox
    assert mail.body.startswith(
        "Kính gửi thầy, cô,\n\nCó yêu cầu đặt lại mật khẩu Khuê cho thư điện tử khong-co@khuevan.example"
    )
    assert not re.search(r"\b(you|your|password|Hello|Thank)\b", mail.body)
