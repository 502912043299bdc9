"""The gallery and the pages before sign-in, in a real browser: both widths, both colours, with and without script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests import cast as stage
from tests.journeys.conftest import LAPTOP, PHONE

PLAIN_PAGES = ("/tai-khoan/login/", "/tai-khoan/password/reset/", "/thanh-phan/")
pytestmark = pytest.mark.once
BOTH_WIDTHS = pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
BOTH_COLOURS = pytest.mark.parametrize("colours", ["light", "dark"])


@BOTH_WIDTHS
@BOTH_COLOURS
def test_pages_are_accessible(
    open_page: Callable[..., Page],
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
    viewport: dict,
    colours: str,
) -> None:
    page = open_page(viewport=viewport, color_scheme=colours)
    for path in PLAIN_PAGES:
        page.goto(path)
        axe(page)
        fits(page)


@pytest.mark.parametrize("width", [320, 768, 1024, 1250, 1920])
def test_gallery_never_scrolls_sideways(
    open_page: Callable[..., Page], fits: Callable[[Page], None], width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    page.goto("/thanh-phan/")
    fits(page)


@BOTH_WIDTHS
def test_signing_in_by_the_form(open_page: Callable[..., Page], cast: stage.Cast, viewport: dict) -> None:
    page = open_page(viewport=viewport)
    page.goto("/tai-khoan/login/?next=/thanh-phan/")
    page.get_by_label("Thư điện tử").fill(cast.head.email)
    page.get_by_label("Mật khẩu").fill("sai-mat-khau")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("alert")).to_contain_text("Thư điện tử hoặc mật khẩu chưa đúng")
    page.get_by_label("Mật khẩu").fill(stage.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", name="Thành phần giao diện")).to_be_visible()


def test_user_menu_and_dark_colours_without_script(
    page_without_js: Page, sign_in: Callable[[Page, object], Page], cast: stage.Cast
) -> None:
    page = sign_in(page_without_js, cast.head)
    page.goto("/thanh-phan/")
    page.locator("summary.k-tool-user").click()
    page.get_by_role("button", name="Tối").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.locator("summary.k-tool-user").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def test_history_opens_by_its_address_without_script(page_without_js: Page, axe: Callable[[Page], None]) -> None:
    page_without_js.goto("/thanh-phan/")
    drawer = page_without_js.locator("#lich-su")
    expect(drawer).to_be_hidden()
    page_without_js.get_by_role("link", name="Lịch sử").first.click()
    expect(drawer).to_be_visible()
    drawer.get_by_role("link", name="Đóng").click()
    expect(drawer).to_be_hidden()


def test_key_n_walks_through_the_doubts(page: Page) -> None:
    page.goto("/thanh-phan/")
    doubts = page.locator("[data-doubt]")
    page.keyboard.press("n")
    expect(doubts.nth(0)).to_be_focused()
    page.keyboard.press("n")
    expect(doubts.nth(1)).to_be_focused()
    page.keyboard.press("n")
    expect(doubts.nth(0)).to_be_focused()


def test_note_is_put_away(page: Page) -> None:
    page.goto("/thanh-phan/")
    note = page.locator(".k-note", has_text="Đã trình Phòng KT-ĐBCL")
    note.get_by_role("button", name="Đóng lời báo").click()
    expect(note).to_have_count(0)


def test_chosen_files_are_listed(page: Page) -> None:
    page.goto("/thanh-phan/")
    drop = page.locator("[data-drop]")
    plan = {"name": "Kế hoạch Khoa Cơ khí.docx", "mimeType": "application/octet-stream", "buffer": b"x" * 2048}
    drop.locator("input[type=file]").set_input_files([plan])
    expect(drop.get_by_role("listitem")).to_have_text("Kế hoạch Khoa Cơ khí.docx (2 KB)")


def test_file_input_speaks_vietnamese_and_keeps_its_ring(page: Page, axe: Callable[[Page], None]) -> None:
    page.goto("/thanh-phan/")
    box = page.locator(".k-file").first
    expect(box).to_contain_text("Chọn tệp")
    expect(box).to_contain_text("Chưa chọn tệp nào")
    assert box.bounding_box()["height"] >= 44
    native = box.locator("input[type=file]")
    page.keyboard.press("Tab")
    native.focus()
    assert box.evaluate("one => getComputedStyle(one).outlineWidth") == "3px"
    native.set_input_files({"name": "Biên bản.pdf", "mimeType": "application/pdf", "buffer": b"x"})
    expect(box).to_contain_text("Biên bản.pdf")
    axe(page)


def test_choosing_a_filter_sends_it(page: Page) -> None:
    page.goto("/thanh-phan/")
    page.get_by_label("Mọi kết luận").select_option("dat")
    page.wait_for_url("**/thanh-phan/?*ket-luan=dat*")
    expect(page.get_by_label("Mọi kết luận")).to_have_value("dat")


def test_unsaved_changes_are_not_lost_by_accident(page: Page) -> None:
    page.goto("/thanh-phan/")
    page.get_by_label("Giá trị chỉ tiêu").fill("94,5")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Trang đầu").click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert page.url.endswith("/thanh-phan/")


def test_missing_page_says_what_to_do(page: Page, axe: Callable[[Page], None]) -> None:
    page.goto("/khong-co-trang-nay/")
    expect(page.get_by_role("heading", name="Không tìm thấy")).to_be_visible()
    axe(page)
