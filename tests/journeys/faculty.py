"""A faculty's set (QT.ĐBCL-04, 5.3), scene by scene, on screens only."""

from __future__ import annotations

import re

from tests.journeys import papers
from tests.journeys.walk import Year, address, deed, row

REASON = "Mục tiêu 1 chưa gắn với mục tiêu của Trường."
SCAN = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n%%EOF\n"


def bring_the_plan_in(year: Year) -> None:
    """The head sends the Word file of the faculty as it is and takes the doubtful cells as they were read."""
    head = year.enter("head").follow("Đưa tệp Word, Excel vào").choose(period=year.label)
    head.drop(papers.upload("Kế hoạch Khoa Cơ khí.docx", year.unit_file)).press("Đọc tệp")
    head.reads("Hiệu suất đào tạo" if not year.hall.script else "hiệu suất đào tạo", "≥ 85 %")
    if head.page.get_by_role("button", name="Nhận tất cả như đã đọc").count():
        head.press("Nhận tất cả như đã đọc").is_told("Đã nhận mọi ô như đã đọc")
    head.press("Xác nhận").is_told("Đã đưa nội dung của tệp vào bản dự thảo").reads("Chưa gắn với mục tiêu của Trường")
    year.unit_set = address(head.page)
    assert year.enter("other_head").status_of(year.unit_set) == 404


def consult(year: Year) -> None:
    """A teacher comments, the head explains why it stays."""
    head = year.enter("head").go(year.unit_set)
    deed(head.follow("Lấy ý kiến"), "Lấy ý kiến").is_told("Đã ghi: Lấy ý kiến")
    teacher = year.enter("teacher").follow(re.compile("^Xem và góp ý")).follow("Góp ý mục tiêu 2")
    teacher.write(text="5 doanh nghiệp là nhiều với ngành Hàn.").press("Gửi góp ý").is_told("Đã gửi góp ý")
    assert not teacher.page.get_by_role("link", name="Kết thúc góp ý").count()
    head.go(year.unit_set).follow("Trả lời góp ý của Mai Xuân Lộc").choose_one("Giải trình, giữ nguyên")
    head.write(response_text="Đã có 4 doanh nghiệp từ năm trước.").press("Gửi trả lời").reads("Đã giải trình")
    deed(head.follow("Kết thúc góp ý"), "Kết thúc góp ý").is_told("Đã ghi: Kết thúc góp ý")


def settle(year: Year) -> None:
    """Trình; phòng KT-ĐBCL trả lại; sửa; phù hợp; Phó Hiệu trưởng phụ trách phê duyệt; ban hành."""
    year.hall.clock.pass_(days=1)
    head = year.enter("head").follow(re.compile("^Tiếp tục hoàn chỉnh"))
    deed(head.follow("Trình xem xét"), "Trình xem xét").is_told("Đã ghi: Trình xem xét")
    officer = year.enter("quality_officer").follow(re.compile("^Xem xét"))
    deed(officer, "Trả lại", reason=REASON).is_told("Đã ghi: Trả lại")
    head.go("/").reads("Trả lại lần 1", REASON).follow(re.compile("^Tiếp tục hoàn chỉnh")).follow("Sửa mục tiêu 1")
    served = head.page.locator("select[name=serves] option", has_text="Mục tiêu 1 của Trường").inner_text()
    head.choose(serves=served).press("Lưu mục tiêu").is_told("Đã lưu mục tiêu 1").reads("Theo mục tiêu 1 của Trường")
    deed(head.follow("Trình xem xét"), "Trình xem xét").is_told("Đã ghi: Trình xem xét")
    officer.go("/").follow(re.compile("^Xem xét")).reads(REASON)
    deed(officer, "Phù hợp, trình phê duyệt").is_told("Đã ghi: Phù hợp")

    vice_rector = year.enter("vice_rector").follow(re.compile("^Phê duyệt")).reads("Đã xem xét")
    deed(vice_rector, "Phê duyệt").is_told("Đã ghi: Phê duyệt")
    officer.go("/").follow(re.compile("^Ban hành"))
    deed(officer, "Ban hành", decision_number="455/QĐ-CĐKTKV").is_told("Đã ghi: Ban hành").reads("455/QĐ-CĐKTKV")


def follow(year: Year) -> None:
    """At year end the head records results with their evidence; the teacher reports on a task from what was done."""
    year.hall.clock.pass_(days=280)
    head = year.enter("head").go(year.unit_set).pick("Việc khác", "Kết quả thực hiện")
    head.follow(re.compile("^Ghi kết quả"), row(head.page, "1. "))
    head.write(numerator="412", as_of=year.last_day).press("Lưu kết quả").is_asked("Ghi đủ cả tử số và mẫu số")
    head.write(denominator="489", effective_on=year.last_day)
    head.attach("file", papers.upload("Báo cáo hiệu suất.pdf", SCAN, "application/pdf")).press("Lưu kết quả")
    head.is_told("Đã ghi kết quả mục tiêu 1").reads("84,25", "412/489", "Không đạt", "Báo cáo hiệu suất")
    head.follow(re.compile("^Ghi kết quả"), row(head.page, "2. "))
    head.write(
        value="6",
        as_of=year.last_day,
        url="https://khuevan.example/hop-tac",
        title="Trang hợp tác",
        effective_on=year.last_day,
    )
    head.press("Lưu kết quả").is_told("Đã ghi kết quả mục tiêu 2").reads("Trang hợp tác")

    teacher = year.enter("teacher").go(f"{year.unit_set}ket-qua/").follow("Cập nhật 1.1")
    assert not teacher.page.get_by_role("link", name="Ghi kết quả").count()
    teacher.choose(progress="Hoàn thành").write(percent="100", note="Đã họp hai lần.", effective_on=year.last_day)
    teacher.attach("file", papers.upload("Biên bản họp.docx", papers.note("Biên bản họp giáo viên chủ nhiệm")))
    teacher.press("Lưu tiến độ").is_told("Đã cập nhật nhiệm vụ").reads("Hoàn thành", "Biên bản họp")


def report(year: Year) -> None:
    """Every target that was not met, or not measured, needs its cause before the report is handed in; then it is printed."""
    head = year.enter("head").follow(re.compile("^Viết báo cáo")).reads("84,25", "Không đạt", "Chưa nộp được")
    head.press("Nộp báo cáo").is_asked("Mục tiêu 1 không đạt: hãy ghi nguyên nhân")
    for area in head.page.locator("textarea[name^='cause-']").all():
        area.fill("Học sinh bỏ học giữa khóa do dịch bệnh.")
    head.write(summary="Khoa giữ vững quan hệ doanh nghiệp.").press("Lưu bản đang viết").is_told("Đã lưu bản đánh giá")
    head.press("Nộp báo cáo").is_told("Đã nộp báo cáo đánh giá").reads("đã nộp báo cáo lúc")
    told = {
        "03": ("Khoa Cơ khí", "455/QĐ-CĐKTKV", "85%"),
        "04": ("Khoa Cơ khí", "455/QĐ-CĐKTKV", "Trưởng khoa"),
        "05": ("Khoa Cơ khí", "84,25", "412/489", "Học sinh bỏ học giữa khóa", "Khoa giữ vững quan hệ"),
    }
    for code, words in told.items():
        for kind in ("docx", "pdf"):
            year.has_printed(head, year.unit_set, f"BM.ĐBCL-04.{code}", kind, *words)
