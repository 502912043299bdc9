"""W6: the year-end report of a school over its units, from the database to the Word file and to PDF/A.

typst remembers what it has laid out, and nobody prints the same report twice in a row: so every printing is timed in a process of
its own (`python -m bench.report WHICH SET`), which has set a small paper before, as a worker that is under way has.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.measures import Found
from bench.server import ROOT

BARE = Path(__file__).parent / "bare.typ"
KIND = "school_report"
WAYS = ("docx", "pdf", "bare")


def measure(stage: Any) -> Found:
    """`report.docx`, `report.pdf`, `report.bare` in seconds, their pages, `sql.report`, `report.objectives`."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    key = stage.school_set(3).pk
    code = _code(key)
    _document(key, code)  # what a process reads once is read
    with CaptureQueriesContext(connection) as caught:
        _document(key, code)
    runs: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for _round in range(3):
        for way in WAYS:
            runs[way].append(_alone(way, key))
    found = {f"report.{way}": statistics.median(one["seconds"] for one in all_) for way, all_ in runs.items()}
    found |= {f"report.{way}_pages": runs[way][0]["pages"] for way in ("pdf", "bare")}
    objectives = sum(one.objectives.count() for one in [stage.school_set(3), *stage.sets(3)])
    return found | {"sql.report": float(len(caught)), "report.objectives": float(objectives)}


def _alone(way: str, key: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.report", way, str(key)]
    found: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, check=True, cwd=ROOT).stdout)
    return found


def _set(key: int) -> Any:
    from khue.quality.objectives.models import ObjectiveSet

    linked = ("unit", "period", "institution", "case__version__procedure")
    return ObjectiveSet.objects.select_related(*linked).get(pk=key)


def _code(key: int) -> str:
    """The code of the institution's own form."""
    from django.utils import timezone

    from khue.quality.objectives import printing

    return next(one.code for one in printing.forms_for(_set(key), timezone.localdate()) if one.kind == KIND)


def _document(key: int, code: str) -> Any:
    from django.utils import timezone

    from khue.quality.objectives import printing

    return printing.document_for(_set(key), code, at=timezone.now())


def _layout(document: Any) -> Any:
    from khue.engine.records.printing import composition, profiles

    return composition.compose(document, profiles.profile(document.profile))


def timed(way: str, key: int) -> dict[str, float]:
    """One printing in this process. For “bare” the words are at hand: only typst is timed."""
    from khue.engine.records import printing
    from khue.foundation.office import layout, typst_out

    line = layout.Line((layout.Run("Trước khi đo"),))
    typst_out.write(layout.Layout(sheets=(layout.Sheet(parts=(line,)),), title="Đo"))
    code = _code(key)
    data = _words(_layout(_document(key, code))) if way == "bare" else ""
    ours = printing.to_docx if way == "docx" else printing.to_pdf
    begun = time.perf_counter()
    made = _bare(data) if way == "bare" else ours(_document(key, code))
    return {"seconds": time.perf_counter() - begun, "pages": _pages(made) if way != "docx" else 0}


def _words(paper: Any) -> str:
    """The words of a paper, as the plainest template needs them."""
    names = ("width_mm", "height_mm", "top_mm", "bottom_mm", "left_mm", "right_mm")
    sheets = [
        {name: getattr(sheet, name) for name in names} | {"parts": [_part(part) for part in sheet.parts]}
        for sheet in paper.sheets
    ]
    return json.dumps({"size_pt": paper.size_pt, "sheets": sheets}, ensure_ascii=False)


def _part(part: Any) -> dict[str, Any]:
    from khue.foundation.office import layout

    if not isinstance(part, layout.Grid):
        return {"text": _line(part)}
    cells = [
        {"x": x, "y": y, "across": cell.colspan, "down": cell.rowspan, "text": "\n".join(map(_line, cell.parts))}
        for y, row in enumerate(layout.anchors(part))
        for x, cell in row
    ]
    return {"widths": list(part.widths_mm), "heads": part.header_rows, "ruled": part.ruled, "cells": cells}


def _line(part: Any) -> str:
    return "".join(run.text for run in getattr(part, "runs", ()))


def _bare(data: str) -> bytes:
    import typst

    from khue.foundation.office import metrics

    inputs = {"paper": data}
    return typst.compile(
        BARE, font_paths=[metrics.FONTS], ignore_system_fonts=True, sys_inputs=inputs, pdf_standards="a-2b"
    )


def _pages(pdf: bytes) -> float:
    import pypdfium2

    return float(len(pypdfium2.PdfDocument(pdf)))


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(timed(sys.argv[1], int(sys.argv[2]))))
