"""The coverage matrix as a workbook: one sheet as it stands on the screen, one with what is to be done, one by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from khue.foundation.office import xlsx_out
from khue.people.organisation.models import Period
from khue.quality.objectives.checks import coverage
from khue.quality.objectives.queries.coverage import Coverage
from khue.quality.objectives.queries.workload import Workload


def workbook(found: Coverage, heat: Workload, period: Period, labels: Mapping[str, str], at: datetime) -> bytes:
    """The three sheets. `labels` names each kind of what is wrong."""
    matrix = found.matrix
    units = [xlsx_out.Column(one.short or one.name, 14, wrap=True) for one in matrix.columns]
    head = (
        xlsx_out.Column("TT", 6),
        xlsx_out.Column("Mục tiêu của Trường", 48, wrap=True),
        *units,
        xlsx_out.Column("Kết luận", 24, wrap=True),
    )
    title = f"Ma trận bao phủ mục tiêu, {period.in_sentence}"
    legend = "Số: số mục tiêu của đơn vị. Thiếu: được giao, chưa có. ▼: thấp hơn Trường. ⇅: ngược chiều. ◇: chưa gắn. –: không được giao."
    sheets = (
        xlsx_out.Table("Ma trận", head, _rows(matrix), above=(title, legend)),
        xlsx_out.Table("Cần xử lý", _POINTS, _points(matrix, labels), above=(title,)),
        xlsx_out.Table(
            "Việc đến hạn", _months(heat), _work(heat), above=(f"Việc đến hạn theo tháng, {period.in_sentence}",)
        ),
    )
    return xlsx_out.to_bytes(sheets, title=title, at=at)


def _months(heat: Workload) -> tuple[xlsx_out.Column, ...]:
    months = [xlsx_out.Column(f"T{month}/{year}", 9) for year, month in heat.months]
    return (
        xlsx_out.Column("Đơn vị", 40, wrap=True),
        *months,
        xlsx_out.Column("Cộng", 9),
        xlsx_out.Column("Còn trễ", 9),
    )


def _work(heat: Workload) -> Iterator[Sequence[str | int]]:
    for row in heat.rows:
        yield [row.unit.name, *(cell.count for cell in row.cells), row.total, sum(cell.late for cell in row.cells)]


_POINTS = (
    xlsx_out.Column("Loại", 16),
    xlsx_out.Column("Đơn vị", 34, wrap=True),
    xlsx_out.Column("Nội dung", 70, wrap=True),
    xlsx_out.Column("Nhận xét sẽ gửi", 56, wrap=True),
)


def _rows(matrix: coverage.Matrix) -> Iterator[Sequence[str]]:
    for row in matrix.rows:
        said = [cell.said for cell in row.cells]
        yield [row.objective.number, row.objective.statement, *said, row.conclusion[1]]
    yield ["", "Không gắn với mục tiêu nào của Trường", *(cell.said for cell in matrix.orphans), ""]


def _points(matrix: coverage.Matrix, labels: Mapping[str, str]) -> Iterator[Sequence[str]]:
    for one in matrix.points:
        yield [labels[one.kind], one.column.name if one.column else "", one.what, one.advice]
