"""A person's inbox."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from khue.people.notifications.models import Notice


def inbox(person: Any, *, unread: bool = False) -> QuerySet[Notice]:
    """The person's notices, newest first."""
    rows = Notice.objects.filter(person_id=person.pk)
    return (rows.filter(read_at__isnull=True) if unread else rows).order_by("-created_at", "-pk")


def notice_for(person: Any, key: int) -> Notice | None:
    """One of the person's own notices."""
    return Notice.objects.filter(person_id=person.pk, pk=key).first()


def waiting_mail(before: datetime) -> QuerySet[Notice]:
    """Notices whose letter should have gone by now: the worker died, or the mail server did not answer."""
    rows = Notice.objects.filter(mailed_at__isnull=True, read_at__isnull=True, created_at__lt=before)
    return rows.filter(person__is_active=True).order_by("created_at")
