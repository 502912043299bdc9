"""The Word files that the demo's units "send in": made here, then read by Khuê like anybody's."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import xlsxwriter

from khue.interfaces.imports import terms
from khue.people.organisation import terms as organisation

HEAD = ["Mục tiêu", "Nội dung mục tiêu chất lượng", "Nhiệm vụ và biện pháp thực hiện", "Đơn vị chủ trì và phối hợp"]
HEAD += ["Thời hạn thực hiện và hoàn tất", "Hồ sơ minh chứng"]


def plan(unit: str, school_year: str, objectives: list[dict[str, Any]]) -> bytes:
    """A plan in the six columns that schools use, as .docx."""
    paper = docx.Document()
    year = f"Năm học {school_year.replace('-', ' - ')}"
    for line in filter(None, ("KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG", unit.upper(), year)):
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


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
"""A page that was only photographed: one grey point."""


def note(title: str, lines: list[str]) -> bytes:
    """A short report, as .docx."""
    paper = docx.Document()
    paper.add_heading(title, level=1)
    for line in lines:
        paper.add_paragraph(line)
    made = io.BytesIO()
    paper.save(made)
    return made.getvalue()


def staff(told: dict[str, Any], since: date, email: Callable[[str], str]) -> bytes:
    """The workbook of units and people, filled in by the template that Khuê offers."""
    kinds = {kind: str(label).partition(",")[0] for kind, label in organisation.UNIT_KINDS}
    units = [
        {
            "code": code,
            "name": name,
            "kind": kinds[kind],
            "short_name": short,
            "aliases": aliases,
            "valid_from": f"{since:%d/%m/%Y}",
        }
        for code, kind, name, short, aliases in told["units"]
    ]
    people = [
        {
            "full_name": name,
            "title": title,
            "email": email(local),
            "position": position,
            "unit": unit,
            "valid_from": f"{since:%d/%m/%Y}",
        }
        for name, title, local, position, unit in told["people"]
    ]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        _sheet(book, terms.UNITS_SHEET, terms.UNIT_COLUMNS, units)
        _sheet(book, terms.PEOPLE_SHEET, terms.PERSON_COLUMNS, people)
    return out.getvalue()


def _sheet(book: Any, title: str, columns: Any, rows: list[dict[str, str]]) -> None:
    sheet = book.add_worksheet(title)
    sheet.write_row(0, 0, [heading for _key, heading, _must, _help in columns])
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, [row.get(key, "") for key, *_rest in columns])
