"""What the verbs about files that came in mean in the journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "imports.plan.staged": _("Đưa tệp {file} vào: đọc được {objectives} mục tiêu[, {remarks} chỗ cần xem]"),
    "imports.plan.corrected": _("Sửa nội dung đọc từ tệp {file}"),
    "imports.plan.undone": _("Hoàn tác lần sửa cuối ở tệp {file}"),
    "imports.plan.accepted": _("Nhận {doubts} ô như đã đọc ở tệp {file}"),
    "imports.plan.confirmed": _("Xác nhận tệp {file}: {objectives} mục tiêu vào bản dự thảo"),
    "imports.plan.discarded": _("Bỏ tệp {file}, không đưa gì vào"),
    "imports.people.staged": _("Đưa tệp đơn vị, nhân sự {file} vào: {changes} dòng[, {faults} lỗi]"),
    "imports.people.compared": _("So lại tệp đơn vị, nhân sự {file} với dữ liệu hiện có"),
    "imports.people.confirmed": _("Xác nhận tệp đơn vị, nhân sự {file}: {changes} dòng"),
    "imports.people.discarded": _("Bỏ tệp đơn vị, nhân sự {file}, không lưu gì"),
}
AREA, LABEL = "imports", _("Đưa tệp vào")
