"""The navigation, as data."""

from django.utils.translation import gettext_lazy as _

from khue.config import frame
from khue.foundation.ui.menu import MenuItem

ITEMS = (
    MenuItem(_("Việc của tôi"), "workspace:today", "list-check", order=10),
    MenuItem(
        _("Mục tiêu"),
        "objectives:sets",
        "target-arrow",
        permission="objectives.view_set",
        order=20,
        also=("imports", "calls", "strategy"),
    ),
    MenuItem(_("Văn bản"), "papers:issued", "file-text", order=25, when=frame.reads_papers),
    MenuItem(_("Minh chứng"), "records:evidence", "paperclip", permission="records.view_evidence", order=30),
    MenuItem(_("Quy trình"), "procedures:procedures", "route", permission="procedures.view", order=40),
    MenuItem(_("Tổ chức"), "organisation:units", "users", permission="organisation.view", order=50, also=("access",)),
    MenuItem(_("Nhật ký"), "audit_trail:events", "history", permission="audit_trail.view", order=60),
    MenuItem(_("Thông báo"), "notifications:inbox", "bell", order=10, place="user"),
    MenuItem(
        _("Chứng thư số"),
        "papers:certificates",
        "lock",
        permission="papers.manage_certificates",
        order=15,
        place="user",
    ),
    MenuItem(_("Tài khoản của tôi"), "accounts:profile", "user", order=20, place="user"),
    *(
        MenuItem(label, name, icon, permission=permission, order=order, place="objectives", when=when)
        for order, (label, name, icon, permission, when) in enumerate(
            (
                (_("Bộ mục tiêu"), "objectives:sets", "target-arrow", "objectives.view_set", None),
                (_("Các đợt"), "calls:calls", "send", "calls.view_call", None),
                (_("Ma trận bao phủ"), "objectives:matrix", "table", "objectives.view_set", None),
                (_("Tổng hợp"), "objectives:roll-up", "chart-bar", "objectives.view_set", frame.oversees),
                (_("Chiến lược"), "strategy:strategy", "flag", "strategy.view", None),
                (_("Quy tắc kiểm tra"), "objectives:check-rules", "settings", "objectives.check_set", None),
            )
        )
    ),
    MenuItem(_("Văn bản ban hành"), "papers:issued", "file-text", place="papers", when=frame.reads_papers),
    MenuItem(_("Sổ văn bản đi"), "papers:register", "table", permission="papers.view_register", place="papers"),
    MenuItem(_("Dấu và chữ ký"), "papers:marks", "pencil", place="papers", when=frame.signs_papers),
)
