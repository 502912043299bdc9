"""Where the present comes from. Rules and actions are handed a moment; only the edges own a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock(Protocol):
    """Something that knows the time."""

    def now(self) -> datetime:
        """The present moment, with its time zone."""
        ...


@dataclass(frozen=True)
class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True)
class FixedClock:
    """A clock that stands still, for tests and for replays."""

    at: datetime

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a moment needs its time zone")

    def now(self) -> datetime:
        return self.at


def today(now: datetime) -> date:
    """The day in Vietnam at that moment. Raises `ValueError` for a moment without a time zone."""
    if now.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return now.astimezone(LOCAL).date()
