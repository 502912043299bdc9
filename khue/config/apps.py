from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Fills the registries that lower storeys own: the navigation, what the frame of every page shows, and what else waits."""

    name = "khue.config"
    label = "config"

    def ready(self) -> None:
        from khue.config import errands, frame, menu
        from khue.foundation.ui import context
        from khue.foundation.ui import menu as registry
        from khue.interfaces.workspace import hooks

        registry.fill(menu.ITEMS)
        context.provide(brand=frame.brand, position=frame.position)
        hooks.tell(errands.staged_files)
        hooks.tell(errands.followed_calls)
        hooks.tell(errands.batches_under_way)
        hooks.tell(errands.papers_to_confirm)
