"""The navigation, as data."""

from django.utils.translation import gettext_lazy as _

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
    MenuItem(_("Văn bản"), "papers:issued", "file-text", permission="papers.read_paper", order=25),
    MenuItem(_("Minh chứng"), "records:evidence", "paperclip", permission="records.view_evidence", order=30),
    MenuItem(_("Quy trình"), "procedures:procedures", "route", permission="procedures.view", order=40),
    MenuItem(_("Tổ chức"), "organisation:units", "users", permission="organisation.view", order=50, also=("access",)),
    MenuItem(_("Nhật ký"), "audit_trail:events", "history", permission="audit_trail.view", order=60),
    MenuItem(_("Thông báo"), "notifications:inbox", "bell", order=10, place="user"),
    MenuItem(_("Tài khoản của tôi"), "accounts:profile", "user", order=20, place="user"),
)
