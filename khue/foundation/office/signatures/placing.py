"""Where the visible mark goes: between the capacity and the printed name of the signer (box 7c of the decree); the seal over it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pyhanko.pdf_utils.reader import PdfFileReader

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


@dataclass(frozen=True, slots=True)
class _Words:
    """Where words stand: their middle, and their edges from the top of the page, in points."""

    centre: float
    top: float
    bottom: float


LEAST_PT = 30.0
"""The height of a signature's image where the lines leave no room."""
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


def between(content: bytes, name: str, *, under: str, width_mm: float, proportion: float) -> Place | None:
    """The place of the image of a signature: in the middle between the capacity and the printed name (appendix I, part II, 7đ).

    `proportion`: height for one of width. Where the gap is lower than the image, the image is made smaller. None as for `above`.
    """
    wanted, title = text.fold(text.squash(name)), text.fold(text.squash(under))
    with pdfplumber.open(io.BytesIO(content)) as file:
        for page in file.pages if title else ():
            titles = _all(page, title)
            for found in reversed(_all(page, wanted)):
                over = [one for one in titles if _stands_under(found, one)]
                if over:
                    return _middle(page, found, over[-1], width_mm / POINT_MM, proportion)
    return above(content, name, width_mm=width_mm, height_mm=width_mm * proportion)


def _middle(page: Any, name: _Words, title: _Words, width: float, proportion: float) -> Place:
    """Between two lines of one box."""
    room = max(name.top - title.bottom, LEAST_PT)
    high = min(width * proportion, room)
    wide = high / proportion
    left = min(max(name.centre - wide / 2, 0.0), float(page.width) - wide)
    middle = float(page.height) - (name.top + title.bottom) / 2
    return Place(page.page_number - 1, left, middle - high / 2, left + wide, middle + high / 2)


def beside(mark: Place, *, width_mm: float, proportion: float = 1.0) -> Place:
    """The place of a seal: over a third of the signer's mark, at its left, in the middle of its height (appendix I, part II, 8a)."""
    wide = width_mm / POINT_MM
    high = wide * proportion
    left = max(mark.left + (mark.right - mark.left) / 3 - wide, 0.0)
    bottom = max((mark.bottom + mark.top - high) / 2, 0.0)
    return Place(mark.page, left, bottom, left + wide, bottom + high)


def mark_of(content: bytes, number: int = 0) -> Place | None:
    """Where the mark of a signature stands in a file, in the order of signing; None for one that is not seen."""
    reader = PdfFileReader(io.BytesIO(content))
    found = reader.embedded_regular_signatures
    if number >= len(found):
        return None
    field = found[number].sig_field
    left, bottom, right, top = (float(one) for one in field["/Rect"]) if "/Rect" in field else (0.0,) * 4
    if right - left < 1 or top - bottom < 1 or "/P" not in field:
        return None
    page = field.raw_get("/P")
    for place in range(int(reader.root["/Pages"]["/Count"])):
        if reader.find_page_for_modification(place)[0].idnum == page.idnum:
            return Place(place, left, bottom, right, top)
    return None


def _all(page: Any, wanted: str) -> list[_Words]:
    """Middle and edges of the words on every line of the page that has them, from above."""
    lines = page.extract_text_lines(return_chars=False)
    told = [_within(page, line, wanted) for line in lines if wanted in text.fold(line["text"])]
    return [one for one in told if one is not None]


def _stands_under(name: _Words, title: _Words) -> bool:
    """In the same column, not far below."""
    return abs(name.centre - title.centre) * POINT_MM < 20 and 0 < (name.top - title.top) * POINT_MM <= UNDER_MM


def _over(page: Any, found: _Words, width_mm: float, height_mm: float) -> Place:
    centre, top = found.centre, found.top
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


def _within(page: Any, line: dict[str, Any], wanted: str) -> _Words | None:
    """The middle and the edges of the words `wanted` in a line, which may hold the names of several boxes."""
    words = page.crop((0, line["top"], page.width, line["bottom"]), strict=False).extract_words()
    told, parts = [text.fold(word["text"]) for word in words], wanted.split()
    for start in range(len(told) - len(parts), -1, -1):
        if told[start : start + len(parts)] == parts:
            mine = words[start : start + len(parts)]
            top, bottom = min(word["top"] for word in mine), max(word["bottom"] for word in mine)
            return _Words((mine[0]["x0"] + mine[-1]["x1"]) / 2, float(top), float(bottom))
    return None
