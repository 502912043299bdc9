from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CallsConfig(AppConfig):
    name = "khue.engine.calls"
    label = "calls"
    verbose_name = _("Đợt yêu cầu")

    def ready(self) -> None:
        from khue.engine.calls import wording

        wording.register()
