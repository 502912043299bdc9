"""Rows gathered by objective: a new one, one more task of the one before, or the rest of a row that a page broke."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from khue.foundation.kernel import text
from khue.foundation.reading import targets as target_reading
from khue.foundation.reading.lexicon import plans as plan_words
from khue.foundation.reading.plan import items, months, weeks
from khue.foundation.reading.plan.columns import Field
from khue.foundation.reading.plan.remarks import Remarks
from khue.foundation.reading.plan.rows import OBJECTIVE_HEADING, Line

OWN = (Field.LEAD, Field.SUPPORTING, Field.PEOPLE, Field.TIME, Field.START, Field.END)
_CARRIED = (*OWN, Field.EVIDENCE, Field.NOTE)
_UNFINISHED = re.compile(r"[\w,\-–(/]\s*$")
_NAMED = re.compile(
    r"(?:mục tiêu(?:\s+chất lượng)?\s*(?:số\s*)?(?P<named>\d{1,2})|(?P<number>\d{1,2}(?:\.\d{1,2})*))\s*[.):/–-]+\s+(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass
class TaskRow:
    """A row of tasks: what is written in it by field, and the fields that only reach into it from above (merged cells)."""

    line: Line
    words: dict[Field, list[str]] = field(default_factory=dict)
    inherited: set[Field] = field(default_factory=set)


@dataclass
class Draft:
    """An objective (or a task of a calendar) on the way."""

    number: str
    line: Line
    statement: list[str]
    target: list[str] = field(default_factory=list)
    rows: list[TaskRow] = field(default_factory=list)
    cells: dict[str, dict[str, int]] = field(default_factory=dict)
    joined: list[str] = field(default_factory=list)
    """The places of the rows that were joined to it."""

    @property
    def where(self) -> str:
        return self.line.where


class Gathering:
    """Takes the rows one by one and knows the objective at hand."""

    def __init__(self, key: Field, numbered: bool, has_tasks: bool, remarks: Remarks, heads: bool = False) -> None:
        self.drafts: list[Draft] = []
        self._key, self._numbered, self._has_tasks = key, numbered, has_tasks
        self._heads = heads
        self._remarks = remarks
        self._in_section = False
        self._periods: list[str] = []

    def take(self, line: Line) -> None:
        where = line.where
        if line.kind == "section":
            self._section(line, where)
        elif line.kind in {"total", "signature"}:
            self._remarks.add("total_row_skipped" if line.kind == "total" else "signature_skipped", where)
        elif not line.says(*(name for name in line.pieces if name is not Field.NUMBER)):
            return
        else:
            self._body(line, where)

    def _section(self, line: Line, where: str) -> None:
        found = OBJECTIVE_HEADING.match(line.title)
        head = self._heads and not months.is_period(line.title)
        if (found or head) and self._key is Field.TASK:
            self._in_section = True
            number, said = (
                (found["number"], found["rest"]) if found else (line.text(Field.NUMBER).rstrip(".)"), line.title)
            )
            draft = _draft(line, number, [said], Field.TASK)
            cells = list(draft.cells.values()) if line.table else []
            draft.cells = {Field.OBJECTIVE.value: cells[0]} if cells else {}
            draft.target = _target(line)
            self.drafts.append(draft)
        else:
            if months.is_period(line.title):
                self._enter(line.title)
            self._remarks.add("section_row", where, text=line.title)

    def _enter(self, title: str) -> None:
        """“THÁNG 9”, then “Tuần 1 (02 - 06/9)” inside it; what is as fine as the new one or finer is over."""
        kept = [period for period in self._periods if weeks.grain_of(period) < weeks.grain_of(title)]
        self._periods = [*kept, title.capitalize() if title.isupper() else title]

    def _body(self, line: Line, where: str) -> None:
        if self._in_section:
            self.drafts[-1].rows.append(_task_row(line, self.drafts[-1]))
            return
        role = self._role(line)
        if role == "new":
            self._new(line)
        elif role == "task":
            self.drafts[-1].rows.append(_task_row(line, self.drafts[-1]))
        else:
            _join(self.drafts[-1], line, self._key)
            self._remarks.add("row_joined_across_pages" if line.at_page_start else "row_joined", where)

    def _new(self, line: Line) -> None:
        number, statement = line.text(Field.NUMBER).rstrip(".)"), line.paragraphs(self._key)
        if not number and statement:
            named = _NAMED.fullmatch(statement[0])
            if named:
                number, statement = named["named"] or named["number"], [named["rest"], *statement[1:]]
        draft = _draft(line, number, statement, self._key)
        draft.target = _target(line)
        draft.rows = [_task_row(line, None)]
        above = self.drafts[-1].rows[-1] if self.drafts and self.drafts[-1].rows else None
        _reach(draft.rows[0], line, above)
        _repeat(draft.rows[0], above)
        # “THÁNG 9” across the table, its tasks below it.
        words = draft.rows[0].words
        words[Field.PERIOD] = [*self._periods, *words.get(Field.PERIOD, [])]
        self.drafts.append(draft)

    def _role(self, line: Line) -> str:
        """ "new", "task" (one more of the objective at hand) or "rest" (of the row above)."""
        if not self.drafts:
            return "new"
        last = self.drafts[-1]
        more = "task" if self._has_tasks else "rest"
        if line.reaches(self._key):
            return more
        if line.says(self._key):
            return self._role_of_statement(line, last, more)
        if line.says(Field.NUMBER) and not _is_under(line.text(Field.NUMBER), last.number):
            return "new"
        return self._role_of_task(line, last) if self._has_tasks and line.says(Field.TASK) else "rest"

    def _role_of_statement(self, line: Line, last: Draft, more: str) -> str:
        said, before = line.text(self._key), text.squash(" ".join(last.statement))
        if said == before and line.text(Field.NUMBER).rstrip(".)") in {"", last.number}:
            return more
        if line.says(Field.NUMBER) or (line.reaches(Field.NUMBER) and not said[:1].islower()):
            return "new"
        begins_small = said[:1].islower()
        if not self._numbered:
            alone = not line.says(*_CARRIED)
            return "rest" if begins_small or (alone and line.at_page_start and _is_unfinished(before)) else "new"
        if line.at_page_start:
            return "rest" if begins_small or _is_unfinished(before) else "new"
        return "rest" if begins_small and (_is_unfinished(before) or not line.says(*_CARRIED)) else "new"

    def _role_of_task(self, line: Line, last: Draft) -> str:
        first = line.paragraphs(Field.TASK)[0]
        before = " ".join(last.rows[-1].words.get(Field.TASK, [""])[-1:]) if last.rows else ""
        if items.goes_on(before, first):
            return "rest"
        if line.at_page_start:
            broken = bool(before) and _is_unfinished(before) and not items.marker(first)
            return "rest" if broken or not line.says(*OWN) else "task"
        return "task"


def gather(lines: Iterable[Line], key: Field, numbered: bool, has_tasks: bool, remarks: Remarks) -> list[Draft]:
    """The objectives of these rows; `key` is the column that says what a row is about."""
    given = list(lines)
    gathering = Gathering(key, numbered, has_tasks, remarks, key is Field.TASK and _sections_are_measured(given))
    for line in given:
        gathering.take(line)
    return _without_headings(gathering.drafts, remarks)


def counts_anew_under_sections(lines: Iterable[Line]) -> bool:
    """“I | Duy trì sĩ số từ 96% trở lên” over 1, 2: the sections are the objectives of a column that holds tasks as well."""
    given = list(lines)
    firsts = [b.text(Field.NUMBER) for a, b in itertools.pairwise(given) if a.kind == "section" and b.kind == "body"]
    body = [line for line in given if line.kind == "body"]
    measured = sum(bool(target_reading.read_targets(line.text(Field.OBJECTIVE))) for line in body)
    anew = len(firsts) > 1 and all(first.rstrip(".)") == "1" for first in firsts)
    return anew and 2 * measured < len(body) and _sections_are_measured(given)


def as_task(line: Line) -> Line:
    """The row with what stands in its column of objectives as a task."""
    return replace(
        line, pieces={Field.TASK if name is Field.OBJECTIVE else name: said for name, said in line.pieces.items()}
    )


def _sections_are_measured(lines: Iterable[Line]) -> bool:
    """“I | Viên chức hoàn thành bồi dưỡng đạt 95% trở lên” over the rows 1, 2 of its tasks: the sections are objectives."""
    titles = [line.title for line in lines if line.kind == "section" and not months.is_period(line.title)]
    measured = [title for title in titles if any("/" not in t.unit for t in target_reading.read_targets(title))]
    return len(titles) > 1 and 2 * len(measured) > len(titles)


def _without_headings(found: list[Draft], remarks: Remarks) -> list[Draft]:
    """“1 Đào tạo” with nothing beside it, above 1.1 and 1.2, is the heading of a group."""
    kept: list[Draft] = []
    for draft, after in itertools.zip_longest(found, found[1:]):
        is_bare = not draft.target and not any(words for row in draft.rows for words in row.words.values())
        if is_bare and after is not None and draft.number and after.number.startswith(draft.number + "."):
            remarks.add("section_row", draft.where, text=" ".join(draft.statement))
        else:
            kept.append(draft)
    return kept


def _target(line: Line) -> list[str]:
    """What the row aims at, with the unit that a column of its own tells: “85” beside “%”."""
    said, measure = line.paragraphs(Field.TARGET), line.text(Field.MEASURE)
    if not measure or measure in " ".join(said):
        return said
    return [*said[:-1], " ".join([*said[-1:], measure[:1].lower() + measure[1:]])]


def _draft(line: Line, number: str, statement: list[str], key: Field) -> Draft:
    draft = Draft(number, line, list(statement))
    for name, pieces in line.pieces.items():
        if pieces and (name in {key, Field.NUMBER, Field.TARGET} or pieces[0].begins):
            label = Field.OBJECTIVE if name is key else name
            draft.cells[label.value] = {"table": line.table, "row": line.row + 1, "column": pieces[0].column + 1}
    return draft


def _task_row(line: Line, draft: Draft | None) -> TaskRow:
    row = TaskRow(
        line, {name: line.paragraphs(name) for name in (Field.TASK, Field.PERIOD, *_CARRIED) if name in line.pieces}
    )
    above = draft.rows[-1] if draft is not None and draft.rows else None
    row.inherited |= _reach(row, line, above)
    _repeat(row, above)
    if draft is not None:
        _add_targets(draft, [words for words in _target(line) if words not in draft.target])
    return row


def _add_targets(draft: Draft, more: list[str]) -> None:
    """What a further row aims at is another target, never the rest of the words above."""
    if more and draft.target:
        draft.target[-1] = draft.target[-1].rstrip(" .;,") + ";"
    draft.target += more


def _reach(row: TaskRow, line: Line, above: TaskRow | None) -> set[Field]:
    """Take over what a merged cell says from the row where it begins; the fields that were taken over."""
    if above is None:
        return set()
    reached = {name for name in _CARRIED if line.reaches(name)}
    inherited = {name for name in reached if not line.says(name)}
    for name in inherited:
        row.words[name] = above.words.get(name, [])
    for name in reached.intersection(OWN) - inherited:
        # Of two columns of people one reaches through, the other says more in each row.
        row.words[name] = [words for piece in line.pieces[name] for words in piece.paragraphs]
    return inherited


def _repeat(row: TaskRow, above: TaskRow | None) -> None:
    """Write out “nt”, “như trên”, “//”."""
    for name, words in row.words.items():
        if above is not None and name in above.words and _is_ditto(words):
            row.words[name] = above.words[name]


def _is_ditto(words: list[str]) -> bool:
    return 0 < sum(map(len, words)) < 12 and text.fold(" ".join(words)).strip(" .-") in plan_words.DITTO


def _join(draft: Draft, line: Line, key: Field) -> None:
    """Put the rest of a broken row behind what was read of it, cell by cell."""
    draft.joined.append(line.where)
    draft.statement = joined(draft.statement, line.paragraphs(key), line.at_page_start)
    draft.target = joined(draft.target, _target(line), line.at_page_start)
    if not draft.rows:
        draft.rows = [_task_row(line, None)]
        return
    row = draft.rows[-1]
    for name in set(row.words) - {key}:
        if line.says(name) and name in row.inherited:
            # What reached the row from above was told there; from here on it says more itself.
            row.inherited.discard(name)
            row.words[name] = row.words[name] if name in OWN else []
        row.words[name] = joined(row.words[name], line.paragraphs(name), line.at_page_start)


def joined(before: list[str], after: list[str], broken: bool) -> list[str]:
    """Two lists of paragraphs; where a page broke a paragraph in two, it is made whole."""
    if not before or not after:
        return [*before, *after]
    rest = items.goes_on(before[-1], after[0]) or (broken and _closes(after[0]))
    if rest or (broken and _is_unfinished(before[-1]) and not items.marker(after[0])):
        return [*before[:-1], f"{before[-1]} {after[0].lstrip()}", *after[1:]]
    return [*before, *after]


def _closes(written: str) -> bool:
    """Whether it closes a bracket that was opened before it."""
    opened, closed = written.find("("), written.find(")")
    return closed >= 0 and (opened < 0 or closed < opened) and not re.match(r"\s*\w{1,2}\)", written)


def _is_unfinished(written: str) -> bool:
    return bool(_UNFINISHED.search(written))


def _is_under(number: str, above: str) -> bool:
    """“1.2” under “1”; the same number again."""
    number = text.squash(number).rstrip(".)")
    return bool(above) and (number == above or number.startswith(above + "."))
