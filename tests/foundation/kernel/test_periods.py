from datetime import date

import pytest

from khue.foundation.kernel import errors
from khue.foundation.kernel.periods import SchoolYear, period_of


@pytest.mark.parametrize(
    "written",
    ["2021-2022", "2021 - 2022", "Năm học 2021 – 2022", "2021/22", "2021 -2022"],
)
def test_school_year_is_parsed_as_written(written):
    year = SchoolYear.parse(written)

    assert (year.code, year.label) == ("2021-2022", "2021 - 2022")
    assert (year.starts_on, year.ends_on) == (date(2021, 9, 1), date(2022, 8, 31))


@pytest.mark.parametrize("written", ["", "2021", "2021-2023", "2022-2021", "12021-2022"])
def test_what_is_no_school_year_is_refused(written):
    with pytest.raises(errors.Invalid):
        SchoolYear.parse(written)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2021, 8, 31), "2020-2021"),
        (date(2021, 9, 1), "2021-2022"),
        (date(2024, 2, 29), "2023-2024"),
    ],
)
def test_period_of_a_day(day, code):
    assert period_of(day).code == code
    assert day in period_of(day)


def test_neighbours_and_order():
    year = SchoolYear(2021)

    assert (year.previous.code, year.next.code) == ("2020-2021", "2022-2023")
    assert sorted([year.next, year]) == [year, year.next]
    assert date(2022, 9, 1) not in year
