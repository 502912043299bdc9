"""Objectives as headings in running text, each over the table of its tasks: “Mục tiêu 1: …”, or plainly “1. Tỷ lệ …”."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from khue.foundation.kernel import text
from khue.foundation.office.source import Cell, Document, Paragraph, Table
from khue.foundation.reading import targets as target_reading
from khue.foundation.reading.plan import outline
from khue.foundation.reading.plan.columns import Field
from khue.foundation.reading.plan.rows import OBJECTIVE_HEADING, Line, Piece

_NUMBERED = re.compile(r"(?P<number>\d{1,2})\s*[.)/:]\s*(?P<rest>[^\W\d]\S*\s.*)", re.DOTALL)
_Written = tuple[int, str]


def over(document: Document, tables: Sequence[Table]) -> Mapping[int, Line]:
    """The heading over each table that has one, by the number of the table; lines count from 0 through the running text."""
    above = dict(zip((table.number for table in tables), _above(document, tables), strict=True))
    named = {number: _heading(lines, OBJECTIVE_HEADING) for number, lines in above.items()}
    if not any(named.values()):
        named = {number: _heading(lines, _NUMBERED) for number, lines in above.items()}
        if not _are_objectives([line for line in named.values() if line]):
            return {}
    return {number: line for number, line in named.items() if line}


def _above(document: Document, tables: Sequence[Table]) -> list[list[_Written]]:
    """The lines between each of these tables and the table before it."""
    found: list[list[_Written]] = []
    lines: list[_Written] = []
    at = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            written = block.text.split("\n")
            lines += [(at + offset, text.squash(line)) for offset, line in enumerate(written) if line.strip()]
            at += len(written)
            continue
        if any(block is table for table in tables):
            found.append(lines)
        lines = []
    return found


def _heading(lines: Sequence[_Written], pattern: re.Pattern[str]) -> Line | None:
    """The last heading among the lines, with the target that a line below it may tell."""
    for at in range(len(lines) - 1, -1, -1):
        found = pattern.fullmatch(lines[at][1])
        if not found:
            continue
        after = [line for _, line in lines[at + 1 :]]
        rest = found["rest"] or (after.pop(0) if after else "")
        told = [words for line in after for name, words in outline.labelled(line) if name is Field.TARGET]
        pieces: dict[Field, tuple[Piece, ...]] = {Field.TARGET: (Piece(Cell("\n".join(told), tuple(told)), 0, True),)}
        title = f"Mục tiêu {found['number']}: {rest}"
        return Line(0, lines[at][0], pieces, kind="section", title=title) if rest else None
    return None


def _are_objectives(found: Sequence[Line]) -> bool:
    """Whether plainly numbered headings are objectives: more than one, counted from 1, most of them with a number to reach."""
    titles = [OBJECTIVE_HEADING.fullmatch(line.title) for line in found]
    numbers = [int(title["number"]) for title in titles if title]
    measured = sum(bool(target_reading.read_targets(title["rest"])) for title in titles if title)
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1)) and 2 * measured >= len(numbers)
