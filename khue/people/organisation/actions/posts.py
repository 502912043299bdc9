"""Who holds which post from when to when, and who is in charge of which unit. What a post brings (grants) comes by hooks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import errors, text
from khue.people.accounts import actions as accounts
from khue.people.accounts.models import Person
from khue.people.organisation import hooks, queries, rules
from khue.people.organisation.models import Appointment, Charge, Position, Unit


@transaction.atomic
def add_position(
    *, institution: Unit, code: str, name: str, by: Any, at: datetime, role: str = "", order: int = 0
) -> Position:
    """A post such as “Trưởng khoa”; `role` is what holding it brings (a code of `packs/roles.yaml`, "" for nothing)."""
    trail.take_turn(institution.pk)
    rules.check_edit(by, institution)
    if Position.objects.filter(institution=institution, code=code).exists():
        reason = _("Mã “%(code)s” đã dùng cho chức vụ khác. Hãy đặt mã khác.") % {"code": code}
        raise errors.Invalid("position.code_taken", reason, {"code": [reason]})
    position = Position.objects.create(
        institution=institution, code=code, name=text.squash(name), role=role, order=order
    )
    trail.record(
        institution=institution.pk,
        verb="organisation.position.added",
        by=by,
        at=at,
        thing=position,
        about=institution,
        data={"role": role},
    )
    return position


@transaction.atomic
def change_position(*, position: Position, name: str, role: str, order: int, by: Any, at: datetime) -> Position:
    """The role counts for appointments made from now on; what was granted stays until those appointments end."""
    trail.take_turn(position.institution_id)
    rules.check_edit(by, position.institution)
    before = {"name": position.name, "role": position.role, "order": position.order}
    position.name, position.role, position.order = text.squash(name), role, order
    position.save(update_fields=["name", "role", "order"])
    after = {"name": position.name, "role": role, "order": order}
    trail.record(
        institution=position.institution_id,
        verb="organisation.position.changed",
        by=by,
        at=at,
        thing=position,
        about=position.institution,
        data={"before": before, "after": after},
    )
    return position


@transaction.atomic
def appoint(
    *,
    person: Person,
    position: Position,
    unit: Unit,
    valid_from: date,
    by: Any,
    at: datetime,
    valid_to: date | None = None,
    decision_number: str = "",
    is_main: bool | None = None,
    is_acting: bool = False,
) -> Appointment:
    """Puts a person into a post (`is_acting`: giao quyền, signs Q.).

    The first open post of a person in an institution is their main one unless said otherwise.
    """
    trail.take_turn(unit.institution_id)
    rules.check_edit(by, unit)
    rules.check_dates(valid_from, valid_to)
    rules.check_open(unit, valid_from)
    if position.institution_id != unit.institution_id:
        raise errors.Conflict("post.other_institution", _("Chức vụ và đơn vị phải thuộc cùng một cơ sở."))
    if not person.is_active:
        reason = _("Tài khoản của %(person)s đã khóa. Hãy mở lại tài khoản trước khi bổ nhiệm.")
        raise errors.Conflict("person.inactive", reason % {"person": person.full_name})
    others = queries.open_posts(person, valid_from, institution=unit.institution_id)
    if any(post.position_id == position.pk and post.unit_id == unit.pk for post in others):
        reason = _("%(person)s đang giữ chức vụ này ở “%(unit)s”. Hãy kết thúc lần bổ nhiệm cũ trước.")
        raise errors.Conflict("post.held", reason % {"person": person.full_name, "unit": unit.name})
    appointment = Appointment.objects.create(
        institution_id=unit.owner_id,
        person=person,
        position=position,
        unit=unit,
        is_main=not any(post.is_main for post in others) if is_main is None else is_main,
        is_acting=is_acting,
        valid_from=valid_from,
        valid_to=valid_to,
        decision_number=text.squash(decision_number),
    )
    _tell(appointment, "organisation.appointment.made", by, at, {"position": position.name, "from": valid_from})
    hooks.appointment_made(appointment=appointment, by=by, at=at)
    return appointment


@transaction.atomic
def end_appointment(*, appointment: Appointment, on: date, by: Any, at: datetime) -> Appointment:
    """`on` is the last day in the post. What the post brought ends with it."""
    trail.take_turn(appointment.institution_id)
    rules.check_edit(by, appointment.unit)
    _check_ending(appointment, on)
    appointment.valid_to = on
    appointment.save(update_fields=["valid_to"])
    data = {"position": appointment.position.name, "on": on}
    _tell(appointment, "organisation.appointment.ended", by, at, data)
    hooks.appointment_ended(appointment=appointment, by=by, at=at)
    return appointment


@transaction.atomic
def put_in_charge(
    *,
    person: Person,
    unit: Unit,
    valid_from: date,
    by: Any,
    at: datetime,
    valid_to: date | None = None,
    decision_number: str = "",
) -> Charge:
    """A vice-rector is put in charge of a unit and what hangs below it; two people may share it in time, not at once."""
    trail.take_turn(unit.institution_id)
    rules.check_edit(by, unit)
    rules.check_dates(valid_from, valid_to)
    rules.check_open(unit, valid_from)
    held = queries.charge_over(unit, valid_from)
    if held is not None:
        reason = _("“%(unit)s” đang do %(person)s phụ trách. Hãy kết thúc phân công cũ trước.")
        raise errors.Conflict("charge.held", reason % {"unit": unit.name, "person": held.person.full_name})
    charge = Charge.objects.create(
        institution_id=unit.owner_id,
        person=person,
        unit=unit,
        valid_from=valid_from,
        valid_to=valid_to,
        decision_number=text.squash(decision_number),
    )
    _tell(charge, "organisation.charge.made", by, at, {"from": valid_from})
    hooks.charge_made(charge=charge, by=by, at=at)
    return charge


@transaction.atomic
def end_charge(*, charge: Charge, on: date, by: Any, at: datetime) -> Charge:
    """`on` is the last day in charge."""
    trail.take_turn(charge.institution_id)
    rules.check_edit(by, charge.unit)
    _check_ending(charge, on)
    charge.valid_to = on
    charge.save(update_fields=["valid_to"])
    _tell(charge, "organisation.charge.ended", by, at, {"on": on})
    hooks.charge_ended(charge=charge, by=by, at=at)
    return charge


@transaction.atomic
def welcome(
    *,
    full_name: str,
    email: str,
    position: Position,
    unit: Unit,
    valid_from: date,
    by: Any,
    at: datetime,
    title: str = "",
    staff_code: str = "",
    decision_number: str = "",
    invite: bool = False,
    origin: str = "",
) -> Appointment:
    """A new member of staff: an account (or the one they have, if name and address agree) and a first post, both or neither.

    `invite` also sends the letter to set a password.
    """
    trail.take_turn(unit.institution_id)
    rules.check_edit(by, unit)
    person = Person.objects.filter(email=email.strip().lower()).first()
    if person is None:
        institution = unit.institution or unit
        person = accounts.add_person(
            institution=institution, full_name=full_name, email=email, title=title, staff_code=staff_code, by=by, at=at
        )
    elif text.fold(person.full_name) != text.fold(full_name):
        reason = _("Thư điện tử %(email)s đã dùng cho người khác. Hãy kiểm tra lại địa chỉ.") % {"email": email}
        raise errors.Invalid("person.email_taken", reason, {"email": [reason]})
    post = appoint(
        person=person,
        position=position,
        unit=unit,
        valid_from=valid_from,
        decision_number=decision_number,
        by=by,
        at=at,
    )
    if invite:
        accounts.invite(person=person, institution=unit.institution or unit, by=by, at=at, origin=origin)
    return post


def _check_ending(held: Appointment | Charge, on: date) -> None:
    rules.check_dates(held.valid_from, on)
    if held.valid_to is not None and held.valid_to <= on:
        reason = _("Đã kết thúc từ ngày %(day)s.") % {"day": f"{held.valid_to:%d/%m/%Y}"}
        raise errors.Conflict("already_ended", reason)


def _tell(held: Appointment | Charge, verb: str, by: Any, at: datetime, data: dict[str, Any]) -> None:
    """Told in the history of the unit; the person is named in the data."""
    data = {"person": held.person.full_name, "number": held.decision_number, "unit": held.unit.name, **data}
    trail.record(institution=held.institution_id, verb=verb, by=by, at=at, thing=held, about=held.unit, data=data)
