"""Who may sign for whom: the papers and absences of an institution, and the posts that give and take."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from khue.people.accounts.models import Person, on_day
from khue.people.organisation import terms
from khue.people.organisation.models import Absence, Appointment, Delegation, Unit


def delegations(institution: Unit, on: date, *, ended: bool = False) -> QuerySet[Delegation]:
    """The papers that hold on a day or will; with `ended` those that are over. The next to run out first."""
    over = Q(valid_to__lt=on) | Q(revoked_at__isnull=False, valid_to__lte=on)
    rows = Delegation.objects.filter(institution=institution)
    rows = rows.filter(over).order_by("-valid_to", "pk") if ended else rows.exclude(over).order_by("valid_to", "pk")
    return rows.select_related("appointment__person", "appointment__position", "appointment__unit", "person", "unit")


def absences(institution: Unit, on: date, *, ended: bool = False) -> QuerySet[Absence]:
    """Likewise of absences."""
    over = Q(valid_to__lt=on)
    rows = Absence.objects.filter(institution=institution)
    rows = rows.filter(over).order_by("-valid_to", "pk") if ended else rows.exclude(over).order_by("valid_to", "pk")
    return rows.select_related("person", "substitute")


def delegation_by(public_id: str) -> Delegation | None:
    rows = Delegation.objects.select_related(
        "appointment__person", "appointment__position", "appointment__unit", "person", "unit", "institution"
    )
    return rows.filter(public_id=public_id).first()


def absence_by(public_id: str) -> Absence | None:
    rows = Absence.objects.select_related("person", "substitute", "institution")
    return rows.filter(public_id=public_id).first()


def leading_posts(institution: Unit, on: date) -> QuerySet[Appointment]:
    """The posts that lead something on a day, and so may give: of the institution first."""
    rows = Appointment.objects.filter(on_day("", on), institution=institution, position__role__in=terms.TOP_ROLES)
    return rows.select_related("person", "position", "unit").order_by(
        "position__order", "unit__path", "person__name_key"
    )


def held_posts(person: Person, institution_id: int, on: date) -> list[Appointment]:
    """The posts of a person in an institution on a day, the main one first."""
    rows = Appointment.objects.filter(on_day("", on), person=person, institution_id=institution_id)
    return list(rows.select_related("position", "unit").order_by("-is_main", "position__order", "pk"))


def overlapping_absence(person: Person, valid_from: date, valid_to: date) -> Absence | None:
    rows = Absence.objects.filter(person=person, valid_from__lte=valid_to, valid_to__gte=valid_from)
    return rows.select_related("substitute").first()


def same_delegation(
    appointment: Appointment, person: Person, unit: Unit, capacity: str, first: date, last: date
) -> Any:
    """A paper for the same that overlaps these dates."""
    rows = Delegation.objects.filter(appointment=appointment, person=person, unit=unit, capacity=capacity)
    return rows.filter(valid_from__lte=last, valid_to__gte=first).first()
