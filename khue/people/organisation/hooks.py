"""What others do when a post begins or ends, and what only they can answer.

This app owns the lists; upper apps fill them in `ready()`: access writes grants, knows roles and where a person may look.
"""

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


class Question:
    """Asks the one who registered to answer; nobody: an empty list."""

    def __init__(self) -> None:
        self._answer: Callable[..., list[Any]] = lambda *about: []

    def answered_by(self, answer: Callable[..., list[Any]]) -> None:
        self._answer = answer

    def __call__(self, *about: Any) -> list[Any]:
        return self._answer(*about)


appointment_made = Hook()
"""appointment, by, at"""
appointment_ended = Hook()
"""appointment, by, at"""
charge_made = Hook()
"""charge, by, at"""
charge_ended = Hook()
"""charge, by, at"""
delegation_made = Hook()
"""delegation, by, at"""
delegation_ended = Hook()
"""delegation, by, at"""
absence_made = Hook()
"""absence, by, at"""
absence_ended = Hook()
"""absence, by, at"""
unit_closed = Hook()
"""unit, on (its last day), by, at"""

calendar_changed = Hook()
"""institution (None: the whole country), days, by, at"""

homes = Question()
"""person → the institutions (Unit) whose organisation they see as one of its people, the one of their main post first."""
roles = Question()
"""institution → [(code, name)] of the roles that a position may bring."""
delegable = Question()
"""appointment → [(code, name)] of the deeds that come with that post and may be given to somebody else."""
permission_names = Question()
"""[(code, name)] of every deed that exists, in words."""
powers = Question()
"""person, institution → what they may do there, as lines for the screen: {role, unit, from, to, source, href}."""
