"""Telling people. The inbox repeats what the journal already holds, so it leaves no rows of its own there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import F

from khue.people.accounts.models import Person
from khue.people.notifications import queries, rules, terms
from khue.people.notifications.adapter import mail_notice
from khue.people.notifications.models import Notice
from khue.people.organisation.models import Unit


@transaction.atomic
def notify(
    *,
    institution: Unit | int,
    person: Person,
    key: str,
    kind: str,
    text: str,
    url: str,
    at: datetime,
    by_mail: bool = True,
) -> Notice:
    """Tells a person something, once per `key` in an institution; telling it again returns the first notice.

    `url` is a path of ours. The letter goes out after the transaction around this call is saved.
    """
    notice, is_new = Notice.objects.get_or_create(
        institution_id=institution if isinstance(institution, int) else institution.pk,
        person=person,
        key=key[:160],
        defaults={
            "kind": kind,
            "text": text[:500],
            "url": url[:300] if rules.is_ours(url) else "",
            "created_at": at,
        },
    )
    if is_new:
        Person.objects.filter(pk=person.pk).update(unread_count=F("unread_count") + 1)
        if by_mail and person.is_active:
            transaction.on_commit(partial(mail_notice.enqueue, notice.pk))
    return notice


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell one person."""

    person: Person
    key: str
    text: str
    url: str


@transaction.atomic
def notify_all(*, institution: Unit | int, kind: str, messages: Sequence[Message], at: datetime) -> list[Notice]:
    """Tells many people at once, each thing once; those who were told now. Four statements, however many."""
    key = institution if isinstance(institution, int) else institution.pk
    wanted = {(one.person.pk, one.key[:160]): one for one in messages}
    known = Notice.objects.filter(
        institution_id=key, person__in={pk for pk, _key in wanted}, key__in={code for _pk, code in wanted}
    )
    for pair in known.values_list("person_id", "key"):
        wanted.pop(pair, None)
    made = Notice.objects.bulk_create(
        Notice(
            institution_id=key, person=one.person, key=code, kind=kind, text=one.text[:500],
            url=one.url[:300] if rules.is_ours(one.url) else "", created_at=at,
        )
        for (_pk, code), one in wanted.items()
    )  # fmt: skip
    for count, people in _by_count(made).items():
        Person.objects.filter(pk__in=people).update(unread_count=F("unread_count") + count)
    for notice in made:
        if notice.person.is_active:
            transaction.on_commit(partial(mail_notice.enqueue, notice.pk))
    return made


def _by_count(made: Sequence[Notice]) -> dict[int, list[int]]:
    """How many new notices → the people who got that many."""
    people: dict[int, list[int]] = {}
    for person, count in Counter(notice.person_id for notice in made).items():
        people.setdefault(count, []).append(person)
    return people


def remind(
    *, institution: Unit | int, person: Person, key: str, text: str, url: str, days_left: int, at: datetime
) -> Notice | None:
    """A reminder of a deadline with so many working days left, on the days that are worth one (see `rules.stage`); else None."""
    stage = rules.stage(days_left)
    if not stage:
        return None
    return notify(
        institution=institution, person=person, key=f"{key}:{stage}", kind=terms.REMINDER, text=text, url=url, at=at
    )


@transaction.atomic
def mark_read(*, person: Person, at: datetime, notice: Notice | None = None) -> int:
    """Marks one of the person's notices as read, or all; how many were unread."""
    rows = queries.inbox(person, unread=True).order_by()
    if notice is not None:
        rows = rows.filter(pk=notice.pk)
    count = rows.update(read_at=at)
    if count:
        Person.objects.filter(pk=person.pk, unread_count__gte=count).update(unread_count=F("unread_count") - count)
        person.unread_count = max(0, person.unread_count - count)
    return count
