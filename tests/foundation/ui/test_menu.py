from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import resolve

from khue.foundation.ui import menu
from khue.foundation.ui.menu import MenuItem

pytestmark = pytest.mark.urls("tests.foundation.ui.urls")


@pytest.fixture(autouse=True)
def own_menu() -> Iterator[None]:
    before = list(menu._items)
    menu.fill([])
    yield
    menu.fill(before)


def request(path: str = "/thanh-phan/", *permissions: str) -> HttpRequest:
    made = RequestFactory().get(path)
    made.resolver_match = resolve(path)
    made.user = SimpleNamespace(has_perm=lambda name: name in permissions)
    return made


def test_entries_come_in_their_order() -> None:
    menu.fill([MenuItem("Hai", "refuse", "x", order=2), MenuItem("Một", "ui:gallery", "x", order=1)])
    assert [entry.label for entry in menu.entries(request())] == ["Một", "Hai"]


def test_entry_without_permission_is_not_shown() -> None:
    menu.fill([MenuItem("Nhật ký", "refuse", "x", permission="audit_trail.view")])
    assert menu.entries(request()) == []
    assert [entry.label for entry in menu.entries(request("/thanh-phan/", "audit_trail.view"))] == ["Nhật ký"]


def test_entry_of_a_page_that_is_not_installed_is_left_out() -> None:
    menu.fill([MenuItem("Văn bằng", "diplomas:list", "certificate")])
    assert menu.entries(request()) == []


def test_present_entry_is_known_by_its_namespace() -> None:
    menu.fill([MenuItem("Thành phần", "ui:gallery", "x"), MenuItem("Từ chối", "refuse", "x")])
    assert [entry.current for entry in menu.entries(request("/thanh-phan/"))] == [True, False]
    assert [entry.current for entry in menu.entries(request("/tu-choi/"))] == [False, True]


def test_an_entry_may_stand_for_other_namespaces() -> None:
    menu.fill([MenuItem("Từ chối", "refuse", "x", also=("ui",))])
    assert menu.entries(request("/thanh-phan/"))[0].current is True


def test_only_five_fit_a_phone() -> None:
    menu.fill([MenuItem(str(n), "refuse", "x", order=n) for n in range(7)])
    assert [entry.on_phone for entry in menu.entries(request())] == [True] * 5 + [False] * 2


def test_count_is_asked_of_the_request() -> None:
    menu.fill([MenuItem("Việc", "refuse", "x", count=lambda asked: len(asked.path))])
    assert menu.entries(request("/tu-choi/"))[0].count == 9


def test_user_menu_is_apart() -> None:
    menu.fill([MenuItem("Hồ sơ", "refuse", "user", place="user")])
    assert menu.entries(request()) == []
    assert [entry.label for entry in menu.entries(request(), "user")] == ["Hồ sơ"]


def test_adding_replaces_the_same_page() -> None:
    menu.add(MenuItem("Cũ", "refuse", "x"))
    menu.add(MenuItem("Mới", "refuse", "x"))
    assert [entry.label for entry in menu.entries(request())] == ["Mới"]


def test_pages_of_one_place_stand_beside_one_another() -> None:
    menu.fill(
        [
            MenuItem("Trang", "ui:gallery", "x"),
            MenuItem("Một", "ui:gallery", "x", place="pair"),
            MenuItem("Hai", "refuse", "x", place="pair"),
        ]
    )
    assert [(one.label, one.current) for one in menu.beside(request())] == [("Một", True), ("Hai", False)]
    assert [one.label for one in menu.entries(request())] == ["Trang"]


def test_a_page_alone_in_its_place_has_no_tabs() -> None:
    menu.fill(
        [
            MenuItem("Một", "ui:gallery", "x", place="pair"),
            MenuItem("Hai", "refuse", "x", permission="a.b", place="pair"),
        ]
    )
    assert menu.beside(request()) == []


def test_an_entry_may_ask_more_than_a_permission() -> None:
    menu.fill([MenuItem("Một", "refuse", "x", when=lambda asked: asked.user.has_perm("a.whole"))])
    assert menu.entries(request()) == []
    assert [one.label for one in menu.entries(request("/thanh-phan/", "a.whole"))] == ["Một"]
