"""When steps are due, with the real holidays: Tết, 29/2, 31/12, and a school year that starts in autumn."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from khue.engine.procedures.language import deadlines, schema
from khue.foundation.kernel.calendars import Calendar
from khue.foundation.kernel.periods import SchoolYear
from tests.engine.procedures import texts

DAYS = yaml.safe_load((texts.PACKS.parent / "calendars" / "vn-holidays.yaml").read_text(encoding="utf-8"))["days"]
VIETNAM = Calendar(
    holidays=frozenset(row["day"] for row in DAYS if not row.get("is_working")),
    working_days=frozenset(row["day"] for row in DAYS if row.get("is_working")),
)
YEAR = SchoolYear(2026)
Day = schema.DayOfYear


def limit(kind: str, **parts) -> schema.TimeLimit:
    return schema.TimeLimit(kind, **parts)


def due(one: schema.TimeLimit, entered: date, period=YEAR, **more) -> date | None:
    return deadlines.due(one, entered, VIETNAM, period, **more)


@pytest.mark.parametrize(
    ("entered", "days", "expected"),
    [
        (date(2026, 10, 12), 3, date(2026, 10, 15)),  # the mockup: returned on Monday, due on Thursday
        (date(2026, 10, 15), 5, date(2026, 10, 22)),
        (date(2026, 10, 16), 1, date(2026, 10, 19)),  # Friday to Monday
        (date(2026, 10, 17), 1, date(2026, 10, 19)),  # entered on a Saturday
        (date(2026, 2, 13), 3, date(2026, 2, 25)),  # Friday before Tết 2026: work resumes on Monday 23/2
        (date(2026, 2, 18), 1, date(2026, 2, 23)),  # entered in the middle of Tết
        (date(2027, 2, 4), 3, date(2027, 2, 16)),  # Tết 2027 with its compensations
        (date(2028, 2, 28), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 3, date(2028, 3, 3)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # New Year's Day is a Friday
        (date(2024, 4, 26), 3, date(2024, 5, 4)),  # 29/4 swapped with a worked Saturday 4/5
        (date(2025, 4, 25), 1, date(2025, 4, 26)),  # the Saturday worked for 2/5
    ],
)
def test_working_days_skip_what_is_not_worked(entered, days, expected) -> None:
    assert due(limit("working_days", max_days=days), entered) == expected


def test_due_is_by_the_longest_of_a_span() -> None:
    assert due(limit("working_days", min_days=3, max_days=5), date(2026, 10, 12)) == date(2026, 10, 19)


def test_days_since_a_meeting_count_from_the_meeting_and_after_a_return_from_the_return() -> None:
    since = limit("working_days", max_days=3, since="unit_meeting")
    held = {"unit_meeting": date(2026, 10, 2)}
    entered = date(2026, 10, 5)
    assert due(since, entered) == date(2026, 10, 8)
    assert due(since, entered, dates=held) == date(2026, 10, 7)
    assert due(since, date(2026, 10, 12), dates=held, returned=True) == date(2026, 10, 15)


@pytest.mark.parametrize(
    ("entered", "expected"),
    [
        (date(2026, 10, 1), date(2026, 10, 12)),  # the tenth day is a Sunday
        (date(2026, 2, 8), date(2026, 2, 23)),  # the tenth day is in Tết
        (date(2026, 10, 2), date(2026, 10, 12)),
    ],
)
def test_calendar_days_end_on_a_working_day(entered, expected) -> None:
    assert due(limit("calendar_days", max_days=10), entered) == expected


@pytest.mark.parametrize(
    ("first", "last", "occurs", "period", "opens", "expected"),
    [
        (Day(8, 1), Day(8, 15), "before_period", YEAR, date(2026, 8, 1), date(2026, 8, 15)),
        (Day(8, 15), Day(8, 31), "before_period", YEAR, date(2026, 8, 15), date(2026, 8, 31)),
        (Day(8, 1), Day(8, 15), "in_period", YEAR, date(2027, 8, 1), date(2027, 8, 15)),
        (Day(12, 20), Day(1, 10), "in_period", YEAR, date(2026, 12, 20), date(2027, 1, 10)),
        (Day(12, 31), Day(12, 31), "in_period", YEAR, date(2026, 12, 31), date(2026, 12, 31)),
        (Day(2, 15), Day(2, 29), "in_period", YEAR, date(2027, 2, 15), date(2027, 2, 28)),
        (Day(2, 15), Day(2, 29), "in_period", SchoolYear(2027), date(2028, 2, 15), date(2028, 2, 29)),
        (Day(8, 20), Day(9, 10), "in_period", YEAR, date(2026, 8, 20), date(2026, 9, 10)),
        (Day(8, 20), Day(9, 10), "before_period", YEAR, date(2026, 8, 20), date(2026, 9, 10)),
    ],
)
def test_yearly_window_finds_its_year(first, last, occurs, period, opens, expected) -> None:
    window = deadlines.window(
        limit("yearly_window", first=first, last=last, occurs=occurs),
        deadlines.Entry(date(2026, 8, 3), VIETNAM, period),
    )
    assert window == deadlines.Window(opens, expected)


def test_a_late_start_does_not_move_the_window() -> None:
    window = limit("yearly_window", first=Day(8, 1), last=Day(8, 15), occurs="before_period")
    assert due(window, date(2026, 9, 20)) == date(2026, 8, 15)


@pytest.mark.parametrize(
    ("entered", "expected"),
    [
        (date(2026, 12, 25), date(2027, 1, 10)),
        (date(2027, 1, 5), date(2027, 1, 10)),
        (date(2027, 1, 11), date(2028, 1, 10)),
    ],
)
def test_window_without_a_period_is_the_one_not_yet_over(entered, expected) -> None:
    assert due(limit("yearly_window", first=Day(12, 20), last=Day(1, 10)), entered, None) == expected


def test_after_event_is_the_next_working_day_unless_somebody_sets_the_end() -> None:
    entered = date(2026, 9, 4)
    assert due(limit("after_event", event="approved"), entered) == date(2026, 9, 7)
    assert due(
        limit("after_event", event="approved", max_days=2), entered, dates={"approved": date(2026, 9, 8)}
    ) == date(2026, 9, 10)
    call = limit("after_event", event="school_issued", until="call_deadline")
    assert due(call, entered) is None
    assert due(call, entered, dates={"call_deadline": date(2026, 10, 31)}) == date(2026, 10, 31)


def test_own_calendar_is_unknown_until_somebody_gives_the_day() -> None:
    meeting = limit("calendar", event="school_meeting", text="Theo lịch của trường")
    assert due(meeting, date(2026, 8, 10)) is None
    assert due(meeting, date(2026, 8, 10), dates={"school_meeting": date(2026, 8, 14)}) == date(2026, 8, 14)


def test_absolute_and_standing_days() -> None:
    entered = date(2026, 10, 1)
    assert due(limit("absolute", on=date(2026, 10, 31)), entered) == date(2026, 10, 31)
    assert due(limit("standing", month=6), entered) == date(2027, 6, 30)
    assert due(limit("standing", month=2), entered, SchoolYear(2027)) == date(2028, 2, 29)
    assert due(limit("standing"), entered) == date(2027, 8, 31)
    assert due(limit("standing"), entered, None) is None
    assert deadlines.due(None, entered, VIETNAM) is None


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (limit("yearly_window", first=Day(8, 1), last=Day(8, 15)), "1 - 15/8 hằng năm"),
        (limit("yearly_window", first=Day(12, 20), last=Day(1, 10)), "20/12 - 10/1 hằng năm"),
        (limit("working_days", max_days=5), "5 ngày làm việc"),
        (limit("working_days", min_days=3, max_days=5), "3 - 5 ngày làm việc"),
        (limit("calendar_days", max_days=10), "10 ngày"),
        (limit("after_event", event="x", text="Ngay sau khi ban hành"), "Ngay sau khi ban hành"),
        (limit("calendar", event="x", text="Theo lịch của trường"), "Theo lịch của trường"),
        (limit("absolute", on=date(2022, 10, 31)), "Chậm nhất 31/10/2022"),
        (limit("standing", month=6), "Tháng 6"),
        (limit("standing"), "Cuối năm học"),
        (None, ""),
    ],
)
def test_limit_reads_as_on_paper(one, text) -> None:
    assert deadlines.due_text(one) == text


def test_pack_prints_the_time_limits_of_the_paper() -> None:
    procedure = texts.pack("qt-dbcl-04.yaml")
    printed = {flow.code: [deadlines.due_text(step.time_limit) for step in flow.steps] for flow in procedure.flows}
    assert printed["school"][3:] == ["3 ngày làm việc", "1 ngày làm việc", "Cuối năm học"]
    assert printed["unit"][2:5] == ["3 ngày làm việc", "5 ngày làm việc", "3 - 5 ngày làm việc"]


@pytest.mark.parametrize("tet", [date(2021, 2, 12), date(2022, 2, 1), date(2023, 1, 22), date(2024, 2, 10)])
def test_tet_of_past_years_is_a_holiday_of_at_least_five_days(tet) -> None:
    assert sum(abs((day - tet).days) <= 4 for day in VIETNAM.holidays) >= 5


@pytest.mark.parametrize("tet", [date(2025, 1, 29), date(2026, 2, 17), date(2027, 2, 6), date(2028, 1, 26)])
def test_first_three_days_of_tet_are_never_worked(tet) -> None:
    assert {tet.replace(day=tet.day + n) for n in range(3)} <= VIETNAM.holidays


def test_every_year_of_the_pack_has_its_fixed_days_and_a_note_on_what_is_unsure() -> None:
    for year in range(2021, 2029):
        fixed = {date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2)}
        assert fixed <= VIETNAM.holidays
    assert all(row.get("source") for row in DAYS if row.get("verified") is False)
    assert all(row["day"].weekday() == 5 for row in DAYS if row.get("is_working"))


@given(st.dates(date(2021, 1, 1), date(2028, 11, 1)), st.integers(min_value=1, max_value=20))
def test_due_day_of_working_days_is_worked_and_that_many_days_away(entered, count) -> None:
    day = due(limit("working_days", max_days=count), entered, None)
    assert VIETNAM.is_working_day(day)
    assert VIETNAM.working_days_between(entered, day) == count


@given(st.dates(date(2021, 1, 1), date(2028, 12, 31)), st.sampled_from(range(2020, 2029)))
def test_no_limit_of_any_pack_breaks_on_any_day(entered, year) -> None:
    """A window of the year may be over when a step is entered (it is late); what is counted from the entry never is."""
    for _, flow in texts.every():
        for step in flow.steps:
            day = due(step.time_limit, entered, SchoolYear(year))
            counted = step.time_limit and step.time_limit.kind in {"working_days", "calendar_days"}
            assert not counted or day > entered
