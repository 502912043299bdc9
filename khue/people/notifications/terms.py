"""Kinds of notices, and when a deadline is worth one."""

from django.utils.translation import gettext_lazy as _

TASK, DECISION, REMINDER, NEWS = "task", "decision", "reminder", "news"
KINDS = [
    (TASK, _("Việc mới")),
    (DECISION, _("Kết quả xử lý")),
    (REMINDER, _("Nhắc hạn")),
    (NEWS, _("Thông tin")),
]
ICONS = {TASK: "list-check", DECISION: "gavel", REMINDER: "clock-hour-4", NEWS: "info-circle"}

NOW, DIGEST, OFF = "now", "digest", "off"
WISHES = [
    (NOW, _("Gửi ngay từng thư")),
    (DIGEST, _("Gộp một thư mỗi ngày làm việc")),
    (OFF, _("Không gửi thư, chỉ xem trong hộp thông báo")),
]
