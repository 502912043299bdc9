"""S and M of seed 000, 5.1: clear and not general; measurable in quantity and time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from khue.foundation import reading
from khue.foundation.kernel import text
from khue.foundation.reading import values as read
from khue.foundation.reading import wording
from khue.quality.objectives import contents
from khue.quality.objectives.checks import measures, phrasing, tokens, values
from khue.quality.objectives.checks.registry import Hit, Limits, each, rule


@rule("s.too_short", limits=("words",))
def too_short(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """A few words without anything to count: no object, no extent."""
    for place, one in each(case):
        if not one.targets and 0 < len(text.words(one.statement)) < limits["words"] and not phrasing.is_award(one):
            yield Hit(place, "statement")


@rule("s.slogan", facts=("verb",), limits=("words",))
def slogan(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """Begins with a verb of endeavour and names no number and no result."""
    for place, one in each(case):
        found = phrasing.SLOGAN.match(phrasing.folded(one))
        long_enough = len(text.words(one.statement)) >= limits["words"]
        if found and long_enough and not one.targets and not phrasing.is_award(one) and not _read(one):
            verb = " ".join(one.statement.split()[: len(found[0].split())])
            yield Hit(place, "statement", facts={"verb": verb})


@rule("s.too_many", facts=("count",), limits=("targets",))
def too_many(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """So many targets that nobody could say which objective was missed."""
    for place, one in each(case):
        if len(one.targets) > limits["targets"]:
            yield Hit(place, "targets", facts={"count": str(len(one.targets))})


@rule("s.no_object", facts=("subject",))
def no_object(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """A target of which nothing says what is measured."""
    for place, one in each(case):
        whole = tokens.codes(one.statement)
        for part, target in enumerate(one.targets):
            if not tokens.codes(target.subject) and not whole and not target.unit.strip("% "):
                yield Hit(place, "targets", part, facts={"subject": target.subject})


@rule("m.no_number", facts=("read", "school"))
def no_number(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """No target and no award. When the statement does say a number, it is offered, else the one that the school asks of the unit."""
    for place, one in each(case):
        if one.statement.strip() and not one.targets and not phrasing.is_award(one):
            found = _read(one)
            if found:
                facts = {"read": _said(found[0]), "school": ""}
                targets = tuple(contents.from_reading(target) for target in found)
                yield Hit(place, "targets", span=found[0].span, facts=facts, mended=replace(one, targets=targets))
            else:
                yield _as_school(case, place, one)


def _as_school(case: values.Case, place: int, one: contents.ObjectiveContent) -> Hit:
    """What the objective that this one serves asks for, where it may be asked of one unit."""
    school = case.served(one)
    wanted = [
        target for target in (school.targets if school else ())
        if school and target.value is not None and measures.comparable(target, school.statement)
    ]  # fmt: skip
    if school is None or not wanted:
        return Hit(place, "targets", facts={"read": "", "school": ""})
    facts = {"read": wanted[0].words(), "school": f" Mục tiêu {school.number} của Trường ghi {wanted[0].words()}."}
    given = tuple(replace(target, key="", baseline=None) for target in wanted)
    return Hit(place, "targets", facts=facts, mended=replace(one, targets=given))


@rule("m.award_without_proof")
def award_without_proof(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """Measured by a recognition: then the paper that recognises must be named. Only where evidence can be named at all."""
    for place, one in each(case):
        measured = any(target.comparator != contents.ACHIEVED for target in one.targets)
        proof = text.fold(" ".join(one.evidence_expected))
        if phrasing.is_award(one) and not measured and not phrasing.PROOF.search(proof):
            yield Hit(place, "evidence")


@rule("m.number_differs", facts=("said", "targets"))
def number_differs(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """The statement says one number and the targets another, of the same unit of measure."""
    for place, one in each(case):
        if len(one.targets) == 0:
            continue
        units = {text.fold(target.unit) for target in one.targets}
        numbers = {
            number for target in one.targets for number in (target.value, target.value_high) if number is not None
        }
        for found in _read(one):
            lowest = found.value[0] if isinstance(found.value, tuple) else found.value
            if text.fold(found.unit) in units and lowest not in numbers:
                own = "; ".join(target.words() for target in one.targets)
                facts = {"said": _said(found), "targets": own}
                yield Hit(place, "targets", span=found.span, facts=facts, mended=_with_number(one, found))
                break


def _with_number(one: contents.ObjectiveContent, found: read.Target) -> contents.ObjectiveContent | None:
    """The objective with what its statement says in the target of that unit; None where several could be meant."""
    meant = [target for target in one.targets if text.fold(target.unit) == text.fold(found.unit)]
    if len(meant) != 1:
        return None
    said = contents.from_reading(found)
    number = replace(meant[0], comparator=said.comparator, value=said.value, value_high=said.value_high)
    return replace(one, targets=tuple(number if target is meant[0] else target for target in one.targets))


@rule("m.no_unit", facts=("subject", "value"))
def no_unit(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """A number above one of which nobody knows what it counts. Marks and ranks carry their scale in the subject or the statement."""
    for place, one in each(case):
        for part, target in enumerate(one.targets):
            if target.value is None or target.unit.strip() or target.value <= 1:
                continue
            if not any(
                word in text.fold(f"{target.subject} {one.statement}") for word in ("diem", "hang", "thang", "lan")
            ):
                yield Hit(place, "targets", part, facts={"subject": target.subject, "value": target.words()})


@rule("m.above_whole", facts=("subject", "value"))
def above_whole(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """More than 100 % of a whole; growth and plans may be above it."""
    for place, one in each(case):
        for part, target in enumerate(one.targets):
            value = target.value_high if target.value_high is not None else target.value
            grows = phrasing.ABOVE_WHOLE.search(text.fold(f"{target.subject} {one.statement}"))
            if value is not None and target.unit.strip() == "%" and value > 100 and not grows:
                yield Hit(place, "targets", part, facts={"subject": target.subject, "value": target.words()})


@rule("m.no_time")
def no_time(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """A plan that says for its other objectives until when, and for this one not."""
    for place, one in each(case):
        has_own = bool(one.schedule.words()) or any(task.schedule.words() for task in one.tasks)
        if case.planned and not has_own:
            yield Hit(place, "schedule")


def _read(one: contents.ObjectiveContent) -> list[read.Target]:
    return reading.read_targets(one.statement)


def _said(target: read.Target) -> str:
    return wording.describe(target)
