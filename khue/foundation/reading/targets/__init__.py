"""The grammar of Vietnamese targets: from a statement to the numbers it wants reached.

text → canvas → tokens → mentions (number phrases) → judging (which are targets) → carrying (comparators, units)
→ subjects. The conventions are those of the reading contract, which two careful people follow.
"""

from __future__ import annotations

from ..values import Amount, Target
from . import carrying, judging, mentions, subjects, tokens

__all__ = ["read_targets"]


def read_targets(text: str) -> list[Target]:
    """The targets of a statement, in order; [] when it has no measurable number (a qualitative statement).

    Any text is taken: NFD, capitals, HTML remains, line breaks. `span` of each target is half open and counts the
    characters of `text` as given. Source: reading contract, conventions of targets.
    """
    row = tokens.row_of(text)
    found = carrying.opened(row, mentions.find(row))
    kept = carrying.settled(row, judging.targets_among(row, found))
    return [_target(row, kept, index) for index in range(len(kept))]


def _target(row: tokens.Row, kept: list[mentions.Mention], index: int) -> Target:
    mention = kept[index]
    subject = subjects.of(row, kept, index)
    value: Amount = mention.low if mention.high is None else (mention.low, mention.high)
    first, end = min(subject.first, mention.first), max(subject.end, mention.end)
    return Target(subject.text, mention.comparator, value, mention.unit, row.span(first, end), mention.baseline)
