"""A set as a workbook to be edited in Excel: three sheets, one row each of objectives, targets and tasks, and how to go about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from khue.foundation.kernel import clock
from khue.foundation.office import xlsx_out
from khue.interfaces.imports.importing.workbook import cells, coming
from khue.interfaces.imports.importing.workbook.cells import Node
from khue.quality.objectives import contents

GUIDE = (
    "Sửa ngay trong ba tờ Mục tiêu, Chỉ tiêu, Nhiệm vụ rồi đưa tệp này trở lại Khuê. Khuê cho xem từng thay đổi trước khi lưu.",
    "Thêm dòng: gõ vào dòng trống bên dưới. Tờ Chỉ tiêu và Nhiệm vụ phải ghi số của mục tiêu ở cột “Thuộc mục tiêu số”.",
    "Bỏ dòng: gõ x vào cột “Bỏ dòng”. Xóa hẳn dòng cũng được hiểu là bỏ.",
    "Đổi thứ tự mục tiêu: sửa số ở cột TT của tờ Mục tiêu.",
    "So sánh, Gắn với mục tiêu của Trường: chọn trong danh sách của ô. Chủ trì, Phối hợp: cách nhau bằng dấu chấm phẩy.",
    "Số ghi kiểu Việt Nam: 92,5 hoặc 1.200. Tỷ lệ phần trăm ghi 92,5 và để % ở cột Đơn vị tính.",
    "Mỗi minh chứng một dòng trong ô (Alt+Enter). Không sửa cột mã bị ẩn và tờ này.",
    "Trong lúc thầy, cô sửa trong Excel, người khác vẫn sửa được trong Khuê; chỗ nào cả hai cùng sửa thì Khuê hỏi.",
)
_WIDTHS = {
    "number": 7, "statement": 60, "tie": 40, "lead": 28, "supporting": 28, "time": 22, "evidence": 32, "note": 24, "subject": 48,
    "comparator": 18, "value": 12, "value_high": 12, "unit": 16, "baseline": 14, "text": 60, cells.PARENT: 12, cells.DROP: 8,
}  # fmt: skip


def edit_book(
    *,
    about: Mapping[str, object],
    title: str,
    content: contents.SetContent,
    ties: Mapping[str, str],
    units: Sequence[str],
    at: datetime,
) -> bytes:
    """The workbook. `about` is what travels sealed in it; `ties` the school's objectives by public id; `units` what may lead."""
    nodes = cells.nodes_of(content, ties)
    offered = {
        "comparator": tuple(cells.COMPARATORS.values()),
        "tie": (*ties.values(), cells.OWN),
        "lead": tuple(units),
    }
    offered |= {"supporting": tuple(units), cells.DROP: ("x",)}
    tables = [
        xlsx_out.Table(name, _columns(what, offered), _rows(what, nodes), protected=True)
        for what, name in cells.SHEETS.items()
    ]
    return xlsx_out.to_bytes([*tables, _guide(about, title, at)], title=title, at=at)


def _columns(what: str, offered: Mapping[str, tuple[str, ...]]) -> tuple[xlsx_out.Column, ...]:
    key = xlsx_out.Column(cells.LABELS[cells.KEY], 4, hidden=True, locked=True)
    parent = () if what == cells.OBJECTIVE else (cells.PARENT,)
    strict = {"comparator", "tie", cells.DROP}
    return (
        key,
        *(
            xlsx_out.Column(
                cells.LABELS[name], _WIDTHS[name], wrap=True, choices=offered.get(name, ()), strict=name in strict
            )
            for name in (*parent, *cells.FIELDS[what], cells.DROP)
        ),
    )


def _rows(what: str, nodes: Sequence[Node]) -> Iterator[list[str]]:
    for one in nodes:
        if what == cells.OBJECTIVE:
            yield [one.key, *(one.cells[name] for name in cells.FIELDS[what]), ""]
            continue
        for part in one.parts[what]:
            yield [part.key, one.cells["number"], *(part.cells[name] for name in cells.FIELDS[what]), ""]


def _guide(about: Mapping[str, object], title: str, at: datetime) -> xlsx_out.Table:
    head = f"{title}. Xuất lúc {at.astimezone(clock.LOCAL):%H:%M ngày %d/%m/%Y}"
    seal = coming.seal(about)
    lines = [head, *GUIDE]
    rows = [
        [lines[n] if n < len(lines) else "", seal[n] if n < len(seal) else ""]
        for n in range(max(len(lines), len(seal)))
    ]
    columns = (
        xlsx_out.Column(coming.GUIDE, 110, wrap=True, locked=True),
        xlsx_out.Column("Mã", 4, hidden=True, locked=True),
    )
    return xlsx_out.Table(coming.GUIDE, columns, rows, protected=True)
