"""A table of phrases that can be looked up in a row of lower-case words, forwards and backwards, longest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True)
class PhraseTable(Generic[Value]):
    """Phrases → values. `words` given to the look-ups are lower-case, one per token."""

    entries: Mapping[tuple[str, ...], Value]
    longest: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "longest", max((len(key) for key in self.entries), default=0))

    def at(self, words: Sequence[str], index: int) -> tuple[int, Value] | None:
        """The longest phrase that begins at `index`: (number of words, value)."""
        for length in range(min(self.longest, len(words) - index), 0, -1):
            key = tuple(words[index : index + length])
            if key in self.entries:
                return length, self.entries[key]
        return None

    def ending_at(self, words: Sequence[str], end: int) -> tuple[int, Value] | None:
        """The longest phrase whose last word stands just before `end`: (number of words, value)."""
        for length in range(min(self.longest, end), 0, -1):
            key = tuple(words[end - length : end])
            if key in self.entries:
                return length, self.entries[key]
        return None


def table(by_value: Mapping[Value, str]) -> PhraseTable[Value]:
    """`{value: "phrase | other phrase"}` as a table."""
    return PhraseTable({tuple(p.split()): value for value, text in by_value.items() for p in split(text)})


def phrases(text: str) -> PhraseTable[bool]:
    """`"phrase | other phrase"` as a table whose values are all True."""
    return PhraseTable({tuple(phrase.split()): True for phrase in split(text)})


def split(text: str) -> Iterable[str]:
    return [" ".join(phrase.split()) for phrase in text.split("|") if phrase.strip()]


def words(text: str) -> frozenset[str]:
    """A set of single words, given with blanks between them."""
    return frozenset(text.split())
