"""From words with places back to paragraphs.

A PDF knows lines, not paragraphs. A line that was broken because the next word did not fit goes on in the same paragraph;
a line that ends although the next word would have fitted was ended by its writer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_STARTS_ANEW = re.compile(r"[-–+•*▪●]\s?|\d{1,2}[.)](?:\s|$)|[a-zđ]\)(?:\s|$)")
# “2021” at the end of one line and “- 2022” at the beginning of the next: a school year, not a list.
_YEAR, _NEXT_YEAR = re.compile(r"(?:19|20)\d\d"), re.compile(r"[-–]\s?(?:19|20)\d\d\b")
_SAME_LINE = 0.5
_SPACE = 0.3
_GAP = 1.9


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box in points, from the upper left corner of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return max(self.bottom - self.top, 1.0)


Line = list[Word]


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The words as lines from top to bottom, each from left to right."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda item: (item.top, item.x0)):
        if lines and word.top - lines[-1][0].top < _SAME_LINE * word.height:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda item: item.x0) for line in lines]


def paragraphs_of(lines: Sequence[Line], right: float) -> list[tuple[str, float]]:
    """Paragraphs with the top of each; `right` is where the text area ends, in points."""
    found: list[tuple[list[str], float]] = []
    previous: Line | None = None
    for line in lines:
        text = " ".join(word.text for word in line)
        if previous is not None and _goes_on(previous, line, right, text):
            found[-1][0].append(text)
        else:
            found.append(([text], line[0].top))
        previous = line
    return [(" ".join(parts), top) for parts, top in found]


def _goes_on(previous: Line, line: Line, right: float, text: str) -> bool:
    if _NEXT_YEAR.match(text) and _YEAR.fullmatch(previous[-1].text):
        return True
    if _STARTS_ANEW.match(text) and not previous[-1].text.endswith("-"):
        return False
    first = line[0]
    if first.top - previous[0].top > _GAP * max(first.height, previous[0].height):
        return False
    needed = (first.x1 - first.x0) + _SPACE * first.height
    return right - previous[-1].x1 < needed
