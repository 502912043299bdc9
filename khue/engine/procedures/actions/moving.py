"""A running case goes on by another issue of its procedure: with a reason, after a look at what changes for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from khue.engine.procedures import adapter, queries, rules, terms
from khue.engine.procedures.actions import cases, effects, gates, holding
from khue.engine.procedures.actions.offering import offer
from khue.engine.procedures.language import machine, moving, standing
from khue.engine.procedures.models import Case, CaseEvent, ProcedureVersion, Task, TaskCandidate
from khue.foundation.kernel import errors, text


@transaction.atomic
def move_case(
    *, case: Case, to: ProcedureVersion, reason: str, revision: int, by: Any, at: datetime, step: str = ""
) -> Case:
    """The case goes on by the other issue, at the same step or at `step`; its open task gets the people and the deadline of it.

    Where the thing of the case cannot go on from there as it is, what was done to it is taken back with the same reason (a draft
    that was closed is opened again). `revision` is the case's as it was shown. Raises `NotAllowed`, `Invalid` (no reason),
    `Conflict` (no such step, another procedure, ended, or moved on meanwhile).
    """
    rules.check_move(by, case.institution)
    said = text.squash(reason)
    if not said:
        wanted = _("Hãy ghi lý do chuyển sang lần ban hành khác.")
        raise errors.Invalid("reason_required", wanted, {"reason": [wanted]})
    case = holding.hold_case(case, revision)
    shown = look(case, to, step)
    if shown.refusal or shown.there is None:
        raise errors.Conflict("cannot_move", shown.refusal)
    before, left, definition = case.version, case.step, to.read()
    state = moving.moved(definition, machine.restore(case.state), shown.there, at, said)
    _swap(case, to, state, revision)
    CaseEvent.objects.create(
        institution_id=case.institution_id, case=case, revision=case.revision, at=at, by=by, step_from=left,
        outcome=moving.MOVED, step_to=state.step, is_return=bool(state.returns and state.returns[-1].at == at), reason=said,
    )  # fmt: skip
    _mend(case, shown.there, by, at, said)
    if state.step == left:
        _renew_task(case, definition, state, by, at)
    else:
        _another_task(case, definition, state, said, by, at)
    there = f"{shown.there.step.code}. {shown.there.step.name}"
    cases.record(case, "moved", by, at, {"from": str(before), "to": str(to), "step": there, "reason": said})
    return case


def look(case: Case, to: ProcedureVersion, step: str = "") -> moving.Preview:
    """What the move means. Raises `Conflict` for an issue of another procedure or the one the case is on."""
    if to.institution_id != case.institution_id or to.procedure_id != case.version.procedure_id:
        raise errors.Conflict("other_procedure", _("Chỉ chuyển được sang lần ban hành khác của cùng quy trình."))
    if to.pk == case.version_id:
        raise errors.Conflict("same_version", _("Lượt này đang thực hiện theo đúng lần ban hành đó."))
    kept = effects.life_of(case)
    life, subject = (kept.life(), kept.read(case)) if kept is not None else (None, None)
    return moving.preview(case.version.read(), to.read(), machine.restore(case.state), life, subject, step, words())


def words() -> dict[str, str]:
    """What effects and conditions are called where people read of them."""
    return dict(effects.choices()) | {one.code: str(one.label) for one in gates.known()}


def _swap(case: Case, to: ProcedureVersion, state: machine.State, revision: int) -> None:
    changed = Case.objects.filter(pk=case.pk, revision=revision, status=terms.OPEN).update(
        version=to, step=state.step, state=machine.dump(state), revision=revision + 1
    )
    if not changed:
        raise rules.case_moved()
    case.version, case.step, case.state, case.revision = to, state.step, machine.dump(state), revision + 1


def _mend(case: Case, there: standing.Stand, by: Any, at: datetime, reason: str) -> None:
    kept = effects.life_of(case)
    if kept is None:
        return
    for one in there.mends:
        kept.mend(one.name, case, by, at, reason)


def _renew_task(case: Case, definition: Any, state: machine.State, by: Any, at: datetime) -> None:
    """The same step, by other words: its people and its deadline anew; who has it now and was not told yet is told."""
    task = queries.open_task(case)
    if task is None:
        return
    step = machine.present(definition, state)
    task.name = f"{step.code}. {step.name}"
    entered = timezone.localtime(task.opened_at)
    task.due_on = cases.due_on(case, definition, state, entered)
    task.save(update_fields=["name", "due_on"])
    TaskCandidate.objects.filter(task=task).delete()
    offer([task], machine.owners(definition, state))
    told = ([task.pk], at.isoformat(), by.pk)
    transaction.on_commit(lambda: adapter.tell_holders.enqueue(*told), robust=True)


def _another_task(case: Case, definition: Any, state: machine.State, reason: str, by: Any, at: datetime) -> None:
    """Another step: the open task is closed by the move, the one of that step opened."""
    open_tasks = Task.objects.filter(institution_id=case.institution_id, case=case, closed_at__isnull=True)
    open_tasks.update(closed_at=at, closed_by=by, outcome=moving.MOVED, reason=reason)
    cases.open_task(case, definition, state, by, at)
