"""`read_plan`: a file that came in → a `Plan`, or a refusal in words."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from khue.foundation.kernel import errors, periods, text
from khue.foundation.office import opening
from khue.foundation.office.source import Document, Paragraph, Table
from khue.foundation.reading import slips
from khue.foundation.reading import targets as target_reading
from khue.foundation.reading.plan import (
    agenda,
    building,
    cards,
    chain,
    drafts,
    front,
    listing,
    other_papers,
    outline,
    pairing,
    terms,
    weeks,
)
from khue.foundation.reading.plan import grid as grids
from khue.foundation.reading.plan.columns import Field, meaning
from khue.foundation.reading.plan.remarks import FIELD_NAMES, Remarks
from khue.foundation.reading.plan.rows import OBJECTIVE_HEADING
from khue.foundation.reading.timespan import read_timespan
from khue.foundation.reading.values import Plan, PlanObjective, Remark

_NOT_A_PLAN = (
    "Không thấy bảng kế hoạch hay danh sách mục tiêu trong tệp. Hãy kiểm tra tệp có bảng với các cột như “Mục tiêu”, “Nhiệm vụ”, "
    "“Chủ trì”, “Thời gian”."
)

_MOST_ROWS = 3_000
_LEAST_ROWS = 5
_TOO_MANY_ROWS = (
    "Bảng kế hoạch có hơn 3.000 dòng. Hãy tách thành nhiều tệp, mỗi tệp là kế hoạch của một đơn vị, rồi gửi lại."
)


def read_plan(source: Path | bytes, *, filename: str | None = None, school_year: str | None = None) -> Plan:
    """Read a plan of objectives, a task calendar or a list of objectives from a file of any office format.

    `school_year` ("2021-2022") dates what the document leaves open; a year that the document names wins, with a remark.
    Every objective says in `source` and `cells` where it was read (counted from 1, header rows included).

    Raises `kernel.errors.Unreadable` (code "not_a_plan" when it can be read but holds no plan), `TooLarge`, and `Invalid`
    for a `school_year` that is none. Conventions: the contract of the reader of plans, seeds 000 to 003.
    """
    given = periods.SchoolYear.parse(school_year).code if school_year else ""
    return plan_of(opening.open_document(source, filename=filename), given)


def plan_of(document: Document, school_year: str = "") -> Plan:
    """The plan of a document that is already open. Raises `Unreadable` ("not_a_plan")."""
    remarks = Remarks()
    for remark in document.remarks:
        remarks.take(Remark(remark.code, remark.where, remark.message))
    lines = _paragraphs(document)
    carded, tables = cards.read(document)
    found = chain.find(document) if not carded else None
    listed = listing.read(lines)
    outlined = carded or (outline.read(lines) if found is None else [])
    planned = agenda.read(document, lines) if found is None and not outlined and not listed else []
    is_plan = found is not None or listed or outlined or planned
    before = _before(document, found, tables, listed, outlined or planned) if is_plan else []
    if not is_plan or other_papers.is_lesson(lines) or other_papers.is_titled(before):
        raise errors.Unreadable("not_a_plan", _NOT_A_PLAN)
    around = weeks.around(before) if found or planned else ""
    about = front.read(before, list(document.texts()), remarks.repairs_at("document"))
    if not about.school_year and about.year is None and not school_year:
        about = replace(about, year=weeks.year_of(around))
    year = _year(about, school_year, remarks)
    about = replace(about, terms=_terms([*before, *lines], year, about.year))
    if outlined:
        return _from_drafts(outlined, tables, about, year, remarks)
    if planned:
        return _from_agenda(planned, about, year, remarks, around)
    if found is None:
        return _from_list(listed, about, year, remarks)
    return _from_table(found, listed, about, year, remarks, around)


def _terms(lines: list[str], school_year: str, year: int | None) -> terms.Bounds:
    """The terms as the lines above the plan and the running text bound them."""
    return terms.bounds(lines, lambda said: read_timespan(said, school_year=school_year or None, year=year))


def _before(
    document: Document,
    found: chain.Chain | None,
    tables: Sequence[grids.Grid],
    listed: list[listing.Item],
    drafted: list[drafts.Draft],
) -> list[str]:
    """The lines above the plan; a sheet that has none keeps them in the rows above its header."""
    if found is None and not tables:
        return _above(document, listed, drafted)
    block = found.block if found else _block_of(document, tables[0].table.number)
    lines = _lines(document.blocks[:block])
    return [line for line in lines if not OBJECTIVE_HEADING.fullmatch(line)] or lines or _first_rows(found)


def _paragraphs(document: Document) -> list[str]:
    """The lines of running text; remarks about them count from here."""
    return [line for block in document.paragraphs for line in block.text.split("\n")]


def _block_of(document: Document, number: int) -> int:
    """Where the table of that number stands among the blocks."""
    return next(at for at, block in enumerate(document.blocks) if isinstance(block, Table) and block.number == number)


def _above(document: Document, listed: list[listing.Item], outlined: list[drafts.Draft]) -> list[str]:
    """What stands above the first objective of running text: letterheads and all lines up to it."""
    heads = [line for line in _lines(document.tables) if line.strip()]
    if outlined and outlined[0].line.table:
        return _lines(document.blocks[: _block_of(document, outlined[0].line.table)])
    first = outlined[0].line.row if outlined else listed[0].line
    return heads + [line for line in _paragraphs(document)[:first] if line.strip()]


def _lines(blocks: Sequence[Any]) -> list[str]:
    """Lines of running text, and of tables that are only layout (letterheads), in order."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines += [line for line in block.text.split("\n") if line.strip()]
        elif isinstance(block, Table) and _is_layout(block):
            lines += [line for row in block.rows for cell in row for line in cell.paragraphs]
    return lines


def _is_layout(table: Table) -> bool:
    """Whether a table only sets text beside text; one whose first column is called "TT" shows something."""
    if len(table.rows) >= _LEAST_ROWS:
        return False
    head = [text.squash(cell.text) for cell in table.rows[0]] if table.rows else []
    first = meaning(head[0]) if len(head) > 2 else None
    return first is None or first[0] is not Field.NUMBER


def _first_rows(found: chain.Chain | None) -> list[str]:
    """A sheet keeps its title in the rows above the header."""
    if found is None:
        return []
    part = found.parts[0]
    return [cell for row in range(part.layout.first) for cell in part.grid.texts(row) if cell]


def _year(about: front.Front, given: str, remarks: Remarks) -> str:
    if about.school_year and given and about.school_year != given:
        remarks.add("school_year_differs", "document", written=about.school_year, given=given)
    if not about.school_year and not given and about.year is None:
        remarks.add("school_year_missing", "document")
    if not about.unit:
        remarks.add("unit_missing", "document")
    return about.school_year or given


def _from_table(
    found: chain.Chain,
    listed: list[listing.Item],
    about: front.Front,
    year: str,
    remarks: Remarks,
    around: str,
) -> Plan:
    layout = found.layout
    gathered = _gathered(found, listed, remarks)
    fields = {name for chain_ in (found, found.goals) if chain_ for name in chain_.layout.columns}
    context = building.Context(year, about.year, frozenset(fields), remarks, around, about.terms)
    # A calendar whose group rows are objectives is a plan: its rows are their tasks.
    is_calendar = not layout.has(Field.OBJECTIVE) and not any(_is_headed(draft) for draft in gathered)
    objectives = () if is_calendar else tuple(building.objective(draft, context) for draft in gathered)
    tasks = tuple(task for draft in gathered for task in building.tasks(draft, context)) if is_calendar else ()
    _remark_whole(found, objectives, listed, remarks)
    if not gathered:
        remarks.add("plan_empty", f"table {found.parts[0].grid.table.number}")
    is_list = not is_calendar and not layout.has(
        Field.TASK, Field.LEAD, Field.PEOPLE, Field.SUPPORTING, Field.TIME, Field.START, Field.EVIDENCE
    )
    kind = "task_calendar" if is_calendar else "objective_list" if is_list else "action_plan"
    return _plan(kind, about, year, objectives, tasks, remarks, found)


def _gathered(found: chain.Chain, listed: list[listing.Item], remarks: Remarks) -> list[drafts.Draft]:
    """The objectives (or the tasks of a calendar) of the tables; of two tables that belong together, each objective with its tasks."""
    gathered = _drafts(found, remarks)
    parts = {part.grid.table.number: part.read for part in found.parts}
    if found.goals is not None:
        return pairing.joined(_drafts(found.goals, remarks), gathered, parts, remarks)
    if pairing.name_items(listed, found.parts[0].read):
        return pairing.joined(pairing.from_items(listed), gathered, parts, remarks)
    return gathered


def _drafts(found: chain.Chain, remarks: Remarks) -> list[drafts.Draft]:
    layout = found.layout
    key = Field.OBJECTIVE if layout.has(Field.OBJECTIVE) else Field.TASK
    lines = list(itertools.islice(found.lines(), _MOST_ROWS + 1))
    if len(lines) > _MOST_ROWS:
        raise errors.TooLarge("too_large", _TOO_MANY_ROWS)
    if key is Field.OBJECTIVE and not layout.has(Field.TASK) and drafts.counts_anew_under_sections(lines):
        key, lines = Field.TASK, [drafts.as_task(line) for line in lines]  # “Mục tiêu / Nội dung”: I over 1, 2
    has_tasks = key is Field.OBJECTIVE and layout.has(Field.TASK)
    return drafts.gather(lines, key, layout.has(Field.NUMBER), has_tasks, remarks)


def _is_headed(draft: drafts.Draft) -> bool:
    """Whether the draft is an objective over its tasks: a heading, or one of a table or list of objectives."""
    return draft.line.kind == "section" or any(row.line is not draft.line for row in draft.rows)


def _plan(
    kind: str,
    about: front.Front,
    year: str,
    objectives: tuple[PlanObjective, ...],
    tasks: tuple[Any, ...],
    remarks: Remarks,
    found: chain.Chain | None,
) -> Plan:
    return Plan(
        kind=kind,
        title=about.title,
        unit=about.unit,
        school_year=year,
        issued_with=about.issued_with,
        objectives=objectives,
        tasks=tasks,
        remarks=remarks.all(),
        source_tables=tuple(_source_table(part) for part in _all_parts(found)),
    )


def _all_parts(found: chain.Chain | None) -> list[chain.Part]:
    if found is None:
        return []
    parts = [*found.parts, *(found.goals.parts if found.goals else ())]
    return sorted(parts, key=lambda part: part.grid.table.number)


def _source_table(part: chain.Part) -> dict[str, Any]:
    """The table as it stood, for the screen that shows it beside what was read; rows count from 1 with the header."""
    return _shown(part.grid, part.layout.headers, part.layout.last + 1 if part.has_header else 0)


def _shown(grid: grids.Grid, header: Sequence[str], first: int) -> dict[str, Any]:
    page = {} if grid.table.page is None else {"page": grid.table.page}
    return {
        "number": grid.table.number,
        **page,
        "header": list(header),
        "rows": [{"row": row + 1, "cells": grid.texts(row)} for row in range(first, len(grid.places))],
    }


def _remark_whole(
    found: chain.Chain, objectives: Sequence[PlanObjective], listed: list[listing.Item], remarks: Remarks
) -> None:
    table = found.parts[0].grid.table.number
    for chain_ in filter(None, (found, found.goals)):
        _remark_columns(chain_, remarks)
    for number in found.left_out:
        remarks.add("table_unread", f"table {number}")
    for written, times in Counter(item.number for item in objectives if item.number).items():
        if times > 1:
            remarks.add("number_repeated", f"table {table}", number=written)
    if listed and objectives and all(item.number[:1].isdigit() for item in listed):
        _compare(listed, objectives, remarks)


def _remark_columns(found: chain.Chain, remarks: Remarks) -> None:
    """What was placed by its cells, what went to the note, and what was left; a name told of one table is not told of the next."""
    told: set[tuple[str, str]] = set()
    for part in (part for part in found.parts if part.has_header):
        own = list(_column_remarks(part))
        for code, column, header, words in own:
            if (code, header) not in told:
                remarks.add(code, f"table {part.grid.table.number}, column {column + 1}", header=header, **words)
        told |= {(code, header) for code, _, header, _ in own}


def _column_remarks(part: chain.Part) -> Iterator[tuple[str, int, str, dict[str, str]]]:
    """The code, the column, its name and the words of each remark about the columns of a table."""
    layout = part.layout
    named = [header or f"thứ {at + 1}" for at, header in enumerate(layout.headers)]
    for column, name in layout.guessed.items():
        yield "column_guessed", column, named[column], {"field": FIELD_NAMES[name]}
    for column in layout.noted:
        yield "column_noted", column, named[column], {}
    for column in layout.unread:
        if layout.headers[column] or part.says(column):
            yield "column_unread", column, named[column], {}


def _compare(listed: list[listing.Item], objectives: Sequence[PlanObjective], remarks: Remarks) -> None:
    """The list of objectives and the plan are issued together and should say the same."""
    if len(listed) != len(objectives):
        remarks.add("list_count_differs", "document", listed=len(listed), planned=len(objectives))
    planned = {item.number: item for item in objectives}
    for item in listed:
        other = planned.get(item.number)
        if other is not None and _core(item.statement) != _core(other.statement):
            where = f"table {other.source['table']}, row {other.source['row']}" if other.source else "document"
            remarks.add("list_differs", where, text=item.statement)


def _core(statement: str) -> str:
    return " ".join(text.words(slips.repaired(statement, lambda wrong, right: None)))


def _from_drafts(
    outlined: list[drafts.Draft], tables: Sequence[grids.Grid], about: front.Front, year: str, remarks: Remarks
) -> Plan:
    fields = {name for draft in outlined for row in draft.rows for name in row.words} | {Field.NUMBER, Field.TASK}
    context = building.Context(year, about.year, frozenset(fields), remarks, terms=about.terms)
    objectives = tuple(building.objective(draft, context) for draft in outlined)
    plan = _plan("action_plan", about, year, objectives, (), remarks, None)
    shown = tuple(_shown(grid, ("Mục", *["Nội dung"] * (grid.width - 1)), 0) for grid in tables)
    return replace(plan, source_tables=shown)


def _from_agenda(planned: list[drafts.Draft], about: front.Front, year: str, remarks: Remarks, around: str) -> Plan:
    context = building.Context(year, about.year, frozenset({Field.TASK, Field.TIME}), remarks, around, about.terms)
    tasks = tuple(building.task(draft, context) for draft in planned)
    return _plan("task_calendar", about, year, (), tasks, remarks, None)


def _from_list(listed: list[listing.Item], about: front.Front, year: str, remarks: Remarks) -> Plan:
    objectives = []
    for item in listed:
        where = f"line {item.line + 1}"
        statement = slips.repaired(item.statement, remarks.repairs_at(where))
        found = tuple(target_reading.read_targets(statement))
        if not found:
            remarks.add("not_measurable", where)
        objectives.append(PlanObjective(item.number, statement, found))
    return _plan("objective_list", about, year, tuple(objectives), (), remarks, None)
