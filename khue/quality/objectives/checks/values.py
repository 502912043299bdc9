"""What is checked and what is found: plain values. A finding never blocks anything; a person decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from khue.foundation.reading.unit_names import UnitNames
from khue.quality.objectives import contents

FAILED, DOUBTFUL, NOTE = "failed", "doubtful", "note"
SEVERITIES = (FAILED, DOUBTFUL, NOTE)
"""Must be mended in the eyes of the rule · should be looked at · worth knowing."""
SMART, FORM, CONSISTENCY = "smart", "form", "consistency"
GROUPS = (SMART, FORM, CONSISTENCY)
LETTERS = ("S", "M", "A", "R", "T")


@dataclass(frozen=True, slots=True)
class Past:
    """The year before: what was asked, and the latest result of each target by the target's key."""

    content: contents.SetContent
    results: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """One set with what it is compared with. Whatever is None is not compared, and nothing is said about it.

    `unit` is the name of the unit, `unit_key` its key among `units`, `kind` its kind in the tree ("faculty"); `school` is the
    school's own set, which `is_school` sets have not. `planned`: the set is a plan with tasks and times, not a mere list.
    """

    content: contents.SetContent
    starts_on: date | None = None
    ends_on: date | None = None
    unit: str = ""
    unit_key: Any = None
    kind: str = ""
    is_school: bool = False
    school: contents.SetContent | None = None
    past: Past | None = None
    units: UnitNames[Any] | None = None

    @cached_property
    def planned(self) -> bool:
        return any(one.tasks or one.responsibilities or one.schedule.words() for one in self.content.objectives)

    @cached_property
    def by_key(self) -> dict[str, contents.ObjectiveContent]:
        """The school's objectives by key."""
        return {one.key: one for one in self.school.objectives if one.key} if self.school else {}

    def served(self, objective: contents.ObjectiveContent) -> contents.ObjectiveContent | None:
        """The objective of the school that this one is tied to."""
        return self.by_key.get(objective.serves or "")

    @cached_property
    def before(self) -> dict[int, contents.ObjectiveContent]:
        """For each place in the content, the objective of the year before that is the same one."""
        if self.past is None:
            return {}
        places = {id(one): place for place, one in enumerate(self.content.objectives)}
        found = contents.pairs(self.past.content, self.content)
        return {places[id(pair.new)]: pair.old for pair in found if pair.new is not None and pair.old is not None}

    def result(self, old: contents.TargetContent | None) -> Decimal | None:
        """The latest result of a target of the year before."""
        return self.past.results.get(old.key) if self.past is not None and old is not None else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the objective (place in the set, number, key), the field, the part of a list in it, and the letters of the statement."""

    objective: int | None = None
    number: str = ""
    key: str = ""
    field: str = ""
    part: int | None = None
    span: tuple[int, int] | None = None

    @property
    def words(self) -> str:
        """“Mục tiêu 6, nhiệm vụ 6.2”."""
        if self.objective is None:
            return "Cả bộ"
        name = f"Mục tiêu {self.number}" if self.number else f"Mục tiêu thứ {self.objective + 1}"
        if self.part is None:
            return name
        return f"{name}, {_PARTS.get(self.field, 'mục')} {self.number}.{self.part + 1}"


_PARTS = {"tasks": "nhiệm vụ", "targets": "chỉ tiêu"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark: by which rule, how grave, where, what is wrong, what would mend it, and a wording that could be taken over.

    `mended`: the objective with that wording taken over; never kept with a review, for it holds only beside this very content.
    """

    rule: str
    severity: str
    group: str
    letter: str
    title: str
    place: Place
    message: str
    advice: str = ""
    suggestion: str = ""
    source: str = ""
    mended: contents.ObjectiveContent | None = field(default=None, compare=False, repr=False)

    @property
    def ident(self) -> str:
        """What stays the same while the same thing is wrong in the same place."""
        place = self.place
        where = place.key or (str(place.objective) if place.objective is not None else "")
        return ":".join([self.rule, where, place.field, "" if place.part is None else str(place.part)])

    def to_json(self) -> dict[str, Any]:
        said = asdict(replace(self, mended=None))
        del said["mended"]
        return {**said, "ident": self.ident}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Finding:
        place = dict(data["place"])
        place["span"] = tuple(place["span"]) if place.get("span") else None
        said = {name: data.get(name, "") for name in cls.__slots__ if name not in {"place", "mended"}}
        return cls(place=Place(**place), **said)


def of_objective(findings: Sequence[Finding], place: int) -> list[Finding]:
    """The findings about the objective at a place."""
    return [one for one in findings if one.place.objective == place]


def gravest(findings: Sequence[Finding]) -> str:
    """The gravest severity; "" when there is none."""
    return next((severity for severity in SEVERITIES if any(one.severity == severity for one in findings)), "")
