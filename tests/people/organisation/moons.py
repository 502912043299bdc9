"""New moons reckoned from the sky, to check the calendar pack by something that is not the pack.

J. Meeus, Astronomical Algorithms, chapter 49: the mean new moon and its largest periodic terms; good to a few minutes, while a day
is meant. A lunar month begins on the day of the new moon in Viet Nam (UTC+7; Decision 121-CP of 1967), its first day is mùng 1.
"""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta

_EPOCH = datetime(2000, 1, 1, 12, tzinfo=UTC)
_LUNATIONS_A_YEAR = 12.3685
_DYNAMICAL_AHEAD = timedelta(seconds=72)  # terrestrial time runs ahead of universal time by about that in these years


def new_moon(k: int) -> datetime:
    """The k-th new moon since the first of 2000, universal time."""
    t = k / 1236.85
    days = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t - 2451545.0
    sun = math.radians(2.5534 + 29.10535670 * k)
    moon = math.radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t)
    node = math.radians(160.7108 + 390.67050284 * k - 0.0016118 * t * t)
    e = 1 - 0.002516 * t
    days += (
        -0.40720 * math.sin(moon) + 0.17241 * e * math.sin(sun) + 0.01608 * math.sin(2 * moon)
        + 0.01039 * math.sin(2 * node) + 0.00739 * e * math.sin(moon - sun) - 0.00514 * e * math.sin(moon + sun)
        + 0.00208 * e * e * math.sin(2 * sun) - 0.00111 * math.sin(moon - 2 * node)
        - 0.00057 * math.sin(moon + 2 * node) + 0.00056 * e * math.sin(2 * moon + sun)
    )  # fmt: skip
    return _EPOCH + timedelta(days=days) - _DYNAMICAL_AHEAD


def month_begins(near: date, hours: int = 7) -> date:
    """The day of the new moon nearest to a day, by the clock that is so many hours ahead of Greenwich."""
    k = round((near.year + near.timetuple().tm_yday / 365.25 - 2000) * _LUNATIONS_A_YEAR)
    days = [(new_moon(n) + timedelta(hours=hours)).date() for n in (k - 1, k, k + 1)]
    return min(days, key=lambda day: abs((day - near).days))


def tet(year: int, hours: int = 7) -> date:
    """Mùng 1 tháng Giêng: between 21 January and 20 February; the new moon nearest to Lập xuân (4 February)."""
    return month_begins(date(year, 2, 4), hours)


def hung_kings(year: int) -> date:
    """Mùng 10 tháng Ba: two months after Tết, in years without a leap month before (none from 2024 to 2030)."""
    return month_begins(tet(year) + timedelta(days=59)) + timedelta(days=9)
