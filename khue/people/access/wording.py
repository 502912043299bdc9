"""What the verbs about roles and grants mean in the journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "access.roles.installed": _("Nạp vai trò: {roles}"),
    "access.roles.updated": _("Cập nhật vai trò theo phiên bản mới của Khuê: {roles}"),
    "access.granted": _("Giao vai trò {role} ở {unit} cho {person} từ ngày {from}"),
    "access.revoked": _("Thu hồi vai trò {role} ở {unit} của {person}, hết ngày {to}"),
}
AREA, LABEL = "access", _("Phân quyền")
