"""What would change for a running case if it went on by another issue of its procedure: pure comparison, nothing is moved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from khue.engine.procedures.language import deadlines, lives, machine, outline, schema, standing, telling

MOVED = "moved"
"""The outcome of the event by which a case went over to another issue."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different from the present step on: which step, what of it, before and after ("" = not there)."""

    step: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Where the case stands and where it would (`there`, one of `choices`); `refusal` says why it cannot be moved ("" when it can)."""

    here: schema.Step
    there: standing.Stand | None
    changes: tuple[Change, ...]
    refusal: str = ""
    choices: tuple[standing.Stand, ...] = ()


def preview(
    old: schema.Procedure,
    new: schema.Procedure,
    state: machine.State,
    life: lives.Life | None = None,
    subject: lives.Subject | None = None,
    step: str = "",
) -> Preview:
    """What the move means for a case in this state. Steps are the same when they have the same code in the same flow.

    It stays at its step, or goes to `step`: one at which what it is about (`subject`, as it is now) comes to the end by the new
    issue, if need be after deeds that take back. Without a wish it is the nearest such step; where its own step is gone, somebody
    must choose.
    """
    here = machine.present(old, state)
    flow = new.flow(state.flow)
    if not state.is_running:
        return Preview(here, None, (), "Lượt thực hiện này đã kết thúc.")
    if flow is None:
        return Preview(here, None, (), f"Lần ban hành {new.issue_number} không có lưu đồ “{state.flow}”.")
    choices = standing.stands(flow, life, subject, standing.behind(flow, state))
    there = _chosen(choices, step) if step or flow.step(state.step) else None
    if there is None:
        return Preview(here, None, (), _nowhere(new, flow, state, life, subject, step), choices)
    before = old.flow(state.flow)
    assert before is not None  # the state is of this flow
    after = moved(new, state, there, state.entered_at)
    return Preview(here, there, tuple(_changes(before, flow, after)), choices=choices)


def _chosen(choices: tuple[standing.Stand, ...], step: str) -> standing.Stand | None:
    return next((one for one in choices if one.step.code == (step or one.step.code)), None)


def moved(
    new: schema.Procedure, state: machine.State, there: standing.Stand, at: datetime, reason: str = ""
) -> machine.State:
    """The state by the other issue. What was passed and is no step any more stays in the history only; going to a step that was
    passed is a return."""
    flow = new.flow(state.flow)
    assert flow is not None  # preview refused otherwise
    code = there.step.code
    passed = tuple(one for one in state.passed if flow.step(one.step))
    if code == state.step:
        return replace(state, passed=passed)
    if code not in {one.step for one in passed}:
        return replace(state, step=code, entered_at=at, passed=passed)
    back = machine.Return(state.step, code, MOVED, at, reason)
    return replace(
        state, step=code, round=state.round + 1, entered_at=at, returns=(*state.returns, back),
        passed=machine.before(passed, code),
    )  # fmt: skip


def _nowhere(
    new: schema.Procedure, flow: schema.Flow, state: machine.State, life: lives.Life | None,
    subject: lives.Subject | None, step: str,
) -> str:  # fmt: skip
    """Why it can stand nowhere, or not at the step that was wished."""
    wished = flow.step(step or state.step)
    if wished is None or life is None or subject is None:
        return f"Lần ban hành {new.issue_number} không có bước {step or state.step}. Hãy chọn bước mà lượt này sẽ đứng."
    found = standing.why_not(flow, life, subject, wished)
    why = f" Bước {found.step}: {telling.sentence(flow, life, found)}" if found else ""
    told = life.in_words({subject.state})
    return f"Theo lần ban hành {new.issue_number}, khi {life.thing} {told} thì lượt này không đứng ở bước {wished.code} được.{why}"


def _changes(old: schema.Flow, new: schema.Flow, state: machine.State) -> list[Change]:
    done = {one.step for one in state.passed}
    codes = dict.fromkeys([*(one.code for one in old.steps), *(one.code for one in new.steps)])
    found: list[Change] = []
    for code in codes:
        if code not in done:
            found.extend(_of_step(code, old.step(code), new.step(code)))
    return found


def _of_step(code: str, old: schema.Step | None, new: schema.Step | None) -> list[Change]:
    if old is None or new is None:
        return [
            Change(code, "Bước", f"{old.code}. {old.name}" if old else "", f"{new.code}. {new.name}" if new else "")
        ]
    pairs = (
        ("Tên bước", old.name, new.name),
        ("Công việc", old.work, new.work),
        ("Thời gian", deadlines.due_text(old.time_limit), deadlines.due_text(new.time_limit)),
        ("Trách nhiệm", outline.people(old), outline.people(new)),
        ("Biểu mẫu", ", ".join(old.forms), ", ".join(new.forms)),
        ("Lối ra", ways(old), ways(new)),
    )
    return [Change(code, what, before, after) for what, before, after in pairs if before != after]


def ways(step: schema.Step) -> str:
    """The outcomes of a step in words: “Trình phê duyệt → bước 4; Trả lại → bước 3”."""
    return "; ".join(
        f"{one.label} → {'kết thúc' if one.to == schema.END else f'bước {one.to}'}" for one in step.outcomes
    )
