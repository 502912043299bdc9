"""The functions of the rules, found by code. A function says where something is wrong and with which facts; the pack says it in words."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from khue.quality.objectives import contents
from khue.quality.objectives.checks import values


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that is wrong. `objective` is a place in the set, None for the whole of it.

    `mended`: that objective once the suggestion is taken; None where a person has to think.
    """

    objective: int | None = None
    field: str = ""
    part: int | None = None
    span: tuple[int, int] | None = None
    facts: Mapping[str, str] = dataclasses.field(default_factory=dict)
    mended: contents.ObjectiveContent | None = None


Limits = Mapping[str, Decimal]
Check = Callable[[values.Case, Limits], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Function:
    """A check with what its texts may say (`facts`) and what numbers it needs (`limits`)."""

    code: str
    check: Check
    facts: tuple[str, ...]
    limits: tuple[str, ...]


_FUNCTIONS: dict[str, Function] = {}


def rule(code: str, *, facts: tuple[str, ...] = (), limits: tuple[str, ...] = ()) -> Callable[[Check], Check]:
    """Registers the function of a rule. One code, one function."""

    def register(check: Check) -> Check:
        if code in _FUNCTIONS:
            raise ValueError(f"two functions for the rule {code}")
        _FUNCTIONS[code] = Function(code, check, facts, limits)
        return check

    return register


def find(code: str) -> Function | None:
    return _FUNCTIONS.get(code)


def codes() -> list[str]:
    return list(_FUNCTIONS)


def each(case: values.Case) -> Iterator[tuple[int, Any]]:
    """The objectives with their places."""
    yield from enumerate(case.content.objectives)
