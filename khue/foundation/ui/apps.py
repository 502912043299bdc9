"""The app's place in Django."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "khue.foundation.ui"
    label = "ui"
    verbose_name = "Giao diện"
