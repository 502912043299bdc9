"""The body of a year-end report: counts, the table, what the unit wrote; of a school also how every unit stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from khue.engine.records import documents
from khue.quality.objectives import terms
from khue.quality.objectives.models import Evaluation, ObjectiveSet
from khue.quality.objectives.printing import columns, lines
from khue.quality.objectives.queries import freezing, results

NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII")


@dataclass(frozen=True, slots=True)
class Report:
    """A report's JSON (frozen once it is submitted, else as things stand) and its evaluation, if one was opened."""

    data: Mapping[str, Any]
    evaluation: Evaluation | None


def report_of(objective_set: ObjectiveSet, on: date) -> Report:
    """The report of a set as it is to be printed."""
    evaluation = Evaluation.objects.filter(set=objective_set).first()
    if evaluation is not None and evaluation.frozen:
        return Report(evaluation.frozen, evaluation)
    page = results.evaluation_page(None, objective_set, on=on)
    return Report(freezing.evaluation_json(page, on=on), evaluation)


def body(objective_set: ObjectiveSet, definition: Mapping[str, Any], report: Report) -> tuple[documents.Block, ...]:
    """Sections with Roman numbers; one that has nothing to say is left out."""
    data = report.data
    found = lines.of_report(objective_set, data)
    sections = [
        ("Kết quả chung", tuple(_overall(data))),
        ("Kết quả thực hiện của các đơn vị", (_units(data),) if data.get("units") else ()),
        ("Kết quả từng mục tiêu", (columns.table(definition, found),)),
        ("Kết quả nổi bật", tuple(paragraphs(data["strengths"]))),
        ("Mục tiêu chuyển tiếp sang năm sau", _carried(found)),
        ("Kiến nghị", tuple(paragraphs(data["proposals"]))),
    ]
    blocks: list[documents.Block] = []
    said = [(title, section) for title, section in sections if section]
    for numeral, (title, section) in zip(NUMERALS, said, strict=False):
        blocks += [documents.Heading(f"{numeral}. {title.upper()}"), *section]
    return tuple(blocks)


def _overall(data: Mapping[str, Any]) -> Iterator[documents.Block]:
    objectives, targets = data["objective_verdicts"], data["verdicts"]
    yield documents.Paragraph(
        f"Tổng số {sum(objectives.values())} mục tiêu: {counts(objectives)}. "
        f"Tổng số {sum(targets.values())} chỉ tiêu: {counts(targets)}."
    )
    yield from paragraphs(data["summary"])


def counts(verdicts: Mapping[str, int]) -> str:
    """“đạt 9, đạt một phần 2, không đạt 1, chưa đo 1”; what there is none of is left out."""
    said = [f"{label.lower()} {verdicts[code]}" for code, label in columns.VERDICTS.items() if verdicts.get(code)]
    return ", ".join(said) or "chưa có"


def paragraphs(words: str) -> Iterator[documents.Block]:
    """Paragraphs of a text that a person typed; lines that begin with a hyphen become a list."""
    for line in filter(None, map(str.strip, words.splitlines())):
        if line.startswith(("- ", "+ ", "– ")):
            yield documents.ItemList((documents.Item(line[2:].strip(), "-"),))
        else:
            yield documents.Paragraph(line)


def _carried(found: list[lines.Line]) -> tuple[documents.Block, ...]:
    items = tuple(
        documents.Item(f"Mục tiêu {line.content.number}: {line.content.statement}", "-")
        for line in found
        if line.carry_over
    )
    return (documents.ItemList(items),) if items else ()


_UNIT_COLUMNS = (
    documents.Column("TT", 1, align="center"),
    documents.Column("Đơn vị", 6),
    documents.Column("Số mục tiêu", 2, align="center"),
    *(documents.Column(label, 2, align="center", group="Kết quả") for label in columns.VERDICTS.values()),
    documents.Column("Nhiệm vụ hoàn thành", 3, align="center"),
    documents.Column("Báo cáo", 3, align="center"),
)


def _units(data: Mapping[str, Any]) -> documents.Table:
    rows = [_unit(place, one) for place, one in enumerate(data["units"], start=1)]
    return documents.Table(columns=_UNIT_COLUMNS, rows=tuple(rows))


def _unit(place: int, one: Mapping[str, Any]) -> tuple[documents.Cell, ...]:
    verdicts = one["objectives"]
    handed_in = one["evaluation"] not in {"", terms.EVALUATION_DRAFT}
    return documents.row(
        str(place),
        one["name"],
        str(sum(verdicts.values()) or ""),
        *(str(verdicts.get(code) or "") for code in columns.VERDICTS),
        f"{one['tasks_done']}/{one['tasks']}" if one["tasks"] else "",
        "Đã nộp" if handed_in else "Chưa nộp",
    )
