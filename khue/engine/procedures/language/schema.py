"""What a written procedure consists of: frozen values, as printed in a paper such as QT.ĐBCL-04.

A `Procedure` has flows (“5.2 of the school”, “5.3 of a unit”), a flow has steps, a step has people, a time limit, forms and
the outcomes with which a person leaves it. Every name that is not printed text is a code that the rest of the program knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

END = "end"
"""The target of an outcome that closes the case."""

TimeKind = Literal["yearly_window", "working_days", "calendar_days", "after_event", "calendar", "absolute", "standing"]
TIME_KINDS: tuple[TimeKind, ...] = (
    "yearly_window",
    "working_days",
    "calendar_days",
    "after_event",
    "calendar",
    "absolute",
    "standing",
)
STEP_KINDS = ("draft", "consult", "finalise", "review", "approve", "issue", "report", "task")
SCOPES = ("in", "over", "everyone", "body", "person")
DUTIES = ("lead", "supporting")
COUNTED = ("working", "calendar")
LEVELS = ("school", "unit")
OCCURS = ("in_period", "before_period")
ONE_PERSON = ("author_checks", "author_approves", "checker_approves", "approver_issues")
"""Pairs of deeds on one version that different people do, unless a procedure says that one person may do both."""


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day that comes back every year; 29/2 is the last day of February in a common year."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.day}/{self.month}"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """How long a step may take, as the procedure prints it.

    `min_days`/`max_days` count days (the due day is by the maximum); `since` names the event they count from, which is the
    entry into the step when empty. `event` is the day that an `after_event` or `calendar` limit hangs on; `until` names a
    day that somebody else sets (the deadline of a call). The days after an event are working days unless `counted` says
    `calendar`. `text`, when given, is the wording of the paper.
    """

    kind: TimeKind
    first: DayOfYear | None = None
    last: DayOfYear | None = None
    occurs: str = "in_period"
    min_days: int | None = None
    max_days: int | None = None
    since: str = ""
    event: str = ""
    until: str = ""
    on: date | None = None
    month: int | None = None
    counted: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who has a step: a role, and where it is held; or a body, or one person.

    `scope`: `in` = in the unit of the case itself, `over` = over that unit (from above), `everyone` = all people of the unit,
    `body` = the members of the council with the code `unit` (those of `role` only, when there is one), `person` = whoever signs
    in as `person`. With the first three `unit` names another place than the unit of the case. `decides` is false for those who
    only take part (staff who comment): they see the task but do not close it. `duty` makes a pair: `lead` decides, `supporting`
    takes part, and both are printed so.
    """

    role: str = ""
    scope: str = "in"
    label: str = ""
    decides: bool = True
    unit: str = ""
    person: str = ""
    duty: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One button of a step: where it leads, what it needs, what it sets off.

    `gates` are conditions that must hold (declared in `Procedure.gates` with the sentence that refuses); `effects` are deeds
    of the upper apps, by name. `back` marks a return; its reason is compulsory.
    """

    code: str
    label: str
    to: str
    back: bool = False
    reason_required: bool = False
    effects: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()
    primary: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step, with its number as people say it (“4a”); `kind` tells programs what sort of work it is."""

    code: str
    name: str
    short: str
    work: str
    kind: str
    responsible: tuple[Responsible, ...]
    time_limit: TimeLimit | None
    forms: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    who: str = ""

    @property
    def deciders(self) -> tuple[Responsible, ...]:
        """Those who may close the step."""
        return tuple(one for one in self.responsible if one.decides)

    @property
    def who_short(self) -> str:
        """Who has it, in the few words that fit the flow chart."""
        return self.who or next((one.label for one in self.responsible if one.label), "")

    def outcome(self, code: str) -> Outcome | None:
        """The outcome with that code, or None."""
        return next((one for one in self.outcomes if one.code == code), None)


@dataclass(frozen=True, slots=True)
class Flow:
    """One chain of steps of a procedure; the first step is where a case begins."""

    code: str
    title: str
    section: str
    level: str
    steps: tuple[Step, ...]

    @property
    def first(self) -> Step:
        return self.steps[0]

    def step(self, code: str) -> Step | None:
        """The step with that code, or None."""
        return next((one for one in self.steps if one.code == code), None)

    def edges(self) -> Iterator[tuple[Step, Outcome]]:
        """Every way out of every step, in the order of the paper."""
        for step in self.steps:
            for outcome in step.outcomes:
                yield step, outcome


@dataclass(frozen=True, slots=True)
class Reference:
    """A rule or standard that the procedure cites; `note` says what has become of it since."""

    code: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """An abbreviation or notion, with its meaning."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Role:
    """A role code of the access app with the name this procedure prints for it."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition by name, and the sentence that tells a person what is still to be done."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the procedure (BM.ĐBCL-04.01)."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """What is kept, where, and for how many years from the end of the year in which it was closed; `form` may be empty
    (minutes, a decision)."""

    form: str
    title: str
    places: tuple[str, ...]
    years: int


@dataclass(frozen=True, slots=True)
class Procedure:
    """A whole procedure in one of its issues. `effective_on` is the day it takes effect.

    `one_person_may` names the pairs of `ONE_PERSON` that a small school lets one person do.
    """

    code: str
    title: str
    issue_number: str
    effective_on: date
    purpose: str
    scope: str
    references: tuple[Reference, ...]
    terms: tuple[Term, ...]
    roles: tuple[Role, ...]
    gates: tuple[Gate, ...]
    forms: tuple[Form, ...]
    flows: tuple[Flow, ...]
    records: tuple[KeptRecord, ...]
    sources: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    one_person_may: tuple[str, ...] = ()

    def flow(self, code: str) -> Flow | None:
        """The flow with that code, or None."""
        return next((one for one in self.flows if one.code == code), None)

    def gate(self, code: str) -> Gate | None:
        """The gate with that code, or None."""
        return next((one for one in self.gates if one.code == code), None)

    def units(self) -> frozenset[str]:
        """The code of every unit that a step names."""
        return frozenset(one.unit for one in self._people() if one.unit)

    def persons(self) -> frozenset[str]:
        """The sign-in name of every person that a step names."""
        return frozenset(one.person for one in self._people() if one.person)

    def _people(self) -> Iterator[Responsible]:
        return (one for flow in self.flows for step in flow.steps for one in step.responsible)

    def effects(self) -> frozenset[str]:
        """Every effect that the procedure names."""
        return frozenset(name for flow in self.flows for _, outcome in flow.edges() for name in outcome.effects)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in a procedure. `step` is where (“unit/4a”, “forms”, “” for the whole); `message` says what to do. `key` is
    the part that it is about, where it is about one: what could not be read is not told again as missing."""

    step: str
    message: str
    key: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.step}: {self.message}" if self.step else self.message
