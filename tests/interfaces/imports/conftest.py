"""A school with its procedure, and Word files as units send them."""

from __future__ import annotations

import io

import docx
import pytest

from tests.cast import Cast
from tests.quality.objectives import stage

HEAD = ["TT", "Mục tiêu", "Nhiệm vụ và biện pháp", "Chủ trì, phối hợp", "Thời hạn", "Hồ sơ minh chứng"]
GOOD = [
    "1",
    "Hiệu suất đào tạo đạt từ 86% trở lên.",
    "- Họp giáo viên chủ nhiệm.\n- Phụ đạo.",
    "Chủ trì: Trưởng khoa\nPhối hợp: Khoa Điện",
    "Trước 31/3/2027",
    "Báo cáo",
]
NUMBERLESS = [
    "2",
    "Đẩy mạnh nghiên cứu khoa học.",
    "- Đăng ký sáng kiến.",
    "Chủ trì: cô Diệp",
    "Trong năm học",
    "Quyết định",
]
LEADERLESS = ["3", "Có ít nhất 03 sáng kiến cấp Trường.", "- Đăng ký.", "", "Trước 30/9/2027", "Quyết định"]


def paper(*rows: list[str]) -> bytes:
    """A six-column plan as .docx."""
    made = docx.Document()
    made.add_paragraph("KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG KHOA CƠ KHÍ")
    made.add_paragraph("Năm học 2026 - 2027")
    table = made.add_table(rows=1, cols=len(HEAD))
    for row in (HEAD, *rows):
        cells = table.rows[0].cells if row is HEAD else table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture
def school(cast: Cast) -> Cast:
    stage.install(cast)
    return cast
