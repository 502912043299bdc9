"""Who wrote, who looked it over, who approved: the three boxes of seed 000, from the journal and the reviews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from khue.engine.records import documents
from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import clock
from khue.people.accounts.models import Person
from khue.people.organisation.models import Appointment
from khue.quality.objectives import terms
from khue.quality.objectives.models import Evaluation, ObjectiveSet, Review

PARTS = ("Người soạn thảo", "Người xem xét", "Người phê duyệt")
SIGNED = "Đã xác nhận trên hệ thống"


@dataclass(frozen=True, slots=True)
class Signer:
    """A person and the moment they put their name to it; `lines` is the capacity that was frozen with it."""

    person_id: int
    at: datetime
    lines: tuple[str, ...] = ()


def of_set(objective_set: ObjectiveSet) -> list[Signer | None]:
    """Writer, checker, approver of the present content; None where nobody has been yet, or where what they signed is void.

    One query; one more for what was handed in before signatures were kept with their capacity.
    """
    if objective_set.state == terms.DRAFT:
        return [None, None, None]
    rows = Review.objects.filter(set=objective_set, passed=True, voided_at__isnull=True).order_by("at", "pk")
    last = {one.kind: Signer(one.by_id, one.at, one.capacity_lines) for one in rows}
    writer = last.get(terms.SUBMISSION) or _submitted(objective_set)
    return [writer, last.get(terms.CHECK), last.get(terms.APPROVAL)]


def _submitted(objective_set: ObjectiveSet) -> Signer | None:
    submitted = (
        AuditEvent.objects.filter(
            institution_id=objective_set.institution_id,
            about_type=objective_set._meta.label_lower,
            about_id=objective_set.pk,
            verb=terms.VERBS[terms.DRAFT, terms.SUBMITTED],
        )
        .order_by("-seq")
        .first()
    )
    return Signer(submitted.actor_id, submitted.at) if submitted and submitted.actor_id else None


def of_report(evaluation: Evaluation) -> list[Signer | None]:
    """The writer of a report; it is looked over and approved on paper."""
    if evaluation.submitted_by_id is None or evaluation.submitted_at is None:
        return [None, None, None]
    return [Signer(evaluation.submitted_by_id, evaluation.submitted_at), None, None]


def boxes(
    titles: Sequence[str], signers: Sequence[Signer | None], institution_id: int
) -> tuple[documents.SignatureBox, ...]:
    """The boxes that a form asks for, filled with whoever signed. One query."""
    named = _names(signers, institution_id)
    order = dict(zip(PARTS, signers, strict=False))
    return tuple(_box(title, order.get(title), named) for title in titles)


def _box(title: str, signer: Signer | None, named: Mapping[int, tuple[Person, str]]) -> documents.SignatureBox:
    if signer is None or signer.person_id not in named:
        return documents.SignatureBox(title)
    person, position = named[signer.person_id]
    return documents.SignatureBox(
        title,
        position="\n".join(signer.lines) or position,
        name=person.display_name,
        on=clock.today(signer.at),
        note=SIGNED,
    )


def _names(signers: Sequence[Signer | None], institution_id: int) -> dict[int, tuple[Person, str]]:
    """People with the post they held when they signed."""
    days = {signer.person_id: clock.today(signer.at) for signer in signers if signer is not None}
    if not days:
        return {}
    rows = Appointment.objects.filter(institution_id=institution_id, person_id__in=list(days))
    found: dict[int, tuple[Person, str]] = {}
    for post in rows.select_related("person", "position").order_by("is_main", "-position__order"):
        if _held(post, days[post.person_id]) or post.person_id not in found:
            found[post.person_id] = (post.person, post.position.name if _held(post, days[post.person_id]) else "")
    return found


def _held(post: Any, day: date) -> bool:
    return bool(post.valid_from <= day and (post.valid_to is None or day <= post.valid_to))
