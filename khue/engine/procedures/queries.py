"""What runs, who has it, and how it got there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from khue.engine.procedures import rules, terms, wording
from khue.engine.procedures.language import schema
from khue.engine.procedures.models import Case, CaseEvent, ProcedureDraft, ProcedureVersion, Task, TaskCandidate
from khue.foundation.kernel import clock, errors
from khue.people.access import queries as access
from khue.people.access.models import Grant
from khue.people.accounts.models import Person, on_day
from khue.people.organisation.models import Appointment, Unit, below


def versions_in_force(institution: Unit, on: date) -> list[ProcedureVersion]:
    """The version of each procedure that is in force on a day: the latest to have taken effect."""
    rows = ProcedureVersion.objects.filter(institution=institution, effective_on__lte=on).select_related("procedure")
    return _latest(rows.filter(Q(procedure__withdrawn_on=None) | Q(procedure__withdrawn_on__gt=on)))


def _latest(rows: QuerySet[ProcedureVersion]) -> list[ProcedureVersion]:
    latest = {row.procedure_id: row for row in rows.order_by("effective_on", "issued_at", "pk")}
    return sorted(latest.values(), key=lambda row: row.procedure.code)


def version_for(institution: Unit, flow: str, on: date, *, procedure: str = "") -> ProcedureVersion:
    """The one version in force that has such a flow. Raises `Conflict` when there is none or more than one to choose from."""
    found = [
        version
        for version in versions_in_force(institution, on)
        if version.procedure.code == (procedure or version.procedure.code) and version.read().flow(flow)
    ]
    if not found:
        raise errors.Conflict(
            "no_procedure",
            _("%(unit)s chưa có quy trình cho việc này. Hãy cài quy trình trước.") % {"unit": institution},
        )
    if len(found) > 1:
        codes = ", ".join(version.procedure.code for version in found)
        raise errors.Conflict("which_procedure", _("Có nhiều quy trình dùng được: %(codes)s.") % {"codes": codes})
    return found[0]


def visible_to(person: Any) -> QuerySet[ProcedureVersion]:
    """Issues of procedures of the institutions the person belongs to."""
    rows = ProcedureVersion.objects.select_related("procedure", "institution")
    return rows.filter(institution_id__in=access.institutions_of(person)) if rules.can_view(person) else rows.none()


def listed(person: Any, on: date) -> list[ProcedureVersion]:
    """The issues in force on a day with the number of cases that run by any issue (`running`). Raises `NotAllowed`."""
    rules.check_view(person)
    running = Count("procedure__versions__cases", filter=Q(procedure__versions__cases__status=terms.OPEN))
    rows = visible_to(person).filter(effective_on__lte=on).annotate(running=running)
    return _latest(rows)


def version_seen(person: Any, version_id: int) -> ProcedureVersion:
    """One issue, for who may see it. Raises `NotAllowed`, or `NotFound` when it is not of their institution."""
    rules.check_view(person)
    found = visible_to(person).filter(pk=version_id).first()
    if found is None:
        raise errors.NotFound("no_version", _("Không có quy trình này. Hãy chọn trong danh sách quy trình."))
    return found


def issues(version: ProcedureVersion) -> list[ProcedureVersion]:
    """All issues of the same procedure, newest first."""
    return list(version.procedure.versions.order_by("-effective_on", "-issued_at", "-pk"))


def is_in_force(version: ProcedureVersion, on: date) -> bool:
    """Whether this issue is the one in force on a day."""
    rows = version.procedure.versions.filter(effective_on__lte=on).order_by("-effective_on", "-issued_at", "-pk")
    return rows.values_list("pk", flat=True).first() == version.pk


def drafts_for(person: Any) -> QuerySet[ProcedureDraft]:
    """Drafts that are open, for who may write or approve them in their institution; nothing for others."""
    places = [one for one in access.institutions_of(person) if _may_see_drafts(person, one)]
    rows = ProcedureDraft.objects.select_related("institution", "based_on__procedure", "updated_by", "submitted_by")
    return rows.filter(institution_id__in=places, state__in=terms.DRAFT_OPEN).order_by("code")


def _may_see_drafts(person: Any, institution_id: int) -> bool:
    place = Unit.objects.get(pk=institution_id)
    return any(person.has_perm(name, place) for name in ("procedures.edit_draft", "procedures.approve_version"))


def draft_for(person: Any, public_id: str) -> ProcedureDraft:
    """One open draft. Raises `NotFound` for everybody who neither writes nor approves."""
    found = drafts_for(person).filter(public_id=public_id).first()
    if found is None:
        raise errors.NotFound("no_draft", _("Không có bản soạn này. Có thể bản soạn đã được ban hành hoặc đã hủy."))
    return found


def cases_on(version: ProcedureVersion) -> list[Case]:
    """The running cases that go by this issue, by unit."""
    rows = Case.objects.filter(institution_id=version.institution_id, version=version, status=terms.OPEN)
    return list(rows.select_related("unit").order_by("unit__path", "pk"))


def case_for_moving(person: Any, public_id: str) -> Case:
    """A running case of an institution where the person may move cases. Raises `NotFound` for others."""
    linked = ("version__procedure", "institution", "unit", "period")
    found = Case.objects.filter(public_id=public_id, status=terms.OPEN).select_related(*linked).first()
    if found is None or not rules.can_move(person, found.institution):
        raise errors.NotFound("no_case", _("Không có lượt thực hiện này, hoặc lượt này đã kết thúc."))
    return found


def tasks_for(person: Any, at: datetime) -> QuerySet[Task]:
    """Open tasks the person has, soonest deadline first; `may_decide` is false where they only take part. Two queries."""
    held = rules.holdings(person, clock.today(at))
    mine = TaskCandidate.objects.filter(rules.reach(held, person), task=OuterRef("pk"))
    return (
        Task.objects.filter(Exists(mine), closed_at__isnull=True)
        .annotate(may_decide=Exists(mine.filter(decides=True)))  # type: ignore[no-redef]  # the model says its type
        .select_related("case__unit", "case__period", "unit", "institution")
        .order_by(F("due_on").asc(nulls_last=True), "opened_at", "pk")
    )


def entrusted_to(person: Any, on: date) -> QuerySet[TaskCandidate]:
    """Candidates by which a procedure names the person, or a council or another room in which they have a post: who has such a
    step of another unit's case may read what it is about. A condition of SQL, without a statement of its own."""
    posts = Appointment.objects.filter(on_day("", on), person_id=person.pk, unit=OuterRef("unit"))
    grants = Grant.objects.filter(
        on_day("", on), person_id=person.pk, unit=OuterRef("unit"), role__code=OuterRef("role"), origin__isnull=True
    )
    elsewhere = ~Q(unit_id=F("task__case__unit_id")) & (Q(Exists(grants)) | Q(Exists(posts), role=terms.STAFF))
    rows = TaskCandidate.objects.filter(task__institution_id__in=access.institutions_of(person))
    return rows.filter(Q(person_id=person.pk) | elsewhere)


def deciding_units(case: Case, kind: str, units: Sequence[int]) -> set[int]:
    """Of these units those to which the newest task of a step of that kind (review, approve) is offered to decide. One statement."""
    flow = case.version.read().flow(case.flow)
    steps = [step.code for step in flow.steps if step.kind == kind] if flow else []
    rows = TaskCandidate.objects.filter(task__case=case, task__step__in=steps, decides=True, unit_id__in=list(units))
    found = list(rows.order_by("-task_id").values_list("task_id", "unit_id"))
    return {unit for task, unit in found if task == found[0][0]}


def task_for(person: Any, public_id: str, at: datetime) -> Task:
    """One task, open or closed, that the person has or had a part in. Raises `NotFound` for everybody else."""
    held = rules.holdings(person, clock.today(at))
    mine = TaskCandidate.objects.filter(rules.reach(held, person), task=OuterRef("pk"))
    found = (
        Task.objects.filter(Exists(mine), public_id=public_id)
        .annotate(may_decide=Exists(mine.filter(decides=True)))  # type: ignore[no-redef]  # the model says its type
        .select_related("case__version__procedure", "case__unit", "case__period", "unit", "institution", "closed_by")
        .first()
    )
    if found is None:
        _refuse_task(person, public_id, clock.today(at))
        raise errors.NotFound("no_task", _("Không có việc này, hoặc việc này không phải của thầy, cô."))
    return found


def _refuse_task(person: Any, public_id: str, on: date) -> None:
    """A person whose appointment or paper has ended is told that, with the day."""
    there = Task.objects.filter(public_id=public_id, closed_at__isnull=True).first()
    if there is not None and person.is_active:
        rules.check_not_lapsed(person, there, on)


def open_task(case: Case) -> Task | None:
    """The task of the present step; None once the case has ended."""
    return Task.objects.filter(institution_id=case.institution_id, case=case, closed_at__isnull=True).first()


def outcomes_of(task: Task) -> tuple[schema.Outcome, ...]:
    """The buttons of a task, the primary one first."""
    flow = task.case.version.read().flow(task.case.flow)
    step = flow.step(task.step) if flow else None
    return tuple(sorted(step.outcomes, key=lambda one: not one.primary)) if step else ()


def chosen(task: Task) -> str:
    """What the button said by which a closed task was left; "" when it was given up."""
    flow = task.case.version.read().flow(task.case.flow)
    return wording.outcome(flow.step(task.step) if flow else None, task.outcome)


def holders(task: Task, at: datetime, *, taking_part: bool = False) -> list[Person]:
    """People who may decide the task (with `taking_part`: all who have it), as Vietnamese names sort. Two queries."""
    on = clock.today(at)
    candidates = task.candidates.select_related("unit")
    rows = [one for one in candidates if taking_part or one.decides]
    granted, appointed = Q(pk__in=[]), Q(pk__in=[])
    named = [one.person_id for one in rows if one.person_id]
    for one in rows:
        if one.person_id:
            continue
        granted |= Q(role__code=one.role) & _places(one)
        if one.role == terms.STAFF:
            appointed |= _places(one)
    same = Q(on_day("", on), institution_id=task.institution_id)
    meant = Q(pk__in=Grant.objects.filter(same & granted).values("person"))
    if any(one.role == terms.STAFF for one in rows):
        meant |= Q(pk__in=Appointment.objects.filter(same & appointed).values("person"))
    if named:
        meant |= Q(pk__in=Appointment.objects.filter(same, person_id__in=named).values("person"))
        meant |= Q(pk__in=Grant.objects.filter(same, person_id__in=named).values("person"))
    return list(Person.objects.filter(meant, is_active=True).order_by("name_key", "pk"))


def holders_by_task(tasks: Sequence[Task], at: datetime) -> dict[int, list[Person]]:
    """The people who may decide each of many tasks of one institution, by task id. Three statements, however many tasks."""
    if not tasks:
        return {}
    rows = list(TaskCandidate.objects.filter(task__in=tasks, decides=True).select_related("unit"))
    same = Q(on_day("", clock.today(at)), institution_id=tasks[0].institution_id, person__is_active=True)
    granted = Grant.objects.filter(same, role__code__in={one.role for one in rows})
    held = [(one.role.code, one.unit, one.person) for one in granted.select_related("role", "unit", "person")]
    named = {one.person_id for one in rows}
    if any(one.role == terms.STAFF for one in rows) or named != {None}:
        posts = Appointment.objects.filter(same).select_related("unit", "person")
        held += [(terms.STAFF, one.unit, one.person) for one in posts]
    found: dict[int, dict[int, Person]] = {task.pk: {} for task in tasks}
    for one in rows:
        if one.person_id:
            found[one.task_id] |= {who.pk: who for _role, _unit, who in held if who.pk == one.person_id}
            continue
        found[one.task_id] |= {who.pk: who for role, unit, who in held if role == one.role and _is_placed(one, unit)}
    return {task: sorted(people.values(), key=lambda who: who.name_key) for task, people in found.items()}


def _is_placed(one: TaskCandidate, unit: Unit) -> bool:
    """The same as `_places`, for a unit that is at hand."""
    if one.scope == "in":
        return unit.pk == one.unit_id
    return unit.path.startswith(one.unit.path) if one.scope == "everyone" else one.unit.path.startswith(unit.path)


def _places(one: TaskCandidate) -> Q:
    if one.scope == "in":
        return Q(unit_id=one.unit_id)
    if one.scope == "everyone":
        return below("unit__", one.unit.path)
    return Q(unit_id__in=[int(part) for part in one.unit.path.strip("/").split("/")])


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a case's history. `what` is the label of the button, `to` the step it led to ("" at the end)."""

    at: datetime
    by: Person | None
    step: str
    what: str
    to: str
    is_return: bool
    reason: str


def case_timeline(case: Case) -> list[Moment]:
    """What happened to a case, oldest first, in the words of its procedure. One query."""
    flow = case.version.read().flow(case.flow)
    steps = {step.code: step for step in flow.steps} if flow else {}
    rows = (
        CaseEvent.objects.filter(institution_id=case.institution_id, case=case)
        .select_related("by")
        .order_by("revision")
    )
    return [_moment(row, steps) for row in rows]


def _moment(row: CaseEvent, steps: dict[str, schema.Step]) -> Moment:
    left, entered = steps.get(row.step_from), steps.get(row.step_to)
    return Moment(
        at=row.at,
        by=row.by,
        step=f"{left.code}. {left.name}" if left else "",
        what=wording.outcome(left, row.outcome) or (_("Dừng thực hiện") if row.step_from else _("Bắt đầu")),
        to=f"{entered.code}. {entered.name}" if entered else "",
        is_return=row.is_return,
        reason=row.reason,
    )
