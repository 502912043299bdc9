"""The pages that stand beside one another: who sees which tab, and that each tab opens for who sees it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.cast import Cast

ALL = ["Bộ mục tiêu", "Các đợt", "Ma trận bao phủ", "Tổng hợp", "Chiến lược", "Quy tắc kiểm tra"]
TABS = re.compile(r'<nav class="k-tabs" aria-label="Các trang cùng mục">(.*?)</nav>', re.DOTALL)
LINK = re.compile(r'<a href="([^"]+)"[^>]*>([^<]+)</a>')


def tabs(client: Client, path: str) -> list[tuple[str, str]]:
    found = TABS.search(client.get(path).content.decode())
    return LINK.findall(found.group(1)) if found else []


@pytest.mark.parametrize(
    ("part", "missing"),
    [("quality_head", []), ("rector", ["Quy tắc kiểm tra"]), ("head", ["Tổng hợp", "Quy tắc kiểm tra"])],
)
def test_each_sees_the_tabs_of_their_own_pages(client: Client, cast: Cast, part: str, missing: list[str]) -> None:
    client.force_login(getattr(cast, part))
    assert [label for _address, label in tabs(client, "/muc-tieu/")] == [one for one in ALL if one not in missing]


@pytest.mark.parametrize("part", ["quality_head", "rector", "head", "teacher"])
def test_every_tab_opens_and_leads_back(client: Client, cast: Cast, part: str) -> None:
    client.force_login(getattr(cast, part))
    shown = tabs(client, "/muc-tieu/?nam=" + cast.period.code)
    assert [tabs(client, address) for address, _label in shown] == [shown] * len(shown)
    assert len(shown) > 1


def test_an_auditor_finds_the_register_from_the_navigation(client: Client, cast: Cast) -> None:
    client.force_login(cast.auditor)
    assert 'href="/van-ban/"' in client.get("/").content.decode()
    assert [label for _address, label in tabs(client, "/van-ban/")] == ["Văn bản ban hành", "Sổ văn bản đi"]
