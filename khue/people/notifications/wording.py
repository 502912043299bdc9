"""What each verb of this app means, in Vietnamese."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from khue.foundation.audit_trail import wording

SENTENCES = {
    "notifications.letters.chosen": _("Đổi cách nhận thư"),
    "notifications.letter.resent": _("Gửi lại thư cho {person}"),
}


def register() -> None:
    """Hand the sentences to the journal."""
    wording.register(SENTENCES, area="notifications", label=_("Thông báo"))
