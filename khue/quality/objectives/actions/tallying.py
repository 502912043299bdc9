"""Keeping the tallies of the dashboard: marked as out of date by every deed that changes a result, counted anew by the clock."""

from __future__ import annotations

from django.db.models import F
from django.utils.translation import gettext as _

from khue.foundation.kernel import errors
from khue.quality.objectives import terms
from khue.quality.objectives.models import ObjectiveSet
from khue.quality.objectives.queries import tallies


def mark(objective_set: ObjectiveSet) -> None:
    """Something that is counted has changed; part of the deed's transaction, and holds the set in force until its end.

    Raises `Conflict` when the set was replaced meanwhile: a result written under it now would not go along to the new version.
    """
    rows = ObjectiveSet.objects.filter(pk=objective_set.pk, state=terms.ISSUED)
    if not rows.update(tally_changes=F("tally_changes") + 1):
        said = _("Bộ mục tiêu này vừa được thay thế bằng bản mới. Hãy mở bản mới rồi ghi kết quả ở đó.")
        raise errors.Conflict("set_replaced", said)


def recount(limit: int = 200) -> int:
    """Count out-of-date tallies of sets in force anew; for `tick`, also right after issuing. Returns how many were counted.

    A result that arrives meanwhile raises `tally_changes`, so the count made without it is not taken for fresh.
    """
    rows = ObjectiveSet.objects.filter(tallies.STALE, state=terms.ISSUED).order_by("pk")
    stale = dict(rows.values_list("pk", "tally_changes")[:limit])
    counted = tallies.count(ObjectiveSet.objects.filter(pk__in=list(stale)))
    for pk, changes in stale.items():
        tally = counted.get(pk, tallies.Tally())
        ObjectiveSet.objects.filter(pk=pk, tally_changes=changes).update(tally=tally.to_json(), tally_counted=changes)
    return len(stale)


def count_now(objective_set: ObjectiveSet) -> None:
    """Count one set within the deed that has just changed all of it."""
    own = ObjectiveSet.objects.filter(pk=objective_set.pk)
    tally = tallies.count(own).get(objective_set.pk, tallies.Tally())
    own.update(tally=tally.to_json(), tally_counted=F("tally_changes"))
