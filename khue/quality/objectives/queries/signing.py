"""In what capacity a person signs a deed on a set, and who signed it: decided once, frozen, printed for good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from khue.engine.procedures import queries as procedures
from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import clock, errors
from khue.people.access import queries as access
from khue.people.access.queries import Capacity
from khue.quality.objectives import rules, terms
from khue.quality.objectives.models import ObjectiveSet


def capacities(person: Any, objective_set: ObjectiveSet, kind: str, on: date) -> list[Capacity]:
    """Every capacity in which the person may sign this deed: TM. a council whose step it is, then in their own right."""
    case = objective_set.case
    deciding = partial(procedures.deciding_units, case, terms.STEP_OF[kind]) if case is not None else None
    paper, permission = terms.PAPER_OF.get(kind, ""), terms.PERMISSION_OF[kind]
    return access.capacities(person, objective_set.unit, permission, on, kind=paper, deciding=deciding)


def check_kind(person: Any, objective_set: ObjectiveSet, kind: str, on: date) -> None:
    """A delegation that names kinds of paper names this one. Raises `NotAllowed`."""
    access.check_kind(person, objective_set.unit, terms.PERMISSION_OF[kind], on, terms.PAPER_OF.get(kind, ""))


def chosen(person: Any, objective_set: ObjectiveSet, kind: str, on: date, key: str) -> Capacity:
    """The capacity with that key, or the first one that keeps author, checker and approver apart.

    Raises `Conflict` when what was chosen does not hold on that day (a paper that has ended), `NotAllowed` when the person may sign
    other kinds of paper only.
    """
    found = capacities(person, objective_set, kind, on)
    if not found:
        check_kind(person, objective_set, kind, on)
    if key:
        one = next((one for one in found if one.key == key), None)
        if one is None:
            said = _("Tư cách ký đã chọn không còn hiệu lực hôm nay. Hãy tải lại trang và chọn lại.")
            raise errors.Conflict("capacity_ended", said)
        return one
    apart = [one for one in found if rules.can_separate(person, objective_set, kind, one.for_id)] if found[1:] else []
    return next(iter([*apart, *found]), Capacity("", "", "", "", ""))


def frozen(one: Capacity, person: Any) -> Mapping[str, Any]:
    """What is kept with the decision."""
    return one.to_json() | {"titles": [line for line in one.titles if line], "name": person.display_name}


def changed_since(objective_set: ObjectiveSet, at: datetime | None = None) -> str:
    """“ (Cao Thị Hạnh sửa lúc 10:15 ngày 08/09/2026)”: the last change of the words, if after `at`; "" when there is none."""
    events = AuditEvent.objects.filter(
        institution_id=objective_set.institution_id,
        about_type=objective_set._meta.label_lower,
        about_id=objective_set.pk,
        verb__in=terms.WRITING,
    )
    last = (events.filter(at__gt=at) if at else events).order_by("-seq").first()
    if last is None:
        return ""
    when = last.at.astimezone(clock.LOCAL).strftime("%H:%M ngày %d/%m/%Y")
    return _(" (%(who)s sửa lúc %(when)s)") % {"who": last.actor_name or _("Hệ thống"), "when": when}
