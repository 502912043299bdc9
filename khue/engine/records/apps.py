from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "khue.engine.records"
    label = "records"
    verbose_name = _("Hồ sơ")

    def ready(self) -> None:
        from khue.engine.records import wording
        from khue.foundation.audit_trail import wording as trail

        trail.register(wording.SENTENCES, area=wording.AREA, label=wording.LABEL)
