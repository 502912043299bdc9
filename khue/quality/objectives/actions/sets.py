"""Opening a set (empty or from last year), a new version of an issued one, and withdrawing a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from khue.engine.calls import queries as calls
from khue.engine.calls import terms as call_terms
from khue.engine.procedures import queries as procedures
from khue.engine.procedures.actions import cases
from khue.engine.procedures.models import Case
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock, errors, text
from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import contents, rules, terms
from khue.quality.objectives.actions import copying, editing, journal
from khue.quality.objectives.models import Objective, ObjectiveSet
from khue.quality.objectives.queries import rows

SUBJECT = "objectives.objectiveset"
SCHOOL, UNIT = terms.SCHOOL_FLOW, "unit"
CALL = "objectives"
"""The kind of call that asks the units for their objectives (`objectives.calls`)."""


@transaction.atomic
def open_set(
    *,
    unit: Unit,
    period: Period,
    by: Any,
    at: datetime,
    copy_from: ObjectiveSet | None = None,
    receiving: bool = False,
) -> ObjectiveSet:
    """Begin the objectives of a unit (or of the institution itself) for a period, and start the case of the right flow.

    `copy_from`, a set of the same unit: its objectives come along as a draft, those to be carried over first, each target with
    last year's result as its baseline, times moved by the years between.
    `receiving`: for the file that the unit sent. Raises `NotAllowed`, `Conflict`, `Invalid`.
    """
    trail.take_turn((unit.institution or unit).pk)
    rules.check_create(by, unit, period, receiving=receiving)
    if copy_from is not None:
        _check_source(copy_from, unit)
        rules.check_view(by, copy_from)
    objective_set = _create(unit, period, at)
    copied = copying.from_last_year(copy_from, period) if copy_from is not None else None
    if copied is not None:
        editing.write(objective_set, copied.content, copied.serves, copied.sources)
    _start_case(objective_set, by, at)
    data = {
        "title": objective_set.title,
        "copied": _("từ “%(title)s”") % {"title": copy_from.title} if copy_from is not None else "",
        "objectives": len(copied.content.objectives) if copied else 0,
    }
    journal.record(objective_set, "objectives.set.opened", by, at, data=data)
    return objective_set


@transaction.atomic
def open_called(*, units: Sequence[Unit], period: Period, due_on: date, by: Any, at: datetime) -> list[ObjectiveSet]:
    """The empty sets of units that a call asks for objectives by a day; who may is the question of the call.

    The units fill them themselves (`start_from`, a file, by hand). The same number of statements at any number of units of one
    institution. Raises `Conflict` when somebody opened one in the same second.
    """
    if not units:
        return []
    trail.take_turn((units[0].institution or units[0]).pk)
    newest = ObjectiveSet.objects.filter(period=period, unit__in=units).values_list("unit").annotate(Max("version"))
    versions = dict(newest)
    made = _save_new([_new(unit, period, at, version=versions.get(unit.pk, 0) + 1) for unit in units])
    _start_cases(made, {call_terms.DEADLINE: due_on}, by, at)
    lines = [journal.line(one, "objectives.set.called", {"title": one.title}) for one in made]
    trail.record_all(institution=made[0].institution_id, by=by, at=at, entries=lines)
    return made


@transaction.atomic
def start_from(*, objective_set: ObjectiveSet, copy_from: ObjectiveSet, by: Any, at: datetime) -> ObjectiveSet:
    """Fill a set that is still empty from an earlier one of the same unit, as `open_set` does for a new one."""
    rules.check_edit(by, objective_set)
    _check_source(copy_from, objective_set.unit)
    rules.check_view(by, copy_from)
    if Objective.objects.filter(set=objective_set).exists():
        raise errors.Conflict("set_not_empty", _("Bộ mục tiêu đã có nội dung. Chỉ lấy lại năm trước khi còn trống."))
    journal.claim(objective_set, objective_set.revision, at)
    copied = copying.from_last_year(copy_from, objective_set.period)
    editing.write(objective_set, copied.content, copied.serves, copied.sources)
    data = {"from": copy_from.title, "objectives": len(copied.content.objectives)}
    journal.record(objective_set, "objectives.set.copied", by, at, data=data)
    return objective_set


def _check_source(copy_from: ObjectiveSet, unit: Unit) -> None:
    if copy_from.unit_id != unit.pk:
        raise errors.Invalid("copy_from", _("Chỉ lấy lại được mục tiêu của chính đơn vị này."))


def _create(unit: Unit, period: Period, at: datetime, **more: Any) -> ObjectiveSet:
    return _save_new([_new(unit, period, at, **{"version": next_version(unit, period), **more})])[0]


def _new(unit: Unit, period: Period, at: datetime, **more: Any) -> ObjectiveSet:
    return ObjectiveSet(
        institution=unit.institution or unit,
        unit=unit,
        period=period,
        title=title_of(unit, period),
        created_at=at,
        updated_at=at,
        **more,
    )


def _save_new(made: list[ObjectiveSet]) -> list[ObjectiveSet]:
    try:
        with transaction.atomic():
            return ObjectiveSet.objects.bulk_create(made)
    except IntegrityError:
        # Somebody else did the same in the same moment, or one person pressed the button twice.
        there = ObjectiveSet.objects.filter(period=made[0].period, unit__in=[one.unit for one in made], is_current=True)
        title = there.values_list("title", flat=True).first() or made[0].title
        said = _("“%(title)s” vừa được lập ở một cửa sổ khác. Hãy tải lại danh sách rồi mở bộ đó.")
        raise errors.Conflict("set_exists", said % {"title": title}) from None


def title_of(unit: Unit, period: Period) -> str:
    """“Mục tiêu chất lượng Khoa Cơ khí, năm học 2026 - 2027”."""
    when = period.name[:1].lower() + period.name[1:]
    return _("Mục tiêu chất lượng %(unit)s, %(period)s") % {"unit": unit.name, "period": when}


def next_version(unit: Unit, period: Period) -> int:
    versions = ObjectiveSet.objects.filter(unit=unit, period=period).order_by("-version")
    return (versions.values_list("version", flat=True).first() or 0) + 1


def _start_case(objective_set: ObjectiveSet, by: Any, at: datetime) -> Case:
    called = None
    if not objective_set.is_school_level and objective_set.replaces_id is None:
        called = calls.deadline_of(CALL, objective_set.unit, objective_set.period)
    return _start_cases([objective_set], {call_terms.DEADLINE: called} if called is not None else {}, by, at)[0]


def _start_cases(made: Sequence[ObjectiveSet], dates: Mapping[str, date], by: Any, at: datetime) -> list[Case]:
    """Of sets of one institution, one level and one period."""
    first = made[0]
    procedure, flow = _flow(first.institution, SCHOOL if first.is_school_level else UNIT, at)
    started = cases.start(
        institution=first.institution,
        subject_type=SUBJECT,
        subjects=[cases.Subject(id=one.pk, title=one.title, unit=one.unit) for one in made],
        period=first.period,
        flow=flow,
        procedure=procedure,
        dates=dates,
        by=by,
        at=at,
    )
    for one, case in zip(made, started, strict=True):
        one.case = case
    ObjectiveSet.objects.bulk_update(made, ["case"])
    return started


def _flow(institution: Unit, level: str, at: datetime) -> tuple[str, str]:
    """The procedure in force, and its flow, that ends in issuing objectives of that level. Which one is the school's own choice."""
    found = [
        (version.procedure.code, flow.code)
        for version in procedures.versions_in_force(institution, clock.today(at))
        for flow in version.read().flows
        if flow.level == level and any("objectives.issue" in outcome.effects for _step, outcome in flow.edges())
    ]
    if not found:
        raise errors.Conflict(
            "no_procedure",
            _("%(unit)s chưa cài quy trình lập mục tiêu chất lượng. Hãy cài quy trình trước.") % {"unit": institution},
        )
    if len(found) > 1:
        codes = ", ".join(code for code, _flow_code in found)
        raise errors.Conflict(
            "which_procedure", _("Có nhiều quy trình lập mục tiêu đang hiệu lực: %(codes)s.") % {"codes": codes}
        )
    return found[0]


@transaction.atomic
def new_version(*, objective_set: ObjectiveSet, reason: str, by: Any, at: datetime) -> ObjectiveSet:
    """A draft that will replace an issued set once it is issued itself; until then the old one stays in force.

    The content comes along, each part knowing where it came from. Raises `NotAllowed`, `Conflict`, `Invalid` (no reason).
    """
    reason = _reason(reason, _("Hãy ghi lý do điều chỉnh."))
    objective_set = journal.hold(objective_set)
    rules.check_new_version(by, objective_set)
    new = _create(objective_set.unit, objective_set.period, at, replaces=objective_set, swot=objective_set.swot)
    old_content = rows.content_of(objective_set)
    fresh = contents.SetContent(tuple(one.fresh() for one in old_content.objectives), old_content.swot)
    written = editing.write(new, fresh, _serves_of(objective_set))
    copying.note_origins(written, old_content)
    ObjectiveSet.objects.filter(pk=objective_set.pk).update(is_current=False)
    objective_set.is_current = False
    _start_case(new, by, at)
    data = {"version": new.version, "reason": reason, "replaces": objective_set.public_id}
    journal.record(new, "objectives.set.versioned", by, at, data=data)
    return new


def _serves_of(objective_set: ObjectiveSet) -> Mapping[str, Objective]:
    found = Objective.objects.filter(served_by__set=objective_set).distinct()
    return {row.public_id: row for row in found}


@transaction.atomic
def withdraw(*, objective_set: ObjectiveSet, reason: str, by: Any, at: datetime) -> ObjectiveSet:
    """Give up a draft; its case ends, the version it was to replace is the current one again."""
    reason = _reason(reason, _("Hãy ghi lý do hủy."))
    rules.check_withdraw(by, objective_set)
    rules.check_transition(objective_set, terms.WITHDRAWN)
    journal.claim(objective_set, objective_set.revision, at, state=terms.WITHDRAWN, is_current=False)
    if objective_set.replaces_id:
        ObjectiveSet.objects.filter(pk=objective_set.replaces_id).update(is_current=True)
        ObjectiveSet.objects.filter(pk=objective_set.pk).update(replaces=None)
    if objective_set.case is not None:
        cases.close(case=objective_set.case, reason=reason, by=by, at=at)
    journal.record(objective_set, "objectives.set.withdrawn", by, at, data={"reason": reason})
    return objective_set


def _reason(reason: str, needed: str) -> str:
    reason = text.nfc(reason).strip()
    if not reason:
        raise errors.Invalid("reason", needed, {"reason": [needed]})
    return reason
