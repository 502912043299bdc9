"""Offering a task to those whom the procedure names: roles in their places, councils, named people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from khue.engine.procedures import terms
from khue.engine.procedures.language import schema
from khue.engine.procedures.models import Task, TaskCandidate
from khue.foundation.kernel import errors
from khue.people.accounts.models import Person
from khue.people.organisation.models import Unit


def offer(tasks: Sequence[Task], owners: Iterable[schema.Responsible]) -> None:
    """Write the candidates of tasks of one step, one institution. Raises `Conflict` when a unit or person that the procedure
    names is not there any more."""
    named = list(owners)
    if not tasks:
        return
    units = _units(tasks[0].institution_id, {one.unit for one in named if one.unit})
    people = _people({one.person for one in named if one.person})
    TaskCandidate.objects.bulk_create(_candidate(task, one, units, people) for task in tasks for one in named)


def _candidate(task: Task, one: schema.Responsible, units: dict[str, int], people: dict[str, int]) -> TaskCandidate:
    place = units[one.unit] if one.unit else task.unit_id
    body = one.scope == "body"
    return TaskCandidate(
        task=task,
        role=one.role or (terms.STAFF if body else ""),
        unit_id=place,
        scope="everyone" if body else one.scope,
        person_id=people[one.person] if one.person else None,
        decides=one.decides,
    )


def _units(institution: int, codes: set[str]) -> dict[str, int]:
    if not codes:
        return {}
    rows = Unit.objects.filter(institution_id=institution, code__in=codes)
    return _all_there(dict(rows.values_list("code", "pk")), codes)


def _people(emails: set[str]) -> dict[str, int]:
    if not emails:
        return {}
    return _all_there(dict(Person.objects.filter(email__in=emails).values_list("email", "pk")), emails)


def _all_there(found: dict[str, int], names: set[str]) -> dict[str, int]:
    missing = sorted(names - set(found))
    if missing:
        said = _("Quy trình giao việc cho “%(name)s” nhưng hiện không có. Hãy ban hành lại quy trình với nơi nhận mới.")
        raise errors.Conflict("nobody_there", said % {"name": missing[0]})
    return found
