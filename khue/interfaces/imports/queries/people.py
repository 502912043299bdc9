"""Staged workbooks of units and people: whose they are, what is there to compare with, the page of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from khue.foundation.kernel import errors
from khue.interfaces.imports import terms
from khue.interfaces.imports.importing.people import Sheets
from khue.interfaces.imports.importing.people_changes import Snapshot
from khue.interfaces.imports.models import StagedPeople
from khue.people.access import queries as access
from khue.people.accounts.models import Person
from khue.people.organisation import queries as organisation
from khue.people.organisation.models import Appointment, Unit


def institutions(person: Any) -> list[Unit]:
    """Where the person may bring units and people in: whole institutions only."""
    homes = access.homes_of(person)
    return [institution for institution in homes if person.has_perm("imports.import_people", institution)]


def visible_to(person: Any) -> QuerySet[StagedPeople]:
    rows = StagedPeople.objects.filter(institution__in=[unit.pk for unit in institutions(person)])
    return rows.select_related("institution", "staged_by")


def waiting(person: Any) -> list[StagedPeople]:
    """Files that wait for confirmation, newest first; their rows are not loaded."""
    rows = visible_to(person).filter(state=terms.STAGED).defer("rows", "changes")
    return list(rows.order_by("-staged_at")[:20])


def staged_for(person: Any, public_id: str, *, lock: bool = False) -> StagedPeople:
    """One staged workbook, or `NotFound`. `lock` inside a transaction only."""
    rows = visible_to(person).filter(public_id=public_id)
    staged = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if staged is None:
        raise errors.NotFound("staged_people", "Không tìm thấy tệp này. Có thể tệp thuộc cơ sở khác.")
    return staged


def snapshot(institution: Unit, sheets: Sheets, on: date) -> Snapshot:
    """What is there now, in four statements, however many rows the file has."""
    posts: dict[str, list[Appointment]] = {}
    rows = Appointment.objects.filter(institution=institution).select_related("person")
    for post in rows.order_by("valid_from"):
        posts.setdefault(post.person.email, []).append(post)
    wanted = {row["email"].lower() for row in sheets.people}
    people = {kept[0].person.email: kept[0].person for kept in posts.values() if kept[0].person.email in wanted}
    people |= {person.email: person for person in _elsewhere(wanted - people.keys())}
    return Snapshot(
        institution=institution,
        units=tuple(Unit.objects.filter(institution=institution).select_related("parent").order_by("path")),
        positions=tuple(organisation.positions(institution)),
        people=people,
        posts={email: tuple(kept) for email, kept in posts.items()},
        on=on,
    )


def _elsewhere(emails: set[str]) -> list[Person]:
    """People with an account but no post here; asked in one statement by their addresses, in portions a database can take."""
    wanted = sorted(emails)
    found: list[Person] = []
    for start in range(0, len(wanted), 500):
        found += Person.objects.filter(email__in=wanted[start : start + 500])
    return found


@dataclass(frozen=True)
class Preview:
    """The page of a staged workbook: what would change, counted and listed, and what is wrong."""

    staged: StagedPeople
    changes: list[dict[str, Any]]
    counts: dict[str, int]
    faults: list[dict[str, Any]]
    newcomers: int

    @property
    def is_clean(self) -> bool:
        return not self.faults

    @property
    def is_idle(self) -> bool:
        """Nothing in it would change anything."""
        return not self.changes


def preview(staged: StagedPeople) -> Preview:
    counts = {kind: 0 for kind, _label in terms.CHANGES}
    for change in staged.changes:
        counts[change["kind"]] += 1
    shown = [change for change in staged.changes if change["kind"] != terms.UNCHANGED]
    newcomers = sum(deed["do"] == "add_person" for change in shown for deed in change["deeds"])
    return Preview(staged, shown, counts, staged.faults, newcomers)
