"""Who may record results of an issued set, for which day, and when its evaluation is complete."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from khue.foundation.kernel import errors
from khue.quality.objectives import terms
from khue.quality.objectives.models import Evaluation, Objective, ObjectiveSet, PlannedTask, Responsibility, Target

EARLIEST = timedelta(days=183)
LATEST = timedelta(days=366)
"""A result may hold for a day up to half a year before the period (last cohort's survey) and a year after it (jobs found since)."""
HANDLING = ("objectives.evaluate_set", "objectives.check_set", "objectives.approve_set")
AGREE = Decimal("0.05")
"""A value typed beside its numerator and denominator may differ from their quotient by rounding, no more."""


def check_issued(objective_set: ObjectiveSet) -> None:
    if objective_set.state != terms.ISSUED:
        raise errors.Conflict(
            "set_not_issued", _("Chỉ ghi kết quả cho bộ mục tiêu đang có hiệu lực (đã ban hành, chưa được thay thế).")
        )


def check_measure(person: Any, target: Target) -> None:
    """Head, deputy or whoever holds the permission; else the person named as responsible for the objective."""
    objective_set = target.objective.set
    named = Q(objective_id=target.objective_id)
    if not person.has_perm("objectives.record_measurement", objective_set) and not _is_named(person, named):
        raise errors.NotAllowed(
            "record_measurement", _("Chỉ trưởng, phó đơn vị và người được giao mục tiêu này mới ghi kết quả.")
        )
    check_issued(objective_set)


def check_update_task(person: Any, task: PlannedTask) -> None:
    """Whoever works in the unit, else the person named as responsible for the task or its objective."""
    objective_set = task.objective.set
    if not person.has_perm("objectives.update_task", objective_set):
        named = Q(objective_id=task.objective_id) & (Q(task=task) | Q(task__isnull=True))
        if not _is_named(person, named):
            raise errors.NotAllowed(
                "update_task", _("Chỉ người của đơn vị và người được giao mới cập nhật nhiệm vụ này.")
            )
    check_issued(objective_set)


def _is_named(person: Any, where: Q) -> bool:
    """Named by the set and still at work in its institution: a name alone, once every grant has ended, opens nothing."""
    return person.has_perm("objectives.view_set") and Responsibility.objects.filter(where, person=person).exists()


def check_as_of(objective_set: ObjectiveSet, as_of: date | None, on: date) -> None:
    """The day for which a result holds: given, not in the future, not far outside the period."""
    period = objective_set.period
    said = ""
    if as_of is None:
        said = _("Hãy ghi ngày của kết quả (tính đến ngày nào).")
    elif as_of > on:
        said = _("Ngày của kết quả chưa tới.")
    elif as_of < period.starts_on - EARLIEST or as_of > period.ends_on + LATEST:
        said = _("Ngày %(day)s nằm ngoài %(period)s quá xa. Hãy xem lại ngày.") % {
            "day": as_of.strftime("%d/%m/%Y"),
            "period": period.in_sentence,
        }
    if said:
        raise errors.Invalid("as_of", said, {"as_of": [said]})


def check_value(
    target: Target, value: Decimal | None, numerator: Decimal | None, denominator: Decimal | None
) -> Decimal:
    """The value to keep, with 4 decimals: as given, or numerator over denominator (times 100 for a percentage).

    Raises `Invalid` naming the faulty field.
    """
    if (numerator is None) != (denominator is None):
        _refuse("denominator" if denominator is None else "numerator", _("Hãy ghi cả tử số và mẫu số."))
    if numerator is None or denominator is None:
        if value is None:
            _refuse("value", _("Hãy ghi kết quả, hoặc tử số và mẫu số."))
        return _kept(target, value or Decimal(0))
    if denominator <= 0:
        _refuse("denominator", _("Mẫu số phải lớn hơn 0."))
    if numerator < 0:
        _refuse("numerator", _("Tử số không được âm."))
    for field, number in (("numerator", numerator), ("denominator", denominator)):
        if number >= Decimal(10) ** 14 or number != number.quantize(Decimal("0.0001")):
            _refuse(field, _("Ghi số có nhiều nhất 14 chữ số trước dấu phẩy và 4 chữ số sau dấu phẩy."))
    computed = _kept(target, numerator / denominator * (100 if target.unit.startswith("%") else 1))
    if value is not None and abs(value - computed) > AGREE:
        _refuse("value", _("Kết quả không khớp với tử số chia mẫu số."))
    return computed


def _kept(target: Target, value: Decimal) -> Decimal:
    if not value.is_finite() or abs(value) >= Decimal(10) ** 14:
        _refuse("value", _("Con số quá lớn."))
    if target.comparator == terms.ACHIEVED and value not in {Decimal(0), Decimal(1)}:
        _refuse("value", _("Chỉ tiêu này chỉ có “đạt” (1) hoặc “chưa đạt” (0)."))
    return value.quantize(Decimal("0.0001"))


def _refuse(field: str, message: str) -> None:
    raise errors.Invalid("measurement", message, {field: [message]})


def check_evaluate(person: Any, objective_set: ObjectiveSet) -> None:
    """Year-end evaluation of the set in force, by whoever answers for it."""
    if not person.has_perm("objectives.evaluate_set", objective_set):
        raise errors.NotAllowed(
            "evaluate_set", _("Thầy, cô không được đánh giá mục tiêu của %(unit)s.") % {"unit": objective_set.unit}
        )
    check_issued(objective_set)


def check_read_evaluation(person: Any, objective_set: ObjectiveSet, evaluation: Evaluation | None) -> None:
    """Once handed in: whoever may see the set. Before: who writes it, and who checks and approves what the unit hands in."""
    if evaluation is not None and evaluation.state != terms.EVALUATION_DRAFT:
        return
    if not any(person.has_perm(permission, objective_set) for permission in HANDLING):
        said = _("Báo cáo đánh giá của %(unit)s chưa nộp. Nộp xong thì ai xem được bộ mục tiêu cũng xem được báo cáo.")
        raise errors.NotAllowed("evaluation_draft", said % {"unit": objective_set.unit})


def check_read_report(person: Any, objective_set: ObjectiveSet, evaluation: Evaluation | None) -> None:
    """The report on paper. A school's (BM.ĐBCL-04.06) tells of every unit and its causes: for those who may see the units."""
    if not person.has_perm("objectives.view_set", objective_set):
        raise errors.NotFound("no_report", _("Báo cáo này dành cho Ban Giám hiệu và phòng KT-ĐBCL."))
    check_read_evaluation(person, objective_set, evaluation)


def check_evaluation_open(evaluation: Evaluation) -> None:
    if evaluation.state != terms.EVALUATION_DRAFT:
        raise errors.Conflict("evaluation_submitted", _("Báo cáo đánh giá đã nộp, không sửa được nữa."))


def check_evaluation_complete(gaps: Sequence[tuple[Objective, str]]) -> None:
    """`gaps`: objectives that are not met and have no cause, with their verdicts. The cause of each is demanded (seed 000, 5.3.6)."""
    if not gaps:
        return
    said = {
        terms.NOT_MEASURED: _("chưa đo: hãy ghi kết quả, hoặc lý do không đo."),
        terms.PARTLY_MET: _("đạt một phần: hãy ghi nguyên nhân."),
        terms.NOT_MET: _("không đạt: hãy ghi nguyên nhân."),
    }
    fields = {f"cause-{objective.public_id}": [_("Mục tiêu %(n)s %(said)s") % {"n": objective.number, "said": said[verdict]}]
              for objective, verdict in gaps}  # fmt: skip
    numbers = ", ".join(objective.number for objective, _verdict in gaps)
    raise errors.Invalid(
        "cause_missing",
        _("Chưa nộp được: còn %(count)s mục tiêu phải ghi nguyên nhân hoặc lý do (mục tiêu %(numbers)s).")
        % {"count": len(gaps), "numbers": numbers},
        fields,
    )


def can_measure(person: Any, target: Target) -> bool:
    return errors.allows(check_measure, person, target)


def can_update_task(person: Any, task: PlannedTask) -> bool:
    return errors.allows(check_update_task, person, task)


def can_evaluate(person: Any, objective_set: ObjectiveSet) -> bool:
    return errors.allows(check_evaluate, person, objective_set)


def can_read_report(person: Any, objective_set: ObjectiveSet, evaluation: Evaluation | None) -> bool:
    return errors.allows(check_read_report, person, objective_set, evaluation)


def can_read_evaluation(person: Any, objective_set: ObjectiveSet, evaluation: Evaluation | None) -> bool:
    return errors.allows(check_read_evaluation, person, objective_set, evaluation)
