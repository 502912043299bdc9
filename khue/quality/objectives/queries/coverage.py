"""The coverage matrix of a period: the school's set in force against what every unit has, drafts as well. Four statements.

Who follows the whole institution sees all of it; a head sees their own unit's column, and of the others not even the names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from khue.foundation.reading.unit_names import UnitNames
from khue.people.access.models import Grant
from khue.people.accounts.models import Person, on_day
from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import contents, terms
from khue.quality.objectives.checks import coverage
from khue.quality.objectives.models import Objective, ObjectiveSet, Target
from khue.quality.objectives.queries import lists, rows


@dataclass(frozen=True)
class Coverage:
    """The matrix a person may see. `school` is None while the school's set of the period is not in force."""

    school: ObjectiveSet | None
    matrix: coverage.Matrix
    is_whole: bool
    units: tuple[Unit, ...] = ()
    """The units of the columns, also where there is nothing yet to hold them against."""


def coverage_for(person: Any, period: Period) -> Coverage:
    """All units for who follows the institution, else the units that the person follows."""
    is_whole = person.has_perm("objectives.view_set", period.institution)
    units = lists.expected_units(period.institution_id, period) if is_whole else lists.followed_units(person, period)
    return _coverage(period, units, is_whole=is_whole)


def matrix_of(institution: Unit, period: Period) -> coverage.Matrix:
    """The whole matrix. Ask for the permission first."""
    return _coverage(period, lists.expected_units(institution.pk, period), is_whole=True).matrix


def _coverage(period: Period, units: QuerySet[Unit], *, is_whole: bool) -> Coverage:
    school = ObjectiveSet.objects.filter(
        institution_id=period.institution_id, unit_id=period.institution_id, period=period, state=terms.ISSUED
    ).first()
    found = [unit for unit in units if not unit.is_institution]
    if school is None or not school.frozen:
        return Coverage(None, coverage.Matrix(), is_whole, tuple(found))
    parts = _parts(school, period, None if is_whole else [unit.pk for unit in found])
    columns = [_column(unit, parts.get(unit.pk, [])) for unit in found]
    names: UnitNames[Any] = UnitNames((unit.pk, [unit.name, unit.short_name, *unit.aliases]) for unit in found)
    content = contents.SetContent.from_json(school.frozen["content"])
    return Coverage(school, coverage.matrix(content, columns, names, whole=is_whole), is_whole, tuple(found))


def _column(unit: Unit, found: list[tuple[str, coverage.Part]]) -> coverage.Column:
    set_key = found[0][0] if found else ""
    return coverage.Column(
        unit.pk, unit.name, unit.short_name, unit.kind, set_key, tuple(part for _set_key, part in found)
    )


def _parts(school: ObjectiveSet, period: Period, units: list[int] | None) -> dict[int, list[tuple[str, coverage.Part]]]:
    """The objectives of the units' current sets, by unit, each with the key of its set. Two statements, one for ties to old versions."""
    current = ObjectiveSet.objects.filter(institution_id=period.institution_id, period=period, is_current=True)
    current = current.exclude(state=terms.WITHDRAWN).exclude(unit_id=period.institution_id)
    if units is not None:
        current = current.filter(unit_id__in=units)
    objectives = list(
        Objective.objects.filter(set__in=current).select_related("serves", "set")
        .defer("set__frozen", "set__swot", "set__tally").order_by("set__unit_id", "order", "pk")
    )  # fmt: skip
    targets = rows.grouped(Target.objects.filter(objective__set__in=current).order_by("order", "pk"), "objective_id")
    heirs = _heirs(school, objectives)
    found: dict[int, list[tuple[str, coverage.Part]]] = defaultdict(list)
    for one in objectives:
        found[one.set.unit_id].append((one.set.public_id, _part(one, targets.get(one.pk, ()), heirs)))
    return found


def _part(one: Objective, targets: Iterable[Target], heirs: dict[str, str]) -> coverage.Part:
    serves = one.serves.public_id if one.serves is not None else None
    return coverage.Part(
        one.public_id, one.number, one.statement, heirs.get(serves, serves) if serves else None, one.is_own,
        tuple(map(rows.target_content, targets)),
    )  # fmt: skip


def _heirs(school: ObjectiveSet, objectives: list[Objective]) -> dict[str, str]:
    """Objectives of earlier versions of the school's set → the same in the version in force; asked for only where one is served."""
    if all(one.serves is None or one.serves.set_id == school.pk for one in objectives):
        return {}
    versions = Objective.objects.filter(
        institution_id=school.institution_id, set__unit_id=school.unit_id, set__period_id=school.period_id
    ).order_by("-set__version", "-pk")
    newest: dict[str, str] = {}
    for public_id, source in versions.values_list("public_id", "source"):
        if source.get("from"):
            newest.setdefault(source["from"], newest.get(public_id, public_id))
    return newest


def writers_of(unit_id: int, on: date) -> list[Person]:
    """Who writes the objectives of a unit on a day. One statement."""
    held = Grant.objects.filter(on_day("", on), unit_id=unit_id, person__is_active=True).select_related(
        "role", "person"
    )
    writes = "objectives.edit_set"
    people = {one.person_id: one.person for one in held if writes in {*one.role.permissions, *one.role.own_permissions}}
    return list(people.values())
