"""Who may close a step: whoever holds, on that day, a role that the step asks for, over or in the unit of the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, Value
from django.utils.translation import gettext as _

from khue.engine.procedures import terms
from khue.engine.procedures.models import ProcedureDraft, Task, TaskCandidate
from khue.foundation.kernel import clock, errors
from khue.people.access.models import Grant
from khue.people.accounts.models import on_day
from khue.people.organisation.models import Appointment, Unit, below


@dataclass(frozen=True, slots=True)
class Holding:
    """A role that a person holds over a unit (its `path`), in one institution."""

    role: str
    unit_id: int
    path: str
    institution_id: int


def holdings(person: Any, on: date, *, lent: bool = True) -> tuple[Holding, ...]:
    """Every role the person holds on a day, by grant or (staff) by appointment, in one query; nobody's when not active.

    Without `lent` what somebody else lent them by delegation or for an absence is left out.
    """
    if person is None or not person.is_active:
        return ()
    columns = ("role_code", "unit_id", "unit__path", "institution_id")
    granted = Grant.objects.filter(on_day("", on), person_id=person.pk).annotate(role_code=F("role__code"))
    granted = granted if lent else granted.filter(origin__isnull=True)
    appointed = Appointment.objects.filter(on_day("", on), person_id=person.pk).annotate(role_code=Value(terms.STAFF))
    rows = granted.values_list(*columns).union(appointed.values_list(*columns))
    return tuple(Holding(*row) for row in rows)


def reach(held: tuple[Holding, ...], person: Any = None) -> Q:
    """Candidates that these holdings match, and with `person` those that name them; nothing crosses an institution, and who has
    no post there any more is named in vain."""
    condition = Q(pk__in=[])
    if person is not None and held:
        condition |= Q(person_id=person.pk, task__institution_id__in={one.institution_id for one in held})
    for one in held:
        above = [int(part) for part in one.path.strip("/").split("/")]
        places = (
            Q(scope="in", unit_id=one.unit_id)
            | Q(scope="over") & below("unit__", one.path)
            | Q(scope="everyone", unit_id__in=above)
        )
        condition |= Q(role=one.role, task__institution_id=one.institution_id) & places
    return condition


def can_decide(person: Any, task: Task, at: datetime) -> bool:
    """Whether the person may close the task at that moment."""
    held = holdings(person, clock.today(at))
    return TaskCandidate.objects.filter(reach(held, person), task=task, decides=True).exists()


def is_entrusted(person: Any, task: Task, at: datetime) -> bool:
    """Whether the procedure gives the step to the person by a post or by name, and not through what somebody lent them."""
    held = holdings(person, clock.today(at), lent=False)
    return TaskCandidate.objects.filter(reach(held, person), task=task, decides=True).exists()


def check_decide(person: Any, task: Task, at: datetime) -> None:
    """Raises `NotAllowed` with who may instead."""
    if not can_decide(person, task, at):
        step = _step(task)
        who = ", ".join(dict.fromkeys(one.label for one in step.deciders if one.label)) if step else ""
        raise errors.NotAllowed(
            "not_candidate",
            _("Bước “%(step)s” của %(unit)s do %(who)s quyết định. Hiện nay thầy, cô không giữ vai trò này ở đây.")
            % {"step": task.name, "unit": task.unit, "who": who or _("người khác")},
        )


def lapsed(person: Any, task: Task, on: date) -> date | None:
    """The last day on which the person could decide the task, when that is over; None for who never could."""
    over = Grant.objects.filter(person_id=person.pk, valid_to__lt=on, institution_id=task.institution_id)
    rows = over.order_by("-valid_to").values_list("role__code", "unit_id", "unit__path", "institution_id", "valid_to")
    for role, unit_id, path, institution_id, until in rows:
        held = (Holding(role, unit_id, path, institution_id),)
        if TaskCandidate.objects.filter(reach(held), task=task, decides=True).exists():
            return until
    return None


def check_not_lapsed(person: Any, task: Task, on: date) -> None:
    """Whoever held the step until some day is told so, instead of being told that there is no such thing."""
    until = lapsed(person, task, on)
    if until is not None:
        raise errors.NotAllowed(
            "lapsed",
            _(
                "Quyền xử lý bước “%(step)s” của thầy, cô đã hết từ sau ngày %(day)s (hết nhiệm kỳ, hết phân công hoặc hết ủy quyền)."
            )
            % {"step": task.name, "day": f"{until:%d/%m/%Y}"},
        )


def can_view(person: Any) -> bool:
    """Whether the person may read the procedures of their institution."""
    return bool(person.has_perm("procedures.view"))


def check_view(person: Any) -> None:
    """Raises `NotAllowed`."""
    if not can_view(person):
        reason = _("Thầy, cô chưa được giao quyền xem quy trình. Hãy nhờ người quản trị nếu cần cho công việc.")
        raise errors.NotAllowed("procedures.view", reason)


def can_edit(person: Any, institution: Unit) -> bool:
    """Whether the person may write the next issue of a procedure."""
    return bool(person.has_perm("procedures.edit_draft", institution))


def check_edit(person: Any, institution: Unit) -> None:
    """Raises `NotAllowed`."""
    if not can_edit(person, institution):
        raise errors.NotAllowed("edit_draft", _("Việc soạn quy trình thuộc đơn vị phụ trách chất lượng."))


def can_approve(person: Any, draft: ProcedureDraft) -> bool:
    """Whether the person may approve this draft: the permission, and not having written it."""
    return bool(person.has_perm("procedures.approve_version", draft.institution)) and person.pk not in draft.authors


def check_approve(person: Any, draft: ProcedureDraft) -> None:
    """Raises `NotAllowed`: who has not the permission, and who wrote what is to be approved."""
    if not person.has_perm("procedures.approve_version", draft.institution):
        raise errors.NotAllowed("approve_version", _("Việc phê duyệt quy trình thuộc người đứng đầu nhà trường."))
    if person.pk in draft.authors:
        raise errors.NotAllowed("own_draft", _("Thầy, cô đã soạn bản dự thảo này nên phải do người khác phê duyệt."))


def can_move(person: Any, institution: Unit) -> bool:
    """Whether the person may put a running case on another issue of its procedure."""
    return bool(person.has_perm("procedures.move_case", institution))


def check_move(person: Any, institution: Unit) -> None:
    """Raises `NotAllowed`."""
    if not can_move(person, institution):
        raise errors.NotAllowed(
            "move_case", _("Việc chuyển sang lần ban hành mới thuộc lãnh đạo đơn vị phụ trách chất lượng.")
        )


def can_install(person: Any, institution: Unit) -> bool:
    """Whether the person may install a version of a procedure; the program itself (None) may."""
    return person is None or bool(person.has_perm("procedures.install_version", institution))


def check_install(person: Any, institution: Unit) -> None:
    """Raises `NotAllowed`."""
    if not can_install(person, institution):
        raise errors.NotAllowed(
            "install_version", _("Chỉ người quản trị của %(unit)s được cài quy trình.") % {"unit": institution}
        )


def _step(task: Task) -> Any:
    flow = task.case.version.read().flow(task.case.flow)
    return flow.step(task.step) if flow else None


def case_moved() -> errors.Conflict:
    """What the slower of two is told where nobody can be named."""
    return errors.Conflict("case_moved", _("Quy trình vừa có thay đổi. Hãy tải lại trang rồi xử lý tiếp."))
