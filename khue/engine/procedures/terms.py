"""The fixed words of running cases and of drafts."""

from django.utils.translation import gettext_lazy as _

OPEN, ENDED = "open", "ended"

DRAFT, SUBMITTED, ISSUED, CANCELLED = "draft", "submitted", "issued", "cancelled"
DRAFT_STATES = [
    (DRAFT, _("Đang soạn")),
    (SUBMITTED, _("Chờ phê duyệt")),
    (ISSUED, _("Đã ban hành")),
    (CANCELLED, _("Đã hủy")),
]
MOVED = "moved"
"""The outcome of the event by which a case went over to another issue."""
DRAFT_OPEN = (DRAFT, SUBMITTED)

STAFF = "staff"
"""The role that everybody appointed in a unit has there, granted or not."""
