"""What ends when a unit ends: its dates, its name, the posts in it, the charges over it. Used by closing, merging and splitting."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from khue.foundation.kernel import errors
from khue.people.organisation import rules
from khue.people.organisation.actions import posts
from khue.people.organisation.models import Appointment, Charge, Unit


def close(unit: Unit, on: date, *, by: Any, at: datetime) -> None:
    """Sets the last day of the unit and of everything that stands on it."""
    if unit.valid_to is not None and unit.valid_to <= on:
        reason = _("“%(unit)s” đã kết thúc hoạt động từ ngày %(day)s.")
        raise errors.Conflict("unit.closed", reason % {"unit": unit.name, "day": f"{unit.valid_to:%d/%m/%Y}"})
    rules.check_dates(unit.valid_from, on)
    for appointment in still_held(unit, on):
        posts.end_appointment(appointment=appointment, on=max(on, appointment.valid_from), by=by, at=at)
    for charge in Charge.objects.filter(_beyond(on), unit=unit).select_related("unit", "person"):
        posts.end_charge(charge=charge, on=max(on, charge.valid_from), by=by, at=at)
    unit.valid_to = on
    unit.save(update_fields=["valid_to"])
    unit.names.filter(valid_to__isnull=True).update(valid_to=on)


def still_held(unit: Unit, on: date) -> list[Appointment]:
    """Posts in the unit that would last beyond `on`."""
    rows = Appointment.objects.filter(_beyond(on), unit=unit)
    return list(rows.select_related("unit", "person", "position").order_by("position__order", "person__name_key"))


def _beyond(on: date) -> Q:
    return Q(valid_to__isnull=True) | Q(valid_to__gt=on)
