"""Where a set stands in its procedure, in words: state, deadline, who has it, what comes next. Asks the database nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from khue.engine.procedures.language import chart, deadlines, machine, outline, schema
from khue.foundation.kernel.calendars import Calendar
from khue.foundation.ui import wording
from khue.people.access import backend
from khue.quality.objectives import rules, terms
from khue.quality.objectives.models import ObjectiveSet
from khue.quality.objectives.queries import workdays

_SETTLED = {
    terms.APPROVED: (__("Đã phê duyệt, chờ ban hành"), "wait"),
    terms.ISSUED: (__("Đã ban hành"), "ok"),
    terms.SUPERSEDED: (__("Đã có bản thay thế"), "none"),
    terms.RECALLED: (__("Đã thu hồi"), "back"),
    terms.WITHDRAWN: (__("Đã hủy"), "none"),
}


@dataclass(frozen=True)
class State:
    """A state in words and the kind of its badge."""

    text: str
    kind: str


@dataclass(frozen=True)
class Standing:
    """One set on one day. `set` comes from `set_for` with `days_off`, or with the calendar handed in."""

    set: Any
    on: date
    calendar: Calendar

    @cached_property
    def step(self) -> schema.Step | None:
        return rules.step_of(self.set)

    @cached_property
    def flow(self) -> schema.Flow | None:
        case = self.set.case
        return case.version.read().flow(case.flow) if case else None

    @cached_property
    def now(self) -> machine.State | None:
        return machine.restore(self.set.case.state) if self.set.case else None

    @property
    def returns(self) -> tuple[machine.Return, ...]:
        return self.now.returns if self.now else ()

    @cached_property
    def returned(self) -> machine.Return | None:
        """The last return, while the work it asked for is going on."""
        return self.returns[-1] if self.returns and self.set.state == terms.DRAFT else None

    @cached_property
    def returned_by(self) -> str:
        """The step that sent it back, and whose step that is."""
        step = self.flow.step(self.returned.step) if self.flow and self.returned else None
        return f"{step.who_short}, {_('bước')} {step.code}. {step.short or step.name}" if step else ""

    @property
    def returned_by_check(self) -> bool:
        """A check sent it back, so that there is a paper with its remarks."""
        step = self.flow.step(self.returned.step) if self.flow and self.returned else None
        return step is not None and step.kind == "review"

    @property
    def due_on(self) -> date | None:
        return getattr(self.set, "task_due_on", None) if self.step else None

    @property
    def days_left(self) -> int | None:
        return self.calendar.working_days_between(self.on, self.due_on) if self.due_on else None

    @property
    def due(self) -> wording.Due:
        if self.set.state == terms.ISSUED and not self.due_on and self.set.issued_at:
            return wording.Due("done", _("Ban hành %(date)s") % {"date": wording.day(self.set.issued_at)})
        return wording.due(self.days_left, self.due_on)

    @property
    def limit(self) -> str:
        """The time limit of the step as the procedure prints it."""
        return deadlines.due_text(self.step.time_limit) if self.step else ""

    @property
    def holder(self) -> str:
        return self.step.who_short if self.step else ""

    @property
    def next_step(self) -> schema.Step | None:
        """Where the primary way leads; None at the end."""
        ways = sorted(self.step.outcomes, key=lambda one: not one.primary) if self.step else []
        return self.flow.step(ways[0].to) if ways and self.flow else None

    @property
    def next_limit(self) -> str:
        return deadlines.due_text(self.next_step.time_limit) if self.next_step else ""

    @cached_property
    def chart(self) -> chart.Chart | None:
        if self.flow is None:
            return None
        return chart.layout(self.flow, outline.Facts(self.now, self.due_on, self.days_left, self.holder))

    @cached_property
    def state(self) -> State:
        return state(self.set, self.step, len(self.returns))

    def decides(self, person: Any) -> bool:
        """Whether the person holds a role that may close the present step (the action asks again)."""
        if self.step is None:
            return False
        entrusted = getattr(self.set, "is_entrusted", False)  # comes with `set_for`: a council, another room, a name
        return entrusted or any(_holds(person, one, self.set) for one in self.step.deciders)


def of(found: Any, on: date) -> Standing:
    """The standing of a set that came with `days_off`."""
    return Standing(found, on, workdays.calendar(found.days_off))


def state(found: ObjectiveSet, step: schema.Step | None, returns: int) -> State:
    """“Trả lại lần 1, đang hoàn chỉnh”, “Chờ phê duyệt”, “Đã ban hành”."""
    if found.state in _SETTLED:
        text, kind = _SETTLED[found.state]
        return State(str(text), kind)
    doing = _lower(step.short or step.name) if step else ""
    if found.state == terms.SUBMITTED:
        return State(_("Chờ %(deed)s") % {"deed": doing} if doing else _("Đã trình"), "wait")
    if returns:
        again = _("Trả lại lần %(n)s") % {"n": returns}
        return State(_("%(again)s, đang %(deed)s") % {"again": again, "deed": doing} if doing else again, "back")
    return State(_("Đang %(deed)s") % {"deed": doing} if doing else _("Đang soạn"), "draft")


def track(flow: schema.Flow | None, now: machine.State | None) -> list[dict[str, str]]:
    """The steps as dots: done, now, back (now, after a return), to come."""
    if flow is None or now is None:
        return []
    facts = outline.Facts(now)
    back = bool(now.returns) and now.returns[-1].at == now.entered_at
    kinds = {"done": "done", "now": "back" if back else "now", "next": ""}
    return [
        {"number": step.code, "kind": kinds[facts.stage(step)], "name": step.short or step.name} for step in flow.steps
    ]


def _holds(person: Any, one: schema.Responsible, found: ObjectiveSet) -> bool:
    return not one.unit and any(
        grant.role == one.role and grant.institution_id == found.institution_id and _placed(grant, one.scope, found)
        for grant in backend.held_by(person)
    )


def _placed(grant: backend.Held, scope: str, found: ObjectiveSet) -> bool:
    if scope == "in":  # the unit of the case: the heir's, where the set's own has ended
        return found.case is not None and grant.unit_id == found.case.unit_id
    over = found.unit.path.startswith(grant.path)
    return over if scope == "over" else over or grant.path.startswith(found.unit.path)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
