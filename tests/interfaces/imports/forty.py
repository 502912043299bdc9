"""Plan files as forty units would send them in one week of October: most of them good, some not, each in a few kilobytes."""

from __future__ import annotations

import csv
import io

from tests.interfaces.imports.conftest import HEAD

ROWS = (
    ("1", "Hiệu suất đào tạo của đơn vị đạt từ {0}% trở lên.", "- Họp.\n- Phụ đạo.", "Chủ trì: Trưởng đơn vị", "Trước 31/5/{2}", "Báo cáo"),
    ("2", "Có ít nhất {1} sáng kiến cấp Trường.", "- Đăng ký sáng kiến.", "Chủ trì: Trưởng đơn vị", "Trong năm học", "Quyết định"),
)  # fmt: skip
NUMBERLESS = (
    "3",
    "Đẩy mạnh nghiên cứu khoa học.",
    "- Đăng ký đề tài.",
    "Chủ trì: Trưởng đơn vị",
    "Trong năm học",
    "Quyết định",
)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 200


def plan(unit: str, year: int = 2026, *, seed: int = 0, more: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """A plan as .html, as a mail client or an old system saves it: quick to write and to read."""
    rows = [*ROWS, *more]
    cells = [[text.format(80 + seed % 15, 2 + seed % 4, year + 1) for text in row] for row in rows]
    body = "".join("<tr>" + "".join(f"<td>{_lines(cell)}</td>" for cell in row) + "</tr>" for row in (HEAD, *cells))
    title = (
        f"<p>KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG</p><p>{unit.upper()}</p>"
        if unit
        else "<p>KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG</p>"
    )
    return f"<html><meta charset=utf-8><body>{title}<p>Năm học {year} - {year + 1}</p><table>{body}</table></body></html>".encode()


def sheet(unit: str, year: int = 2026, *, seed: int = 0) -> bytes:
    """The same as .csv, saved from Excel."""
    out = io.StringIO()
    written = csv.writer(out)
    written.writerows(
        [["KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG"], [unit.upper()], [f"Năm học {year} - {year + 1}"], HEAD]
    )
    written.writerows([text.format(80 + seed % 15, 2 + seed % 4, year + 1) for text in row] for row in ROWS)
    return out.getvalue().encode("utf-8-sig")


def _lines(cell: str) -> str:
    return cell.replace("\n", "<br>")
