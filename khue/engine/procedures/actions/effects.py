"""The registry of effects: names that a procedure may use, filled by the upper apps in `apps.ready()`.

The engine knows only names. `objectives.approve` in a pack means what the objectives app registered under it; an effect that
nobody registered is a fault when the pack is installed, never a surprise when somebody presses the button.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from khue.engine.procedures.language import schema
from khue.engine.procedures.models import Case, Task


@dataclass(frozen=True, slots=True)
class Deed:
    """What has just been decided, as an effect sees it: inside the transaction, after the case moved on.

    `case` stands at its new step; `task` is the one that was closed; `facts` is what the caller handed over (a number, a date).
    """

    case: Case
    task: Task
    outcome: schema.Outcome
    by: Any
    at: datetime
    reason: str
    facts: Mapping[str, Any] = field(default_factory=dict)


Handler = Callable[[Deed], None]
_HANDLERS: dict[str, Handler] = {}
_LABELS: dict[str, str | Promise] = {}


def register(name: str, handler: Handler, label: str | Promise = "") -> None:
    """Give a name its handler; `label` names it where a procedure is written. Registering another one under the same name is a
    mistake of the program."""
    _LABELS[name] = label or name
    if _HANDLERS.setdefault(name, handler) is not handler:
        raise ValueError(f"effect {name} has a handler already")


def forget(name: str) -> None:
    """Take a name out again (tests)."""
    _HANDLERS.pop(name, None)


def choices() -> list[tuple[str, str]]:
    """Every name with its label, in the order in which they were registered."""
    return [(name, str(_LABELS[name])) for name in _HANDLERS]


def names() -> frozenset[str]:
    """Every name that is known."""
    return frozenset(_HANDLERS)


def run(deed: Deed) -> None:
    """Carry out the effects of an outcome in the order of the procedure; the first refusal undoes the whole decision."""
    for name in deed.outcome.effects:
        _HANDLERS[name](deed)
