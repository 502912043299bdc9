"""Holding a case: whoever moves it, or judges by where it stands, comes one after the other, and sees it as it is.

First the institution's turn, which every deed that writes takes before any row (docs/adr/0020), then the rows of the case: who
has not taken the turn still cannot move it. Only those who would change it wait (`no_key`), not those whose rows point to it.
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from khue.engine.procedures import queries, rules
from khue.engine.procedures.models import Case, Task
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock, errors

LINKED = ("version__procedure", "period", "unit", "institution")


def hold(task: Task) -> Task:
    """The task with its case as they are now; nobody else moves it until the transaction ends.

    Raises `Conflict` with who did what and when, if somebody was faster.
    """
    trail.take_turn(task.institution_id)
    linked = ("closed_by", "unit", *(f"case__{name}" for name in LINKED))
    rows = Task.objects.select_for_update(of=("self", "case"), no_key=True).select_related(*linked)
    held = rows.get(pk=task.pk)
    if held.closed_at is not None:
        raise too_late(held)
    return held


def hold_case(case: Case, revision: int | None = None) -> Case:
    """The case as it is now; nobody else moves it until the transaction ends.

    With `revision`, the one that was shown, raises `Conflict` when it has moved since.
    """
    trail.take_turn(case.institution_id)
    rows = Case.objects.select_for_update(of=("self",), no_key=True).select_related(*LINKED)
    held = rows.get(pk=case.pk)
    if revision is not None and held.revision != revision:
        raise rules.case_moved()
    return held


def too_late(task: Task) -> errors.Conflict:
    """Who closed the task, when and how: what the slower of two people is told."""
    if task.closed_at is None or task.closed_by is None:
        return rules.case_moved()
    return errors.Conflict(
        "already_decided",
        _("%(who)s đã xử lý bước “%(step)s” lúc %(when)s: %(what)s. Hãy tải lại trang để xem bước hiện tại.")
        % {
            "who": task.closed_by.display_name,
            "step": task.name,
            "when": timezone.localtime(task.closed_at, clock.LOCAL).strftime("%H:%M %d/%m/%Y"),
            "what": queries.chosen(task) or _("dừng thực hiện"),
        },
    )
