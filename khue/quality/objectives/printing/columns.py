"""The cells of a printed table by the keys of a form's columns. A school that changes its form changes data, not this."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from khue.engine.records import documents
from khue.foundation.kernel import text
from khue.quality.objectives import contents, terms
from khue.quality.objectives.printing.lines import Line, Result

VERDICTS = {
    terms.MET: "Đạt",
    terms.PARTLY_MET: "Đạt một phần",
    terms.NOT_MET: "Không đạt",
    terms.NOT_MEASURED: "Chưa đo",
}
"""Papers are in Vietnamese, whatever language the screen of whoever prints them has."""
LEAD, SUPPORTING = "Chủ trì:", "Phối hợp:"
OF_TASK = frozenset({"tasks", "lead", "supporting", "responsible", "time", "start", "end"})
"""Columns that a task with people or a time of its own fills in a row of its own."""


def table(definition: Mapping[str, Any], lines: Sequence[Line]) -> documents.Table:
    """The table of a form over these objectives."""
    columns = tuple(_column(one) for one in definition["columns"])
    keys = [str(one["key"]) for one in definition["columns"]]
    rows = tuple(row for line in lines for row in _rows(keys, line))
    return documents.Table(columns=columns, rows=rows)


def _column(one: Mapping[str, Any]) -> documents.Column:
    return documents.Column(
        title=one["title"], width=one.get("width", 1), align=one.get("align", "left"), group=one.get("group", "")
    )


def _rows(keys: Sequence[str], line: Line) -> list[tuple[documents.Cell, ...]]:
    tasks = line.content.tasks
    if "tasks" not in keys or len(tasks) < 2 or not any(map(_stands_alone, tasks)):
        return [tuple(_cell(key, line) for key in keys)]
    first = tuple(
        _task_cell(key, line, tasks[0]) if key in OF_TASK else _spanning(key, line, len(tasks)) for key in keys
    )
    rest = [tuple(_task_cell(key, line, task) for key in keys if key in OF_TASK) for task in tasks[1:]]
    return [first, *rest]


def _stands_alone(task: contents.TaskContent) -> bool:
    return bool(task.responsibilities) or task.schedule != contents.ScheduleContent()


def _spanning(key: str, line: Line, rows: int) -> documents.Cell:
    said = _cell(key, line)
    return documents.Cell(said.lines, align=said.align, bold=said.bold, rowspan=rows)


def _cell(key: str, line: Line) -> documents.Cell:
    return documents.cell(CELLS[key](line) if key in CELLS else "")


def _task_cell(key: str, line: Line, task: contents.TaskContent) -> documents.Cell:
    """The cell of one task; without own people or time it says its objective's."""
    people = task.responsibilities or line.content.responsibilities
    schedule = task.schedule if task.schedule != contents.ScheduleContent() else line.content.schedule
    alone = contents.ObjectiveContent(
        line.content.number, line.content.statement, responsibilities=people, schedule=schedule
    )
    return documents.cell(task.text if key == "tasks" else CELLS[key](Line(alone)))


def _tasks(line: Line) -> documents.CellLike:
    texts = [task.text for task in line.content.tasks]
    return texts[0] if len(texts) == 1 else documents.bullets(*texts)


def _targets(line: Line) -> documents.CellLike:
    said = [f"{capital(target.subject)}: {target.words()}" for target in line.content.targets]
    return said[0] if len(said) == 1 else documents.bullets(*said)


def _who(part: str) -> Callable[[Line], documents.CellLike]:
    return lambda line: ", ".join(line.content.who(part))


def _responsible(line: Line) -> documents.CellLike:
    lead, supporting = ", ".join(line.content.who("lead")), ", ".join(line.content.who("supporting"))
    return tuple(documents.labelled(label, said) for label, said in ((LEAD, lead), (SUPPORTING, supporting)) if said)


def _evidence(line: Line) -> documents.CellLike:
    """A plan says what proof is expected, a report only what there is."""
    pieces = line.evidence if line.verdict else line.content.evidence_expected
    return pieces[0] if len(pieces) == 1 else documents.bullets(*pieces)


def _month(day: Any) -> str:
    return f"{day:%m/%Y}" if day else ""


def _result(line: Line) -> documents.CellLike:
    measured = [one for one in line.results if one.said]
    if len(line.results) == 1:
        return tuple(documents.Item(said) for said in _said(line.results[0])) if measured else ""
    return documents.bullets(*(f"{capital(one.subject)}: {' '.join(_said(one))}" for one in measured))


def _said(one: Result) -> list[str]:
    when = f"{one.as_of:%d/%m/%Y}" if one.as_of else ""
    return [one.said, f"({', '.join(filter(None, [one.parts, when]))})"] if when or one.parts else [one.said]


def _asked(line: Line) -> documents.CellLike:
    """The objective and, under it, what each target asked for; a single target that the sentence spells out is not repeated."""
    if len(line.results) == 1 and text.fold(line.results[0].asked) in text.fold(line.content.statement):
        return line.content.statement
    asked = documents.bullets(*(f"{capital(one.subject)}: {one.asked}" for one in line.results))
    return (documents.Item(line.content.statement), *asked)


def _verdict(line: Line) -> documents.CellLike:
    return documents.Cell((documents.Item(VERDICTS.get(line.verdict, "")),), bold=line.verdict == terms.NOT_MET)


def _cause(line: Line) -> documents.CellLike:
    items = [documents.Item(line.cause)] if line.cause else []
    if line.remedy:
        items.append(documents.labelled("Biện pháp:", line.remedy))
    items += [documents.labelled(f"{share.unit}:", share.cause) for share in line.shares if share.cause]
    if line.carry_over:
        items.append(documents.Item("Chuyển tiếp sang năm sau."))
    return tuple(items)


def _units(line: Line) -> documents.CellLike:
    return tuple(
        documents.labelled(f"{share.unit}:", ", ".join(filter(None, [share.said, VERDICTS[share.verdict].lower()])))
        for share in line.shares
    )


def capital(words: str) -> str:
    """The first letter as a capital, the rest as it is."""
    return words[:1].upper() + words[1:]


CELLS: dict[str, Callable[[Line], documents.CellLike]] = {
    "number": lambda line: line.content.number,
    "statement": lambda line: _asked(line) if line.verdict else line.content.statement,
    "targets": _targets,
    "tasks": _tasks,
    "lead": _who("lead"),
    "supporting": _who("supporting"),
    "responsible": _responsible,
    "time": lambda line: line.content.schedule.words(),
    "start": lambda line: _month(line.content.schedule.starts_on),
    "end": lambda line: _month(line.content.schedule.ends_on),
    "evidence": _evidence,
    "note": lambda line: line.content.note,
    "result": _result,
    "verdict": _verdict,
    "cause": _cause,
    "units": _units,
}
"""Column keys that a form may use."""
