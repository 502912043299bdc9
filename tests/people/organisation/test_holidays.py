"""The calendar pack against the law and the sky: Labour Code 2019, articles 111.3 and 112; lunar days from new moons."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from khue.people.organisation import importing
from tests.people.organisation import moons

YEARS = range(2024, 2031)
TET = {
    2024: date(2024, 2, 10), 2025: date(2025, 1, 29), 2026: date(2026, 2, 17), 2027: date(2027, 2, 6),
    2028: date(2028, 1, 26), 2029: date(2029, 2, 13), 2030: date(2030, 2, 2),
}  # fmt: skip
DAYS = {told.day: told for told in importing.calendar_days()}


def off(day: date) -> bool:
    return day in DAYS and not DAYS[day].is_working


def named(year: int, name: str) -> list[date]:
    return [day for day, told in DAYS.items() if day.year == year and told.name == name and not told.is_working]


@pytest.mark.parametrize("year", YEARS)
def test_tet_is_the_new_moon_of_viet_nam_and_off_for_five_days_at_least(year: int) -> None:
    first = moons.tet(year)
    assert first == TET[year]
    assert [off(first + timedelta(days=n)) for n in range(3)] == [True] * 3
    assert len(named(year, "Tết Nguyên đán")) >= 5


def test_in_2030_hanoi_and_beijing_part_by_a_day() -> None:
    """The moon is new at 23:07 in Hà Nội on 2 February: a table copied from a Chinese calendar is wrong there."""
    assert (moons.tet(2030), moons.tet(2030, hours=8)) == (date(2030, 2, 2), date(2030, 2, 3))


@pytest.mark.parametrize("year", YEARS)
def test_the_hung_kings_day_is_the_tenth_of_the_third_month(year: int) -> None:
    assert named(year, "Giỗ Tổ Hùng Vương") == [moons.hung_kings(year)]


@pytest.mark.parametrize("year", YEARS)
def test_fixed_days_are_off_and_two_for_the_national_day(year: int) -> None:
    fixed = [date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2)]
    assert [day for day in fixed if not off(day)] == []
    national = {date(year, 9, 1), date(year, 9, 3)}
    assert any(off(day) or day.weekday() > 4 for day in national)


@pytest.mark.parametrize("year", YEARS)
def test_a_holiday_on_a_weekend_is_made_good_on_the_next_working_day(year: int) -> None:
    """Article 111.3, for the days that the law itself names."""
    fixed = [date(year, 1, 1), moons.hung_kings(year), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2)]
    rests = [day for day in fixed if day.weekday() > 4]
    for day in rests:
        monday = day + timedelta(days=7 - day.weekday())
        assert off(monday), f"{day}: {monday} is worked"


def test_what_no_notice_has_confirmed_yet_is_not_called_verified() -> None:
    """From 2027 on only the days of the law itself are sure; days beside them and days in lieu wait for the notice."""
    sure = {day for day, told in DAYS.items() if day.year >= 2027 and told.verified}
    law = {date(year, *day) for year in range(2027, 2031) for day in ((1, 1), (4, 30), (5, 1), (9, 2))}
    lunar = {TET[year] + timedelta(days=n) for year in range(2027, 2031) for n in range(3)}
    assert sure == law | lunar | {moons.hung_kings(year) for year in range(2027, 2031)}
