"""Sending a paper out: who receives it, what it issues, its files; confirming to have received it, and reminding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from khue.engine.papers import adapter, queries, rules, terms
from khue.engine.papers.models import Paper, PaperSubject, Recipient
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock, errors
from khue.people.accounts.models import Person
from khue.people.notifications import actions as notifications
from khue.people.notifications import terms as notices
from khue.people.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class To:
    """One line of nơi nhận: a unit, a person, or the name of somebody outside."""

    unit: Unit | None = None
    person: Person | None = None
    name: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the paper issues."""

    subject_type: str
    subject_id: int
    title: str
    unit: Unit


@transaction.atomic
def send(*, paper: Paper, recipients: Sequence[To], subjects: Sequence[Subject] = (), by: Any, at: datetime) -> Paper:
    """Ban hành: the recipients and what is issued are written down, heads are told, the worker makes the files.

    Who may is asked by the app whose paper it is. Sending to more later adds to the list. Raises `Conflict` for a thing that was
    issued by another paper.
    """
    trail.take_turn(paper.institution_id)
    rules.check_in_force(paper)
    added = _add_recipients(paper, recipients)
    _add_subjects(paper, subjects)
    if subjects and paper.built_at is not None:
        Paper.objects.filter(pk=paper.pk).update(built_at=None)  # a further annex of a decision made elsewhere
        paper.built_at = None
    _tell(paper, added, _("%(unit)s ban hành %(code)s: %(abstract)s."), "sent", by, at)
    data = {"code": paper.code, "recipients": [one.name for one in added], "subjects": [one.title for one in subjects]}
    trail.record(institution=paper.institution_id, verb="papers.paper.issued", by=by, at=at, thing=paper, data=data)
    if paper.is_made_here:
        transaction.on_commit(lambda: adapter.build.enqueue(paper.pk), robust=True)
    return paper


@transaction.atomic
def acknowledge(*, recipient: Recipient, by: Any, at: datetime) -> Recipient:
    """The head has received the paper. Raises `NotAllowed`, `Conflict` (confirmed already, no longer in force)."""
    trail.take_turn(recipient.institution_id)
    rows = Recipient.objects.select_for_update(of=("self",)).select_related("paper", "unit__institution")
    found = rows.get(pk=recipient.pk)
    rules.check_in_force(found.paper)
    rules.check_acknowledge(by, found)
    found.acknowledged_at, found.acknowledged_by = at, by
    found.save(update_fields=["acknowledged_at", "acknowledged_by"])
    data = {"code": found.paper.code, "recipient": found.name}
    _record(found.paper, "papers.paper.acknowledged", by, at, data)
    return found


@transaction.atomic
def remind(*, paper: Paper, by: Any, at: datetime) -> list[Recipient]:
    """Tell the heads who have not confirmed, each once a day; who was reminded. Raises `Conflict` when nobody is left to remind."""
    trail.take_turn(paper.institution_id)
    rules.check_remind(by, paper)
    today = clock.today(at)
    rows = Recipient.objects.select_for_update(of=("self",)).filter(paper=paper, acknowledged_at__isnull=True)
    waiting = list(rows.exclude(kind=terms.OUTSIDE).select_related("unit", "person").order_by("order", "pk"))
    late = [one for one in waiting if one.reminded_on != today]
    if not late:
        said = _("Hôm nay đã nhắc mọi nơi chưa xác nhận.") if waiting else _("Mọi nơi nhận đã xác nhận.")
        raise errors.Conflict("nobody_to_remind", said)
    Recipient.objects.filter(pk__in=[one.pk for one in late]).update(reminded_on=today)
    said = _("%(unit)s nhắc xác nhận đã nhận %(code)s: %(abstract)s.")
    _tell(paper, late, said, f"remind:{today.isoformat()}", by, at)
    _record(paper, "papers.paper.reminded", by, at, {"code": paper.code, "recipients": [one.name for one in late]})
    return late


def _add_recipients(paper: Paper, recipients: Sequence[To]) -> list[Recipient]:
    there = list(paper.recipients.all())
    units, people = {one.unit_id for one in there}, {one.person_id for one in there}
    made: list[Recipient] = []
    for one in recipients:
        if (one.unit and one.unit.pk in units) or (one.person and one.person.pk in people):
            continue
        made.append(_recipient(paper, one, len(there) + len(made)))
    return Recipient.objects.bulk_create(made)


def _recipient(paper: Paper, one: To, order: int) -> Recipient:
    kind = terms.UNIT if one.unit else terms.PERSON if one.person else terms.OUTSIDE
    name = one.unit.name if one.unit else one.person.display_name if one.person else one.name
    return Recipient(
        institution_id=paper.institution_id, paper=paper, kind=kind, unit=one.unit, person=one.person, name=name[:200],
        purpose=one.purpose[:120], order=order,
    )  # fmt: skip


def _add_subjects(paper: Paper, subjects: Sequence[Subject]) -> None:
    order = paper.subjects.count()
    rows = [
        PaperSubject(
            institution_id=paper.institution_id, paper=paper, subject_type=one.subject_type, subject_id=one.subject_id,
            title=one.title[:300], unit=one.unit, order=order + place,
        )
        for place, one in enumerate(subjects)
    ]  # fmt: skip
    try:
        with transaction.atomic():
            PaperSubject.objects.bulk_create(rows)
    except IntegrityError:
        raise errors.Conflict("issued_before", _("Nội dung này đã được ban hành bằng một văn bản khác.")) from None


def _tell(paper: Paper, recipients: Sequence[Recipient], said: str, key: str, by: Any, at: datetime) -> None:
    """The heads of the units and the people named; whoever did it is not told."""
    units = [one.unit for one in recipients if one.unit is not None]
    heads = queries.heads_of(units, clock.today(at)) if units else {}
    people = {one.person_id: one.person for one in recipients if one.person is not None}
    people |= {person.pk: person for unit in units for person in heads.get(unit.pk, [])}
    text = said % {"unit": paper.institution.name, "code": paper.code, "abstract": paper.abstract}
    address = reverse("papers:paper", args=[paper.public_id])
    messages = [
        notifications.Message(person=person, key=f"paper:{paper.public_id}:{key}", text=text, url=address)
        for pk, person in people.items()
        if person is not None and pk != getattr(by, "pk", None)
    ]
    if messages:
        kind = notices.NEWS if key == "sent" else notices.REMINDER
        notifications.notify_all(institution=paper.institution_id, kind=kind, messages=messages, at=at)


def _record(paper: Paper, verb: str, by: Any, at: datetime, data: dict[str, Any]) -> None:
    trail.record(institution=paper.institution_id, verb=verb, by=by, at=at, thing=paper, data=data)
