"""A person's deadlines as an iCalendar file (RFC 5545): all-day events that Google and Outlook subscribe to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from khue.interfaces.workspace.queries import Waiting

MIME = "text/calendar; charset=utf-8"
EVERY = timedelta(hours=4)


def calendar(rows: Sequence[Waiting], *, home: str, at: datetime) -> bytes:
    """The rows that have a day. The UID of a deadline is the key of its task, so that a moved day moves the event."""
    made = Calendar()
    made.add("prodid", "-//Khue//Viec cua toi//VI")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _("Khuê: việc của tôi"))
    made.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT4H")
    for one in rows:
        if one.due_on is not None and one.key:
            made.add_component(_event(one, home, at))
    return bytes(made.to_ical())


def _event(one: Waiting, home: str, at: datetime) -> Event:
    assert one.due_on is not None
    event = Event()
    event.add("uid", f"{one.key}@khue")
    event.add("dtstamp", at)
    event.add("dtstart", one.due_on)
    event.add("dtend", one.due_on + timedelta(days=1))  # the end of an all-day event is the day after
    event.add("summary", _("Hạn: %s") % one.title)
    event.add("description", one.detail)
    event.add("transp", "TRANSPARENT")
    if home:
        event.add("url", home.rstrip("/") + one.href)
    return event
