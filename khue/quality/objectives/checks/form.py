"""Form (seed 000, 5.3 step 4): required cells, numbering, days inside the year, people who exist, papers named, nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from rapidfuzz import fuzz

from khue.foundation.kernel import text
from khue.foundation.reading import slips, unit_names
from khue.quality.objectives import contents
from khue.quality.objectives.checks import values
from khue.quality.objectives.checks.registry import Hit, Limits, each, rule


@rule("f.empty_statement")
def empty_statement(case: values.Case, limits: Limits) -> Iterator[Hit]:
    for place, one in each(case):
        if not one.statement.strip():
            yield Hit(place, "statement")


@rule("f.slip", facts=("wrong", "right"))
def slip(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """A slip of scanning or typing that was read as what it must mean: read, and told."""
    for place, one in each(case):
        for wrong, right in slips.found_in(one.statement):
            yield Hit(place, "statement", facts={"wrong": wrong, "right": right})


@rule("f.no_evidence")
def no_evidence(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """Only where the form has the column at all: some objective of the plan names evidence, or nobody could have."""
    named = any(one.evidence_expected for one in case.content.objectives)
    for place, one in each(case):
        if case.planned and (named or not case.content.objectives) and not one.evidence_expected:
            yield Hit(place, "evidence")


@rule("f.no_evidence_at_all")
def no_evidence_at_all(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """The whole plan names no evidence: said once, not for every row."""
    if case.planned and case.content.objectives and not any(one.evidence_expected for one in case.content.objectives):
        yield Hit(None, "evidence")


@rule("f.no_plan")
def no_plan(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """A list of objectives without a plan: said once."""
    if case.content.objectives and not case.planned:
        yield Hit(None, "tasks")


@rule("f.numbering", facts=("found", "wanted"))
def numbering(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """Plain counting that jumps. Own ways of numbering ("1.1", "I") are the unit's business."""
    numbers = [one.number.strip().rstrip(".") for one in case.content.objectives]
    if not numbers or not all(number.isdecimal() for number in numbers):
        return
    for place, number in enumerate(numbers):
        if int(number) != place + 1:
            yield Hit(place, "number", facts={"found": number, "wanted": str(place + 1)})
            return


@rule("f.same_number", facts=("found",))
def same_number(case: values.Case, limits: Limits) -> Iterator[Hit]:
    counts = Counter(one.number.strip() for one in case.content.objectives if one.number.strip())
    seen: set[str] = set()
    for place, one in each(case):
        number = one.number.strip()
        if counts[number] > 1 and number in seen:
            yield Hit(place, "number", facts={"found": number})
        seen.add(number)


@rule("f.outside_year", facts=("when", "year"))
def outside_year(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """A day outside the year of the plan. A calendar year named as a whole that overlaps it is that year, not a slip."""
    for place, field, part, schedule in _schedules(case):
        if case.starts_on is None or case.ends_on is None or _is_calendar_year(schedule):
            continue
        days = [day for day in (schedule.starts_on, schedule.ends_on) if day is not None]
        last = case.ends_on + timedelta(days=1) if schedule.before else case.ends_on
        if any(day < case.starts_on or day > last for day in days):
            year = f"{case.starts_on:%d/%m/%Y} - {case.ends_on:%d/%m/%Y}"
            yield Hit(place, field, part, facts={"when": schedule.words(), "year": year})


@rule("f.reversed", facts=("when",))
def reversed_time(case: values.Case, limits: Limits) -> Iterator[Hit]:
    for place, field, part, schedule in _schedules(case):
        if schedule.starts_on and schedule.ends_on and schedule.starts_on > schedule.ends_on:
            yield Hit(place, field, part, facts={"when": schedule.words()})


@rule("f.task_after_objective", facts=("when", "until"))
def task_after_objective(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """A task that ends after the objective it is for."""
    for place, one in each(case):
        end = one.schedule.ends_on
        for part, task in enumerate(one.tasks):
            last = task.schedule.ends_on
            if end is not None and last is not None and last > end and not _is_calendar_year(task.schedule):
                yield Hit(place, "tasks", part, facts={"when": task.schedule.words(), "until": one.schedule.words()})


@rule("f.unknown_unit", facts=("name",))
def unknown_unit(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """Written as the name of a unit, and no unit of the tree is called so, in full or abbreviated."""
    for place, field, part, who in _people(case):
        if case.units is None or who.unit_id or who.person_id or not unit_names.names_a_unit(who.text):
            continue
        if case.units.match(who.text).kind == unit_names.UNKNOWN:
            yield Hit(place, field, part, facts={"name": who.text})


@rule("f.several_units", facts=("name",))
def several_units(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """An abbreviation that could be several units."""
    for place, field, part, who in _people(case):
        known = case.units is None or who.unit_id or who.person_id
        if not known and case.units is not None and case.units.match(who.text).kind == unit_names.SEVERAL:
            yield Hit(place, field, part, facts={"name": who.text})


@rule("f.lead_also_supports", facts=("name",))
def lead_also_supports(case: values.Case, limits: Limits) -> Iterator[Hit]:
    for place, one in each(case):
        leads = {unit_names.plain(name): name for name in one.who(contents.LEAD)}
        for name in one.who(contents.SUPPORTING):
            if unit_names.plain(name) in leads:
                yield Hit(place, "supporting", facts={"name": name})


@rule("f.twice", facts=("other",), limits=("likeness",))
def twice(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """The same objective again, in the same or nearly the same words."""
    said = [text.fold(one.statement).rstrip(". ") for one in case.content.objectives]
    digits = ["".join(filter(str.isdigit, words)) for words in said]
    for place, words in enumerate(said):
        for earlier in range(place):
            # Numbers apart: “lớp 10 đạt 90%” and “lớp 11 đạt 90%” are two objectives.
            same = words and digits[earlier] == digits[place]
            if same and fuzz.ratio(said[earlier], words) >= float(limits["likeness"]):
                yield Hit(
                    place, "statement", facts={"other": case.content.objectives[earlier].number or str(earlier + 1)}
                )
                break


@rule("f.targets_disagree", facts=("subject", "one", "two", "other"))
def targets_disagree(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """The same thing measured twice in one set, with different numbers."""
    seen: dict[tuple[str, str], tuple[str, contents.TargetContent]] = {}
    for place, one in each(case):
        for part, target in enumerate(one.targets):
            key = (text.fold(target.subject), text.fold(target.unit))
            before = seen.setdefault(key, (one.number, target))
            if before[1].words() != target.words() and before[1].comparator == target.comparator:
                facts = {"subject": target.subject, "one": before[1].words(), "two": target.words(), "other": before[0]}
                yield Hit(place, "targets", part, facts=facts)


def _schedules(case: values.Case) -> Iterator[tuple[int, str, int | None, contents.ScheduleContent]]:
    for place, one in each(case):
        yield place, "schedule", None, one.schedule
        for part, task in enumerate(one.tasks):
            yield place, "tasks", part, task.schedule


def _people(case: values.Case) -> Iterator[tuple[int, str, int | None, contents.ResponsibilityContent]]:
    """Everybody named, each name once for an objective; a task's repetition of its objective's people is not said again."""
    for place, one in each(case):
        seen: set[str] = set()
        everyone: list[tuple[str, int | None, Sequence[contents.ResponsibilityContent]]] = [
            ("", None, one.responsibilities)
        ]
        everyone += [("tasks", part, task.responsibilities) for part, task in enumerate(one.tasks)]
        for field, part, names in everyone:
            for who in names:
                if who.text not in seen:
                    seen.add(who.text)
                    yield place, field or who.part, part, who


def _is_calendar_year(schedule: contents.ScheduleContent) -> bool:
    first, last = schedule.starts_on, schedule.ends_on
    return (
        first is not None and last is not None and first == date(first.year, 1, 1) and last == date(first.year, 12, 31)
    )
