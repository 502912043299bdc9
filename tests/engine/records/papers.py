"""Papers of an invented school, for the tests of printing."""

from __future__ import annotations

from datetime import date
from typing import Any

from khue.engine.records.documents import (
    AdministrativeDocument,
    Annex,
    Column,
    FormMark,
    Heading,
    Letterhead,
    Paragraph,
    Recipients,
    Signature,
    SignatureBox,
    Span,
    Table,
    bullets,
    labelled,
    row,
)

SCHOOL = Letterhead(superior="ỦY BAN NHÂN DÂN TỈNH SÔNG MÂY", issuer="TRƯỜNG CAO ĐẲNG KỸ THUẬT KHUÊ VĂN")
FACULTY = Letterhead(superior="TRƯỜNG CAO ĐẲNG KỸ THUẬT KHUÊ VĂN", issuer="KHOA CƠ KHÍ")
FORM = FormMark(code="BM.ĐBCL-04.04", issue_number="03", effective_on=date(2018, 9, 1))
COLUMNS = (
    Column("TT", 1, "center"),
    Column("Mục tiêu cụ thể", 5),
    Column("Kế hoạch thực hiện", 7),
    Column("Bắt đầu", 2, "center", "Thời gian thực hiện"),
    Column("Kết thúc", 2, "center", "Thời gian thực hiện"),
    Column("Chủ trì, phối hợp", 4),
)
BOXES = (
    SignatureBox("Người soạn thảo", "Trưởng khoa", "Tạ Đình Sơn", date(2026, 9, 5)),
    SignatureBox("Người xem xét", "Trưởng phòng KT-ĐBCL"),
    SignatureBox("Người phê duyệt", "Hiệu trưởng"),
)


def plan_row(number: int) -> Any:
    return row(
        str(number),
        f"Mục tiêu số {number}: tỷ lệ người học tốt nghiệp đúng hạn đạt từ 85% trở lên.",
        bullets("Rà soát tiến độ học tập từng tháng.", "Phụ đạo người học có kết quả dưới trung bình & theo dõi <chuyên cần>."),
        "9/2026",
        "6/2027",
        (labelled("Chủ trì:", "Trưởng khoa"), labelled("Phối hợp:", "Phòng Đào tạo")),
    )  # fmt: skip


def plan(rows: int = 3, **more: Any) -> AdministrativeDocument:
    told: dict[str, Any] = {
        "letterhead": FACULTY,
        "place": "Sông Mây",
        "on": date(2026, 9, 5),
        "type_name": "KẾ HOẠCH",
        "abstract": "Thực hiện mục tiêu chất lượng năm học 2026 - 2027",
        "form": FORM,
        "orientation": "landscape",
        "body": (Table(COLUMNS, tuple(plan_row(n) for n in range(1, rows + 1))),),
        "boxes": BOXES,
        "recipients": Recipients(("Các đơn vị (để phối hợp)",), "VT, KT-ĐBCL"),
    }
    return AdministrativeDocument(**told | more)


def decision(**more: Any) -> AdministrativeDocument:
    told: dict[str, Any] = {
        "letterhead": SCHOOL,
        "number": "7/QĐ-CĐKTKV",
        "place": "Sông Mây",
        "on": date(2026, 2, 5),
        "type_name": "QUYẾT ĐỊNH",
        "abstract": "Ban hành mục tiêu chất lượng của Khoa Cơ khí năm học 2026 - 2027",
        "legal_bases": ("Căn cứ Nghị định số 30/2020/NĐ-CP;", "Theo đề nghị của Trưởng phòng KT-ĐBCL."),
        "body": (
            Heading("QUYẾT ĐỊNH:", 0),
            Paragraph((Span("Điều 1. ", bold=True), Span("Ban hành kèm theo mục tiêu chất lượng của Khoa Cơ khí."))),
            Paragraph("Điều 2. Quyết định có hiệu lực từ ngày ký./."),
        ),
        "signatures": (Signature(capacity="KT.", whom="HIỆU TRƯỞNG", position="PHÓ HIỆU TRƯỞNG", name="Võ Minh Khôi"),),
        "recipients": Recipients(("Như Điều 2", "Ban Giám hiệu"), "VT"),
    }
    return AdministrativeDocument(**told | more)


def annexed() -> AdministrativeDocument:
    first = Annex(
        label="Phụ lục I",
        title="Mục tiêu chất lượng",
        issued_with="Kèm theo Quyết định số 07/QĐ-CĐKTKV",
        body=(Paragraph("Hiệu suất đào tạo từ 85% trở lên."),),
    )
    second = Annex(
        label="Phụ lục II",
        title="Kế hoạch thực hiện",
        orientation="landscape",
        body=(Table(COLUMNS, tuple(plan_row(n) for n in range(1, 13))),),
    )
    return decision(annexes=(first, second))
