"""Ruled tables of a page: cells by their boxes, rows and columns by the edges that the boxes share."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from khue.foundation.office.readers.pdf import flow
from khue.foundation.office.source import Cell, cell

Box = tuple[float, float, float, float]
_TOLERANCE = 3.0
# Most makers leave the same space at both sides of a cell; this much when a cell is empty of hints.
_PADDING = 5.0


def rows_of(boxes: Sequence[Box], words: Sequence[flow.Word]) -> tuple[tuple[Cell, ...], ...]:
    """The cells with their text. `boxes` are (x0, top, x1, bottom) in points."""
    lefts = _edges(box[0] for box in boxes)
    tops = _edges(box[1] for box in boxes)
    rows: list[list[Cell]] = [[] for _ in tops]
    inside = _by_box(boxes, words)
    for at, box in sorted(enumerate(boxes), key=lambda item: (item[1][1], item[1][0])):
        row, column = _place(tops, box[1]), _place(lefts, box[0])
        down = max(_place(tops, box[3] - 2 * _TOLERANCE) - row + 1, 1)
        across = max(_place(lefts, box[2] - 2 * _TOLERANCE) - column + 1, 1)
        rows[row].append(_cell(box, inside[at], (row, column, down, across)))
    return tuple(tuple(sorted(row, key=lambda item: item.column)) for row in rows)


def _cell(box: Box, words: list[flow.Word], place: tuple[int, int, int, int]) -> Cell:
    left = min((word.x0 for word in words), default=box[0] + _PADDING)
    right = box[2] - min(max(left - box[0], 0.0), 2 * _PADDING)
    texts = [text for text, _ in flow.paragraphs_of(flow.lines_of(words), right)]
    row, column, down, across = place
    return cell(texts, row, column, down, across, bool(words) and words[0].bold)


def _by_box(boxes: Sequence[Box], words: Sequence[flow.Word]) -> list[list[flow.Word]]:
    inside: list[list[flow.Word]] = [[] for _ in boxes]
    for word in words:
        x, y = word.middle
        for at, (x0, top, x1, bottom) in enumerate(boxes):
            if x0 <= x <= x1 and top <= y <= bottom:
                inside[at].append(word)
                break
    return inside


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _TOLERANCE:
            edges.append(value)
    return edges


def _place(edges: list[float], value: float) -> int:
    """Which edge a value belongs to: the last one that is not right of it."""
    return max(bisect_left(edges, value + _TOLERANCE) - 1, 0)
