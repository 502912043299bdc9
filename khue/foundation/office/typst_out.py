"""PDF files out: sets a `layout.Layout` as PDF/A-2b by typst, with our own fonts only.

The paper goes to the template as data (`sys_inputs`), never as source text, so nothing that a person typed can be markup or code
(stack.md, trap 28). typst keeps a cache that grows to some 200 MB (trap 27): callers that print much do so in the worker.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from khue.foundation.office import layout, metrics

TEMPLATE = Path(__file__).parent / "typst" / "paper.typ"
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def write(paper: layout.Layout) -> bytes:
    """The paper as the bytes of a PDF/A-2b file; equal papers give equal bytes.

    Raises `ValueError` for a grid whose rows do not fill its columns.
    """
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=[metrics.FONTS],
        package_path=TEMPLATE.parent,
        ignore_system_fonts=True,
        sys_inputs={"paper": _json(as_data(paper))},
        pdf_standards="a-2b",
        timestamp=int((paper.at or _EPOCH).timestamp()),
    )


def as_data(paper: layout.Layout) -> dict[str, Any]:
    """The paper in the plain values that the template reads."""
    return {
        "title": layout.clean(paper.title),
        "author": layout.clean(paper.author),
        "subject": layout.clean(paper.subject),
        "size_pt": paper.size_pt,
        "sheets": [_sheet(sheet) for sheet in paper.sheets],
    }


def _json(data: dict[str, Any]) -> str:
    told = json.dumps(data, ensure_ascii=False)
    return json.dumps(data | {"borrowed": "".join(sorted(metrics.BORROWED.intersection(told)))}, ensure_ascii=False)


def _sheet(sheet: layout.Sheet) -> dict[str, Any]:
    names = "width_mm height_mm top_mm bottom_mm left_mm right_mm head_mm number_pt running_pt"
    heads = {name: _shown(getattr(sheet, name)) for name in ("first_head", "running_head")}
    return _values(sheet, names) | heads | {"parts": [_part(part) for part in sheet.parts]}


def _part(part: layout.Part) -> dict[str, Any]:
    if isinstance(part, layout.Grid):
        names = "widths_mm header_rows ruled together keep_next padding_mm after_pt"
        return {"kind": "grid", "cells": _cells(part)} | _values(part, names)
    return _flow(part)


def _flow(part: layout.Line | layout.Rule | layout.Gap) -> dict[str, Any]:
    if isinstance(part, layout.Rule):
        return {"kind": "rule"} | _values(part, "width_mm align after_pt keep_next")
    if isinstance(part, layout.Gap):
        return {"kind": "gap"} | _values(part, "height_pt keep_next")
    names = "size_pt align bold italic first_mm left_mm before_pt after_pt spacing keep_next heading"
    runs = [_values(run, "bold italic underline") | {"text": _shown(run.text)} for run in part.runs]
    return {"kind": "line", "runs": runs, "marker": part.marker, "look": _values(part.look, names)}


def _cells(grid: layout.Grid) -> list[dict[str, Any]]:
    return [
        {"x": x, "y": y, "whole": y in grid.whole and cell.rowspan == 1, "parts": [_flow(part) for part in cell.parts]}
        | _values(cell, "colspan rowspan vertical")
        for y, row in enumerate(layout.anchors(grid))
        for x, cell in row
    ]


def _shown(text: str) -> str:
    return metrics.printable(layout.clean(text))


def _values(thing: object, names: str) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names.split()}
