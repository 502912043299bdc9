"""The journal on the screen: who did what, when; and whether it is whole."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from khue.foundation.audit_trail import queries, rules, wording
from khue.foundation.ui import paging, responses, tables

SPANS = ((1, _("Hôm nay")), (7, _("7 ngày qua")), (30, _("30 ngày qua")), (365, _("Một năm qua")))


def _table(chains: dict[int, str]) -> tables.Table:
    filters = [
        tables.Filter("khoang", _("Khoảng thời gian"), tuple((str(days), text) for days, text in SPANS), _("Mọi lúc")),
        tables.Filter("mang", _("Mảng việc"), tuple(wording.areas()), _("Mọi mảng việc")),
    ]
    if len(chains) > 1:
        filters.append(tables.Filter("co-so", _("Cơ sở"), tuple((str(key), name) for key, name in chains.items())))
    return tables.Table(
        columns=(
            tables.Column("at", _("Thời điểm"), width="c-140"),
            tables.Column("who", _("Người thực hiện"), width="c-200"),
            tables.Column("what", _("Việc")),
            tables.Column("thing", _("Nội dung"), width="c-260"),
        ),
        filters=tuple(filters),
    )


@require_GET
def events(request: HttpRequest) -> HttpResponse:
    """Newest first; filtered by area, person and days, all in the address."""
    chains = rules.check_read(request.user)
    query = _table(chains).read(request.GET)
    chain = _chosen(chains, query.chosen.get("co-so", ""))
    span = query.chosen["khoang"]
    since = timezone.localdate() - timedelta(days=int(span) - 1) if span else None
    rows = queries.events(institution=chain, area=query.chosen["mang"], actor=query.text, since=since)
    page = paging.page(rows, query.page)
    lines = [(event, wording.sentence(event)) for event in page.items]
    context = {"query": query, "page": page, "lines": lines, "institution": chains[chain]}
    return responses.render(request, "audit_trail/events.html", context)


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Walks the chain now and says what it found."""
    chains = rules.check_read(request.user)
    chain = _chosen(chains, request.POST.get("co-so", ""))
    context = {"found": queries.verify(chain), "institution": chains[chain]}
    return responses.render(request, "audit_trail/verified.html", context)


def _chosen(chains: dict[int, str], wanted: str) -> int:
    return next((key for key in chains if str(key) == wanted), next(iter(chains)))
