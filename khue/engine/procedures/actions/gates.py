"""The registry of gates: conditions that a procedure may put before an outcome, filled by the upper apps in `apps.ready()`.

A gate is either a paper that must come with the deed (minutes) or something the program judges itself (every comment answered);
whoever calls may only claim the papers. A gate that nobody registered is a fault when the procedure is issued.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from khue.engine.procedures.models import Case, Task

Judge = Callable[[Case, datetime], bool]


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition by name; `label` names it where a procedure is written. Without `judge` it is met by a paper."""

    code: str
    label: str | Promise
    judge: Judge | None = None


_GATES: dict[str, Gate] = {}


def register(code: str, label: str | Promise, judge: Judge | None = None) -> None:
    """Make a gate known. Registering another one under the same name is a mistake of the program."""
    made = Gate(code, label, judge)
    if _GATES.setdefault(code, made) != made:
        raise ValueError(f"gate {code} is known already")


def forget(code: str) -> None:
    """Take a gate out again (tests)."""
    _GATES.pop(code, None)


def known() -> tuple[Gate, ...]:
    """Every gate, in the order of its name."""
    return tuple(_GATES[code] for code in sorted(_GATES))


def names() -> frozenset[str]:
    """Every name that is known."""
    return frozenset(_GATES)


def is_paper(code: str) -> bool:
    """Whether a paper that comes with the deed meets the gate."""
    return code not in _GATES or _GATES[code].judge is None


def met(task: Task, outcome: str, papers: Collection[str], at: datetime) -> frozenset[str]:
    """Which gates of an outcome are met: papers that came, conditions that hold now."""
    flow = task.case.version.read().flow(task.case.flow)
    step = flow.step(task.step) if flow else None
    chosen = step.outcome(outcome) if step else None
    found = {code for code in papers if is_paper(code)}
    for code in chosen.gates if chosen else ():
        judge = _GATES[code].judge if code in _GATES else None
        if judge is not None and judge(task.case, at):
            found.add(code)
    return frozenset(found)
