"""The flow chart in words: the text for screen readers and the ordered list for phones, from the same facts as the picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from khue.engine.procedures.language import deadlines, machine, schema
from khue.foundation.kernel import clock

Stage = Literal["done", "now", "next"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a case when its chart is drawn; without a state the chart shows the procedure itself.

    `due_on` and `days_left` (working days, negative = late) belong to the present step; `holder` names who has it.
    """

    state: machine.State | None = None
    due_on: date | None = None
    days_left: int | None = None
    holder: str = ""
    due_dates: Mapping[str, date] = field(default_factory=dict)

    def stage(self, step: schema.Step) -> Stage:
        """Whether the step is behind us, present, or still to come."""
        if self.state is None:
            return "next"
        if self.state.is_running and self.state.step == step.code:
            return "now"
        return "done" if self.done_on(step) else "next"

    def done_on(self, step: schema.Step) -> date | None:
        """The local day the step was last left, if it still counts as done."""
        passed = self.state.passed if self.state else ()
        return next((clock.today(one.at) for one in reversed(passed) if one.step == step.code), None)

    def returned_on(self, step: schema.Step, outcome: schema.Outcome) -> date | None:
        """The local day of the latest return along this edge."""
        returns = self.state.returns if self.state else ()
        found = (one for one in reversed(returns) if (one.step, one.outcome) == (step.code, outcome.code))
        return next((clock.today(one.at) for one in found), None)


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the list for phones: the dot's number, the name, what is to be said below it."""

    step: str
    number: str
    name: str
    detail: str
    stage: Stage


def describe(flow: schema.Flow, facts: Facts) -> str:
    """The whole chart as sentences, one a step, returns included."""
    return " ".join(_sentence(step, facts) for step in flow.steps)


def items(flow: schema.Flow, facts: Facts) -> tuple[Item, ...]:
    """The steps in order, as the phone shows them instead of the picture."""
    return tuple(
        Item(
            step=step.code,
            number=step.code.rstrip("abcdefghijklmnopqrstuvwxyz") or step.code,
            name=f"{step.code}. {step.name}" + (" (đang làm)" if facts.stage(step) == "now" else ""),
            detail=_detail(step, facts),
            stage=facts.stage(step),
        )
        for step in flow.steps
    )


def when(step: schema.Step, facts: Facts) -> str:
    """What stands above the box: “xong 25/9”, “hạn 15/10, còn 1 ngày”, or the time limit of the paper."""
    stage = facts.stage(step)
    if stage == "done" and (done := facts.done_on(step)):
        return f"xong {short_day(done)}"
    if stage == "now" and facts.due_on:
        return ", ".join(one for one in (f"hạn {short_day(facts.due_on)}", days_left(facts.days_left)) if one)
    if planned := facts.due_dates.get(step.code):
        return f"hạn {short_day(planned)}"
    return deadlines.due_text(step.time_limit)


def days_left(count: int | None) -> str:
    """“còn 3 ngày”, “hôm nay”, “trễ 2 ngày” (working days); empty when not known."""
    if count is None:
        return ""
    if count == 0:
        return "hôm nay"
    return f"còn {count} ngày" if count > 0 else f"trễ {-count} ngày"


def edge_label(step: schema.Step, outcome: schema.Outcome, facts: Facts) -> str:
    """What is written on a way that needs words: “Đã trả lại 12/10/2026”, “Nếu không phù hợp: về bước 1”."""
    if returned := facts.returned_on(step, outcome):
        return f"Đã trả lại {long_day(returned)}"
    said = outcome.note or outcome.label
    return f"{said}: về bước {outcome.to}" if outcome.back else said


def short_day(day: date) -> str:
    """25/9, 02/10, 05/02: as NĐ 30/2020 writes days under 10 and the months 1 and 2."""
    return f"{day.day:02d}/{day.month:02d}" if day.month < 3 else f"{day.day:02d}/{day.month}"


def long_day(day: date) -> str:
    """The same with the year: 02/10/2026."""
    return f"{short_day(day)}/{day.year}"


def _sentence(step: schema.Step, facts: Facts) -> str:
    parts = [f"Bước {step.code} {step.name}"]
    stage = facts.stage(step)
    if stage == "done" and (done := facts.done_on(step)):
        parts[0] += f", đã xong {long_day(done)}"
    if stage == "now":
        parts[0] += ", đang làm" + (f", hạn {long_day(facts.due_on)}" if facts.due_on else "")
    parts.extend(_return(step, outcome, facts) for outcome in step.outcomes if outcome.back)
    return "; ".join(parts) + "."


def _return(step: schema.Step, outcome: schema.Outcome, facts: Facts) -> str:
    said = (outcome.note or outcome.label).lower()
    times = (
        sum((one.step, one.outcome) == (step.code, outcome.code) for one in facts.state.returns) if facts.state else 0
    )
    last = facts.returned_on(step, outcome)
    already = f", đã trả lại {times} lần, lần gần nhất ngày {long_day(last)}" if last else ""
    return f"{said} thì trả lại bước {outcome.to}{already}"


def _detail(step: schema.Step, facts: Facts) -> str:
    stage = facts.stage(step)
    who = facts.holder if stage == "now" and facts.holder else step.who_short
    parts = [who]
    if stage == "done" and (done := facts.done_on(step)):
        parts.append(f"xong {long_day(done)}")
    elif stage == "now" and facts.due_on:
        parts.append(f"hạn {long_day(facts.due_on)}")
    elif limit := deadlines.due_text(step.time_limit):
        parts.append(limit[0].lower() + limit[1:])
    detail = ", ".join(one for one in parts if one)
    backs = [edge_label(step, one, Facts()) for one in step.outcomes if one.back] if stage != "done" else []
    return "; ".join([detail, *(back[0].lower() + back[1:] for back in backs)])


def part_of(step: schema.Step, where: str) -> str:
    """The part of a step that a fault names, in words: “lối ra “Trả lại””, “người Trưởng đơn vị”; "" for the step itself."""
    way = step.outcome(where)
    if way is not None:
        return f"lối ra “{way.label or way.code}”"
    who = next((one for one in step.responsible if one.role == where), None) if where else None
    if who is not None:
        return f"người “{who.label or who.role}”"
    kind, _bracket, number = where.removesuffix("]").partition("[")
    return f"{ {'responsible': 'người', 'outcomes': 'lối ra'}.get(kind, kind) } {number}".strip()


def ways(step: schema.Step) -> str:
    """The outcomes of a step in words: “Trình phê duyệt → bước 4; Trả lại → bước 3”."""
    return "; ".join(
        f"{one.label} → {'kết thúc' if one.to == schema.END else f'bước {one.to}'}" for one in step.outcomes
    )


def columns(step: schema.Step, procedure: schema.Procedure, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Everything of a step that may differ between two issues, by its name; `labels` are the words for effects and conditions."""

    def of_ways(names: Callable[[schema.Outcome], tuple[str, ...]]) -> str:
        told = ((one.label, ", ".join(labels.get(name, name) for name in names(one))) for one in step.outcomes)
        return "; ".join(f"{way}: {said}" for way, said in told if said)

    return [
        ("Tên bước", step.name),
        ("Công việc", step.work),
        ("Thời gian", deadlines.due_text(step.time_limit)),
        ("Trách nhiệm", people(step, procedure)),
        ("Biểu mẫu", ", ".join(step.forms)),
        ("Lối ra", ways(step)),
        ("Điều kiện", of_ways(lambda way: way.gates)),
        ("Việc tự động", of_ways(lambda way: way.effects)),
    ]


def people(step: schema.Step, procedure: schema.Procedure | None = None) -> str:
    """Who has a step, as the column “Trách nhiệm” says it; a pair as “Chủ trì: …; phối hợp: …”. Who is not named there is called by
    the title that the procedure gives the role."""
    titles = {role.code: role.title for role in procedure.roles} if procedure else {}
    led, helped, others = (_named(step, duty, titles) for duty in ("lead", "supporting", ""))
    parts = [f"Chủ trì: {led}" if led else "", f"phối hợp: {helped}" if helped else "", others]
    return "; ".join(part for part in parts if part)


def _named(step: schema.Step, duty: str, titles: Mapping[str, str]) -> str:
    found = [
        one.label or one.person or one.unit or titles.get(one.role, one.role)
        for one in step.responsible
        if one.duty == duty
    ]
    return ", ".join(dict.fromkeys(found))
