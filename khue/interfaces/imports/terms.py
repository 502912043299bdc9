"""States of a file that came in, and how much may come in at once."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

WAITING, READING, REFUSED, ENTERING = "waiting", "reading", "refused", "entering"
STAGED, CONFIRMED, DISCARDED = "staged", "confirmed", "discarded"
STATES = [(STAGED, _("Chờ xác nhận")), (CONFIRMED, _("Đã xác nhận")), (DISCARDED, _("Đã bỏ"))]
FILE_STATES = [
    (WAITING, _("Chờ đọc")),
    (READING, _("Đang đọc")),
    (REFUSED, _("Không nhận")),
    (ENTERING, _("Đang đưa vào")),
    *STATES,
]
UNREAD = frozenset({WAITING, READING})
"""Of a batch: nobody has anything to decide yet."""
UNSETTLED = UNREAD | {ENTERING, STAGED}
"""Of a batch: work of a reader, of the worker or of a person is still to come."""
ADD, REPLACE = "add", "replace"
WAYS = [(REPLACE, _("Thay toàn bộ bản dự thảo đang có")), (ADD, _("Thêm vào sau các mục tiêu đang có"))]
"""What a file does to a draft that holds something already."""


@dataclass(frozen=True)
class BatchLimits:
    """How many files go into one batch, how large one may be, and all that come in one sending, in bytes."""

    files: int = 120
    file_bytes: int = 40 * 2**20
    sending_bytes: int = 60 * 2**20


BATCH_LIMITS = BatchLimits()

UNITS_SHEET, PEOPLE_SHEET = "Đơn vị", "Nhân sự"
UNIT_COLUMNS = [
    # key, heading, compulsory, what to write
    ("code", "Mã đơn vị", True, "Ngắn, không trùng, ví dụ CK"),
    ("name", "Tên đơn vị", True, "Tên đầy đủ, ví dụ Khoa Cơ khí"),
    ("kind", "Loại đơn vị", False, "Chọn trong danh sách; để trống thì máy đoán theo tên"),
    ("parent", "Đơn vị cấp trên", False, "Mã hoặc tên; để trống: trực thuộc trường"),
    ("short_name", "Tên viết tắt", False, "Ví dụ P.ĐT"),
    ("aliases", "Tên gọi khác", False, "Cách nhau bằng dấu chấm phẩy"),
    ("valid_from", "Hoạt động từ ngày", False, "dd/mm/yyyy; bắt buộc với đơn vị mới"),
    ("valid_to", "Đến hết ngày", False, "Chỉ ghi khi đơn vị ngừng hoạt động"),
]
PERSON_COLUMNS = [
    ("full_name", "Họ và tên", True, "Ví dụ Nguyễn Văn Á"),
    ("title", "Học hàm, học vị", False, "Ví dụ ThS."),
    ("email", "Thư điện tử", True, "Thư công vụ, dùng để đăng nhập, mỗi người một địa chỉ"),
    ("staff_code", "Mã cán bộ", False, ""),
    ("position", "Chức vụ", True, "Đúng tên hoặc mã ở trang Chức vụ"),
    ("unit", "Đơn vị", True, "Mã hoặc tên đơn vị"),
    ("valid_from", "Từ ngày", False, "dd/mm/yyyy; bắt buộc với lần bổ nhiệm mới"),
    ("valid_to", "Đến hết ngày", False, "Chỉ ghi khi thôi giữ chức vụ"),
    ("decision_number", "Số quyết định", False, "Ví dụ 318/QĐ-CĐKTKV"),
]
LONGEST = {
    "code": 30, "name": 200, "short_name": 80, "full_name": 120, "title": 20, "email": 254, "staff_code": 30,
    "decision_number": 60,
}  # fmt: skip
"""Signs that fit into the columns of the tables."""
ADDED, CHANGED, ENDED, UNCHANGED = "added", "changed", "ended", "unchanged"
CHANGES = [(ADDED, _("Thêm mới")), (CHANGED, _("Thay đổi")), (ENDED, _("Kết thúc")), (UNCHANGED, _("Không đổi"))]
