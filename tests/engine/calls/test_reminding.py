"""One click reminds the late ones; nobody twice a day; it stays on record who was told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from khue.engine.calls import actions
from khue.engine.calls.models import Call, Recipient, Reminder
from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from khue.people.notifications.models import Notice
from tests.cast import Cast


def units_of(call: Call, *units: Any) -> list[Recipient]:
    rows = call.recipients.select_related("unit").order_by("unit__path")
    return list(rows.filter(unit__in=units) if units else rows)


def remind(play: Cast, call: Call, *units: Any, days: int = 0, by: Any = None) -> actions.Reminded:
    at = play.at + timedelta(days=days)
    return actions.remind(call=call, recipients=units_of(call, *units), by=by or play.quality_head, at=at)


def test_whoever_holds_the_step_is_told_and_it_is_kept(play: Cast, call: Call) -> None:
    done = remind(play, call, play.faculty)
    assert done == actions.Reminded(("Khoa Cơ khí",))
    assert Reminder.objects.get().told == ["Tạ Đình Sơn"]
    notice = Notice.objects.get(kind="reminder")
    assert (notice.person, notice.url) == (play.head, f"/dot/{call.public_id}/")
    assert notice.text == "Lý Bảo Trâm nhắc Khoa Cơ khí: Xây dựng mục tiêu chất lượng cấp đơn vị, hạn 30/10/2026."
    event = AuditEvent.objects.filter(about_type="calls.call").latest("seq")
    assert (event.verb, event.data) == ("calls.recipient.reminded", {"units": ["Khoa Cơ khí (Tạ Đình Sơn)"]})


def test_nobody_is_reminded_twice_on_a_day(play: Cast, call: Call) -> None:
    remind(play, call, play.faculty)
    with pytest.raises(errors.Conflict, match="đã được nhắc hôm nay"):
        remind(play, call, play.faculty, by=play.quality_officer)
    done = remind(play, call, play.faculty, play.other_faculty)
    assert (done.units, done.already) == (("Khoa Điện",), ("Khoa Cơ khí",))
    assert remind(play, call, play.faculty, days=1).units == ("Khoa Cơ khí",)
    assert Notice.objects.filter(kind="reminder", person=play.head).count() == 2


def test_the_database_keeps_it_to_once_a_day(play: Cast, call: Call) -> None:
    remind(play, call, play.faculty)
    twin = Reminder.objects.get()
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_a_step_that_nobody_holds_is_said_and_not_counted(play: Cast, call: Call) -> None:
    done = remind(play, call, play.office)  # the quality office has no head of unit in the cast
    assert done == actions.Reminded((), (), ("Phòng Khảo thí - Đảm bảo chất lượng",))
    assert Reminder.objects.count() == 0


@pytest.mark.parametrize("part", ["head", "rector", "auditor", "stranger"])
def test_others_do_not_remind(play: Cast, call: Call, part: str) -> None:
    with pytest.raises(errors.NotAllowed):
        remind(play, call, by=getattr(play, part))


def test_a_reminder_without_its_trail_never_was(play: Cast, call: Call, broken_journal: Any) -> None:
    with pytest.raises(broken_journal):
        remind(play, call, play.faculty)
    assert (Reminder.objects.count(), Notice.objects.filter(kind="reminder").count()) == (0, 0)
