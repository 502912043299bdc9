"""Spreadsheets, delimited text, web pages, and what only office programs write (.xls, .ods, .pdf, .doc)."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.specimens.making import golden as g
from tests.specimens.making import word as w
from tests.specimens.making.tables import titles

_HEADS = ["STT", "Mục tiêu", "Biện pháp", "Chủ trì", "Phối hợp", "Thời gian", "Minh chứng"]
_FIELDS = ("number", "statement", "tasks", "lead", "supporting", "time", "evidence")


def converted(data: bytes, ending: str, to: str) -> bytes:
    """The file as an office suite saves it in another format."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"a.{ending}"
        source.write_bytes(data)
        office = shutil.which("soffice") or "soffice"
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, "--headless", profile, "--convert-to", to, "--outdir", f"{folder}/out", str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return next((Path(folder) / "out").iterdir()).read_bytes()


def book(*pages: tuple[str, Sequence[Sequence[Any]], Sequence[w.Merge]], hidden: str = "") -> bytes:
    """An .xlsx of these pages (name, rows, merges); a (number, format) pair is a number shown so."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as made:
        looks: dict[str, Any] = {}
        for name, rows, merges in pages:
            page = made.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    _write(made, page, (at, column), value, looks)
            for (top, left), (bottom, right) in merges:
                page.merge_range(top, left, bottom, right, rows[top][left])
            if name == hidden:
                page.hide()
    return kept.getvalue()


def _write(made: Any, page: Any, place: tuple[int, int], value: Any, looks: dict[str, Any]) -> None:
    if isinstance(value, tuple):
        number, look = value
        looks[look] = looks.get(look) or made.add_format({"num_format": look})
        put = page.write_datetime if isinstance(number, date) else page.write_number
        put(*place, number, looks[look])
    elif value != "":
        page.write(*place, value)


def months(reading: g.Reading) -> bytes:
    """The month is merged over its rows."""
    rows: list[list[Any]] = [
        ["TRƯỜNG TIỂU HỌC VẠN XUÂN", "", "", ""],
        ["LỊCH CÔNG TÁC", "", "", ""],
        [f"Năm học {g.year(reading)}", "", "", ""],
    ]
    rows.append(["Tháng", "Nội dung công việc", "Người thực hiện", "Ghi chú"])
    rows += [[words[0].removeprefix("Tháng "), *words[1:]] for words in g.body(reading, "time", "task", "lead", "note")]
    rows[5][0] = ""
    return book(("Lịch", rows, [((4, 0), (5, 0)), ((1, 0), (1, 3))]))


def days_and_shares(reading: g.Reading) -> bytes:
    """Days are serial numbers, shares are fractions shown as percents, the title is merged."""
    numbers: list[Any] = [(0.995, "0.0%"), (0.85, "0%"), 48]
    rows: list[list[Any]] = [[line, *[""] * 9] for line in g.title(reading, "KẾ HOẠCH THỰC HIỆN MỤC TIÊU")]
    rows += [[""] * 10, ["TT", "Mục tiêu", "Chỉ tiêu", "ĐVT", "Giải pháp", "Đơn vị", "", "Thời gian", "", "Hồ sơ"]]
    rows += [["", "", "", "", "", "Chủ trì", "Phối hợp", "Bắt đầu", "Kết thúc", ""]]
    for o, number, unit in zip(reading["objectives"], numbers, ["", "", "phòng"], strict=True):
        start, end = ((date.fromisoformat(day), "dd/mm/yyyy") for day in g.when(o).split(".."))
        names = [g.joined(o["lead"]), g.joined(o["supporting"])]
        rows.append(
            [
                int(o["number"]),
                o["statement"],
                number,
                unit,
                g.dashed(o["tasks"]),
                *names,
                start,
                end,
                g.dashed(o["evidence"]),
            ]
        )
    merges = [((at, 0), (at, 9)) for at in range(3)] + [((4, at), (5, at)) for at in (0, 1, 2, 3, 4, 9)]
    return book(("Kế hoạch", rows, [*merges, ((4, 5), (4, 6)), ((4, 7), (4, 8))]))


def several_pages(reading: g.Reading) -> bytes:
    cover = [
        ["TRƯỜNG CAO ĐẲNG BIỂN ĐÔNG"],
        ["HỒ SƠ MỤC TIÊU CHẤT LƯỢNG"],
        ["Tờ 2: kế hoạch; tờ 3: danh sách giảng viên"],
    ]
    plan = [[line] for line in g.title(reading)] + [[], _HEADS, *g.body(reading, *_FIELDS)]
    staff = [
        ["STT", "Họ và tên", "Học vị", "Ghi chú"],
        [1, "Mạc Văn Tám", "Thạc sĩ", ""],
        [2, "Lò Thị Én", "Tiến sĩ", ""],
    ]
    old = [_HEADS, ["1", "Mục tiêu cũ đạt 40%", "Làm", "Ai đó", "", "Tháng 1/2020", ""]]
    return book(("Bìa", cover, []), ("Kế hoạch", plan, []), ("Giảng viên", staff, []), ("Nháp", old, []), hidden="Nháp")


def shifted(reading: g.Reading) -> bytes:
    """The table begins in column C under an empty row; empty columns stand between."""
    rows: list[list[Any]] = [
        [],
        ["", "", *g.title(reading)[:1]],
        ["", "", "Đơn vị: Khoa Du lịch"],
        ["", "", f"Năm học: {g.year(reading)}"],
        [],
    ]
    rows.append(
        ["", "", "TT", "Mục tiêu năm học", "", "Kế hoạch thực hiện", "Chủ trì", "Phối hợp", "Thời gian", "Minh chứng"]
    )
    for number, statement, *rest in g.body(reading, *_FIELDS):
        rows.append(["", "", int(number), statement, "", *rest])
    rows += [[], ["", "", "", "Người lập", "", "", "", "", "Trưởng khoa"]]
    return book(("KH", rows, [((at, 3), (at, 4)) for at in (5, 6, 7)]))


def delimited(reading: g.Reading) -> bytes:
    rows = [
        ["STT", "Mục tiêu chất lượng", "Biện pháp", "Trách nhiệm chính", "Phối hợp", "Thời gian", "Hồ sơ"],
        *g.body(reading, *_FIELDS),
    ]
    lines = [f"KẾ HOẠCH MỤC TIÊU CHẤT LƯỢNG {str(reading['unit']).upper()};;;;;;", f"Năm học {g.year(reading)};;;;;;"]
    lines += [";".join(f'"{cell}"' if "\n" in cell or ";" in cell else cell for cell in row) for row in rows]
    return "\ufeff".encode() + "\r\n".join(lines).encode()


def saved_by_word(reading: g.Reading) -> bytes:
    """As Word saves a web page: conditional comments, o:p, classes, every list mark in a span."""

    def cell(words: str) -> str:
        lines = "".join(
            f"<p class=MsoNormal style='margin:0'><span lang=VI>{escape(line)}<o:p></o:p></span></p>"
            for line in words.split("\n")
        )
        return f"<td width=90 style='border:solid windowtext 1.0pt'>{lines}</td>"

    rows = "".join(f"<tr>{''.join(map(cell, row))}</tr>\n" for row in [_HEADS, *g.body(reading, *_FIELDS)])
    above = "".join(
        f"<p class=MsoTitle align=center><b><span lang=VI>{line}<o:p></o:p></span></b></p>\n"
        for line in g.title(reading)
    )
    head = "<head><meta http-equiv=Content-Type content='text/html; charset=utf-8'><title>KH</title>"
    head += "<!--[if gte mso 9]><xml><w:View>Print</w:View></xml><![endif]-->"
    style = "<style><!-- p.MsoNormal {margin:0cm} --></style></head>"
    body = f"<body lang=VI>{above}<table class=MsoTableGrid border=1>{rows}</table></body>"
    return f"<html xmlns:o='urn:schemas-microsoft-com:office:office'>{head}{style}{body}</html>".encode()


def tabs(reading: g.Reading) -> bytes:
    rows = [
        [_HEADS[at] for at in (0, 1, 2, 3, 5, 6)],
        *g.body(reading, "number", "statement", "tasks", "lead", "time", "evidence"),
    ]
    return "\n".join([*g.title(reading), "", *("\t".join(row) for row in rows)]).encode()


def bars(reading: g.Reading) -> bytes:
    rows = [
        ["TT", "Mục tiêu", "Việc phải làm", "Ai làm", "Khi nào"],
        *g.body(reading, "number", "statement", "tasks", "lead", "time"),
    ]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(
        [*(f"# {line}" for line in g.title(reading)), "", lines[0], "|---|---|---|---|---|", *lines[1:]]
    ).encode()


def old_sheet(reading: g.Reading) -> bytes:
    rows = [[line, *[""] * 6] for line in g.title(reading)] + [_HEADS, *g.body(reading, *_FIELDS)]
    return converted(book(("Sheet1", rows, [((at, 0), (at, 6)) for at in range(3)])), "xlsx", "xls")


def open_sheet(reading: g.Reading) -> bytes:
    rows = [[line, *[""] * 6] for line in g.title(reading)] + [_HEADS, *g.body(reading, *_FIELDS)]
    return converted(book(("Kế hoạch", rows, [((at, 0), (at, 6)) for at in range(3)])), "xlsx", "ods")


def printed(reading: g.Reading) -> bytes:
    heads = ["TT", "Mục tiêu", "Biện pháp thực hiện", "Chủ trì, phối hợp", "Thời gian", "Minh chứng"]
    rows = g.body(reading, "number", "statement", "tasks", "both", "time", "evidence")
    return converted(w.paper(titles(reading), w.grid([heads, *rows])), "docx", "pdf")


def printed_wide(reading: g.Reading) -> bytes:
    heads = [["TT", "Mục tiêu", "Nội dung thực hiện", "Thời gian", "", "Chủ trì", "Phối hợp", "Sản phẩm"]]
    heads += [["", "", "", "Bắt đầu", "Kết thúc", "", "", ""]]
    rows = []
    for o in reading["objectives"]:
        names = [g.joined(o["lead"]), g.joined(o["supporting"])]
        rows.append(
            [
                o["number"],
                o["statement"],
                g.dashed(o["tasks"]),
                *g.when(o).split(" - "),
                *names,
                g.dashed(o["evidence"]),
            ]
        )
    merges = [((0, at), (1, at)) for at in (0, 1, 2, 5, 6, 7)] + [((0, 3), (0, 4))]
    return converted(
        w.paper(titles(reading), w.grid([*heads, *rows], merges, headers=2), section=w.LANDSCAPE), "docx", "pdf"
    )


def old_word(reading: g.Reading) -> bytes:
    rows = g.body(reading, *_FIELDS)
    return converted(w.paper(titles(reading), w.grid([_HEADS, *rows])), "docx", "doc")


def guide_first(reading: g.Reading) -> bytes:
    """The first page explains the columns; the plan is the second, with an empty row before it."""
    guide = [
        ["HƯỚNG DẪN"],
        ["Cột", "Cách ghi"],
        ["Mục tiêu", "Ghi ngắn gọn, có số"],
        ["Thời gian", "Ghi tháng"],
        ["Chủ trì", "Ghi một đơn vị"],
    ]
    rows = [[line] for line in g.title(reading)] + [[], _HEADS, *g.body(reading, *_FIELDS)]
    return book(("Hướng dẫn", guide, []), ("KH 2023", rows, []))


def printed_storeys(reading: g.Reading) -> bytes:
    heads = [["TT", "Mục tiêu", "Biện pháp", "Thực hiện", "", "Thời gian", "", "Minh chứng"]]
    heads += [["", "", "", "Chủ trì", "Phối hợp", "Từ tháng", "Đến tháng", ""]]
    rows = []
    for number, statement, tasks, lead, supporting, time, evidence in g.body(reading, *_FIELDS):
        rows.append([number, statement, tasks, lead, supporting, *time.split(" - "), evidence])
    merges = [((0, at), (1, at)) for at in (0, 1, 2, 7)] + [((0, 3), (0, 4)), ((0, 5), (0, 6))]
    return converted(
        w.paper(titles(reading), w.grid([*heads, *rows], merges, headers=2), section=w.LANDSCAPE), "docx", "pdf"
    )


MAKERS = {
    "huong-dan-va-ke-hoach.xlsx": guide_first,
    "giay-hai-tang.pdf": printed_storeys,
    "lich-thang.xlsx": months,
    "gop-o-va-ngay-thang.xlsx": days_and_shares,
    "nhieu-trang-tinh.xlsx": several_pages,
    "tieu-de-lech-cot-trong.xlsx": shifted,
    "cham-phay-bom.csv": delimited,
    "trang-mang-cua-word.html": saved_by_word,
    "doi-cu-xls.xls": old_sheet,
    "van-phong-ods.ods": open_sheet,
    "giay-pdf.pdf": printed,
    "giay-ngang-hai-tang.pdf": printed_wide,
    "word-97.doc": old_word,
    "cot-bang-tab.txt": tabs,
    "bang-gach-dung.txt": bars,
}
