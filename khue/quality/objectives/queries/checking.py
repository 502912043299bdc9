"""A set with all that it is checked against, riding along with the set as in `naming`: a page with its remarks asks no further.

Compared are the school's set in force, the unit's set of the year before with its results, the units of the tree and the rules as
the institution has set them. Whoever may see a draft may see what is said about it: the school's set in force is open to all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import JSONField, OuterRef, QuerySet, Subquery

from khue.foundation.reading.unit_names import UnitNames
from khue.quality.objectives import checks, contents, terms
from khue.quality.objectives.checks import running
from khue.quality.objectives.models import CheckOverride, CheckSetting, Measurement, Objective, ObjectiveSet, Review
from khue.quality.objectives.queries import naming

FOUR = Decimal("0.0001")
MOST_SAID = 12
"""Remarks in the reason of a return; the others stand in the paper that goes with it."""


def beside(on: date) -> dict[str, Any]:
    """Annotations of a set, for `set_for`."""
    own = {"institution_id": OuterRef("institution_id")}
    school_sets = {**own, "unit_id": OuterRef("institution_id"), "period_id": OuterRef("period_id")}
    earlier = {
        "unit_id": OuterRef("unit_id"), "state": terms.ISSUED, "period__kind": OuterRef("period__kind"),
        "period__starts_on__lt": OuterRef("period__starts_on"),
    }  # fmt: skip
    return {
        "beside_school": _frozen(ObjectiveSet.objects.filter(state=terms.ISSUED, **school_sets)),
        "beside_last": _frozen(ObjectiveSet.objects.filter(**own, **earlier).order_by("-period__starts_on")),
        "beside_results": naming.joined(
            Measurement.objects.filter(
                corrected_by__isnull=True, **own, **{f"target__objective__set__{name}": one for name, one in earlier.items()}
            ),
            "as_of", "pk", "target__public_id", "value",
        ),
        "beside_heirs": naming.joined(
            Objective.objects.filter(**own, **{f"set__{name}": one for name, one in school_sets.items()}),
            "set__version", "pk", "public_id", "source",
        ),
        "beside_asides": naming.joined(
            CheckOverride.objects.filter(set=OuterRef("pk"), **own), "ident", "pk", "content_hash", "note", "by__full_name"
        ),
        "beside_settings": naming.joined(CheckSetting.objects.filter(**own), "code", "pk", "is_on", "severity"),
        "named_units": naming.named(on)["named_units"],
    }  # fmt: skip


def _frozen(rows: QuerySet[ObjectiveSet]) -> Subquery:
    return Subquery(rows.values("frozen")[:1], output_field=JSONField())


@dataclass(frozen=True)
class Checked:
    """A content with what was found in it, by the rules that are in force at the institution."""

    case: checks.Case
    rules: tuple[checks.Rule, ...]
    findings: tuple[checks.Finding, ...]
    asides: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Note and name (`note`, `by`) by which a finding of exactly this content was set aside, by its ident."""
    earlier: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The same of what was set aside in other words of this set, the latest of each: asked again, with the reason to begin with."""

    @cached_property
    def standing(self) -> list[checks.Finding]:
        """What was not set aside."""
        return [one for one in self.findings if one.ident not in self.asides]

    def of(self, place: int) -> list[checks.Finding]:
        """About the objective at a place (0 is the first)."""
        return checks.of_objective(self.findings, place)

    @cached_property
    def whole(self) -> list[checks.Finding]:
        """About the set as such."""
        return [one for one in self.findings if one.place.objective is None]

    @cached_property
    def counts(self) -> list[tuple[str, str, int]]:
        """Severity, its name, and how many standing findings have it; what there is none of is left out."""
        counted = [
            (code, str(label), sum(one.severity == code for one in self.standing)) for code, label in terms.SEVERITIES
        ]
        return [one for one in counted if one[2]]

    @cached_property
    def letters(self) -> list[tuple[str, str, list[checks.Finding]]]:
        """Letter, its name, and what was found under it, the grave first; notes apart."""
        return [
            (letter, name, [one for one in self.findings if one.letter == letter and one.severity != checks.NOTE])
            for letter, name in running.NAMES.items()
        ]

    def smart(self, place: int) -> tuple[checks.Letter, ...]:
        return checks.smart(self.case, place, self.findings)

    @property
    def by_rule(self) -> list[checks.RuleResult]:
        return checks.by_rule(self.rules, self.findings)


def checked(objective_set: Any, content: contents.SetContent, *, on: date) -> Checked:
    """The content of a set, checked. No statement for a set that came with `beside`, else one."""
    found = objective_set if hasattr(objective_set, "beside_school") else _fetched(objective_set, on)
    rules = checks.in_force(settings_of(found))
    case = case_of(objective_set, content, found)
    asides, earlier = _asides(found.beside_asides, content.content_hash()) if found.beside_asides != "[]" else ({}, {})
    return Checked(case, rules, tuple(checks.run(case, rules)), asides, earlier)


def _fetched(objective_set: ObjectiveSet, on: date) -> Any:
    return ObjectiveSet.objects.annotate(**beside(on)).only("pk").get(pk=objective_set.pk)


def settings_of(found: Any) -> list[checks.Setting]:
    return [
        checks.Setting(code, bool(is_on), severity) for code, _pk, is_on, severity in naming.read(found.beside_settings)
    ]


def case_of(objective_set: ObjectiveSet, content: contents.SetContent, found: Any) -> checks.Case:
    school = None if objective_set.is_school_level else _content(found.beside_school)
    last = _content(found.beside_last)
    return checks.Case(
        content=_with_heirs(content, school, found.beside_heirs),
        starts_on=objective_set.period.starts_on, ends_on=objective_set.period.ends_on,
        unit=objective_set.unit.name, unit_key=objective_set.unit_id, kind=objective_set.unit.kind,
        is_school=objective_set.is_school_level, school=school,
        past=checks.Past(last, _results(found.beside_results)) if last is not None else None,
        units=UnitNames((key, [name, *others]) for key, _is_school, name, others in naming.Named(found).units()),
    )  # fmt: skip


def _content(frozen: Any) -> contents.SetContent | None:
    frozen = json.loads(frozen) if isinstance(frozen, str) else frozen
    return contents.SetContent.from_json(frozen["content"]) if frozen else None


def _results(packed: str | None) -> dict[str, Decimal]:
    """The latest of each target: of the latest day, the latest recorded."""
    return {key: Decimal(str(value)).quantize(FOUR) for _day, _pk, key, value in naming.read(packed)}


def _with_heirs(
    content: contents.SetContent, school: contents.SetContent | None, packed: str | None
) -> contents.SetContent:
    """What is tied to an objective of an earlier version of the school's set is tied to the one that was copied from it."""
    known = {one.key for one in school.objectives} if school else set()
    if all(one.serves is None or one.serves in known for one in content.objectives):
        return content
    heirs = heirs_of(packed)
    return replace(
        content,
        objectives=tuple(
            replace(one, serves=heirs.get(one.serves, one.serves)) if one.serves and one.serves not in known else one
            for one in content.objectives
        ),
    )


def heirs_of(packed: str | None) -> dict[str, str]:
    """Public id of an objective of any version of the school's set → of the same objective in the newest version."""
    newest: dict[str, str] = {}
    for _version, _pk, public_id, source in reversed(naming.read(packed)):
        source = json.loads(source) if isinstance(source, str) else source
        if source.get("from"):
            newest.setdefault(source["from"], newest.get(public_id, public_id))
    return newest


def _asides(packed: str | None, digest: str) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """What was set aside in exactly this content, and in others: note and name by the ident of the finding."""
    now: dict[str, dict[str, str]] = {}
    before: dict[str, dict[str, str]] = {}
    for ident, _pk, of, note, by in naming.read(packed):
        (now if of == digest else before)[ident] = {"note": note, "by": by}
    return now, before


def reason_of(found: Checked) -> str:
    """What must be mended or looked at again, a line for each, as a reason to begin with; what was set aside and notes left out."""
    said = [one for one in found.standing if one.severity != checks.NOTE]
    lines = [f"{one.place.words}: {one.message}" for one in said[:MOST_SAID]]
    if len(said) > MOST_SAID:
        lines.append(f"Còn {len(said) - MOST_SAID} nhận xét khác, xem phiếu nhận xét kèm theo.")
    return "\n".join(lines)


def stored(found: Checked) -> list[dict[str, Any]]:
    """The findings as a review keeps them, each with the note by which it was set aside."""
    return [{**one.to_json(), "override": found.asides.get(one.ident)} for one in found.findings]


@dataclass(frozen=True, slots=True)
class Kept:
    """A finding as a review kept it."""

    finding: checks.Finding
    override: Mapping[str, str] | None


def kept(review: Review | None) -> list[Kept]:
    """What a review kept; empty without one."""
    if review is None:
        return []
    return [Kept(checks.Finding.from_json(one), one.get("override")) for one in review.findings]


def last_return(objective_set: ObjectiveSet) -> Review | None:
    """The check by which the set was last sent back, whatever has become of its words since."""
    rows = Review.objects.filter(
        institution_id=objective_set.institution_id, set=objective_set, kind=terms.CHECK, passed=False
    )
    return rows.select_related("by").order_by("-at", "-pk").first()


def review_of(objective_set: ObjectiveSet, digest: str) -> Review | None:
    """The last check of exactly this content, whether it passed or was sent back."""
    rows = Review.objects.filter(
        institution_id=objective_set.institution_id, set=objective_set, kind=terms.CHECK, content_hash=digest
    )
    return rows.select_related("by").order_by("-at", "-pk").first()
