"""The permissions that exist, in words, and how far a role reaches."""

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "objectives.view_set": _("Xem mục tiêu chất lượng"),
    "objectives.create_set": _("Lập bộ mục tiêu"),
    "objectives.edit_set": _("Soạn, sửa mục tiêu và kế hoạch"),
    "objectives.receive_set": _("Nhận tệp kế hoạch các đơn vị gửi, đưa vào bản dự thảo của đơn vị"),
    "objectives.comment_set": _("Góp ý dự thảo"),
    "objectives.check_set": _("Xem xét hình thức và tính thống nhất"),
    "objectives.approve_set": _("Phê duyệt mục tiêu"),
    "objectives.issue_set": _("Ban hành theo quyết định"),
    "objectives.record_measurement": _("Ghi kết quả đo"),
    "objectives.update_task": _("Cập nhật tiến độ công việc"),
    "objectives.evaluate_set": _("Đánh giá kết quả thực hiện"),
    "strategy.view": _("Xem chính sách và chỉ tiêu chiến lược"),
    "strategy.manage": _("Soạn chính sách, chỉ tiêu chiến lược"),
    "calls.view_call": _("Xem đợt yêu cầu gửi đến đơn vị"),
    "calls.manage_call": _("Mở đợt, nhắc, gia hạn, đóng đợt"),
    "records.view_evidence": _("Xem hồ sơ minh chứng"),
    "records.add_evidence": _("Nộp hồ sơ minh chứng"),
    "records.view_restricted": _("Xem minh chứng hạn chế"),
    "papers.read_paper": _("Đọc văn bản gửi đến đơn vị"),
    "papers.acknowledge_paper": _("Xác nhận đơn vị đã nhận văn bản"),
    "papers.view_register": _("Xem sổ văn bản đi"),
    "papers.keep_register": _("Ghi sổ văn bản đi, cấp số, nhắc xác nhận"),
    "papers.stamp_paper": _("Ký số của cơ quan sau khi có số"),
    "papers.recall_paper": _("Thu hồi văn bản đã ban hành"),
    "papers.manage_certificates": _("Giữ danh sách chứng thư số tin cậy"),
    "imports.import_plan": _("Đưa tệp kế hoạch vào"),
    "imports.import_people": _("Nhập đơn vị và nhân sự từ Excel"),
    "organisation.view": _("Xem cơ cấu tổ chức"),
    "organisation.edit": _("Sửa đơn vị, nhân sự, bổ nhiệm"),
    "organisation.delegate": _("Ghi văn bản giao ký, ủy quyền, vắng mặt"),
    "access.grant": _("Giao và thu hồi quyền"),
    "procedures.view": _("Xem quy trình"),
    "procedures.install_version": _("Cài quy trình"),
    "procedures.edit_draft": _("Soạn lần ban hành mới của quy trình"),
    "procedures.approve_version": _("Phê duyệt và ban hành quy trình"),
    "procedures.move_case": _("Chuyển lượt đang thực hiện sang lần ban hành mới"),
    "audit_trail.view": _("Xem nhật ký"),
}

UNIT, INSTITUTION, CHARGE = "unit", "institution", "charge"
REACHES = [
    (UNIT, _("đơn vị của chức vụ và các đơn vị trực thuộc")),
    (INSTITUTION, _("toàn trường")),
    (CHARGE, _("các đơn vị được phân công phụ trách")),
]

VICE_RECTOR = "vice_rector"
"""The role that being put in charge of a unit brings."""

STAFF = "staff"
"""What everybody has at home anyway; a substitute does not need it of somebody else."""
NEVER_LENT = frozenset({"access.grant"})
"""A role with one of these stays with its holder during an absence."""
SIGNED = ("objectives.approve_set", "objectives.check_set", "objectives.issue_set", "objectives.edit_set",
          "objectives.evaluate_set", "objectives.comment_set", "objectives.view_set", "records.view_evidence")  # fmt: skip
"""What a paper may delegate: the deeds that people sign, and what one must see to do them."""
