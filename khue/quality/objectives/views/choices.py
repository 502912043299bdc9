"""What forms offer: the school's objectives, names for the people who do the work, evidence that is there already."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from khue.foundation.kernel import text
from khue.people.organisation import queries as organisation
from khue.quality.objectives import queries
from khue.quality.objectives.forms import filling
from khue.quality.objectives.models import ObjectiveSet


def school_objectives(objective_set: ObjectiveSet) -> list[tuple[str, str]]:
    """The objectives of the school's issued set of the same period."""
    rows = queries.school_objectives(objective_set.institution_id, objective_set.period)
    said = _("Mục tiêu %(number)s của Trường: %(statement)s")
    return [(one.public_id, said % {"number": one.number, "statement": _short(one.statement)}) for one in rows]


def names(objective_set: ObjectiveSet, on: date) -> filling.Known:
    """Whom the names typed into a form mean, and the year in which its times are read."""
    return filling.Known(look_up=lambda: _named(objective_set, on), school_year=objective_set.period.code)


def _named(objective_set: ObjectiveSet, on: date) -> filling.Names:
    """Units and people of the institution by every form of their names."""
    known: dict[str, tuple[int | None, int | None]] = {}
    for unit in organisation.units_of(objective_set.institution, on):
        for form in (unit.name, unit.short_name, *unit.aliases):
            known.setdefault(text.fold(form), (unit.pk, None))
    for person in organisation.staff(objective_set.institution, on):
        known.setdefault(text.fold(person.full_name), (None, person.pk))
    known.pop("", None)
    return known


def suggestions(objective_set: ObjectiveSet, on: date) -> list[str]:
    """What an input of people suggests: units first, then people."""
    units = [unit.name for unit in organisation.units_of(objective_set.institution, on) if not unit.is_institution]
    return units + [person.full_name for person in organisation.staff(objective_set.institution, on)]


def _short(words: str) -> Any:
    return Truncator(words).chars(90)
