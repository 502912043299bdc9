"""Excel files: text stays text, numbers and days are real, nothing is a formula."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from khue.foundation.office import xlsx_out
from khue.foundation.office.xlsx_out import Column, Table

COLUMNS = (Column("Tên"), Column("Kết quả", kind="percent"), Column("Ngày", kind="day"))


def _bare(*parts: int) -> datetime:
    """A moment as Excel has it, without a time zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def _opened(*tables: Table) -> Any:
    return openpyxl.load_workbook(io.BytesIO(xlsx_out.to_bytes(tables)))


def _values(*tables: Table) -> list[list[Any]]:
    return [list(row) for row in _opened(*tables).active.iter_rows(values_only=True)]


def test_values_come_back_as_what_they_are() -> None:
    rows = [("Đào tạo", Decimal("92.5"), date(2026, 9, 7)), ("", 3, None), ("Cuối", 0.5, date(2027, 1, 1))]
    assert _values(Table("Kết quả", COLUMNS, rows)) == [
        ["Tên", "Kết quả", "Ngày"],
        ["Đào tạo", 92.5, _bare(2026, 9, 7)],
        [None, 3, None],
        ["Cuối", 0.5, _bare(2027, 1, 1)],
    ]


@pytest.mark.parametrize(
    "hostile", ["=1+1", "+84", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0", "https://khuevan.example", "007"]
)
def test_a_text_is_never_a_formula_a_link_or_a_number(hostile: str) -> None:
    sheet = _opened(Table("a", (Column("x"),), [(hostile,)])).active
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["A2"].hyperlink) == (hostile, "s", None)


def test_moments_are_the_wall_clock_of_vietnam() -> None:
    rows = [(datetime(2026, 9, 7, 20, 30, tzinfo=UTC),)]
    assert _values(Table("a", (Column("Lúc", kind="moment"),), rows))[1] == [_bare(2026, 9, 8, 3, 30)]


def test_looks_of_days_and_numbers() -> None:
    sheet = _opened(Table("a", COLUMNS, [("x", 92.5, date(2026, 9, 7))])).active
    assert [sheet[at].number_format for at in ("A2", "B2", "C2")] == ["@", '0.##"%"', "dd/mm/yyyy"]
    assert sheet["A1"].font.bold
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C2")


def test_lines_above_the_table() -> None:
    table = Table("a", (Column("x"),), [("1",)], above=("TRƯỜNG KHUÊ VĂN", "Năm học 2026 - 2027"))
    assert _values(table) == [["TRƯỜNG KHUÊ VĂN"], ["Năm học 2026 - 2027"], [None], ["x"], ["1"]]
    assert _opened(table).active.freeze_panes == "A5"


def test_names_of_sheets_are_made_fit() -> None:
    wanted = ["Khoa [A]/B:*?", "x" * 40, "x" * 40, "", "'trích'", "TRÍCH"]
    book = _opened(*[Table(name, (Column("a"),), []) for name in wanted])
    assert book.sheetnames == ["Khoa  A  B", "x" * 31, "x" * 27 + " (2)", "Bảng", "trích", "TRÍCH (2)"]


def test_texts_that_excel_cannot_hold() -> None:
    rows = [("a\x00b\x0bc",), ("d" * 40000,)]
    found = _values(Table("a", (Column("x"),), rows))
    assert found[1] == ["abc"]
    assert (len(found[2][0]), found[2][0][-1]) == (32767, "…")


def test_a_row_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="row 1: 4 cells, 3 columns"):
        xlsx_out.to_bytes([Table("a", COLUMNS, [("a",), ("a", 1, None, "b")])])


def test_rows_are_taken_one_at_a_time() -> None:
    taken: list[int] = []

    def rows() -> Iterator[tuple[int]]:
        for number in range(3000):
            taken.append(number)
            yield (number,)

    pieces = list(xlsx_out.chunks([Table("a", (Column("x", kind="integer"),), rows())]))
    assert len(taken) == 3000
    assert b"".join(pieces).startswith(b"PK")


def test_an_empty_table_is_still_a_workbook() -> None:
    assert _values(Table("a", COLUMNS, [])) == [["Tên", "Kết quả", "Ngày"]]
