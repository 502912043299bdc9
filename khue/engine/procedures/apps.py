from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceduresConfig(AppConfig):
    name = "khue.engine.procedures"
    label = "procedures"
    verbose_name = _("Quy trình")

    def ready(self) -> None:
        from khue.engine.procedures import wording

        wording.register()
