"""The left half of the page: the table as it stood in the file, beside the row that was read from it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from khue.interfaces.imports.importing.staging import Row

PLACE = re.compile(r"table (\d+), row (\d+)")
COLUMN_OF_FIELD = {"targets": "statement", "row": "statement", "lead": "people", "supporting": "people"}
"""Where a doubt is marked when the file has no column of that very name (the reader counts columns from 1)."""


@dataclass(frozen=True)
class Cell:
    """One cell of the source: its text (marked), and whether it was left blank where something was expected."""

    html: Markup
    blank: bool
    label: str


@dataclass(frozen=True)
class Line:
    """A source row and the reading beside it (None for a row that belongs to the objective above)."""

    table: int
    row: int
    cells: list[Cell]
    content: Row | None


def place_of(where: str) -> tuple[int, int]:
    found = PLACE.match(where)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def lines_of(plan: dict[str, Any], rows: list[Row]) -> tuple[list[str], list[Line]]:
    """The header and the lines of the plan's table, which may go on over several tables of the file (one a page).

    Without a table (a list of sentences) each objective is its own source.
    """
    by_place = {
        (row.source["source"]["table"], row.source["source"]["row"]): row for row in rows if row.source.get("source")
    }
    numbers = {table for table, _row in by_place}
    tables = [one for one in plan.get("source_tables", []) if one["number"] in numbers]
    if not tables:
        return ["Nội dung trong tệp"], [_sentence(row) for row in rows]
    header = tables[0]["header"]
    lines = [line for table in tables for line in _table_lines(table, header, by_place)]
    placed = {line.content.index for line in lines if line.content is not None}
    return header, lines + [_sentence(row, len(header)) for row in rows if row.index not in placed]


def _table_lines(table: dict[str, Any], header: list[str], by_place: dict[tuple[int, int], Row]) -> list[Line]:
    lines = []
    for line in table["rows"]:
        row = by_place.get((table["number"], line["row"]))
        if row is None and not any(cell.strip() for cell in line["cells"]):
            continue
        cells = [*line["cells"], *[""] * (len(header) - len(line["cells"]))][: len(header)]
        lines.append(Line(table["number"], line["row"], _cells(header, cells, row), row))
    return lines


def _sentence(row: Row, columns: int = 1) -> Line:
    text = str(row.source.get("statement", ""))
    cells = [Cell(_marked(text, row), False, "Nội dung trong tệp")]
    return Line(0, row.index, cells + [Cell(Markup(""), False, "")] * (columns - 1), row)


def _cells(header: list[str], cells: list[str], row: Row | None) -> list[Cell]:
    columns = {name: place["column"] - 1 for name, place in (row.source.get("cells") or {}).items()} if row else {}
    marks: dict[int | None, list[str]] = defaultdict(list)
    for doubt in row.doubts if row else ():
        marks[columns.get(doubt.field, columns.get(COLUMN_OF_FIELD.get(doubt.field, "")))].append(doubt.mark)
    sentence = columns.get("targets", columns.get("statement"))  # targets may stand in a column of their own
    made = []
    for number, text in enumerate(cells):
        html = _marked(text, row) if row and number == sentence else _plain(text, marks.get(number, []))
        label = header[number] if number < len(header) else ""
        made.append(Cell(html, not text.strip() and number in marks, label))
    return made


def _plain(text: str, marks: Sequence[str] = ()) -> Markup:
    """The cell with the doubtful words under a double line: each where it stands, or the whole cell for a doubt about all of it."""
    if not marks or not text.strip():
        return _lines(text)
    places = [text.casefold().find(mark.casefold()) if mark else -1 for mark in marks]
    if -1 in places:
        return Markup('<mark class="q">{}</mark>').format(_lines(text))
    html, here = Markup(""), 0
    for place, mark in sorted(zip(places, marks, strict=True)):
        if place < here:
            continue
        html += _lines(text[here:place]) + Markup('<mark class="q">{}</mark>').format(
            _lines(text[place : place + len(mark)])
        )
        here = place + len(mark)
    return html + _lines(text[here:])


def _lines(text: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in text.split("\n"))


def _marked(text: str, row: Row) -> Markup:
    """The sentence with the words that became targets underlined; a sentence without any is doubtful as a whole.

    Spans count letters of the sentence as it was read; the cell may break its lines or begin with a dash, so the words are looked
    for where they stand.
    """
    spans = sorted(tuple(target["span"]) for target in row.source.get("targets", []) if target.get("span"))
    if not spans:
        return _plain(text, [""] if any(doubt.field == "targets" for doubt in row.doubts) else ())
    read = _read_from(text, row)
    html, here = Markup(""), 0
    for start, end in spans:
        found = (
            re.compile(r"\s+".join(map(re.escape, read[start:end].split()))).search(text, here)
            if read[start:end].strip()
            else None
        )
        if found is None:
            continue
        html += _lines(text[here : found.start()]) + Markup("<mark>{}</mark>").format(_lines(found[0]))
        here = found.end()
    return html + _lines(text[here:])


def _read_from(text: str, row: Row) -> str:
    """The text whose letters the spans count: the objective's sentence when it stands in this cell, else the cell itself."""
    sentence = " ".join(str(row.source.get("statement", "")).split())
    return sentence if sentence and sentence[:12] in " ".join(text.split()) else text
