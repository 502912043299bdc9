from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ObjectivesConfig(AppConfig):
    name = "khue.quality.objectives"
    label = "objectives"
    verbose_name = _("Mục tiêu chất lượng")

    def ready(self) -> None:
        from khue.people.organisation import hooks
        from khue.quality.objectives import calls, effects, papers, wording
        from khue.quality.objectives.actions import successions
        from khue.quality.objectives.queries import subjects

        effects.register()
        calls.register()
        papers.register()
        wording.register()
        subjects.register()
        hooks.unit_closed.listen(successions.on_unit_closed)
