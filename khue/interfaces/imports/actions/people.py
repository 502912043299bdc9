"""A workbook of units and people: staged, compared, confirmed through the same deeds as the screens, all or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django.db import transaction

from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock, errors
from khue.interfaces.imports import rules, terms
from khue.interfaces.imports.importing import people as reading
from khue.interfaces.imports.importing import people_changes
from khue.interfaces.imports.models import StagedPeople
from khue.interfaces.imports.queries import people as queries
from khue.people.accounts import actions as accounts
from khue.people.accounts.models import Person
from khue.people.organisation import actions as organisation
from khue.people.organisation.models import Appointment, Position, Unit

ORDER = ("add_unit", "change_unit", "move_unit", "add_person", "change_person", "end_post", "appoint", "close_unit")
"""Units before the people in them, ends before new beginnings, closings last."""


def stage(*, institution: Unit, name: str, content: bytes, by: Any, at: datetime) -> StagedPeople:
    """Reads a workbook and keeps what confirming it would do. `Unreadable`, `TooLarge`, `Invalid` say why it cannot be read."""
    rules.check_people(by, institution)
    name = PurePath(name.replace("\\", "/")).name[:180] or "tep.xlsx"
    sheets = reading.read(content, name)
    if not sheets.units and not sheets.people and not sheets.faults:
        raise errors.Invalid("people_empty", "Tệp chưa có dòng nào. Hãy điền vào mẫu, dưới dòng tiêu đề, rồi gửi lại.")
    staged = StagedPeople(
        institution=institution,
        file_name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        rows=sheets.to_json() | {"faults": [asdict(fault) for fault in sheets.faults]},
        staged_at=at,
        staged_by=by,
    )
    with transaction.atomic():
        _compare(staged, at)
        staged.save()
        _tell(staged, "imports.people.staged", by, at, changes=len(staged.changes), faults=len(staged.faults))
    return staged


def confirm(*, staged: StagedPeople, by: Any, at: datetime, invite: bool = False, origin: str = "") -> StagedPeople:
    """Does every deed of the workbook, or none. `invite` sends newcomers the letter to set a password.

    Refuses when the workbook has faults, and when somebody changed the organisation after it was compared (then it is
    compared anew, to be looked at again).
    """
    with transaction.atomic():
        trail.take_turn(staged.institution_id)
        fresh = queries.staged_for(by, staged.public_id, lock=True)
        _check_open(fresh)
        rules.check_confirm_people(by, fresh.institution)
        seen = fresh.changes
        _compare(fresh, at)
        if fresh.faults:
            raise errors.Conflict("people_faults", "Tệp còn lỗi nên chưa lưu gì. Hãy sửa trong Excel rồi gửi lại.")
        if fresh.changes != seen:
            raise errors.Conflict(
                "people_stale", "Tổ chức vừa được sửa ở nơi khác. Hãy bấm “So lại” để xem lại các thay đổi."
            )
        _Deeds(fresh.institution, by, at, invite, origin).do_all(fresh.changes)
        fresh.state, fresh.closed_at = terms.CONFIRMED, at
        fresh.save()
        _tell(fresh, "imports.people.confirmed", by, at, changes=len(fresh.changes))
    return fresh


@transaction.atomic
def compare_again(*, staged: StagedPeople, by: Any, at: datetime) -> StagedPeople:
    """Compares a waiting workbook with what is there now."""
    trail.take_turn(staged.institution_id)
    fresh = queries.staged_for(by, staged.public_id, lock=True)
    _check_open(fresh)
    _compare(fresh, at)
    fresh.save()
    _tell(fresh, "imports.people.compared", by, at, changes=len(fresh.changes), faults=len(fresh.faults))
    return fresh


@transaction.atomic
def discard(*, staged: StagedPeople, by: Any, at: datetime) -> StagedPeople:
    """Does not take this workbook. It stays on record, nothing of it is saved elsewhere."""
    trail.take_turn(staged.institution_id)
    fresh = queries.staged_for(by, staged.public_id, lock=True)
    _check_open(fresh)
    fresh.state, fresh.closed_at = terms.DISCARDED, at
    fresh.save()
    _tell(fresh, "imports.people.discarded", by, at)
    return fresh


def _compare(staged: StagedPeople, at: datetime) -> None:
    told = reading.Sheets.from_json(staged.rows)
    told = reading.Sheets(told.units, told.people, tuple(reading.Fault(**fault) for fault in staged.rows["faults"]))
    snapshot = queries.snapshot(staged.institution, told, clock.today(at))
    found = people_changes.compare(told, snapshot)
    staged.changes = [change.to_json() for change in found.changes]
    staged.faults = sorted((asdict(fault) for fault in found.faults), key=lambda one: (one["sheet"], one["row"]))


class _Deeds:
    """The deeds of one workbook, with the units, positions and people they name by code and address."""

    def __init__(self, institution: Unit, by: Any, at: datetime, invite: bool, origin: str) -> None:
        self.institution, self.by, self.at, self.origin = institution, by, at, origin
        self.inviting = invite
        self.units = {unit.code: unit for unit in Unit.objects.filter(institution=institution)}
        self.positions = {one.code: one for one in Position.objects.filter(institution=institution)}
        self.people: dict[str, Person] = {}

    def do_all(self, changes: list[dict[str, Any]]) -> None:
        """Kind by kind in ORDER; a refusal names the row and undoes everything."""
        deeds = [(deed, change) for change in changes for deed in change["deeds"]]
        for deed, change in self._parents_first(sorted(deeds, key=lambda pair: ORDER.index(pair[0]["do"]))):
            try:
                self._doer(deed["do"])({key: value for key, value in deed.items() if key != "do"})
            except errors.Refused as refusal:
                where = f"Tờ {change['sheet']}, dòng {change['row']}: "
                raise errors.Conflict("people_row", f"{where}{refusal.message} Chưa lưu gì.") from refusal

    def _doer(self, name: str) -> Callable[[dict[str, Any]], None]:
        return {
            "add_unit": self._add_unit,
            "change_unit": self._change_unit,
            "move_unit": self._move_unit,
            "close_unit": self._close_unit,
            "add_person": self._add_person,
            "change_person": self._change_person,
            "end_post": self._end_post,
            "appoint": self._appoint,
        }[name]

    def _parents_first(self, deeds: list[Any]) -> list[Any]:
        """New units in such an order that each one's parent is there; closings from the leaves up come as the file has them."""
        ready, waiting = set(self.units), [pair for pair in deeds if pair[0]["do"] == "add_unit"]
        ordered: list[Any] = []
        while waiting:
            now = [pair for pair in waiting if pair[0]["parent"] in ready] or waiting[:1]
            ordered += now
            ready |= {pair[0]["code"] for pair in now}
            waiting = [pair for pair in waiting if pair not in now]
        return ordered + [pair for pair in deeds if pair[0]["do"] != "add_unit"]

    def _add_unit(self, facts: dict[str, Any]) -> None:
        facts = {**facts, "parent": self.units[facts["parent"]], "valid_from": _day(facts["valid_from"])}
        self.units[facts["code"]] = organisation.add_unit(by=self.by, at=self.at, **facts)

    def _change_unit(self, facts: dict[str, Any]) -> None:
        organisation.change_unit(unit=self.units[facts["code"]], by=self.by, at=self.at, **facts["facts"])

    def _move_unit(self, facts: dict[str, Any]) -> None:
        unit = Unit.objects.get(pk=self.units[facts["code"]].pk)  # its path may have moved with its parent
        parent = Unit.objects.get(pk=self.units[facts["parent"]].pk)
        organisation.move_unit(unit=unit, parent=parent, by=self.by, at=self.at)

    def _close_unit(self, facts: dict[str, Any]) -> None:
        unit = Unit.objects.get(pk=self.units[facts["code"]].pk)
        organisation.close_unit(unit=unit, on=_day(facts["on"]), by=self.by, at=self.at)

    def _add_person(self, facts: dict[str, Any]) -> None:
        person = accounts.add_person(
            institution=self.institution, email=facts["email"], by=self.by, at=self.at, **facts["facts"]
        )
        self.people[facts["email"]] = person

    def _change_person(self, facts: dict[str, Any]) -> None:
        person = self._person(facts["email"])
        accounts.change_person(person=person, institution=self.institution, by=self.by, at=self.at, **facts["facts"])

    def _appoint(self, facts: dict[str, Any]) -> None:
        person, is_new = self._person(facts["email"]), facts["email"] in self.people
        organisation.appoint(
            person=person,
            position=self.positions[facts["position"]],
            unit=self.units[facts["unit"]],
            valid_from=_day(facts["valid_from"]),
            valid_to=_day(facts["valid_to"]) if facts["valid_to"] else None,
            decision_number=facts["decision_number"],
            by=self.by,
            at=self.at,
        )
        if is_new and self.inviting and person.invited_at is None:
            facts = {"institution": self.institution, "origin": self.origin}
            accounts.invite(person=person, by=self.by, at=self.at, **facts)

    def _end_post(self, facts: dict[str, Any]) -> None:
        posts = Appointment.objects.filter(
            person=self._person(facts["email"]), position__code=facts["position"], unit=self.units[facts["unit"]]
        )
        latest = posts.select_related("person", "position", "unit").latest("valid_from")
        organisation.end_appointment(appointment=latest, on=_day(facts["on"]), by=self.by, at=self.at)

    def _person(self, email: str) -> Person:
        return self.people.get(email) or Person.objects.get(email=email)


def _day(told: str) -> date:
    return date.fromisoformat(told)


def _check_open(staged: StagedPeople) -> None:
    if staged.state != terms.STAGED:
        said = "đã được xác nhận" if staged.state == terms.CONFIRMED else "đã bị bỏ"
        raise errors.Conflict("staged_closed", f"Tệp “{staged.file_name}” {said}.")


def _tell(staged: StagedPeople, verb: str, by: Any, at: datetime, **data: Any) -> None:
    data = {"file": staged.file_name, "sha256": staged.sha256, **data}
    trail.record(
        institution=staged.institution_id, verb=verb, by=by, at=at, thing=staged, about=staged.institution, data=data
    )
