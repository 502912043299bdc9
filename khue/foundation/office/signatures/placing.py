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


UNDER_MM = 70.0
"""How far a printed name stands under the capacity of its box, at most."""


def above(
    content: bytes, name: str, *, under: str = "", width_mm: float = 62.0, height_mm: float = 18.0
) -> Place | None:
    """The place over the line that reads `name`; None when no line does.

    Of several the first that stands under the words `under` (HIỆU TRƯỞNG): annexes repeat the names of a decision. Otherwise the last.
    """
    wanted, title = text.fold(text.squash(name)), text.fold(text.squash(under))
    with pdfplumber.open(io.BytesIO(content)) as file:
        for page in file.pages if title else ():
            titles = _all(page, title)
            for found in reversed(_all(page, wanted)):
                if any(_stands_under(found, one) for one in titles):
                    return _over(page, found, width_mm, height_mm)
        for page in reversed(file.pages):
            for found in reversed(_all(page, wanted)):
                return _over(page, found, width_mm, height_mm)
    return None


def _all(page: Any, wanted: str) -> list[tuple[float, float]]:
    """Middle and upper edge of the words on every line of the page that has them, from above."""
    lines = page.extract_text_lines(return_chars=False)
    told = [_within(page, line, wanted) for line in lines if wanted in text.fold(line["text"])]
    return [one for one in told if one is not None]


def _stands_under(name: tuple[float, float], title: tuple[float, float]) -> bool:
    """In the same column, not far below."""
    return abs(name[0] - title[0]) * POINT_MM < 20 and 0 < (name[1] - title[1]) * POINT_MM <= UNDER_MM


def _over(page: Any, found: tuple[float, float], width_mm: float, height_mm: float) -> Place:
    centre, top = found
    width, height = width_mm / POINT_MM, height_mm / POINT_MM
    bottom = float(page.height) - top + GAP_PT
    left = min(max(centre - width / 2, 0.0), float(page.width) - width)
    return Place(page.page_number - 1, left, bottom, left + width, bottom + height)


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
