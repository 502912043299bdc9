"""The table on the terminal, and the JSON beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bench.measures import ALL, ELSEWHERE, LEFT_OUT, Found, Measure, goal

HEADS = ("", "what", "ours", "reference", "ratio", "goal", "holds")
SAID = {True: "yes", False: "NO", None: ""}


def number(value: float | None, unit: str = "") -> str:
    if value is None:
        return "–"
    shown = f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"
    return f"{shown} {unit}".strip()


def rows(found: Found, wanted: set[str]) -> list[tuple[str, ...]]:
    return [_row(one, found) for one in ALL if one.ours in found and (one.workload in wanted or "–" in one.workload)]


def _row(measure: Measure, found: Found) -> tuple[str, ...]:
    ratio = measure.ratio(found)
    beside = f"{number(found.get(measure.reference), measure.unit)} ({measure.against})" if measure.reference else ""
    times = f"{ratio:.2f} ×" if ratio is not None else ""
    return (
        measure.workload, measure.title, number(found[measure.ours], measure.unit), beside, times, goal(measure),
        SAID[measure.holds(found)],
    )  # fmt: skip


def text(found: Found, wanted: set[str]) -> str:
    lines = [HEADS, *rows(found, wanted)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADS))]
    shown = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    elsewhere = [f"{code}: {said}" for code, said in ELSEWHERE.items() if code in wanted]
    shown += ["", "elsewhere, for order of magnitude", *elsewhere]
    return "\n".join([*shown, "", *(f"left out: {code}, {why}" for code, why in LEFT_OUT.items())])


def keep(path: Path, found: Found, wanted: set[str], about: dict[str, Any]) -> None:
    """`lines` is the table, `measured` every value behind it."""
    lines = [one.to_json(found) for one in ALL if one.ours in found and (one.workload in wanted or "–" in one.workload)]
    for one in lines:
        one["elsewhere"] = ELSEWHERE.get(one["workload"], "")
    told = {"about": about, "lines": lines, "measured": found, "left_out": LEFT_OUT}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
