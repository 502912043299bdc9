"""Who sees which set, as conditions of SQL; and fetching one thing by its public id, or `NotFound` for who may not know of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NoReturn

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from khue.engine.procedures import queries as procedures
from khue.foundation.kernel import errors
from khue.people.access import backend
from khue.people.access import queries as access
from khue.people.access.queries import prepared
from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import rules, terms
from khue.quality.objectives.models import (
    Comment,
    ConsultationRound,
    Evaluation,
    Measurement,
    Objective,
    ObjectiveSet,
    PlannedTask,
    Responsibility,
    Target,
)

LINKED = ("unit", "institution", "period", "case__version__procedure")
HEAVY = ("frozen", "case__version__definition")
"""Large texts that few pages read; they come with a statement of their own where they are wanted."""

Beside = Callable[[date], dict[str, Any]]
"""Annotations of a set on a day: `workdays.beside`, `checking.beside`, `naming.named`."""


def visible_to(person: Any) -> QuerySet[ObjectiveSet]:
    """Sets the person may see: where they hold `view_set`; the school's own once issued, and its draft for those who lead a unit;
    an issued plan that names them as responsible, whatever unit it is of; and what a procedure has their council decide on."""
    return ObjectiveSet.objects.filter(seen_by(person))


def seen_by(person: Any, prefix: str = "") -> Q:
    """The same as a condition on a relation (`prefix` "set__", "objective__set__")."""
    school = Q(**{f"{prefix}unit_id": F(f"{prefix}institution_id")})
    issued = Q(
        **{f"{prefix}institution_id__in": access.institutions_of(person), f"{prefix}state__in": sorted(terms.READABLE)}
    )
    led = Q(**{f"{prefix}institution_id__in": rules.leads_in(person)}) & ~Q(**{f"{prefix}state": terms.WITHDRAWN})
    named = Responsibility.objects.filter(objective__set=OuterRef(f"{prefix}pk"), person_id=person.pk)
    called = Q(**{f"{prefix}institution_id__in": access.institutions_of(person), f"{prefix}state": terms.ISSUED})
    held = access.within(person, "objectives.view_set", unit=f"{prefix}unit", institution=f"{prefix}institution")
    entrusted = procedures.entrusted_to(person, backend.day_of(person)).values("task__case_id")
    return held | (school & (issued | led)) | (called & Q(Exists(named))) | Q(**{f"{prefix}case_id__in": entrusted})


def with_open_task(sets: QuerySet[ObjectiveSet]) -> QuerySet[ObjectiveSet]:
    """Each set with the open task of its case: `task_public_id`, `task_name`, `task_due_on`, `task_opened_at` (null without one)."""
    return sets.annotate(
        open_task=FilteredRelation("case__tasks", condition=Q(case__tasks__closed_at__isnull=True))
    ).annotate(
        task_public_id=F("open_task__public_id"),
        task_name=F("open_task__name"),
        task_due_on=F("open_task__due_on"),
        task_opened_at=F("open_task__opened_at"),
    )


def _all(prefix: str, names: tuple[str, ...]) -> list[str]:
    return [prefix + name for name in names]


def set_for(person: Any, public_id: str, *beside: Beside, on: date | None = None) -> ObjectiveSet:
    """One set with its unit, period, case and open task, and what is `beside` it on a day, in one query. Raises `NotFound`."""
    found = prepared.first(_sets_for, person, public_id, beside, on)
    return found if found is not None else _missing(_("Không có bộ mục tiêu này, hoặc thầy, cô không được xem."))


def _sets_for(person: Any, public_id: str, beside: tuple[Beside, ...], on: date | None) -> QuerySet[ObjectiveSet]:
    newest = ConsultationRound.objects.filter(set=OuterRef("pk")).order_by("-number")
    entrusted = procedures.entrusted_to(person, backend.day_of(person)).filter(decides=True)
    open_step = entrusted.filter(task__case=OuterRef("case_id"), task__closed_at__isnull=True)
    sets = with_open_task(visible_to(person)).annotate(
        comments_until=Subquery(newest.values("deadline")[:1]),
        round_number=Subquery(newest.values("number")[:1]),
        is_entrusted=Exists(open_step),
    )
    if on is not None:
        sets = sets.annotate(**{name: one for told in beside for name, one in told(on).items()})
    rows = sets.select_related(*LINKED, "evaluation").defer(*HEAVY)
    return rows.filter(public_id=public_id).order_by("pk")


def empty_draft(person: Any, unit: Unit, period: Period) -> ObjectiveSet | None:
    """The set of a unit that was opened for it and that nobody has written in yet; None for who may not write it."""
    rows = visible_to(person).filter(unit=unit, period=period, state=terms.DRAFT, replaces__isnull=True)
    written = Objective.objects.filter(set=OuterRef("pk"))
    found = rows.filter(~Q(Exists(written))).select_related(*LINKED).first()
    return found if found is not None and rules.can_edit(person, found) else None


def _objectives_for(person: Any, public_id: str) -> QuerySet[Objective]:
    rows = Objective.objects.select_related("serves", *_all("set__", LINKED)).defer(*_all("set__", HEAVY))
    return rows.filter(seen_by(person, "set__"), public_id=public_id).order_by("pk")


def _targets_for(person: Any, public_id: str) -> QuerySet[Target]:
    rows = Target.objects.select_related(*_all("objective__set__", LINKED)).defer(*_all("objective__set__", HEAVY))
    return rows.filter(seen_by(person, "objective__set__"), public_id=public_id).order_by("pk")


def _tasks_for(person: Any, public_id: str) -> QuerySet[PlannedTask]:
    rows = PlannedTask.objects.select_related(*_all("objective__set__", LINKED)).defer(*_all("objective__set__", HEAVY))
    return rows.filter(seen_by(person, "objective__set__"), public_id=public_id).order_by("pk")


def objective_for(person: Any, public_id: str) -> Objective:
    """One objective with its set. Raises `NotFound`."""
    found = prepared.first(_objectives_for, person, public_id)
    return found if found is not None else _missing(_("Không có mục tiêu này, hoặc thầy, cô không được xem."))


def target_for(person: Any, public_id: str) -> Target:
    """One target with its objective and set. Raises `NotFound`."""
    found = prepared.first(_targets_for, person, public_id)
    return found if found is not None else _missing(_("Không có chỉ tiêu này, hoặc thầy, cô không được xem."))


def task_for(person: Any, public_id: str) -> PlannedTask:
    """One planned task with its objective and set. Raises `NotFound`."""
    found = prepared.first(_tasks_for, person, public_id)
    return found if found is not None else _missing(_("Không có nhiệm vụ này, hoặc thầy, cô không được xem."))


def measurement_for(person: Any, public_id: str) -> Measurement:
    """One measurement with its target and set. Raises `NotFound`."""
    rows = Measurement.objects.select_related("recorded_by", *_all("target__objective__set__", LINKED)).defer(
        *_all("target__objective__set__", HEAVY)
    )
    found = rows.filter(seen_by(person, "target__objective__set__"), public_id=public_id).first()
    return found if found is not None else _missing(_("Không có kết quả đo này, hoặc thầy, cô không được xem."))


def comment_for(person: Any, objective_set: ObjectiveSet, pk: int) -> Comment:
    """One comment of a set that was fetched for the person. Raises `NotFound`."""
    found = Comment.objects.select_related("by", "objective", "round").filter(set=objective_set, pk=pk).first()
    if found is None or not rules.can_view(person, objective_set):
        _missing(_("Không có góp ý này."))
    found.set = objective_set
    return found


def evaluation_for(person: Any, public_id: str) -> Evaluation:
    """The evaluation of the set with that public id. Raises `NotFound` when there is none yet, `NotAllowed` before it is handed in."""
    rows = Evaluation.objects.select_related("submitted_by", *_all("set__", LINKED)).defer(*_all("set__", HEAVY))
    found = rows.filter(seen_by(person, "set__"), set__public_id=public_id).first()
    if found is None:
        _missing(_("Chưa có đánh giá của bộ mục tiêu này."))
    rules.check_read_evaluation(person, found.set, found)
    return found


def school_objectives(institution_id: int, period: Period) -> QuerySet[Objective]:
    """The objectives of the school's issued set of a period: what a unit's objective may serve."""
    return Objective.objects.filter(
        institution_id=institution_id, set__unit_id=institution_id, set__period=period, set__state=terms.ISSUED
    ).order_by("order", "pk")


def decisions_of_year(objective_set: ObjectiveSet, on: date | None) -> list[tuple[str, date | None, str]]:
    """Number, date and title of every other set of the institution that was issued by a decision of that calendar year."""
    if on is None:
        return []
    rows = ObjectiveSet.objects.filter(institution_id=objective_set.institution_id, decided_on__year=on.year)
    return list(rows.exclude(pk=objective_set.pk).values_list("decision_number", "decided_on", "title"))


def units_for_creating(person: Any, period: Period) -> QuerySet[Unit]:
    """Units for which the person may open a set of the period: theirs to write, and without one yet."""
    writes = access.within(person, "objectives.create_set", unit="", institution="institution")
    taken = ObjectiveSet.objects.filter(institution_id=period.institution_id, period=period)
    return (
        Unit.objects.filter(writes, institution_id=period.institution_id, valid_from__lte=period.ends_on)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=period.starts_on))
        .exclude(pk__in=taken.exclude(state=terms.WITHDRAWN).values("unit"))
        .order_by("path")
    )


def _missing(message: str) -> NoReturn:
    raise errors.NotFound("not_found", message)
