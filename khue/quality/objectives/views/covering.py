"""The coverage matrix: the page, its workbook, and sending what it says to the units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_GET, require_http_methods

from khue.foundation.kernel import errors
from khue.foundation.ui import responses
from khue.people.organisation import terms as organisation
from khue.people.organisation.models import Period
from khue.quality.objectives import rules
from khue.quality.objectives.actions import checking
from khue.quality.objectives.checks import coverage
from khue.quality.objectives.printing import matrices
from khue.quality.objectives.queries import coverage as queries
from khue.quality.objectives.queries import workload
from khue.quality.objectives.views import periods

FILTERS: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("", __("Tất cả"), ()),
    ("thieu", __("Thiếu"), (coverage.MISSING, coverage.UNCOVERED)),
    ("thap-hon", __("Thấp hơn Trường"), (coverage.WEAKER,)),
    ("nguoc-chieu", __("Ngược chiều"), (coverage.OPPOSITE,)),
    ("chua-gan", __("Chưa gắn"), (coverage.ORPHAN,)),
)
LABELS = {
    coverage.UNCOVERED: (__("Chưa ai nhận"), "bad"), coverage.MISSING: (__("Thiếu"), "bad"),
    coverage.OPPOSITE: (__("Ngược chiều"), "bad"), coverage.WEAKER: (__("Thấp hơn"), "warn"), coverage.ORPHAN: (__("Chưa gắn"), "info"),
}  # fmt: skip
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_POINTS = 12


@require_GET
def matrix(request: HttpRequest) -> HttpResponse:
    """Each objective of the school against each unit that the person follows, and again in sentences."""
    chosen = periods.choose(request)
    if chosen.period is None:
        return responses.render(request, "objectives/no_period.html", {"chosen": chosen})
    found = queries.coverage_for(request.user, chosen.period)
    if not found.is_whole and found.school is not None and not found.matrix.columns:
        raise errors.NotFound("no_matrix", _("Ma trận này dành cho người theo dõi mục tiêu của một đơn vị."))
    wanted, kind = request.GET.get("loc", ""), request.GET.get("khoi", "")
    points = _points(found.matrix, wanted, kind)
    heat = workload.workload_of(chosen.period, found.units, timezone.localdate())
    context = {
        "chosen": chosen, "period": chosen.period, "found": found, "matrix": found.matrix, "labels": LABELS,
        "columns": _columns(found.matrix, kind), "rows": _rows(found.matrix, wanted), "points": points,
        "shown": points if request.GET.get("xem") == "tat-ca" else points[:MOST_POINTS],
        "picks": _picks(found.matrix), "kinds": _kinds(found.matrix), "filter": wanted, "kind": kind,
        "heat": heat, "heat_rows": [one for one in heat.rows if not kind or one.unit.kind == kind],
        "may_send": found.is_whole and rules.can_configure(request.user, chosen.period.institution), "now": timezone.localtime(),
    }  # fmt: skip
    return responses.render(request, "objectives/matrix.html", context)


@require_GET
def workbook(request: HttpRequest) -> HttpResponse:
    """The same as an Excel file: the matrix on one sheet, the sentences on another, the work by month on a third."""
    period = _period(request)
    found = queries.coverage_for(request.user, period)
    if found.school is None or not found.matrix.columns:
        raise errors.NotFound("no_matrix", _("Chưa có mục tiêu của Trường đang hiệu lực để lập ma trận."))
    said = {code: str(label) for code, (label, _state) in LABELS.items()}
    heat = workload.workload_of(period, found.units, timezone.localdate())
    content = matrices.workbook(found, heat, period, said, timezone.now())
    return responses.download(content, f"Ma tran bao phu {period.code}.xlsx", XLSX)


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """Asks first: many people are told at once."""
    period = _period(request)
    rules.check_configure(request.user, period.institution)
    back = f"{reverse('objectives:matrix')}?nam={period.code}"
    if request.method == "POST":
        told = checking.send_remarks(institution=period.institution, period=period, by=request.user, at=timezone.now())
        return responses.back(request, back, _("Đã gửi nhận xét cho %(n)s đơn vị.") % {"n": len(told)})
    found = queries.coverage_for(request.user, period).matrix
    context = {"period": period, "units": [(one, len(found.about(one))) for one in found.addressed], "back": back}
    return responses.render(request, "objectives/matrix_send.html", context)


def _period(request: HttpRequest) -> Period:
    chosen = periods.choose(request)
    if chosen.period is None:
        raise errors.NotFound("no_period", _("Chưa có năm học nào."))
    period: Period = chosen.period
    return period


def _columns(found: coverage.Matrix, kind: str) -> list[tuple[int, coverage.Column]]:
    """The columns of the chosen kind of unit, with their places."""
    return [(place, one) for place, one in enumerate(found.columns) if not kind or one.kind == kind]


def _rows(found: coverage.Matrix, wanted: str) -> Sequence[coverage.Row]:
    kinds = _wanted(wanted)
    return [row for row in found.rows if not kinds or row.kinds & set(kinds)]


def _points(found: coverage.Matrix, wanted: str, kind: str) -> list[coverage.Point]:
    kinds = _wanted(wanted)
    return [
        one for one in found.points
        if (not kinds or one.kind in kinds) and (not kind or (one.column is not None and one.column.kind == kind))
    ]  # fmt: skip


def _wanted(code: str) -> tuple[str, ...]:
    return next((kinds for one, _label, kinds in FILTERS if one == code), ())


def _picks(found: coverage.Matrix) -> list[tuple[str, str, int]]:
    counted = [
        (code, str(label), found.count(*kinds) if kinds else len(found.points)) for code, label, kinds in FILTERS
    ]
    return [one for one in counted if one[2] or not one[0]]


def _kinds(found: coverage.Matrix) -> list[tuple[str, str]]:
    names = dict(organisation.UNIT_KINDS)
    kinds = dict.fromkeys(one.kind for one in found.columns)
    return [(kind, str(names.get(kind, kind))) for kind in kinds]
