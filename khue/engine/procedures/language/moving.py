"""What would change for a running case if it went on by another issue of its procedure: pure comparison, nothing is moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from khue.engine.procedures.language import lives, machine, outline, schema, standing, telling

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
    labels: Mapping[str, str] = MappingProxyType({}),
) -> Preview:
    """What the move means for a case in this state. Steps are the same when they have the same code in the same flow.

    It stays at its step, or goes to `step`: one at which what it is about (`subject`, as it is now) comes to the end by the new
    issue, if need be after deeds that take back. Without a wish it is the nearest such step; where its own step is gone, somebody
    must choose. `labels` are the words for effects and conditions.
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
    after = moved(new, state, there, state.entered_at)
    return Preview(here, there, tuple(_changes(old, new, after, labels)), choices=choices)


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


def _changes(
    old: schema.Procedure, new: schema.Procedure, state: machine.State, labels: Mapping[str, str]
) -> Iterator[Change]:
    before, after = old.flow(state.flow), new.flow(state.flow)
    assert before is not None  # the state is of this flow in both
    assert after is not None
    done = {one.step for one in state.passed}
    for code in dict.fromkeys([*(one.code for one in before.steps), *(one.code for one in after.steps)]):
        one, two = before.step(code), after.step(code)
        if code in done:
            continue
        if one is None or two is None:
            named = [f"{step.code}. {step.name}" if step else "" for step in (one, two)]
            yield Change(code, "Bước", *named)
            continue
        pairs = zip(outline.columns(one, old, labels), outline.columns(two, new, labels), strict=True)
        yield from (Change(code, what, was, becomes) for (what, was), (_what, becomes) in pairs if was != becomes)
