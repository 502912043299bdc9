"""What the verbs of records mean in the journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from khue.foundation.audit_trail import wording
from khue.foundation.audit_trail.models import AuditEvent

LABELS = {
    "title": _("tên"),
    "code": _("mã"),
    "effective_on": _("ngày có hiệu lực"),
    "confidentiality": _("mức độ bảo mật"),
}


def _corrected(event: AuditEvent) -> str:
    return str(_("Sửa thông tin minh chứng %s: %s")) % (event.object_label, wording.changes(event, LABELS))


def _kept(event: AuditEvent) -> str:
    years = event.data.get("keep_years")
    said = _("Lưu %(title)s (%(code)s) vĩnh viễn") if years is None else _("Lưu %(title)s (%(code)s) %(years)s năm")
    return str(said) % {"title": event.data["title"], "code": event.data["code"], "years": years}


SENTENCES = {
    "records.evidence.added": _("Nộp minh chứng {title} của {unit}, có hiệu lực ngày {effective_on}"),
    "records.evidence.corrected": _corrected,
    "records.evidence.attached": _("Dùng minh chứng {evidence}"),
    "records.evidence.detached": _("Gỡ minh chứng {evidence} khỏi chỗ dùng"),
    "records.form.installed": _("Cài biểu mẫu {code} {title}, lần ban hành {issue_number}"),
    "records.retention.set": _kept,
}
AREA, LABEL = "records", _("Hồ sơ, minh chứng")
