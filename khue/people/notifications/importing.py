"""Reading the pack that says when a deadline is worth a reminder."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils.translation import gettext as _

from khue.foundation.kernel import errors
from khue.people.notifications.rules import Plan


@cache
def plan() -> Plan:
    """The plan of `packs/reminders.yaml`, read once."""
    return read(settings.PACKS / "reminders.yaml")


def read(pack: Path | Mapping[str, Any]) -> Plan:
    """Raises `Invalid` when the pack does not say what a plan needs."""
    told = yaml.safe_load(pack.read_text(encoding="utf-8")) if isinstance(pack, Path) else pack
    try:
        escalate = told.get("escalate") or {}
        made = Plan(
            before=tuple(sorted((int(n) for n in told["before"]), reverse=True)),
            on_the_day=bool(told.get("on_the_day", True)),
            late_every=int(told["late_every"]),
            escalate_after=int(escalate.get("after", 0)),
            escalate_to=tuple(map(str, escalate.get("to", ()))),
            digest_hour=int(told.get("digest_hour", 7)),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise errors.Invalid("reminders", _("Gói nhắc hạn thiếu hoặc sai “before”, “late_every”.")) from None
    if min((*made.before, made.late_every)) < 1 or not 0 <= made.digest_hour <= 23:
        raise errors.Invalid("reminders", _("Gói nhắc hạn: số ngày phải từ 1, giờ từ 0 đến 23."))
    return made
