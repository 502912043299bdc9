"""What each verb of this app means, in Vietnamese, for the history of a set and the journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from khue.foundation.audit_trail import wording

SENTENCES = {
    "objectives.set.opened": _("Lập “{title}” {copied}"),
    "objectives.set.called": _("Mở “{title}” theo đợt của Trường"),
    "objectives.set.copied": _("Lấy lại {objectives} mục tiêu từ “{from}”"),
    "objectives.set.versioned": _("Lập bản {version} để điều chỉnh: {reason}"),
    "objectives.set.consulted": _("Lấy ý kiến góp ý[ đến hết {until}]"),
    "objectives.round.extended": _("Gia hạn góp ý đến hết {until}"),
    "objectives.minutes.written": _("Lập biên bản họp góp ý ngày {met_on}, {attendees} người dự"),
    "objectives.minutes.signed": _("Đính kèm biên bản họp đã ký: {title}"),
    "objectives.set.finalised": _("Kết thúc góp ý, chuyển sang hoàn chỉnh"),
    "objectives.set.submitted": _("Trình bộ mục tiêu ({objectives} mục tiêu)"),
    "objectives.set.checked": _("Xem xét: phù hợp {note}"),
    "objectives.set.returned": _("Trả lại: {reason}"),
    "objectives.set.approved": _("Phê duyệt {note}"),
    "objectives.approval.voided": _("Phê duyệt của {approver} ngày {approved_on} hết hiệu lực: {reason}"),
    "objectives.set.issued": _("Ban hành theo Quyết định số {number} ngày {decided_on}"),
    "objectives.set.superseded": _("Được thay thế bằng bản {version}"),
    "objectives.set.recalled": _("Thu hồi theo {number}: {reason}"),
    "objectives.set.withdrawn": _("Hủy bộ mục tiêu: {reason}"),
    "objectives.set.handed_over": _("{to} tiếp nhận bộ mục tiêu của {from}"),
    "objectives.set.described": _("Sửa phần phân tích SWOT"),
    "objectives.objective.added": _("Thêm mục tiêu {number}: {statement}"),
    "objectives.objective.changed": _("{summary}"),
    "objectives.objective.removed": _("Bỏ mục tiêu {number}: {statement}"),
    "objectives.objective.moved": _("Chuyển mục tiêu {number} đến vị trí {place}"),
    "objectives.content.replaced": _("Thay nội dung từ {source}: thêm {added}, sửa {changed}, bỏ {removed} mục"),
    "objectives.check.set_aside": _("Bỏ qua nhận xét “{title}” ({where}): {note}"),
    "objectives.check.configured": _("Quy tắc kiểm tra “{title}”: {how}, mức {severity}. Lý do: {reason}"),
    "objectives.coverage.sent": _("Gửi nhận xét độ bao phủ {period} cho {count} đơn vị: {units}"),
    "objectives.comment.added": _("Góp ý{about}: {text}"),
    "objectives.comment.answered": _("Trả lời góp ý ({response}): {text}"),
    "objectives.measurement.recorded": _("Ghi kết quả mục tiêu {number}, {subject}: {value}, tính đến {as_of}"),
    "objectives.measurement.corrected": _(
        "Sửa kết quả mục tiêu {number}, {subject}: {before} → {value}, tính đến {as_of}"
    ),
    "objectives.measurement.carried": _("Chuyển {count} kết quả đo từ bản {version}"),
    "objectives.task.updated": _("Nhiệm vụ “{text}”: {progress}, {percent}%"),
    "objectives.evaluation.opened": _("Bắt đầu đánh giá cuối năm"),
    "objectives.evaluation.saved": _("Ghi đánh giá: {summary}"),
    "objectives.evaluation.submitted": _(
        "Nộp báo cáo đánh giá: {met} đạt, {partly_met} đạt một phần, {not_met} không đạt, {not_measured} chưa đo"
    ),
}


def register() -> None:
    """Hand the sentences to the journal."""
    wording.register(SENTENCES, area="objectives", label=_("Mục tiêu chất lượng"))
