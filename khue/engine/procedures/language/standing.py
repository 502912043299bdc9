"""Where a running case may stand: the steps from which its thing, as it is now, comes to the end without trouble.

Used when a case goes over to another issue of its procedure, and when what a step rests on has fallen and the step has no return.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from khue.engine.procedures.language import lives, machine, schema, walking


@dataclass(frozen=True, slots=True)
class Stand:
    """A step at which the case may stand, once these deeds have taken back what cannot stay so."""

    step: schema.Step
    mends: tuple[lives.Effect, ...] = ()


def stands(
    flow: schema.Flow, life: lives.Life | None, subject: lives.Subject | None, steps: Iterable[schema.Step]
) -> tuple[Stand, ...]:
    """Those of `steps` at which the case may stand, each with the fewest deeds that take back. Without a life: all of them."""
    if life is None or subject is None or not walking.is_about(flow, life):
        return tuple(Stand(step) for step in steps)
    found = (_stand(flow, life, subject, step) for step in steps)
    return tuple(one for one in found if one is not None)


def why_not(flow: schema.Flow, life: lives.Life, subject: lives.Subject, step: schema.Step) -> walking.Trouble | None:
    """What keeps the case from standing there: of the flow itself, rather than of the state that could be taken back."""
    found = [one for _mends, after in _mended(life, subject) for one in walking.troubles(flow, life, step.code, after)]
    return next((one for one in found if one.edge is not None), found[0] if found else None)


def behind(flow: schema.Flow, state: machine.State) -> tuple[schema.Step, ...]:
    """The steps at which a case in this state may be put, nearest first: where it stands and those before it. When the flow has
    no such step (another issue): the one after the last that was passed, and those before that."""
    codes = [step.code for step in flow.steps]
    if state.step in codes:
        last = codes.index(state.step)
    else:
        passed = [codes.index(one.step) for one in state.passed if one.step in codes]
        last = min(max(passed, default=-1) + 1, len(codes) - 1)
    return tuple(reversed(flow.steps[: last + 1]))


def fallback(
    flow: schema.Flow, life: lives.Life | None, subject: lives.Subject | None, state: machine.State
) -> schema.Outcome | None:
    """The return of last resort: at a step that has no return of its own and whose every way on rests on something that has
    fallen (an approval of words that are others now). It leads to the nearest step before it from which all is well again."""
    here = flow.step(state.step)
    if here is None or life is None or subject is None or any(one.back for one in here.outcomes):
        return None
    if not walking.troubles(flow, life, here.code, subject):
        return None
    asked = [life.effect(name) for way in here.outcomes for name in way.effects]
    barred = frozenset[str]().union(*(one.needs.bars for one in asked if one is not None))
    if walking.troubles(flow, life, here.code, lives.Subject(subject.state, subject.facts - barred)):
        return None  # nothing has fallen, the procedure is at fault: the case is moved to a mended issue
    back = next((one for one in stands(flow, life, subject, behind(flow, state)[1:]) if one.mends), None)
    if back is None:
        return None
    names = tuple(one.name for one in back.mends)
    label = f"Trả lại để trình lại từ bước {back.step.code}"
    return schema.Outcome(machine.FALLBACK, label, back.step.code, back=True, reason_required=True, effects=names)


def _stand(flow: schema.Flow, life: lives.Life, subject: lives.Subject, step: schema.Step) -> Stand | None:
    for mends, mended in _mended(life, subject):
        if not walking.troubles(flow, life, step.code, mended):
            return Stand(step, mends)
    return None


def _mended(life: lives.Life, subject: lives.Subject) -> Iterator[tuple[tuple[lives.Effect, ...], lives.Subject]]:
    """The thing as it is, then after one deed that takes back, then after two."""
    able: Sequence[lives.Effect] = [one for one in life.effects if one.mends]
    for length in range(3):
        for chosen in permutations(able, length):
            after: lives.Subject | None = subject
            for one in chosen:
                after = one.after(after) if after and one.needs.lacks(after) is None else None
            if after is not None:
                yield chosen, after
