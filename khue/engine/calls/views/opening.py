"""Opening a call: the notice, its template, the units."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khue.engine.calls import actions, forms, hooks, queries, rules
from khue.engine.calls.views import asking
from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.people.access import backend
from khue.people.access import queries as access
from khue.people.accounts.models import SignedIn
from khue.people.organisation import queries as organisation
from khue.people.organisation.models import Period, Unit


@require_http_methods(["GET", "POST"])
def open_(request: SignedIn) -> HttpResponse:
    """One form, filled in as far as the program knows; one button opens the year for every unit that is ticked."""
    period, kind = _period(request), hooks.kind(request.GET.get("loai", "") or hooks.kinds()[0].code)
    institution, today = period.institution, timezone.localdate()
    rules.check_manage(request.user, institution)
    if (there := queries.open_call(kind.code, period)) is not None:
        said = _("Năm học này đang có một đợt cùng loại, mở ngày %(day)s.") % {"day": f"{there.issued_on:%d/%m/%Y}"}
        return responses.back(request, asking.home(there), said, "info")
    units = list(kind.units(period))
    form = forms.OpeningForm(
        *ui.sent(request), units=units, all_units=list(organisation.units_of(institution, today)),
        templates=kind.forms(institution, today), initial=_initial(request, kind, period, units),
        signers=[(one.capacity.key, one.in_words) for one in access.signers(institution, "TB", today)],
    )  # fmt: skip
    status = 200
    if form.is_bound and form.is_valid():
        try:
            call = actions.open_call(
                kind=kind.code, period=period, notice=_notice(form), focal_unit=form.cleaned_data["focal_unit"],
                units=form.cleaned_data["units"], by=request.user, at=timezone.now(),
            )  # fmt: skip
            said = _("Đã mở đợt cho %(n)s đơn vị.") % {"n": len(form.cleaned_data["units"])}
            return responses.back(request, asking.home(call), said)
        except errors.Invalid as refused:
            form.refuse(refused)
    status = 422 if form.is_bound else 200
    return responses.render(request, "calls/open.html", {"form": form, "period": period, "kind": kind}, status)


def _notice(form: forms.OpeningForm) -> actions.Notice:
    clean = form.cleaned_data
    names = ("title", "number", "takes_number", "signer", "issued_on", "due_on", "text", "form_code")
    return actions.Notice(**{name: clean[name] for name in names})


def _initial(request: SignedIn, kind: hooks.Kind, period: Period, units: list[Unit]) -> dict[str, object]:
    """The words of the pack, today, every unit, and the person's own unit as the focal one."""
    opening = kind.opening(period)
    own = organisation.home_units(request.user, timezone.localdate())
    return {
        "title": opening.title, "text": opening.text, "form_code": opening.form_code, "issued_on": timezone.localdate(),
        "focal_unit": own[0].public_id if own else "", "units": [unit.public_id for unit in units],
    }  # fmt: skip


def _period(request: SignedIn) -> Period:
    held = backend.held_by(request.user)
    rows = Period.objects.filter(institution=held[0].institution_id if held else None).select_related("institution")
    asked = request.GET.get("nam", "")
    found = rows.filter(code=asked).first() if asked else None
    if not asked and held and held[0].institution is not None:
        found = organisation.current_period(held[0].institution, timezone.localdate())
    if found is None:
        raise errors.NotFound(
            "no_period", _("Không có năm học này. Hãy mở trang %s rồi chọn lại.") % reverse("calls:calls")
        )
    return found
