from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceduresConfig(AppConfig):
    name = "khue.engine.procedures"
    label = "procedures"
    verbose_name = _("Quy trình")

    def ready(self) -> None:
        from khue.engine.procedures import wording
        from khue.engine.procedures.actions import rescheduling
        from khue.people.organisation import hooks

        wording.register()
        hooks.calendar_changed.listen(rescheduling.on_calendar_changed)
