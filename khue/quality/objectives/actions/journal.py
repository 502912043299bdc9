"""What every deed on a set shares: its row in the journal, and the claim that lets one of two people win."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from khue.engine.procedures.models import Case
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock, errors
from khue.quality.objectives import queries
from khue.quality.objectives.models import ObjectiveSet

_ALWAYS = Q()


def _nothing() -> None:
    """No further condition was asked."""


def record(
    objective_set: ObjectiveSet,
    verb: str,
    by: Any,
    at: datetime,
    *,
    thing: models.Model | None = None,
    data: Mapping[str, Any] | None = None,
) -> None:
    """One row of the journal about the set."""
    entry = line(objective_set, verb, data, thing)
    trail.record_all(institution=objective_set.institution_id, by=by, at=at, entries=[entry])


def line(
    objective_set: ObjectiveSet, verb: str, data: Mapping[str, Any] | None, thing: models.Model | None = None
) -> trail.Entry:
    """What `record` writes, for deeds on many sets."""
    return trail.Entry(verb=verb, thing=thing if thing is not None else objective_set, about=objective_set, data=data)


def hold(objective_set: ObjectiveSet) -> ObjectiveSet:
    """The set with its case as they are now: nobody else writes in its institution until the transaction ends.

    For deeds that no `revision` guards: they judge by what this returns, not by what was fetched before.
    """
    trail.take_turn(objective_set.institution_id)
    linked = ("unit", "institution", "period", "case__version__procedure")
    return ObjectiveSet.objects.select_related(*linked).defer("frozen").get(pk=objective_set.pk)


def claim(
    objective_set: ObjectiveSet,
    revision: int,
    at: datetime,
    *,
    given: Q = _ALWAYS,
    explain: Callable[[], None] = _nothing,
    **changes: Any,
) -> None:
    """Raise the set's revision by one, if it is still `revision`, in the same state, and its case has not moved meanwhile.

    Asked when nobody else writes in the institution any more, so that no decision passes beside it (docs/adr/0020).
    Otherwise `Conflict`, naming who was faster and when. `changes` are columns to write in the same statement. `given` is asked
    along with it; when nothing was claimed, `explain` looks whether that was why, and raises.
    """
    trail.take_turn(objective_set.institution_id)
    rows = ObjectiveSet.objects.filter(given, pk=objective_set.pk, revision=revision, state=objective_set.state)
    if objective_set.case is not None:
        same_step = Case.objects.filter(pk=OuterRef("case_id"), revision=objective_set.case.revision)
        rows = rows.filter(Exists(same_step))
    if not rows.update(revision=F("revision") + 1, updated_at=at, **changes):
        explain()
        raise stale(objective_set)
    objective_set.revision, objective_set.updated_at = revision + 1, at
    for name, value in changes.items():
        setattr(objective_set, name, value)


def stale(objective_set: ObjectiveSet) -> errors.Conflict:
    """Who was faster, when, and what to do."""
    event = queries.last_change(objective_set)
    if event is None:
        return errors.Conflict("stale", _("Bộ mục tiêu vừa có thay đổi. Hãy tải lại trang rồi sửa tiếp."))
    said = _(
        "%(who)s đã thay đổi bộ mục tiêu này lúc %(when)s, nên nội dung thầy, cô vừa sửa chưa được lưu. "
        "Hãy tải lại trang để xem bản mới rồi sửa tiếp."
    )
    when = event.at.astimezone(clock.LOCAL).strftime("%H:%M ngày %d/%m/%Y")
    return errors.Conflict("stale", said % {"who": event.actor_name or _("Hệ thống"), "when": when})
