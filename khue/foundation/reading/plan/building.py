"""From gathered rows to values: statements with targets, tasks with their own people and times, evidence, remarks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from khue.foundation.kernel import text
from khue.foundation.reading import slips
from khue.foundation.reading import targets as target_reading
from khue.foundation.reading import timespan as time_reading
from khue.foundation.reading.lexicon import plans as plan_words
from khue.foundation.reading.plan import deeds, items, keyed, people, terms, weeks
from khue.foundation.reading.plan.columns import Field
from khue.foundation.reading.plan.drafts import OWN, Draft, TaskRow
from khue.foundation.reading.plan.remarks import Remarks
from khue.foundation.reading.values import PlanObjective, PlanTask, Target, Timespan

# No statement of a plan is that long; what is longer is another text in the wrong cell.
_LONGEST = 5_000
_TIMES = (Field.TIME, Field.START, Field.END)
_ENDED = (".", ";", ":", ",", "!", "?")


@dataclass(frozen=True)
class Context:
    """What the words of a row depend on: the year of the plan, the columns it has, where remarks go; times once read.

    `terms` are the first and last day of each term, where the document tells them.
    `around` is the time that the title of a calendar names ("tháng 11 năm 2024"): what is dated in it by a weekday or a day alone.
    """

    school_year: str
    year: int | None
    fields: frozenset[Field]
    remarks: Remarks
    around: str = ""
    terms: terms.Bounds = field(default_factory=dict)
    times: dict[str, Timespan | None] = field(default_factory=dict)
    rows: dict[int, _Own] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Own:
    """What one row says about its tasks."""

    tasks: tuple[str, ...]
    lead: tuple[str, ...]
    supporting: tuple[str, ...]
    time: Timespan | None
    evidence: tuple[str, ...]
    note: str
    row: TaskRow
    keyed: tuple[PlanTask, ...] = ()
    """Its tasks with what cells say for each by its mark; nothing else is told in them."""


def objective(draft: Draft, context: Context) -> PlanObjective:
    """The objective of a draft."""
    repair = _repairer(context.remarks, draft.where)
    statement = repair(sentence(draft.statement))
    rows = [_read(row, context) for row in draft.rows]
    is_shared = _is_shared(draft.rows)
    tasks = tuple(task for own in rows for task in _tasks(own, is_shared))
    found = PlanObjective(
        number=draft.number,
        statement=statement,
        targets=_targets(statement, draft, context),
        tasks=tasks,
        lead=_union(own.lead for own in rows),
        supporting=_union(own.supporting for own in rows),
        time=_whole(own.time for own in rows),
        evidence=tuple(item for own in rows for item in own.evidence if item),
        note=sentence(list(dict.fromkeys(own.note for own in rows if own.note))),
        source=draft.line.source,
        cells=draft.cells,
    )
    _remark_gaps(found, draft, context)
    return found


def tasks(draft: Draft, context: Context) -> list[PlanTask]:
    """The tasks of a row of a calendar: one for each dash of its cell, with the people of that dash if they are listed alike."""
    made = task(draft, context)
    listed = items.split(draft.statement) if sum(bool(items.marker(line)) for line in draft.statement) > 1 else []
    if len(listed) < 2:
        return [made]
    repair = _repairer(context.remarks, draft.where)
    leads = [who for name in (Field.LEAD, Field.PEOPLE) for who in draft.rows[0].words.get(name, [])]
    alike = len(leads) == len(listed) and all(map(items.marker, leads))
    return [
        replace(made, text=repair(words), lead=people.names_of(leads[at]) if alike else made.lead)
        for at, words in enumerate(listed)
    ]


def task(draft: Draft, context: Context) -> PlanTask:
    """The task of a draft of a calendar."""
    repair = _repairer(context.remarks, draft.where)
    own = _own(draft.rows[0], context)
    lines = items.split(draft.statement)
    made = PlanTask(
        text=repair(sentence(lines) if len(lines) > 1 else "".join(lines)),
        lead=own.lead,
        supporting=own.supporting,
        time=own.time,
        number=draft.number,
        evidence=own.evidence,
        note=own.note,
        source=draft.line.source,
    )
    _remark_missing(
        draft.where, context, lead=bool(made.lead), time=bool(made.time or draft.rows[0].words.get(Field.TIME))
    )
    return made


def sentence(paragraphs: list[str]) -> str:
    """The paragraphs of a cell as one text; what the writer divided by lines is divided by semicolons."""
    whole = ""
    for paragraph in map(text.squash, paragraphs):
        if not whole:
            whole = items.bare(paragraph) if items.marker(paragraph) in {"-", "–", "•", "*", "+"} else paragraph
        elif items.goes_on(whole, paragraph) or whole.endswith(_ENDED):
            whole += " " + (items.bare(paragraph) if items.marker(paragraph) else paragraph)
        elif paragraph:
            whole += "; " + (items.bare(paragraph) if items.marker(paragraph) else paragraph)
    return whole


def _repairer(remarks: Remarks, where: str) -> Callable[[str], str]:
    return lambda written: slips.repaired(written, remarks.repairs_at(where))


def _read(row: TaskRow, context: Context) -> _Own:
    """What a row says, read once though it may stand under several objectives."""
    if id(row) not in context.rows:
        context.rows[id(row)] = _own(row, context)
    return context.rows[id(row)]


def _own(row: TaskRow, context: Context) -> _Own:
    where = row.line.where
    repair = _repairer(context.remarks, where)
    words = {name: [repair(line) for line in lines] for name, lines in row.words.items()}
    named, words = _by_mark(words, context, row)
    lead, supporting = _people(words, context, where)
    return _Own(
        tasks=tuple(deeds.split(words.get(Field.TASK, []))),
        keyed=named,
        lead=_union([lead, *(task.lead for task in named)]),
        supporting=_union([supporting, *(task.supporting for task in named)]),
        time=_whole([_time(words, context, where), *(task.time for task in named)]),
        evidence=() if Field.EVIDENCE in row.inherited else tuple(items.documents(words.get(Field.EVIDENCE, []))),
        note="" if Field.NOTE in row.inherited else _note(words.get(Field.NOTE, [])),
        row=row,
    )


def _by_mark(
    words: dict[Field, list[str]], context: Context, row: TaskRow
) -> tuple[tuple[PlanTask, ...], dict[Field, list[str]]]:
    """The tasks that cells name by their marks, and the words of the row without these cells."""
    marked = keyed.marked(words.get(Field.TASK, []))
    told = {name: cell for name in OWN if (cell := keyed.by_mark(words.get(name, []), list(marked)))} if marked else {}
    if not told:
        return (), words
    made = []
    for mark, said in marked.items():
        own = {name: cell[mark] for name, cell in told.items()}
        lead, supporting = _people(own, context, row.line.where)
        time = _time(own, context, row.line.where) if any(own.get(name) for name in _TIMES) else None
        made.append(PlanTask(said, lead, supporting, time, source=row.line.source))
    return tuple(made), {name: lines for name, lines in words.items() if name not in told}


def _note(paragraphs: list[str]) -> str:
    """A note; “Không” in a column of means says that there is nothing to note."""
    written = sentence(paragraphs)
    return "" if text.fold(written).strip(" .") in plan_words.NOTHING else written


def _people(words: dict[Field, list[str]], context: Context, where: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Leads and supporters of a row, from one column or two; labels in a cell win over the column's name."""
    both = people.read(words.get(Field.PEOPLE, []))
    first = people.read(words.get(Field.LEAD, []))
    second = people.read(words.get(Field.SUPPORTING, []))
    # “Tổ Toán (chủ trì), Tổ Văn”: where one is marked as lead, the others are not.
    unmarked = first.plain if first.lead else ()
    lead = (*both.lead, *first.lead, *(() if first.lead else first.plain), *second.lead)
    supporting = (*both.supporting, *first.supporting, *unmarked, *second.supporting, *second.plain)
    if both.plain:
        if both.lead or both.supporting:
            lead = (*both.plain, *lead) if not both.lead else lead
            supporting = supporting if not both.lead else (*supporting, *both.plain)
        else:
            lead, supporting = (*lead, both.plain[0]), (*supporting, *both.plain[1:])
            if len(both.plain) > 1:
                context.remarks.add("lead_unlabelled", where)
    lead, supporting = (tuple(_balanced(name, context, where) for name in names) for names in (lead, supporting))
    return tuple(dict.fromkeys(lead)), tuple(name for name in dict.fromkeys(supporting) if name not in lead)


def _balanced(name: str, context: Context, where: str) -> str:
    """“Văn phòng (thường trực BCĐ) ISO Sở)”: a bracket that closes twice was closed too early."""
    if name.count(")") != name.count("(") + 1 or not name.endswith(")") or "(" not in name:
        return name
    right = name.replace(")", "", 1)
    context.remarks.add("ocr_repaired", where, wrong=name, right=right)
    return right


def _time(words: dict[Field, list[str]], context: Context, where: str) -> Timespan | None:
    """The time of a row, from one column or from a beginning and an end."""
    given = [words.get(name, []) for name in _TIMES]
    periods = [*filter(None, [context.around]), *words.get(Field.PERIOD, [])]
    if periods == [context.around] and not any(given):
        return None
    alone = [periods if lines or (at == 0 and not any(given)) else [] for at, lines in enumerate(given)]
    parts = [_one_time(lines, around, context, where) for lines, around in zip(given, alone, strict=True)]
    whole, start, end = parts
    limits = _between(start, end) if start and end else start or end
    return _whole([whole, limits])  # “Thời gian” beside “Hạn hoàn thành”


def _between(start: Timespan, end: Timespan) -> Timespan:
    """One span from a column of beginnings and one of ends."""
    return Timespan(
        f"{start.text} - {end.text}",
        start.start or start.end,
        end.end,
        end.before,
        end.recurring if end.recurring == start.recurring else "none",
        end.relative or start.relative,
        (*start.remarks, *end.remarks),
    )


def _one_time(lines: list[str], periods: list[str], context: Context, where: str) -> Timespan | None:
    written = sentence(lines)
    if not written and not periods:
        return None
    if len(written) > _LONGEST:
        context.remarks.add("time_too_long", where)
        return Timespan(written)

    def read(said: str) -> Timespan | None:
        if said not in context.times:
            year = context.school_year or None
            found = time_reading.read_timespan(said, school_year=year, year=context.year)
            context.times[said] = terms.dated(found, context.terms)
        return context.times[said]

    found = weeks.within(written, periods, read)
    if found is None and not written:
        return None
    if found is None:
        context.remarks.add("time_unread", where, text=written)
        found = Timespan(written)
    if not found.start and not found.end:
        # The week or month around it is not dated by it, so it is told beside it.
        beside = [period for period in periods if period != context.around and period not in found.text]
        found = replace(found, text=", ".join([found.text, *beside]))
    for remark in found.remarks:
        context.remarks.take(replace(remark, where=""), where)
    return found


def _targets(statement: str, draft: Draft, context: Context) -> tuple[Target, ...]:
    """Targets of the statement, or of the target column when there is one; a bare number there measures the statement."""
    written = sentence(draft.target)
    if max(len(statement), len(written)) > _LONGEST:
        context.remarks.add("statement_too_long", draft.where)
        return ()
    measured = _repairer(context.remarks, draft.where)(written)
    found = target_reading.read_targets(measured)
    _remark_unread(statement, draft, bool(found), context)
    if not found:
        return tuple(target_reading.read_targets(statement))
    subject = statement.rstrip(".;, ")
    return tuple(replace(target, subject=subject) if _says_only_unit(target) else target for target in found)


def _remark_unread(statement: str, draft: Draft, is_read: bool, context: Context) -> None:
    """What a cell of targets aims at without a number; `is_read` says that something in it has one."""
    listed = items.split(draft.target)
    for item in listed:
        is_left = not is_read or (len(listed) > 1 and not target_reading.read_targets(item))
        if is_left and not set(text.words(item)) <= set(text.words(statement)):
            context.remarks.add("target_unread", draft.where, text=item)


def _says_only_unit(target: Target) -> bool:
    """A number alone in its column (“Tối đa 60 phút”) measures what the statement beside it says."""
    return set(text.words(target.subject)) <= set(text.words(target.unit))


def _is_shared(rows: list[TaskRow]) -> bool:
    """Whether people and time are the objective's and not each row's own."""
    speaking = [row for row in rows if any(row.words.get(name) and name not in row.inherited for name in OWN)]
    return len(rows) < 2 or len(speaking) < 2


def _tasks(own: _Own, is_shared: bool) -> list[PlanTask]:
    source = own.row.line.source
    if own.keyed and is_shared:
        return list(own.keyed)
    if own.keyed:
        return [_completed(task, own) for task in own.keyed]
    if is_shared:
        return [PlanTask(words, source=source) for words in own.tasks]
    return [
        PlanTask(words, own.lead, own.supporting, own.time, evidence=own.evidence, note=own.note, source=source)
        for words in own.tasks
    ]


def _completed(task: PlanTask, own: _Own) -> PlanTask:
    """A task of one of several rows: what its mark does not tell is told by its row."""
    return replace(
        task,
        lead=task.lead or own.lead,
        supporting=task.supporting or own.supporting,
        time=task.time or own.time,
        evidence=own.evidence,
        note=own.note,
    )


def _union(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for name in group))


def _whole(times: Iterable[Timespan | None]) -> Timespan | None:
    """One span for several rows: from the first beginning to the last end, as far as they are dated.

    That a row lies outside the plan is said of the whole too; what else was doubtful stays with the row.
    """
    given = list({time.text: time for time in times if time is not None}.values())
    if len(given) < 2:
        return given[0] if given else None
    last = max((time for time in given if time.end), key=lambda time: time.end or date.min, default=given[-1])
    recurring = {time.recurring for time in given}
    return Timespan(
        "; ".join(time.text for time in given),
        _first_start(given),
        last.end,
        last.before,
        recurring.pop() if len(recurring) == 1 else "none",
        "; ".join(filter(None, (time.relative for time in given))),
        tuple(dict.fromkeys(remark for time in given for remark in time.remarks if remark.code == "time_outside_plan")),
    )


def _first_start(given: list[Timespan]) -> date | None:
    """The first beginning that is told; none when a deadline without a beginning lies before it."""
    first = min((time.start for time in given if time.start), default=None)
    earlier = any(time.end for time in given if not time.start and time.end and first and time.end < first)
    return None if earlier else first


def _remark_gaps(found: PlanObjective, draft: Draft, context: Context) -> None:
    remarks, where = context.remarks, draft.where
    if not found.statement:
        remarks.add("statement_missing", where)
    elif not found.targets:
        remarks.add("not_measurable", where)
    if not found.number and Field.NUMBER in context.fields:
        remarks.add("number_missing", where)
    if not found.tasks and Field.TASK in context.fields:
        remarks.add("task_missing", where)
    if not found.evidence and Field.EVIDENCE in context.fields:
        remarks.add("evidence_missing", where)
    _remark_missing(where, context, lead=bool(found.lead), time=bool(found.time))


def _remark_missing(where: str, context: Context, *, lead: bool, time: bool) -> None:
    if not lead and context.fields & {Field.LEAD, Field.PEOPLE}:
        context.remarks.add("lead_missing", where)
    if not time and context.fields & {Field.TIME, Field.START, Field.END}:
        context.remarks.add("time_missing", where)
