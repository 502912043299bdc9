"""Running a case: start it, decide its open task, set a day that its deadlines wait for.

`decide` owns every move of a case. Its order: hold the case, still open → may they → the machine (pure) → compare and swap
→ close the task, open the next → the event and the trail → effects of the upper apps. All or nothing; whoever has the next
step is told once it is saved.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from khue.engine.procedures import adapter, queries, rules, terms
from khue.engine.procedures.actions import effects, holding
from khue.engine.procedures.actions import gates as conditions
from khue.engine.procedures.actions.offering import offer
from khue.engine.procedures.language import deadlines, machine, schema
from khue.engine.procedures.models import Case, CaseEvent, Task
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock, errors
from khue.foundation.kernel.calendars import Calendar
from khue.people.organisation import queries as organisation
from khue.people.organisation.models import Period, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The thing that a case carries: its id, its title, the unit whose it is."""

    id: int
    title: str
    unit: Unit


@transaction.atomic
def start(
    *,
    institution: Unit,
    subject_type: str,
    subjects: Sequence[Subject],
    period: Period | None,
    flow: str,
    by: Any,
    at: datetime,
    procedure: str = "",
    dates: Mapping[str, date] | None = None,
) -> list[Case]:
    """New cases of a flow, one for each thing in this order, pinned to the version in force that day, with first tasks open.

    `subject_type` is the model's label ("objectives.objectiveset"). `procedure` is needed only when several of the institution
    have such a flow. As many statements for many things as for one. Raises `Conflict` when there is no such flow, or when a thing
    has an open case already.
    """
    trail.take_turn(institution.pk)
    version = queries.version_for(institution, flow, clock.today(at), procedure=procedure)
    chain = (definition := version.read()).flow(flow)
    assert chain is not None  # version_for found it by this flow
    state = machine.start(chain, at)
    cases = _save_new(
        [
            Case(
                institution=institution,
                version=version,
                flow=flow,
                subject_type=subject_type,
                subject_id=one.id,
                title=one.title,
                unit=one.unit,
                period=period,
                step=state.step,
                state=machine.dump(state),
                dates={name: day.isoformat() for name, day in (dates or {}).items()},
                opened_at=at,
            )
            for one in subjects
        ]
    )
    CaseEvent.objects.bulk_create(
        CaseEvent(institution=institution, case=one, revision=one.revision, at=at, by=by, step_to=state.step)
        for one in cases
    )
    _open_tasks(cases, definition, state, by, at)
    lines = [_line(one, "started", {"flow": flow, "procedure": str(version), "title": one.title}) for one in cases]
    trail.record_all(institution=institution.pk, by=by, at=at, entries=lines)
    return cases


@transaction.atomic
def decide(
    *,
    task: Task,
    outcome: str,
    by: Any,
    at: datetime,
    reason: str = "",
    gates: Collection[str] = (),
    facts: Mapping[str, Any] | None = None,
) -> Case:
    """Close a task with one of its outcomes and move the case on; returns the case at its new step.

    `gates` are the papers that came with the deed; conditions that the program judges itself are asked of their apps. `facts`
    are handed to the effects. Of two people who decide the same task one wins; the other gets `Conflict` with who did what and
    when: whoever comes second waits here, so that nobody's conditions are judged on what the first has just changed.
    Raises `NotAllowed`, `Invalid` and `Conflict` (see `machine.step`).
    """
    task = holding.hold(task)
    case = task.case
    rules.check_decide(by, task, at)
    definition = case.version.read()
    event = machine.Event(outcome, at, reason, conditions.met(task, outcome, gates, at))
    fallback = effects.fallback(case) if outcome == machine.FALLBACK else None
    result = machine.step(definition, machine.restore(case.state), event, fallback)
    _swap(case, result.state, at)
    Task.objects.filter(pk=task.pk).update(closed_at=at, closed_by=by, outcome=outcome, reason=reason)
    task.closed_at, task.closed_by, task.outcome, task.reason = at, by, outcome, reason
    _note(case, task, result, by, at, reason)
    if result.state.is_running:
        open_task(case, definition, result.state, by, at)
    effects.run(effects.Deed(case, task, result.outcome, by, at, reason, dict(facts or {})))
    return case


@transaction.atomic
def set_date(*, case: Case, name: str, on: date | None, by: Any, at: datetime) -> Case:
    """A day that a time limit waits for becomes known (or unknown again): the open task gets its due day anew.

    Who may is the question of the app whose deed this is (a call's deadline, the date of a meeting).
    """
    case = holding.hold_case(case)
    before = case.dates.get(name)
    if on is None:
        case.dates.pop(name, None)
    else:
        case.dates[name] = on.isoformat()
    case.save(update_fields=["dates"])
    task = queries.open_task(case)
    if task is not None:
        task.due_on = due_on(case, case.version.read(), machine.restore(case.state), task.opened_at)
        task.save(update_fields=["due_on"])
    record(case, "dated", by, at, {"name": name, "before": before, "after": on})
    return case


@transaction.atomic
def close(*, case: Case, reason: str, by: Any, at: datetime) -> Case:
    """End a case because its subject was given up: the open task closes without an outcome, the event says why.

    Who may is the question of the app whose subject it is. Raises `Conflict` when the case moved or ended meanwhile.
    """
    trail.take_turn(case.institution_id)
    stopped = machine.dump(machine.stop(machine.restore(case.state), at))
    changed = Case.objects.filter(pk=case.pk, revision=case.revision, status=terms.OPEN).update(
        status=terms.ENDED, state=stopped, revision=case.revision + 1, ended_at=at
    )
    if not changed:
        raise rules.case_moved()
    case.status, case.state, case.revision, case.ended_at = terms.ENDED, stopped, case.revision + 1, at
    Task.objects.filter(case=case, closed_at__isnull=True).update(closed_at=at, closed_by=by, reason=reason)
    CaseEvent.objects.create(
        institution_id=case.institution_id,
        case=case,
        revision=case.revision,
        at=at,
        by=by,
        step_from=case.step,
        step_to="",
        reason=reason,
    )
    record(case, "closed", by, at, {"reason": reason})
    return case


def _save_new(cases: list[Case]) -> list[Case]:
    """The database lets a thing have one open case, even when two people start it in the same second."""
    try:
        with transaction.atomic():
            return Case.objects.bulk_create(cases)
    except IntegrityError:
        rows = Case.objects.filter(
            subject_type=cases[0].subject_type, subject_id__in=[one.subject_id for one in cases], status=terms.OPEN
        )
        title = rows.values_list("title", flat=True).first() or cases[0].title
        said = _("“%(title)s” đang được thực hiện theo quy trình rồi.") % {"title": title}
        raise errors.Conflict("case_open", said) from None


def _swap(case: Case, state: machine.State, at: datetime) -> None:
    """Compare and swap: only the one who still sees the case's revision moves it."""
    status = terms.OPEN if state.is_running else terms.ENDED
    ended_at = None if state.is_running else at
    changed = Case.objects.filter(pk=case.pk, revision=case.revision, status=terms.OPEN).update(
        step=state.step, status=status, state=machine.dump(state), revision=case.revision + 1, ended_at=ended_at
    )
    if not changed:
        raise rules.case_moved()
    case.step, case.status, case.state, case.ended_at = state.step, status, machine.dump(state), ended_at
    case.revision += 1


def open_task(case: Case, definition: schema.Procedure, state: machine.State, by: Any, at: datetime) -> Task:
    """The task of the step at which the case has come to stand; whoever has it is told once all is saved."""
    return _open_tasks([case], definition, state, by, at)[0]


def _open_tasks(
    cases: Sequence[Case], definition: schema.Procedure, state: machine.State, by: Any, at: datetime
) -> list[Task]:
    """The tasks of cases of one institution that have come to the same step in the same state."""
    step = machine.present(definition, state)
    calendar = organisation.calendar_for(cases[0].institution_id)
    tasks = Task.objects.bulk_create(
        Task(
            institution_id=case.institution_id,
            case=case,
            step=step.code,
            name=f"{step.code}. {step.name}",
            unit_id=case.unit_id,
            opened_at=at,
            due_on=due_on(case, definition, state, at, calendar),
        )
        for case in cases
    )
    offer(tasks, machine.owners(definition, state))
    told = ([task.pk for task in tasks], at.isoformat(), by.pk if by is not None else None)
    transaction.on_commit(lambda: adapter.tell_holders.enqueue(*told), robust=True)
    return tasks


def due_on(
    case: Case, definition: schema.Procedure, state: machine.State, at: datetime, calendar: Calendar | None = None
) -> date | None:
    """The day on which the present step of a case is due, entered at `at`; by the calendar of its institution."""
    returned = bool(state.returns) and state.returns[-1].at == state.entered_at
    return deadlines.due(
        machine.present(definition, state).time_limit,
        clock.today(at),
        calendar or organisation.calendar_for(case.institution_id),
        case.period,
        {name: date.fromisoformat(day) for name, day in case.dates.items()},
        returned=returned,
    )


def _note(case: Case, task: Task, result: machine.Result, by: Any, at: datetime, reason: str) -> None:
    to = result.outcome.to
    CaseEvent.objects.create(
        institution_id=case.institution_id,
        case=case,
        revision=case.revision,
        at=at,
        by=by,
        step_from=task.step,
        outcome=result.outcome.code,
        step_to=to,
        is_return=result.outcome.back,
        reason=reason,
    )
    verb = "returned" if result.outcome.back else "decided"
    data = {
        "step": task.name,
        "outcome": result.outcome.code,
        "label": result.outcome.label,
        "to": to,
        "reason": reason,
    }
    record(case, verb, by, at, data)


def record(case: Case, verb: str, by: Any, at: datetime, data: Mapping[str, Any]) -> None:
    """A line of the trail about a case and what it is about."""
    trail.record_all(institution=case.institution_id, by=by, at=at, entries=[_line(case, verb, data)])


def _line(case: Case, verb: str, data: Mapping[str, Any]) -> trail.Entry:
    return trail.Entry(verb=f"procedures.case.{verb}", thing=case, about=subject_of(case), data=data)


def subject_of(case: Case) -> models.Model:
    """What the case is about, by label and id only: its history shows the moves of the case without a query for it."""
    try:
        subject: models.Model = apps.get_model(case.subject_type)(pk=case.subject_id)
    except (LookupError, ValueError):
        return case
    return subject
