from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StrategyConfig(AppConfig):
    name = "khue.quality.strategy"
    label = "strategy"
    verbose_name = _("Chính sách và chỉ tiêu chiến lược")

    def ready(self) -> None:
        from khue.quality.strategy import effects, wording

        effects.register()
        wording.register()
