"""Small makers of lines, used by head, body and closing."""

from __future__ import annotations

import math
import re

from khue.engine.records import documents
from khue.foundation.office import layout, metrics

_YEARS = re.compile(r"(\d{4}) - (\d{4})")


def runs(said: documents.Text) -> tuple[layout.Run, ...]:
    """The stretches of a text, with their emphasis."""
    if isinstance(said, str):
        return (layout.Run(said),) if said else ()
    return tuple(layout.Run(span.text, span.bold, span.italic) for span in said if span.text)


def line(said: documents.Text, look: layout.Look) -> layout.Line:
    """A paragraph of one look."""
    return layout.Line(runs(said), look)


def hanging(item: documents.Item, look: layout.Look) -> layout.Line:
    """A paragraph whose marker hangs: the indent is exactly as wide as the marker and its space."""
    if not item.marker:
        return line(item.text, look)
    width = _width(item.marker + " ", look)
    return layout.Line(runs(item.text), look.but(left_mm=look.left_mm + width, first_mm=-width), item.marker)


def balanced(text: str, look: layout.Look, width_mm: float) -> str:
    """The text with line feeds so that its lines are about equally long: a title does not leave one word on its last line.

    A school year ("2026 - 2027") is not torn.
    """
    whole = _YEARS.sub("\\1\u00a0-\u00a0\\2", text)
    lines = math.ceil(_width(whole, look) / width_mm)
    if lines < 2:
        return whole
    widest = _width(whole, look) / lines
    while len(broken := _fill(whole.split(" "), look, widest)) > lines:
        widest *= 1.03
        if widest >= width_mm:
            return whole
    return "\n".join(broken)


def _fill(words: list[str], look: layout.Look, width_mm: float) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if _width(longer, look) <= width_mm:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _width(text: str, look: layout.Look) -> float:
    return metrics.width_mm(text, look.size_pt, bold=look.bold, italic=look.italic)


def rule_under(text: str, look: layout.Look, share: float, width_mm: float, *, after_pt: float = 0) -> layout.Rule:
    """A drawn line that is `share` of the text above it, and never wider than `width_mm`."""
    lengths = [_width(part, look) for part in text.split("\n")]
    return layout.Rule(min(max(lengths), width_mm) * share, after_pt=after_pt, keep_next=look.keep_next)
