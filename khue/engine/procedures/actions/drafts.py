"""Writing the next issue of a procedure: start, save, submit, return, cancel, and the approval that issues it.

Who wrote a draft never approves it. Drafts save with any number of faults; submitting and issuing demand none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from khue.engine.procedures import queries, rules, terms
from khue.engine.procedures.actions import effects, gates, versions
from khue.engine.procedures.language import drafting, loader, schema, walking
from khue.engine.procedures.models import ProcedureDraft, ProcedureVersion
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock, errors, text
from khue.people.organisation.models import Unit


@transaction.atomic
def start(
    *,
    institution: Unit,
    by: Any,
    at: datetime,
    based_on: ProcedureVersion | None = None,
    code: str = "",
    title: str = "",
) -> ProcedureDraft:
    """A draft from an issue, or of a new procedure. Raises `Conflict` when one is being written already."""
    trail.take_turn(institution.pk)
    rules.check_edit(by, institution)
    if based_on is not None:
        present = based_on.read()
        begun = replace(present, issue_number=drafting.next_issue(present.issue_number), effective_on=date.min)
    else:
        begun = drafting.new(text.squash(code), text.squash(title))
        _check_new(institution, begun)
    draft = ProcedureDraft(
        institution=institution, code=begun.code, title=begun.title, based_on=based_on, data=loader.to_data(begun),
        authors=[], created_at=at, updated_at=at, updated_by=by,
    )  # fmt: skip
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:
        said = _("%(code)s đang có bản soạn dở. Hãy mở bản đó.") % {"code": begun.code}
        raise errors.Conflict("draft_open", said) from None
    _note(draft, "started", by, at, issue_number=begun.issue_number)
    return draft


def _check_new(institution: Unit, begun: schema.Procedure) -> None:
    if not begun.code or not begun.title:
        raise errors.Invalid("new_procedure", _("Hãy ghi mã số và tên quy trình."))
    if ProcedureVersion.objects.filter(institution=institution, procedure__code=begun.code).exists():
        said = _("Đã có quy trình mang mã này. Hãy soạn lần ban hành mới của quy trình đó.")
        raise errors.Invalid("code_taken", said, {"code": [said]})


def _check_renamed(draft: ProcedureDraft, procedure: schema.Procedure) -> None:
    """Another code is that of no other procedure, issued or being written."""
    _check_new(draft.institution, procedure)
    others = ProcedureDraft.objects.filter(institution_id=draft.institution_id, code=procedure.code)
    if others.filter(state__in=terms.DRAFT_OPEN).exclude(pk=draft.pk).exists():
        said = _("%(code)s đang có bản soạn khác. Hãy mở bản đó.") % {"code": procedure.code}
        raise errors.Invalid("code_taken", said, {"code": [said]})


@transaction.atomic
def save(
    *, draft: ProcedureDraft, procedure: schema.Procedure, revision: int, what: str, by: Any, at: datetime
) -> ProcedureDraft:
    """What is written, faults and all. `revision` is the one that was shown; raises `Conflict` when somebody saved since, `Invalid`
    for a code that another procedure has."""
    rules.check_edit(by, draft.institution)
    if draft.based_on is not None:
        procedure = replace(procedure, code=draft.code)
    elif procedure.code != draft.code:
        _check_renamed(draft, procedure)
    procedure = drafting.with_gates(procedure, [(one.code, str(one.label)) for one in gates.known()])
    authors = sorted({*draft.authors, by.pk})
    data = loader.to_data(procedure)
    _claim(draft, revision, at, by, data=data, code=procedure.code, title=procedure.title, authors=authors)
    _note(draft, "changed", by, at, what=what)
    return draft


@transaction.atomic
def submit(*, draft: ProcedureDraft, revision: int, by: Any, at: datetime) -> ProcedureDraft:
    """Trình phê duyệt. Raises `loader.Faults` while anything is wrong."""
    rules.check_edit(by, draft.institution)
    faults = faults_of(draft)
    if faults:
        raise loader.Faults(faults)
    authors = draft.authors or [by.pk]
    _claim(draft, revision, at, by, state=terms.SUBMITTED, submitted_by=by, submitted_at=at, authors=authors, note="")
    _note(draft, "submitted", by, at, issue_number=draft.read().issue_number)
    return draft


@transaction.atomic
def send_back(*, draft: ProcedureDraft, revision: int, reason: str, by: Any, at: datetime) -> ProcedureDraft:
    """Trả lại người soạn, with the reason."""
    rules.check_approve(by, draft)
    said = _reason(reason)
    _claim(draft, revision, at, None, was=terms.SUBMITTED, state=terms.DRAFT, note=said)
    _note(draft, "returned", by, at, reason=said)
    return draft


@transaction.atomic
def cancel(*, draft: ProcedureDraft, revision: int, reason: str, by: Any, at: datetime) -> ProcedureDraft:
    """The draft is given up; it stays readable in the journal only."""
    rules.check_edit(by, draft.institution)
    said = _reason(reason)
    _claim(draft, revision, at, by, state=terms.CANCELLED, note=said)
    _note(draft, "cancelled", by, at, reason=said)
    return draft


@transaction.atomic
def issue(*, draft: ProcedureDraft, revision: int, effective_on: date, by: Any, at: datetime) -> ProcedureVersion:
    """Phê duyệt và ban hành: the draft becomes an immutable version in force from `effective_on`; running cases stay on theirs.

    Raises `NotAllowed` (an author), `loader.Faults`, `Invalid` (a day in the past), `Conflict` (stale, issue number taken).
    """
    rules.check_approve(by, draft)
    if effective_on < clock.today(at):
        said = _("Ngày có hiệu lực không được trước ngày ban hành.")
        raise errors.Invalid("effective_on", said, {"effective_on": [said]})
    procedure = replace(draft.read(), effective_on=effective_on)
    _claim(draft, revision, at, None, was=terms.SUBMITTED, state=terms.ISSUED, data=loader.to_data(procedure))
    version = versions.issue(
        institution=draft.institution, procedure=procedure, drafted_by_id=draft.submitted_by_id, by=by, at=at
    )
    ProcedureDraft.objects.filter(pk=draft.pk).update(version=version)
    return version


def faults_of(draft: ProcedureDraft) -> list[schema.Fault]:
    """Everything that keeps the draft from being issued here; the day it takes effect is set when it is approved."""
    procedure, faults = loader.judge({**draft.data, "effective_on": "2000-01-01"})
    taken = ProcedureVersion.objects.filter(
        institution_id=draft.institution_id, procedure__code=procedure.code, issue_number=procedure.issue_number
    )
    if taken.exists():
        said = _("Lần ban hành %(n)s đã có. Hãy ghi số lớn hơn.") % {"n": procedure.issue_number}
        faults.append(schema.Fault("", said))
    return [*faults, *versions.faults_here(procedure, draft.institution)]


def remarks_of(draft: ProcedureDraft, procedure: schema.Procedure, on: date) -> list[schema.Fault]:
    """What should be looked at before it is issued: flows that begin nothing, and other procedures that begin the same."""
    found = effects.remarks(procedure)
    for life in effects.known_lives():
        mine = {flow.level: flow for flow in procedure.flows if walking.issues(flow, life)}
        for version in queries.versions_in_force(draft.institution, on) if mine else ():
            if version.procedure.code == draft.code:
                continue
            for level in sorted(
                {flow.level for flow in version.read().flows if walking.issues(flow, life)} & set(mine)
            ):
                said = _(
                    "%(code)s đang có hiệu lực cũng ban hành %(thing)s cấp này. Ban hành xong phải ngừng áp dụng một trong hai, "
                    "nếu không thì không mở được %(thing)s mới."
                ) % {"code": version.procedure.code, "thing": life.thing}
                found.append(schema.Fault(mine[level].code, said))
    return found


def _claim(draft: ProcedureDraft, revision: int, at: datetime, by: Any, was: str = terms.DRAFT, **changes: Any) -> None:
    """Compare and swap on the revision that was shown."""
    trail.take_turn(draft.institution_id)
    told: Mapping[str, Any] = {**changes, "updated_at": at} | ({"updated_by": by} if by is not None else {})
    rows = ProcedureDraft.objects.filter(pk=draft.pk, revision=revision, state=was)
    if not rows.update(revision=F("revision") + 1, **told):
        raise _stale(draft)
    draft.refresh_from_db()


def _stale(draft: ProcedureDraft) -> errors.Conflict:
    now = ProcedureDraft.objects.select_related("updated_by").get(pk=draft.pk)
    who = now.updated_by.display_name if now.updated_by else _("Người khác")
    when = timezone.localtime(now.updated_at, clock.LOCAL).strftime("%H:%M %d/%m/%Y")
    said = _("%(who)s đã lưu bản soạn này lúc %(when)s, sau khi thầy, cô mở trang. Hãy mở lại trang rồi sửa tiếp.")
    return errors.Conflict("stale", said % {"who": who, "when": when})


def _reason(reason: str) -> str:
    said = text.squash(reason)
    if not said:
        wanted = _("Hãy ghi lý do.")
        raise errors.Invalid("reason_required", wanted, {"reason": [wanted]})
    return said


def _note(draft: ProcedureDraft, verb: str, by: Any, at: datetime, **data: Any) -> None:
    trail.record(
        institution=draft.institution_id, verb=f"procedures.draft.{verb}", by=by, at=at, thing=draft,
        data={"code": draft.code, **data},
    )  # fmt: skip
