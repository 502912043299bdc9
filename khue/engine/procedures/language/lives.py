"""The life of what a flow is about, as data: its states, what each deed needs of it and makes of it, what a kind of step asks.

An upper app writes down one `Life` (“bộ mục tiêu”: đang soạn, đã trình, …); the engine knows nothing of it but these words. By
them `walking` says, before a procedure is issued, where a deed could not happen, and `standing` where a running case may stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Subject:
    """The thing at one moment: its state and what else holds of it (`facts`, by name)."""

    state: str
    facts: frozenset[str] = NONE


@dataclass(frozen=True, slots=True)
class Needs:
    """What must be so: one of `states` (empty: any), all of `wants`, none of `bars`."""

    states: frozenset[str] = NONE
    wants: frozenset[str] = NONE
    bars: frozenset[str] = NONE

    def lacks(self, subject: Subject) -> Lack | None:
        """The first thing that is not so, or None."""
        if self.states and subject.state not in self.states:
            return Lack(subject, self.states)
        missing = sorted(self.wants - subject.facts)
        barred = sorted(self.bars & subject.facts)
        if missing or barred:
            return Lack(subject, self.states, next(iter(missing), ""), next(iter(barred), ""))
        return None


@dataclass(frozen=True, slots=True)
class Lack:
    """Why it cannot be: the state is none of `states`, or the fact `missing` does not hold, or `barred` does."""

    subject: Subject
    states: frozenset[str]
    missing: str = ""
    barred: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """A deed of a procedure. `to` is the state it gives ("" = the same); `mends` says that it only takes back what was done, so
    that it may be carried out when a running case is put somewhere else. `home` are the kinds of step at which it is done as a
    rule, on a way on."""

    name: str
    label: str
    needs: Needs
    to: str = ""
    gives: frozenset[str] = NONE
    clears: frozenset[str] = NONE
    mends: bool = False
    home: frozenset[str] = NONE

    def after(self, subject: Subject) -> Subject:
        """The thing once it is done."""
        return Subject(self.to or subject.state, (subject.facts - self.clears) | self.gives)


@dataclass(frozen=True, slots=True)
class Place:
    """What a kind of step asks of the thing that comes to it, and what has happened to it there, in the states `gives_in`."""

    name: str
    needs: Needs = Needs()
    gives: frozenset[str] = NONE
    gives_in: frozenset[str] = NONE

    def arrived(self, subject: Subject) -> Subject:
        """The thing after its stay at such a step."""
        return replace(subject, facts=subject.facts | self.gives) if subject.state in self.gives_in else subject


@dataclass(frozen=True, slots=True)
class Fact:
    """How it is said that something holds, and that it does not, after the name of the thing."""

    holds: str
    lacks: str


@dataclass(frozen=True, slots=True)
class Life:
    """One kind of thing. It begins in `begins` and a flow about it ends in one of `ends`, by the deed `issues`.

    `states` gives each state its words; `kinds` and `gates` say what steps and conditions need (what is not named asks nothing).
    """

    thing: str
    begins: str
    ends: frozenset[str]
    issues: str
    states: Mapping[str, str]
    facts: Mapping[str, Fact]
    effects: tuple[Effect, ...]
    kinds: Mapping[str, Place]
    gates: Mapping[str, Needs]

    def effect(self, name: str) -> Effect | None:
        """The deed with that name, or None."""
        return next((one for one in self.effects if one.name == name), None)

    def in_words(self, states: Iterable[str]) -> str:
        """“đang soạn” or “đã trình hoặc đã phê duyệt”, in the order of life."""
        chosen = set(states)
        return " hoặc ".join(f"“{words}”" for state, words in self.states.items() if state in chosen)

    def way(self, state: str, to: frozenset[str]) -> tuple[Effect, ...]:
        """The shortest line of deeds from a state to one of others; empty when there is none or none is needed."""
        known: dict[str, tuple[Effect, ...]] = {state: ()}
        waiting = [state]
        while waiting:
            here = waiting.pop(0)
            if here in to:
                return known[here]
            for one in self.effects:
                if one.to and one.to not in known and here in one.needs.states:
                    known[one.to] = (*known[here], one)
                    waiting.append(one.to)
        return ()
