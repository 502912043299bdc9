"""What the list and the page of a set show beside the content: lines, filters, what the person may do, the deed of the step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from khue.engine.procedures.language import machine, schema
from khue.foundation.kernel import errors
from khue.foundation.kernel.calendars import Calendar
from khue.foundation.ui import wording
from khue.people.organisation.models import Period
from khue.quality.objectives import queries, rules, terms
from khue.quality.objectives.queries import standing

FILTERS: tuple[tuple[str, Any, Callable[[queries.SetLine], bool]], ...] = (
    ("", __("Tất cả"), lambda line: True),
    ("tre", __("Trễ hạn"), lambda line: line.is_late),
    ("chua", __("Chưa lập"), lambda line: line.set is None),
    ("dang", __("Đang soạn"), lambda line: line.state == terms.DRAFT),
    ("cho", __("Chờ xem xét, phê duyệt"), lambda line: line.state in {terms.SUBMITTED, terms.APPROVED}),
    ("xong", __("Đã ban hành"), lambda line: line.state == terms.ISSUED),
)
DECIDING = frozenset({"review", "approve"})
_ICONS = {"review": "eye", "approve": "writing-sign", "issue": "news", "report": "chart-bar"}


@dataclass(frozen=True)
class Line:
    """One unit of the list, ready to show."""

    line: queries.SetLine
    state: standing.State
    track: list[dict[str, str]]
    due: wording.Due | None
    may_open: bool

    @property
    def track_label(self) -> str:
        here = next((one for one in self.track if one["kind"] in {"now", "back"}), None)
        if here is None:
            return _("Xong mọi bước")
        return _("Đang ở bước %(n)s %(name)s, trên %(all)s bước") % {
            "n": here["number"], "name": here["name"], "all": len(self.track)
        }  # fmt: skip


def lines(
    person: Any, found: Sequence[queries.SetLine], period: Period, calendar: Calendar, on: date, chosen: str
) -> list[Line]:
    """The lines that pass the chosen filter."""
    passes = next((test for code, _label, test in FILTERS if code == chosen), FILTERS[0][2])
    return [_line(person, one, calendar, on) for one in found if passes(one)]


def picks(found: Sequence[queries.SetLine]) -> list[tuple[str, str, int]]:
    """The filters that would show something, with how many."""
    counted = [(code, str(label), sum(map(test, found))) for code, label, test in FILTERS]
    return [one for one in counted if one[2] or not one[0]]


def _line(person: Any, line: queries.SetLine, calendar: Calendar, on: date) -> Line:
    found: Any = line.set
    if found is None:
        may = person.has_perm("objectives.create_set", line.unit)
        return Line(line, standing.State(_("Chưa lập"), "none"), [], None, may)
    flow = found.case.version.read().flow(found.case.flow) if found.case else None
    now = machine.restore(found.case.state) if found.case else None
    left = calendar.working_days_between(on, line.due_on) if line.due_on else None
    due = wording.due(left, line.due_on) if line.due_on else None
    return Line(line, standing.state(found, line.step, line.returns), standing.track(flow, now), due, False)


@dataclass(frozen=True)
class Button:
    """The deed of the present step: a link to its page, or why it cannot be done yet."""

    label: str
    href: str
    icon: str
    because: str = ""


def deed(person: Any, page: queries.SetPage, at: standing.Standing) -> Button | None:
    """For whoever decides the step; None for everybody else."""
    step, task = at.step, getattr(page.set, "task_public_id", "")
    if step is None or not task or not at.decides(person):
        return None
    if step.kind == "report":
        return Button(_("Đánh giá cuối năm"), reverse("objectives:evaluation", args=[page.set.public_id]), "chart-bar")
    href = reverse("objectives:deed", args=[page.set.public_id, task])
    return Button(_label(step), href, _ICONS.get(step.kind, "send"), _why_not(page, step))


def _label(step: schema.Step) -> str:
    if step.kind in DECIDING:
        return step.short or step.name
    return next((one.label for one in step.outcomes if one.primary), step.name)


def _why_not(page: queries.SetPage, step: schema.Step) -> str:
    """The same words as the refusal."""
    if step.kind not in {"draft", "finalise"}:
        return ""
    try:
        rules.check_not_empty(page.content)
    except errors.Refused as refusal:
        return refusal.message
    return ""


def may(person: Any, found: Any, on: date) -> dict[str, bool]:
    """What the page offers; every deed asks its rule again. Asks the database nothing."""
    issued = found.state == terms.ISSUED
    return {
        "edit": rules.can_edit(person, found),
        "comment": rules.can_comment(person, found, on),
        "respond": found.state == terms.DRAFT and person.has_perm("objectives.edit_set", found),
        "withdraw": rules.can_withdraw(person, found),
        "new_version": issued and person.has_perm("objectives.create_set", found),
        "measure": issued and person.has_perm("objectives.record_measurement", found),
        "evaluate": issued and person.has_perm("objectives.evaluate_set", found),
        "read_file": rules.can_edit(person, found) and person.has_perm("imports.import_plan", found),
        "follow": found.state in terms.READABLE,
    }


def forms(found: Any) -> tuple[tuple[str, str], ...]:
    """Code and title of the forms that the procedure asks for before the report: what the set is printed on."""
    return _forms(found, lambda step: step.kind != "report")


def report_form(found: Any) -> str:
    """The code of the form of the year-end report; empty when the procedure names none."""
    return next((code for code, _title in _forms(found, lambda step: step.kind == "report")), "")


def _forms(found: Any, chosen: Callable[[schema.Step], bool]) -> tuple[tuple[str, str], ...]:
    if found.case is None:
        return ()
    procedure = found.case.version.read()
    flow = procedure.flow(found.case.flow)
    titles = {form.code: form.title for form in procedure.forms}
    codes = dict.fromkeys(code for step in flow.steps if chosen(step) for code in step.forms) if flow else {}
    return tuple((code, titles.get(code, code)) for code in codes)
