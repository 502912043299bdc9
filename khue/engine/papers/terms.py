"""The fixed words of outgoing papers: kinds (NĐ 30/2020/NĐ-CP, appendix III), where a number came from, states, parts of a bundle."""

from django.utils.translation import gettext_lazy as _

DECISION, NOTICE, PLAN, REPORT, MINUTES, LETTER = "QĐ", "TB", "KH", "BC", "BB", "CV"
KINDS = [
    (DECISION, _("Quyết định")),
    (NOTICE, _("Thông báo")),
    (PLAN, _("Kế hoạch")),
    (REPORT, _("Báo cáo")),
    (MINUTES, _("Biên bản")),
    ("TTr", _("Tờ trình")),
    ("HD", _("Hướng dẫn")),
    ("QC", _("Quy chế")),
    ("QyĐ", _("Quy định")),
    ("GM", _("Giấy mời")),
    (LETTER, _("Công văn")),
]
KIND_NAMES = dict(KINDS)

GIVEN, ENTERED = "given", "entered"
SOURCES = [(GIVEN, _("Khuê cấp")), (ENTERED, _("Đã cấp ở nơi khác"))]

IN_FORCE, REPLACED, RECALLED = "in_force", "replaced", "recalled"
STATES = [(IN_FORCE, _("Đang có hiệu lực")), (REPLACED, _("Đã thay thế")), (RECALLED, _("Đã thu hồi"))]

ENDED_WORDS = {REPLACED: _("ĐÃ THAY THẾ"), RECALLED: _("ĐÃ THU HỒI")}
"""What copies of a paper say once it is out of force."""

UNIT, PERSON, OUTSIDE = "unit", "person", "outside"
RECIPIENT_KINDS = [(UNIT, _("Đơn vị")), (PERSON, _("Cá nhân")), (OUTSIDE, _("Bên ngoài"))]

DOCX, PDF = "docx", "pdf"
FORMATS = [(DOCX, "Word"), (PDF, "PDF/A")]
MAIN, ANNEX = "main", "annex"
PARTS = [(MAIN, _("Văn bản")), (ANNEX, _("Biểu mẫu kèm theo"))]

SIGNER, AGENCY = "signer", "agency"
"""Who signs first and who after the number is given (NĐ 30/2020, article 25): the competent person, then the clerk for the agency."""
CAPACITIES = [(SIGNER, _("Người có thẩm quyền")), (AGENCY, _("Cơ quan"))]
BY_FILE, BY_TOKEN, RETURNED = "file", "token", "returned"
WAYS = [(BY_FILE, _("tệp chứng thư")), (BY_TOKEN, _("thiết bị ký của máy chủ")), (RETURNED, _("ký ở nơi khác, gửi về"))]

SEAL, SIGNATURE = "dau", "chu-ky"
"""Images that stand on signed papers; the words are parts of addresses."""
MARKS = [(SEAL, _("Hình dấu của cơ quan")), (SIGNATURE, _("Hình chữ ký"))]
MARK_NAMES = dict(MARKS)
WIDTHS_MM = {SEAL: (20, 50, 36), SIGNATURE: (20, 60, 40)}
"""How wide each is printed: at least, at most, and what the form says first. A round seal of a school is 36 mm wide in most cases."""

REVOCATION_GOOD, REVOKED, NOT_ASKED = "good", "revoked", "unknown"
REVOCATIONS = [
    (REVOCATION_GOOD, _("Chứng thư không bị thu hồi")),
    (REVOKED, _("Chứng thư đã bị thu hồi")),
    (NOT_ASKED, _("Không kiểm tra được chứng thư có bị thu hồi không")),
]
