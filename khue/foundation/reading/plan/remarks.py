"""The remarks of one reading: what was repaired, joined, skipped or not understood, each once, with its place."""

from __future__ import annotations

from khue.foundation.reading import slips
from khue.foundation.reading.plan.columns import Field
from khue.foundation.reading.values import Remark

MESSAGES = {
    "row_joined_across_pages": "Dòng này là phần tiếp của dòng trước (bảng bị ngắt trang), đã được nối lại.",
    "row_joined": "Dòng này không có số thứ tự và nối tiếp dòng trước, đã được nối lại.",
    "ocr_repaired": slips.MESSAGE,
    "lead_missing": "Chưa ghi đơn vị hoặc người chủ trì.",
    "lead_unlabelled": "Ô không ghi rõ ai chủ trì, ai phối hợp: tên đầu tiên được coi là chủ trì.",
    "time_missing": "Chưa ghi thời gian thực hiện.",
    "time_too_long": "Ô thời gian quá dài để là một thời gian; chưa đọc ngày ở ô này.",
    "time_unread": "Không hiểu được thời gian “{text}”.",
    "task_missing": "Chưa ghi nhiệm vụ, biện pháp thực hiện.",
    "evidence_missing": "Chưa ghi hồ sơ minh chứng.",
    "statement_missing": "Dòng có số thứ tự nhưng chưa ghi nội dung mục tiêu.",
    "statement_too_long": "Ô mục tiêu quá dài để là một mục tiêu; chưa đọc chỉ tiêu ở ô này.",
    "target_unread": "Chỉ tiêu “{text}” không có số để đo, chưa được đưa vào mục tiêu.",
    "not_measurable": "Mục tiêu không có số để đo. Hãy xem có cần chỉ tiêu bằng số không.",
    "number_missing": "Mục tiêu không có số thứ tự.",
    "number_repeated": "Số thứ tự {number} được dùng nhiều lần.",
    "total_row_skipped": "Dòng cộng được bỏ qua.",
    "signature_skipped": "Dòng chữ ký được bỏ qua.",
    "section_row": "Dòng “{text}” được coi là tên nhóm mục tiêu.",
    "column_unread": "Cột “{header}” chưa được dùng.",
    "column_noted": "Cột “{header}” không có chỗ riêng, được đưa vào ghi chú.",
    "column_guessed": "Cột “{header}” được hiểu theo nội dung các ô: {field}.",
    "objective_unknown": "Dòng này không ghi thuộc mục tiêu nào trong danh sách, chưa được đọc.",
    "table_unread": "Bảng này cũng giống bảng kế hoạch nhưng khác cột, chưa được đọc.",
    "plan_empty": "Bảng kế hoạch chưa có dòng nào được điền.",
    "unit_missing": "Không thấy tên đơn vị trong văn bản.",
    "school_year_missing": "Không thấy năm học trong văn bản.",
    "school_year_differs": "Văn bản ghi năm học {written}, khác năm học được chọn {given}.",
    "list_differs": "Câu chữ trong danh sách mục tiêu khác với trong bảng kế hoạch: “{text}”.",
    "list_count_differs": "Danh sách có {listed} mục tiêu nhưng bảng kế hoạch có {planned}.",
}

FIELD_NAMES = {
    Field.NUMBER: "số thứ tự",
    Field.OBJECTIVE: "mục tiêu",
    Field.TARGET: "chỉ tiêu",
    Field.TASK: "nhiệm vụ",
    Field.LEAD: "chủ trì",
    Field.SUPPORTING: "phối hợp",
    Field.TIME: "thời gian",
    Field.EVIDENCE: "minh chứng",
}


def place(table: int, row: int, column: int | None = None) -> str:
    """“table 1, row 2, column 4”; row and column count from 0 as given and from 1 as written."""
    return f"table {table}, row {row + 1}" + (f", column {column + 1}" if column is not None else "")


class Remarks:
    """Remarks as they gather, without repeating one."""

    def __init__(self) -> None:
        self._found: dict[Remark, None] = {}

    def add(self, code: str, where: str, **words: object) -> None:
        """Note the remark of that code at that place."""
        self._found[Remark(code, where, MESSAGES[code].format(**words))] = None

    def take(self, remark: Remark, where: str = "") -> None:
        """Note a remark that was made elsewhere, at this place if it does not name its own."""
        self._found[Remark(remark.code, remark.where or where, remark.message)] = None

    def repairs_at(self, where: str) -> slips.Note:
        """What is told of each slip that was put right there."""
        return lambda wrong, right: self.add("ocr_repaired", where, wrong=wrong, right=right)

    def all(self) -> tuple[Remark, ...]:
        return tuple(self._found)
