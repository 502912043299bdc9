"""The quality office writes the next issue of the school's procedure and the rector approves it; with script and without."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from khue.engine.procedures.models import ProcedureDraft, ProcedureVersion
from tests.cast import LOCAL, Cast
from tests.journeys.clock import Clock
from tests.journeys.walk import Hall, Walk, address

SHORT = "Thời hạn có số ngày ít nhất lớn hơn số ngày nhiều nhất."
CLOSED = "Hãy thêm việc tự động “Mở lại bản dự thảo để sửa” vào lối này."
SOUND = "Bước này không còn lỗi."


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def hall(
    open_page: Callable[..., Page], sign_in: Callable[..., Page], axe: Callable[[Page], None], clock: Clock,
    school: Cast, request: pytest.FixtureRequest,
) -> Hall:  # fmt: skip
    clock.at = datetime(2026, 9, 7, 10, 0, tzinfo=LOCAL)
    return Hall(open_page, sign_in, axe, clock, script=request.param)


def begin(office: Walk) -> str:
    """“Soạn lần ban hành mới” of the issue in force; the address of the draft."""
    office.go(reverse("procedures:procedure", args=[ProcedureVersion.objects.get().pk]))
    office.press("Soạn lần ban hành mới").is_told("Đã mở bản soạn từ lần ban hành 03")
    return address(office.page)


def judge(office: Walk) -> Walk:
    """What is typed is judged: as one leaves a box where a script runs, else with the button that stays on the page."""
    if not office.hall.script:
        return office.press("Lưu, sửa tiếp")
    office.page.keyboard.press("Tab")
    return office


def change_limit(office: Walk, home: str) -> None:
    """3 to 5 days become at most 4; on the way a fault comes and goes. Only the boxes of the chosen kind stand there."""
    office.go(f"{home}luu-do/unit/buoc/4b/").write(min_days="9", max_days="4")
    expect(office.page.locator("input[name=on]")).to_be_hidden()
    judge(office).reads(SHORT)
    office.look().write(min_days="2")
    judge(office).does_not_read(SHORT)
    office.press("Lưu bước").is_told("Đã lưu bước 4b").reads("Không còn lỗi, trình phê duyệt được.")


def forget_to_reopen(office: Walk, home: str) -> None:
    """A return that leaves the draft closed is a fault of its step; it is told on the draft too, with a way to the step."""
    office.go(f"{home}luu-do/unit/buoc/4a/").reads(SOUND)
    reopens = office.page.locator("input[value='objectives.return_to_unit']").nth(1)
    reopens.uncheck()
    judge(office).reads(CLOSED)
    office.press("Lưu bước").is_told("Đã lưu bước 4a").reads(CLOSED, "Còn 1 lỗi phải sửa trước khi trình")
    office.follow(re.compile("^Bước 4a. Xem xét"))
    office.page.locator("input[value='objectives.return_to_unit']").nth(1).check()
    office.press("Lưu bước").is_told("Đã lưu bước 4a").reads("Không còn lỗi, trình phê duyệt được.")


def test_next_issue_is_written_submitted_approved_and_printed(hall: Hall, school: Cast) -> None:
    office = hall.enter(school.quality_officer)
    home = begin(office)
    change_limit(office, home)
    forget_to_reopen(office, home)
    office.follow("So với lần trước").reads("Lần 03", "Bản soạn")
    expect(office.page.locator("ins").filter(has_text="4").first).to_be_visible()
    office.go(home).follow("Trình phê duyệt").press("Trình phê duyệt").reads("Chờ phê duyệt")
    rector = hall.enter(school.rector).go(home)
    rector.follow("Phê duyệt và ban hành").press("Phê duyệt và ban hành").is_told("Đã ban hành.")
    issued = ProcedureVersion.objects.get(issue_number="04")
    assert (issued.issued_by, issued.read().flow("unit").step("4b").time_limit.max_days) == (school.rector, 4)
    assert ProcedureDraft.objects.get().state == "issued"
    assert rector.file_at(reverse("procedures:print-pdf", args=[issued.pk])).startswith(b"%PDF")
