"""The papers that came to me, and the register: filtered by year and kind, written by hand, as Excel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_GET, require_http_methods

from khue.engine.papers import forms, queries, rules, terms
from khue.engine.papers.actions import register as actions
from khue.engine.papers.views import trusting
from khue.foundation.kernel import errors
from khue.foundation.office import xlsx_out
from khue.foundation.ui import forms as ui
from khue.foundation.ui import paging, responses, tables
from khue.people.access import backend
from khue.people.accounts.models import SignedIn
from khue.people.organisation import queries as organisation
from khue.people.organisation.models import Unit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATES = {
    terms.IN_FORCE: ("ok", "circle-check"),
    terms.REPLACED: ("none", "copy"),
    terms.RECALLED: ("back", "arrow-back-up"),
}
COLUMNS = (
    tables.Column("number", __("Số, ký hiệu"), order_by=("year", "number", "suffix"), css="k-inline", width="c-180"),
    tables.Column("day", __("Ngày"), order_by=("issued_on",), css="k-inline", width="c-120"),
    tables.Column("abstract", __("Trích yếu"), css="k-title"),
    tables.Column("signer", __("Người ký"), css="k-inline", width="c-180"),
    tables.Column("to", __("Nơi nhận"), css="k-inline", width="c-200"),
    tables.Column("state", __("Trạng thái"), css="k-inline", width="c-180"),
)
FILTERS = (
    tables.Filter("loai", __("Loại văn bản"), tuple(terms.KINDS), __("Mọi loại văn bản")),
    tables.Filter("trang-thai", __("Trạng thái"), tuple(terms.STATES), __("Mọi trạng thái")),
)
TABLE = tables.Table(columns=COLUMNS, filters=FILTERS, default="-number", keep=("nam",))


@require_GET
def issued(request: SignedIn) -> HttpResponse:
    """Văn bản ban hành: what came to my units or to me, what I signed, and for the keepers everything; the newest first."""
    query = TABLE.read(request.GET)
    rows = _filtered(queries.visible_to(request.user), query)
    page = paging.page(queries.counted(rows).order_by("-issued_on", *query.ordering), query.page)
    context = {"query": query, "page": page, "states": STATES, "may_keep": _may_look(request),
               "may_trust": trusting.may_manage(request)}  # fmt: skip
    return responses.render(request, "papers/issued.html", context)


@require_GET
def register(request: SignedIn) -> HttpResponse:
    """Sổ văn bản đi of a year: every number in its order, and the numbers that no line has."""
    institution = _institution(request)
    query, year = TABLE.read(request.GET), _year(request)
    mine = queries.registered_for(request.user).filter(institution=institution)
    rows = _filtered(mine.filter(year=year), query)
    page = paging.page(queries.counted(rows).order_by(*query.ordering), query.page)
    kind = query.chosen["loai"] or terms.DECISION
    years, gaps = queries.years_and_gaps(mine, year, kind)
    context = {
        "query": query, "page": page, "states": STATES, "year": year, "years": sorted({*years, year}, reverse=True),
        "kind": terms.KIND_NAMES[kind], "gaps": gaps, "may_keep": rules.can_keep(request.user, institution),
    }  # fmt: skip
    return responses.render(request, "papers/register.html", context)


@require_http_methods(["GET", "POST"])
def enter(request: SignedIn) -> HttpResponse:
    """A line by hand."""
    institution, today = _institution(request), timezone.localdate()
    rules.check_keep(request.user, institution)
    units = list(organisation.units_of(institution, today))
    own = organisation.home_units(request.user, today)
    initial = {"kind": terms.DECISION, "issued_on": today, "unit": own[0].public_id if own else institution.public_id}

    def deed(said: dict[str, Any]) -> tuple[str, str]:
        about = actions.About(abstract=said["abstract"], unit=said["unit"], signer_name=said["signer_name"])
        made = actions.enter_by_hand(
            institution=institution, kind=said["kind"], number=said["number"], issued_on=said["issued_on"], about=about,
            by=request.user, at=timezone.now(),
        )  # fmt: skip
        return reverse("papers:register"), _("Đã ghi vào sổ số %s.") % made.code

    form = forms.LineForm(*ui.sent(request), units=units, initial=initial)
    upcoming = queries.next_number(institution.pk, today.year, terms.DECISION)
    return responses.answer(request, form, deed, "papers/enter.html", {"next": f"{upcoming:02d}"})


@require_GET
def excel(request: SignedIn) -> HttpResponse:
    """The register of the year as it is filtered."""
    institution = _institution(request)
    query, year = TABLE.read(request.GET), _year(request)
    mine = queries.registered_for(request.user).filter(institution=institution, year=year)
    rows = queries.counted(_filtered(mine, query)).order_by("kind", "number", "suffix", "pk")
    title = _("Sổ văn bản đi năm %s") % year
    table = xlsx_out.Table(_("Sổ văn bản đi"), _EXCEL, _lines(rows.iterator(500)), above=(institution.name, title))
    content = b"".join(xlsx_out.chunks([table], title=title, at=timezone.now()))
    return responses.download(content, f"{title}.xlsx", XLSX)


_EXCEL = (
    xlsx_out.Column("Loại", 14),
    xlsx_out.Column("Số, ký hiệu", 20),
    xlsx_out.Column("Ngày", 12, "day"),
    xlsx_out.Column("Trích yếu", 60, wrap=True),
    xlsx_out.Column("Người ký", 28),
    xlsx_out.Column("Đơn vị soạn", 34),
    xlsx_out.Column("Nơi nhận", 40),
    xlsx_out.Column("Đã xác nhận", 14),
    xlsx_out.Column("Nguồn số", 20),
    xlsx_out.Column("Trạng thái", 18),
)


def _lines(rows: Iterator[Any]) -> Iterator[list[xlsx_out.Value]]:
    for one in rows:
        more = _(" và %s nơi khác") % (one.received - 1) if one.received > 1 else ""
        yield [
            str(one.get_kind_display()), one.code, one.issued_on, one.abstract, one.signer_name, one.unit.name,
            (one.first_recipient or "") + more, f"{one.confirmed}/{one.expected}" if one.expected else "",
            str(one.get_source_display()), str(one.get_state_display()),
        ]  # fmt: skip


def _filtered(rows: Any, query: tables.Query) -> Any:
    rows = queries.search(rows, query.text)
    if query.chosen["loai"]:
        rows = rows.filter(kind=query.chosen["loai"])
    return rows.filter(state=query.chosen["trang-thai"]) if query.chosen["trang-thai"] else rows


def _year(request: SignedIn) -> int:
    asked = request.GET.get("nam", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 else timezone.localdate().year


def _may_look(request: SignedIn) -> bool:
    return any(queries.REGISTER in grant.permissions for grant in backend.held_by(request.user))


def _institution(request: SignedIn) -> Unit:
    """The first one whose register the person may look into. Raises `NotFound`."""
    held = [one for one in backend.held_by(request.user) if queries.REGISTER in one.permissions]
    if not held or held[0].institution is None:
        raise errors.NotFound("no_register", _("Không có sổ văn bản đi nào thầy, cô được xem."))
    return held[0].institution
