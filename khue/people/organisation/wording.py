"""What the organisation's verbs mean in the journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from khue.foundation.audit_trail import wording
from khue.foundation.audit_trail.models import AuditEvent

LABELS = {
    "kind": _("loại"),
    "code": _("mã"),
    "name": _("tên"),
    "short_name": _("tên viết tắt"),
    "aliases": _("tên gọi khác"),
    "order": _("thứ tự"),
    "role": _("vai trò"),
}


def _changed(event: AuditEvent) -> str:
    return str(_("Sửa thông tin %s: %s")) % (event.object_label, wording.changes(event, LABELS))


SENTENCES = {
    "organisation.institution.founded": _("Lập cơ sở {thing}"),
    "organisation.unit.added": _("Thêm đơn vị {thing} thuộc {parent}, hoạt động từ {on}"),
    "organisation.unit.changed": _changed,
    "organisation.unit.renamed": _("Đổi tên từ {from} thành {to} từ ngày {on}[, theo quyết định {number}]"),
    "organisation.unit.moved": _("Chuyển {thing} từ {from} sang {to} từ ngày {on}"),
    "organisation.unit.closed": _("Kết thúc hoạt động của {thing}, hết ngày {on}[, theo quyết định {number}]"),
    "organisation.unit.merged": _("Sáp nhập {from} vào {into} từ ngày {on}[, theo quyết định {number}]"),
    "organisation.unit.succeeded": _("{into} tiếp nhận {from} từ ngày {on}[, theo quyết định {number}]"),
    "organisation.unit.split": _("Chia, tách {from}: lập {into} từ ngày {on}[, theo quyết định {number}]"),
    "organisation.position.added": _("Thêm chức vụ {thing}"),
    "organisation.position.changed": _changed,
    "organisation.appointment.made": _(
        "Bổ nhiệm {person} làm {position}, {unit}, từ ngày {from}[, theo quyết định {number}]"
    ),
    "organisation.appointment.ended": _("Kết thúc chức vụ {position} của {person} ở {unit}, hết ngày {on}"),
    "organisation.charge.made": _("Phân công {person} phụ trách {unit} từ ngày {from}[, theo quyết định {number}]"),
    "organisation.charge.ended": _("Kết thúc phân công {person} phụ trách {unit}, hết ngày {on}"),
    "organisation.delegation.made": _(
        "{giver} ({position}) giao {person} ký {capacity} ở {unit} từ {from} đến {to}, theo văn bản số {number} ngày {signed_on}"
    ),
    "organisation.delegation.ended": _(
        "Kết thúc việc giao {person} ký {capacity} ở {unit} theo văn bản số {number}, hết ngày {on}"
    ),
    "organisation.absence.made": _("{person} vắng từ {from} đến {to}, {substitute} thay[. Lý do: {reason}]"),
    "organisation.absence.ended": _("{person} trở lại, {substitute} thôi thay, hết ngày {on}"),
    "organisation.period.added": _("Thêm {name}, từ {starts_on} đến {ends_on}"),
    "organisation.calendar_day.added": _("Thêm ngày {day} vào lịch: {name}"),
    "organisation.calendar_day.removed": _("Xóa ngày {day} khỏi lịch: {name}"),
    "organisation.calendar.installed": _("Nạp lịch nghỉ chung của cả nước, {count} ngày mới hoặc thay đổi"),
}
AREA, LABEL = "organisation", _("Tổ chức, nhân sự")
