"""A set moving through its life. The effects of a procedure call these; nothing else changes the state of a set.

Order of each: who may → may the set move there → is the content the one that was seen → the state, by compare and swap on
state and revision → the review → the journal.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khue.engine.procedures.actions import cases
from khue.foundation.kernel import clock
from khue.quality.objectives import contents, queries, rules, terms
from khue.quality.objectives.actions import carrying, checking, journal, tallying
from khue.quality.objectives.models import ObjectiveSet, Review
from khue.quality.objectives.queries import freezing, rows, signing


@transaction.atomic
def submit(
    *, objective_set: ObjectiveSet, by: Any, at: datetime, note: str = "", seen: str = "", capacity: str = ""
) -> ObjectiveSet:
    """Trình: the writer signs, the draft stands still from here on; its hash is what check and approval will be held to."""
    rules.check_not_empty(rows.content_of(objective_set))
    digest, content = _read(objective_set, seen)
    _review(objective_set, terms.SUBMISSION, by, at, note=note, digest=digest, capacity=capacity)
    _move(objective_set, terms.SUBMITTED, by, at, columns={"content_hash": digest},
          data={"objectives": len(content.objectives), "content_hash": digest})  # fmt: skip
    return objective_set


@transaction.atomic
def record_check(
    *,
    objective_set: ObjectiveSet,
    note: str = "",
    by: Any,
    at: datetime,
    seen: str = "",
    capacity: str = "",
    entrusted: bool = False,
) -> Review:
    """Xem xét: the quality office, or whom the procedure entrusts with it, found it fit. The state stays "submitted"."""
    rules.check_check(by, objective_set, entrusted=entrusted)
    digest, content = _seen(objective_set, seen)
    findings = checking.content_checked(objective_set, content, at)
    review = _review(objective_set, terms.CHECK, by, at, note=note, digest=digest, capacity=capacity, findings=findings)
    journal.record(objective_set, "objectives.set.checked", by, at, data={"note": note, "content_hash": digest})
    return review


@transaction.atomic
def approve(
    *,
    objective_set: ObjectiveSet,
    note: str = "",
    by: Any,
    at: datetime,
    seen: str = "",
    capacity: str = "",
    entrusted: bool = False,
) -> Review:
    """Phê duyệt: of exactly the content that was submitted and, where the procedure has a check, checked.

    `seen` is the hash of what stood on the page; `capacity` the key of the capacity that was chosen, which is frozen with the review.
    """
    rules.check_approve(by, objective_set, entrusted=entrusted)
    rules.check_transition(objective_set, terms.APPROVED)
    digest, _content = _seen(objective_set, seen)
    checked = _last_check(objective_set)
    if checked is not None:
        rules.check_same_content(objective_set, checked.content_hash, digest)
    review = _review(objective_set, terms.APPROVAL, by, at, note=note, digest=digest, capacity=capacity)
    _move(objective_set, terms.APPROVED, by, at, data={"note": note, "content_hash": digest})
    return review


@transaction.atomic
def send_back(
    *,
    objective_set: ObjectiveSet,
    reason: str,
    is_check: bool,
    by: Any,
    at: datetime,
    seen: str = "",
    capacity: str = "",
    entrusted: bool = False,
) -> Review:
    """Trả lại: the set is a draft again; what was said stays with it, what was signed before is void and says by whom and why."""
    rules.check_return(by, objective_set, entrusted=entrusted)
    kind = terms.CHECK if is_check else terms.APPROVAL
    digest, content = _read(objective_set, seen)
    findings = checking.content_checked(objective_set, content, at) if is_check else ()
    _void(objective_set, by, at, reason)
    review = _review(
        objective_set, kind, by, at, passed=False, note=reason, digest=digest, capacity=capacity, findings=findings
    )
    _move(objective_set, terms.DRAFT, by, at, columns={"content_hash": ""}, data={"reason": reason})
    return review


@transaction.atomic
def reopen(*, objective_set: ObjectiveSet, reason: str, by: Any, at: datetime) -> ObjectiveSet:
    """The set is a draft again because its case was put back, not because anybody judged it: what was signed is void.

    Who may is the question of the move.
    """
    _void(objective_set, by, at, reason)
    _move(objective_set, terms.DRAFT, by, at, columns={"content_hash": ""}, data={"reason": reason})
    return objective_set


@transaction.atomic
def issue(
    *,
    objective_set: ObjectiveSet,
    number: str,
    decided_on: date | None,
    by: Any,
    at: datetime,
    entrusted: bool = False,
) -> ObjectiveSet:
    """Ban hành by a decision: the content is frozen with its hash, the version before is superseded, its results come along."""
    rules.check_transition(objective_set, terms.ISSUED)
    approval = last_approval(objective_set)
    approved_on = clock.today(approval.at) if approval else None
    rules.check_issue(by, objective_set, entrusted=entrusted)
    rules.check_decision(number, decided_on, approved_on, clock.today(at))
    rules.check_number_free(number, decided_on, queries.decisions_of_year(objective_set, decided_on))
    rules.check_separate(by, objective_set, "issue")
    content = rows.content_of(objective_set)
    changed = partial(signing.changed_since, objective_set, approval.at if approval else None)
    rules.check_approval_holds(
        objective_set, approval.content_hash if approval else "", content.content_hash(), changed
    )
    rules.check_numbered(number)
    number = number.strip()
    replaced = _supersede(objective_set, by, at)
    objective_set.decision_number, objective_set.decided_on = number, decided_on
    frozen = freezing.set_json(objective_set, content)
    columns = {
        "decision_number": number,
        "decided_on": decided_on,
        "issued_at": at,
        "is_current": True,
        "frozen": frozen,
        "content_hash": freezing.hash_of(frozen),
    }
    data = {"number": number, "decided_on": decided_on, "content_hash": columns["content_hash"]}
    _move(objective_set, terms.ISSUED, by, at, columns=columns, data=data)
    if replaced is None and objective_set.replaces_id is not None:
        replaced = objective_set.replaces  # it was recalled meanwhile; what was measured still was measured
    if replaced is not None:
        carrying.carry(old=replaced, new=objective_set, by=by, at=at)
    tallying.count_now(objective_set)
    return objective_set


def _supersede(objective_set: ObjectiveSet, by: Any, at: datetime) -> ObjectiveSet | None:
    rows_in_force = ObjectiveSet.objects.filter(
        institution_id=objective_set.institution_id,
        unit_id=objective_set.unit_id,
        period_id=objective_set.period_id,
        state=terms.ISSUED,
    )
    old = rows_in_force.select_related("unit", "institution", "period", "case").first()
    if old is None:
        return None
    _move(old, terms.SUPERSEDED, by, at, columns={"is_current": False}, data={"version": objective_set.version})
    if old.case is not None and old.case.status == "open":
        # Nobody reports on words that are no longer in force: the new version's case asks for the report.
        cases.close(
            case=old.case, reason=_("Được thay thế bằng bản %(n)s.") % {"n": objective_set.version}, by=by, at=at
        )
    return old


def _move(
    objective_set: ObjectiveSet,
    to: str,
    by: Any,
    at: datetime,
    *,
    columns: dict[str, Any] | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    """One transition of `terms.TRANSITIONS`, by compare and swap, with its verb in the journal."""
    rules.check_transition(objective_set, to)
    verb = terms.VERBS[objective_set.state, to]
    journal.claim(objective_set, objective_set.revision, at, state=to, **(columns or {}))
    journal.record(objective_set, verb, by, at, data=data)


def _read(objective_set: ObjectiveSet, seen: str) -> tuple[str, contents.SetContent]:
    """The content as it is now and its hash, which must be (`seen`) the one that was looked at."""
    content = rows.content_of(objective_set)
    now = content.content_hash()
    rules.check_seen(objective_set, seen, now, partial(signing.changed_since, objective_set))
    return now, content


def _seen(objective_set: ObjectiveSet, seen: str) -> tuple[str, contents.SetContent]:
    """The same; it must be the one that was submitted, too."""
    now, content = _read(objective_set, seen)
    rules.check_same_content(objective_set, objective_set.content_hash, now)
    return now, content


def _review(
    objective_set: ObjectiveSet,
    kind: str,
    by: Any,
    at: datetime,
    *,
    note: str,
    digest: str,
    capacity: str,
    passed: bool = True,
    findings: Sequence[dict[str, Any]] = (),
) -> Review:
    """Signed in one capacity, decided by posts and papers as they are at this moment, and frozen with it."""
    signed = signing.chosen(by, objective_set, kind, clock.today(at), capacity)
    if passed:
        rules.check_separate(by, objective_set, kind, signed.for_id)
    return Review.objects.create(
        institution_id=objective_set.institution_id, set=objective_set, kind=kind, passed=passed, note=note,
        content_hash=digest, findings=list(findings), by=by, at=at, on_behalf_of_id=signed.for_id,
        signed_as=signing.frozen(signed, by),
    )  # fmt: skip


def _void(objective_set: ObjectiveSet, by: Any, at: datetime, reason: str) -> None:
    """What was signed for these words does not hold for others; an approval that falls is said in the journal."""
    standing = Review.objects.filter(set=objective_set, passed=True, voided_at__isnull=True)
    approval = standing.filter(kind=terms.APPROVAL).select_related("by").order_by("-at", "-pk").first()
    standing.update(voided_at=at, voided_by=by, void_reason=reason)
    if approval is not None:
        data = {"approver": approval.by.full_name, "approved_on": clock.today(approval.at), "reason": reason}
        journal.record(objective_set, "objectives.approval.voided", by, at, thing=approval, data=data)


def _last_check(objective_set: ObjectiveSet) -> Review | None:
    """The check of this submission: the newest review, unless it sent the set back."""
    last = Review.objects.filter(set=objective_set).order_by("-at", "-pk").first()
    return last if last is not None and last.kind == terms.CHECK and last.passed else None


def last_approval(objective_set: ObjectiveSet) -> Review | None:
    """The approval that holds."""
    rows_found = Review.objects.filter(set=objective_set, kind=terms.APPROVAL, passed=True, voided_at__isnull=True)
    return rows_found.select_related("by").order_by("-at", "-pk").first()
