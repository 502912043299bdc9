"""A consultation with a taken-up and an explained comment, its minutes; and a deputy who signs KT. while the rector is away."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Page

from khue.people.organisation.models import Appointment, Position
from khue.quality.objectives.models import Review
from tests import cast as people
from tests.cast import LOCAL, Cast
from tests.journeys import papers
from tests.journeys.clock import Clock
from tests.journeys.walk import Hall, Walk, deed
from tests.quality.objectives import stage

SCAN = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n%%EOF\n"


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def hall(
    request: pytest.FixtureRequest, open_page: Callable[..., Page], sign_in: Callable[..., Page],
    axe: Callable[[Page], None], clock: Clock,
) -> Hall:  # fmt: skip
    clock.at = datetime(2026, 9, 7, 10, 0, tzinfo=LOCAL)
    return Hall(open_page, sign_in, axe, clock, script=request.param)


def with_posts(school: Cast) -> None:
    """The posts of the cast bring what real posts bring, so that they can be lent."""
    for part in ("rector", "vice_rector", "head", "deputy"):
        _name, title, role, _over = people.PARTS[part]
        Position.objects.filter(institution=school.school, name=title).update(role=role or "vice_rector")
        post = Appointment.objects.get(person=getattr(school, part))
        post.person.grants.filter(charge__isnull=True, role__code=role).update(appointment=post)


def consult(hall: Hall, school: Cast, home: str) -> Walk:
    """The head asks; a teacher and the deputy speak; one is taken up, one explained; the meeting has its minutes."""
    head = hall.enter(school.head).go(home)
    deed(head.follow("Lấy ý kiến"), "Lấy ý kiến", comments_until="10/9/2026").is_told("Đã ghi: Lấy ý kiến")
    teacher = hall.enter(school.teacher).go(home).follow("Góp ý mục tiêu 1")
    teacher.choose_one("Chỉ tiêu: tỷ lệ có việc làm").write(text="Nên nâng lên 85%.").press("Gửi góp ý")
    deputy = hall.enter(school.deputy).go(home).follow("Góp ý cho cả bộ")
    deputy.write(text="Bớt mục tiêu này.").press("Gửi góp ý").is_told("Đã gửi góp ý")
    head.go(home).follow("Tổng hợp góp ý").reads("Đã góp ý (2)", "chưa trả lời")
    head.follow("Trả lời ý kiến 1").choose_one("Tiếp thu").write(response_text="Sẽ nâng.").press("Gửi trả lời")
    head.follow("Trả lời ý kiến 2").choose_one("Giải trình, giữ nguyên").press("Gửi trả lời")
    head.is_asked("Giữ nguyên thì phải giải trình lý do.")
    head.write(response_text="Trường giao.").press("Gửi trả lời").reads("Giải trình, giữ nguyên")
    head.follow("Lập biên bản").write(starts_at="08:00", place="Phòng họp khoa", conclusions="Nâng lên 85%.")
    head.choose(chair="Tạ Đình Sơn", secretary="Cao Thị Hạnh").press("Lưu biên bản").is_told("Đã lập biên bản")
    head.attach("file", papers.upload("bien-ban.pdf", SCAN, "application/pdf")).press("Đính kèm bản đã ký")
    return head.reads("Đã có bản ký")


def settle(hall: Hall, school: Cast, home: str, head: Walk) -> None:
    """The change that was promised is made; the summary shows it; the quality office finds it fit."""
    deed(head.go(home).follow("Kết thúc góp ý"), "Kết thúc góp ý").reads("3 ngày làm việc")
    head.follow("Sửa mục tiêu 1").write(**{"chi-tieu-0-value": "85"}).press("Lưu mục tiêu").is_told("Đã lưu mục tiêu 1")
    deed(head.follow("Trình xem xét"), "Trình xem xét").is_told("Đã ghi: Trình xem xét")
    head.go(f"{home}gop-y/tong-hop/").reads("từ 85% trở lên")
    officer = hall.enter(school.quality_officer).follow(re.compile("^Xem xét"))
    deed(officer, "Phù hợp, trình phê duyệt").is_told("Đã ghi: Phù hợp")


def again(hall: Hall, school: Cast, home: str) -> None:
    """Sent back by the approver, a unit begins at its first step again: a second round, a new check."""
    head = hall.enter(school.head).go(home).reads("Trả lại lần 1", "Ghi rõ khóa được khảo sát.")
    deed(head.follow("Lấy ý kiến"), "Lấy ý kiến").is_told("Đã ghi: Lấy ý kiến")
    head.follow("Tổng hợp góp ý").reads("Lần lấy ý kiến thứ 2", "Chưa có ý kiến nào")
    deed(head.go(home).follow("Kết thúc góp ý"), "Kết thúc góp ý").is_told("Đã ghi: Kết thúc góp ý")
    deed(head.follow("Trình xem xét"), "Trình xem xét").is_told("Đã ghi: Trình xem xét")
    officer = hall.enter(school.quality_officer).follow(re.compile("^Xem xét"))
    deed(officer, "Phù hợp, trình phê duyệt").is_told("Đã ghi: Phù hợp")


def test_a_consultation_and_a_deputy_who_signs_during_an_absence(hall: Hall, school: Cast) -> None:
    with_posts(school)
    made = stage.draft(school)
    home = f"/muc-tieu/{made.public_id}/"
    settle(hall, school, home, consult(hall, school, home))
    school.vice_rector.grants.filter(role__code="vice_rector").update(valid_to="2026-09-01")  # no longer in charge
    rector = hall.enter(school.rector).go("/to-chuc/giao-ky/").follow("Ghi vắng mặt")
    rector.choose(
        person="Đặng Thu Hà (rector@khuevan.example)", substitute="Võ Minh Khôi (vice_rector@khuevan.example)"
    )
    rector.write(valid_to="12/9/2026").press("Ghi vắng mặt").is_told("Đã ghi Đặng Thu Hà vắng, Võ Minh Khôi thay")
    deputy = hall.enter(school.vice_rector).follow(re.compile("^Phê duyệt"))
    deputy.reads("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")
    deed(deputy, "Trả lại", reason="Ghi rõ khóa được khảo sát.").is_told("Đã ghi: Trả lại")
    again(hall, school, home)
    deputy.go("/").follow(re.compile("^Phê duyệt")).reads("hết hiệu lực", "Ghi rõ khóa được khảo sát.")
    deed(deputy, "Phê duyệt").is_told("Đã ghi: Phê duyệt")
    signed = Review.objects.get(set=made, kind="approval", passed=True)
    assert (signed.by, signed.on_behalf_of) == (school.vice_rector, school.rector)
    paper = papers.words_of(deputy.file_at(f"{home}in/BM.ĐBCL-04.03.pdf"))
    assert "KT. HIỆU TRƯỞNG" in paper
