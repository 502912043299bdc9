"""What each verb of this app means, in Vietnamese."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from khue.foundation.audit_trail import wording

SENTENCES = {
    "calls.call.opened": _("Mở đợt “{title}” cho {units} đơn vị, hạn {due_on}[, Thông báo số {number}]"),
    "calls.call.joined": _("Thêm vào đợt: {units}"),
    "calls.call.numbered": _("Ghi số thông báo {number} ngày {issued_on}"),
    "calls.call.extended": _("Gia hạn cho mọi đơn vị từ {before} đến {after}. Lý do: {reason}"),
    "calls.recipient.extended": _("Gia hạn cho {unit} từ {before} đến {after}. Lý do: {reason}"),
    "calls.recipient.reminded": _("Nhắc {units}"),
    "calls.call.closed": _("Đóng đợt: {answered} trên {all} đơn vị đã hoàn thành[. {reason}]"),
}


def register() -> None:
    """Hand the sentences to the journal."""
    wording.register(SENTENCES, area="calls", label=_("Đợt yêu cầu"))
