"""Consistency with the school's set (seed 000, 5.3 step 4; seed 001, section 1): ties, directions, numbers, what was assigned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from khue.foundation.kernel import text
from khue.foundation.reading import unit_names
from khue.quality.objectives import contents
from khue.quality.objectives.checks import matching, measures, values
from khue.quality.objectives.checks.registry import Hit, Limits, each, rule

_TARGET_FACTS = ("subject", "own", "school", "number")


@rule("c.untied", facts=("number", "reason"))
def untied(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """Neither tied to an objective of the school nor declared the unit's own; the likeliest one is offered, in one press when sure."""
    if case.is_school or case.school is None:
        return
    matcher = matching.Matcher(case.school.objectives)
    for place, one in each(case):
        if not one.serves and not one.is_own:
            found = matcher.proposals(one, 1)
            number = found[0].number if found else ""
            reason = f" Gần nhất là mục tiêu {number}: {found[0].reason.rstrip('.')}." if found else ""
            mended = replace(one, serves=found[0].key) if found and found[0].is_sure else None
            yield Hit(place, "serves", facts={"number": number, "reason": reason}, mended=mended)


@rule("c.tie_gone")
def tie_gone(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """Tied to something that the school's set in force does not hold."""
    for place, one in each(case):
        if case.school is not None and one.serves and case.served(one) is None:
            yield Hit(place, "serves")


@rule("c.tie_doubtful", facts=("number", "better"), limits=("ahead",))
def tie_doubtful(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """Tied to one, and in its words surely another."""
    if case.school is None:
        return
    matcher = matching.Matcher(case.school.objectives)
    for place, one in each(case):
        tied = case.served(one)
        found = matcher.proposals(one, len(case.school.objectives)) if tied is not None else []
        if tied is None or not found or not found[0].is_sure or found[0].key == tied.key:
            continue
        here = next((proposal.score for proposal in found if proposal.key == tied.key), 0.0)
        if found[0].score - here >= float(limits["ahead"]):
            facts = {"number": tied.number, "better": found[0].number}
            yield Hit(place, "serves", facts=facts, mended=replace(one, serves=found[0].key))


@rule("c.opposite", facts=_TARGET_FACTS)
def opposite(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """The same measure, and the unit wants less where the school wants more, or the other way."""
    for place, part, wanted, own, school in _against_school(case):
        if measures.opposite(wanted, own):
            yield Hit(place, "targets", part, facts=_facts(wanted, own, school))


@rule("c.weaker", facts=(*_TARGET_FACTS, "how"))
def weaker(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """Reaching the unit's number would not be enough for the school's."""
    for place, part, wanted, own, school in _against_school(case):
        if measures.comparable(wanted, school.statement) and measures.weaker(wanted, own):
            how = "cho phép nhiều hơn" if wanted.comparator in measures.DOWN else "thấp hơn"
            one = case.content.objectives[place]
            facts = {**_facts(wanted, own, school), "how": how}
            yield Hit(place, "targets", part, facts=facts, mended=_like_school(one, part, wanted))


def _like_school(
    one: contents.ObjectiveContent, part: int, wanted: contents.TargetContent
) -> contents.ObjectiveContent:
    own = one.targets[part]
    number = replace(own, comparator=wanted.comparator, value=wanted.value, value_high=wanted.value_high)
    return replace(one, targets=(*one.targets[:part], number, *one.targets[part + 1 :]))


@rule("c.other_unit", facts=(*_TARGET_FACTS, "unit"))
def other_unit(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """The same measure counted in another unit, so that nobody can add it up."""
    for place, part, wanted, own, school in _against_school(case):
        both = wanted.value is not None and own.value is not None
        if both and not measures.same_unit(wanted, own):
            yield Hit(place, "targets", part, facts={**_facts(wanted, own, school), "unit": wanted.unit or "không ghi"})


@rule("c.assigned_missing", facts=("number", "statement"))
def assigned_missing(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """The school names this unit (or all of its kind) in its plan, and the unit's set has nothing for it."""
    served = {one.serves for one in case.content.objectives if one.serves}
    if case.is_school or case.school is None or not case.content.objectives:
        return
    for one in case.school.objectives:
        if one.key not in served and is_assigned(one, case.unit_key, case.kind, case.units):
            yield Hit(None, "serves", facts={"number": one.number, "statement": one.statement.rstrip(". ")})


_EVERY = frozenset({"room", "faculty", "centre", "department"})
_ALL_OF_KIND: dict[str, frozenset[str]] = {
    "cac khoa": frozenset({"faculty"}), "cac phong": frozenset({"room"}), "cac trung tam": frozenset({"centre"}),
    "cac bo mon": frozenset({"department"}), "cac to": frozenset({"department"}), "cac phong khoa": frozenset({"room", "faculty"}),
    "cac khoa phong": frozenset({"room", "faculty"}), "cac phong ban": frozenset({"room"}), "cac don vi": _EVERY,
    "tat ca cac don vi": _EVERY, "toan the cac don vi": _EVERY,
}  # fmt: skip


def is_assigned(
    one: contents.ObjectiveContent, unit_key: object, kind: str, units: unit_names.UnitNames[object] | None
) -> bool:
    """Whether the school's plan gives the unit a part: it leads, or all units of its kind lead or support.

    Who only helps another with something needs no objective of its own for it.
    """
    everyone = [*one.responsibilities, *(who for task in one.tasks for who in task.responsibilities)]
    return any(kind in _ALL_OF_KIND.get(_group(who.text), ()) for who in everyone) or any(
        _is_unit(who, unit_key, units) for who in everyone if who.part == contents.LEAD
    )


def _is_unit(who: contents.ResponsibilityContent, unit_key: object, units: unit_names.UnitNames[object] | None) -> bool:
    if who.unit_id is not None or unit_key is None:
        return who.unit_id is not None and who.unit_id == unit_key
    return units is not None and units.match(who.text).key == unit_key


def _group(name: str) -> str:
    """“các khoa, phòng có liên quan” → “cac khoa phong”."""
    return unit_names.plain(name).replace(" co lien quan", "").replace(" lien quan", "").replace(" truc thuoc", "")


def _against_school(
    case: values.Case,
) -> Iterator[tuple[int, int, contents.TargetContent, contents.TargetContent, contents.ObjectiveContent]]:
    for place, one in each(case):
        school = case.served(one)
        if school is None:
            continue
        for wanted, part, own in measures.alike(school, one):
            yield place, part, wanted, own, school


def _facts(
    wanted: contents.TargetContent, own: contents.TargetContent, school: contents.ObjectiveContent
) -> dict[str, str]:
    return {"subject": own.subject, "own": own.words(), "school": wanted.words(), "number": text.squash(school.number)}
