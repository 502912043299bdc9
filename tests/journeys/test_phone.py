"""On a phone of 390 pixels: my work, a set, and a proof handed in where it was made."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from khue.engine.records.models import Evidence, EvidenceUse
from khue.quality.objectives import contents
from tests.cast import Cast
from tests.journeys import papers
from tests.journeys.clock import Clock
from tests.journeys.conftest import PHONE
from tests.journeys.walk import Hall, Walk, deed
from tests.quality.objectives import stage

pytestmark = pytest.mark.once
TOUCHED = "main .btn, main .k-pick, main input:not([type=hidden]):not(.form-check-input), main select"
HEIGHTS = """wanted => [...document.querySelectorAll(wanted)]
  .filter(one => one.checkVisibility() && !one.classList.contains('visually-hidden'))
  .map(one => [one.innerText || one.name, Math.round(one.getBoundingClientRect().height)])"""
"""Of buttons and inputs: a thumb misses what is lower than 44 pixels (WCAG 2.5.5, ui.md)."""
PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(400)


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def hall(
    request: pytest.FixtureRequest, open_page: Callable[..., Page], sign_in: Callable[..., Page],
    axe: Callable[[Page], None], clock: Clock, school: Cast,
) -> Hall:  # fmt: skip
    return Hall(open_page, sign_in, axe, clock, request.param, viewport=PHONE)


def fits_a_thumb(walk: Walk) -> Walk:
    heights = walk.page.evaluate(HEIGHTS, TOUCHED)
    assert heights, f"nothing to touch at {walk.page.url}"
    assert [one for one in heights if one[1] < 44] == [], walk.page.url
    return walk


def test_my_work_leads_to_the_draft_and_a_comment(hall: Hall, school: Cast) -> None:
    found = stage.walk(school, stage.draft(school, *map(stage.objective, "123")), "open")
    teacher = fits_a_thumb(hall.enter(school.teacher).reads("Đang chờ tôi"))
    teacher.page.get_by_role("link", name="Xem và góp ý").click()
    fits_a_thumb(teacher.look().reads("Nâng chất lượng đào tạo, phần 3", "từ 80% trở lên")).follow("Góp ý mục tiêu 2")
    fits_a_thumb(teacher).write(text="Gửi từ điện thoại.").press("Gửi góp ý").reads("Gửi từ điện thoại.")
    assert found.comments.get().by == school.teacher


def test_a_decision_is_made_on_the_way(hall: Hall, school: Cast) -> None:
    stage.walk(school, stage.draft(school, *map(stage.objective, "123")), "pass")
    vice_rector = hall.enter(school.vice_rector)
    vice_rector.page.get_by_role("link", name="Phê duyệt").first.click()
    fits_a_thumb(vice_rector.look().reads("Nâng chất lượng đào tạo, phần 1"))
    fits_a_thumb(deed(vice_rector, "Phê duyệt").is_told("Đã ghi: Phê duyệt"))


def test_a_photo_is_handed_in_with_the_progress_of_a_task(hall: Hall, school: Cast) -> None:
    named = contents.ResponsibilityContent("lead", school.teacher.full_name, person_id=school.teacher.pk)
    late = contents.ScheduleContent("Trước 20/10/2026", None, school.today.replace(month=10, day=20), before=True)
    task = contents.TaskContent("Khảo sát cựu học sinh", (named,), late)
    stage.issued(school, stage.objective(tasks=(task,)))
    teacher = fits_a_thumb(hall.enter(school.teacher).reads("Khảo sát cựu học sinh"))
    teacher.page.get_by_role("link", name="Cập nhật, nộp minh chứng").click()
    fits_a_thumb(teacher.look()).choose(progress="Hoàn thành").write(percent="100", effective_on="05/10/2026")
    teacher.attach("file", papers.upload("IMG_2041.jpg", PHOTO, "image/jpeg")).press("Lưu tiến độ")
    fits_a_thumb(teacher.is_told("Đã cập nhật nhiệm vụ").reads("IMG_2041"))
    assert EvidenceUse.objects.get().evidence == Evidence.objects.get(mime="image/jpeg")


def test_the_menu_at_the_bottom_reaches_the_library(hall: Hall, school: Cast) -> None:
    teacher = hall.enter(school.teacher)
    box = teacher.page.get_by_role("navigation", name="Chính").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= PHONE["height"]
    fits_a_thumb(teacher.follow("Minh chứng")).follow("Nộp minh chứng")
    teacher.attach("file", papers.upload("Biên bản.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf"))
    fits_a_thumb(teacher).write(title="Biên bản họp tổ", effective_on="01/10/2026").press("Nộp")
    expect(teacher.page.get_by_role("heading", level=1)).to_have_text("Biên bản họp tổ")


@pytest.mark.parametrize("address", ["", "ket-qua/", "danh-gia/", "in/", "swot/", "them/", "huy/"])
def test_pages_of_a_set_do_not_scroll_sideways(hall: Hall, school: Cast, address: str) -> None:
    made = stage.issued if address in {"ket-qua/", "danh-gia/", "in/"} else stage.draft
    found = made(school, *map(stage.objective, "12"))
    fits_a_thumb(hall.enter(school.head).go(f"/muc-tieu/{found.public_id}/{address}"))
