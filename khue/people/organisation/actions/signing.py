"""Letting somebody sign: papers that delegate, and who stands in during an absence. What they bring (grants) comes by hooks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock, errors, text
from khue.people.accounts.models import Person
from khue.people.organisation import hooks, rules
from khue.people.organisation.models import Absence, Appointment, Delegation, Unit
from khue.people.organisation.queries import signing


@transaction.atomic
def delegate(
    *,
    appointment: Appointment,
    person: Person,
    capacity: str,
    unit: Unit,
    permissions: Iterable[str],
    number: str,
    signed_on: date,
    valid_from: date,
    valid_to: date,
    by: Any,
    at: datetime,
    document_kinds: Iterable[str] = (),
) -> Delegation:
    """Writes down a paper by which the holder of a post lets `person` do some of its deeds over a unit, within dates.

    Raises `NotAllowed` (who may write it down), `Invalid` (dates, number, nothing to give), `Conflict` (the rules of the decree:
    who gives what to whom; a paper for the same at the same time).
    """
    trail.take_turn(appointment.institution_id)
    rules.check_delegate(by, appointment)
    rules.check_dates(valid_from, valid_to)
    rules.check_paper(number, signed_on, valid_from)
    rules.check_open(unit, valid_from)
    rules.check_capacity(appointment, person, capacity, valid_from)
    if unit.institution_id != appointment.institution_id:
        raise errors.Conflict("delegation.other_institution", _("Đơn vị và chức vụ phải thuộc cùng một cơ sở."))
    held = signing.same_delegation(appointment, person, unit, capacity, valid_from, valid_to)
    if held is not None:
        reason = _("%(person)s đã được giao ở “%(unit)s” theo văn bản số %(number)s trong thời gian này.")
        names = {"person": person.full_name, "unit": unit.name, "number": held.number}
        raise errors.Conflict("delegation.held", reason % names)
    made = Delegation.objects.create(
        institution_id=appointment.institution_id,
        appointment=appointment,
        person=person,
        capacity=capacity,
        unit=unit,
        permissions=sorted(set(permissions)),
        document_kinds=list(document_kinds),
        number=text.squash(number),
        signed_on=signed_on,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    _tell_delegation(made, "organisation.delegation.made", by, at, {"from": valid_from, "to": valid_to})
    hooks.delegation_made(delegation=made, by=by, at=at)
    return made


@transaction.atomic
def end_delegation(*, delegation: Delegation, on: date, by: Any, at: datetime) -> Delegation:
    """Takes a paper back before its time; `on` is the last day it holds (yesterday: gone at once). What was signed stays signed."""
    trail.take_turn(delegation.institution_id)
    rules.check_delegate(by, delegation.appointment)
    _check_ending(delegation, on, at)
    delegation.valid_to, delegation.revoked_at = on, at
    delegation.save(update_fields=["valid_to", "revoked_at"])
    _tell_delegation(delegation, "organisation.delegation.ended", by, at, {"on": on})
    hooks.delegation_ended(delegation=delegation, by=by, at=at)
    return delegation


@transaction.atomic
def record_absence(
    *,
    institution: Unit,
    person: Person,
    substitute: Person,
    valid_from: date,
    valid_to: date,
    by: Any,
    at: datetime,
    reason: str = "",
    number: str = "",
) -> Absence:
    """`person` is away from–to and `substitute`, a deputy or of the same rank, decides and signs KT. meanwhile."""
    trail.take_turn(institution.pk)
    rules.check_absence_by(by, institution, person)
    rules.check_dates(valid_from, valid_to)
    rules.check_substitute(institution, person, substitute, valid_from)
    other = signing.overlapping_absence(person, valid_from, valid_to)
    if other is not None:
        said = _("%(person)s đã được ghi vắng từ %(from)s đến %(to)s, %(substitute)s thay. Hãy kết thúc lần đó trước.")
        names = {"from": f"{other.valid_from:%d/%m/%Y}", "to": f"{other.valid_to:%d/%m/%Y}"}
        names |= {"person": person.full_name, "substitute": other.substitute.full_name}
        raise errors.Conflict("absence.held", said % names)
    made = Absence.objects.create(
        institution=institution,
        person=person,
        substitute=substitute,
        reason=text.squash(reason),
        number=text.squash(number),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    _tell_absence(made, "organisation.absence.made", by, at, {"from": valid_from, "to": valid_to})
    hooks.absence_made(absence=made, by=by, at=at)
    return made


@transaction.atomic
def end_absence(*, absence: Absence, on: date, by: Any, at: datetime) -> Absence:
    """Back earlier than thought; `on` is the last day away."""
    trail.take_turn(absence.institution_id)
    rules.check_absence_by(by, absence.institution, absence.person)
    _check_ending(absence, on, at)
    absence.valid_to, absence.ended_at = on, at
    absence.save(update_fields=["valid_to", "ended_at"])
    _tell_absence(absence, "organisation.absence.ended", by, at, {"on": on})
    hooks.absence_ended(absence=absence, by=by, at=at)
    return absence


def _check_ending(held: Delegation | Absence, on: date, at: datetime) -> None:
    if held.valid_to < clock.today(at) or held.valid_to <= on:
        reason = _("Đã hết hiệu lực từ ngày %(day)s, hoặc ngày kết thúc mới không sớm hơn.")
        raise errors.Conflict("already_ended", reason % {"day": f"{held.valid_to:%d/%m/%Y}"})


def _tell_delegation(one: Delegation, verb: str, by: Any, at: datetime, more: dict[str, Any]) -> None:
    data = {
        "giver": one.appointment.person.full_name, "position": one.appointment.position.name, "person": one.person.full_name,
        "capacity": one.capacity, "unit": one.unit.name, "number": one.number, "signed_on": one.signed_on,
        "permissions": one.permissions, **more,
    }  # fmt: skip
    trail.record(institution=one.institution_id, verb=verb, by=by, at=at, thing=one, about=one.person, data=data)


def _tell_absence(one: Absence, verb: str, by: Any, at: datetime, more: dict[str, Any]) -> None:
    data = {"person": one.person.full_name, "substitute": one.substitute.full_name, "reason": one.reason, **more}
    trail.record(institution=one.institution_id, verb=verb, by=by, at=at, thing=one, about=one.person, data=data)
