"""The server's time in a journey, so that it ends alike on every day on which it is run."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.cast import LOCAL

BEGINS = datetime(2026, 10, 5, 9, 0, tzinfo=LOCAL)
"""A Monday of the school year under way."""


class Clock:
    """Stands still until the journey moves it."""

    def __init__(self, at: datetime = BEGINS) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **time: float) -> None:
        self.at += timedelta(**time)
