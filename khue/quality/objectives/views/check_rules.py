"""The rules of the checks as the institution has set them: the quality office switches one off or changes its severity."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.people.organisation.models import Unit
from khue.quality.objectives import checks, rules
from khue.quality.objectives.actions import checking
from khue.quality.objectives.forms.checks import RuleForm
from khue.quality.objectives.models import CheckSetting
from khue.quality.objectives.views import periods
from khue.quality.objectives.views.checking import groups


@dataclass(frozen=True)
class Line:
    """A rule of the pack and what the institution made of it."""

    rule: checks.Rule
    setting: CheckSetting | None

    @property
    def is_on(self) -> bool:
        return self.setting is None or self.setting.is_on

    @property
    def severity(self) -> str:
        return (self.setting.severity if self.setting else "") or self.rule.severity


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All rules by group, with their sources."""
    lines = _lines(_institution(request))
    shown = [(label, [one for one in lines if one.rule.group == code]) for code, label in groups()]
    return responses.render(
        request, "objectives/check_rules.html", {"groups": shown, "off": sum(not one.is_on for one in lines)}
    )


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """One rule: on or off, how grave, and why."""
    institution = _institution(request)
    line = next((one for one in _lines(institution) if one.rule.code == code), None)
    if line is None:
        raise errors.NotFound("no_rule", _("Không có quy tắc này."))
    initial = {"state": RuleForm.ON if line.is_on else RuleForm.OFF, "severity": line.severity}
    form = RuleForm(*ui.sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        checking.configure(
            institution=institution, code=code, is_on=said["state"] == RuleForm.ON, severity=said["severity"],
            reason=said["reason"], by=request.user, at=timezone.now(),
        )  # fmt: skip
        return responses.back(
            request, reverse("objectives:check-rules"), _("Đã lưu quy tắc “%(title)s”.") % {"title": line.rule.title}
        )
    context = {"line": line, "form": form}
    return responses.render(request, "objectives/check_rule.html", context, 422 if form.is_bound else 200)


def _institution(request: HttpRequest) -> Unit:
    institution = Unit.objects.get(pk=periods.home(request.user))
    rules.check_configure(request.user, institution)
    return institution


def _lines(institution: Unit) -> list[Line]:
    settings = {one.code: one for one in CheckSetting.objects.filter(institution=institution).select_related("by")}
    return [Line(one, settings.get(one.code)) for one in checks.standard()]
