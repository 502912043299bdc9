"""A plan as read, the corrections a person made, and what of it is still doubtful.

`reading` (JSON) never changes. `edits` is a list in order; folding them over the reading gives the present rows, dropping
the last one is undo. Shapes of an edit: {"op": "set", "row", "field", "value", "doubt"}, {"op": "row", "row", "value"},
{"op": "keep", "doubt"}, {"op": "tie", "row", "value"}, {"op": "drop" | "restore", "row"}; each also says "by", "at" and "said".
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from khue.foundation.kernel import numbers
from khue.foundation.reading.values import Plan
from khue.interfaces.imports.importing import directory as directories
from khue.interfaces.imports.importing import ties
from khue.quality.objectives import contents

Json = dict[str, Any]
SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "=", "between": "", "achieved": "="}


@dataclass(frozen=True)
class Choice:
    """A button under a doubt: its words and the edit it makes."""

    label: str
    edit: Json


@dataclass(frozen=True)
class Doubt:
    """A cell that a person should look at: why, in words, and what can be done with one click.

    `mark` are the words of the source that it is about; without them the whole cell is.
    """

    id: str
    row: int
    field: str
    why: str
    text: str = ""
    bad: bool = False
    choices: tuple[Choice, ...] = ()
    ask: str = ""
    mark: str = ""


@dataclass
class Row:
    """One objective: what was read (with the person's corrections) and what is doubtful in it."""

    index: int
    content: Json
    source: Json
    doubts: list[Doubt] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    dropped: bool = False
    tie: ties.Tie = field(default_factory=ties.Tie)

    @property
    def chips(self) -> list[Json]:
        """Its targets as the screen shows them: subject, sign, number, unit, and the words a screen reader says."""
        return [_chip(one) for one in self.content["targets"]]

    @property
    def when(self) -> str:
        """The dates that were understood, or the words when there are none."""
        schedule = self.content["schedule"]
        first, last = _day(schedule.get("starts_on")), _day(schedule.get("ends_on"))
        if last is None:
            return str(schedule["text"])
        if first is None or first == last:
            return f"{'trước' if schedule.get('before') else 'đến hết' if first is None else 'ngày'} {last:%d/%m/%Y}"
        return f"{first:%d/%m/%Y} - {'trước ' if schedule.get('before') else ''}{last:%d/%m/%Y}"


def _chip(target: Json) -> Json:
    known = contents.TargetContent(
        subject=target["subject"], comparator=target["comparator"], unit=target.get("unit") or "",
        value=_number(target.get("value")), value_high=_number(target.get("value_high")),
    )  # fmt: skip
    low, high = known.value, known.value_high
    number = (
        "đạt"
        if low is None
        else numbers.format_number(low) + (f" - {numbers.format_number(high)}" if high is not None else "")
    )
    return {
        "subject": known.subject, "sign": SIGNS.get(known.comparator, "="), "number": number, "unit": known.unit,
        "spoken": known.words(),
    }  # fmt: skip


def _number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def reading_of(plan: Plan) -> Json:
    """What is kept of a reading. Raises `Invalid` when the file holds no objectives."""
    return {"plan": plan.to_json(with_sources=True), "draft": contents.from_plan(plan).to_json()}


def rows_of(
    reading: Json,
    edits: list[Json],
    directory: directories.Directory,
    starts: date,
    ends: date,
    school: ties.Ties | None = None,
) -> list[Row]:
    """The rows as they stand after the edits, each with the doubts that nobody has settled yet."""
    sources = reading["plan"]["objectives"]
    rows = [
        Row(index, copy.deepcopy(content), sources[index] if index < len(sources) else {})
        for index, content in enumerate(reading["draft"]["objectives"])
    ]
    for edit in edits:
        _apply(rows, edit)
    settled = {edit["doubt"] for edit in edits if edit.get("doubt")}
    rewritten = {edit["row"] for edit in edits if edit["op"] == "row"}
    tied = {edit["row"] for edit in edits if edit["op"] == "tie"}
    for row in rows:
        _resolve(row.content, directory)
        if school is not None:
            row.tie = school.of(row.content, said=row.index in tied)
            row.content["serves"], row.content["is_own"] = row.tie.serves or None, row.tie.is_own
        found = doubts_of(row, reading["plan"], directory, starts, ends, seen=row.index in rewritten)
        row.doubts = [] if row.dropped else [doubt for doubt in found if doubt.id not in settled]
    return rows


def content_of(rows: list[Row]) -> contents.SetContent:
    """What would be saved. Raises `Invalid` naming each fault in words."""
    kept = [row.content for row in rows if not row.dropped]
    content = contents.SetContent.from_json({"objectives": kept, "swot": ""})
    contents.check(content)
    return content


def _apply(rows: list[Row], edit: Json) -> None:
    if edit["op"] == "keep":
        return
    row = rows[edit["row"]]
    if edit["op"] in {"drop", "restore"}:
        row.dropped = edit["op"] == "drop"
    elif edit["op"] == "tie":
        row.content |= edit["value"]
    elif edit["op"] == "row":
        row.content = copy.deepcopy(edit["value"])
    else:
        row.content[edit["field"]] = copy.deepcopy(edit["value"])
    if edit.get("said"):
        row.said.append(edit["said"])


def _resolve(content: Json, directory: directories.Directory) -> None:
    """Names that can mean only one unit or person carry its id; a person's own choice stays."""
    for holder in (content, *content["tasks"]):
        for one in holder["responsibilities"]:
            if one.get("unit_id") or one.get("person_id"):
                continue
            found = directory.meanings(one["text"])
            if len(found) == 1:
                one["unit_id"], one["person_id"] = found[0].unit_id, found[0].person_id


def doubts_of(
    row: Row, plan: Json, directory: directories.Directory, starts: date, ends: date, *, seen: bool
) -> list[Doubt]:
    """Everything doubtful of one row. A row that a person rewrote is judged only by what it says now."""
    doubts = [*_names(row, directory), *_lead(row), *_targets(row), *_times(row, starts, ends)]
    return doubts if seen else [*doubts, *_remarks(row, plan)]


def _names(row: Row, directory: directories.Directory) -> list[Doubt]:
    doubts = []
    for place, one in enumerate(row.content["responsibilities"]):
        if one.get("unit_id") or one.get("person_id"):
            continue
        found = directory.meanings(one["text"])
        if len(found) > 1 or (not found and directory.is_person_like(one["text"])):
            doubts.append(_which(row, place, one, found))
    return doubts


def _which(row: Row, place: int, one: Json, found: list[directories.Meant]) -> Doubt:
    doubt = f"{row.index}-name-{place}"
    choices = []
    for meant in found[:6]:
        value = copy.deepcopy(row.content["responsibilities"])
        value[place] |= {"unit_id": meant.unit_id, "person_id": meant.person_id, "text": meant.label.split(", ")[0]}
        choices.append(
            Choice(
                meant.label,
                {"op": "set", "row": row.index, "field": "responsibilities", "value": value, "doubt": doubt},
            )
        )
    choices.append(Choice("Giữ nguyên như trong tệp", {"op": "keep", "row": row.index, "doubt": doubt}))
    name = "lead" if one["part"] == "lead" else "supporting"
    why = f"Có {len(found)} nơi khớp với “{one['text']}”" if found else f"Chưa tìm thấy “{one['text']}” trong danh sách"
    return Doubt(
        doubt,
        row.index,
        name,
        why,
        f"Trong tệp ghi “{one['text']}”. Chọn đúng người hoặc đơn vị:",
        choices=tuple(choices),
        mark=one["text"],
    )


def _lead(row: Row) -> list[Doubt]:
    tasks = row.content["tasks"]
    everywhere = [row.content["responsibilities"], *(task["responsibilities"] for task in tasks)]
    if any(one["part"] == "lead" for names in everywhere for one in names):
        return []
    doubt = f"{row.index}-no-lead"
    later = Choice("Để trống, bổ sung sau", {"op": "keep", "row": row.index, "doubt": doubt})
    return [
        Doubt(
            doubt,
            row.index,
            "lead",
            "Chưa có người chủ trì: trong tệp không ghi",
            bad=True,
            choices=(later,),
            ask="lead",
        )
    ]


def _targets(row: Row) -> list[Doubt]:
    if row.content["targets"]:
        return []
    doubt = f"{row.index}-no-target"
    achieved = [{"subject": row.content["statement"].rstrip(". "), "comparator": "achieved"}]
    choices = (
        Choice(
            "Đo bằng quyết định công nhận (đạt)",
            {"op": "set", "row": row.index, "field": "targets", "value": achieved, "doubt": doubt},
        ),
        Choice("Để sau khi lấy ý kiến", {"op": "keep", "row": row.index, "doubt": doubt}),
    )
    return [
        Doubt(
            doubt,
            row.index,
            "targets",
            "Câu không có con số",
            "Máy không tự đặt chỉ tiêu thay thầy, cô.",
            choices=choices,
        )
    ]


def _times(row: Row, starts: date, ends: date) -> list[Doubt]:
    schedule = row.content["schedule"]
    first, last = _day(schedule.get("starts_on")), _day(schedule.get("ends_on"))
    if (last is None or starts <= last <= ends) and (first is None or starts <= first <= ends):
        return []
    doubt = f"{row.index}-outside"
    keep = Choice("Giữ nguyên", {"op": "keep", "row": row.index, "doubt": doubt})
    why = f"Ngoài thời gian {starts:%d/%m/%Y} - {ends:%d/%m/%Y}"
    return [Doubt(doubt, row.index, "time", why, f"Trong tệp ghi “{schedule['text']}”.", choices=(keep,), ask="time")]


OWN_CODES = frozenset({"not_measurable", "time_outside_plan", "lead_missing"})
"""Remarks of the reader that this screen asks about by itself, with buttons."""


def _remarks(row: Row, plan: Json) -> list[Doubt]:
    """What the reader said about this row or its time."""
    time = (row.source.get("time") or {}).get("remarks", [])
    source = row.source.get("source") or {}
    here = f"table {source.get('table')}, row {source.get('row')}"
    about = [*time, *(one for one in plan["remarks"] if (one["where"] + ",").startswith(here + ","))]
    doubts = []
    for place, remark in enumerate(about):
        if remark["code"] in OWN_CODES:
            continue
        doubt = f"{row.index}-said-{place}-{remark['code']}"
        keep = Choice("Đã xem, giữ nguyên", {"op": "keep", "row": row.index, "doubt": doubt})
        doubts.append(Doubt(doubt, row.index, "time" if remark in time else "row", remark["message"], choices=(keep,)))
    return doubts


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
