"""What each verb of this app means, in Vietnamese, for the histories of the things that run by a procedure and for the journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from khue.engine.procedures.language import machine, moving, schema
from khue.foundation.audit_trail import wording

SENTENCES = {
    "procedures.version.installed": _("Cài quy trình {code}, lần ban hành {issue_number}"),
    "procedures.case.started": _("Bắt đầu thực hiện {procedure}"),
    "procedures.case.decided": _("{step}: {label} {reason}"),
    "procedures.case.returned": _("{step}: {label} về bước {to}. Lý do: {reason}"),
    "procedures.case.dated": _("Đặt ngày cho thời hạn của quy trình: {after}"),
    "procedures.case.handed_over": _("Chuyển các bước còn lại từ {from} sang {to}"),
    "procedures.case.rescheduled": _("Lịch nghỉ thay đổi ({days}): hạn bước {step} từ {before} thành {after}"),
    "procedures.case.moved": _("Chuyển từ {from} sang {to}, ở bước {step}. Lý do: {reason}"),
    "procedures.version.issued": _("Ban hành quy trình {code}, lần ban hành {issue_number}"),
    "procedures.procedure.withdrawn": _("Ngừng áp dụng quy trình {code}. Lý do: {reason}"),
    "procedures.procedure.restored": _("Áp dụng lại quy trình {code}"),
    "procedures.draft.started": _("Soạn {code}, lần ban hành {issue_number}"),
    "procedures.draft.changed": _("Sửa bản soạn {code}: {what}"),
    "procedures.draft.submitted": _("Trình phê duyệt {code}, lần ban hành {issue_number}"),
    "procedures.draft.returned": _("Trả lại bản soạn {code}. Lý do: {reason}"),
    "procedures.draft.cancelled": _("Hủy bản soạn {code}. Lý do: {reason}"),
    "procedures.case.closed": _("Dừng thực hiện quy trình: {reason}"),
}


def outcome(step: schema.Step | None, code: str) -> str:
    """What the button said by which a step was left, also where no procedure writes it down; "" when nothing is known of it."""
    chosen = step.outcome(code) if step else None
    if chosen is not None:
        return chosen.label
    return str(
        {machine.FALLBACK: _("Trả lại để trình lại"), moving.MOVED: _("Chuyển sang lần ban hành khác")}.get(code, "")
    )


def register() -> None:
    """Hand the sentences to the journal."""
    wording.register(SENTENCES, area="procedures", label=_("Quy trình"))
