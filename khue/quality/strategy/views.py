"""The strategy on the screen: the policy, the indicators against the results of the year, and writing them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.people.access import backend
from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import queries as objectives
from khue.quality.objectives.queries import lists
from khue.quality.strategy import actions, forms, queries, rules
from khue.quality.strategy.models import StrategicIndicator

both = require_http_methods(["GET", "POST"])


def _home(request: HttpRequest) -> tuple[Unit, Period, tuple[Period, ...]]:
    """The institution, the year that is shown and those to choose from. Raises `NotFound`."""
    person: Any = request.user
    if not person.has_perm("strategy.view"):
        raise errors.NotFound("strategy", _("Không có trang này."))
    held, asked = backend.held_by(person), request.GET.get("nam", "")
    institution = held[0].institution
    assert institution is not None  # every grant is of an institution
    years = objectives.years_of(institution.pk, timezone.localdate(), asked)
    if years.present is None:
        raise errors.NotFound(
            "no_period", _("Không có năm học này. Hãy chọn trong danh sách, hoặc nhờ người quản trị thêm.")
        )
    return institution, years.present, years.rows


def _address(period: Period) -> str:
    return f"{reverse('strategy:strategy')}?nam={period.code}"


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The policy in force; each indicator with this year's value, its units, the targets that serve it and their results."""
    institution, period, years = _home(request)
    context = {
        "period": period, "periods": years, "policies": queries.policies(institution.pk),
        "lines": queries.board(request.user, period), "may": rules.can_manage(request.user, institution),
        "may_align": request.user.has_perm("objectives.edit_set") or rules.can_manage(request.user, institution),
    }  # fmt: skip
    return responses.render(request, "strategy/strategy.html", context)


@both
def policy(request: HttpRequest) -> HttpResponse:
    """A new issue of the policy, beginning with the words of the last."""
    institution, period, _years = _home(request)
    rules.check_manage(request.user, institution)
    last = next(iter(queries.policies(institution.pk)), None)
    initial = {"words": last.text if last else "", "issued_on": timezone.localdate()}

    def deed(said: dict[str, Any]) -> tuple[str, str]:
        made = actions.issue_policy(institution=institution, by=request.user, at=timezone.now(), **said)
        return _address(period), _("Đã ban hành bản %s.") % made.version

    context = {"heading": _("Ban hành chính sách chất lượng"), "label": _("Ban hành"), "period": period}
    form = forms.PolicyForm(*ui.sent(request), initial=initial)
    return responses.answer(request, form, deed, "strategy/form.html", {**context, "indicator": None})


@both
def add(request: HttpRequest) -> HttpResponse:
    return _write(request, None)


@both
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    return _write(request, queries.indicator_for(request.user, public_id))


def _write(request: HttpRequest, indicator: StrategicIndicator | None) -> HttpResponse:
    institution, period, years = _home(request)
    rules.check_manage(request.user, institution)
    units = list(lists.expected_units(institution.pk, period).exclude(pk=institution.pk))
    form = forms.IndicatorForm(
        *ui.sent(request), periods=years, units=units,
        initial=_initial(indicator, years, units),
    )  # fmt: skip

    def deed(said: dict[str, Any]) -> tuple[str, str]:
        told = {name: said[name] for name in ("units", "code", "subject", "comparator", "unit_of_measure")}
        saved = actions.save_indicator(
            institution=institution, indicator=indicator, facts=actions.Facts(values=form.values, **told),
            by=request.user, at=timezone.now(),
        )  # fmt: skip
        return _address(period), _("Đã lưu chỉ tiêu %s.") % saved.code

    heading = _("Sửa chỉ tiêu %s") % indicator.code if indicator else _("Thêm chỉ tiêu chiến lược")
    context = {"heading": heading, "label": _("Lưu"), "period": period, "indicator": indicator}
    return responses.answer(request, form, deed, "strategy/form.html", context)


def _initial(indicator: StrategicIndicator | None, years: tuple[Period, ...], units: list[Unit]) -> dict[str, Any]:
    if indicator is None:
        return {"units": []}
    values, given = queries.values_of(indicator, years), queries.units_of(indicator)
    facts = {name: getattr(indicator, name) for name in ("code", "subject", "comparator", "unit_of_measure")}
    numbers = {f"nam-{period.code}": values.get(period.pk) for period in years}
    return {**facts, **numbers, "units": [unit.public_id for unit in units if unit.pk in given]}


@require_POST
def drop(request: HttpRequest, public_id: str) -> HttpResponse:
    one = queries.indicator_for(request.user, public_id)
    actions.drop_indicator(indicator=one, by=request.user, at=timezone.now())
    return responses.back(request, reverse("strategy:strategy"), _("Đã thôi dùng chỉ tiêu %s.") % one.code)


@both
def align(request: HttpRequest, public_id: str) -> HttpResponse:
    """Which targets of the year serve an indicator: boxes, the likely ones on top."""
    _institution, period, _years = _home(request)
    one = queries.indicator_for(request.user, public_id)
    if request.method == "POST":
        added, removed = actions.align(
            indicator=one, period=period, targets=request.POST.getlist("chi-tieu"), by=request.user, at=timezone.now()
        )
        said = _("Đã gắn %(a)s, bỏ %(b)s chỉ tiêu.") % {"a": added, "b": removed}
        return responses.back(request, _address(period), said if added or removed else _("Không có gì thay đổi."))
    found = queries.candidates(request.user, one, period)
    value = queries.values_of(one, [period]).get(period.pk)
    context = {"indicator": one, "period": period, "found": found, "value": value}
    return responses.render(request, "strategy/align.html", context)
