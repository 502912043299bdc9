from datetime import UTC, date, datetime

import pytest

from khue.foundation.kernel import clock


def test_today_is_the_day_in_vietnam():
    assert clock.today(datetime(2022, 2, 1, 16, 59, tzinfo=UTC)) == date(2022, 2, 1)
    assert clock.today(datetime(2022, 2, 1, 17, 0, tzinfo=UTC)) == date(2022, 2, 2)


def test_a_fixed_clock_stands_still():
    at = datetime(2022, 2, 1, tzinfo=UTC)

    assert clock.FixedClock(at).now() == at


def test_a_moment_without_a_zone_is_refused():
    bare = datetime(2022, 2, 1, tzinfo=UTC).replace(tzinfo=None)

    with pytest.raises(ValueError, match="time zone"):
        clock.today(bare)
    with pytest.raises(ValueError, match="time zone"):
        clock.FixedClock(bare)


def test_the_system_clock_knows_its_zone():
    assert clock.SystemClock().now().utcoffset() is not None
