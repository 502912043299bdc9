"""Ban hành: a number of the register, the sets issued by it, the decision frozen, its recipients told, its files ordered.

One set by the button of its step (`issue_alone`), or several by one decision (`issue_together`). All of it or nothing: a set that
may not be issued gives the number back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khue.engine.papers import queries as papers
from khue.engine.papers.actions import ending, register
from khue.engine.papers.actions import issuing as outgoing
from khue.engine.papers.models import Paper
from khue.engine.procedures import queries as procedures
from khue.engine.procedures.actions import cases
from khue.foundation.audit_trail import actions as trail
from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import clock, errors
from khue.people.access import queries as access
from khue.people.organisation import queries as organisation
from khue.people.organisation.models import Unit
from khue.quality.objectives import rules
from khue.quality.objectives.actions import deciding
from khue.quality.objectives.models import ObjectiveSet, Review
from khue.quality.objectives.printing import decision, in_full
from khue.quality.objectives.queries import earlier, signing

SUBJECT = ObjectiveSet._meta.label_lower
EFFECT = "objectives.issue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How to issue. An empty `number` takes the next one of the register; `written_elsewhere`: the decision itself exists already,
    so only the forms are made. `signer` is the approval whose signer and capacity stand under the decision."""

    decided_on: date | None
    number: str = ""
    written_elsewhere: bool = False
    signer: Review | None = None
    bases: Sequence[str] = ()
    recipients: Sequence[outgoing.To] | None = None


@transaction.atomic
def issue_together(*, sets: Sequence[ObjectiveSet], order: Order, by: Any, at: datetime) -> Paper:
    """Several approved sets by one decision, each through its own case. Raises what issuing one raises, and `Invalid` for none."""
    if not sets:
        said = _("Chọn ít nhất một bộ mục tiêu đã phê duyệt.")
        raise errors.Invalid("issue.sets", said, {"sets": [said]})
    if len({(one.institution_id, one.period_id, one.is_school_level) for one in sets}) > 1:
        said = _("Một quyết định chỉ ban hành mục tiêu của một năm học, của Trường hoặc của các đơn vị.")
        raise errors.Invalid("issue.mixed", said, {"sets": [said]})
    trail.take_turn(sets[0].institution_id)
    _check(sets, order, by, at)
    paper = _numbered(sets, order, by, at)
    facts = {"paper": paper.pk, "decision_number": paper.code, "decided_on": paper.issued_on}
    for one in sets:
        task = procedures.open_task(one.case) if one.case is not None else None
        outcome = next((way.code for way in procedures.outcomes_of(task) if EFFECT in way.effects), "") if task else ""
        if task is None or not outcome:
            raise errors.Conflict("not_at_issue", _("“%(set)s” chưa đến bước ban hành.") % {"set": one})
        cases.decide(task=task, outcome=outcome, by=by, at=at, facts=facts)
    _send(paper, sets, order, by, at)
    return paper


@transaction.atomic
def issue_alone(*, objective_set: ObjectiveSet, order: Order, by: Any, at: datetime, entrusted: bool = False) -> Paper:
    """One set, at the step of its case: what the effect of the procedure does. `entrusted`: see `rules.check_check`."""
    _check([objective_set], order, by, at, entrusted)
    paper = _numbered([objective_set], order, by, at)
    issue_by(objective_set=objective_set, paper=paper, by=by, at=at, entrusted=entrusted)
    _send(paper, [objective_set], order, by, at)
    return paper


@transaction.atomic
def issue_by(
    *, objective_set: ObjectiveSet, paper: Paper, by: Any, at: datetime, entrusted: bool = False
) -> ObjectiveSet:
    """The set is in force by that paper; the version before and its paper are not any more."""
    told: dict[str, Any] = {"number": paper.code, "decided_on": paper.issued_on, "entrusted": entrusted}
    issued = deciding.issue(objective_set=objective_set, by=by, at=at, **told)
    if issued.replaces_id is not None:
        ending.replace(
            subject_type=SUBJECT, subject_id=issued.replaces_id, by_paper=paper, reason=_reason(issued), by=by, at=at
        )
    return issued


def _check(sets: Sequence[ObjectiveSet], order: Order, by: Any, at: datetime, entrusted: bool = False) -> None:
    """Before a number is taken: who, and a day that can be; what is wrong is said at the fields of the form."""
    for one in sets:
        approval = deciding.last_approval(one)
        approved_on = clock.today(approval.at) if approval else None
        rules.check_issue(by, one, entrusted=entrusted)
        if by is not None and not entrusted:
            signing.check_kind(by, one, "issue", clock.today(at))
        rules.check_decision(order.number, order.decided_on, approved_on, clock.today(at))


def _numbered(sets: Sequence[ObjectiveSet], order: Order, by: Any, at: datetime) -> Paper:
    """A line of the register: the next number, one of elsewhere, or the decision of elsewhere that has issued others already."""
    if order.number and order.written_elsewhere and (there := _same_decision(sets[0], order)) is not None:
        return there
    about = _about(sets, order, by, at)
    told: dict[str, Any] = {"kind": decision.kind(), "issued_on": order.decided_on, "about": about, "by": by, "at": at}
    institution = sets[0].institution
    try:
        if order.number:
            return register.enter(institution=institution, number=order.number, **told)
        return register.give(institution=institution, **told)
    except errors.Invalid as refused:
        names = {"number": "decision_number", "issued_on": "decided_on"}
        fields = {names.get(key, key): said for key, said in refused.fields.items()}
        raise errors.Invalid(refused.code, refused.message, fields) from None


def _same_decision(objective_set: ObjectiveSet, order: Order) -> Paper | None:
    """The same number and day of a decision that was written elsewhere: it may have further annexes."""
    found = papers.entered_elsewhere(objective_set.institution, decision.kind(), order.number, order.decided_on)
    return (
        found if found is not None and found.content_kind == decision.CODE and not found.content.get("text") else None
    )


def _about(sets: Sequence[ObjectiveSet], order: Order, by: Any, at: datetime) -> register.About:
    facts = facts_of(sets, by, at)
    approval = order.signer or deciding.last_approval(sets[0])
    signed = signed_as(approval, sets[0].institution, at)
    text = None
    if not order.written_elsewhere:
        recipients = order.recipients if order.recipients is not None else default_recipients(sets, facts.office, at)
        named = [(_name(one), one.purpose) for one in recipients]
        text = decision.text(
            replace(facts, head=head_of(signed)), own_bases=order.bases, recipients=named, signed=signed
        )
    return register.About(
        abstract=decision.abstract(facts), unit=facts.office or sets[0].institution,
        signer=approval.by if approval is not None else None, signer_name=str(signed.get("name", "")), signed_as=signed,
        content_kind=decision.CODE, content={"text": text},
    )  # fmt: skip


def _name(one: outgoing.To) -> str:
    return one.unit.name if one.unit else one.person.display_name if one.person else one.name


def signed_as(approval: Review | None, institution: Unit, at: datetime) -> dict[str, Any]:
    """The capacity that was frozen when it was approved; for what is older than that, the head of the institution."""
    if approval is not None and approval.signed_as:
        return dict(approval.signed_as)
    heads = access.holders(role="rector", unit=institution, on=clock.today(at))
    name = approval.by.display_name if approval is not None else heads[0].display_name if heads else ""
    return {"code": "", "whom": "", "position": "HIỆU TRƯỞNG", "titles": ["HIỆU TRƯỞNG"], "name": name}


def head_of(signed: dict[str, Any]) -> str:
    """“Hiệu trưởng”: whose power the decision uses."""
    return str(signed.get("whom") or signed.get("position") or "").capitalize()


def facts_of(sets: Sequence[ObjectiveSet], by: Any, at: datetime) -> decision.Facts:
    """What fills the decision's text."""
    first = sets[0]
    school = earlier.in_force(first.institution, first.period) if not first.is_school_level else None
    replaced = [one.replaces for one in sets if one.replaces is not None and one.replaces.decided_on is not None]
    approval = deciding.last_approval(first)
    return decision.Facts(
        institution=first.institution,
        units=[one.unit for one in sets],
        period=first.period.in_sentence,
        head=head_of(signed_as(approval, first.institution, at)),
        office=office_of(by, first.institution, at),
        procedure=str(first.case.version) if first.case is not None else "",
        school_decision=_cited(school.decision_number, school.decided_on) if school else "",
        replaces="; ".join(_cited(one.decision_number, one.decided_on) for one in replaced),
    )


def _cited(number: str, day: date | None) -> str:
    return f"{number} {in_full(day)}" if day is not None else number


def office_of(by: Any, institution: Unit, at: datetime) -> Unit | None:
    """The unit that prepares the decision: where whoever issues works."""
    if by is None:
        return None
    homes = organisation.home_units(by, clock.today(at))
    return next((one for one in homes if one.institution_id == institution.pk and not one.is_institution), None)


def default_recipients(sets: Sequence[ObjectiveSet], office: Unit | None, at: datetime) -> list[outgoing.To]:
    """Those who carry it out: every unit for the school's own set; and the office that follows."""
    first = sets[0]
    if first.is_school_level:
        units = [one for one in organisation.units_of(first.institution, clock.today(at)) if not one.is_institution]
    else:
        units = [one.unit for one in sets]
    found = [outgoing.To(unit=unit, purpose=decision.purpose("doing")) for unit in units]
    if office is not None and office.pk not in {unit.pk for unit in units}:
        found.append(outgoing.To(unit=office, purpose=decision.purpose("following")))
    return found


def _send(paper: Paper, sets: Sequence[ObjectiveSet], order: Order, by: Any, at: datetime) -> None:
    recipients = order.recipients
    if recipients is None:
        recipients = default_recipients(sets, office_of(by, sets[0].institution, at), at)
    subjects = [outgoing.Subject(SUBJECT, one.pk, one.title, one.unit) for one in sets]
    outgoing.send(paper=paper, recipients=recipients, subjects=subjects, by=by, at=at)


def _reason(objective_set: ObjectiveSet) -> str:
    """Why the new version was made."""
    events = AuditEvent.objects.filter(
        institution_id=objective_set.institution_id, about_type=SUBJECT, about_id=objective_set.pk,
        verb="objectives.set.versioned",
    )  # fmt: skip
    event = events.order_by("-seq").first()
    return str(event.data.get("reason", "")) if event is not None else ""
