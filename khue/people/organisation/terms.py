"""The fixed words of the organisation."""

from django.utils.translation import gettext_lazy as _

UNIT_KINDS = [
    ("authority", _("Sở, cơ quan quản lý")),
    ("university", _("Trường đại học, học viện")),
    ("college", _("Trường cao đẳng")),
    ("vocational", _("Trường trung cấp")),
    ("school", _("Trường phổ thông, mầm non")),
    ("centre_edu", _("Trung tâm GDNN-GDTX")),
    ("leadership", _("Ban Giám hiệu")),
    ("faculty", _("Khoa")),
    ("room", _("Phòng")),
    ("centre", _("Trung tâm")),
    ("department", _("Bộ môn, tổ")),
    ("council", _("Hội đồng, ban")),
    ("party", _("Tổ chức Đảng")),
    ("union", _("Công đoàn")),
    ("youth", _("Đoàn Thanh niên, Hội Sinh viên")),
    ("other", _("Đơn vị khác")),
]
INSTITUTION_KINDS = frozenset({"authority", "university", "college", "vocational", "school", "centre_edu"})
SUCCESSION_KINDS = [("merge", _("Sáp nhập")), ("split", _("Chia, tách"))]
SCHOOL_YEAR, CALENDAR_YEAR = "school_year", "calendar_year"
PERIOD_KINDS = [(SCHOOL_YEAR, _("Năm học")), (CALENDAR_YEAR, _("Năm"))]
LEADING_ROLES = frozenset({"unit_head", "unit_deputy"})
"""What a unit's leaders hold; in a merged or split unit these posts take a new decision."""
TOP_ROLES = frozenset({"rector", "quality_head", "unit_head"})
"""Whoever holds a post with one of these leads the unit of the post."""

KT, TL, TUQ, Q, TM = "KT.", "TL.", "TUQ.", "Q.", "TM."
CAPACITIES = [
    (KT, _("KT. - ký thay người đứng đầu (giao cho cấp phó)")),
    (TL, _("TL. - ký thừa lệnh (giao cho người đứng đầu đơn vị)")),
    (TUQ, _("TUQ. - ký thừa ủy quyền (giao cho người đứng đầu đơn vị)")),
]
"""What a paper can give (Decree 30/2020/NĐ-CP, article 13). Q. comes with an appointment, TM. with a seat in a council."""
DEPUTIES = {"rector": "vice_rector", "unit_head": "unit_deputy", "quality_head": "unit_deputy"}
"""The role of a head and the role of the deputies who sign KT. for it."""
HEADS_OF_INSTITUTION = frozenset({"rector"})
COUNCIL = "council"
"""Kind of unit whose members decide together and sign TM."""
DOCUMENT_KINDS = [
    ("QĐ", _("Quyết định")),
    ("TB", _("Thông báo")),
    ("KH", _("Kế hoạch")),
    ("BC", _("Báo cáo")),
    ("BB", _("Biên bản")),
    ("TTr", _("Tờ trình")),
    ("CV", _("Công văn")),
    ("GM", _("Giấy mời")),
]
"""The kinds of paper a school writes most (Decree 30/2020/NĐ-CP, appendix III)."""
