"""One decision for several approved sets: which, by what number and day, signed by whom, sent to whom."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khue.engine.papers.actions import issuing as outgoing
from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.people.access import queries as access
from khue.people.organisation import queries as organisation
from khue.quality.objectives import queries, rules, terms
from khue.quality.objectives.actions import deciding, issuing
from khue.quality.objectives.forms import orders
from khue.quality.objectives.models import ObjectiveSet
from khue.quality.objectives.printing import decision
from khue.quality.objectives.views import periods

DEEDS = ("issue_set", "approve_set")
MENDABLE = (*responses.MENDABLE, errors.NotAllowed)


@require_http_methods(["GET", "POST"])
def together(request: HttpRequest) -> HttpResponse:
    """What waits to be issued, ticked; one button issues it. A set that may not be issued undoes the whole decision, in words."""
    if not any(request.user.has_perm(f"objectives.{deed}") for deed in DEEDS):
        raise errors.NotFound("no_page", _("Trang này dành cho người phê duyệt, ban hành mục tiêu."))
    chosen, today = periods.choose(request), timezone.localdate()
    waiting = _waiting(request.user, chosen.period)
    form = orders.OrderForm(
        *ui.sent(request),
        sets=waiting,
        signers=_signers(waiting),
        units=[one for one in organisation.units_of(waiting[0].institution, today) if not one.is_institution]
        if waiting
        else [],
        people=access.leaders(waiting[0].institution, today) if waiting else [],
        initial={"decided_on": today, "sets": [one.public_id for one in waiting if not one.is_school_level]},
    )
    if form.is_bound and form.is_valid():
        try:
            paper = issuing.issue_together(
                sets=form.cleaned_data["sets"], order=_order(form), by=request.user, at=timezone.now()
            )
            said = _("Đã ban hành %(n)s bộ mục tiêu theo Quyết định số %(code)s.")
            return responses.back(
                request,
                reverse("papers:paper", args=[paper.public_id]),
                said % {"n": len(form.cleaned_data["sets"]), "code": paper.code},
            )
        except MENDABLE as refused:
            form.refuse(refused)
    context = {"form": form, "period": chosen.period, "waiting": waiting}
    return responses.render(request, "objectives/together.html", context, 422 if form.is_bound else 200)


def _waiting(person: Any, period: Any) -> list[ObjectiveSet]:
    """Approved sets of the year that the person may issue, in the order of the units."""
    rows = queries.visible_to(person).filter(period=period, state=terms.APPROVED)
    rows = rows.select_related("unit", "period", "institution", "case__version", "replaces").order_by("unit__path")
    return [one for one in rows if _may_issue(person, one)]


def _may_issue(person: Any, one: ObjectiveSet) -> bool:
    step = rules.step_of(one)
    at_issue = step is not None and any(issuing.EFFECT in outcome.effects for outcome in step.outcomes)
    return at_issue and any(person.has_perm(f"objectives.{deed}", one) for deed in DEEDS)


def _signers(waiting: list[ObjectiveSet]) -> dict[str, Any]:
    """Those who approved, each in the capacity frozen then."""
    found: dict[str, Any] = {}
    for one in waiting:
        approval = deciding.last_approval(one)
        if approval is not None:
            words = " - ".join([*approval.capacity_lines, approval.by.display_name])
            found.setdefault(words, approval)
    return {str(approval.pk): (words, approval) for words, approval in found.items()}


def _order(form: orders.OrderForm) -> issuing.Order:
    clean = form.cleaned_data
    recipients = None
    if form.cleaned_data["units"] or form.outside_names or form.cleaned_data["people"]:
        base = issuing.default_recipients(form.cleaned_data["sets"], None, timezone.now())
        there = {one.unit.pk for one in base if one.unit}
        more = [
            outgoing.To(unit=unit, purpose=decision.purpose("following"))
            for unit in form.cleaned_data["units"]
            if unit.pk not in there
        ]
        people = [outgoing.To(person=one, purpose=decision.purpose("reporting")) for one in form.cleaned_data["people"]]
        recipients = [*people, *base, *more, *(outgoing.To(name=name) for name in form.outside_names)]
    return issuing.Order(
        decided_on=clean["decided_on"], number=clean["decision_number"].strip(), written_elsewhere=clean["written_elsewhere"],
        signer=form.chosen_signer, bases=form.own_bases, recipients=recipients,
    )  # fmt: skip
