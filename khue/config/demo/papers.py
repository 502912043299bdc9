"""The Word files that the demo's units "send in": made here, then read by Khuê like anybody's."""

from __future__ import annotations

import io
from typing import Any

import docx

HEAD = ["Mục tiêu", "Nội dung mục tiêu chất lượng", "Nhiệm vụ và biện pháp thực hiện", "Đơn vị chủ trì và phối hợp"]
HEAD += ["Thời hạn thực hiện và hoàn tất", "Hồ sơ minh chứng"]


def plan(unit: str, school_year: str, objectives: list[dict[str, Any]]) -> bytes:
    """A plan in the six columns that schools use, as .docx."""
    paper = docx.Document()
    for line in ("KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG", unit.upper(), f"Năm học {school_year.replace('-', ' - ')}"):
        paper.add_paragraph(line)
    table = paper.add_table(rows=1, cols=len(HEAD))
    table.style = "Table Grid"
    for cell, label in zip(table.rows[0].cells, HEAD, strict=True):
        cell.text = label
    for number, objective in enumerate(objectives, start=1):
        for cell, text in zip(table.add_row().cells, _cells(number, objective), strict=True):
            cell.text = text
    made = io.BytesIO()
    paper.save(made)
    return made.getvalue()


def _cells(number: int, objective: dict[str, Any]) -> list[str]:
    who = "Chủ trì: " + "; ".join(objective["lead"]) if objective["lead"] else ""
    if objective.get("supporting"):
        who += "\nPhối hợp: " + "; ".join(objective["supporting"])
    tasks = "\n".join(f"- {task}" for task in objective["tasks"])
    evidence = "\n".join(f"- {one}" for line in objective["evidence"] for one in line.split("; "))
    return [str(number), objective["statement"], tasks, who, objective["time"], evidence]


def note(title: str, lines: list[str]) -> bytes:
    """A short report, as .docx."""
    paper = docx.Document()
    paper.add_heading(title, level=1)
    for line in lines:
        paper.add_paragraph(line)
    made = io.BytesIO()
    paper.save(made)
    return made.getvalue()
