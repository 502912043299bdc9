"""Units merge and split on a day and by a decision; their people, sub-units and history follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock, errors
from khue.people.organisation import hooks, queries, rules, terms
from khue.people.organisation.actions import ending, posts, units
from khue.people.organisation.models import Appointment, Unit, UnitSuccession


@transaction.atomic
def merge_units(
    *, predecessors: Sequence[Unit], into: Unit, on: date, by: Any, at: datetime, decision_number: str = ""
) -> Unit:
    """From the day `on`, `predecessors` are part of `into` (one of themselves that goes on, or a unit made before).

    Staff go on in `into` with the same post; heads and deputies end, for leading the new unit takes a new decision.
    Units below move under `into`, and so does the ended unit: whoever leads `into` finds and finishes what it left.
    """
    trail.take_turn(into.institution_id)
    going = [unit for unit in predecessors if unit.pk != into.pk]
    _check(going, [into], on, by, at)
    if not going:
        raise errors.Invalid("merge.nothing", _("Hãy chọn ít nhất một đơn vị sáp nhập vào “%s”.") % into.name)
    for unit in going:
        if into.path.startswith(unit.path):
            reason = _("“%(into)s” nằm trong “%(unit)s” nên không nhận sáp nhập được. Hãy chuyển nó ra trước.")
            raise errors.Conflict("unit.circle", reason % {"into": into.name, "unit": unit.name})
        _move_children(unit, into, on, by=by, at=at)
        staff = [post for post in ending.still_held(unit, on - rules.DAY) if not _leads(post)]
        ending.close(unit, on - rules.DAY, by=by, at=at)
        for post in staff:
            _carry(post, into, on, decision_number, by=by, at=at)
        _succeed("merge", unit, into, on, decision_number, by=by, at=at)
        units.move_unit(unit=unit, parent=into, by=by, at=at, on=on)
        hooks.unit_closed(unit=unit, on=on - rules.DAY, by=by, at=at)
    return into


@transaction.atomic
def split_unit(
    *,
    unit: Unit,
    into: Sequence[Unit],
    moves: Mapping[int, Unit],
    on: date,
    by: Any,
    at: datetime,
    keep: bool = False,
    decision_number: str = "",
) -> list[Unit]:
    """From the day `on`, the units `into` take over from `unit`, which ends (chia) or goes on smaller (`keep`, tách).

    `moves` says for each post (id of the appointment) where its holder goes; when the unit ends, every post must be in it.
    """
    trail.take_turn(unit.institution_id)
    _check([unit], into, on, by, at)
    if len(into) < (1 if keep else 2):
        raise errors.Invalid("split.too_few", _("Chia thành ít nhất hai đơn vị, hoặc tách ra ít nhất một đơn vị."))
    held = ending.still_held(unit, on - rules.DAY)
    _check_all_placed(held, moves, into, keep)
    moving = [post for post in held if post.pk in moves]
    for post in moving:
        posts.end_appointment(appointment=post, on=max(on - rules.DAY, post.valid_from), by=by, at=at)
        _carry(post, moves[post.pk], on, decision_number, by=by, at=at)
    if not keep:
        if below := queries.children(unit, on):
            names = ", ".join(child.name for child in below)
            reason = _("Còn đơn vị trực thuộc: %s. Hãy chuyển các đơn vị đó trước khi chia.") % names
            raise errors.Conflict("unit.has_children", reason)
        ending.close(unit, on - rules.DAY, by=by, at=at)
    for successor in into:
        _succeed("split", unit, successor, on, decision_number, by=by, at=at)
    if not keep:
        hooks.unit_closed(unit=unit, on=on - rules.DAY, by=by, at=at)
    return list(into)


def _check(going: Sequence[Unit], into: Sequence[Unit], on: date, by: Any, at: datetime) -> None:
    rules.check_not_ahead(on, clock.today(at))
    for unit in (*going, *into):
        rules.check_edit(by, unit)
        rules.check_open(unit, on)
        if unit.is_institution:
            raise errors.Conflict("unit.institution", _("Chỉ sáp nhập, chia tách các đơn vị trong một cơ sở."))
    rules.check_same_institution(*going, *into)


def _check_all_placed(held: Sequence[Appointment], moves: Mapping[int, Unit], into: Sequence[Unit], keep: bool) -> None:
    targets = {unit.pk for unit in into}
    if unknown := [place.name for place in moves.values() if place.pk not in targets]:
        raise errors.Invalid("split.elsewhere", _("“%s” không phải đơn vị nhận của lần chia tách này.") % unknown[0])
    left = [post.person.full_name for post in held if post.pk not in moves]
    if left and not keep:
        reason = _("Chưa chọn đơn vị mới cho: %s. Hãy chọn cho từng người.") % ", ".join(left)
        raise errors.Invalid("split.unplaced", reason)


def _leads(post: Appointment) -> bool:
    return post.position.role in terms.LEADING_ROLES


def _move_children(unit: Unit, into: Unit, on: date, *, by: Any, at: datetime) -> None:
    for child in queries.children(unit, on):
        if child.pk != into.pk:
            child.parent = unit
            units.move_unit(unit=child, parent=into, by=by, at=at, on=on)


def _carry(post: Appointment, unit: Unit, on: date, decision_number: str, *, by: Any, at: datetime) -> None:
    """The same post in the new unit, unless the person already holds it there."""
    held = queries.open_posts(post.person, on, institution=unit.institution_id)
    if any(one.position_id == post.position_id and one.unit_id == unit.pk for one in held):
        return
    posts.appoint(
        person=post.person,
        position=post.position,
        unit=unit,
        valid_from=max(on, post.valid_from),
        decision_number=decision_number,
        is_main=post.is_main,
        by=by,
        at=at,
    )


def _succeed(kind: str, old: Unit, new: Unit, on: date, decision_number: str, *, by: Any, at: datetime) -> None:
    row, _is_new = UnitSuccession.objects.get_or_create(
        institution_id=old.owner_id,
        kind=kind,
        predecessor=old,
        successor=new,
        effective_on=on,
        defaults={"decision_number": decision_number},
    )
    verb = "organisation.unit.merged" if kind == "merge" else "organisation.unit.split"
    data = {"from": old.name, "into": new.name, "on": on, "number": decision_number}
    for unit, told in ((old, verb), (new, "organisation.unit.succeeded")):
        trail.record(institution=old.institution_id, verb=told, by=by, at=at, thing=row, about=unit, data=data)
