"""Installing a procedure: a YAML text becomes an immutable version of one institution, or a list of faults."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khue.engine.procedures import rules
from khue.engine.procedures.actions import effects, gates
from khue.engine.procedures.language import checks, loader, schema
from khue.engine.procedures.models import Procedure, ProcedureVersion
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import canonical, clock, errors, text
from khue.people.access.models import Role
from khue.people.accounts.models import Person
from khue.people.organisation.models import Unit


@transaction.atomic
def install_pack(*, institution: Unit, text: str, by: Any, at: datetime) -> ProcedureVersion:
    """The version that a pack's text describes, installed in an institution; the one already there if it is the same.

    Raises `loader.Faults` (422) for a text that cannot run here, `Conflict` when this issue exists with other content,
    `NotAllowed` for who may not.
    """
    rules.check_install(by, institution)
    procedure = loader.load(text)
    _refuse_faults(procedure, institution)
    return _write(institution, procedure, "installed", None, by, at)


def issue(
    *, institution: Unit, procedure: schema.Procedure, drafted_by_id: int | None, by: Any, at: datetime
) -> ProcedureVersion:
    """The version that a draft has become; who may is asked by `drafts.issue`. Raises as `install_pack` does."""
    loader.load_data(loader.to_data(procedure))
    _refuse_faults(procedure, institution)
    return _write(institution, procedure, "issued", drafted_by_id, by, at)


def _write(
    institution: Unit, procedure: schema.Procedure, verb: str, drafted_by_id: int | None, by: Any, at: datetime
) -> ProcedureVersion:
    trail.take_turn(institution.pk)
    data = loader.to_data(procedure)
    digest = canonical.content_hash(data)
    row = _procedure(institution, procedure)
    present = row.versions.filter(issue_number=procedure.issue_number).first()
    if present is not None:
        return _same(present, digest)
    version = ProcedureVersion.objects.create(
        institution=institution,
        procedure=row,
        issue_number=procedure.issue_number,
        effective_on=procedure.effective_on,
        definition=data,
        content_hash=digest,
        issued_at=at,
        issued_by=by,
        drafted_by_id=drafted_by_id,
    )
    trail.record(
        institution=institution.pk,
        verb=f"procedures.version.{verb}",
        by=by,
        at=at,
        thing=version,
        about=row,
        data={"code": procedure.code, "issue_number": procedure.issue_number, "content_hash": digest},
    )
    return version


def _procedure(institution: Unit, procedure: schema.Procedure) -> Procedure:
    """The row of the procedure, locked: two who install the same pack at once come one after the other."""
    made, _new = Procedure.objects.get_or_create(
        institution=institution, code=procedure.code, defaults={"title": procedure.title}
    )
    row = Procedure.objects.select_for_update().get(pk=made.pk)
    if row.title != procedure.title:
        row.title = procedure.title
        row.save(update_fields=["title"])
    return row


def _refuse_faults(procedure: schema.Procedure, institution: Unit) -> None:
    faults = faults_here(procedure, institution)
    if faults:
        raise loader.Faults(faults)


def faults_here(procedure: schema.Procedure, institution: Unit) -> list[schema.Fault]:
    """Roles, effects, gates, units and people that this program and this institution do not have, and what would go wrong with the
    things that the procedure is about."""
    roles = dict(Role.objects.filter(institution=institution).values_list("code", "reach"))
    units = set(Unit.objects.filter(institution=institution, code__in=procedure.units()).values_list("code", flat=True))
    people = set(
        Person.objects.filter(
            email__in=procedure.persons(), appointments__institution=institution, is_active=True
        ).values_list("email", flat=True)
    )
    gates_named = (gate.code for gate in procedure.gates)
    return [
        *checks.unknown((role.code for role in procedure.roles), roles, _("Vai trò “{}” chưa có ở đơn vị này.")),
        *checks.unknown(procedure.effects(), effects.names(), _("Phần mềm không có việc tự động “{}”.")),
        *checks.unknown(gates_named, gates.names(), _("Phần mềm không biết điều kiện “{}”.")),
        *checks.unknown(procedure.units(), units, _("Đơn vị, hội đồng có mã “{}” chưa có trong trường.")),
        *checks.unknown(procedure.persons(), people, _("Không có người đăng nhập bằng “{}” trong trường.")),
        *checks.misplaced(procedure, roles),
        *effects.faults(procedure),
    ]


def _same(present: ProcedureVersion, digest: str) -> ProcedureVersion:
    if present.content_hash != digest:
        raise errors.Conflict(
            "issue_exists",
            _("%(version)s đã được cài với nội dung khác. Hãy tăng số lần ban hành của bản mới.")
            % {"version": present},
        )
    return present


@transaction.atomic
def withdraw(*, procedure: Procedure, reason: str, by: Any, at: datetime) -> Procedure:
    """From today no new case begins by this procedure; those that run go on. Raises `NotAllowed`, `Invalid` (no reason)."""
    rules.check_move(by, procedure.institution)
    said = text.squash(reason)
    if not said:
        wanted = _("Hãy ghi lý do ngừng áp dụng.")
        raise errors.Invalid("reason_required", wanted, {"reason": [wanted]})
    return _set_withdrawn(procedure, clock.today(at), "withdrawn", by, at, reason=said)


@transaction.atomic
def restore(*, procedure: Procedure, by: Any, at: datetime) -> Procedure:
    """The procedure is used again. Raises `NotAllowed`."""
    rules.check_move(by, procedure.institution)
    return _set_withdrawn(procedure, None, "restored", by, at)


def _set_withdrawn(procedure: Procedure, on: date | None, verb: str, by: Any, at: datetime, **data: str) -> Procedure:
    trail.take_turn(procedure.institution_id)
    procedure.withdrawn_on = on
    procedure.save(update_fields=["withdrawn_on"])
    trail.record(
        institution=procedure.institution_id, verb=f"procedures.procedure.{verb}", by=by, at=at, thing=procedure,
        data={"code": procedure.code, **data},
    )  # fmt: skip
    return procedure
