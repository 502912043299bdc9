"""Who signs for whom: papers that delegate, and absences. Everybody of the institution may look; few may write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.people.accounts.models import SignedIn
from khue.people.organisation import actions, hooks, queries, rules
from khue.people.organisation.forms import signing as forms
from khue.people.organisation.models import Appointment, Unit
from khue.people.organisation.queries import signing
from khue.people.organisation.views import asking

both = require_http_methods(["GET", "POST"])


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """What holds today or will; with `?het=1` what is over."""
    institution, day, over = asking.home(request), timezone.localdate(), request.GET.get("het") == "1"
    papers = list(signing.delegations(institution, day, ended=over)[:200])
    away = list(signing.absences(institution, day, ended=over)[:200])
    context = {
        "institution": institution, "papers": papers, "away": away, "over": over, "today": day,
        "named": _names(papers), "may_write": request.user.has_perm("organisation.delegate", institution),
        "may_give": {one.pk for one in papers if rules.can_delegate(request.user, one.appointment)},
        "may_recall": {one.pk for one in away if rules.can_record_absence(request.user, institution, one.person)},
    }  # fmt: skip
    return responses.render(request, "organisation/signing.html", context)


def _names(papers: list) -> dict[str, str]:
    return dict(hooks.permission_names()) if papers else {}


@both
def delegate(request: SignedIn) -> HttpResponse:
    """First whose power (`?tu=` the post), then the paper."""
    institution = asking.home(request)
    day = timezone.localdate()
    post = _giver(request, institution)
    if post is None:
        asked = forms.GiverForm(None, posts=_posts(request, institution))
        return responses.render(request, "organisation/signing_giver.html", {"form": asked})
    whole = post.position.role == "rector"
    within = institution if whole else post.unit
    form = forms.DelegationForm(
        *ui.sent(request),
        people=queries.staff(institution, day),
        units=queries.units_of(institution, day).filter(path__startswith=within.path),
        permissions=hooks.delegable(post),
        initial={"valid_from": day, "signed_on": day, "unit": within},
    )

    def deed(data: dict) -> tuple[str, str]:
        made = actions.delegate(appointment=post, by=request.user, at=timezone.now(), **data)
        return reverse("organisation:signing"), _("Đã ghi văn bản số %(number)s giao %(person)s ký %(capacity)s") % {
            "number": made.number, "person": made.person.full_name, "capacity": made.capacity
        }  # fmt: skip

    title = _("Giao ký thay %(position)s") % {"position": post.position.name}
    sentence = _("Người giao: %(person)s. Văn bản giấy được ký trước; ở đây ghi lại để người được giao làm được việc.")
    return _answer(
        request, form, deed, title=title, sentence=sentence % {"person": post.person.full_name}, send=_("Ghi văn bản")
    )


def _posts(request: SignedIn, institution: Unit):
    """Posts of whoever writes: all for who keeps the papers, their own for others."""
    rows = signing.leading_posts(institution, timezone.localdate())
    if request.user.has_perm("organisation.delegate", institution):
        return rows
    mine = rows.filter(person=request.user)
    if not mine.exists():
        reason = _(
            "Thầy, cô không giữ chức vụ đứng đầu nên không giao ký được. Hãy nhờ Hiệu trưởng hoặc người quản trị."
        )
        raise errors.NotAllowed("organisation.delegate", reason)
    return mine


def _giver(request: SignedIn, institution: Unit) -> Appointment | None:
    key = request.GET.get("appointment", "")
    found = _posts(request, institution).filter(public_id=key).first() if key else None
    if key and found is None:
        raise errors.NotFound("appointment", _("Không có chức vụ này để giao. Hãy chọn lại người giao."))
    return found


@both
def end_delegation(request: SignedIn, public_id: str) -> HttpResponse:
    found = signing.delegation_by(public_id)
    if found is None or not rules.can_view(request.user, found.institution):
        raise errors.NotFound("delegation", _("Không có văn bản giao ký này."))
    rules.check_delegate(request.user, found.appointment)
    form = forms.LastDayForm(*ui.sent(request), initial={"on": timezone.localdate() - timedelta(days=1)})

    def deed(data: dict) -> tuple[str, str]:
        actions.end_delegation(delegation=found, by=request.user, at=timezone.now(), **data)
        return reverse("organisation:signing"), _("Đã kết thúc văn bản số %(number)s.") % {"number": found.number}

    title = _("Kết thúc văn bản số %(number)s") % {"number": found.number}
    sentence = _("%(person)s thôi ký %(capacity)s. Những gì đã ký vẫn giữ nguyên.")
    names = {"person": found.person.full_name, "capacity": found.capacity}
    return _answer(request, form, deed, title=title, sentence=sentence % names, send=_("Kết thúc"), kind="stop")


@both
def absence(request: SignedIn) -> HttpResponse:
    institution, day = asking.home(request), timezone.localdate()
    people = queries.staff(institution, day)
    form = forms.AbsenceForm(*ui.sent(request), people=people, initial={"valid_from": day, "person": request.user.pk})

    def deed(data: dict) -> tuple[str, str]:
        made = actions.record_absence(institution=institution, by=request.user, at=timezone.now(), **data)
        return reverse("organisation:signing"), _("Đã ghi %(person)s vắng, %(substitute)s thay.") % {
            "person": made.person.full_name, "substitute": made.substitute.full_name
        }  # fmt: skip

    title, sentence = _("Ghi vắng mặt"), _("Trong thời gian vắng, người thay nhận việc và ký KT. của người vắng.")
    return _answer(request, form, deed, title=title, sentence=sentence, send=_("Ghi vắng mặt"))


@both
def end_absence(request: SignedIn, public_id: str) -> HttpResponse:
    found = signing.absence_by(public_id)
    if found is None or not rules.can_view(request.user, found.institution):
        raise errors.NotFound("absence", _("Không có lần vắng mặt này."))
    rules.check_absence_by(request.user, found.institution, found.person)
    form = forms.LastDayForm(*ui.sent(request), initial={"on": timezone.localdate() - timedelta(days=1)})

    def deed(data: dict) -> tuple[str, str]:
        actions.end_absence(absence=found, by=request.user, at=timezone.now(), **data)
        return reverse("organisation:signing"), _("Đã ghi %(person)s trở lại.") % {"person": found.person.full_name}

    title = _("%(person)s trở lại sớm") % {"person": found.person.full_name}
    sentence = _("%(substitute)s thôi thay sau ngày này.") % {"substitute": found.substitute.full_name}
    return _answer(request, form, deed, title=title, sentence=sentence, send=_("Ghi trở lại"), kind="stop")


def _answer(request: SignedIn, form: Any, deed: Callable[[dict], tuple[str, str]], **context: Any) -> HttpResponse:
    """A form of this page: the way back leads here."""
    return asking.answer(request, form, deed, about_signing=True, **context)
