"""The calendar feed: what a calendar program reads, the secret address, and who may not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from khue.engine.procedures.models import Task
from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from khue.interfaces.workspace import actions
from khue.interfaces.workspace.models import FeedKey
from khue.people.access.models import Grant
from khue.people.accounts.models import Person
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.screens import said, sign_in


def give(play: Cast, who: Person | None = None) -> str:
    person = who or play.head
    return reverse("workspace:feed", args=[actions.give_feed(person=person, by=person, at=play.at)])


def events(address: str) -> list[Any]:
    response = Client().get(address)
    assert response.status_code == 200
    return list(icalendar.Calendar.from_ical(response.content).walk("VEVENT"))


@pytest.fixture
def drafted(play: Cast) -> Any:
    made = stage.draft(play)
    Task.objects.update(due_on=date(2026, 10, 30))
    return made


def test_deadlines_are_all_day_events_with_a_name_that_stays(play: Cast, drafted: Any) -> None:
    address = give(play)
    (event,) = events(address)
    uid = f"buoc-{Task.objects.get().public_id}@khue"
    assert (str(event["uid"]), event["dtstart"].dt, event["dtend"].dt) == (uid, date(2026, 10, 30), date(2026, 10, 31))
    assert str(event["summary"]) == "Hạn: Dự thảo: Mục tiêu chất lượng Khoa Cơ khí, năm học 2026 - 2027"
    Task.objects.update(due_on=date(2026, 11, 6))
    (moved,) = events(address)
    assert (str(moved["uid"]), moved["dtstart"].dt) == (uid, date(2026, 11, 6))


def test_the_file_keeps_to_the_standard(play: Cast, drafted: Any) -> None:
    """RFC 5545: lines end in CRLF and are folded at 75 octets; a day has no time zone."""
    response = Client().get(give(play))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store"
    lines = response.content.split(b"\r\n")
    assert b"\n" not in response.content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert b"DTSTART;VALUE=DATE:20261030" in lines
    assert [lines.count(one) for one in (b"BEGIN:VCALENDAR", b"VERSION:2.0", b"METHOD:PUBLISH")] == [1, 1, 1]
    assert b"VTIMEZONE" not in response.content


def test_nothing_of_other_units_is_in_it(play: Cast, drafted: Any) -> None:
    assert events(give(play, play.other_head)) == []
    assert b"Khoa C" not in Client().get(give(play, play.other_head)).content


def test_the_secret_is_not_kept(play: Cast) -> None:
    token = actions.give_feed(person=play.head, by=play.head, at=play.at)
    key = FeedKey.objects.get()
    assert token not in {key.token_hash, str(key.pk)}
    assert len(key.token_hash) == 64


def test_a_new_address_kills_the_old_one(play: Cast) -> None:
    old, new = give(play), give(play)
    assert [Client().get(one).status_code for one in (old, new)] == [404, 200]
    verbs = AuditEvent.objects.filter(about_type="accounts.person").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["workspace.feed.given", "workspace.feed.replaced"]


def test_revoked_closed_and_dismissed_get_nothing(play: Cast) -> None:
    address, other, third = give(play), give(play, play.teacher), give(play, play.deputy)
    actions.revoke_feed(person=play.head, by=play.head, at=play.at)
    Person.objects.filter(pk=play.teacher.pk).update(is_active=False)
    Grant.objects.filter(person=play.deputy).update(valid_to=play.today - timedelta(days=1))
    assert [Client().get(one).status_code for one in (address, other, third)] == [404, 404, 404]
    assert Client().get(reverse("workspace:feed", args=["doan-mo"])).status_code == 404


def test_nobody_gives_or_revokes_anothers(play: Cast) -> None:
    with pytest.raises(errors.NotAllowed):
        actions.give_feed(person=play.head, by=play.admin, at=play.at)
    give(play)
    with pytest.raises(errors.NotAllowed):
        actions.revoke_feed(person=play.head, by=play.admin, at=play.at)
    with pytest.raises(errors.Conflict):
        actions.revoke_feed(person=play.teacher, by=play.teacher, at=play.at)


def test_the_screen_shows_the_address_once(play: Cast) -> None:
    client = sign_in(play.head)
    made = client.post(reverse("workspace:feed-key"))
    assert ("/lich/" in made.content.decode(), made["Cache-Control"]) == (True, "no-store")
    address = made.content.decode().partition('value="http://testserver')[2].partition('"')[0]
    assert Client().get(address).status_code == 200
    again = client.get(reverse("workspace:feed-key"))
    assert (".ics" in again.content.decode(), "chỉ hiện một lần" in said(again)) == (False, False)
    assert FeedKey.objects.get().read_at is not None
    assert client.post(reverse("workspace:feed-revoke")).status_code == 303
    assert Client().get(address).status_code == 404
