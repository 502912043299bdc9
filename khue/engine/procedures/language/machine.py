"""The procedure as a machine: a definition, a state and an event give the next state and the effects to carry out.

Pure: the time comes in with the event, nothing is stored, nothing is sent. Who may do it is asked elsewhere; the machine only
knows who *has* the step (`owners`). A return never wipes anything: it is added to `State.returns`, the round grows by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from khue.engine.procedures.language import schema
from khue.foundation.kernel import errors, text

Status = Literal["running", "ended"]
FALLBACK = "tra-lai-trinh-lai"
"""The outcome of the return that no procedure writes down (`standing.fallback`)."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A step that is behind us, and when it was left."""

    step: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Return:
    """One return: from where to where, when, and the reason that was given."""

    step: str
    to: str
    outcome: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class State:
    """Where a case stands. `step` is the present step (the last one left, once ended); `round` is 1 + number of returns.

    `passed` holds the steps that count as done on the way here: a return takes the returned-to step and all after it off.
    """

    flow: str
    step: str
    round: int
    status: Status
    entered_at: datetime
    returns: tuple[Return, ...] = ()
    passed: tuple[Passed, ...] = ()

    @property
    def is_running(self) -> bool:
        return self.status == "running"


@dataclass(frozen=True, slots=True)
class Event:
    """What a person did: the outcome's code, when, why, and which gates were found to be met."""

    outcome: str
    at: datetime
    reason: str = ""
    met_gates: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Result:
    """The next state, the outcome that led to it, and the effects in the order of the procedure."""

    state: State
    outcome: schema.Outcome
    effects: tuple[str, ...]


def start(flow: schema.Flow, at: datetime) -> State:
    """The state in which a case of this flow begins."""
    return State(flow.code, flow.first.code, 1, "running", at)


def step(procedure: schema.Procedure, state: State, event: Event, fallback: schema.Outcome | None = None) -> Result:
    """The state after `event`; `fallback` is the return of last resort, where there is one (`standing.fallback`).

    Raises `Conflict` (ended, gate not met) or `Invalid` (unknown outcome, compulsory reason missing); the message says why.
    """
    here = present(procedure, state)
    _refuse_if_ended(state)
    offered = (*here.outcomes, fallback) if fallback else here.outcomes
    outcome = next((one for one in offered if one.code == event.outcome), None)
    if outcome is None:
        labels = ", ".join(f"“{one.label}”" for one in here.outcomes)
        raise errors.Invalid(
            "unknown_outcome", f"Bước {here.code} ({here.name}) không có lựa chọn này. Hãy chọn một trong: {labels}."
        )
    _refuse_without_reason(outcome, event)
    _refuse_closed_gates(procedure, outcome, event)
    return Result(_move(state, here, outcome, event), outcome, outcome.effects)


def stop(state: State, at: datetime) -> State:
    """The state of a case that is given up where it stands; an ended one stays as it is."""
    return replace(state, status="ended", entered_at=at) if state.is_running else state


def replay(procedure: schema.Procedure, flow: schema.Flow, at: datetime, events: Iterable[Event]) -> State:
    """The state that a history of events leads to, from the start of the flow at `at`."""
    state = start(flow, at)
    for event in events:
        state = step(procedure, state, event).state
    return state


def present(procedure: schema.Procedure, state: State) -> schema.Step:
    """The step a state is in. Raises `Conflict` when the procedure has no such step (a case on another version)."""
    flow = procedure.flow(state.flow)
    found = flow.step(state.step) if flow else None
    if found is None:
        raise errors.Conflict(
            "unknown_step", f"Quy trình {procedure.code} không có bước “{state.step}”. Hãy báo quản trị hệ thống."
        )
    return found


def owners(procedure: schema.Procedure, state: State) -> tuple[schema.Responsible, ...]:
    """Who has the present step: first those who decide it, then those who take part; nobody once the case has ended."""
    if not state.is_running:
        return ()
    return tuple(sorted(present(procedure, state).responsible, key=lambda one: not one.decides))


def _refuse_if_ended(state: State) -> None:
    if not state.is_running:
        raise errors.Conflict("case_ended", "Lượt thực hiện quy trình này đã kết thúc, không thể xử lý thêm.")


def _refuse_without_reason(outcome: schema.Outcome, event: Event) -> None:
    if outcome.reason_required and not text.squash(event.reason):
        message = f"Hãy ghi lý do trước khi chọn “{outcome.label}”."
        raise errors.Invalid("reason_required", message, {"reason": [message]})


def _refuse_closed_gates(procedure: schema.Procedure, outcome: schema.Outcome, event: Event) -> None:
    gates = {gate.code: gate.message for gate in procedure.gates}
    missing = [gates.get(code, code) for code in outcome.gates if code not in event.met_gates]
    if missing:
        raise errors.Conflict("gate_not_met", " ".join(missing))


def _move(state: State, here: schema.Step, outcome: schema.Outcome, event: Event) -> State:
    if outcome.back:
        record = Return(here.code, outcome.to, outcome.code, event.at, text.squash(event.reason))
        return replace(
            state,
            step=outcome.to,
            round=state.round + 1,
            entered_at=event.at,
            returns=(*state.returns, record),
            passed=before(state.passed, outcome.to),
        )
    passed = (*state.passed, Passed(here.code, event.at))
    if outcome.to == schema.END:
        return replace(state, status="ended", entered_at=event.at, passed=passed)
    return replace(state, step=outcome.to, entered_at=event.at, passed=passed)


def before(passed: tuple[Passed, ...], step_code: str) -> tuple[Passed, ...]:
    """What stays done when the work goes back to a step: everything passed before that step."""
    for index, one in enumerate(passed):
        if one.step == step_code:
            return passed[:index]
    return passed


def dump(state: State) -> dict[str, Any]:
    """The state as plain data for storing; `restore(dump(s)) == s`."""
    return {
        "flow": state.flow,
        "step": state.step,
        "round": state.round,
        "status": state.status,
        "entered_at": state.entered_at.isoformat(),
        "returns": [
            {"step": one.step, "to": one.to, "outcome": one.outcome, "at": one.at.isoformat(), "reason": one.reason}
            for one in state.returns
        ],
        "passed": [{"step": one.step, "at": one.at.isoformat()} for one in state.passed],
    }


def restore(data: Mapping[str, Any]) -> State:
    """A state from what `dump` gave."""
    returns = tuple(Return(**{**one, "at": datetime.fromisoformat(one["at"])}) for one in data["returns"])
    passed = tuple(Passed(one["step"], datetime.fromisoformat(one["at"])) for one in data["passed"])
    entered_at = datetime.fromisoformat(data["entered_at"])
    return State(data["flow"], data["step"], data["round"], data["status"], entered_at, returns, passed)
