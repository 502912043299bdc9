"""Units are added, renamed, moved and closed. A unit is never deleted: old papers name it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock, errors, text
from khue.people.organisation import hooks, models, queries, rules
from khue.people.organisation.actions import ending
from khue.people.organisation.models import Unit

CHANGEABLE = ("kind", "code", "name", "short_name", "aliases", "order")


@transaction.atomic
def add_unit(
    *,
    parent: Unit,
    kind: str,
    code: str,
    name: str,
    valid_from: date,
    by: Any,
    at: datetime,
    short_name: str = "",
    aliases: Sequence[str] = (),
    order: int = 0,
) -> Unit:
    """A faculty, a room, a union below `parent`, of the same institution."""
    trail.take_turn(parent.institution_id)
    rules.check_edit(by, parent)
    _check_code_free(parent.institution_id, code)
    unit = Unit(
        institution_id=parent.institution_id,
        parent=parent,
        kind=kind,
        code=code.strip(),
        name=name,
        short_name=short_name,
        aliases=list(aliases),
        order=order,
        valid_from=valid_from,
    )
    place(unit)
    models.UnitName.objects.create(institution_id=unit.owner_id, unit=unit, name=unit.name, valid_from=valid_from)
    _tell(unit, "organisation.unit.added", by, at, {"parent": parent.name, "on": valid_from})
    return unit


@transaction.atomic
def change_unit(*, unit: Unit, by: Any, at: datetime, **changes: Any) -> Unit:
    """Corrects what is written about a unit (`kind, code, name, short_name, aliases, order`). A correction of the name is not a
    renaming: it also corrects the name in force. Nothing changed: nothing written."""
    trail.take_turn(unit.institution_id)
    rules.check_edit(by, unit)
    if unknown := changes.keys() - set(CHANGEABLE):
        raise TypeError(f"a unit has no {', '.join(sorted(unknown))} to change")
    changed = {key: value for key, value in changes.items() if getattr(unit, key) != value}
    if not changed:
        return unit
    if "code" in changed:
        _check_code_free(unit.institution_id, changed["code"], but=unit)
    before = {key: getattr(unit, key) for key in changed}
    for key, value in changed.items():
        setattr(unit, key, value)
    unit.save(
        update_fields=[*changed, "search_key"]
    )  # its place in the tree stands as another deed may have changed it
    if "name" in changed:
        unit.names.filter(valid_to__isnull=True).update(name=unit.name)
    _tell(unit, "organisation.unit.changed", by, at, {"before": before, "after": changed})
    return unit


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, on: date, by: Any, at: datetime, short_name: str | None = None,
                decision_number: str = "") -> Unit:  # fmt: skip
    """A new name from the day `on`; papers of the time before keep the old one."""
    trail.take_turn(unit.institution_id)
    rules.check_edit(by, unit)
    rules.check_not_ahead(on, clock.today(at))
    current = unit.names.filter(valid_to__isnull=True).order_by("-valid_from").first()
    if current is not None and on <= current.valid_from:
        reason = _("Tên hiện nay có từ ngày %(day)s. Ngày đổi tên phải sau ngày đó.")
        raise errors.Conflict("unit.name_date", reason % {"day": f"{current.valid_from:%d/%m/%Y}"})
    old, unit.name = unit.name, text.squash(name)
    if short_name is not None:
        unit.short_name = short_name
    if old not in unit.aliases:
        unit.aliases = [*unit.aliases, old]  # old files keep the old name and must still find the unit
    unit.save(update_fields=["name", "short_name", "aliases", "search_key"])
    if current is not None:
        current.valid_to = on - rules.DAY
        current.save(update_fields=["valid_to"])
    models.UnitName.objects.create(institution_id=unit.owner_id, unit=unit, name=unit.name, valid_from=on)
    data = {"from": old, "to": unit.name, "on": on, "number": decision_number}
    _tell(unit, "organisation.unit.renamed", by, at, data)
    return unit


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit, by: Any, at: datetime, on: date | None = None) -> Unit:
    """Hangs the unit, with all that hangs below it, under another parent."""
    trail.take_turn(unit.institution_id)
    for one in (unit, parent):
        one.refresh_from_db(fields=["parent", "path"])  # another move may have come first
    rules.check_edit(by, unit)
    rules.check_edit(by, parent)
    rules.check_inside(unit, parent)
    day = on or clock.today(at)
    rules.check_not_ahead(day, clock.today(at))
    old_parent, old_path = unit.parent, unit.path
    unit.parent = parent
    unit.save(update_fields=["parent"])
    new_path = f"{parent.path}{unit.pk:06d}/"
    Unit.objects.filter(models.below("", old_path)).update(
        path=Concat(Value(new_path), Substr(F("path"), len(old_path) + 1))
    )
    unit.path = new_path
    data = {"from": old_parent.name if old_parent else "", "to": parent.name, "on": day}
    _tell(unit, "organisation.unit.moved", by, at, data)
    return unit


@transaction.atomic
def close_unit(*, unit: Unit, on: date, by: Any, at: datetime, decision_number: str = "") -> Unit:
    """The unit's last day is `on`; posts in it, charges over it and grants over it end with it. Units below it must go first."""
    trail.take_turn(unit.institution_id)
    rules.check_edit(by, unit)
    if unit.is_institution:
        raise errors.Conflict("unit.institution", _("Không đóng được cả cơ sở. Hãy liên hệ người quản trị hệ thống."))
    below = [child.name for child in queries.children(unit, on + rules.DAY)]
    if below:
        reason = _("Còn đơn vị trực thuộc: %(names)s. Hãy chuyển hoặc đóng các đơn vị đó trước.")
        raise errors.Conflict("unit.has_children", reason % {"names": ", ".join(below)})
    ending.close(unit, on, by=by, at=at)
    _tell(unit, "organisation.unit.closed", by, at, {"on": on, "number": decision_number})
    hooks.unit_closed(unit=unit, on=on, by=by, at=at)
    return unit


def place(unit: Unit) -> None:
    """Saves a new unit and gives it its path; the id is known only after the first save."""
    unit.path = f"new-{unit.public_id}/"
    unit.save(force_insert=True)
    unit.path = f"{unit.parent.path if unit.parent else ''}{unit.pk:06d}/"
    if unit.is_institution:
        unit.institution = unit
    unit.save(update_fields=["path", "institution"])


def _check_code_free(institution_id: int | None, code: str, but: Unit | None = None) -> None:
    taken = Unit.objects.filter(institution_id=institution_id, code=code.strip())
    if (taken.exclude(pk=but.pk) if but else taken).exists():
        reason = _("Mã “%(code)s” đã dùng cho đơn vị khác. Hãy đặt mã khác.") % {"code": code.strip()}
        raise errors.Invalid("unit.code_taken", reason, {"code": [reason]})


def _tell(unit: Unit, verb: str, by: Any, at: datetime, data: dict[str, Any]) -> None:
    trail.record(institution=unit.institution_id, verb=verb, by=by, at=at, thing=unit, data=data)
