"""Reading packs that describe time: the nationwide calendar of days off and make-up days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils.translation import gettext as _

from khue.foundation.kernel import errors


@dataclass(frozen=True)
class ToldDay:
    """One day of a calendar pack."""

    day: date
    is_working: bool
    name: str
    verified: bool
    source: str

    @property
    def facts(self) -> tuple[bool, str, bool, str]:
        return self.is_working, self.name, self.verified, self.source


def calendar_days(pack: Path | Mapping[str, Any] | None = None) -> list[ToldDay]:
    """The days of a pack, each once. Raises `Invalid` when one is not a day or stands twice."""
    if pack is None or isinstance(pack, Path):
        path = pack or settings.PACKS / "calendars" / "vn-holidays.yaml"
        pack = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(pack, Mapping):
        raise errors.Invalid("calendar.pack", _("Gói lịch nghỉ không đúng dạng."))
    days = list(_days(pack))
    seen: set[date] = set()
    for told in days:
        if told.day in seen:
            raise errors.Invalid("calendar.twice", _("Gói lịch nghỉ có ngày %s hai lần.") % f"{told.day:%d/%m/%Y}")
        seen.add(told.day)
    return days


def _days(pack: Mapping[str, Any]) -> Iterator[ToldDay]:
    for row in pack.get("days", ()):
        day = row.get("day") if isinstance(row, Mapping) else None
        if not isinstance(day, date):
            raise errors.Invalid("calendar.day", _("Gói lịch nghỉ có dòng không phải ngày: %s.") % row)
        yield ToldDay(
            day=day,
            is_working=bool(row.get("is_working", False)),
            name=str(row.get("name", "")),
            verified=bool(row.get("verified", pack.get("verified", True))),
            source=str(row.get("source", pack.get("source", "")))[:200],
        )
