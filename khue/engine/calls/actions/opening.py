"""The life of a call. Its order: may they → the call and its units → what the kind opens in each unit → the trail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from khue.engine.calls import hooks, rules, terms
from khue.engine.calls.actions import numbering
from khue.engine.calls.models import Call, Recipient
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import errors, text
from khue.people.access import queries as access
from khue.people.organisation.models import Period, Unit

SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What the printed notice says. `number` is one that was given already; with `takes_number` an empty one takes the next of the
    register, otherwise the notice has none yet. `signer` is the key of one of `access.signers` (empty: the head)."""

    title: str
    issued_on: date
    due_on: date
    text: str
    number: str = ""
    takes_number: bool = False
    signer: str = ""
    form_code: str = ""


@transaction.atomic
def open_call(
    *, kind: str, period: Period, notice: Notice, focal_unit: Unit, units: Sequence[Unit], by: Any, at: datetime
) -> Call:
    """Send one notice to these units and open in each what it asks for. All of it or nothing.

    Raises `NotAllowed`, `Invalid` (days, number, no unit), `Conflict` when such a call is open in the period already.
    """
    institution = period.institution
    trail.take_turn(institution.pk)
    rules.check_open(by, institution, issued_on=notice.issued_on, due_on=notice.due_on)
    _check_units(kind, period, units)
    signer = _signer(institution, notice)
    call = Call(
        institution=institution, kind=kind, period=period, title=text.squash(notice.title), issued_on=notice.issued_on,
        due_on=notice.due_on, focal_unit=focal_unit, text=notice.text.strip(), form_code=notice.form_code, opened_at=at,
        opened_by=by, signer=signer.person if signer else None, signed_as=_signed_as(signer),
    )  # fmt: skip
    if notice.number.strip() or notice.takes_number:
        numbering.number(call, notice.number, notice.issued_on, by, at)
    _save_new(call)
    _add(call, units, at)
    hooks.kind(kind).begin(call, units, by=by, at=at)
    data = {"title": call.title, "units": len(units), "due_on": call.due_on, "number": call.number}
    _record(call, "calls.call.opened", by, at, data)
    return call


@transaction.atomic
def join(*, call: Call, units: Sequence[Unit], by: Any, at: datetime) -> Call:
    """Units that were left out, or founded later, come in with the deadline of all. Raises `Conflict`, `Invalid`, `NotAllowed`."""
    call = _fresh(call)
    rules.check_running(by, call)
    there = set(call.recipients.filter(unit__in=units).values_list("unit_id", flat=True))
    missing = [unit for unit in units if unit.pk not in there]
    if not missing:
        raise errors.Conflict("already_called", _("Các đơn vị này đã có trong đợt."))
    _check_units(call.kind, call.period, missing)
    _add(call, missing, at)
    hooks.kind(call.kind).begin(call, missing, by=by, at=at)
    _record(call, "calls.call.joined", by, at, {"units": [unit.name for unit in missing]})
    return call


@transaction.atomic
def give_number(*, call: Call, number: str, issued_on: date, by: Any, at: datetime) -> Call:
    """The number and the day of the notice, once: the next of the register, or the clerk's. Raises `Invalid` at `number` or
    `issued_on`, `Conflict` when it has one."""
    call = _fresh(call)
    rules.check_running(by, call)
    rules.check_open(by, call.institution, issued_on=issued_on, due_on=call.due_on)
    rules.check_unnumbered(call)
    numbering.number(call, number, issued_on, by, at)
    call.issued_on = issued_on
    call.save(update_fields=["number", "paper", "issued_on"])
    _record(call, "calls.call.numbered", by, at, {"number": call.number, "issued_on": issued_on})
    return call


@transaction.atomic
def extend(*, call: Call, due_on: date, reason: str, by: Any, at: datetime, recipient: Recipient | None = None) -> Call:
    """A later deadline for all, or for one unit, with the reason; the open cases follow. The notice keeps the day it announced."""
    call = _fresh(call)
    rules.check_running(by, call)
    thing: Call | Recipient = call
    if recipient is not None:
        thing = call.recipients.select_related("unit").get(pk=recipient.pk)
        thing.call = call
    before = thing.ends_on
    rules.check_extension(before, due_on, reason)
    thing.extended_to, thing.extension_reason = due_on, text.squash(reason)
    thing.save(update_fields=["extended_to", "extension_reason"])
    rows = [thing] if isinstance(thing, Recipient) else list(call.recipients.all())
    for row in rows:
        row.call = call
    hooks.kind(call.kind).set_deadline(call, {row.unit_id: row.ends_on for row in rows}, by=by, at=at)
    data = {"before": before, "after": due_on, "reason": thing.extension_reason}
    if isinstance(thing, Recipient):
        data["unit"] = thing.unit.name
    verb = "calls.recipient.extended" if isinstance(thing, Recipient) else "calls.call.extended"
    _record(call, verb, by, at, data)
    return call


@transaction.atomic
def close(*, call: Call, answered: int, by: Any, at: datetime, reason: str = "") -> Call:
    """No more reminders, extensions or units; what the units have begun goes on by its procedure.

    `answered` is how many the closer saw to have answered; a reason is needed while some have not.
    """
    call = _fresh(call)
    rules.check_running(by, call)
    units = call.recipients.count()
    reason = text.squash(reason)
    if answered < units and not reason:
        said = _("Còn %(n)s đơn vị chưa hoàn thành. Ghi lý do đóng đợt.") % {"n": units - answered}
        raise errors.Invalid("call.close", said, {"reason": [said]})
    call.state, call.closed_at = terms.CLOSED, at
    call.save(update_fields=["state", "closed_at"])
    _record(call, "calls.call.closed", by, at, {"answered": answered, "all": units, "reason": reason})
    return call


def _fresh(call: Call) -> Call:
    """As it stands now, and locked: two who steer one call come one after the other."""
    trail.take_turn(call.institution_id)
    rows = Call.objects.select_for_update(of=("self",)).select_related("institution", "period__institution")
    return rows.get(pk=call.pk)


def _save_new(call: Call) -> None:
    try:
        with transaction.atomic():
            call.save(force_insert=True)
    except IntegrityError:
        said = _("Năm học này đang có một đợt cùng loại chưa đóng. Hãy mở đợt đó, thêm đơn vị hoặc gia hạn nếu cần.")
        raise errors.Conflict("call_exists", said) from None


def _add(call: Call, units: Sequence[Unit], at: datetime) -> None:
    Recipient.objects.bulk_create(
        Recipient(institution_id=call.institution_id, call=call, unit=unit, joined_at=at) for unit in units
    )


def _check_units(kind: str, period: Period, units: Sequence[Unit]) -> None:
    if not units:
        said = _("Chọn ít nhất một đơn vị.")
        raise errors.Invalid("call.units", said, {"units": [said]})
    known = {unit.pk for unit in hooks.kind(kind).units(period)}
    if strange := [unit.name for unit in units if unit.pk not in known]:
        said = _("%s không thuộc diện thực hiện đợt này.") % ", ".join(strange)
        raise errors.Invalid("call.units", said, {"units": [said]})


def _signer(institution: Unit, notice: Notice) -> access.Signer | None:
    """Who signs, as chosen; nobody chosen: the head. Raises `Invalid` at `signer` when that does not hold on the day of the notice."""
    found = access.signers(institution, numbering.KIND, notice.issued_on)
    if not notice.signer:
        return next(iter(found), None)
    one = next((one for one in found if one.capacity.key == notice.signer), None)
    if one is None:
        said = _("Người ký đã chọn không có tư cách ký thông báo vào ngày này. Hãy chọn lại.")
        raise errors.Invalid("call.signer", said, {"signer": [said]})
    return one


def _signed_as(signer: access.Signer | None) -> dict[str, Any]:
    if signer is None:
        return {}
    titles = [line for line in signer.capacity.titles if line]
    return signer.capacity.to_json() | {"titles": titles, "name": signer.person.display_name}


def _record(call: Call, verb: str, by: Any, at: datetime, data: dict[str, Any]) -> None:
    trail.record(institution=call.institution_id, verb=verb, by=by, at=at, thing=call, data=data)
