"""Files as schools send them, invented: a plan in Word's six columns, minutes, a scan, and the text of what Khuê printed."""

from __future__ import annotations

import io
from typing import Any

import docx
import pypdf

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEAD = ("TT", "Mục tiêu", "Nhiệm vụ và biện pháp", "Chủ trì, phối hợp", "Thời hạn", "Hồ sơ minh chứng")
Row = tuple[str, str, str, str, str, str]

SCHOOL_PLAN: tuple[Row, ...] = (
    ("1", "Hiệu suất đào tạo toàn Trường đạt từ 86% trở lên.", "- Giao chỉ tiêu cho từng khoa.\n- Kiểm tra mỗi học kỳ.",
     "Chủ trì: Phòng Khảo thí - Đảm bảo chất lượng\nPhối hợp: Khoa Cơ khí; Khoa Điện", "Trong năm học", "Báo cáo hiệu suất"),
    ("2", "Đẩy mạnh hợp tác với doanh nghiệp.", "- Ký kết hợp tác.",
     "Chủ trì: Phòng Khảo thí - Đảm bảo chất lượng", "Trong năm học", "Biên bản ghi nhớ"),
    ("3", "Có ít nhất 03 sáng kiến cấp Trường.", "- Đăng ký sáng kiến.", "", "Trong năm học", "Quyết định công nhận"),
)  # fmt: skip
"""One row to be read for certain, one without a number, one without a lead."""

UNIT_PLAN: tuple[Row, ...] = (
    ("1", "Hiệu suất đào tạo của Khoa đạt từ 85% trở lên.", "- Họp giáo viên chủ nhiệm.\n- Phụ đạo học sinh yếu.",
     "Chủ trì: Trưởng khoa\nPhối hợp: Giáo viên chủ nhiệm", "Trong năm học", "Báo cáo hiệu suất"),
    ("2", "Mỗi ngành có quan hệ hợp tác với ít nhất 5 doanh nghiệp.", "- Ký biên bản ghi nhớ.",
     "Chủ trì: Trưởng khoa", "Trong năm học", "Biên bản ghi nhớ"),
    ("3", "Tỷ lệ học sinh bỏ học dưới 5%.", "- Theo dõi chuyên cần.",
     "Chủ trì: Trưởng khoa\nPhối hợp: Giáo viên chủ nhiệm", "Trong năm học", "Sổ theo dõi"),
)  # fmt: skip


def plan(unit: str, school_year: str, rows: tuple[Row, ...] = UNIT_PLAN, head: tuple[str, ...] = HEAD) -> bytes:
    """A plan as .docx."""
    made = docx.Document()
    for line in ("KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG", unit.upper(), f"Năm học {school_year.replace('-', ' - ')}"):
        made.add_paragraph(line)
    table = made.add_table(rows=0, cols=len(head))
    for row in (head, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = text
    return saved(made)


def note(*lines: str) -> bytes:
    """A short paper as .docx, such as the minutes of a meeting."""
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    return saved(made)


def saved(made: Any) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def upload(name: str, content: bytes, mime: str = DOCX) -> dict[str, Any]:
    """As Playwright wants a chosen file."""
    return {"name": name, "mimeType": mime, "buffer": content}


def words_of(content: bytes) -> str:
    """All the text of a Word or PDF file, one space between words."""
    text = _pdf_text(content) if content.startswith(b"%PDF") else _word_text(content)
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def _pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def _word_text(content: bytes) -> str:
    body = docx.Document(io.BytesIO(content)).element.body
    return "\n".join(
        "".join(piece.text or "" for piece in line.iter() if piece.tag.endswith("}t"))
        for line in body.iter()
        if line.tag.endswith("}p")
    )
