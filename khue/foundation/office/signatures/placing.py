"""Where the visible mark goes: above the printed name of the signer, under the line of the capacity (box 7c of the decree)."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pdfplumber

from khue.foundation.kernel import text

POINT_MM = 25.4 / 72
GAP_PT = 4.0


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on a page (`page` from 0), in points from the lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


def above(content: bytes, name: str, *, width_mm: float = 62.0, height_mm: float = 18.0) -> Place | None:
    """The place over the last line of the file that reads `name`; None when no line does."""
    wanted = text.fold(text.squash(name))
    with pdfplumber.open(io.BytesIO(content)) as file:
        for page in reversed(file.pages):
            for line in reversed(page.extract_text_lines(return_chars=False)):
                found = _within(page, line, wanted)
                if found is not None:
                    centre, top = found
                    width, height = width_mm / POINT_MM, height_mm / POINT_MM
                    bottom = float(page.height) - top + GAP_PT
                    left = min(max(centre - width / 2, 0.0), float(page.width) - width)
                    return Place(page.page_number - 1, left, bottom, left + width, bottom + height)
    return None


def corner(content: bytes, *, width_mm: float = 62.0, height_mm: float = 15.0, edge_mm: float = 3.0) -> Place:
    """The free corner at the upper right of the first page, inside its margin."""
    with pdfplumber.open(io.BytesIO(content)) as file:
        wide, high = float(file.pages[0].width), float(file.pages[0].height)
    right, top = wide - 3 * edge_mm / POINT_MM, high - edge_mm / POINT_MM
    return Place(0, right - width_mm / POINT_MM, top - height_mm / POINT_MM, right, top)


def _within(page: Any, line: dict[str, Any], wanted: str) -> tuple[float, float] | None:
    """The middle and the upper edge of the words `wanted` in a line, which may hold the names of several boxes."""
    words = page.crop((0, line["top"], page.width, line["bottom"]), strict=False).extract_words()
    told, parts = [text.fold(word["text"]) for word in words], wanted.split()
    for start in range(len(told) - len(parts), -1, -1):
        if told[start : start + len(parts)] == parts:
            mine = words[start : start + len(parts)]
            return (mine[0]["x0"] + mine[-1]["x1"]) / 2, float(min(word["top"] for word in mine))
    return None
