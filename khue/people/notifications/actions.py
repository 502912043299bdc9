"""Telling people. The inbox repeats what the journal already holds, so it leaves no rows of its own there.

When the letter goes is the person's wish (`Preference`): soon, in the digest of the next working day, or not at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import errors
from khue.foundation.kernel.calendars import Calendar
from khue.people.accounts.models import Person
from khue.people.notifications import queries, rules, terms
from khue.people.notifications.adapter import mail_notice
from khue.people.notifications.models import Notice, Preference
from khue.people.organisation import queries as organisation
from khue.people.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell one person."""

    person: Person
    key: str
    text: str
    url: str


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
    message = Message(person=person, key=key, text=text, url=url)
    made = notify_all(institution=institution, kind=kind, messages=[message], at=at, by_mail=by_mail)
    owner = institution if isinstance(institution, int) else institution.pk
    return made[0] if made else Notice.objects.get(institution_id=owner, person=person, key=key[:160])


@transaction.atomic
def notify_all(
    *, institution: Unit | int, kind: str, messages: Sequence[Message], at: datetime, by_mail: bool = True
) -> list[Notice]:
    """Tells many people at once, each thing once; what was told now. Seven statements, however many."""
    owner = institution if isinstance(institution, int) else institution.pk
    trail.take_turn(owner)  # two who tell the same people come one after the other
    wanted = {(one.person.pk, one.key[:160]): one for one in messages}
    letters = _Letters(owner, kind, at, {pk for pk, _key in wanted} if by_mail else set())
    made = _create(owner, kind, wanted, letters, at)
    for count, people in _by_count(made).items():
        Person.objects.filter(pk__in=people).update(unread_count=F("unread_count") + count)
    for notice in made:
        if notice.mail_due_at is not None and letters.wish(notice.person_id) == terms.NOW:
            _mail(notice.pk)
    return made


def _mail(key: int) -> None:
    transaction.on_commit(lambda: mail_notice.enqueue(key), robust=True)


def _create(
    owner: int, kind: str, wanted: Mapping[tuple[int, str], Message], letters: _Letters, at: datetime
) -> list[Notice]:
    """The notices that are not there yet. Two who tell the same thing in one second: the slower looks again."""
    for _attempt in range(2):
        known = set(
            Notice.objects.filter(
                institution_id=owner, person__in={pk for pk, _key in wanted}, key__in={key for _pk, key in wanted}
            ).values_list("person_id", "key")
        )
        rows = [
            Notice(
                institution_id=owner, person=one.person, key=key, kind=kind, text=one.text[:500], created_at=at,
                url=one.url[:300] if rules.is_ours(one.url) else "", mail_due_at=letters.time(one.person),
            )
            for (pk, key), one in wanted.items() if (pk, key) not in known
        ]  # fmt: skip
        try:
            with transaction.atomic():
                return Notice.objects.bulk_create(rows)
        except IntegrityError:
            continue
    return []


class _Letters:
    """When the letters of these people go; the calendar is fetched only where somebody wants a digest."""

    def __init__(self, owner: int, kind: str, at: datetime, people: Collection[int]) -> None:
        self.owner, self.kind, self.at = owner, kind, at
        self.wishes = queries.preferences(people) if people else {}

    @cached_property
    def calendar(self) -> Calendar:
        return organisation.calendar_for(self.owner)

    def wish(self, person_id: int) -> str:
        found = self.wishes.get(person_id)
        return found.wish(self.kind) if found is not None else terms.OFF

    def time(self, person: Person) -> datetime | None:
        wish = self.wish(person.pk) if person.is_active else terms.OFF
        if wish == terms.OFF:
            return None
        if wish == terms.NOW:
            return self.at + rules.PATIENCE
        return rules.next_digest(self.wishes[person.pk].digest_hour, self.at, self.calendar)


def _by_count(made: Sequence[Notice]) -> dict[int, list[int]]:
    """How many new notices → the people who got that many."""
    people: dict[int, list[int]] = {}
    for person, count in Counter(notice.person_id for notice in made).items():
        people.setdefault(count, []).append(person)
    return people


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


@transaction.atomic
def choose_letters(
    *, person: Person, reminders: str, others: str, digest_hour: int, by: Any, at: datetime
) -> Preference:
    """How a person wants their letters; only they themselves say so. Letters that wait keep the time they have."""
    trail.take_turn(None)
    if by is None or by.pk != person.pk:
        raise errors.NotAllowed("letters.other", _("Chỉ chính chủ mới đổi được cách nhận thư này."))
    chosen = {"reminders": reminders, "others": others, "digest_hour": digest_hour}
    preference, _new = Preference.objects.update_or_create(person=person, defaults=chosen)
    trail.record(
        institution=None, verb="notifications.letters.chosen", by=by, at=at, thing=preference, about=person, data=chosen
    )
    return preference


@transaction.atomic
def send_again(*, notice: Notice, by: Any, at: datetime) -> Notice:
    """A letter that the mail server did not take gets a new round of tries. Raises `NotAllowed`."""
    trail.take_turn(notice.institution_id)
    rules.check_letters(by, notice.institution)
    Notice.objects.filter(pk=notice.pk, mailed_at__isnull=True).update(mail_due_at=at, mail_tries=0)
    _mail(notice.pk)
    data = {"person": notice.person.full_name}
    trail.record(
        institution=notice.institution_id,
        verb="notifications.letter.resent",
        by=by,
        at=at,
        thing=notice.person,
        data=data,
    )
    return notice
