"""When a deadline is worth a reminder. Pure."""

from __future__ import annotations

BEFORE = (3, 1, 0)
"""Working days before the deadline on which one is reminded."""
EVERY = 5
"""After it, on the first day late and then every so many working days."""


def stage(days_left: int) -> str:
    """A name for this reminder, the same all day, so that it is sent once; "" on days without one."""
    if days_left in BEFORE:
        return f"con-{days_left}"
    if days_left < 0 and (-days_left - 1) % EVERY == 0:
        return f"tre{days_left}"
    return ""


def is_ours(url: str) -> bool:
    """A notice only ever leads to a page of this installation."""
    return url.startswith("/") and not url.startswith("//") and "\\" not in url
