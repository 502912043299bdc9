from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "khue.interfaces.imports"
    label = "imports"
    verbose_name = _("Đưa tệp vào")

    def ready(self) -> None:
        from khue.foundation.audit_trail import wording as trail
        from khue.interfaces.imports import wording

        trail.register(wording.SENTENCES, area=wording.AREA, label=wording.LABEL)
