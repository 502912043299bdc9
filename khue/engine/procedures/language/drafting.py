"""Changing a procedure that is being written: steps put in, moved, taken out, with the ways between them kept whole.

Pure: a procedure goes in, another comes out. Which ways go back follows from the order of the steps, so nobody has to tick it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from khue.engine.procedures.language import schema


def new(code: str, title: str) -> schema.Procedure:
    """A procedure of which nothing is written yet."""
    return schema.Procedure(code, title, "01", date.min, "", "", (), (), (), (), (), (), (), ())


def next_issue(number: str) -> str:
    """“03” → “04”, “9” → “10”; what is no number gets “.1”."""
    return f"{int(number) + 1:0{len(number)}d}" if number.isdecimal() else f"{number}.1"


def put_step(procedure: schema.Procedure, flow: str, code: str, step: schema.Step) -> schema.Procedure:
    """The step `code` replaced; ways that led to it lead to its new code."""

    def change(found: schema.Flow) -> schema.Flow:
        steps = tuple(step if one.code == code else one for one in found.steps)
        return _redirected(replace(found, steps=steps), code, step.code)

    return _with_flow(procedure, flow, change)


def insert_step(procedure: schema.Procedure, flow: str, after: str, name: str) -> schema.Procedure:
    """A new step behind `after` ("" = in front): what led on from there leads to it, and it leads on as they did."""

    def change(found: schema.Flow) -> schema.Flow:
        codes = [one.code for one in found.steps]
        place = codes.index(after) + 1 if after in codes else 0
        code = _free_code(codes)
        before = found.step(after)
        ahead = next((one.to for one in before.outcomes if not one.back), schema.END) if before else ""
        to = ahead or (codes[0] if codes else schema.END)
        way = schema.Outcome(code="done", label="Chuyển bước sau", to=to, primary=True)
        made = schema.Step(code, name, "", "", "task", (), None, (), (way,))
        steps = [_forwarded(one, to, code) if one.code == after else one for one in found.steps]
        return replace(found, steps=(*steps[:place], made, *steps[place:]))

    return _with_flow(procedure, flow, change)


def move_step(procedure: schema.Procedure, flow: str, code: str, by: int) -> schema.Procedure:
    """The step moved up (-1) or down (1) in the order of the paper."""

    def change(found: schema.Flow) -> schema.Flow:
        steps = list(found.steps)
        place = next((n for n, one in enumerate(steps) if one.code == code), None)
        if place is None or not 0 <= place + by < len(steps):
            return found
        steps[place], steps[place + by] = steps[place + by], steps[place]
        return replace(found, steps=tuple(steps))

    return _with_flow(procedure, flow, change)


def remove_step(procedure: schema.Procedure, flow: str, code: str) -> schema.Procedure:
    """The step taken out; what led to it leads where it led."""

    def change(found: schema.Flow) -> schema.Flow:
        gone = found.step(code)
        ahead = next((one.to for one in gone.outcomes if not one.back), schema.END) if gone else schema.END
        rest = replace(found, steps=tuple(one for one in found.steps if one.code != code))
        return _redirected(rest, code, ahead)

    return _with_flow(procedure, flow, change)


def with_gates(procedure: schema.Procedure, labels: Sequence[tuple[str, str]]) -> schema.Procedure:
    """Every condition that a way asks for is declared; its sentence is the one there, or one made from its label."""
    told = dict(labels)
    used = [gate for flow in procedure.flows for _, way in flow.edges() for gate in way.gates]
    missing = [code for code in dict.fromkeys(used) if procedure.gate(code) is None]
    made = tuple(schema.Gate(code, f"Chưa đủ điều kiện: {told.get(code, code)}.") for code in missing)
    return replace(procedure, gates=(*(one for one in procedure.gates if one.code in used), *made))


def _with_flow(
    procedure: schema.Procedure, flow: str, change: Callable[[schema.Flow], schema.Flow]
) -> schema.Procedure:
    flows = tuple(aligned(change(one)) if one.code == flow else one for one in procedure.flows)
    return replace(procedure, flows=flows)


def aligned(flow: schema.Flow) -> schema.Flow:
    """The same flow, its ways marked as going back where they do; a way back asks for its reason."""
    order = {step.code: number for number, step in enumerate(flow.steps)}

    def way(step: schema.Step, one: schema.Outcome) -> schema.Outcome:
        back = order.get(one.to, len(order)) <= order[step.code]
        return replace(one, back=back, reason_required=back or (one.reason_required and not one.back))

    steps = (replace(step, outcomes=tuple(way(step, one) for one in step.outcomes)) for step in flow.steps)
    return replace(flow, steps=tuple(steps))


def _redirected(flow: schema.Flow, old: str, to: str) -> schema.Flow:
    def step(one: schema.Step) -> schema.Step:
        return replace(one, outcomes=tuple(replace(way, to=to) if way.to == old else way for way in one.outcomes))

    return replace(flow, steps=tuple(step(one) for one in flow.steps))


def _forwarded(step: schema.Step, old: str, to: str) -> schema.Step:
    ways = tuple(replace(way, to=to) if way.to == old and not way.back else way for way in step.outcomes)
    return replace(step, outcomes=ways)


def _free_code(codes: Sequence[str]) -> str:
    return next(str(number) for number in range(1, len(codes) + 2) if str(number) not in codes)
