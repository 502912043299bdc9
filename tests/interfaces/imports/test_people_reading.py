"""Reading the workbook of units and people."""

from __future__ import annotations

import io
from datetime import date

import pytest
import xlsxwriter

from khue.foundation.kernel import errors
from khue.interfaces.imports.importing import people
from khue.interfaces.imports.printing import people as printing
from tests.interfaces.imports.workbooks import person, unit, workbook


def test_rows_are_read_with_the_numbers_that_excel_shows():
    sheets = people.read(workbook([unit("CK", "Khoa Cơ khí")], [person("a", "Nguyễn Văn Á")], top=3), "ds.xlsx")
    assert (sheets.units[0].row, sheets.units[0]["name"]) == (5, "Khoa Cơ khí")
    assert (sheets.people[0].row, sheets.people[0]["email"]) == (5, "a@khuevan.example")
    assert sheets.faults == ()


def test_one_sheet_is_enough():
    assert people.read(workbook(people=[person("a", "Nguyễn Văn Á")]), "ds.xlsx").units == ()


def test_columns_are_found_by_heading_in_any_order_with_or_without_marks():
    content = workbook(**{"don vi": [["TEN DON VI", "Mã đơn vị"], ["Khoa  Cơ khí ", "CK"]]})
    row = people.read(content, "ds.xlsx").units[0]
    assert (row["code"], row["name"]) == ("CK", "Khoa Cơ khí")


def test_decomposed_letters_are_joined():
    content = workbook([unit("CK", "Khoa Cơ khí".encode().decode())], None)
    decomposed = workbook([unit("CK", "Khoa Co\u031b khi\u0301")], None)
    assert people.read(decomposed, "a.xlsx").units == people.read(content, "a.xlsx").units


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("01/09/2026", date(2026, 9, 1)),
        ("1.9.2026", date(2026, 9, 1)),
        ("2026-09-01", date(2026, 9, 1)),
        ("29/02/2024", date(2024, 2, 29)),
        ("29/02/2026", None),
        ("31/04/2026", None),
        ("45000", None),
        ("tháng 9", None),
        ("01/09/26", None),
    ],
)
def test_days_are_read_as_vietnamese_days(written, day):
    assert people.read_day(written) == day


def test_a_real_date_cell_is_read_as_a_day():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Đơn vị")
        sheet.write_row(0, 0, ["Mã đơn vị", "Tên đơn vị", "Hoạt động từ ngày"])
        sheet.write_row(1, 0, ["CK", "Khoa Cơ khí"])
        sheet.write_datetime(1, 2, date(2026, 9, 1), book.add_format({"num_format": "dd/mm/yyyy"}))
    assert people.read(out.getvalue(), "a.xlsx").units[0].day("valid_from") == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        (unit("", "Khoa Cơ khí"), "Mã đơn vị", "Chưa ghi mã đơn vị."),
        (unit("CK", ""), "Tên đơn vị", "Chưa ghi tên đơn vị."),
        (
            unit("CK", "Khoa Cơ khí", valid_from="32/01/2026"),
            "Hoạt động từ ngày",
            "“32/01/2026” không phải ngày. Ghi như 01/09/2026.",
        ),
        (
            unit("CK", "Khoa Cơ khí", valid_to="01/01/2020"),
            "Đến hết ngày",
            "Ngày kết thúc trước ngày bắt đầu. Hãy sửa một trong hai.",
        ),
    ],
)
def test_a_faulty_cell_is_named_by_row_and_column(row, column, message):
    assert people.read(workbook([row]), "a.xlsx").faults == (people.Fault("Đơn vị", 2, column, message),)


def test_a_missing_column_is_one_fault_not_one_a_row():
    content = workbook(**{"Nhân sự": [["Họ và tên", "Chức vụ"], ["A", "B"], ["C", "D"]]})
    faults = people.read(content, "a.xlsx").faults
    assert [(fault.row, fault.message) for fault in faults] == [
        (1, "Thiếu cột Thư điện tử, Đơn vị. Hãy dùng đúng mẫu.")
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [(workbook(Sheet1=[["a", "b"]]), "people_sheets"), (b"", None), (b"\x89PNG\r\n\x1a\n" + b"0" * 99, None)],
)
def test_another_kind_of_file_is_refused_in_words(content, code):
    with pytest.raises(errors.Refused) as refused:
        people.read(content, "a.xlsx")
    assert refused.value.message
    assert code is None or refused.value.code == code


def test_the_template_is_read_back_without_a_row_and_without_a_fault():
    assert people.read(printing.people_template(positions=[]), "mau.xlsx") == people.Sheets()


def test_sheets_survive_the_way_through_json():
    sheets = people.read(workbook([unit("CK", "Khoa Cơ khí")], [person("a", "Á")]), "a.xlsx")
    assert people.Sheets.from_json(sheets.to_json()) == sheets


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (person("a", "Nguyễn " + "Văn " * 40 + "Á"), "Họ và tên"),
        (person("a" * 60 + "." + "b" * 200, "Nguyễn Văn Á"), "Thư điện tử"),
        (person("a", "Nguyễn Văn Á", valid_from="31/12/9999"), "Từ ngày"),
    ],
)
def test_what_no_column_holds_is_a_fault_of_its_cell(row, column):
    [fault] = people.read(workbook(people=[row]), "ds.xlsx").faults
    assert fault.column == column
