"""A weak objective: what the program says while it is written, the suggestion taken, the return with its paper, the mending."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from khue.quality.objectives.models import ObjectiveSet
from tests.cast import Cast
from tests.journeys import papers
from tests.journeys.clock import Clock
from tests.journeys.walk import Hall, Walk, address, deed
from tests.quality.objectives import stage

STATEMENT = "Tỷ lệ học sinh lên lớp của khoa đạt từ 86% trở lên."
TAKE = re.compile("^Dùng “từ 86% trở lên”")
CHECKED = re.compile("/kiem-tra/khi-go/")
FOUND = "Mục tiêu 2: Chưa ghi người hoặc đơn vị chủ trì."


# Its deeds are asked of both databases by clients (tests/quality/objectives).
pytestmark = pytest.mark.once


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def hall(
    request: pytest.FixtureRequest, open_page: Callable[..., Page], sign_in: Any, axe: Any, clock: Clock, school: Cast
) -> Hall:
    return Hall(open_page, sign_in, axe, clock, request.param)


def draft(cast: Cast) -> ObjectiveSet:
    """A set whose consultation is over: what is left is to finish it and hand it in."""
    made = stage.draft(cast)
    return stage.step(cast, stage.step(cast, made, "open", "head"), "close", "head")


def write(head: Walk) -> None:
    """With script the remark and its suggestion come while one types, without it once the objective is saved."""
    head.follow("Thêm mục tiêu").write(statement=STATEMENT, time_text="Trong năm học")
    if head.hall.script:
        head.page.locator("[name=time_text]").blur()
        head.reads("M - Đo được: chưa đạt", "Chưa có số lượng để đo.").press(TAKE)
        expect(head.page.locator("[name='chi-tieu-0-value']")).to_have_value("86")
        head.press("Lưu mục tiêu").is_told("Đã lưu mục tiêu 2")
        return
    head.press("Lưu mục tiêu").is_told("Đã lưu mục tiêu 2").reads("Chưa có số lượng để đo.")
    head.press(TAKE).reads("Đã dùng gợi ý ở mục tiêu 2").press("Hoàn tác").is_told("Đã hoàn tác: mục tiêu 2")
    head.press(TAKE).reads("Đã dùng gợi ý ở mục tiêu 2", "≥ 86 %")


def mend(head: Walk) -> None:
    head.follow(re.compile("^Sửa mục tiêu 2")).write(lead="Trưởng khoa").press("Lưu mục tiêu")
    head.is_told("Đã lưu mục tiêu 2")
    expect(head.page.locator(".k-remark", has_text="Chưa ghi người hoặc đơn vị chủ trì.")).to_have_count(0)


def test_a_weak_objective_is_mended_with_what_is_said_about_it(hall: Hall, school: Cast) -> None:
    made = draft(school)
    head = hall.enter(school.head).follow(re.compile("^Tiếp tục hoàn chỉnh"))
    here = address(head.page)
    write(head)
    deed(head.go(here).follow("Trình xem xét"), "Trình xem xét").is_told("Đã ghi: Trình xem xét")

    officer = (
        hall.enter(school.quality_officer).follow(re.compile("^Xem xét")).reads("Phiếu nhận xét (Word, PDF) đi kèm")
    )
    expect(officer.page.locator("textarea[name=reason]").last).to_have_value(re.compile(re.escape(FOUND)))
    deed(officer, "Trả lại").is_told("Đã ghi: Trả lại")

    head.go("/").reads("Trả lại lần 1").follow(re.compile("^Tiếp tục hoàn chỉnh")).reads(FOUND, "Kèm phiếu nhận xét:")
    paper = papers.words_of(head.file_at(f"{here}kiem-tra/phieu.docx?lan=tra-lai"))
    assert "Chưa ghi người hoặc đơn vị chủ trì." in paper
    mend(head)
    deed(head.go(here).follow("Trình xem xét"), "Trình xem xét").is_told("Đã ghi: Trình xem xét")
    deed(officer.go("/").follow(re.compile("^Xem xét")), "Phù hợp, trình phê duyệt").is_told("Đã ghi: Phù hợp")
    assert made.objectives.count() == 2


@pytest.mark.parametrize("drawn_away", [False, True], ids=["still", "drawn-away"])
def test_a_button_that_remarks_push_away_is_pressed_all_the_same(
    page: Page, sign_in: Any, clock: Clock, school: Cast, drawn_away: bool
) -> None:
    """The remarks arrive between pressing and letting go; who draws the pointer away before letting go has not pressed."""
    made, held = draft(school), []
    with page.expect_response(CHECKED):
        sign_in(page, school.head).goto(f"/muc-tieu/{made.public_id}/them/")
    with page.expect_response(CHECKED):
        page.locator("[name=time_text]").fill("Trong năm học")
        page.locator("[name=time_text]").blur()
    page.route(CHECKED, lambda route: held.append(route))
    page.locator("[name=statement]").fill(STATEMENT)
    with page.expect_request(CHECKED):
        page.locator("[name=statement]").blur()
    # The browser may keep what is seen in its place by scrolling, or not: here it does not.
    page.evaluate(
        "document.documentElement.style.overflowAnchor = 'none'; scrollTo(0, document.documentElement.scrollHeight)"
    )
    button = page.get_by_role("button", name="Lưu mục tiêu")
    before = button.bounding_box()
    assert before is not None
    x, y = before["x"] + before["width"] / 2, before["y"] + before["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for one in held:
        one.continue_()
    expect(page.locator("#nhan-xet")).to_contain_text("Chưa có số lượng để đo.")
    after = button.bounding_box()
    assert after is not None
    assert after["y"] > y, "the button lies elsewhere now"
    if drawn_away:
        page.mouse.move(x - 200, y)
    page.mouse.up()
    if drawn_away:
        page.wait_for_timeout(500)
        assert made.objectives.count() == 1
    else:
        expect(page.locator("#k-loi-bao")).to_contain_text("Đã lưu mục tiêu 2")
