"""What others do when a post begins or ends. This app owns the lists; upper apps fill them in `ready()` (access writes grants)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Hook:
    """Calls every listener in the order of registration, inside the transaction of the deed."""

    def __init__(self) -> None:
        self._listeners: list[Callable[..., None]] = []

    def listen(self, listener: Callable[..., None]) -> None:
        if listener not in self._listeners:
            self._listeners.append(listener)

    def __call__(self, **about: Any) -> None:
        for listener in self._listeners:
            listener(**about)


appointment_made = Hook()
"""appointment, by, at"""
appointment_ended = Hook()
"""appointment, by, at"""
charge_made = Hook()
"""charge, by, at"""
charge_ended = Hook()
"""charge, by, at"""
unit_closed = Hook()
"""unit, on (its last day), by, at"""

_home: list[Callable[[Any], Any]] = []


def home_is(answer: Callable[[Any], Any]) -> None:
    """Registers who knows a person's institution: a function of the person, giving the Unit or None."""
    _home[:] = [answer]


def home_of(person: Any) -> Any:
    """The institution the person works in, or None."""
    return next((answer(person) for answer in _home), None)
