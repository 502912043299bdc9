from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from khue.foundation.ui import wording
from khue.foundation.ui.wording import Due


def test_day_is_written_as_offices_write_it() -> None:
    assert wording.day(date(2022, 12, 5)) == "05/12/2022"


def test_day_of_a_moment_is_the_local_day() -> None:
    assert wording.day(datetime(2026, 10, 13, 20, 0, tzinfo=UTC)) == "14/10/2026"


def test_no_day_is_said_by_the_given_word() -> None:
    assert wording.day(None, "chưa có") == "chưa có"


def test_moment_gives_hour_then_local_day() -> None:
    assert wording.moment(datetime(2026, 10, 14, 2, 42, tzinfo=UTC)) == "09:42 ngày 14/10/2026"


@pytest.mark.parametrize(
    ("value", "said"),
    [(Decimal("92.50"), "92,5"), (1200, "1.200"), (0, "0"), (None, ""), (Decimal("1234567.8"), "1.234.567,8")],
)
def test_number(value: Decimal | int | None, said: str) -> None:
    assert wording.number(value) == said


@pytest.mark.parametrize(
    ("count", "said"), [(10, "1 KB"), (820 * 1024, "820 KB"), (2516583, "2,4 MB"), (20 * 1024 * 1024, "20 MB")]
)
def test_size(count: int, said: str) -> None:
    assert wording.size(count) == said


ON = date(2026, 10, 15)


@pytest.mark.parametrize(
    ("days_left", "expected"),
    [
        (-2, Due("late", "Trễ 2 ngày làm việc", "hạn 15/10/2026")),
        (0, Due("soon", "Hạn hôm nay", "hạn 15/10/2026")),
        (1, Due("soon", "Còn 1 ngày làm việc", "hạn 15/10/2026")),
        (3, Due("soon", "Còn 3 ngày làm việc", "hạn 15/10/2026")),
        (4, Due("calm", "Còn 4 ngày làm việc", "hạn 15/10/2026")),
        (1200, Due("calm", "Còn 1.200 ngày làm việc", "hạn 15/10/2026")),
    ],
)
def test_due_says_how_long_and_when(days_left: int, expected: Due) -> None:
    assert wording.due(days_left, ON) == expected


def test_due_of_what_is_done_says_since_when() -> None:
    assert wording.due(-5, ON, done_on=date(2026, 10, 7)) == Due("done", "Xong 07/10/2026")


def test_due_without_a_deadline() -> None:
    assert wording.due(None, None) == Due("calm", "Chưa đặt hạn")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Tạ Đình Sơn", "TS"), ("ThS. Tạ Đình Sơn", "TS"), ("Đoàn Kiến An", "ĐA"), ("Ân", "Â"), ("", "")],
)
def test_initials(name: str, expected: str) -> None:
    assert wording.initials(name) == expected


@pytest.mark.parametrize(
    ("words", "expected"), [("Đang chờ tôi", "dang-cho-toi"), ("  SMART: 5/5 ", "smart-5-5"), ("…", "x")]
)
def test_slug(words: str, expected: str) -> None:
    assert wording.slug(words) == expected
