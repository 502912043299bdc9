"""The coverage matrix as a workbook: one sheet as it stands on the screen, one with what is to be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from khue.foundation.office import xlsx_out
from khue.people.organisation.models import Period
from khue.quality.objectives.checks import coverage
from khue.quality.objectives.queries.coverage import Coverage


def workbook(found: Coverage, period: Period, labels: Mapping[str, str], at: datetime) -> bytes:
    """Both sheets. `labels` names each kind of what is wrong."""
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
    )
    return xlsx_out.to_bytes(sheets, title=title, at=at)


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
