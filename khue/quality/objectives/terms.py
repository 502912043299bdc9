"""The fixed words of objectives: states of a set and what may follow which, comparators, verdicts, progress."""

from django.utils.translation import gettext_lazy as _

SCHOOL_FLOW = "school"
"""The flow of a procedure by which the institution sets its own objectives."""
DRAFT, SUBMITTED, APPROVED, ISSUED, SUPERSEDED, RECALLED, WITHDRAWN = (
    "draft",
    "submitted",
    "approved",
    "issued",
    "superseded",
    "recalled",
    "withdrawn",
)
SET_STATES = [
    (DRAFT, _("Đang soạn")),
    (SUBMITTED, _("Đã trình")),
    (APPROVED, _("Đã phê duyệt")),
    (ISSUED, _("Đã ban hành")),
    (SUPERSEDED, _("Đã thay thế")),
    (RECALLED, _("Đã thu hồi")),
    (WITHDRAWN, _("Đã hủy")),
]
TRANSITIONS = {
    DRAFT: frozenset({SUBMITTED, WITHDRAWN}),
    SUBMITTED: frozenset({DRAFT, APPROVED}),
    APPROVED: frozenset({ISSUED, DRAFT}),
    ISSUED: frozenset({SUPERSEDED, RECALLED}),
    SUPERSEDED: frozenset(),
    RECALLED: frozenset(),
    WITHDRAWN: frozenset(),
}
"""The whole life of a set. A school's procedure moves within it; it can never step outside."""
OWNERS = {
    DRAFT: _("đơn vị soạn"),
    SUBMITTED: _("người xem xét, người phê duyệt"),
    APPROVED: _("phòng KT-ĐBCL"),
    ISSUED: _("đơn vị thực hiện"),
    SUPERSEDED: _("không ai, chỉ để tra cứu"),
    RECALLED: _("không ai, chỉ để tra cứu; lập bản mới để ban hành lại"),
    WITHDRAWN: _("không ai, chỉ để tra cứu"),
}
VERBS = {
    (DRAFT, SUBMITTED): "objectives.set.submitted",
    (DRAFT, WITHDRAWN): "objectives.set.withdrawn",
    (SUBMITTED, DRAFT): "objectives.set.returned",
    (SUBMITTED, APPROVED): "objectives.set.approved",
    (APPROVED, DRAFT): "objectives.set.returned",
    (APPROVED, ISSUED): "objectives.set.issued",
    (ISSUED, SUPERSEDED): "objectives.set.superseded",
    (ISSUED, RECALLED): "objectives.set.recalled",
}
"""What the journal calls each transition."""
READABLE = frozenset({ISSUED, SUPERSEDED, RECALLED})
"""States in which everybody of the institution may read the school's own set."""

AT_LEAST, MORE, AT_MOST, LESS, EQUAL, BETWEEN, ACHIEVED = ">=", ">", "<=", "<", "=", "between", "achieved"
COMPARATORS = [
    (AT_LEAST, _("từ … trở lên (≥)")),
    (MORE, _("trên (>)")),
    (AT_MOST, _("không quá (≤)")),
    (LESS, _("dưới (<)")),
    (EQUAL, _("bằng (=)")),
    (BETWEEN, _("từ … đến …")),
    (ACHIEVED, _("đạt (công nhận, danh hiệu)")),
]

MET, PARTLY_MET, NOT_MET, NOT_MEASURED = "met", "partly_met", "not_met", "not_measured"
VERDICTS = [
    (MET, _("Đạt")),
    (PARTLY_MET, _("Đạt một phần")),
    (NOT_MET, _("Không đạt")),
    (NOT_MEASURED, _("Chưa đo")),
]

VERDICT_NAMES = dict(VERDICTS)

NOT_STARTED, UNDER_WAY, DONE, STOPPED = "not_started", "under_way", "done", "stopped"
PROGRESS = [
    (NOT_STARTED, _("Chưa bắt đầu")),
    (UNDER_WAY, _("Đang thực hiện")),
    (DONE, _("Hoàn thành")),
    (STOPPED, _("Không thực hiện")),
]

SUBMISSION, CHECK, APPROVAL = "submission", "check", "approval"
REVIEWS = [(SUBMISSION, _("Soạn, trình")), (CHECK, _("Xem xét")), (APPROVAL, _("Phê duyệt"))]
"""Kinds of review: by the writer, by the quality office, by the rector."""
PERMISSION_OF = {
    SUBMISSION: "objectives.edit_set",
    CHECK: "objectives.check_set",
    APPROVAL: "objectives.approve_set",
    "issue": "objectives.issue_set",
}
"""The permission with which each is signed."""
PAPER_OF = {APPROVAL: "QĐ", "issue": "QĐ"}
"""The kind of paper under which the signature comes to stand: who was lent other kinds only may not sign it."""
STEP_OF = {SUBMISSION: "finalise", CHECK: "review", APPROVAL: "approve", "issue": "issue"}
"""The kind of step at which each is signed."""
WRITING = (
    "objectives.objective.added", "objectives.objective.changed", "objectives.objective.removed",
    "objectives.content.replaced", "objectives.set.described",
)  # fmt: skip
"""Verbs of whoever changed the words of a set."""

FAILED, DOUBTFUL, NOTE = "failed", "doubtful", "note"
SEVERITIES = [(FAILED, _("Cần sửa")), (DOUBTFUL, _("Nên xem lại")), (NOTE, _("Để biết"))]
"""How grave a finding of a rule is (`checks`)."""

LEAD, SUPPORTING = "lead", "supporting"
PARTS = [(LEAD, _("Chủ trì")), (SUPPORTING, _("Phối hợp"))]

RECURRING = [
    ("none", _("một lần")),
    ("continuous", _("thường xuyên")),
    ("yearly", _("hằng năm")),
    ("termly", _("mỗi học kỳ")),
    ("quarterly", _("hằng quý")),
    ("monthly", _("hằng tháng")),
    ("weekly", _("hằng tuần")),
    ("event", _("khi có việc")),
]

ACCEPTED, DECLINED = "accepted", "declined"
RESPONSES = [(ACCEPTED, _("Tiếp thu")), (DECLINED, _("Giải trình, giữ nguyên"))]

EVALUATION_DRAFT, EVALUATION_SUBMITTED, EVALUATION_APPROVED = "draft", "submitted", "approved"
EVALUATION_STATES = [
    (EVALUATION_DRAFT, _("Đang viết")),
    (EVALUATION_SUBMITTED, _("Đã nộp")),
    (EVALUATION_APPROVED, _("Đã duyệt")),
]
