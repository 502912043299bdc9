"""Who may see, open, change and comment on a set. A step's people and its kind come from the procedure the case is pinned to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from khue.engine.procedures import queries as procedures
from khue.engine.procedures.language import schema
from khue.foundation.kernel import errors
from khue.people.access import backend
from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import terms
from khue.quality.objectives.models import Comment, ConsultationRound, Evaluation, ObjectiveSet, Responsibility

DRAFTING = frozenset({"draft", "finalise", "task"})
"""Kinds of step at which the words may be changed; during the consultation the draft stands still."""
CONSULTING = "consult"


def step_of(objective_set: ObjectiveSet) -> schema.Step | None:
    """The step at which the set's case stands; None without a case or after its end."""
    case = objective_set.case
    if case is None or case.status != "open":
        return None
    flow = case.version.read().flow(case.flow)
    return flow.step(case.step) if flow else None


def leads_in(person: Any) -> frozenset[int]:
    """Institutions in which the person writes or approves the objectives of some unit: cán bộ chủ chốt, who see the school's draft."""
    return frozenset(
        grant.institution_id
        for grant in backend.held_by(person)
        if {"objectives.edit_set", "objectives.approve_set"} & (grant.permissions | grant.own_permissions)
    )


def check_view(person: Any, objective_set: ObjectiveSet) -> None:
    """Refuses as if the set did not exist: who may not see it may not know of it."""
    if not _sees(person, objective_set):
        raise errors.NotFound("set_not_found", _("Không có bộ mục tiêu này, hoặc thầy, cô không được xem."))


def _sees(person: Any, objective_set: ObjectiveSet) -> bool:
    if person.has_perm("objectives.view_set", objective_set):
        return True
    if _is_entrusted(person, objective_set):
        return True
    if not objective_set.is_school_level:
        return _is_called(person, objective_set)
    institution = objective_set.institution_id
    if objective_set.state in terms.READABLE:
        return any(grant.institution_id == institution for grant in backend.held_by(person))
    return objective_set.state != terms.WITHDRAWN and institution in leads_in(person)


def _is_entrusted(person: Any, objective_set: ObjectiveSet) -> bool:
    """Named by the procedure for a step of the set, alone or as a member of a council."""
    if objective_set.case_id is None or not backend.held_by(person):
        return False
    named = procedures.entrusted_to(person, backend.day_of(person))
    return named.filter(task__case_id=objective_set.case_id).exists()


def _is_called(person: Any, objective_set: ObjectiveSet) -> bool:
    """Named as responsible in an issued plan of another unit, and still at work in the institution."""
    if objective_set.state != terms.ISSUED:
        return False
    at_work = any(grant.institution_id == objective_set.institution_id for grant in backend.held_by(person))
    return at_work and Responsibility.objects.filter(objective__set=objective_set, person=person).exists()


def can_receive(person: Any, where: Unit | ObjectiveSet) -> bool:
    """May bring in the plan that a unit sent on paper or by mail: into its draft, from a file, and no other way."""
    return bool(person.has_perm("objectives.receive_set", where))


def check_create(person: Any, unit: Unit, period: Period, *, receiving: bool = False) -> None:
    """One set per unit and period; more are versions of it. `receiving`: from a file that the unit sent (see `can_receive`)."""
    if not (person.has_perm("objectives.create_set", unit) or (receiving and can_receive(person, unit))):
        raise errors.NotAllowed(
            "create_set",
            _("Thầy, cô không được lập mục tiêu của %(unit)s. Việc này do trưởng đơn vị làm.") % {"unit": unit},
        )
    if period.institution_id != unit.institution_id:
        raise errors.Invalid("period", _("Năm học này không phải của đơn vị."), {"period": [_("Chọn năm học khác.")]})
    if _has_set(unit, period):
        raise errors.Conflict(
            "set_exists",
            _("%(unit)s đã có bộ mục tiêu %(period)s. Hãy mở bộ đó; muốn sửa bản đã ban hành thì lập bản mới.")
            % {"unit": unit, "period": period.in_sentence},
        )


def _has_set(unit: Unit, period: Period) -> bool:
    found = ObjectiveSet.objects.filter(institution_id=unit.institution_id, unit=unit, period=period)
    return found.exclude(state=terms.WITHDRAWN).exists()


def check_edit(person: Any, objective_set: ObjectiveSet, *, receiving: bool = False) -> None:
    """In draft, at a drafting step, by whoever may write the unit's objectives (or, `receiving`, brings the unit's file in)."""
    may = person.has_perm("objectives.edit_set", objective_set)
    if not (may or (receiving and can_receive(person, objective_set))):
        raise errors.NotAllowed(
            "edit_set", _("Thầy, cô không được sửa mục tiêu của %(unit)s.") % {"unit": objective_set.unit}
        )
    check_drafting(objective_set)


def check_drafting(objective_set: ObjectiveSet) -> None:
    """The words may still change, whoever asks."""
    if objective_set.state != terms.DRAFT:
        raise errors.Conflict("set_not_draft", _NOT_DRAFT[objective_set.state]())
    step = step_of(objective_set)
    if step is not None and step.kind not in DRAFTING:
        raise errors.Conflict(
            "not_drafting",
            _("Đang ở bước “%(step)s”, bản dự thảo được giữ nguyên. Sửa được khi chuyển sang bước hoàn chỉnh.")
            % {"step": step.name},
        )


_NOT_DRAFT: dict[str, Callable[[], str]] = {
    terms.SUBMITTED: lambda: _("Bộ mục tiêu đã trình, không sửa được nữa. Cần sửa thì đề nghị người xem xét trả lại."),
    terms.APPROVED: lambda: _("Bộ mục tiêu đã phê duyệt, không sửa được nữa."),
    terms.ISSUED: lambda: _("Bộ mục tiêu đã ban hành, không sửa được. Cần điều chỉnh thì lập bản mới."),
    terms.SUPERSEDED: lambda: _("Bản này đã được thay thế, chỉ để tra cứu."),
    terms.RECALLED: lambda: _("Bản này đã bị thu hồi. Muốn ban hành lại thì lập bản mới."),
    terms.WITHDRAWN: lambda: _("Bộ mục tiêu này đã hủy, chỉ để tra cứu."),
}


def check_comment(person: Any, objective_set: ObjectiveSet, on: date) -> None:
    """At the consultation, until its deadline, by everybody of the unit; on the school's draft by those who lead, and its leaders."""
    step = step_of(objective_set)
    if objective_set.state != terms.DRAFT or step is None or step.kind != CONSULTING:
        raise errors.Conflict("not_consulting", _("Bản dự thảo này không ở bước lấy ý kiến."))
    if not (person.has_perm("objectives.comment_set", objective_set) or _takes_part(person, objective_set, step)):
        raise errors.NotAllowed(
            "comment_set", _("Bước lấy ý kiến này dành cho %(who)s.") % {"who": step.who_short or objective_set.unit}
        )
    until = comments_until(objective_set)
    if until is not None and on > until:
        raise errors.Conflict(
            "comments_over",
            _("Đã hết hạn góp ý ngày %(day)s. Cần góp ý thêm thì đề nghị người chủ trì gia hạn, hoặc nêu tại cuộc họp.")
            % {"day": f"{until:%d/%m/%Y}"},
        )


def check_consults(person: Any, objective_set: ObjectiveSet) -> None:
    """Who runs the consultation: whoever writes the set, until it is handed in."""
    if not person.has_perm("objectives.edit_set", objective_set):
        raise errors.NotAllowed(
            "consult", _("Việc này do người chủ trì lấy ý kiến của %(unit)s làm.") % {"unit": objective_set.unit}
        )
    if objective_set.state != terms.DRAFT:
        raise errors.Conflict("set_not_draft", _NOT_DRAFT[objective_set.state]())


def comments_until(objective_set: ObjectiveSet) -> date | None:
    """The last day of the newest round; it rides along with a set that `set_for` gave."""
    if hasattr(objective_set, "comments_until"):
        known: date | None = objective_set.comments_until
        return known
    newest = ConsultationRound.objects.filter(set=objective_set).order_by("-number")
    return newest.values_list("deadline", flat=True).first()


def _takes_part(person: Any, objective_set: ObjectiveSet, step: schema.Step) -> bool:
    """The person holds a role that the step names, in, over or below the unit of the set."""
    return any(
        grant.role == one.role
        and grant.institution_id == objective_set.institution_id
        and _placed(grant, one.scope, objective_set.unit)
        for one in step.responsible
        for grant in backend.held_by(person)
    )


def _placed(grant: backend.Held, scope: str, unit: Unit) -> bool:
    if scope == "in":
        return grant.unit_id == unit.pk
    return unit.path.startswith(grant.path) if scope == "over" else grant.path.startswith(unit.path)


def check_respond(person: Any, comment: Comment) -> None:
    """Whoever writes the set answers what was said to it, until it is submitted."""
    objective_set = comment.set
    if not person.has_perm("objectives.edit_set", objective_set):
        raise errors.NotAllowed("respond", _("Chỉ đơn vị soạn mới trả lời góp ý."))
    if objective_set.state != terms.DRAFT:
        raise errors.Conflict("set_not_draft", _NOT_DRAFT[objective_set.state]())


def check_new_version(person: Any, objective_set: ObjectiveSet) -> None:
    """Of an issued or recalled set, once at a time."""
    if not person.has_perm("objectives.create_set", objective_set):
        raise errors.NotAllowed(
            "new_version", _("Thầy, cô không được lập bản mới cho %(unit)s.") % {"unit": objective_set.unit}
        )
    if objective_set.state not in {terms.ISSUED, terms.RECALLED}:
        raise errors.Conflict("set_not_issued", _("Chỉ bản đã ban hành mới cần lập bản mới để điều chỉnh."))
    if Evaluation.objects.filter(set=objective_set).exclude(state=terms.EVALUATION_DRAFT).exists():
        raise errors.Conflict("reported", _("Đã nộp báo cáo đánh giá năm nay, không điều chỉnh được nữa."))
    newer = ObjectiveSet.objects.filter(
        institution_id=objective_set.institution_id,
        unit_id=objective_set.unit_id,
        period_id=objective_set.period_id,
        version__gt=objective_set.version,
    ).exclude(state=terms.WITHDRAWN)
    if newer.exists():
        raise errors.Conflict("version_exists", _("Đã có một bản mới đang soạn. Hãy mở bản đó."))


def check_withdraw(person: Any, objective_set: ObjectiveSet) -> None:
    """A draft that was opened by mistake."""
    if not person.has_perm("objectives.edit_set", objective_set):
        raise errors.NotAllowed(
            "withdraw", _("Thầy, cô không được hủy bộ mục tiêu của %(unit)s.") % {"unit": objective_set.unit}
        )
    if objective_set.state != terms.DRAFT:
        raise errors.Conflict("set_not_draft", _NOT_DRAFT[objective_set.state]())


def can_consult(person: Any, objective_set: ObjectiveSet) -> bool:
    return errors.allows(check_consults, person, objective_set)


def can_view(person: Any, objective_set: ObjectiveSet) -> bool:
    return _sees(person, objective_set)


def can_create(person: Any, unit: Unit, period: Period) -> bool:
    return errors.allows(check_create, person, unit, period)


def can_edit(person: Any, objective_set: ObjectiveSet) -> bool:
    return errors.allows(check_edit, person, objective_set)


def can_comment(person: Any, objective_set: ObjectiveSet, on: date) -> bool:
    return errors.allows(check_comment, person, objective_set, on)


def can_respond(person: Any, comment: Comment) -> bool:
    return errors.allows(check_respond, person, comment)


def can_new_version(person: Any, objective_set: ObjectiveSet) -> bool:
    return errors.allows(check_new_version, person, objective_set)


def can_withdraw(person: Any, objective_set: ObjectiveSet) -> bool:
    return errors.allows(check_withdraw, person, objective_set)
