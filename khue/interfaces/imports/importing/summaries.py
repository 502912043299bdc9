"""What a list says of a file that was read, kept beside the reading: counts, and the doubts that are still open in words."""

from __future__ import annotations

from typing import Any

from khue.interfaces.imports.importing.staging import Row

MOST_DOUBTS = 12


QUIET = frozenset(
    {
        "legacy_font", "letters_recomposed", "letters_replaced", "html_remains", "unit_missing", "school_year_missing",
        "school_year_differs", "total_row_skipped", "signature_skipped", "section_row",
    }
)  # fmt: skip
"""Remarks about the whole document that say what was done and ask nothing (unit and year are asked on the board)."""
GENERAL = "general"
"""The doubt that stands for all remarks about the document as a whole."""


def loud(remarks: list[dict[str, Any]], edits: list[dict[str, Any]]) -> list[str]:
    """What the whole document leaves to be looked at, until somebody says that they have."""
    if any(edit.get("doubt") == GENERAL for edit in edits):
        return []
    return [remark["message"] for remark in remarks if remark.get("code", "") not in QUIET]


def summary_of(rows: list[Row], general: list[str]) -> dict[str, Any]:
    """`open` counts every doubt; `doubts` holds the first of them, each as “Mục tiêu 4: câu không có con số”."""
    kept = [row for row in rows if not row.dropped]
    doubts = general + [
        f"Mục tiêu {row.content['number']}: {_lowered(doubt.why)}" for row in kept for doubt in row.doubts
    ]
    return {
        "objectives": len(kept),
        "targets": sum(len(row.content["targets"]) for row in kept),
        "tasks": sum(len(row.content["tasks"]) for row in kept),
        "open": len(doubts),
        "doubts": doubts[:MOST_DOUBTS],
    }


def _lowered(sentence: str) -> str:
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]
