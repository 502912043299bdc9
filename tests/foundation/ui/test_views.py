from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from khue.foundation.ui import context

pytestmark = pytest.mark.urls("tests.foundation.ui.urls")


def test_gallery_is_open_to_builders(client: Client) -> None:
    assert client.get("/thanh-phan/").status_code == 200


def test_gallery_of_a_production_server_is_hidden_from_strangers(client: Client, settings: Any) -> None:
    settings.PRODUCTION = True
    assert client.get("/thanh-phan/").status_code == 404


@pytest.mark.parametrize(("sent", "kept"), [("dark", "dark"), ("light", "light"), ("", ""), ("x;y", "")])
def test_theme_is_kept_in_a_cookie(client: Client, sent: str, kept: str) -> None:
    response = client.post("/giao-dien/", {"theme": sent, "next": "/thanh-phan/?trang=2"})
    assert (response.status_code, response.headers["Location"]) == (303, "/thanh-phan/?trang=2")
    assert response.cookies[context.THEME_COOKIE].value == kept


def test_theme_colours_the_next_page(client: Client) -> None:
    client.post("/giao-dien/", {"theme": "dark"})
    assert '<html lang="vi" data-theme="dark">' in client.get("/thanh-phan/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_theme_sends_nobody_elsewhere(client: Client, elsewhere: str) -> None:
    assert client.post("/giao-dien/", {"theme": "dark", "next": elsewhere}).headers["Location"] == "/"


def test_theme_is_chosen_by_post(client: Client) -> None:
    assert client.get("/giao-dien/").status_code == 405
