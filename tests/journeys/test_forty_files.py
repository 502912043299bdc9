"""October: forty units have sent forty files. The quality office drops them together; three need eyes, one is refused, all others
are confirmed in one go. With script and without."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from khue.interfaces.imports.models import StagedPlan
from khue.people.accounts.models import Person
from khue.quality.objectives.models import ObjectiveSet
from tests import cast as stage
from tests.cast import Cast
from tests.interfaces.imports import forty
from tests.journeys.clock import Clock
from tests.journeys.walk import Hall, Walk
from tests.journeys.worker import Worker

SUBJECTS = re.split(
    r",\s*",
    """Toán Ứng dụng, Vật lý Đại cương, Hóa Phân tích, Ngữ văn, Ngoại ngữ, Chính trị, Giáo dục Thể chất, Quốc phòng,
    Pháp luật, Tin học Cơ bản, Cắt gọt Kim loại, Hàn Công nghệ, Nguội Sửa chữa, Cơ điện Lạnh, Ô tô Máy kéo,
    Điện Dân dụng, Điện Công nghiệp, Điện tử Viễn thông, Tự động Hóa, Mạng Máy tính, Đồ họa Ứng dụng,
    Kế toán Doanh nghiệp, Quản trị Kinh doanh, Du lịch Lữ hành, Chế biến Món ăn, May Thời trang, Thú y Chăn nuôi,
    Trồng trọt Lâm sinh, Xây dựng Dân dụng, Cấp thoát Nước, Trắc địa Bản đồ, Điều dưỡng Cơ bản, Dược liệu Học,
    Thư viện Thiết bị, Công tác Sinh viên""",
)
DROP_ALL = """(place, files) => {
  const carried = new DataTransfer();
  for (const [name, text] of files) {
    carried.items.add(new File([Uint8Array.from(atob(text), one => one.charCodeAt(0))], name));
  }
  place.dispatchEvent(new DragEvent('drop', {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def hall(school: Cast, open_page: Callable[..., Page], sign_in: Any, axe: Any, clock: Clock) -> Callable[[bool], Hall]:
    def made(script: bool) -> Hall:
        return Hall(open_page, sign_in, axe, clock, script=script)

    return made


def letters(cast: Cast) -> list[FilePayload]:
    """Forty files: 36 to be read for certain, three that need eyes, one picture."""
    found = [
        (f"MTCL {number:02}.html", forty.plan(f"Bộ môn {subject}", seed=number))
        for number, subject in enumerate(SUBJECTS)
    ]
    for number, subject in enumerate(SUBJECTS):
        stage.unit(f"BM{number:02}", f"Bộ môn {subject}", "team", cast.school)
    found += [
        ("bo-sung.csv", forty.sheet("Ban Giám hiệu")),
        ("khoa-dien.html", forty.plan("Khoa Điện", more=(forty.NUMBERLESS,))),
        ("SUA CUOI.html", forty.plan("", seed=5)),
        ("MTCL-KhoaCoKhi.html", forty.plan("Phòng Khảo thí - Đảm bảo chất lượng", seed=7)),
        ("Scan_0012.pdf", forty.PNG),
    ]
    return [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in found]


def drop(walk: Walk, files: list[FilePayload]) -> None:
    if not walk.hall.script:
        walk.page.locator("input[type=file]").set_input_files(files)
        return
    carried = [[file["name"], base64.b64encode(file["buffer"]).decode()] for file in files]
    place = walk.page.locator("[data-drop]")
    place.evaluate(DROP_ALL, carried)
    expect(place.get_by_role("listitem")).to_have_count(len(files))


def settle_the_three(walk: Walk) -> None:
    """One after the other, without going back to the board."""
    walk.follow("Xem lần lượt 3 tệp").reads("khoa-dien.html", "Câu không có con số", "Tệp 1 trong 3 tệp cần xem.")
    walk.press("Để sau khi lấy ý kiến").reads("Tệp này đã đọc sạch.").press("Xác nhận")
    walk.reads("SUA CUOI.html", "Trong tệp không ghi tên đơn vị")
    walk.choose(unit="Khoa Cơ khí").press("Ghi và xem nội dung").press("Xác nhận")
    walk.reads("MTCL-KhoaCoKhi.html", "Văn bản và tên tệp nói hai đơn vị khác nhau")
    walk.press("Phòng Khảo thí - Đảm bảo chất lượng").press("Xác nhận")


def see_anew(walk: Walk) -> Walk:
    """What the worker has done meanwhile: the board asks for itself; without script there is a link for it."""
    return walk if walk.hall.script else walk.follow("Tải lại")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_forty_files_in_one_morning(
    school: Cast, hall: Callable[[bool], Hall], clock: Clock, worker: Worker, transactional_db: None, script: bool
) -> None:
    clock.at = school.at
    files, officer = letters(school), school.quality_officer
    walk = hall(script).enter(officer).go("/").follow("Đưa nhiều tệp vào")
    drop(walk, files)
    walk.press("Gửi và đọc").reads("Đã đọc 0/40 tệp")
    worker.work()
    see_anew(walk).reads("Đã đọc 40/40 tệp", "Xác nhận 36 tệp đọc sạch", "Tệp là ảnh, không có chữ để đọc.")
    settle_the_three(walk)
    walk.reads("đã xác nhận 3 tệp").press("Xác nhận 36 tệp đọc sạch").is_told("Đã nhận lệnh xác nhận 36 tệp.")
    walk.reads("Đang đưa vào bản dự thảo: 0/36 tệp").does_not_read("Xác nhận 36 tệp đọc sạch")
    worker.work()
    see_anew(walk).reads("đã xác nhận 39 tệp").does_not_read("Đang đưa vào bản dự thảo")
    walk.go("/").does_not_read("tệp kế hoạch của các đơn vị")
    assert ObjectiveSet.objects.count() == 39
    assert StagedPlan.objects.filter(state="refused").count() == 1


def test_a_reload_finds_everything_where_it_was(
    school: Cast, hall: Callable[[bool], Hall], clock: Clock, worker: Worker
) -> None:
    clock.at = school.at
    walk = hall(True).enter(school.quality_officer).go("/dua-vao/nhieu-tep/")
    drop(walk, letters(school)[-6:])
    walk.press("Gửi và đọc").reads("Đã đọc 0/6 tệp").go("/")
    worker.work()
    walk.follow("Mở bảng").press("Xác nhận 2 tệp đọc sạch").reads("Đang đưa vào bản dự thảo: 0/2 tệp")
    here = walk.page.url
    person: Person = school.quality_head
    other = hall(True).enter(person).follow("Mở bảng").reads("Đang đưa vào bản dự thảo: 0/2 tệp", "Scan_0012.pdf")
    other.does_not_read("tệp đọc sạch").go("/")
    walk.go("/")
    worker.work()
    walk.go(here).reads("đã xác nhận 2 tệp")
    assert walk.page.get_by_role("link", name="Xem lần lượt").count() == 1
