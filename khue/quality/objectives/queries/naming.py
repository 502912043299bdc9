"""What a form of objectives may name, riding along with the set: units, people, the school's objectives.

As with `workdays`, the rows come as one text made by the database inside the query that fetches the set, so that a page with its
choices, or a save that looks names up, asks no further.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Func, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import JSONArray

from khue.foundation.kernel import text
from khue.people.accounts.models import on_day
from khue.people.organisation.models import Appointment, Unit
from khue.quality.objectives import terms
from khue.quality.objectives.models import Objective

Names = dict[str, tuple[int | None, int | None]]


class _Rows(Func):
    """All rows of a subquery as one JSON text. A plain function to Django, so it asks for no GROUP BY."""

    function = "JSON_GROUP_ARRAY"
    template = "%(function)s(%(expressions)s)"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(
            compiler, connection, function="JSONB_AGG", template="%(function)s(%(expressions)s)::text", **more
        )


def joined(rows: QuerySet[Any], *columns: str) -> Subquery:
    """Rows that are told by `OuterRef`, as one text; `read` sorts them by the first two columns."""
    packed = _Rows(JSONArray(*(F(name) for name in columns)))
    return Subquery(rows.order_by().annotate(packed=packed).values("packed"), output_field=TextField())


def named(on: date) -> dict[str, Subquery]:
    """Annotations of a set: those who are there on a day, and the objectives of the school's issued set of the same period."""
    own = {"institution_id": OuterRef("institution_id")}
    units = Unit.objects.filter(on_day("", on), **own)
    posts = Appointment.objects.filter(on_day("", on), **own)
    school = Objective.objects.filter(
        set__unit_id=OuterRef("institution_id"), set__period_id=OuterRef("period_id"), set__state=terms.ISSUED, **own
    )
    return {
        "named_units": joined(units, "path", "pk", "is_institution", "name", "short_name", "aliases"),
        "named_people": joined(posts, "person__name_key", "person_id", "person__full_name"),
        "named_school": joined(school, "order", "pk", "public_id", "number", "statement"),
    }


@dataclass(frozen=True)
class Named:
    """The same, read from a set that was fetched with `named`."""

    set: Any

    def units(self) -> Iterator[tuple[int, bool, str, list[str]]]:
        """Id, whether it is the institution, name, other forms of the name; in the order of the tree."""
        for _path, key, is_institution, name, short, aliases in read(self.set.named_units):
            others = json.loads(aliases) if isinstance(aliases, str) else aliases
            yield key, bool(is_institution), name, [short, *others]

    def people(self) -> dict[int, str]:
        """Names by id, in the order of Vietnamese names; whoever holds two posts once."""
        return {key: name for _name_key, key, name in read(self.set.named_people)}

    def school(self) -> list[tuple[str, str, str]]:
        """Public id, number and words of the school's objectives, in their order."""
        return [
            (public_id, number, statement) for _order, _key, public_id, number, statement in read(self.set.named_school)
        ]

    def by_name(self) -> Names:
        """Folded name → (unit id, person id), by every form of a unit's name; a unit goes before a person of that name."""
        known: Names = {}
        for key, _is_institution, name, others in self.units():
            for form in (name, *others):
                known.setdefault(text.fold(form), (key, None))
        for key, name in self.people().items():
            known.setdefault(text.fold(name), (None, key))
        known.pop("", None)
        return known

    def suggestions(self) -> list[str]:
        """What an input of people suggests: units first, then people."""
        units = [name for _key, is_institution, name, _others in self.units() if not is_institution]
        return units + list(self.people().values())


def read(rows: str | None) -> list[list[Any]]:
    """The rows of `joined`, in the order of their first two columns."""
    return sorted(json.loads(rows or "[]"), key=lambda row: tuple(row[:2]))
