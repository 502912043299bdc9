"""How dates, numbers and deadlines are said on a screen. Pure: the day is handed in, nothing is read from a clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from khue.foundation.kernel import clock, numbers, text

SOON = 3  # working days; from here on a deadline is shown as near


@dataclass(frozen=True)
class Due:
    """A deadline in words: `kind` is late, soon, calm or done; `text` says how long, `date` when."""

    kind: str
    text: str
    date: str = ""


def day(value: date | datetime | None, empty: str = "") -> str:
    """“05/12/2022”, local time; `empty` when there is none."""
    if value is None:
        return empty
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(clock.LOCAL)
    return f"{value:%d/%m/%Y}"


def moment(value: datetime | None, empty: str = "") -> str:
    """“09:42 ngày 14/10/2026”, local time."""
    if value is None:
        return empty
    local = value.astimezone(clock.LOCAL) if value.tzinfo is not None else value
    return _("%(time)s ngày %(date)s") % {"time": f"{local:%H:%M}", "date": f"{local:%d/%m/%Y}"}


def number(value: Decimal | float | None, empty: str = "") -> str:
    """“92,5”, “1.200”."""
    return empty if value is None else numbers.format_number(value)


def size(count: int) -> str:
    """Bytes as people say them: “820 KB”, “2,4 MB”."""
    if count < 1024 * 1024:
        return f"{max(1, round(count / 1024))} KB"
    return f"{numbers.format_number(Decimal(count) / (1024 * 1024) // Decimal('0.1') / 10)} MB"


def slug(words: str) -> str:
    """“Đang chờ tôi” → “dang-cho-toi”: a name for an id."""
    return re.sub(r"[^a-z0-9]+", "-", text.fold(words)).strip("-") or "x"


def due(days_left: int | None, on: date | None, *, done_on: date | None = None) -> Due:
    """The deadline `on`, with `days_left` working days to go (negative: late), or done on a day."""
    if done_on is not None:
        return Due("done", _("Xong %(date)s") % {"date": day(done_on)})
    if on is None or days_left is None:
        return Due("calm", _("Chưa đặt hạn"))
    date_text = _("hạn %(date)s") % {"date": day(on)}
    if days_left < 0:
        return Due("late", _("Trễ %(n)s ngày làm việc") % {"n": number(-days_left)}, date_text)
    if days_left == 0:
        return Due("soon", _("Hạn hôm nay"), date_text)
    left = _("Còn %(n)s ngày làm việc") % {"n": number(days_left)}
    return Due("soon" if days_left <= SOON else "calm", left, date_text)


def initials(full_name: str) -> str:
    """“Tạ Đình Sơn” → “TS”: family and given name; titles such as “ThS.” are left out."""
    words = [word for word in full_name.split() if not word.endswith(".")]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
