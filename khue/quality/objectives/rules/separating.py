"""Soạn thảo, xem xét, phê duyệt, ban hành of one version are different people, also where one signs for another.

Which pairs a school lets one person do is said by its procedure (`one_person_may`); nothing of it is decided here.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from khue.people.accounts.models import Person
from khue.quality.objectives import terms
from khue.quality.objectives.models import ObjectiveSet, Review

ISSUE = "issue"
PAIRS = {
    terms.CHECK: ((terms.SUBMISSION, "author_checks"),),
    terms.APPROVAL: ((terms.SUBMISSION, "author_approves"), (terms.CHECK, "checker_approves")),
    ISSUE: ((terms.APPROVAL, "approver_issues"),),
}
"""For each deed: the earlier deed of somebody else, and the setting of a procedure that lets one person do both."""


def check_separate(person: Any, objective_set: ObjectiveSet, deed: str, for_id: int | None = None) -> None:
    """Raises `NotAllowed` when the person, or the one they sign for, did what somebody else must have done. At most three statements."""
    doers = (person.pk, for_id) if for_id else (person.pk,)
    allowed = one_person_may(objective_set)
    for earlier, setting in PAIRS.get(deed, ()):
        if setting in allowed:
            continue
        done = who_did(objective_set, earlier)
        for doer in doers:
            if doer in done:
                raise errors.NotAllowed("same_person", _reason(person, doer, earlier, deed))


def one_person_may(objective_set: ObjectiveSet) -> Collection[str]:
    """The pairs that the procedure of the set lets one person do."""
    case = objective_set.case
    return case.version.read().one_person_may if case is not None else ()


def who_did(objective_set: ObjectiveSet, deed: str) -> frozenset[int]:
    """Who put their name, or somebody's for whom they signed, to the deed on this version; of the writing also all who changed words."""
    rows = Review.objects.filter(set=objective_set, kind=deed, passed=True, voided_at__isnull=True)
    found = {one for row in rows.values_list("by_id", "on_behalf_of_id") for one in row if one}
    if deed == terms.SUBMISSION:
        found |= set(writers(objective_set))
    return frozenset(found)


def writers(objective_set: ObjectiveSet) -> list[int]:
    """Everybody who changed the words of this version."""
    events = AuditEvent.objects.filter(
        institution_id=objective_set.institution_id,
        about_type=objective_set._meta.label_lower,
        about_id=objective_set.pk,
        verb__in=terms.WRITING,
        actor_id__isnull=False,
    )
    return [one for one in events.order_by().values_list("actor_id", flat=True).distinct() if one is not None]


_DONE = {
    terms.SUBMISSION: lambda: _("soạn hoặc trình"),
    terms.CHECK: lambda: _("xem xét"),
    terms.APPROVAL: lambda: _("phê duyệt"),
}
_DEED = {terms.CHECK: lambda: _("xem xét"), terms.APPROVAL: lambda: _("phê duyệt"), ISSUE: lambda: _("ban hành")}


def _reason(person: Any, doer: int, earlier: str, deed: str) -> str:
    about = {"done": _DONE[earlier](), "deed": _DEED[deed]()}
    if doer == person.pk:
        said = _(
            "Thầy, cô đã %(done)s bản này nên không %(deed)s nữa: mỗi bản do những người khác nhau soạn, xem xét và phê duyệt."
        )
        return said % about
    about["giver"] = Person.objects.get(pk=doer).full_name
    return (
        _(
            "%(giver)s, người thầy, cô ký thay, đã %(done)s bản này; việc %(deed)s phải do người khác, theo thẩm quyền khác."
        )
        % about
    )


def can_separate(person: Any, objective_set: ObjectiveSet, deed: str, for_id: int | None = None) -> bool:
    try:
        check_separate(person, objective_set, deed, for_id)
    except errors.Refused:
        return False
    return True
