"""A running case goes on by another issue of its procedure: with a reason, after a look at what changes for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from khue.engine.procedures import queries, rules, terms
from khue.engine.procedures.actions import cases
from khue.engine.procedures.actions.offering import offer
from khue.engine.procedures.language import machine, moving
from khue.engine.procedures.models import Case, CaseEvent, ProcedureVersion, TaskCandidate
from khue.foundation.kernel import errors, text


@transaction.atomic
def move_case(*, case: Case, to: ProcedureVersion, reason: str, revision: int, by: Any, at: datetime) -> Case:
    """The case stands at the same step of the other issue; its open task gets the people and the deadline of that issue.

    `revision` is the case's as it was shown. Raises `NotAllowed`, `Invalid` (no reason), `Conflict` (no such step, another
    procedure, ended, or moved on meanwhile).
    """
    rules.check_move(by, case.institution)
    said = text.squash(reason)
    if not said:
        wanted = _("Hãy ghi lý do chuyển sang lần ban hành khác.")
        raise errors.Invalid("reason_required", wanted, {"reason": [wanted]})
    shown = look(case, to)
    if shown.refusal:
        raise errors.Conflict("cannot_move", shown.refusal)
    before, definition = case.version, to.read()
    state = moving.moved(definition, machine.restore(case.state))
    _swap(case, to, state, revision)
    CaseEvent.objects.create(
        institution_id=case.institution_id, case=case, revision=case.revision, at=at, by=by,
        step_from=case.step, outcome=terms.MOVED, step_to=case.step, reason=said,
    )  # fmt: skip
    _renew_task(case, definition, state, at)
    cases.record(case, "moved", by, at, {"from": str(before), "to": str(to), "reason": said})
    return case


def look(case: Case, to: ProcedureVersion) -> moving.Preview:
    """What the move means. Raises `Conflict` for an issue of another procedure or the one the case is on."""
    if to.institution_id != case.institution_id or to.procedure_id != case.version.procedure_id:
        raise errors.Conflict("other_procedure", _("Chỉ chuyển được sang lần ban hành khác của cùng quy trình."))
    if to.pk == case.version_id:
        raise errors.Conflict("same_version", _("Lượt này đang thực hiện theo đúng lần ban hành đó."))
    return moving.preview(case.version.read(), to.read(), machine.restore(case.state))


def _swap(case: Case, to: ProcedureVersion, state: machine.State, revision: int) -> None:
    changed = Case.objects.filter(pk=case.pk, revision=revision, status=terms.OPEN).update(
        version=to, state=machine.dump(state), revision=revision + 1
    )
    if not changed:
        raise errors.Conflict("case_moved", _("Quy trình vừa có thay đổi. Hãy tải lại trang rồi xử lý tiếp."))
    case.version, case.state, case.revision = to, machine.dump(state), revision + 1


def _renew_task(case: Case, definition: Any, state: machine.State, at: datetime) -> None:
    task = queries.open_task(case)
    if task is None:
        return
    step = machine.present(definition, state)
    task.name = f"{step.code}. {step.name}"
    entered = timezone.localtime(task.opened_at)
    task.due_on = cases.due_on(case, definition, state, entered)
    task.save(update_fields=["name", "due_on"])
    TaskCandidate.objects.filter(task=task).delete()
    offer(task, case, machine.owners(definition, state))
