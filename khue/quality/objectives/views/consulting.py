"""A consultation in one place: who spoke, what was said and answered, the table for the meeting, the minutes."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from khue.engine.records import actions as records
from khue.foundation.kernel import errors, text
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.people.accounts.models import Person, on_day
from khue.people.organisation import queries as organisation
from khue.quality.objectives import queries, rules
from khue.quality.objectives.actions import consulting, journal
from khue.quality.objectives.forms import consulting as forms
from khue.quality.objectives.models import ObjectiveSet
from khue.quality.objectives.printing import consulting as papers
from khue.quality.objectives.views import asking, evidence, prints

SUMMARY, MINUTES = "tong-hop", "bien-ban"
NAMES = {SUMMARY: "Tổng hợp ý kiến", MINUTES: "Biên bản họp"}
_MENDABLE = (errors.Invalid, errors.TooLarge, errors.Unreadable)
both = require_http_methods(["GET", "POST"])


def _asked(request: HttpRequest, public_id: str) -> tuple[ObjectiveSet, queries.Consultation]:
    chosen = queries.set_for(request.user, public_id)
    found = queries.consultation(chosen)
    if found is None:
        raise errors.NotFound("no_round", _("Bộ mục tiêu này chưa lấy ý kiến lần nào."))
    return chosen, found


@require_GET
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """The summary table; for who runs it, also who has not spoken or looked yet."""
    chosen, found = _asked(request, public_id)
    today = timezone.localdate()
    runs = rules.can_consult(request.user, chosen)
    context = {
        "set": chosen, "found": found, "today": today, "runs": runs, "over": found.is_over(today),
        "may_comment": rules.can_comment(request.user, chosen, today), "signed": forms.SignedForm() if runs else None,
    }  # fmt: skip
    return responses.render(request, "objectives/consultation.html", context)


@both
def extend(request: HttpRequest, public_id: str) -> HttpResponse:
    chosen, found = _asked(request, public_id)
    rules.check_consults(request.user, chosen)

    def deed(said: dict[str, Any]) -> tuple[str, str]:
        consulting.extend(objective_set=chosen, by=request.user, at=timezone.now(), **said)
        return home(chosen), _("Đã gia hạn góp ý.")

    form = forms.ExtendForm(*ui.sent(request), initial={"deadline": found.round.deadline})
    heading, sentence = _("Gia hạn góp ý"), _("Mọi người được lấy ý kiến góp ý được đến hết ngày này.")
    return asking.ask(
        request, chosen, heading, sentence, label=_("Gia hạn"), form=form, deed=deed, mends=_MENDABLE
    )  # fmt: skip


@both
def minutes(request: HttpRequest, public_id: str) -> HttpResponse:
    """Written from what is known; printed, signed on paper, and brought back as a file."""
    chosen, found = _asked(request, public_id)
    rules.check_consults(request.user, chosen)
    people = _people(chosen)
    choices = [(one.public_id, one.full_name) for one in people]

    def deed(said: dict[str, Any]) -> tuple[str, str]:
        there = [_attendee(one, chosen) for one in people if one.public_id in said["attendees"]]
        told = {**said, "attendees": there}
        consulting.write_minutes(objective_set=chosen, said=told, by=request.user, at=timezone.now())
        return home(chosen), _("Đã lập biên bản. In ra, ký, rồi đính kèm bản đã ký.")

    form = forms.MinutesForm(*ui.sent(request), people=people, attendees=choices, initial=_initial(request, found))
    return responses.answer(request, form, deed, "objectives/minutes.html", {"set": chosen}, mends=_MENDABLE)


def _people(chosen: ObjectiveSet) -> Any:
    """Everybody who may sit in the meeting: of the unit, or at school level of the whole school."""
    today = timezone.localdate()
    rows = organisation.with_posts(organisation.staff(chosen.institution, today), chosen.institution, today)
    if chosen.is_school_level:
        return rows
    held = on_day("appointments__", today)
    return rows.filter(held, appointments__unit__path__startswith=chosen.unit.path).distinct()


def _attendee(one: Person, chosen: ObjectiveSet) -> dict[str, str]:
    held: Any = one
    return {"id": one.public_id, "name": one.display_name, "post": held.held[0].position.name if held.held else ""}


def _initial(request: HttpRequest, found: queries.Consultation) -> dict[str, Any]:
    old = found.minutes
    if old is None:
        there = [one.public_id for one in (request.user, *found.spoke, *found.silent)]
        return {"met_on": timezone.localdate(), "chair": request.user.pk, "attendees": there}
    names = [name for name in consulting.MINUTES_FIELDS if name != "attendees"]
    return {name: getattr(old, name) for name in names} | {"attendees": [one.get("id", "") for one in old.attendees]}


@require_http_methods(["POST"])
def attach(request: HttpRequest, public_id: str) -> HttpResponse:
    """The signed minutes: evidence of the set, dated by the meeting."""
    chosen, found = _asked(request, public_id)
    rules.check_consults(request.user, chosen)
    if found.minutes is None:
        raise errors.Conflict("no_minutes", _("Hãy lập biên bản trước khi đính kèm bản đã ký."))
    form = forms.SignedForm(*ui.sent(request))
    if form.is_valid():
        try:
            file, day, now = records.examine(form.cleaned_data["file"]), found.minutes.met_on, timezone.now()
            with transaction.atomic():
                held = journal.hold(chosen)
                rules.check_consults(request.user, held)  # before the file is kept
                kept = evidence.keep_for_set(held, _("Biên bản họp góp ý"), file, day, by=request.user, at=now)
                consulting.attach_signed(objective_set=held, evidence=kept, by=request.user, at=now)
        except _MENDABLE as refusal:
            form.refuse(refusal)
        else:
            return responses.back(request, home(chosen), _("Đã đính kèm biên bản đã ký."))
    context = {
        "set": chosen, "found": found, "today": timezone.localdate(), "runs": True, "over": True, "may_comment": False,
        "signed": form,
    }  # fmt: skip
    return responses.render(request, "objectives/consultation.html", context, 422)


@require_GET
def download(request: HttpRequest, public_id: str, paper: str, kind: str) -> HttpResponse:
    """The table or the minutes as a file."""
    chosen, found = _asked(request, public_id)
    if kind not in prints.KINDS or paper not in NAMES:
        raise errors.NotFound("no_kind", _("Chỉ tải được tệp Word (.docx) hoặc PDF (.pdf)."))
    write, mime = prints.KINDS[kind]
    now = timezone.now()
    if paper == SUMMARY:
        document = papers.summary(chosen, found, at=now)
    elif found.minutes is None:
        raise errors.NotFound("no_minutes", _("Chưa lập biên bản."))
    else:
        document = papers.minutes(chosen, found, found.minutes, at=now)
    name = f"{NAMES[paper]} {chosen.unit.name} {chosen.period.code}.{kind}"
    return responses.download(write(document), text.squash(name), mime)


def home(chosen: ObjectiveSet) -> str:
    return reverse("objectives:consultation", args=[chosen.public_id])
