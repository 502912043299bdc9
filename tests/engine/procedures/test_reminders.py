"""The clock and deadlines: who is reminded on which day, across holidays and years; an outage; a moved day; whoever is above."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from khue.engine.procedures import jobs
from khue.engine.procedures.models import Task
from khue.foundation.kernel import clock
from khue.people.notifications.models import Notice
from khue.people.organisation import actions as organisation
from tests import cast as people
from tests.cast import LOCAL
from tests.engine.procedures.conftest import start_case


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=LOCAL)


def told(since: int = 0) -> list[tuple[str, str]]:
    rows = Notice.objects.filter(kind="reminder").order_by("pk").select_related("person")
    return [(one.person.full_name, one.text) for one in rows[since:]]


@pytest.fixture
def drafting(begin: Any, cast: Any) -> Any:
    """A case whose first step is due on a day that a test sets; opened long before."""
    organisation.install_calendar(at=cast.at)
    play = begin()

    def due(day: date) -> Task:
        Task.objects.filter(pk=play.task.pk).update(due_on=day, opened_at=at(day - timedelta(days=40)))
        task: Task = play.task
        return task

    return due


@pytest.mark.parametrize(
    ("due", "days"),
    [
        # nothing on Saturday and Sunday: three days before Friday 16/10 is Tuesday
        (date(2026, 10, 16), [date(2026, 10, 13), date(2026, 10, 15), date(2026, 10, 16), date(2026, 10, 19)]),
        # Tết 2026, 16 - 20/2: three working days before Tuesday 24/2 is Thursday 12/2
        (date(2026, 2, 24), [date(2026, 2, 12), date(2026, 2, 23), date(2026, 2, 24), date(2026, 2, 25)]),
        # Tết 2027, 5 - 11/2
        (date(2027, 2, 15), [date(2027, 2, 3), date(2027, 2, 12), date(2027, 2, 15), date(2027, 2, 16)]),
        (date(2028, 2, 29), [date(2028, 2, 24), date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]),
        # the last day of the year; New Year's Day is a Friday
        (date(2026, 12, 31), [date(2026, 12, 28), date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 4)]),
    ],
)
def test_reminders_come_on_working_days_and_once_each(drafting: Any, cast: Any, due: date, days: list[date]) -> None:
    drafting(due)
    for n in range(-20, 6):
        for hour in (8, 15):  # the clock beats all day
            jobs.remind(at(due + timedelta(days=n), hour))
    mine = Notice.objects.filter(kind="reminder", person=cast.head).order_by("created_at")
    assert [clock.today(one.created_at) for one in mine] == days


def test_a_clock_that_was_off_for_three_days_sends_one_message(drafting: Any) -> None:
    drafting(date(2026, 10, 16))
    assert jobs.remind(at(date(2026, 10, 12))) == 0
    assert jobs.remind(at(date(2026, 10, 16))) == 1
    assert told() == [("Tạ Đình Sơn", "Hạn hôm nay: 1. Dự thảo MTCL và KHTHMTCL của đơn vị, MTCL Khoa Cơ khí.")]


def test_a_deadline_that_was_moved_is_a_new_one(drafting: Any) -> None:
    drafting(date(2026, 10, 16))
    jobs.remind(at(date(2026, 10, 15)))
    drafting(date(2026, 10, 23))
    assert jobs.remind(at(date(2026, 10, 16))) == 0
    assert jobs.remind(at(date(2026, 10, 22))) == 1


def test_whoever_is_above_is_told_once_after_three_days(drafting: Any, cast: Any) -> None:
    drafting(date(2026, 10, 16))
    for day in (19, 20, 21, 22, 23):
        jobs.remind(at(date(2026, 10, day)))
    superiors = [text for name, text in told() if name == cast.vice_rector.full_name]
    assert superiors == [
        "Tạ Đình Sơn trễ 3 ngày làm việc: 1. Dự thảo MTCL và KHTHMTCL của đơn vị, MTCL Khoa Cơ khí (hạn 16/10/2026)."
    ]
    assert cast.rector.full_name not in {name for name, _text in told()}


def test_a_task_that_has_just_come_is_not_reminded_of_on_the_same_day(begin: Any, cast: Any) -> None:
    play = begin()
    Task.objects.filter(pk=play.task.pk).update(due_on=cast.today + timedelta(days=2), opened_at=cast.at)
    assert jobs.remind(cast.at) == 0
    assert jobs.remind(cast.at + timedelta(days=1)) == 1


def test_it_costs_the_same_for_one_task_and_for_many(begin: Any, cast: Any, django_assert_max_num_queries: Any) -> None:
    begin()
    for n in range(20):
        unit = people.unit(f"U{n}", f"Đơn vị {n}", "faculty", cast.school)
        people.grant(people.person(f"truong{n}", f"Trưởng Số {n}"), "unit_head", unit)
        start_case(cast, unit, "unit")
    Task.objects.update(due_on=date(2026, 10, 16), opened_at=cast.at)
    with django_assert_max_num_queries(14):
        assert jobs.remind(at(date(2026, 10, 16))) == 21
