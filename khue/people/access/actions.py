"""Roles are installed, given and taken. What a post or a charge brings is written here too, called by the hooks of organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock, errors
from khue.people.access import importing, queries, rules, terms
from khue.people.access.models import Grant, Role
from khue.people.accounts.models import Person
from khue.people.organisation.models import Absence, Appointment, Charge, Delegation, Unit


@transaction.atomic
def install_roles(
    *, institution: Unit, by: Any, at: datetime, pack: Path | Mapping[str, Any] | None = None
) -> list[Role]:
    """Writes the roles of a pack (default: `packs/roles.yaml`) for an institution; running it again changes only what differs."""
    trail.take_turn(institution.pk)
    rules.check_grant(by, institution)
    there = {role.code: role for role in Role.objects.filter(institution=institution)}
    roles, changed = [], []
    for told in importing.read_roles(pack):
        role = there.get(told.code) or Role(institution=institution, code=told.code)
        if role.pk is None or any(getattr(role, key) != value for key, value in told.facts.items()):
            for key, value in told.facts.items():
                setattr(role, key, value)
            role.save()
            changed.append(told.code)
        roles.append(role)
    if changed:
        trail.record(
            institution=institution.pk,
            verb="access.roles.installed",
            by=by,
            at=at,
            thing=institution,
            data={"roles": changed},
        )
    return roles


@transaction.atomic
def update_roles(*, at: datetime, pack: Path | Mapping[str, Any] | None = None) -> list[Role]:
    """Brings the roles of every institution up to a newer pack: roles that are new, permissions that came and went since the
    pack was last read. What an institution gave or took itself stays. Running it again changes nothing; returns what changed."""
    told = importing.read_roles(pack)
    changed = []
    for institution in Unit.objects.filter(pk__in=Role.objects.values("institution")).order_by("pk"):
        changed += _update(institution, told, at)
    return changed


def _update(institution: Unit, told: Iterable[importing.ToldRole], at: datetime) -> list[Role]:
    there = {role.code: role for role in Role.objects.filter(institution=institution)}
    changed, data = [], {}
    for one in told:
        role = there.get(one.code)
        if role is None:
            role = Role.objects.create(institution=institution, code=one.code, **one.facts)
            data[one.code] = {"added": [*one.permissions, *one.own_permissions], "removed": []}
        elif role.told != one.told:
            data[one.code] = _merge(role, one.told)
            role.save(update_fields=["permissions", "own_permissions", "told"])
        else:
            continue
        changed.append(role)
    if changed:
        words = ", ".join(role.name for role in changed)
        trail.record(
            institution=institution.pk, verb="access.roles.updated", by=None, at=at, thing=institution,
            data={"roles": words, "permissions": data},
        )  # fmt: skip
    return changed


def _merge(role: Role, told: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Three ways: the role as it stands, what the pack said before, what it says now."""
    added: list[str] = []
    removed: list[str] = []
    for field, now in told.items():
        before, mine = role.told.get(field, []), getattr(role, field)
        came = [one for one in now if one not in before and one not in mine]
        went = [one for one in mine if one in before and one not in now]
        setattr(role, field, [one for one in mine if one not in went] + came)
        added, removed = added + came, removed + went
    role.told = dict(told)
    return {"added": added, "removed": removed}


@transaction.atomic
def grant(
    *,
    person: Person,
    role: Role,
    unit: Unit,
    valid_from: date,
    by: Any,
    at: datetime,
    valid_to: date | None = None,
    upward: bool = False,
) -> Grant:
    """Gives a role over a unit and what hangs below it. `upward` lets it reach the institutions below (a Sở over its schools)."""
    trail.take_turn(unit.institution_id)
    rules.check_grant(by, unit, person)
    if upward:
        rules.check_upward(unit)
    if valid_to is not None and valid_to < valid_from:
        reason = _("Ngày kết thúc phải từ ngày bắt đầu trở đi.")
        raise errors.Invalid("dates", reason, {"valid_to": [reason]})
    if role.institution_id != unit.institution_id:
        raise errors.Conflict("grant.other_institution", _("Vai trò và đơn vị phải thuộc cùng một cơ sở."))
    if queries.direct_grant(person, role, unit, valid_from, valid_to) is not None:
        reason = _("%(person)s đã có vai trò “%(role)s” ở “%(unit)s” trong thời gian này.")
        names = {"person": person.full_name, "role": role.name, "unit": unit.name}
        raise errors.Conflict("grant.held", reason % names)
    never_held = queries.direct_grants(person, role, unit).filter(valid_from=valid_from).first()
    if never_held is not None:  # taken back before its first day was over, and now given again
        made = _reopen(never_held, valid_to, upward=upward)
    else:
        made = _write(person, role, unit, valid_from, valid_to, upward=upward)
    _tell(made, "access.granted", by, at)
    return made


@transaction.atomic
def revoke(*, grant: Grant, on: date, by: Any, at: datetime) -> Grant:
    """`on` is the last day the grant holds; the day before today takes it away at once."""
    trail.take_turn(grant.institution_id)
    rules.check_grant(by, grant.unit, grant.person)
    rules.check_revocable(grant)
    if grant.valid_to is not None and grant.valid_to <= on:
        raise errors.Conflict("grant.ended", _("Quyền này đã hết từ ngày %s.") % f"{grant.valid_to:%d/%m/%Y}")
    _end(grant, on)
    _tell(grant, "access.revoked", by, at)
    return grant


# ---- what posts and charges bring (hooks of organisation, see `apps`) ----


def on_appointment_made(*, appointment: Appointment, by: Any, at: datetime) -> None:
    """The role of the position, as far as the role reaches, and what it brings at home."""
    role = queries.role_of(appointment.institution_id, appointment.position.role)
    if role is None:
        return
    for brought, unit in _brought(role, appointment.unit):
        rules.check_not_for_oneself(by, appointment.person, brought, unit)
        made = _write(
            appointment.person, brought, unit, appointment.valid_from, appointment.valid_to, appointment=appointment
        )
        _tell(made, "access.granted", by, at)
        _lend_on(made, by, at)


def on_appointment_ended(*, appointment: Appointment, by: Any, at: datetime) -> None:
    _end_all(Grant.objects.filter(appointment=appointment), appointment.valid_to, by, at)


def on_charge_made(*, charge: Charge, by: Any, at: datetime) -> None:
    role = queries.role_of(charge.institution_id, terms.VICE_RECTOR)
    if role is not None:
        rules.check_not_for_oneself(by, charge.person, role, charge.unit)
        made = _write(charge.person, role, charge.unit, charge.valid_from, charge.valid_to, charge=charge)
        _tell(made, "access.granted", by, at)
        _lend_on(made, by, at)


def on_charge_ended(*, charge: Charge, by: Any, at: datetime) -> None:
    _end_all(Grant.objects.filter(charge=charge), charge.valid_to, by, at)


# ---- what is lent for a while ----


def on_delegation_made(*, delegation: Delegation, by: Any, at: datetime) -> None:
    """What of the giver's post was named in the paper, over its unit; a paper that would give nothing is refused."""
    wanted = frozenset(delegation.permissions)
    given: set[str] = set()
    for grant in queries.lendable(delegation.appointment, delegation.unit):
        carried = queries.carried(grant, delegation.unit) & wanted
        if not carried:
            continue
        rules.check_lends(by, delegation.appointment.person, delegation.person, grant)
        made = _lend(grant, delegation.person, delegation.unit, delegation, only=sorted(carried), delegation=delegation)
        given |= carried if made is not None else set()
        if made is not None:
            _tell(made, "access.granted", by, at)
    if missing := wanted - given:
        names = ", ".join(str(terms.PERMISSIONS.get(code, code)).lower() for code in sorted(missing))
        reason = _("Chức vụ của người giao không có việc này ở “%(unit)s”: %(names)s.")
        said = reason % {"unit": delegation.unit.name, "names": names}
        raise errors.Invalid("delegation.permissions", said, {"permissions": [said]})
    if not given:
        said = _("Hãy chọn ít nhất một việc được giao.")
        raise errors.Invalid("delegation.permissions", said, {"permissions": [said]})


def on_delegation_ended(*, delegation: Delegation, by: Any, at: datetime) -> None:
    _end_all(Grant.objects.filter(delegation=delegation), delegation.valid_to, by, at)


def on_absence_made(*, absence: Absence, by: Any, at: datetime) -> None:
    """Everything the posts and charges of the one who is away bring, except running the institution's accounts and grants."""
    for grant in queries.own_grants(absence.person, absence.institution_id):
        _lend_during(absence, grant, by, at)


def _lend_on(grant: Grant, by: Any, at: datetime) -> None:
    """What somebody is given while they are away (or before they leave) reaches whoever stands in for them."""
    rows = Absence.objects.filter(
        institution_id=grant.institution_id, person_id=grant.person_id, valid_to__gte=clock.today(at)
    )
    for absence in rows.select_related("person", "substitute"):
        _lend_during(absence, grant, by, at)


def _lend_during(absence: Absence, grant: Grant, by: Any, at: datetime) -> None:
    if terms.NEVER_LENT & {*grant.role.permissions, *grant.role.own_permissions} or grant.role.code == terms.STAFF:
        return
    rules.check_lends(by, absence.person, absence.substitute, grant)
    made = _lend(grant, absence.substitute, grant.unit, absence, absence=absence)
    if made is not None:
        _tell(made, "access.granted", by, at)


def on_absence_ended(*, absence: Absence, by: Any, at: datetime) -> None:
    _end_all(Grant.objects.filter(absence=absence), absence.valid_to, by, at)


def _lend(
    grant: Grant,
    person: Person,
    unit: Unit,
    within: Delegation | Absence,
    *,
    only: list[str] | None = None,
    **source: Any,
) -> Grant | None:
    """A grant of somebody's, handed to another person inside both their dates; None when the two never meet."""
    first = max(grant.valid_from, within.valid_from)
    last = within.valid_to if grant.valid_to is None else min(grant.valid_to, within.valid_to)
    if last < first:
        return None
    return _write(person, grant.role, unit, first, last, origin=grant, only=only, **source)


def on_unit_closed(*, unit: Unit, on: date, by: Any, at: datetime) -> None:
    """Grants given by hand over a unit end with it."""
    rows = Grant.objects.filter(unit=unit, appointment__isnull=True, charge__isnull=True)
    _end_all(rows, on, by, at)


def _brought(role: Role, unit: Unit) -> list[tuple[Role, Unit]]:
    """The role over what it reaches, and its home role over the post's own room (a post of the whole institution has no room)."""
    brought = []
    if role.reach != terms.CHARGE:
        brought.append((role, unit.institution or unit if role.reach == terms.INSTITUTION else unit))
    home = queries.role_of(unit.institution_id, role.home_role)
    if home is not None and not unit.is_institution:
        brought.append((home, unit))
    return brought


def _write(
    person: Person,
    role: Role,
    unit: Unit,
    valid_from: date,
    valid_to: date | None,
    *,
    upward: bool = False,
    **source: Any,
) -> Grant:
    made = Grant.objects.create(
        institution_id=unit.owner_id,
        person=person,
        role=role,
        unit=unit,
        upward=upward,
        valid_from=valid_from,
        valid_to=valid_to,
        **source,
    )
    _forget(person)
    return made


def _reopen(grant: Grant, valid_to: date | None, *, upward: bool) -> Grant:
    grant.valid_to, grant.upward = valid_to, upward
    grant.save(update_fields=["valid_to", "upward"])
    _forget(grant.person)
    return grant


def _end(grant: Grant, on: date | None) -> None:
    grant.valid_to = on
    grant.save(update_fields=["valid_to"])
    _forget(grant.person)
    for lent in grant.lent.select_related("person"):
        if on is not None and (lent.valid_to is None or lent.valid_to > on):
            _end(lent, on)


def _end_all(rows: Any, on: date | None, by: Any, at: datetime) -> None:
    for held in rows.select_related("person", "role", "unit"):
        if on is not None and (held.valid_to is None or held.valid_to > on):
            _end(held, on)
            _tell(held, "access.revoked", by, at)


def _forget(person: Person) -> None:
    """The person in hand asks anew; others load theirs with the next request."""
    person.__dict__.pop("_grants", None)


def _tell(grant: Grant, verb: str, by: Any, at: datetime) -> None:
    data = {
        "role": grant.role.name,
        "unit": grant.unit.name,
        "person": grant.person.full_name,
        "from": grant.valid_from,
        "to": grant.valid_to,
    }
    trail.record(institution=grant.institution_id, verb=verb, by=by, at=at, thing=grant, about=grant.person, data=data)
