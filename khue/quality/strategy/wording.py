"""What each verb of this app means, in Vietnamese."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from khue.foundation.audit_trail import wording

SENTENCES = {
    "strategy.policy.issued": _("Ban hành chính sách chất lượng, bản {version}[, Quyết định số {number}]"),
    "strategy.indicator.added": _("Thêm chỉ tiêu chiến lược {code}: {subject}"),
    "strategy.indicator.changed": _("Sửa chỉ tiêu chiến lược {code}: {subject}"),
    "strategy.indicator.dropped": _("Thôi dùng chỉ tiêu chiến lược {code}"),
    "strategy.indicator.aligned": _("Chỉ tiêu {code}: gắn {added}, bỏ {removed} chỉ tiêu của đơn vị"),
}


def register() -> None:
    """Hand the sentences to the journal."""
    wording.register(SENTENCES, area="strategy", label=_("Chiến lược"))
