"""The yearly call for objectives (seed 001): what it opens in a unit, how far each unit is, whom to remind, the papers it rests on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

import yaml
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khue.engine.calls import hooks, terms
from khue.engine.calls.models import Call
from khue.engine.procedures import queries as procedures
from khue.engine.procedures.actions import cases
from khue.engine.procedures.models import Task
from khue.engine.records import documents
from khue.engine.records import queries as records
from khue.foundation.kernel import clock
from khue.people.accounts.models import Person
from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import printing
from khue.quality.objectives import terms as states
from khue.quality.objectives.actions import sets
from khue.quality.objectives.models import ObjectiveSet
from khue.quality.objectives.queries import earlier, lists, standing

_STAGES = {"review": terms.CHECKING, "approve": terms.DECIDING, "issue": terms.DECIDING}
_DECIDING = frozenset({"review", "approve", "issue"})


class ObjectivesCall:
    """Every unit writes its objectives and plan for the year."""

    code = sets.CALL
    label = gettext_lazy("Lập mục tiêu chất lượng cấp đơn vị")

    def opening(self, period: Period) -> hooks.Opening:
        told = _pack()
        return hooks.Opening(f"{told['title']}, {period.in_sentence}", told["text"].strip(), told.get("form", ""))

    def units(self, period: Period) -> Sequence[Unit]:
        expected = lists.expected_units(period.institution_id, period)
        return list(expected.exclude(pk=period.institution_id).select_related("institution"))

    def forms(self, institution: Unit, on: date) -> Sequence[tuple[str, str]]:
        found = {
            form.code: form.title
            for form in records.forms(institution)
            if form.kind in printing.TEMPLATES and (form.effective_on is None or form.effective_on <= on)
        }
        return list(found.items())

    def begin(self, call: Call, units: Sequence[Unit], *, by: Any, at: datetime) -> None:
        begun = _current(call, [unit.pk for unit in units])
        missing = [unit for unit in units if unit.pk not in begun]
        sets.open_called(units=missing, period=call.period, due_on=call.ends_on, by=by, at=at)
        self._date(begun.values(), dict.fromkeys(begun, call.ends_on), by, at)

    def set_deadline(self, call: Call, ends: Mapping[int, date], *, by: Any, at: datetime) -> None:
        self._date(_current(call, ends).values(), ends, by, at)

    def _date(self, found: Collection[ObjectiveSet], ends: Mapping[int, date], by: Any, at: datetime) -> None:
        for one in found:
            if one.case is not None and one.case.status == "open":
                cases.set_date(case=one.case, name=terms.DEADLINE, on=ends[one.unit_id], by=by, at=at)

    def survey(self, person: Any, call: Call, on: date) -> hooks.Survey:
        lines = lists.begun(person, call.period, on=on)
        units = {line.unit.pk: _progress(person, line, on) for line in lines if not line.unit.is_institution}
        matrix = f"{reverse('objectives:matrix')}?nam={call.period.code}"
        return hooks.Survey(units, _sources(call, lines), ((_("Ma trận bao phủ"), matrix),))

    def holders(self, call: Call, units: Collection[int], *, at: datetime) -> Mapping[int, list[Person]]:
        open_tasks = Task.objects.filter(
            closed_at__isnull=True, case__in=[one.case_id for one in _current(call, units).values()]
        )
        tasks = list(open_tasks)
        found = procedures.holders_by_task(tasks, at)
        return {task.unit_id: found[task.pk] for task in tasks}

    def bases(self, call: Call) -> Sequence[str]:
        school = earlier.in_force(call.institution, call.period)
        if school is None or school.decided_on is None:
            return ()
        return (
            (
                f"Căn cứ Quyết định số {school.decision_number} {printing.in_full(school.decided_on)} của"
                f" {call.institution.name} về việc ban hành mục tiêu chất lượng của Trường {call.period.in_sentence};"
            ),
        )

    def template(self, call: Call, unit: Unit | None = None) -> documents.AdministrativeDocument:
        form = records.form(call.institution, call.form_code, call.issued_on)
        return printing.blank(form, call.period, unit)


def register() -> None:
    """Make the kind known to the engine."""
    hooks.register(ObjectivesCall())


@cache
def _pack() -> dict[str, Any]:
    kinds = yaml.safe_load((settings.PACKS / "calls.yaml").read_text(encoding="utf-8"))["kinds"]
    return next(one for one in kinds if one["code"] == sets.CALL)


def _sources(call: Call, lines: Sequence[lists.SetLine]) -> Sequence[tuple[str, str]]:
    """The school's own objectives, once issued: what every unit's follow."""
    school = next((one.set for one in lines if one.unit.is_institution and one.state == states.ISSUED), None)
    if school is None:
        return ()
    said = _("Mục tiêu chất lượng của Trường, %(period)s (Quyết định số %(number)s)")
    said %= {"period": call.period.in_sentence, "number": school.decision_number}
    return ((said, reverse("objectives:set", args=[school.public_id])),)


def _current(call: Call, units: Collection[int]) -> dict[int, ObjectiveSet]:
    """The present set of each unit that has one, with its case. One statement."""
    rows = ObjectiveSet.objects.filter(
        institution_id=call.institution_id, period_id=call.period_id, is_current=True, unit__in=list(units)
    ).exclude(state=states.WITHDRAWN)
    return {one.unit_id: one for one in rows.select_related("case", "unit").defer("frozen", "swot")}


def _progress(person: Any, line: lists.SetLine, on: date) -> hooks.Progress:
    found: Any = line.set
    at = standing.Standing(found, on, _NO_CALENDAR)
    answered = found.state == states.ISSUED
    steps = [one for one in standing.track(at.flow, at.now) if not _is_report(at, one["number"])]
    step = line.step
    deed = _deed(person, at) if not answered else ("", "")
    stage = _stage(line)
    return hooks.Progress(
        stage=stage,
        state=_("Chưa bắt đầu") if stage == terms.UNTOUCHED else at.state.text,
        kind="none" if stage == terms.UNTOUCHED else at.state.kind,
        steps=[{**one, "kind": "done"} for one in steps] if answered else steps,
        step=f"{step.code} {step.short or step.name}" if step is not None and not answered else "",
        holder=_("Đơn vị thực hiện") if answered else line.holder_name or at.holder,
        holder_note=_note(line, at.holder, answered),
        due_on=None if answered else line.due_on,
        answered_on=clock.today(found.issued_at) if answered and found.issued_at else None,
        answer=found.decision_number,
        returns=line.returns if at.returned else 0,
        href=reverse("objectives:set", args=[found.public_id]),
        deed=deed[0],
        href_of_deed=deed[1],
    )


def _note(line: lists.SetLine, holder: str, answered: bool) -> str:
    if answered:
        return _("Số %(n)s") % {"n": line.set.decision_number} if line.set and line.set.decision_number else ""
    return holder if line.holder_name else ""


def _stage(line: lists.SetLine) -> str:
    if line.state == states.ISSUED:
        return terms.ANSWERED
    if line.state == states.DRAFT:
        return terms.WRITING if line.objectives or line.returns else terms.UNTOUCHED
    return _STAGES.get(line.step.kind if line.step else "", terms.DECIDING)


def _deed(person: Any, at: standing.Standing) -> tuple[str, str]:
    """The button of whoever has to check, approve or issue now."""
    if at.step is None or at.step.kind not in _DECIDING or not at.decides(person):
        return "", ""
    return at.step.short or at.step.name, reverse("objectives:set", args=[at.set.public_id])


def _is_report(at: standing.Standing, number: str) -> bool:
    step = at.flow.step(number) if at.flow else None
    return step is not None and step.kind == "report"


_NO_CALENDAR: Any = None  # the board counts days itself
