"""The quality office writes the next issue of the school's procedure and the rector approves it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from khue.engine.procedures.models import ProcedureDraft, ProcedureVersion
from tests.cast import LOCAL, Cast

FAULT = "Thời hạn có số ngày ít nhất lớn hơn số ngày nhiều nhất."


@pytest.fixture
def enter(open_page: Callable[..., Page], sign_in: Callable[..., Page], clock: Any) -> Callable[[Any], Page]:
    """`enter(person)`: that person's browser."""
    clock.at = datetime(2026, 9, 7, 10, 0, tzinfo=LOCAL)

    return lambda person: sign_in(open_page(), person)


def begin(page: Page) -> str:
    """“Soạn lần ban hành mới” of the issue in force; the address of the draft."""
    page.goto(reverse("procedures:procedure", args=[ProcedureVersion.objects.get().pk]))
    page.get_by_role("button", name="Soạn lần ban hành mới").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("lần 04")
    return reverse("procedures:draft", args=[ProcedureDraft.objects.get().public_id])


def change_limit(page: Page, home: str, axe: Callable[[Page], None]) -> None:
    """3 to 5 days become at most 4; on the way a fault appears and goes while one types."""
    page.goto(f"{home}luu-do/unit/buoc/4b/")
    page.locator("input[name=min_days]").fill("9")
    page.locator("input[name=max_days]").fill("4")
    page.keyboard.press("Tab")
    expect(page.get_by_text(FAULT).first).to_be_visible()
    axe(page)
    page.locator("input[name=min_days]").fill("2")
    page.keyboard.press("Tab")
    expect(page.get_by_text(FAULT)).to_have_count(0)
    page.get_by_role("button", name="Lưu bước").click()
    expect(page.get_by_text("Không còn lỗi, trình phê duyệt được.")).to_be_visible()


def test_next_issue_is_written_submitted_approved_and_printed(
    enter: Callable[[Any], Page], school: Cast, axe: Callable[[Page], None]
) -> None:
    officer, rector = enter(school.quality_officer), enter(school.rector)
    home = begin(officer)
    change_limit(officer, home, axe)
    officer.get_by_role("link", name="So với lần trước").click()
    expect(officer.locator("ins").filter(has_text="4").first).to_be_visible()
    axe(officer)
    officer.goto(f"{home}trinh/")
    officer.get_by_role("button", name="Trình phê duyệt").click()
    rector.goto(home)
    axe(rector)
    rector.get_by_role("link", name="Phê duyệt và ban hành").click()
    rector.get_by_role("button", name="Phê duyệt và ban hành").click()
    expect(rector.get_by_text("Đã ban hành.")).to_be_visible()
    issued = ProcedureVersion.objects.get(issue_number="04")
    assert (issued.issued_by, issued.read().flow("unit").step("4b").time_limit.max_days) == (school.rector, 4)
    printed = rector.request.get(reverse("procedures:print-pdf", args=[issued.pk]))
    assert printed.body().startswith(b"%PDF")
