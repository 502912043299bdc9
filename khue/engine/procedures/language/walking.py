"""A flow walked with the thing that it is about: every step in every state in which the thing can come to it.

`walk` finds the troubles: a way whose deed cannot happen there, a way that leads to a step which the thing is not fit for, a way
that ends before the thing is issued, a condition that never holds, a place without a way to the end. `telling` puts them into words.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Literal

from khue.engine.procedures.language import lives, schema

Kind = Literal["effect", "arrival", "unissued", "shut", "stuck"]


@dataclass(frozen=True, slots=True)
class Node:
    """The thing, having come to a step."""

    step: str
    subject: lives.Subject


@dataclass(frozen=True, slots=True)
class Edge:
    """A way out of a step, by the code of both."""

    step: str
    outcome: schema.Outcome


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a way (`stuck`: with a step, and `edge` is the way by which one came, if any).

    `lack` says why; `effect` names the deed that cannot happen, `gate` the condition. `trail` are the ways taken up to there.
    """

    kind: Kind
    step: str
    edge: Edge | None
    lack: lives.Lack
    effect: lives.Effect | None = None
    gate: str = ""
    trail: tuple[Edge, ...] = ()


@dataclass
class Walk:
    """What a walk has seen over the `steps`. `came` tells for every node by which way it was reached first (None: the beginning)."""

    steps: dict[str, schema.Step]
    came: dict[Node, tuple[Node, Edge] | None] = field(default_factory=dict)
    ahead: dict[Node, set[Node | None]] = field(default_factory=dict)
    troubles: dict[tuple[str, ...], Trouble] = field(default_factory=dict)
    broken: set[Node] = field(default_factory=set)
    pressed: set[tuple[str, str]] = field(default_factory=set)
    shut: dict[tuple[str, str], Trouble] = field(default_factory=dict)

    def trail(self, node: Node) -> tuple[Edge, ...]:
        """The ways that led to a node, first to last."""
        found: list[Edge] = []
        came = self.came[node]
        while came is not None:
            found.append(came[1])
            came = self.came[came[0]]
        return tuple(reversed(found))


def is_about(flow: schema.Flow, life: lives.Life) -> bool:
    """Whether a flow is about such a thing: one of its ways names a deed of that life."""
    names = {one.name for one in life.effects}
    return any(name in names for _step, outcome in flow.edges() for name in outcome.effects)


def issues(flow: schema.Flow, life: lives.Life) -> bool:
    """Whether such a thing can be begun by a flow: one of its ways issues it."""
    return any(life.issues in outcome.effects for _step, outcome in flow.edges())


def troubles(
    flow: schema.Flow, life: lives.Life, step: str = "", subject: lives.Subject | None = None
) -> tuple[Trouble, ...]:
    """Everything that goes wrong from the beginning, or from a step at which the thing is in some state; shortest way each.

    Ways to steps that the flow has not are left to the other checks.
    """
    begun = subject or lives.Subject(life.begins)
    first = flow.step(step) if step else flow.first
    assert first is not None  # asked for a step of this flow
    seen = Walk({one.code: one for one in reversed(flow.steps)})
    lack = _asks(life, first).needs.lacks(begun)
    if lack is not None:
        return (Trouble("arrival", first.code, None, lack),)
    start = Node(first.code, _asks(life, first).arrived(begun))
    seen.came[start] = None
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for outcome in seen.steps[node.step].outcomes:
            edge = Edge(node.step, outcome)
            after = _press(life, seen, node, edge)
            if after is not None and after not in seen.came:
                seen.came[after] = (node, edge)
                waiting.append(after)
    _dead_ends(seen)
    return tuple(seen.troubles.values())


def _asks(life: lives.Life, step: schema.Step) -> lives.Place:
    return life.kinds.get(step.kind) or lives.Place("")


def _press(life: lives.Life, seen: Walk, node: Node, edge: Edge) -> Node | None:
    """Where the way leads, or None: it ends there, cannot be taken now, or something is wrong with it."""
    if not _opens(life, seen, node, edge):
        return None
    subject = node.subject
    for name in edge.outcome.effects:
        effect = life.effect(name)
        lack = effect.needs.lacks(subject) if effect else None
        if effect is not None and lack is not None:
            _note(seen, node, Trouble("effect", node.step, edge, lack, effect, trail=seen.trail(node)))
            return None
        subject = effect.after(subject) if effect else subject
    if edge.outcome.to == schema.END:
        _end(life, seen, node, edge, subject)
        return None
    there = seen.steps.get(edge.outcome.to)
    if there is None:
        return None
    lack = _asks(life, there).needs.lacks(subject)
    if lack is not None:
        _note(seen, node, Trouble("arrival", node.step, edge, lack, trail=seen.trail(node)))
        return None
    after = Node(there.code, _asks(life, there).arrived(subject))
    seen.ahead.setdefault(node, set()).add(after)
    return after


def _opens(life: lives.Life, seen: Walk, node: Node, edge: Edge) -> bool:
    key = (node.step, edge.outcome.code)
    for gate in edge.outcome.gates:
        lack = life.gates[gate].lacks(node.subject) if gate in life.gates else None
        if lack is not None:
            seen.shut.setdefault(key, Trouble("shut", node.step, edge, lack, gate=gate, trail=seen.trail(node)))
            return False
    seen.pressed.add(key)
    return True


def _end(life: lives.Life, seen: Walk, node: Node, edge: Edge, subject: lives.Subject) -> None:
    if subject.state in life.ends:
        seen.ahead.setdefault(node, set()).add(None)
    else:
        lack = lives.Lack(subject, life.ends)
        _note(seen, node, Trouble("unissued", node.step, edge, lack, trail=seen.trail(node)))


def _note(seen: Walk, node: Node, trouble: Trouble) -> None:
    """Once for each way and deed; walks go breadth first, so the shortest way there is the one that is told."""
    seen.broken.add(node)
    edge, effect = trouble.edge, trouble.effect
    key = (trouble.kind, trouble.step, edge.outcome.code if edge else "", effect.name if effect else "")
    seen.troubles.setdefault(key, trouble)


def _dead_ends(seen: Walk) -> None:
    """Conditions that never hold, and places from which nothing that is right leads to the end."""
    for key, trouble in seen.shut.items():
        if key not in seen.pressed:
            seen.troubles.setdefault(("shut", *key), trouble)
    if seen.troubles:
        return  # what cannot be reached beyond them is told by them
    good = _leading(seen)
    for node in seen.came:
        if node not in good:
            trail = seen.trail(node)
            lack = lives.Lack(node.subject, lives.NONE)
            last = trail[-1] if trail else None
            seen.troubles.setdefault(("stuck", node.step), Trouble("stuck", node.step, last, lack, trail=trail))


def _leading(seen: Walk) -> set[Node | None]:
    """Nodes from which the end can be reached (and the end itself)."""
    behind: dict[Node | None, list[Node]] = {}
    for node, to in seen.ahead.items():
        for one in to:
            behind.setdefault(one, []).append(node)
    good: set[Node | None] = {None}
    waiting: deque[Node | None] = deque([None])
    while waiting:
        for node in behind.get(waiting.popleft(), ()):
            if node not in good:
                good.add(node)
                waiting.append(node)
    return good
