"""The school's own set (QT.ĐBCL-04, 5.2), scene by scene, on screens only."""

from __future__ import annotations

import re

from tests.journeys import papers
from tests.journeys.walk import Year, address, deed, row

NAME = "Trường Cao đẳng Kỹ thuật Khuê Văn"
REASON = "Chỉ tiêu hiệu suất thấp hơn kế hoạch chiến lược; đề nghị nâng lên 88%."


def bring_the_plan_in(year: Year) -> None:
    """The quality office drops its Word file in and mends what the machine was unsure of."""
    head = year.enter("quality_head").follow("Đưa tệp Word, Excel vào")
    head.choose(unit=NAME, period=year.label)
    head.drop(papers.upload("Mục tiêu Trường.docx", papers.plan(NAME, year.code, papers.SCHOOL_PLAN)))
    head.press("Đọc tệp").reads("Chưa lưu gì cho đến khi thầy, cô xác nhận", "Đọc chắc chắn cả dòng")
    head.follow("Chỉ dòng cần xem").reads("Câu không có con số", "Chưa có người chủ trì")
    head.follow("Tất cả dòng")
    head.press("Để sau khi lấy ý kiến").does_not_read("Câu không có con số")
    head.press("Hoàn tác").reads("Câu không có con số")
    head.follow("Sửa dòng này 2").write(
        **{"chi-tieu-0-subject": "doanh nghiệp hợp tác", "chi-tieu-0-unit": "doanh nghiệp"}
    )
    head.press("Ghi dòng này").is_asked("Nhập giá trị").write(**{"chi-tieu-0-value": "12"}).press("Ghi dòng này")
    head.is_told("Đã sửa dòng 2")
    head.write(typed="Phòng Khảo thí - Đảm bảo chất lượng").press(re.compile("^Ghi Chưa có người"))
    head.reads("Không còn ô nào phải xem lại")
    head.press("Xác nhận").is_told("Đã đưa nội dung của tệp vào bản dự thảo")
    year.school_set = address(head.page)


def consult(year: Year) -> None:
    """Two heads of units comment, the office answers; without the minutes the consultation does not end."""
    office = year.enter("quality_head").go(year.school_set)
    deed(office.follow("Lấy ý kiến"), "Lấy ý kiến").is_told("Đã ghi: Lấy ý kiến")
    one = year.enter("head").follow(re.compile("^Xem và góp ý")).follow("Góp ý mục tiêu 1")
    one.press("Gửi góp ý").is_asked("Viết nội dung góp ý")
    one.write(text="Nên tính riêng hiệu suất của từng khoa.").press("Gửi góp ý").is_told("Đã gửi góp ý")
    other = year.enter("other_head").go(year.school_set).follow("Góp ý cho cả bộ")
    other.write(text="Thêm mục tiêu về an toàn thực hành.").press("Gửi góp ý").is_told("Đã gửi góp ý")
    assert year.enter("teacher").status_of(year.school_set) == 404

    office.go("/").reads("Trả lời 2 góp ý").go(year.school_set).follow("Trả lời góp ý của Tạ Đình Sơn")
    office.choose_one("Tiếp thu").write(response_text="Bổ sung vào kế hoạch.").press("Gửi trả lời")
    office.is_told("Đã trả lời góp ý").reads("Đã tiếp thu").follow("Trả lời góp ý của Hứa Bích Diệp")
    office.choose_one("Giải trình, giữ nguyên").press("Gửi trả lời").is_asked("Giữ nguyên thì phải giải trình")
    office.write(response_text="Đã có trong kế hoạch an toàn lao động.").press("Gửi trả lời").reads("Đã giải trình")
    deed(office.follow("Kết thúc góp ý"), "Kết thúc góp ý").is_asked("Hãy đính kèm biên bản họp góp ý")
    minutes = papers.upload("Biên bản hội nghị.docx", papers.note("Biên bản hội nghị góp ý mục tiêu chất lượng"))
    deed(office, "Kết thúc góp ý", files={"gate-minutes": minutes}).is_told("Đã ghi: Kết thúc góp ý")


def settle(year: Year) -> None:
    """Trình, trả lại một lần có lý do, sửa, trình lại, phê duyệt."""
    year.hall.clock.pass_(days=14)
    office = year.enter("quality_head").follow(re.compile("^Tiếp tục hoàn chỉnh"))
    deed(office.follow("Trình phê duyệt"), "Trình phê duyệt").is_told("Đã ghi: Trình phê duyệt")
    office.does_not_read("Sửa mục tiêu 1").reads("Chờ phê duyệt")
    rector = year.enter("rector").follow(re.compile("^Phê duyệt"))
    deed(rector, "Trả lại").is_asked("Ghi lý do để người soạn biết phải sửa gì")
    deed(rector, "Trả lại", reason=REASON).is_told("Đã ghi: Trả lại").reads(REASON, "Trả lại lần 1, đang hoàn chỉnh")

    year.hall.clock.pass_(hours=20)
    office = year.enter("quality_head").reads("Trả lại lần 1", REASON).follow(re.compile("^Tiếp tục hoàn chỉnh"))
    office.follow("Sửa mục tiêu 1").write(statement="Hiệu suất đào tạo toàn Trường đạt từ 88% trở lên.")
    office.write(**{"chi-tieu-0-value": "88"}).press("Lưu mục tiêu").is_told("Đã lưu mục tiêu 1").reads("88")
    deed(office.follow("Trình phê duyệt"), "Trình phê duyệt").is_told("Đã ghi: Trình phê duyệt")
    rector = year.enter("rector").follow(re.compile("^Phê duyệt")).reads(REASON, "88%")
    deed(rector, "Phê duyệt").is_told("Đã ghi: Phê duyệt").reads("Đã phê duyệt, chờ ban hành")


def issue(year: Year) -> None:
    """A decision needs a day that has come; its number is one given elsewhere (left blank, the register gives the next)."""
    year.hall.clock.pass_(hours=25)
    officer = year.enter("quality_officer").follow(re.compile("^Ban hành"))
    tomorrow = f"{year.hall.clock.at.replace(year=2031):%d/%m/%Y}"
    told = {"decision_number": "401/QĐ-CĐKTKV", "decided_on": tomorrow}
    deed(officer, "Ban hành", **told).is_asked("Ngày quyết định chưa tới")
    today = f"{year.hall.clock.at:%d/%m/%Y}"
    deed(officer, "Ban hành", decided_on=today).is_told("Đã ghi: Ban hành").reads("Đã ban hành", "401/QĐ-CĐKTKV", today)
    officer.follow("Lịch sử").reads("Phê duyệt", f"Trả lại: {REASON}", "Ban hành theo Quyết định số 401/QĐ-CĐKTKV")
    year.enter("teacher").go(year.school_set).reads("Hiệu suất đào tạo toàn Trường đạt từ 88% trở lên")
    assert "401/QĐ-CĐKTKV" in officer.go(year.school_set).saves("In, tải Word", "Mục tiêu chất lượng của trường (Word)")
    for code, words in (("01", "Mục tiêu chất lượng"), ("02", "Giao chỉ tiêu cho từng khoa")):
        for kind in ("docx", "pdf"):
            year.has_printed(officer, year.school_set, f"BM.ĐBCL-04.{code}", kind, words, "401/QĐ-CĐKTKV")


def report(year: Year) -> None:
    """The office measures, sees how the units did, writes the causes and hands the school's report in; the rector reads it."""
    office = year.enter("quality_officer").go(year.school_set).pick("Việc khác", "Kết quả thực hiện")
    office.follow(re.compile("^Ghi kết quả"), row(office.page, "1. Hiệu suất đào tạo toàn Trường"))
    office.write(numerator="880", denominator="1000", as_of=year.last_day).press("Lưu kết quả").reads(
        "880/1.000", "Đạt"
    )
    office.follow(re.compile("^Ghi kết quả"), row(office.page, "2. Đẩy mạnh hợp tác"))
    office.write(value="9", as_of=year.last_day).press("Lưu kết quả").is_told("Đã ghi kết quả mục tiêu 2")
    office.go(f"/muc-tieu/tong-hop/?nam={year.code}").reads("Khoa Cơ khí", "Đã nộp")
    office.follow("Đánh giá của Trường").press("Nộp báo cáo").is_asked(
        "Mục tiêu 3 chưa đo: hãy ghi kết quả, hoặc lý do không đo"
    )
    for area in office.page.locator("textarea[name^='cause-']").all():
        area.fill("Doanh nghiệp cắt giảm chỉ tiêu thực tập.")
    office.write(summary="Trường hoàn thành phần lớn mục tiêu.").press("Nộp báo cáo").is_told("Đã nộp báo cáo đánh giá")
    for kind in ("docx", "pdf"):
        year.has_printed(
            office, year.school_set, "BM.ĐBCL-04.06", kind, "BÁO CÁO", "Khoa Cơ khí",
            "Doanh nghiệp cắt giảm chỉ tiêu thực tập", "Trường hoàn thành phần lớn mục tiêu",
        )  # fmt: skip
    rector = (
        year.enter("rector")
        .go(f"/muc-tieu/tong-hop/?nam={year.code}")
        .reads("Học sinh bỏ học giữa khóa", "Khoa Cơ khí")
    )
    assert "Học sinh bỏ học giữa khóa" in rector.saves("In báo cáo Trường", "BM.ĐBCL-04.06 (PDF)")
    rector.follow("Đánh giá của Trường").reads("đã nộp báo cáo")
