from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Fills the registries that lower storeys own (menu) and carries the commands `tick`, `demo`, `doctor`."""

    name = "khue.config"
    label = "config"
