"""Whom the words of a plan mean: units and people of one institution, looked up in memory after two queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from khue.foundation.kernel import text
from khue.foundation.reading.unit_names import UnitNames
from khue.people.organisation.models import Appointment, Unit

HONORIFICS = (
    "thay ",
    "co ",
    "ong ",
    "ba ",
    "anh ",
    "chi ",
    "dong chi ",
    "d/c ",
    "dc ",
    "ts. ",
    "ths. ",
    "ks. ",
    "ts ",
    "ths ",
)
PUNCTUATION = str.maketrans({".": " ", ",": " ", "-": " ", "&": " ", "–": " "})


@dataclass(frozen=True)
class Meant:
    """A possible meaning: a unit or a person, and how to call it on a button."""

    label: str
    unit_id: int | None = None
    person_id: int | None = None


@dataclass
class Directory:
    """Folded words → meanings. `whole` holds full names, `given` the last name alone ("cô Diệp")."""

    whole: dict[str, list[Meant]] = field(default_factory=lambda: defaultdict(list))
    given: dict[str, list[Meant]] = field(default_factory=lambda: defaultdict(list))
    units: UnitNames[Meant] = field(default_factory=lambda: UnitNames(()))
    """The units once more, for abbreviations that nobody wrote down (“P. Đào tạo”, “TT KT&ĐBCL”)."""

    def meanings(self, words: str) -> list[Meant]:
        """Every meaning of the words; one is certain, several need a person, none is a role or an outsider."""
        key = plain(words)
        if found := self.whole.get(key):
            return _unique(found)
        folded = text.fold(words) + " "
        for honorific in HONORIFICS:
            if folded.startswith(honorific):
                rest = plain(folded[len(honorific) :])
                return _unique(self.whole.get(rest) or self.given.get(rest) or [])
        return list(self.units.match(words).keys)

    def is_person_like(self, words: str) -> bool:
        """Written as one speaks of a person ("cô Diệp"), so that a missing meaning is worth a question."""
        return (text.fold(words) + " ").startswith(HONORIFICS)


def plain(words: str) -> str:
    """Folded and without the signs that abbreviations are written with: "P.ĐT" and "P. ĐT" are the same."""
    return " ".join(text.fold(words).translate(PUNCTUATION).split())


def load(institution_id: int, on: date) -> Directory:
    """Units and people of the institution on a day. Two queries whatever the size of a plan."""
    directory = Directory()
    open_then = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    names: list[tuple[Meant, list[str]]] = []
    for unit in Unit.objects.filter(open_then, institution_id=institution_id):
        meant = Meant(unit.name, unit_id=unit.pk)
        names.append((meant, [unit.name, unit.short_name, *unit.aliases]))
        for name in {unit.name, unit.short_name, *unit.aliases} - {""}:
            directory.whole[plain(name)].append(meant)
    directory.units = UnitNames(names)
    held = Appointment.objects.filter(open_then, institution_id=institution_id, person__is_active=True)
    for appointment in held.select_related("person", "unit"):
        _add_person(directory, appointment)
    return directory


def _add_person(directory: Directory, appointment: Any) -> None:
    person = appointment.person
    meant = Meant(f"{person.full_name}, {appointment.unit.name}", person_id=person.pk)
    directory.whole[plain(person.full_name)].append(meant)
    directory.given[plain(person.get_short_name())].append(meant)


def _unique(found: list[Meant]) -> list[Meant]:
    seen: dict[tuple[int | None, int | None], Meant] = {}
    for meant in found:
        seen.setdefault((meant.unit_id, meant.person_id), meant)
    return list(seen.values())
