"""W5, W8 and W10: files in and out, each beside the bare library doing the least that could be called the same work."""

from __future__ import annotations

import gc
import io
import statistics
import time
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import python_calamine
import xlsxwriter
from lxml import etree

from bench import report
from bench.measures import Found
from khue.foundation.office import xlsx_out
from khue.foundation.office.readers import xlsx
from khue.foundation.office.source import Limits
from khue.foundation.reading import plan
from khue.interfaces.imports import terms
from khue.interfaces.imports.importing import people

BARE = Path(__file__).parent / "bare.typ"
REPORT = "school_report"


def seconds(*works: Callable[[], Any], times: int = 3) -> list[float]:
    """The median processor time of each work, taken in turns so that a busy moment falls on all alike."""
    spent: list[list[float]] = [[] for _work in works]
    for _time in range(times):
        for place, work in enumerate(works):
            gc.collect()
            begun = time.process_time()
            work()
            spent[place].append(time.process_time() - begun)
    return [statistics.median(one) for one in spent]


# ---- W5 ----


def written(rows: int) -> Found:
    """A table of 14 columns out: texts, numbers, days. `xlsx.ours`, `xlsx.bare`."""
    made = [_row(number) for number in range(rows)]
    kinds = ("integer", *["text"] * 8, "number", "number", "percent", "day", "day")
    columns = tuple(xlsx_out.Column(f"Cột {place}", kind=kind) for place, kind in enumerate(kinds))

    def ours() -> None:
        xlsx_out.write(io.BytesIO(), [xlsx_out.Table("Mục tiêu", columns, made)])

    times = seconds(ours, lambda: _bare_book(made))
    return dict(zip(("xlsx.ours", "xlsx.bare"), times, strict=True))


def _row(number: int) -> list[Any]:
    day = date(2026, 9, 1) + timedelta(days=number % 300)
    words = [f"Nội dung ô thứ {place} của dòng {number}" for place in range(8)]
    return [number, *words, Decimal(number % 100), Decimal("92.5"), Decimal("87.25"), day, day + timedelta(days=30)]


def _bare_book(rows: list[list[Any]]) -> None:
    book = xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            else:
                sheet.write(number, column, value)
    book.close()


# ---- W8 ----


def sheets_read(rows: int, persons: int) -> Found:
    """A list of eight columns in, with every guard against hostile files; and people, each cell checked. `sheet.*`, `people.*`."""
    sheet, staff = _sheet(rows), _staff(persons)
    limits = Limits(rows=rows + 1, cells=8 * (rows + 1))
    names = ("sheet.ours", "sheet.bare", "people.ours", "people.bare")
    times = seconds(
        lambda: xlsx.rows(sheet, limits),
        lambda: _bare_read(sheet),
        lambda: people.read(staff, "nhan-su.xlsx"),
        lambda: _bare_read(staff),
    )
    assert len(people.read(staff, "nhan-su.xlsx").people) == persons
    return dict(zip(names, times, strict=True))


def _bare_read(content: bytes) -> list[list[Any]]:
    return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def _sheet(rows: int) -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number in range(rows):
            sheet.write_row(number, 0, _row(number)[:8])
    return kept.getvalue()


def _staff(count: int) -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(terms.PEOPLE_SHEET)
        headings = [f"{heading} *" if must else heading for _key, heading, must, _help in terms.PERSON_COLUMNS]
        sheet.write_row(0, 0, headings[:8])
        for number in range(1, count + 1):
            name, code = f"Nguyễn Văn Đo {number}", f"CB{number:05d}"
            sheet.write_row(
                number,
                0,
                [name, "ThS.", f"do{number}@doluong.example", code, "Giảng viên", "B01", "01/09/2024", "31/08/2029"],
            )
    return kept.getvalue()


# ---- W10 ----


def plans_read() -> Found:
    """Five plans of 40 rows × 6 columns, each read once after a sixth has warmed up. `plan.ours`, `.lxml`, `.docx` in ms a plan."""
    plans = [_plan(year) for year in range(2020, 2026)]
    assert len(plan.read_plan(plans.pop(), filename="ke-hoach.docx").objectives) == 40

    def each(work: Callable[[bytes], Any]) -> float:
        return statistics.median(seconds(*(lambda one=one: work(one) for one in plans), times=1))

    found = {
        "plan.ours": each(lambda one: plan.read_plan(one, filename="ke-hoach.docx")),
        "plan.lxml": each(_bare_parse),
        "plan.docx": each(_cells),
    }
    return {name: 1000 * spent for name, spent in found.items()}


def _bare_parse(content: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def _cells(content: bytes) -> list[str]:
    return [
        cell.text for table in docx.Document(io.BytesIO(content)).tables for row in table.rows for cell in row.cells
    ]


_HEADS = ("TT", "Mục tiêu chất lượng", "Nội dung công việc", "Chủ trì/ Phối hợp", "Thời gian", "Hồ sơ minh chứng")


def _plan(year: int) -> bytes:
    document = docx.Document()
    document.add_paragraph(f"KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG KHOA ĐO LƯỜNG NĂM HỌC {year} - {year + 1}")
    table = document.add_table(1, len(_HEADS), style="Table Grid")
    rows = [table.rows[0], *(table.add_row() for _row in range(40))]
    for row, words in zip(rows, [_HEADS, *(_plan_row(n, year) for n in range(1, 41))], strict=True):
        for cell, said in zip(row.cells, words, strict=True):
            cell.text = said
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _plan_row(n: int, year: int) -> tuple[str, ...]:
    share = 60 + (n * 7 + year) % 38
    return (
        str(n),
        f"Tỷ lệ học sinh lớp {n} lên lớp đạt từ {share}% trở lên, trong đó khá giỏi đạt {share - 30}%",
        f"- Rà soát chương trình đợt {n};\n- Khảo sát {n + 20} doanh nghiệp năm {year}.",
        f"Trưởng bộ môn {n}\nPhòng Đào tạo",
        f"Trước ngày {1 + n % 28:02d}/{1 + n % 6}/{year + 1}",
        f"Báo cáo số {n}, biên bản họp bộ môn {n}",
    )


WORKS: dict[str, Callable[[Any, int], Found]] = {
    "W5": lambda _stage, scale: written(10_000 // scale),
    "W6": lambda stage, _scale: report.measure(stage),
    "W8": lambda _stage, scale: sheets_read(50_000 // scale, 19_000 // scale),
    "W10": lambda _stage, _scale: plans_read(),
}
"""By workload: `scale` is 10 for a tenth."""
