"""PDF files out: sets a `layout.Layout` as PDF/A-2b by typst, with our own fonts only.

The paper goes to the template as data (`sys_inputs`), never as source text, so nothing that a person typed can be markup or code
(stack.md, trap 28). typst keeps a cache that grows to some 200 MB (trap 27): callers that print much do so in the worker.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from khue.foundation.office import layout, metrics

TEMPLATES = Path(__file__).parent / "typst"
_LONG = re.compile(r"\S{25}")
_BORROWED = re.compile(f"[{''.join(sorted(metrics.BORROWED))}]")
_SHEET = (
    "width_mm", "height_mm", "top_mm", "bottom_mm", "left_mm", "right_mm", "head_mm", "number_pt", "running_pt",
)  # fmt: skip
_GRID = ("widths_mm", "header_rows", "ruled", "together", "keep_next", "padding_mm", "after_pt")
_RULE = ("width_mm", "align", "after_pt", "keep_next")
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def write(paper: layout.Layout) -> bytes:
    """The paper as the bytes of a PDF/A-2b file; equal papers give equal bytes.

    Raises `ValueError` for a grid whose rows do not fill its columns.
    """
    return compiled("paper.typ", "paper", _json(as_data(paper)), int((paper.at or _EPOCH).timestamp()))


def compiled(template: str, name: str, told: str, timestamp: int) -> bytes:
    """One of our templates as PDF/A-2b; what it is `told` (JSON) it finds as the input `name`. `timestamp`: seconds since 1970."""
    return typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=[metrics.FONTS],
        package_path=TEMPLATES,
        ignore_system_fonts=True,
        sys_inputs={name: told},
        pdf_standards="a-2b",
        timestamp=timestamp,
    )


def as_data(paper: layout.Layout) -> dict[str, Any]:
    """The paper in the plain values that the template reads. Each look is told once; lines name it by its place."""
    looks: dict[layout.Look, int] = {}
    sheets = [_sheet(sheet, looks) for sheet in paper.sheets]
    return {
        "title": layout.clean(paper.title),
        "author": layout.clean(paper.author),
        "subject": layout.clean(paper.subject),
        "size_pt": paper.size_pt,
        "sheets": sheets,
        "looks": [asdict(look) for look in looks],
    }


def _json(data: dict[str, Any]) -> str:
    told = json.dumps(data, ensure_ascii=False)
    borrowed = "".join(sorted(set(_BORROWED.findall(told))))
    return f'{{"borrowed": "{borrowed}", {told[1:]}'


def _sheet(sheet: layout.Sheet, looks: dict[layout.Look, int]) -> dict[str, Any]:
    heads = {name: _shown(getattr(sheet, name)) for name in ("first_head", "running_head", "paged_head")}
    return _values(sheet, _SHEET) | heads | {"parts": [_part(part, looks) for part in sheet.parts]}


def png(picture: layout.Picture, ppi: float = 220) -> bytes:
    """A drawing as pixels, for what cannot show SVG (Word before 2016)."""
    told = json.dumps({"svg": picture.svg, "width_mm": picture.width_mm, "height_mm": picture.height_mm})
    return typst.compile(
        TEMPLATES / "picture.typ",
        root=TEMPLATES,
        font_paths=[metrics.FONTS],
        ignore_system_fonts=True,
        sys_inputs={"picture": told},
        format="png",
        ppi=ppi,
    )


def _part(part: layout.Part, looks: dict[layout.Look, int]) -> dict[str, Any]:
    if isinstance(part, layout.Picture):
        return {"kind": "picture"} | _values(part, ("svg", "width_mm", "height_mm", "alt", "after_pt"))
    if isinstance(part, layout.Grid):
        return {"kind": "grid", "cells": _cells(part, looks)} | _values(part, _GRID)
    return _flow(part, looks)


def _flow(part: layout.Line | layout.Rule | layout.Gap, looks: dict[layout.Look, int]) -> dict[str, Any]:
    if isinstance(part, layout.Rule):
        return {"kind": "rule"} | _values(part, _RULE)
    if isinstance(part, layout.Gap):
        return {"kind": "gap"} | _values(part, ("height_pt", "keep_next"))
    look = looks.setdefault(part.look, len(looks))
    return {"kind": "line", "look": look, "marker": part.marker, "runs": [_run(run) for run in part.runs]}


def _run(run: layout.Run) -> str | dict[str, Any]:
    """A plain text as it is; one with an emphasis, or with a word longer than a narrow cell, with what is special about it."""
    if run.field:
        return {
            "field": run.field,
            "text": "",
            "long": False,
            "bold": run.bold,
            "italic": run.italic,
            "underline": False,
        }
    text, is_long = metrics.printable(run.text), bool(_LONG.search(run.text))
    if not (is_long or run.bold or run.italic or run.underline):
        return text
    return {"text": text, "long": is_long, "bold": run.bold, "italic": run.italic, "underline": run.underline}


def _cells(grid: layout.Grid, looks: dict[layout.Look, int]) -> list[dict[str, Any]]:
    return [
        {
            "x": x,
            "y": y,
            "colspan": cell.colspan,
            "rowspan": cell.rowspan,
            "middle": cell.vertical == "middle",
            "whole": y in grid.whole and cell.rowspan == 1,
            "parts": [_flow(part, looks) for part in cell.parts],
        }
        for y, row in enumerate(layout.anchors(grid))
        for x, cell in row
    ]


def _shown(text: str) -> str:
    return metrics.printable(layout.clean(text))


def _values(thing: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}
