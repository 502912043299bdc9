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
    _openings: dict[str, list[int]] = field(init=False, default_factory=dict, repr=False)
    _closings: dict[str, list[int]] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for key in sorted(self.entries, key=len, reverse=True):
            for lengths in (self._openings.setdefault(key[0], []), self._closings.setdefault(key[-1], [])):
                if len(key) not in lengths:
                    lengths.append(len(key))

    @property
    def openings(self) -> frozenset[str]:
        """The first words of all phrases."""
        return frozenset(self._openings)

    @property
    def closings(self) -> frozenset[str]:
        """The last words of all phrases."""
        return frozenset(self._closings)

    def at(self, words: Sequence[str], index: int) -> tuple[int, Value] | None:
        """The longest phrase that begins at `index`: (number of words, value)."""
        if not 0 <= index < len(words) or (lengths := self._openings.get(words[index])) is None:
            return None
        for length in lengths:
            key = tuple(words[index : index + length])
            if len(key) == length and (value := self.entries.get(key)) is not None:
                return length, value
        return None

    def ending_at(self, words: Sequence[str], end: int) -> tuple[int, Value] | None:
        """The longest phrase whose last word stands just before `end`: (number of words, value)."""
        if not 0 < end <= len(words) or (lengths := self._closings.get(words[end - 1])) is None:
            return None
        for length in lengths:
            if length <= end and (value := self.entries.get(tuple(words[end - length : end]))) is not None:
                return length, value
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
