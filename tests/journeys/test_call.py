"""A call over twelve units: opened by one button, two late ones reminded at one click, one unit added later; then letters and calendar."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page

from khue.engine.calls import actions
from khue.engine.calls.models import Call, Reminder
from khue.people.notifications.models import Notice
from khue.quality.objectives.models import ObjectiveSet
from tests import cast as people
from tests.cast import Cast
from tests.journeys.clock import Clock
from tests.journeys.conftest import LAPTOP, PHONE
from tests.journeys.walk import Hall

# Its deeds are asked of both databases by clients (tests/engine/calls).
pytestmark = pytest.mark.once


@pytest.fixture(params=["script", "no-script"])
def hall(
    request: pytest.FixtureRequest, open_page: Callable[..., Page], sign_in: Callable[..., Page],
    axe: Callable[[Page], None], clock: Clock, school: Cast,
) -> Hall:  # fmt: skip
    """`phone`: with script, on a small screen."""
    viewport = PHONE if request.param == "phone" else LAPTOP
    return Hall(open_page, sign_in, axe, clock, request.param != "no-script", viewport=viewport)


def twelve(school: Cast) -> list[Any]:
    """The three units of the cast that are called, and nine more with their heads."""
    more = []
    for n in range(1, 10):
        unit = people.unit(f"DV{n}", f"Phòng Chức năng {n}", "room", school.school)
        people.grant(people.person(f"truong{n}", f"Trưởng Phòng {n}"), "unit_head", unit)
        more.append(unit)
    people.grant(school.quality_head, "unit_head", school.office)
    return [school.office, *more]


@pytest.mark.parametrize("hall", ["script", "no-script", "phone"], indirect=True)
def test_a_call_from_the_notice_to_the_reminder(hall: Hall, school: Cast) -> None:
    in_time = twelve(school)
    office = hall.enter(school.quality_head).go("/muc-tieu/").follow("Các đợt").follow("Mở đợt lập mục tiêu")
    office.write(number="412/TB-CĐKTKV", due_on="1/10/2026").press("Mở đợt")
    office.is_asked("Hạn hoàn thành phải sau ngày thông báo").write(due_on="16/10/2026").press("Mở đợt")
    office.is_told("Đã mở đợt cho 12 đơn vị").reads("Thông báo số 412/TB-CĐKTKV", "còn 9 ngày làm việc")
    call = Call.objects.get()
    assert ObjectiveSet.objects.count() == 12

    head = hall.enter(school.head).reads("Dự thảo: Mục tiêu chất lượng Khoa Cơ khí", "hạn 16/10/2026")
    head.go("/dot/").follow(re.compile("^Xây dựng mục tiêu")).reads("Khoa Cơ khí", "Tài liệu của đợt")
    head.does_not_read("Phòng Chức năng 1", "Nhắc đơn vị")
    assert head.file_at(f"/dot/{call.public_id}/thong-bao.pdf").startswith(b"%PDF")
    assert hall.enter(school.teacher).status_of(f"/dot/{call.public_id}/") == 404

    for one in call.recipients.select_related("unit").filter(unit__in=in_time):
        told = {"due_on": date(2026, 11, 13), "reason": "Sáp nhập phòng", "by": school.quality_head}
        actions.extend(call=call, recipient=one, at=hall.clock.at, **told)
    hall.clock.pass_(days=15)  # Tuesday 20/10: two units are late
    office = hall.enter(school.quality_head).go(f"/dot/{call.public_id}/")
    office.reads("trễ hạn của bước").press("Nhắc 2 đơn vị trễ").is_told("Đã nhắc Khoa Cơ khí, Khoa Điện.")
    office.reads("đã nhắc hôm nay").does_not_read("Nhắc 2 đơn vị trễ")
    assert Reminder.objects.count() == 2
    hall.enter(school.head).go("/thong-bao/").reads("nhắc Khoa Cơ khí: Xây dựng mục tiêu")
    office.follow(re.compile("^Trễ hạn")).reads("Khoa Điện").does_not_read("Phòng Chức năng 1")
    assert office.page.url.endswith("?loc=tre")
    office.follow(re.compile("^đã nhắc 1 lần")).reads("Lý Bảo Trâm")

    people.unit("MOI", "Khoa Mới lập", "faculty", school.school)
    office.go(f"/dot/{call.public_id}/").follow("Thêm đơn vị").page.get_by_label("Khoa Mới lập").check()
    office.press("Thêm vào đợt").is_told("Đã thêm Khoa Mới lập vào đợt").reads("Khoa Mới lập")
    office.follow("Gia hạn").write(due_on="30/10/2026", reason="Bão số 9").press("Gia hạn")
    office.is_told("Đã gia hạn cho mọi đơn vị đến 30/10/2026")
    office.follow("Đóng đợt").press("Đóng đợt").is_asked("Còn 13 đơn vị chưa hoàn thành")
    assert Notice.objects.filter(kind="reminder").count() == 2


def test_letters_calendar_and_strategy_are_ones_own(hall: Hall, school: Cast) -> None:
    head = hall.enter(school.head).go("/thong-bao/nhan-thu/")
    head.page.get_by_role("radio", name="Gửi ngay từng thư").first.check()
    head.write(digest_hour="25").press("Lưu").is_asked("Ghi số không quá 23").write(digest_hour="6").press("Lưu")
    head.is_told("Đã lưu cách nhận thư").follow("Lịch trên điện thoại").press("Tạo địa chỉ lịch").reads(
        "chỉ hiện một lần"
    )
    head.press("Thu hồi").is_told("Đã thu hồi địa chỉ lịch")

    office = hall.enter(school.quality_head).go("/chien-luoc/").reads("Chưa có chỉ tiêu chiến lược nào")
    office.follow("Thêm chỉ tiêu").write(code="CL01", subject="Tỷ lệ có việc làm", unit_of_measure="%")
    office.write(**{"nam-2026-2027": "85,5"}).page.get_by_label("Khoa Cơ khí").check()
    office.press("Lưu").is_told("Đã lưu chỉ tiêu CL01").reads("Chưa có mục tiêu phục vụ: Khoa Cơ khí")
    head.go("/chien-luoc/").reads("Tỷ lệ có việc làm").follow("Gắn mục tiêu").reads("Chưa có chỉ tiêu nào để gắn")
    hall.enter(school.head).follow("Việc đã xong trong 7 ngày qua").reads("Chưa có việc nào trong 7 ngày qua")
