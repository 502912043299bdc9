"""Changing the words of a draft. Every deed takes the `revision` that the person saw; a stale one is refused by name and time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Exists, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from khue.foundation.kernel import errors, text
from khue.quality.objectives import contents, rules
from khue.quality.objectives.actions import journal, storing
from khue.quality.objectives.models import Objective, ObjectiveSet
from khue.quality.objectives.queries import rows


@transaction.atomic
def save_objective(
    *,
    objective_set: ObjectiveSet,
    content: contents.ObjectiveContent,
    objective: Objective | None = None,
    revision: int,
    by: Any,
    at: datetime,
) -> Objective:
    """Add an objective at the end, or make a standing one what `content` says; parts keep their rows by their keys.

    Nothing is written, and nothing noted, when nothing changed. Raises `NotAllowed`, `Conflict` (not in draft, stale), `Invalid`.
    """
    rules.check_edit(by, objective_set)
    content = replace(content, key=objective.public_id if objective else "")
    contents.check_objective(content)
    if objective is None:
        _claim(objective_set, revision, at, content)
        return _add(objective_set, content, by, at)
    serves = storing.served_by(objective_set, [content]).get(content.serves or "")
    _of_set(objective, objective_set)
    return _change(objective_set, objective, content, serves, revision, by, at)


def _claim(objective_set: ObjectiveSet, revision: int, at: datetime, content: contents.ObjectiveContent) -> None:
    """Claims the set, if those whom the content names are of the institution and what it serves is the school's."""
    given = storing.are_named(objective_set, [content])
    if content.serves:
        given &= Q(Exists(storing.served_rows(objective_set, [content.serves])))
    journal.claim(objective_set, revision, at, given=given, explain=partial(_check_given, objective_set, content))


def _check_given(objective_set: ObjectiveSet, content: contents.ObjectiveContent) -> None:
    storing.check_named(objective_set, [content])
    storing.served_by(objective_set, [content])


def _add(objective_set: ObjectiveSet, content: contents.ObjectiveContent, by: Any, at: datetime) -> Objective:
    """The database works out its place and what it serves: fetch it anew to read them."""
    values = storing.objective_values(content, None)
    if content.serves:
        served = storing.served_rows(objective_set, [content.serves])
        values |= {"serves_id": Subquery(served.values("pk")[:1])}
        del values["serves"]
    last = Objective.objects.filter(set=objective_set).order_by("-order").values("order")[:1]
    objective = Objective.objects.create(
        institution_id=objective_set.institution_id,
        set=objective_set,
        order=Coalesce(Subquery(last), 0) + 1,
        **values,
    )
    storing.store_parts([(objective, content)], storing.NONE)
    data = {"number": content.number, "statement": content.statement, "content": content.to_json()}
    journal.record(objective_set, "objectives.objective.added", by, at, thing=objective, data=data)
    return objective


def _change(
    objective_set: ObjectiveSet,
    objective: Objective,
    content: contents.ObjectiveContent,
    serves: Objective | None,
    revision: int,
    by: Any,
    at: datetime,
) -> Objective:
    old, present = rows.content_of_objective(objective)
    names = storing.school_names(filter(None, (objective.serves, serves)))
    changes = contents.differences(contents.SetContent((old,)), contents.SetContent((content,)), names)
    if not changes and revision == objective_set.revision:
        return objective
    _claim(objective_set, revision, at, content)
    values = storing.objective_values(content, serves)
    if any(getattr(objective, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(objective, name, value)
        objective.save(update_fields=list(values))
    storing.store_parts([(objective, content)], present)
    data = {
        "number": content.number,
        "summary": "; ".join(change.sentence for change in changes),
        "changes": [change.to_json() for change in changes],
    }
    journal.record(objective_set, "objectives.objective.changed", by, at, thing=objective, data=data)
    return objective


@transaction.atomic
def remove_objective(
    *, objective_set: ObjectiveSet, objective: Objective, revision: int, by: Any, at: datetime
) -> None:
    """Take an objective out of a draft; its words stay in the journal."""
    rules.check_edit(by, objective_set)
    _of_set(objective, objective_set)
    content, _parts = rows.content_of_objective(objective)
    journal.claim(objective_set, revision, at)
    data = {"number": content.number, "statement": content.statement, "content": content.to_json()}
    journal.record(objective_set, "objectives.objective.removed", by, at, thing=objective, data=data)
    objective.delete()


@transaction.atomic
def move_objective(
    *, objective_set: ObjectiveSet, objective: Objective, to: int, revision: int, by: Any, at: datetime
) -> Objective:
    """Put an objective at place `to` (1 is the first). Numbers that were plain counting (1, 2, 3 …) are counted anew."""
    rules.check_edit(by, objective_set)
    _of_set(objective, objective_set)
    journal.claim(objective_set, revision, at)
    standing = list(Objective.objects.filter(set=objective_set).order_by("order", "pk"))
    counted = [one.number for one in standing] == [str(n) for n in range(1, len(standing) + 1)]
    moved = next(one for one in standing if one.pk == objective.pk)
    number = moved.number
    standing.remove(moved)
    place = min(max(to, 1), len(standing) + 1)
    standing.insert(place - 1, moved)
    for n, one in enumerate(standing, start=1):
        one.order, one.number = n, str(n) if counted else one.number
    Objective.objects.bulk_update(standing, ["order", "number"])
    journal.record(
        objective_set, "objectives.objective.moved", by, at, thing=moved, data={"number": number, "place": place}
    )
    return moved


@transaction.atomic
def replace_content(
    *,
    objective_set: ObjectiveSet,
    content: contents.SetContent,
    revision: int,
    by: Any,
    at: datetime,
    source: str = "",
    receiving: bool = False,
) -> ObjectiveSet:
    """Make the whole set what `content` says, as an import does; `source` names the file. What is not in it goes.

    `receiving`: the file is the unit's own, brought in by whoever collects the plans.
    """
    rules.check_edit(by, objective_set, receiving=receiving)
    contents.check(content)
    storing.check_named(objective_set, content.objectives)
    serves = storing.served_by(objective_set, content.objectives)
    old = rows.content_of(objective_set)
    content = replace(content, swot=content.swot or old.swot)
    changes = contents.differences(old, content, storing.school_names(serves.values(), old))
    journal.claim(objective_set, revision, at, swot=content.swot)
    write(objective_set, content, serves)
    kinds = [change.kind for change in changes]
    data = {
        "source": source or _("tệp"),
        **{kind: kinds.count(kind) for kind in ("added", "changed", "removed")},
        "changes": [change.to_json() for change in changes],
    }
    journal.record(objective_set, "objectives.content.replaced", by, at, data=data)
    return objective_set


def write(
    objective_set: ObjectiveSet,
    content: contents.SetContent,
    serves: Mapping[str, Objective],
    sources: dict[int, dict[str, Any]] | None = None,
) -> list[Objective]:
    """The rows of a whole content, in its order; `sources` says by place where an objective was copied from.

    The journal is the caller's business.
    """
    standing = {row.public_id: row for row in Objective.objects.filter(set=objective_set)}
    present = rows.parts_of(Q(objective__set=objective_set)) if standing else storing.NONE
    wanted = []
    for place, one in enumerate(content.objectives, start=1):
        row = standing.pop(one.key, None) or Objective(institution_id=objective_set.institution_id, set=objective_set)
        values = {"order": place, **storing.objective_values(one, serves.get(one.serves or ""))}
        if sources and place in sources:
            values["source"] = sources[place]
        for name, value in values.items():
            setattr(row, name, value)
        wanted.append((row, one))
    if standing:
        Objective.objects.filter(pk__in=[row.pk for row in standing.values()]).delete()
    storing.upsert(Objective, storing.OBJECTIVE_COLUMNS, [row for row, _content in wanted])
    storing.store_parts(wanted, present)
    return [row for row, _content in wanted]


@transaction.atomic
def describe(*, objective_set: ObjectiveSet, swot: str, revision: int, by: Any, at: datetime) -> ObjectiveSet:
    """The SWOT analysis that the draft stands on (seed 000, 5.2.2 step 1)."""
    rules.check_edit(by, objective_set)
    swot = text.nfc(swot).strip()
    if swot == objective_set.swot and revision == objective_set.revision:
        return objective_set
    old = objective_set.swot
    journal.claim(objective_set, revision, at, swot=swot)
    journal.record(objective_set, "objectives.set.described", by, at, data={"before": old, "after": swot})
    return objective_set


def _of_set(objective: Objective, objective_set: ObjectiveSet) -> None:
    if objective.set_id != objective_set.pk:
        raise errors.NotFound("objective_not_found", _("Mục tiêu này không thuộc bộ đang mở."))
