"""A paper that is no longer in force: recalled with a reason, or replaced by a newer one. It stays readable, marked as such."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from khue.engine.papers import hooks, queries, rules, terms
from khue.engine.papers.models import Paper, PaperSubject
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock
from khue.people.notifications import actions as notifications
from khue.people.notifications import terms as notices


@transaction.atomic
def recall(*, paper: Paper, reason: str, by: Any, at: datetime, number: str = "") -> Paper:
    """Thu hồi: what it issued is out of force too, everybody who received it is told. `number` is that of the decision to recall it.

    What a newer paper has replaced already stays with that one. Raises `NotAllowed`, `Conflict`, `Invalid` (no reason, no number).
    """
    trail.take_turn(paper.institution_id)
    paper = Paper.objects.select_for_update(of=("self",)).select_related("institution", "unit").get(pk=paper.pk)
    rules.check_recall(by, paper)
    reason = rules.check_reason(reason)
    paper.end_code = str(rules.read_number(number)) if number.strip() else ""
    _end(paper, terms.RECALLED, reason, at)
    subjects = [one for one in queries.subjects_of(paper) if one.replaced_by_id is None]
    if paper.content_kind and subjects:
        hooks.kind(paper.content_kind).on_recalled(paper, subjects, reason=reason, by=by, at=at)
    data = {"code": paper.code, "reason": reason, "by_code": paper.end_code}
    trail.record(institution=paper.institution_id, verb="papers.paper.recalled", by=by, at=at, thing=paper, data=data)
    _tell(paper, reason, by, at)
    return paper


@transaction.atomic
def replace(
    *, subject_type: str, subject_id: int, by_paper: Paper, reason: str = "", by: Any, at: datetime
) -> Paper | None:
    """The thing is issued anew by a newer paper. The old paper ends once all that it issued is replaced; None when there is none."""
    trail.take_turn(by_paper.institution_id)
    rows = PaperSubject.objects.filter(subject_type=subject_type, subject_id=subject_id).select_related("paper")
    old = rows.first()
    if old is None or old.paper_id == by_paper.pk or old.paper.state != terms.IN_FORCE:
        return None
    old.replaced_by = by_paper
    old.save(update_fields=["replaced_by"])
    paper = old.paper
    is_whole = not paper.subjects.filter(replaced_by__isnull=True).exists()
    if is_whole:
        paper.replaced_by = by_paper
        _end(paper, terms.REPLACED, reason, at)
    data = {"code": paper.code, "by_code": by_paper.code, "part": "" if is_whole else old.title}
    trail.record(institution=paper.institution_id, verb="papers.paper.replaced", by=by, at=at, thing=paper, data=data)
    return paper


def _end(paper: Paper, state: str, reason: str, at: datetime) -> None:
    paper.state, paper.end_reason, paper.ended_at = state, reason, at
    paper.save(update_fields=["state", "end_reason", "end_code", "ended_at", "replaced_by"])


def _tell(paper: Paper, reason: str, by: Any, at: datetime) -> None:
    recipients = queries.recipients_of(paper)
    units = [one.unit for one in recipients if one.unit is not None]
    heads: Sequence[Any] = [one for people in queries.heads_of(units, clock.today(at)).values() for one in people]
    people = {one.pk: one for one in [*heads, *(one.person for one in recipients if one.person is not None)]}
    text = _("Thu hồi %(code)s: %(abstract)s. Lý do: %(reason)s") % {
        "code": paper.code, "abstract": paper.abstract, "reason": reason
    }  # fmt: skip
    messages = [
        notifications.Message(
            person=one, key=f"paper:{paper.public_id}:recalled", text=text,
            url=reverse("papers:paper", args=[paper.public_id]),
        )
        for one in people.values()
        if one.pk != getattr(by, "pk", None)
    ]  # fmt: skip
    if messages:
        notifications.notify_all(institution=paper.institution_id, kind=notices.NEWS, messages=messages, at=at)
