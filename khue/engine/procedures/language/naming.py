"""The names that people know the parts of a procedure by: those of the boxes in the editor, said by faults instead of keys."""

from __future__ import annotations

FIELDS = {
    "code": "Mã", "title": "Tên", "name": "Tên bước", "short": "Tên ngắn trên lưu đồ", "kind": "Loại việc",
    "work": "Trình tự thực hiện", "who": "Trách nhiệm ghi trên lưu đồ", "forms": "Biểu mẫu", "issue_number": "Lần ban hành",
    "effective_on": "Ngày có hiệu lực", "purpose": "Mục đích", "references": "Tài liệu viện dẫn",
    "terms": "Khái niệm, chữ viết tắt", "roles": "Vai trò", "gates": "Điều kiện", "flows": "Các lưu đồ",
    "records": "Lưu hồ sơ", "sources": "Nguồn, căn cứ soạn", "remarks": "Ghi chú của người soạn",
    "one_person_may": "Một người được làm cả hai", "section": "Mục", "level": "Cấp", "steps": "Các bước",
    "responsible": "Trách nhiệm", "time_limit": "Thời gian", "outcomes": "Lối ra", "first": "Từ ngày", "last": "Đến ngày",
    "occurs": "Thuộc về", "min_days": "Ít nhất (ngày)", "max_days": "Nhiều nhất (ngày)", "since": "Đếm từ",
    "event": "Sự việc, cuộc họp", "until": "Hạn do nơi khác đặt", "on": "Ngày cố định", "month": "Trong tháng",
    "counted": "Cách đếm", "text": "Lời ghi trên giấy", "role": "Vai trò", "scope": "Ở đâu", "label": "Tên ghi trên giấy",
    "takes_part": "Tham gia", "unit": "Đơn vị, hội đồng khác", "person": "Thư điện tử của người được giao", "duty": "Làm gì",
    "to": "Đi đến", "back": "Lối trả lại", "reason_required": "Phải ghi lý do", "effects": "Việc tự động",
    "primary": "Nút chính", "note": "Khi nào", "message": "Câu nhắc khi chưa đủ", "term": "Từ, chữ viết tắt",
    "meaning": "Nghĩa", "form": "Mã hiệu", "places": "Nơi lưu", "years": "Số năm lưu", "format": "format",
}  # fmt: skip
TIMES = {
    "yearly_window": "Khoảng ngày hằng năm", "working_days": "Số ngày làm việc", "calendar_days": "Số ngày theo lịch",
    "after_event": "Sau một sự việc", "calendar": "Theo lịch của trường, đơn vị", "absolute": "Một ngày cố định",
    "standing": "Thường xuyên, cuối năm, trong tháng",
}  # fmt: skip
SCOPES = {
    "in": "ở chính đơn vị", "over": "phụ trách đơn vị (cấp trên)", "everyone": "mọi người trong đơn vị",
    "body": "hội đồng, ban", "person": "đích danh một người",
}  # fmt: skip
ONE_PERSON = {
    "author_checks": "soạn và xem xét", "author_approves": "soạn và phê duyệt", "checker_approves": "xem xét và phê duyệt",
    "approver_issues": "phê duyệt và ban hành",
}  # fmt: skip


def field(key: str) -> str:
    """“Đi đến” for `to`; what has no name keeps its key."""
    return FIELDS.get(key, key)
