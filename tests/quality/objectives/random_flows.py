"""Small flows about a set of objectives, as chance makes them: a sound chain, then a few things changed in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from hypothesis import strategies as st

from khue.engine.procedures.language import drafting, schema

PREFIX = "objectives."
CHAIN: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("draft", ("open_consultation",), ()),
    ("consult", ("close_consultation",), ()),
    ("finalise", ("submit",), ()),
    ("review", ("record_check",), ("return_to_unit",)),
    ("approve", ("approve",), ("return_to_unit",)),
    ("issue", ("issue",), ()),
)
"""Kind of step, deeds of its way on, deeds of its way back (to a step that writes)."""
EFFECTS = tuple(PREFIX + name for name in ("open_consultation", "close_consultation", "submit", "record_check", "approve",
                                      "return_to_unit", "issue"))  # fmt: skip
EVERYBODY = (schema.Responsible(role="quality_head", scope="over", label="Phòng KT-ĐBCL"),)


@dataclass(frozen=True)
class Change:
    """One thing that is different: `what` says which, the numbers where (counted round)."""

    what: str
    step: int
    way: int
    more: int


CHANGES = st.builds(
    Change,
    st.sampled_from(["drop", "add", "swap", "kind", "back", "ahead", "gate", "reopen", "remove"]),
    *[st.integers(min_value=0, max_value=11)] * 3,
)


def chain() -> schema.Flow:
    """The sound one."""
    codes = [str(number) for number in range(1, len(CHAIN) + 1)]
    steps = []
    for number, (kind, ahead, back) in enumerate(CHAIN):
        to = codes[number + 1] if number + 1 < len(CHAIN) else schema.END
        ways = [
            schema.Outcome(
                "on", f"Tiếp {codes[number]}", to, effects=tuple(PREFIX + one for one in ahead), primary=True
            )
        ]
        if back:
            ways.append(
                schema.Outcome("back", f"Trả {codes[number]}", "3", True, True, tuple(PREFIX + one for one in back))
            )
        steps.append(schema.Step(codes[number], kind, "", "", kind, EVERYBODY, None, (), tuple(ways)))
    return schema.Flow("unit", "Thử", "", "unit", tuple(steps))


def changed(flow: schema.Flow, changes: list[Change]) -> schema.Flow:
    """The flow with all changes, its ways marked as going back where they do."""
    for change in changes:
        flow = drafting.aligned(_changed(flow, change))
    return flow


def _changed(flow: schema.Flow, change: Change) -> schema.Flow:
    step = flow.steps[change.step % len(flow.steps)]
    if change.what == "remove" and len(flow.steps) > 2:
        whole = drafting.remove_step(procedure(flow), flow.code, step.code)
        return whole.flows[0]
    if change.what == "kind":
        kinds = sorted({kind for kind, _ahead, _back in CHAIN} | {"task"})
        return _with(flow, replace(step, kind=kinds[change.more % len(kinds)]))
    place = change.way % len(step.outcomes)
    way = step.outcomes[place]
    if change.what in {"back", "ahead"}:
        return _with(flow, replace(step, outcomes=(*step.outcomes, _new_way(flow, step, change))))
    ways = list(step.outcomes)
    ways[place] = _other(way, change)
    return _with(flow, replace(step, outcomes=tuple(ways)))


def _other(way: schema.Outcome, change: Change) -> schema.Outcome:
    effects, one = list(way.effects), EFFECTS[change.more % len(EFFECTS)]
    if change.what == "drop" and effects:
        effects.pop(change.more % len(effects))
    if change.what == "add":
        effects.append(one)
    if change.what == "swap":
        effects.reverse()
    if change.what == "reopen" and way.back:
        effects = [] if effects else [PREFIX + "return_to_unit"]
    gates = ("check_passed",) if change.what == "gate" else way.gates
    return replace(way, effects=tuple(dict.fromkeys(effects)), gates=gates)


def _new_way(flow: schema.Flow, step: schema.Step, change: Change) -> schema.Outcome:
    codes = [one.code for one in flow.steps]
    here = codes.index(step.code)
    ahead = [*codes[here + 1 :], schema.END]
    to = codes[change.more % (here + 1)] if change.what == "back" else ahead[change.more % len(ahead)]
    effects = (PREFIX + "return_to_unit",) if change.way % 2 else ()
    return schema.Outcome(f"new{len(step.outcomes)}", f"Lối {len(step.outcomes)}", to, effects=effects)


def _with(flow: schema.Flow, step: schema.Step) -> schema.Flow:
    return replace(flow, steps=tuple(step if one.code == step.code else one for one in flow.steps))


def procedure(flow: schema.Flow, issue: str = "1") -> schema.Procedure:
    """A procedure of one flow, by which one person may do everything."""
    return schema.Procedure(
        code="QT.THU", title="Thử", issue_number=issue, effective_on=date(2026, 1, 1), purpose="", scope="", references=(),
        terms=(), roles=(schema.Role("quality_head", "Trưởng phòng"),), gates=(schema.Gate("check_passed", "Chưa xem xét."),),
        forms=(), flows=(flow,), records=(schema.KeptRecord("", "Mục tiêu", ("Văn phòng",), 5),), sources=(),
        one_person_may=schema.ONE_PERSON,
    )  # fmt: skip
