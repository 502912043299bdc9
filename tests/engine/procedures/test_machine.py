"""The machine: every edge of every pack, and what holds from any state that can be reached."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khue.engine.procedures.language import machine, schema
from khue.foundation.kernel import errors
from tests.engine.procedures import texts

AT = datetime(2026, 9, 7, 2, 0, tzinfo=UTC)
UNIT = ("qt-dbcl-04.yaml", "unit")
FLOWS = [pytest.param(p, f, id=f"{p.code}-{f.code}") for p, f in texts.every()]
EDGES = [
    pytest.param(p, f, s, o, id=f"{p.code}-{f.code}-{s.code}-{o.code}") for p, f in texts.every() for s, o in f.edges()
]


def flow_of(name: str, code: str) -> tuple[schema.Procedure, schema.Flow]:
    procedure = texts.pack(name)
    return procedure, next(flow for flow in procedure.flows if flow.code == code)


def taking(outcome: schema.Outcome, at: datetime = AT) -> machine.Event:
    return machine.Event(outcome.code, at, "Vì chưa đạt" if outcome.reason_required else "", frozenset(outcome.gates))


def walk(procedure: schema.Procedure, state: machine.State, *outcomes: str) -> machine.State:
    for number, code in enumerate(outcomes, 1):
        outcome = machine.present(procedure, state).outcome(code)
        assert outcome is not None
        state = machine.step(procedure, state, taking(outcome, AT + timedelta(days=number))).state
    return state


@pytest.mark.parametrize(("procedure", "flow", "step", "outcome"), EDGES)
def test_every_edge_leads_where_it_says(procedure, flow, step, outcome) -> None:
    state = machine.State(flow.code, step.code, 1, "running", AT)
    result = machine.step(procedure, state, taking(outcome))
    assert result.effects == outcome.effects
    assert (result.state.is_running, result.state.step) == (
        outcome.to != schema.END,
        step.code if outcome.to == schema.END else outcome.to,
    )
    assert len(result.state.returns) == outcome.back


@pytest.mark.parametrize(("procedure", "flow"), FLOWS)
def test_primary_ways_lead_from_start_to_end(procedure, flow) -> None:
    state = machine.start(flow, AT)
    for _ in flow.steps:
        if state.is_running:
            ways = [one for one in machine.present(procedure, state).outcomes if not one.back]
            state = machine.step(procedure, state, taking(ways[0])).state
    assert (state.status, state.round) == ("ended", 1)
    assert machine.owners(procedure, state) == ()


def test_effects_of_a_plan_that_is_returned_once() -> None:
    procedure, flow = flow_of(*UNIT)
    state, done = machine.start(flow, AT), []
    for code in ("open", "close", "submit", "return", "submit", "pass", "approve", "issue", "report"):
        outcome = machine.present(procedure, state).outcome(code)
        result = machine.step(procedure, state, taking(outcome))
        state, done = result.state, [*done, *(name.removeprefix("objectives.") for name in result.effects)]
    assert done == [
        "open_consultation", "close_consultation", "submit", "return_to_unit", "submit",
        "record_check", "approve", "issue", "report",
    ]  # fmt: skip


def test_checker_returns_to_step_3_and_approver_to_step_1() -> None:
    procedure, flow = flow_of(*UNIT)
    checked = walk(procedure, machine.start(flow, AT), "open", "close", "submit", "return")
    assert (checked.step, checked.round, [p.step for p in checked.passed]) == ("3", 2, ["1", "2"])
    approved = walk(procedure, checked, "submit", "pass", "return")
    assert (approved.step, approved.round, approved.passed) == ("1", 3, ())
    assert [(r.step, r.to) for r in approved.returns] == [("4a", "3"), ("4b", "1")]


@pytest.mark.parametrize(
    ("event", "kind", "code"),
    [
        (machine.Event("nonsense", AT), errors.Invalid, "unknown_outcome"),
        (machine.Event("bad", AT, " \n\u00a0 "), errors.Invalid, "reason_required"),
        (machine.Event("back", AT), errors.Invalid, "reason_required"),
        (machine.Event("good", AT), errors.Conflict, "gate_not_met"),
        (machine.Event("good", AT, met_gates=frozenset({"other"})), errors.Conflict, "gate_not_met"),
    ],
)
def test_machine_refuses_with_the_reason(event, kind, code) -> None:
    procedure = texts.invented()
    state = machine.State("idea", "cham", 1, "running", AT)
    with pytest.raises(kind) as caught:
        machine.step(procedure, state, event)
    assert caught.value.code == code


def test_refusals_say_what_to_do() -> None:
    procedure, flow = flow_of("qt-dbcl-04.yaml", "school")
    meeting = walk(procedure, machine.start(flow, AT), "open")
    with pytest.raises(errors.Conflict, match="Hãy đính kèm biên bản họp"):
        machine.step(procedure, meeting, machine.Event("close", AT))
    with pytest.raises(errors.Invalid, match="Hãy chọn một trong: “Kết thúc góp ý”"):
        machine.step(procedure, meeting, machine.Event("approve", AT))


def test_ended_case_moves_no_more() -> None:
    procedure = texts.invented()
    ended = walk(procedure, machine.start(procedure.flows[0], AT), "fast", "sign")
    with pytest.raises(errors.Conflict) as caught:
        machine.step(procedure, ended, machine.Event("sign", AT))
    assert caught.value.code == "case_ended"


def test_state_of_another_version_is_refused() -> None:
    state = machine.State("idea", "gone", 1, "running", AT)
    with pytest.raises(errors.Conflict) as caught:
        machine.step(texts.invented(), state, machine.Event("send", AT))
    assert caught.value.code == "unknown_step"


def test_staff_take_part_and_the_head_decides() -> None:
    procedure, flow = flow_of(*UNIT)
    owners = machine.owners(procedure, walk(procedure, machine.start(flow, AT), "open"))
    assert [(one.role, one.scope, one.decides) for one in owners] == [
        ("unit_head", "in", True),
        ("staff", "everyone", False),
    ]


PICKS = st.lists(st.integers(min_value=0, max_value=9), max_size=40)


@given(which=st.integers(min_value=0, max_value=len(texts.every()) - 1), picks=PICKS)
@settings(max_examples=150, deadline=None)
def test_from_any_reachable_state_somebody_owns_the_next_step_and_nothing_is_lost(which, picks) -> None:
    procedure, flow = texts.every()[which]
    state, events = machine.start(flow, AT), []
    for number, pick in enumerate(picks, 1):
        if not state.is_running:
            break
        assert any(owner.decides for owner in machine.owners(procedure, state))
        ways = machine.present(procedure, state).outcomes
        event = taking(ways[pick % len(ways)], AT + timedelta(hours=number))
        before, state = state, machine.step(procedure, state, event).state
        events.append(event)
        assert state.returns[: len(before.returns)] == before.returns
        assert state.round == 1 + len(state.returns)
    assert machine.replay(procedure, flow, AT, events) == state
    assert machine.restore(machine.dump(state)) == state


@given(which=st.integers(min_value=0, max_value=len(texts.every()) - 1), picks=PICKS)
@settings(max_examples=100, deadline=None)
def test_from_any_reachable_state_the_end_is_within_reach(which, picks) -> None:
    procedure, flow = texts.every()[which]
    state = machine.start(flow, AT)
    for pick in picks:
        if state.is_running:
            ways = machine.present(procedure, state).outcomes
            state = machine.step(procedure, state, taking(ways[pick % len(ways)])).state
    for _ in flow.steps:
        if state.is_running:
            ahead = [one for one in machine.present(procedure, state).outcomes if not one.back]
            state = machine.step(procedure, state, taking(ahead[0])).state
    assert not state.is_running
