from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PapersConfig(AppConfig):
    name = "khue.engine.papers"
    label = "papers"
    verbose_name = _("Văn bản đi")

    def ready(self) -> None:
        from khue.engine.papers import wording

        wording.register()
