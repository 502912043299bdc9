from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khue.foundation.kernel import errors, numbers


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("92.5"), "92,5"),
        (Decimal(1200), "1.200"),
        (1234567, "1.234.567"),
        (Decimal("85.00"), "85"),
        (-3.25, "-3,25"),
        (Decimal("-0.0"), "0"),
        (Decimal("1E+3"), "1.000"),
    ],
)
def test_number_is_written_the_vietnamese_way(value, written):
    assert numbers.format_number(value) == written


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.200,5", "1200.5"),
        ("1.200", "1200"),
        ("92,5", "92.5"),
        ("05", "5"),
        ("2.5", "2.5"),
        ("1 200", "1200"),
        (" -7 ", "-7"),
        ("12.345.678", "12345678"),
    ],
)
def test_number_is_parsed_the_vietnamese_way(written, value):
    assert numbers.parse_number(written) == Decimal(value)


@pytest.mark.parametrize("written", ["", "abc", "1,2,3", "1.20.3", "12,", "--1", "NaN", "1e5"])
def test_what_is_no_number_is_refused(written):
    with pytest.raises(errors.Invalid) as refusal:
        numbers.parse_number(written)
    assert refusal.value.code == "number"


def test_nothing_infinite_is_shown():
    with pytest.raises(ValueError, match="not a number"):
        numbers.format_number(Decimal("Infinity"))


@given(
    st.decimals(
        allow_nan=False,
        allow_infinity=False,
        places=2,
        min_value=-(10**9),
        max_value=10**9,
    )
)
def test_formatted_numbers_come_back(value):
    # A thousandth written with a point would be a group of thousands, hence two places.
    assert numbers.parse_number(numbers.format_number(value)) == value


@pytest.mark.parametrize(
    ("count", "written"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (49, "XLIX"), (1994, "MCMXCIV")]
)
def test_roman_numbers_go_both_ways(count: int, written: str) -> None:
    assert (numbers.roman(count), numbers.from_roman(written)) == (written, count)


def test_no_roman_number_is_larger_than_3999() -> None:
    assert numbers.roman(5000) == numbers.roman(3999) == "MMMCMXCIX"
