"""The small parts of WordprocessingML that every piece of a Word file is made of: names, lengths, sizes, spacing."""

from __future__ import annotations

from functools import cache
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

_TWIPS_PER_MM = 1440 / 25.4


@cache
def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return qn(f"w:{name}")


NAMES = {"w": w("p")[1:].partition("}")[0]}


def twips(mm: float) -> str:
    """A length in twentieths of a point."""
    return str(round(mm * _TWIPS_PER_MM))


def size(properties: Any, size_pt: float) -> None:
    """Size of type, for every script."""
    for name in ("sz", "szCs"):
        etree.SubElement(properties, w(name), {w("val"): str(round(size_pt * 2))})


def spacing(properties: Any, before_pt: float, after_pt: float, line: int, *, exact: bool = False) -> None:
    """Space before, after and between lines."""
    look = {
        "before": str(round(before_pt * 20)),
        "after": str(round(after_pt * 20)),
        "line": str(line),
        "lineRule": "exact" if exact else "auto",
    }
    etree.SubElement(properties, w("spacing"), {w(key): value for key, value in look.items()})
