"""What the verbs about accounts mean in the journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from khue.foundation.audit_trail import wording
from khue.foundation.audit_trail.models import AuditEvent

LABELS = {
    "full_name": _("họ và tên"),
    "email": _("thư điện tử"),
    "title": _("học hàm, học vị"),
    "staff_code": _("mã cán bộ"),
    "language": _("ngôn ngữ"),
}


def _changed(event: AuditEvent) -> str:
    return str(_("Sửa hồ sơ của %s: %s")) % (event.object_label, wording.changes(event, LABELS))


SENTENCES = {
    "accounts.person.added": _("Mở tài khoản cho {person} ({email})"),
    "accounts.person.changed": _changed,
    "accounts.person.invited": _("Gửi thư mời {person} đặt mật khẩu ({email})"),
    "accounts.person.deactivated": _("Khóa tài khoản của {person}"),
    "accounts.person.reactivated": _("Mở lại tài khoản của {person}"),
    "accounts.profile.changed": _changed,
    "accounts.password.set": _("{person} đặt mật khẩu mới"),
}
AREA, LABEL = "accounts", _("Tài khoản")
