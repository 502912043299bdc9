"""Work of the clock: digests, letters that were left behind, letters that the mail server did not take."""

from __future__ import annotations

from datetime import datetime

from khue.people.notifications import queries
from khue.people.notifications.adapter import mail_person


def send_waiting(now: datetime, limit: int = 100) -> int:
    """Enqueues one letter for each person whose letters are due, however many notices wait; how many. Called by `tick`."""
    rows = queries.waiting_mail(now).values_list("person_id", "institution_id")
    people = list(dict.fromkeys(rows[: limit * 20]))[:limit]
    for person, institution in people:
        mail_person.enqueue(person, institution, now.isoformat())
    return len(people)
