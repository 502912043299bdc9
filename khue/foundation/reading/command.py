"""`khue read FILE`: a plan on the screen of a terminal, for people or as JSON. Needs no database and no settings."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from khue.foundation.kernel import errors
from khue.foundation.reading import wording
from khue.foundation.reading.plan import read_plan
from khue.foundation.reading.values import Plan, PlanObjective, PlanTask, Timespan

_KINDS = {
    "action_plan": "Kế hoạch thực hiện mục tiêu",
    "task_calendar": "Lịch công việc",
    "objective_list": "Danh sách mục tiêu",
}
_PLACES = {"table": "bảng", "row": "dòng", "column": "cột", "line": "dòng", "document": "cả tài liệu"}


def main(argv: Sequence[str] | None = None) -> int:
    """Print the plan of a file. 0: read; 2: it cannot be read, with one line on stderr that says why and what to do."""
    options = _parser().parse_args(argv)
    try:
        plan = read_plan(Path(options.file), school_year=options.school_year)
    except errors.Refused as refusal:
        print(f"khue read: {options.file}: {refusal.message}", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(plan.to_json(), ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines(plan)))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="khue read", description="Đọc một kế hoạch từ tệp Word, Excel, PDF, HTML hoặc chữ."
    )
    parser.add_argument("file", metavar="FILE", help="tệp cần đọc")
    parser.add_argument("--school-year", metavar="2021-2022", help="năm học, khi văn bản không ghi")
    parser.add_argument("--json", action="store_true", help="in dưới dạng JSON")
    return parser


def lines(plan: Plan) -> Iterator[str]:
    """The plan as lines for people."""
    yield f"{_KINDS[plan.kind]}: {plan.title or '(không có tên)'}"
    if plan.unit or plan.school_year:
        yield "  " + " · ".join(filter(None, (plan.unit, plan.school_year and f"năm học {plan.school_year}")))
    if plan.issued_with:
        day = plan.issued_with.date.strftime(" ngày %d/%m/%Y") if plan.issued_with.date else ""
        yield f"  Kèm theo số {plan.issued_with.number}{day} của {plan.issued_with.by}"
    for objective in plan.objectives:
        yield from _objective(objective)
    for task in plan.tasks:
        yield from _task(task, f"\n{task.number}. ")
    if plan.remarks:
        yield "\nCần xem lại:"
        yield from (f"  - {_where(remark.where)}: {remark.message}" for remark in plan.remarks)


def _where(place: str) -> str:
    """“table 1, row 2”, as the JSON says it, in words for people."""
    for english, vietnamese in _PLACES.items():
        place = place.replace(english, vietnamese)
    return place


def _objective(objective: PlanObjective) -> Iterator[str]:
    yield f"\n{objective.number}. {objective.statement}"
    yield from (f"   ◎ {target.subject}: {wording.describe(target)}" for target in objective.targets)
    for task in objective.tasks:
        yield from _task(task, "   - ")
    yield from _who_and_when(objective.lead, objective.supporting, objective.time, "   ")
    if objective.evidence:
        yield "   Minh chứng: " + "; ".join(objective.evidence)
    if objective.note:
        yield f"   Ghi chú: {objective.note}"


def _task(task: PlanTask, mark: str) -> Iterator[str]:
    yield mark + task.text
    yield from _who_and_when(task.lead, task.supporting, task.time, "     ")


def _who_and_when(lead: Sequence[str], supporting: Sequence[str], time: Timespan | None, indent: str) -> Iterator[str]:
    if lead:
        yield f"{indent}Chủ trì: {', '.join(lead)}"
    if supporting:
        yield f"{indent}Phối hợp: {', '.join(supporting)}"
    if time:
        yield f"{indent}Thời gian: {time.text}{_dates(time)}"


def _dates(time: Timespan) -> str:
    start, end = (day.strftime("%d/%m/%Y") if day else "" for day in (time.start, time.end))
    if not start and not end:
        return ""
    return f" ({start or '…'} – {'trước ' if time.before else ''}{end or '…'})"
