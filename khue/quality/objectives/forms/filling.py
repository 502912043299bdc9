"""Between the content of an objective and the form it is edited in, both ways.

What is not on the form survives: the keys of rows, and what a schedule or a name was understood to mean, as long as its words
stay as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from khue.foundation import reading
from khue.foundation.kernel import numbers, text
from khue.quality.objectives import contents
from khue.quality.objectives.contents import words
from khue.quality.objectives.forms import objective as forms
from khue.quality.objectives.forms import rows

SEPARATOR = "; "


Names = Mapping[str, tuple[int | None, int | None]]


@dataclass
class Known:
    """Whom names mean: folded name → (unit id, person id), looked up only when a new name was typed; and the year of times."""

    look_up: Callable[[], Names] = dict
    school_year: str = ""

    @cached_property
    def names(self) -> Names:
        return self.look_up()

    def who(self, part: str, name: str) -> contents.ResponsibilityContent:
        unit_id, person_id = self.names.get(text.fold(name), (None, None))
        return contents.ResponsibilityContent(part=part, text=name, unit_id=unit_id, person_id=person_id)

    def schedule(self, words_: str) -> contents.ScheduleContent:
        """The schedule as read; words that cannot be dated stay words."""
        span = reading.read_timespan(words_, school_year=self.school_year or None) if words_ else None
        if span is None:
            return contents.ScheduleContent(text=words_)
        return contents.ScheduleContent(words_, span.start, span.end, span.before, span.recurring)


def initial(content: contents.ObjectiveContent) -> dict[str, Any]:
    """What the main form shows of a content."""
    return {
        "number": content.number,
        "statement": content.statement,
        "serves": content.serves or (forms.OWN if content.is_own else ""),
        "lead": list(content.who(words.LEAD)),
        "supporting": list(content.who(words.SUPPORTING)),
        "time_text": content.schedule.words(),
        "evidence": "\n".join(content.evidence_expected),
        "note": content.note,
    }


def target_rows(targets: Iterable[contents.TargetContent]) -> list[dict[str, str]]:
    """Targets as rows of texts, numbers written the Vietnamese way."""
    return [
        {
            "key": one.key,
            "subject": one.subject,
            "comparator": one.comparator,
            "unit": one.unit,
            **{name: _number(getattr(one, name)) for name in ("value", "value_high", "baseline")},
        }
        for one in targets
    ]


def task_rows(tasks: Iterable[contents.TaskContent]) -> list[dict[str, str]]:
    return [
        {
            "key": one.key,
            "text": one.text,
            "lead": _names(one, words.LEAD),
            "supporting": _names(one, words.SUPPORTING),
            "time_text": one.schedule.words(),
        }
        for one in tasks
    ]


def read_from(statement: str, typed: list[dict[str, str]]) -> list[dict[str, str]]:
    """Rows for the targets that the statement names and nobody has typed yet."""
    known = {(row["comparator"], row["value"]) for row in typed}
    found = [contents.from_reading(one) for one in reading.read_targets(statement)]
    return [row for row in target_rows(found) if (row["comparator"], row["value"]) not in known]


def content(
    form: forms.ObjectiveForm,
    targets: rows.BaseRows,
    tasks: rows.BaseRows,
    *,
    known: Known,
    before: contents.ObjectiveContent | None,
) -> contents.ObjectiveContent:
    """The content that valid forms describe."""
    said = form.cleaned_data
    serves = said.get("serves", "")
    old_who = {(one.part, one.text): one for one in before.responsibilities} if before else {}
    old_tasks = {one.key: one for one in before.tasks if one.key} if before else {}
    return contents.ObjectiveContent(
        number=said["number"],
        statement=said["statement"],
        targets=tuple(_target(row.cleaned_data) for row in targets.filled),
        tasks=tuple(_task(row.cleaned_data, known, old_tasks.get(row.cleaned_data["key"])) for row in tasks.filled),
        responsibilities=_responsibilities(said["lead"], said["supporting"], known, old_who),
        schedule=_schedule(said["time_text"], known, before.schedule if before else None),
        evidence_expected=rows.lines(said["evidence"]),
        note=said["note"],
        serves=serves if serves and serves != forms.OWN else None,
        is_own=serves == forms.OWN,
        key=before.key if before else "",
    )


def _target(said: Mapping[str, Any]) -> contents.TargetContent:
    names = ("subject", "comparator", "value", "value_high", "unit", "baseline", "key")
    return contents.TargetContent(**{name: said[name] for name in names})


def _task(said: Mapping[str, Any], known: Known, before: contents.TaskContent | None) -> contents.TaskContent:
    old_who = {(one.part, one.text): one for one in before.responsibilities} if before else {}
    return contents.TaskContent(
        text=said["text"],
        responsibilities=_responsibilities(rows.lines(said["lead"]), rows.lines(said["supporting"]), known, old_who),
        schedule=_schedule(said["time_text"], known, before.schedule if before else None),
        key=said["key"],
    )


def _responsibilities(
    lead: Iterable[str],
    supporting: Iterable[str],
    known: Known,
    old: Mapping[tuple[str, str], contents.ResponsibilityContent],
) -> tuple[contents.ResponsibilityContent, ...]:
    named = [(words.LEAD, name) for name in lead] + [(words.SUPPORTING, name) for name in supporting]
    return tuple(old.get(one) or known.who(*one) for one in named)


def _schedule(said: str, known: Known, before: contents.ScheduleContent | None) -> contents.ScheduleContent:
    return before if before and before.words() == said else known.schedule(said)


def _names(task: contents.TaskContent, part: str) -> str:
    return SEPARATOR.join(one.text for one in task.responsibilities if one.part == part)


def _number(value: Any) -> str:
    return "" if value is None else numbers.format_number(value)
