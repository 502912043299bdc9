"""What else waits for a person, told by apps that this one does not know; `khue.config` registers them at the start."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Errand:
    """Something without a deadline that waits: what, why, and the one button."""

    title: str
    detail: str
    label: str
    href: str


Source = Callable[[Any], Iterable[Errand]]
_sources: list[Source] = []


def tell(source: Source) -> None:
    """Adds a source: person → their errands, in at most one statement."""
    if source not in _sources:
        _sources.append(source)


def errands(person: Any) -> Iterator[Errand]:
    """Everything the sources tell about the person."""
    for source in _sources:
        yield from source(person)
