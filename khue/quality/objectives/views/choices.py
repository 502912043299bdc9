"""What forms offer: the school's objectives, names for the people who do the work. Asks the database nothing: see `queries.naming`."""

from __future__ import annotations

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from khue.quality.objectives.forms import filling
from khue.quality.objectives.models import ObjectiveSet
from khue.quality.objectives.queries import naming


def school_objectives(objective_set: ObjectiveSet) -> list[tuple[str, str]]:
    """The objectives of the school's issued set of the same period."""
    said = _("Mục tiêu %(number)s của Trường: %(statement)s")
    return [
        (public_id, said % {"number": number, "statement": _short(statement)})
        for public_id, number, statement in naming.Named(objective_set).school()
    ]


def names(objective_set: ObjectiveSet) -> filling.Known:
    """Whom the names typed into a form mean, and the year in which its times are read."""
    return filling.Known(look_up=naming.Named(objective_set).by_name, school_year=objective_set.period.code)


def suggestions(objective_set: ObjectiveSet) -> list[str]:
    """What an input of people suggests: units first, then people."""
    return naming.Named(objective_set).suggestions()


def _short(words: str) -> Any:
    return Truncator(words).chars(90)
