from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Fills the registries that lower storeys own: the navigation and what the frame of every page shows."""

    name = "khue.config"
    label = "config"

    def ready(self) -> None:
        from khue.config import frame, menu
        from khue.foundation.ui import context
        from khue.foundation.ui import menu as registry

        registry.fill(menu.ITEMS)
        context.provide(brand=frame.brand, position=frame.position)
