from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from khue.foundation.ui import context


@pytest.fixture
def own_providers() -> Iterator[None]:
    before = dict(context._providers)
    yield
    context._providers.clear()
    context._providers.update(before)


def shell(user: Any = None, cookies: dict[str, str] | None = None) -> context.Shell:
    request: HttpRequest = RequestFactory().get("/")
    request.COOKIES.update(cookies or {})
    request.user = user or AnonymousUser()
    return context.shell(request)["shell"]


def signed_in(**facts: Any) -> Any:
    return SimpleNamespace(is_authenticated=True, **facts)


def test_stranger_has_no_menu_and_no_name() -> None:
    frame = shell()
    assert (frame.person, frame.menu, frame.user_menu, frame.unread) == (None, [], [], 0)


@pytest.mark.parametrize(("person", "unread"), [({"unread_count": 3}, 3), ({"unread_count": lambda: 4}, 4), ({}, 0)])
def test_unread_is_asked_of_the_person(person: dict[str, Any], unread: int) -> None:
    assert shell(signed_in(**person)).unread == unread


def test_name_is_the_one_with_the_title() -> None:
    assert shell(signed_in(display_name="ThS. Tạ Đình Sơn")).name == "ThS. Tạ Đình Sơn"


def test_storeys_above_provide_brand_and_period(own_providers: None) -> None:
    context.provide(brand=lambda request: context.Brand(short="CĐ Khuê Văn"), period=lambda request: "2026 - 2027")
    assert (shell().brand.owner, shell().period) == ("CĐ Khuê Văn", "2026 - 2027")


def test_unknown_provider_is_an_error() -> None:
    with pytest.raises(TypeError, match="khong_co"):
        context.provide(khong_co=lambda request: "")


@pytest.mark.parametrize(("cookie", "theme"), [("dark", "dark"), ("light", "light"), ('"><script>', ""), ("", "")])
def test_theme_of_the_cookie_is_checked(cookie: str, theme: str) -> None:
    assert shell(cookies={context.THEME_COOKIE: cookie}).theme == theme


def test_error_page_needs_no_session() -> None:
    request = RequestFactory().get("/")
    assert context.shell(request)["shell"].person is None
