"""What each verb of this app means, in Vietnamese."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from khue.foundation.audit_trail import wording

SENTENCES = {
    "workspace.feed.given": _("Tạo địa chỉ lịch"),
    "workspace.feed.replaced": _("Thay địa chỉ lịch"),
    "workspace.feed.revoked": _("Thu hồi địa chỉ lịch"),
}


def register() -> None:
    """Hand the sentences to the journal."""
    wording.register(SENTENCES, area="workspace", label=_("Việc của tôi"))
