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
    "imports.plan.way_chosen": _("Chọn cách đưa tệp {file} vào bản dự thảo: {way}"),
    "imports.batch.sent": _("Gửi {files} tệp kế hoạch cùng một đợt[, {left} tệp không nhận]"),
    "imports.batch.extended": _("Gửi thêm {files} tệp vào đợt[, {left} tệp không nhận]"),
    "imports.batch.read": _("Đọc tệp {file}: {objectives} mục tiêu, {targets} chỉ tiêu[, {open} chỗ cần xem]"),
    "imports.batch.refused": _("Không nhận tệp {file}: {why}"),
    "imports.batch.placed": _("Chọn đơn vị, năm học cho tệp {file}: {unit}, {period}"),
    "imports.batch.left_out": _("Bỏ tệp {file} khỏi đợt"),
    "imports.batch.used_again": _("Dùng lại tệp {file} đã xác nhận trước đây"),
    "imports.batch.read_again": _("Đọc lại tệp {file}"),
    "imports.batch.stopped": _("Dừng đọc các tệp còn lại của đợt"),
    "imports.batch.resumed": _("Đọc tiếp các tệp còn lại của đợt"),
    "imports.batch.confirm_asked": _("Bấm xác nhận {files} tệp đọc sạch của đợt"),
    "imports.batch.not_entered": _("Chưa đưa được tệp {file} vào bản dự thảo: {why}"),
    "imports.batch.confirmed": _("Xác nhận {files} tệp đọc rõ của đợt[, {failed} tệp không đưa vào được]"),
    "imports.workbook.staged": _("Đưa bản sửa bằng Excel {file} vào để xem"),
    "imports.workbook.confirmed": _("Xác nhận bản sửa bằng Excel {file}: {changes} thay đổi[, {chosen} chỗ đã chọn]"),
    "imports.workbook.discarded": _("Bỏ bản sửa bằng Excel {file}, không lưu gì"),
    "imports.people.staged": _("Đưa tệp đơn vị, nhân sự {file} vào: {changes} dòng[, {faults} lỗi]"),
    "imports.people.compared": _("So lại tệp đơn vị, nhân sự {file} với dữ liệu hiện có"),
    "imports.people.confirmed": _("Xác nhận tệp đơn vị, nhân sự {file}: {changes} dòng"),
    "imports.people.discarded": _("Bỏ tệp đơn vị, nhân sự {file}, không lưu gì"),
}
AREA, LABEL = "imports", _("Đưa tệp vào")
