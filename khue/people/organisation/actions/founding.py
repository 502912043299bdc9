"""An institution comes to be: its top unit, its first name and what stands on its paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock
from khue.people.organisation import models, rules
from khue.people.organisation.actions import units
from khue.people.organisation.models import Unit


@transaction.atomic
def found_institution(
    *,
    kind: str,
    code: str,
    name: str,
    by: Any,
    at: datetime,
    parent: Unit | None = None,
    short_name: str = "",
    aliases: Sequence[str] = (),
    superior_name: str = "",
    place: str = "",
    symbol: str = "",
    valid_from: date | None = None,
) -> Unit:
    """A Sở or a school. `parent` is the institution above it in this installation; `symbol` (default `code`) stands in numbers."""
    if parent is not None:
        rules.check_edit(by, parent)
    unit = Unit(
        parent=parent,
        is_institution=True,
        kind=kind,
        code=code,
        name=name,
        short_name=short_name,
        aliases=list(aliases),
        valid_from=valid_from or clock.today(at),
    )
    units.place(unit)
    models.InstitutionProfile.objects.create(
        institution=unit, superior_name=superior_name, place=place, symbol=symbol or code
    )
    models.UnitName.objects.create(institution=unit, unit=unit, name=unit.name, valid_from=unit.valid_from)
    trail.record(
        institution=unit.pk, verb="organisation.institution.founded", by=by, at=at, thing=unit, data={"code": code}
    )
    return unit
