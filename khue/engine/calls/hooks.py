"""What a kind of call asks of a unit, told by the app that owns the answer; it registers itself in `apps.ready()`.

The engine sends the notice, keeps the deadline and reminds. What opens in the unit, how far it is and who holds it is known above.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.utils.translation import gettext as _

from khue.engine.calls.models import Call
from khue.engine.records import documents
from khue.foundation.kernel import errors
from khue.people.accounts.models import Person
from khue.people.organisation.models import Period, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How one unit stands, as its app tells it. `steps` are dots for the track; `due_on` is the day of the present step, if set.

    `deed` is the label of what whoever looks may do now at `href_of_deed`, "" when it is not their turn.
    """

    stage: str
    state: str
    kind: str
    steps: Sequence[Mapping[str, str]] = ()
    step: str = ""
    holder: str = ""
    holder_note: str = ""
    due_on: date | None = None
    answered_on: date | None = None
    answer: str = ""
    returns: int = 0
    href: str = ""
    deed: str = ""
    href_of_deed: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """All units of a call that a person may see, by id; what units need to begin with, and where whoever follows looks besides:
    both as label and address."""

    progress: Mapping[int, Progress]
    sources: Sequence[tuple[str, str]] = ()
    beside: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """What the form of a new call begins with."""

    title: str
    text: str
    form_code: str = ""


class Kind(Protocol):
    """One kind of call."""

    code: str
    label: Any

    def opening(self, period: Period) -> Opening:
        """The words to begin with."""
        ...

    def units(self, period: Period) -> Sequence[Unit]:
        """Everybody who is expected to answer in that period, in the order of the tree. One statement."""
        ...

    def forms(self, institution: Unit, on: date) -> Sequence[tuple[str, str]]:
        """Code and title of the forms that may be the template."""
        ...

    def begin(self, call: Call, units: Sequence[Unit], *, by: Any, at: datetime) -> None:
        """Open in each unit what is asked for, or join what it has begun already. Inside the transaction of the deed."""
        ...

    def set_deadline(self, call: Call, ends: Mapping[int, date], *, by: Any, at: datetime) -> None:
        """The deadline of these units (by id) is another day now."""
        ...

    def survey(self, person: Any, call: Call, on: date) -> Survey:
        """How each unit stands that the person may see. One statement; a unit without anything may be left out."""
        ...

    def holders(self, call: Call, units: Collection[int], *, at: datetime) -> Mapping[int, list[Person]]:
        """Whom to remind, by unit. A bounded number of statements."""
        ...

    def bases(self, call: Call) -> Sequence[str]:
        """“Căn cứ Quyết định số …” that the notice rests on."""
        ...

    def template(self, call: Call, unit: Unit | None = None) -> documents.AdministrativeDocument:
        """The empty form to fill in, or to print as the annex of the notice."""
        ...


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known under its code."""
    _kinds[kind.code] = kind


def kinds() -> tuple[Kind, ...]:
    """All that are known, in the order of registration."""
    return tuple(_kinds.values())


def kind(code: str) -> Kind:
    """Raises `NotFound`."""
    found = _kinds.get(code)
    if found is None:
        raise errors.NotFound("no_kind", _("Không có loại đợt này."))
    return found
