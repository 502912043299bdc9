from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "khue.people.accounts"
    label = "accounts"
    verbose_name = _("Tài khoản")

    def ready(self) -> None:
        from khue.foundation.audit_trail import wording as trail
        from khue.people.accounts import wording

        trail.register(wording.SENTENCES, area=wording.AREA, label=wording.LABEL)
