"""The workbook to fill in: both sheets with headings, help, choices, examples and, if wanted, what is there already."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from khue.interfaces.imports import terms
from khue.people.organisation import terms as organisation_terms
from khue.people.organisation.models import Appointment, Position, Unit

GUIDE = (
    "Mẫu nhập đơn vị và nhân sự",
    "Điền vào hai tờ “Đơn vị” và “Nhân sự”, dưới dòng tiêu đề. Cột có dấu * phải ghi. Tờ không dùng thì để trống.",
    "Ô để trống nghĩa là giữ nguyên điều đã có; nhập tệp không xóa gì.",
    "Đơn vị nhận ra theo mã, người nhận ra theo thư điện tử. Một người giữ hai chức vụ thì ghi hai dòng.",
    "Thôi chức vụ, ngừng hoạt động: ghi ngày cuối cùng vào cột “Đến hết ngày”. Không có trong tệp không có nghĩa là thôi.",
    "Đổi tên theo quyết định, sáp nhập, chia tách: làm trên màn hình Tổ chức để giữ tên cũ cho giấy tờ cũ.",
    "Ngày ghi dd/mm/yyyy, ví dụ 01/09/2026. Máy cho xem trước mọi thay đổi, thầy, cô xác nhận thì mới lưu.",
)
EXAMPLE_UNITS = (
    ("CK", "Khoa Cơ khí", "Khoa", "", "K.CK", "Khoa Cơ khí chế tạo", "01/09/2020", ""),
    ("HAN", "Bộ môn Hàn", "Bộ môn", "CK", "", "", "01/09/2020", ""),
)
EXAMPLE_PEOPLE = (
    ("Nguyễn Văn Á", "ThS.", "a.nv@truong.example", "CB001", "Trưởng khoa", "CK", "01/09/2024", "", "12/QĐ-TRUONG"),
    ("Trần Thị Ước", "", "uoc.tt@truong.example", "CB002", "Giảng viên", "HAN", "01/09/2024", "", ""),
)
ROOM = 2000  # rows that get the choices of a column


def people_template(
    *, positions: Sequence[Position], units: Iterable[Unit] = (), posts: Iterable[Appointment] = ()
) -> bytes:
    """The workbook; with `units` and `posts` it holds today's, to be corrected and sent back."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        looks = _looks(book)
        _guide(book, looks)
        rows = [_unit_row(unit) for unit in units if not unit.is_institution]
        sheet = _sheet(book, terms.UNITS_SHEET, terms.UNIT_COLUMNS, rows, looks)
        _choices(sheet, 2, [_short(label) for _kind, label in organisation_terms.UNIT_KINDS])
        sheet = _sheet(book, terms.PEOPLE_SHEET, terms.PERSON_COLUMNS, [_post_row(post) for post in posts], looks)
        _choices(sheet, 4, [position.name for position in positions])
    return out.getvalue()


def _short(label: Any) -> str:
    return str(label).partition(",")[0]


def _looks(book: Any) -> dict[str, Any]:
    plain = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
    edge = {"border": 1, "text_wrap": True}
    return {
        "title": book.add_format({**plain, "bold": True, "font_size": 16}),
        "text": book.add_format({**plain, "text_wrap": True}),
        "head": book.add_format({**plain, **edge, "bold": True, "bg_color": "#E8EDF5"}),
        "must": book.add_format({**plain, **edge, "bold": True, "bg_color": "#D3E2F5"}),
        "cell": book.add_format({**plain, **edge, "num_format": "@"}),
    }


def _guide(book: Any, looks: dict[str, Any]) -> None:
    sheet = book.add_worksheet("Hướng dẫn")
    sheet.set_column(0, 0, 100)
    for number, line in enumerate(GUIDE):
        sheet.write_string(number, 0, line, looks["title"] if number == 0 else looks["text"])
    for number, (title, columns, examples) in enumerate(
        (
            (terms.UNITS_SHEET, terms.UNIT_COLUMNS, EXAMPLE_UNITS),
            (terms.PEOPLE_SHEET, terms.PERSON_COLUMNS, EXAMPLE_PEOPLE),
        )
    ):
        top = len(GUIDE) + 1 + number * 5
        sheet.write_string(top, 0, f"Ví dụ tờ {title}", looks["head"])
        for place, example in enumerate(examples, start=1):
            pairs = (f"{column[1]}: {value}" for column, value in zip(columns, example, strict=True) if value)
            sheet.write_string(top + place, 0, "; ".join(pairs), looks["text"])


def _sheet(book: Any, name: str, columns: Any, rows: Iterable[Sequence[str]], looks: dict[str, Any]) -> Any:
    """Headings with their help as comments, frozen; the rows below as text, so that nothing is turned into a number."""
    sheet = book.add_worksheet(name)
    for place, (_key, heading, must, help_text) in enumerate(columns):
        sheet.set_column(place, place, 30 if "ên" in heading else 18, looks["cell"])
        sheet.write_string(0, place, f"{heading} *" if must else heading, looks["must" if must else "head"])
        if help_text:
            sheet.write_comment(0, place, help_text)
    sheet.freeze_panes(1, 1)
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            sheet.write_string(number, place, value, looks["cell"])
    return sheet


def _choices(sheet: Any, column: int, names: Sequence[str]) -> None:
    """A drop-down where Excel allows one (255 characters of choices); other values may still be typed."""
    if names and len(",".join(names)) <= 255:
        rule = {"validate": "list", "source": list(names), "error_type": "information"}
        sheet.data_validation(1, column, ROOM, column, rule)


def _unit_row(unit: Unit) -> list[str]:
    parent = unit.parent.code if unit.parent is not None and not unit.parent.is_institution else ""
    kind = _short(dict(organisation_terms.UNIT_KINDS)[unit.kind])
    dates = [f"{day:%d/%m/%Y}" if day else "" for day in (unit.valid_from, unit.valid_to)]
    return [unit.code, unit.name, kind, parent, unit.short_name, "; ".join(unit.aliases), *dates]


def _post_row(post: Appointment) -> list[str]:
    person = post.person
    dates = [f"{day:%d/%m/%Y}" if day else "" for day in (post.valid_from, post.valid_to)]
    return [
        person.full_name, person.title, person.email, person.staff_code, post.position.name, post.unit.code, *dates,
        post.decision_number,
    ]  # fmt: skip
