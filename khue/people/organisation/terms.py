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
