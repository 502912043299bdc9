from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkspaceConfig(AppConfig):
    name = "khue.interfaces.workspace"
    label = "workspace"
    verbose_name = _("Việc của tôi")

    def ready(self) -> None:
        from khue.interfaces.workspace import wording

        wording.register()
