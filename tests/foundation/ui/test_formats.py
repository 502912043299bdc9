"""Django's own widgets and filters under `vi` (stack.md, trap 10)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from django import forms
from django.utils import formats


def test_first_of_february_is_not_second_of_january() -> None:
    assert forms.DateField().clean("01/02/2027") == date(2027, 2, 1)


def test_christmas_is_accepted() -> None:
    assert forms.DateField().clean("25/12/2027") == date(2027, 12, 25)


def test_dates_and_numbers_print_as_vietnamese() -> None:
    assert formats.date_format(date(2026, 11, 21)) == "21/11/2026"
    assert formats.date_format(datetime(2026, 11, 21, 9, 5, tzinfo=UTC), "DATETIME_FORMAT") == "09:05 21/11/2026"
    assert formats.number_format(Decimal("1234567.5"), force_grouping=True) == "1.234.567,5"
