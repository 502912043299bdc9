from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khue.foundation.kernel.calendars import Calendar

TET = frozenset(date(2022, 1, 31) + timedelta(days=n) for n in range(5))
CALENDAR = Calendar(holidays=TET, working_days=frozenset({date(2022, 2, 12)}))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2022, 1, 28), True),
        (date(2022, 1, 29), False),
        (date(2022, 2, 1), False),
        (date(2022, 2, 7), True),
        (date(2022, 2, 12), True),
    ],
)
def test_working_day(day, worked):
    assert CALENDAR.is_working_day(day) is worked


def test_add_working_days_does_not_count_the_first_day_and_skips_tet():
    assert CALENDAR.add_working_days(date(2022, 1, 27), 3) == date(2022, 2, 8)


def test_add_working_days_counts_a_make_up_saturday():
    assert CALENDAR.add_working_days(date(2022, 2, 11), 1) == date(2022, 2, 12)


def test_add_no_working_days_to_a_holiday_gives_the_next_worked_day():
    assert CALENDAR.add_working_days(date(2022, 2, 1), 0) == date(2022, 2, 7)


def test_days_left_are_negative_when_late():
    assert CALENDAR.working_days_between(date(2022, 2, 7), date(2022, 2, 10)) == 3
    assert CALENDAR.working_days_between(date(2022, 2, 10), date(2022, 2, 7)) == -3
    assert CALENDAR.working_days_between(date(2022, 2, 7), date(2022, 2, 7)) == 0


def test_a_leap_day_is_a_day_like_others():
    assert Calendar().add_working_days(date(2024, 2, 28), 2) == date(2024, 3, 1)


def test_a_calendar_without_working_days_is_refused():
    with pytest.raises(ValueError, match="no working day"):
        Calendar(weekend=(0, 1, 2, 3, 4, 5, 6)).next_working_day(date(2022, 1, 1))


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 60))
def test_adding_and_counting_agree(start, count):
    assert CALENDAR.working_days_between(start, CALENDAR.add_working_days(start, count)) == count


@given(st.dates(date(2021, 12, 1), date(2022, 4, 1)), st.integers(0, 120), st.sampled_from([(5, 6), (6,), ()]))
def test_counting_agrees_with_looking_at_every_day(start, length, weekend):
    own = Calendar(
        holidays=TET | {date(2022, 3, 5), date(2022, 3, 9)},
        working_days=frozenset({date(2022, 2, 12), date(2022, 3, 9), date(2022, 3, 10)}),
        weekend=weekend,
    )
    looked_at = sum(own.is_working_day(start + timedelta(days=n)) for n in range(1, length + 1))
    assert own.working_days_between(start, start + timedelta(days=length)) == looked_at
