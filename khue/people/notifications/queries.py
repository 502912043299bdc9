"""A person's inbox, and the letters that wait."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from khue.people.notifications import importing
from khue.people.notifications.models import Notice, Preference
from khue.people.organisation.models import Unit


def inbox(person: Any, *, unread: bool = False) -> QuerySet[Notice]:
    """The person's notices, newest first."""
    rows = Notice.objects.filter(person_id=person.pk)
    return (rows.filter(read_at__isnull=True) if unread else rows).order_by("-created_at", "-pk")


def notice_for(person: Any, key: int) -> Notice | None:
    """One of the person's own notices."""
    return Notice.objects.filter(person_id=person.pk, pk=key).first()


def preference_of(person: Any) -> Preference:
    """How the person wants letters; unsaved defaults when they never said."""
    return preferences([person.pk])[person.pk]


def preferences(people: Collection[int]) -> dict[int, Preference]:
    """The same for many. One statement."""
    found = {one.person_id: one for one in Preference.objects.filter(person_id__in=people)}
    hour = importing.plan().digest_hour
    return {pk: found.get(pk) or Preference(person_id=pk, digest_hour=hour) for pk in people}


def waiting_mail(now: datetime) -> QuerySet[Notice]:
    """Notices whose letter should go by now: a digest is due, the worker died, or the mail server did not answer."""
    return Notice.objects.filter(mail_due_at__lte=now, mailed_at__isnull=True).order_by("mail_due_at", "pk")


def failed_mail(institution: Unit) -> QuerySet[Notice]:
    """Letters of an institution that the mail server did not take, newest first."""
    rows = Notice.objects.filter(institution=institution, mailed_at__isnull=True).exclude(mail_error="")
    return rows.select_related("person").order_by("-created_at", "-pk")
