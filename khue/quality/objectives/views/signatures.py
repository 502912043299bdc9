"""How a deed will be signed, as the page of the deed shows it before anybody presses: in which capacities, or why not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from khue.foundation.kernel import errors
from khue.people.access.queries import Capacity
from khue.quality.objectives import queries, rules, terms
from khue.quality.objectives.models import ObjectiveSet

DEEDS = {"finalise": terms.SUBMISSION, "review": terms.CHECK, "approve": terms.APPROVAL, "issue": "issue"}
"""What is signed at a step of that kind."""
BOUND = frozenset({terms.CHECK, terms.APPROVAL, "issue"})
"""Decisions that must say what was seen."""


@dataclass(frozen=True)
class Signing:
    """`because` is the reason why this person may not sign here (the same words as the refusal), "" when they may."""

    deed: str
    capacities: tuple[Capacity, ...] = ()
    because: str = ""

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [
            (one.key, _("%(lines)s (%(basis)s)") % {"lines": one.in_words, "basis": one.basis})
            for one in self.capacities
        ]


def of(person: Any, chosen: ObjectiveSet, on: date) -> Signing:
    """The ways in which the person may sign the present step; nothing is asked where nothing is signed."""
    step = rules.step_of(chosen)
    deed = DEEDS.get(step.kind, "") if step else ""
    if not deed:
        return Signing("")
    found = queries.capacities(person, chosen, deed, on)
    try:
        if not found:
            queries.check_kind(person, chosen, deed, on)
            rules.check_separate(person, chosen, deed)
        apart = [one for one in found if rules.can_separate(person, chosen, deed, one.for_id)]
        if found and not apart:
            rules.check_separate(person, chosen, deed, found[0].for_id)
    except errors.NotAllowed as refusal:
        return Signing(deed, because=refusal.message)
    return Signing(deed, tuple(apart))


def check_bound(signed: Signing, request: HttpRequest) -> None:
    """A decision without what it was decided on comes from an old page."""
    if request.method == "POST" and signed.deed in BOUND and not request.POST.get("seen"):
        said = _("Trang này không cho biết thầy, cô đã xem bản nào. Hãy tải lại trang, đọc lại rồi quyết định.")
        raise errors.Conflict("stale_tab", said)
