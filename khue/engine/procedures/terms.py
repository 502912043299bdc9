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
DRAFT_OPEN = (DRAFT, SUBMITTED)

STAFF = "staff"
"""The role that everybody appointed in a unit has there, granted or not."""

STEP_KINDS = (
    ("task", _("Công việc")), ("draft", _("Dự thảo")), ("consult", _("Góp ý")), ("finalise", _("Hoàn chỉnh")),
    ("review", _("Xem xét")), ("approve", _("Phê duyệt")), ("issue", _("Ban hành")), ("report", _("Báo cáo")),
)  # fmt: skip
"""The kinds of step, as whoever writes a procedure chooses them."""
