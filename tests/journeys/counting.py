"""How much there is: to show that a refusal left everything as it was."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.conf import settings

PASSING = {"sessions.Session"}
"""What signing in changes."""


def everything() -> dict[str, int]:
    """Rows of every table and files on disk."""
    counts = {model._meta.label: model._default_manager.count() for model in apps.get_models()}
    files = sum(1 for one in Path(settings.MEDIA_ROOT).rglob("*") if one.is_file())
    return {label: count for label, count in counts.items() if label not in PASSING} | {"files": files}
