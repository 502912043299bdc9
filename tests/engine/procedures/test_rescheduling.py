"""A moved holiday: open deadlines reckoned anew, told, in the trail; nothing else touched."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from khue.engine.procedures.models import Task
from khue.foundation.audit_trail.models import AuditEvent
from khue.people.notifications.models import Notice
from khue.people.organisation import actions as organisation
from khue.people.organisation.models import CalendarDay
from tests.cast import LOCAL


@pytest.fixture
def submitted(begin: Any, cast: Any) -> Any:
    """A case at 4a since Monday 7/9/2026: five working days, due on Monday 14/9."""
    play = begin()
    for outcome in ("open", "close", "submit"):
        play(outcome, cast.head)
    return play


def day_off(cast: Any, day: date, **more: Any) -> CalendarDay:
    return organisation.add_calendar_day(institution=cast.school, day=day, name="Nghỉ bão", by=None, at=cast.at, **more)


def rescheduled() -> list[dict[str, Any]]:
    rows = AuditEvent.objects.filter(verb="procedures.case.rescheduled").order_by("seq")
    return [{key: data[key] for key in ("before", "after", "days")} for data in rows.values_list("data", flat=True)]


def test_a_day_off_moves_what_is_counted_over_it(cast: Any, submitted: Any) -> None:
    assert submitted.task.due_on == date(2026, 9, 14)
    day_off(cast, date(2026, 9, 10))
    assert submitted.task.due_on == date(2026, 9, 15)
    assert rescheduled() == [{"before": "2026-09-14", "after": "2026-09-15", "days": "10/09/2026"}]


def test_holders_are_told_once_with_both_days(cast: Any, submitted: Any) -> None:
    day_off(cast, date(2026, 9, 10))
    told = Notice.objects.filter(kind="news").order_by("person__name_key")
    assert [one.person for one in told] == [cast.quality_officer, cast.quality_head]
    assert told[0].text == (
        "Lịch nghỉ thay đổi, hạn mới là 15/09/2026: 4a. Xem xét, MTCL Khoa Cơ khí (trước là 14/09/2026)."
    )


def test_taking_the_day_back_moves_it_back(cast: Any, submitted: Any) -> None:
    row = day_off(cast, date(2026, 9, 10))
    organisation.remove_calendar_day(calendar_day=row, by=None, at=cast.at)
    assert submitted.task.due_on == date(2026, 9, 14)
    assert len(rescheduled()) == 2


def test_a_make_up_saturday_brings_it_forward(cast: Any, submitted: Any) -> None:
    day_off(cast, date(2026, 9, 12), is_working=True)
    assert submitted.task.due_on == date(2026, 9, 12)


def test_a_day_outside_the_count_touches_nothing(cast: Any, submitted: Any) -> None:
    day_off(cast, date(2026, 9, 21))
    assert (submitted.task.due_on, rescheduled()) == (date(2026, 9, 14), [])


def test_the_days_of_one_school_are_not_anothers(cast: Any, submitted: Any) -> None:
    organisation.add_calendar_day(
        institution=cast.other_school, day=date(2026, 9, 10), name="Nghỉ", by=None, at=cast.at
    )
    assert submitted.task.due_on == date(2026, 9, 14)


def test_a_new_notice_of_tet_moves_deadlines_of_the_whole_country(cast: Any, submitted: Any) -> None:
    """Entered on Friday 12/2/2027; the notice lets Tết end a day later than the pack reckoned."""
    organisation.install_calendar(at=cast.at)
    entered = datetime(2027, 2, 4, 9, tzinfo=LOCAL)
    Task.objects.update(opened_at=entered)
    organisation.install_calendar({"days": [{"day": date(2026, 11, 24), "name": "Ngày Văn hóa"}]}, at=cast.at)
    assert submitted.task.due_on is not None
    before = submitted.task.due_on
    organisation.install_calendar({"days": [{"day": date(2027, 2, 12), "name": "Nghỉ bù Tết"}]}, at=cast.at)
    assert (submitted.task.due_on - before).days == 1
    assert rescheduled()[-1]["days"] == "12/02/2027"


def test_a_refused_trail_leaves_the_calendar_as_it_was(cast: Any, submitted: Any, monkeypatch: Any) -> None:
    def broken(**_told: Any) -> None:
        raise RuntimeError("journal")

    monkeypatch.setattr("khue.engine.procedures.actions.rescheduling.trail.record", broken)
    with pytest.raises(RuntimeError):
        day_off(cast, date(2026, 9, 10))
    assert (CalendarDay.objects.count(), submitted.task.due_on) == (0, date(2026, 9, 14))
