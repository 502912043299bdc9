"""What else waits for a person, told by apps that this one does not know; `khue.config` registers them at the start."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Errand:
    """Something that waits: what, why, the one button, and until when if it has a deadline.

    `key` names it for good, so that its deadline keeps its place in a calendar; "" keeps it out of calendars.
    """

    title: str
    detail: str
    label: str
    href: str
    due_on: date | None = None
    key: str = ""


Source = Callable[[Any], Iterable[Errand]]
"""Person → their errands."""
_sources: list[Source] = []


def tell(source: Source) -> None:
    """Adds a source: person → their errands, in at most one statement."""
    if source not in _sources:
        _sources.append(source)


def errands(person: Any) -> Iterator[Errand]:
    """Everything the sources tell about the person."""
    for source in _sources:
        yield from source(person)
