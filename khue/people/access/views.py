"""Who holds which role over which unit; giving and taking; what each role may do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import paging, responses, tables
from khue.people.access import actions, forms, queries, terms
from khue.people.access.models import Role
from khue.people.accounts.models import SignedIn
from khue.people.organisation import queries as organisation
from khue.people.organisation.models import Unit

both = require_http_methods(["GET", "POST"])
COLUMNS = (
    tables.Column("person", gettext_lazy("Người được giao"), order_by=("person__name_key",), width="c-260"),
    tables.Column("role", gettext_lazy("Vai trò"), order_by=("role__name",)),
    tables.Column("unit", gettext_lazy("Ở đơn vị"), order_by=("unit__path",)),
    tables.Column("time", gettext_lazy("Thời gian"), order_by=("valid_from",), width="c-200"),
    tables.Column("source", gettext_lazy("Do đâu"), width="c-180"),
    tables.Column("deed", gettext_lazy("Việc"), width="c-120", hidden_label=True),
)


def _institution(request: SignedIn) -> Unit:
    """Where the person may give roles; 403 for others."""
    institution = queries.institution_of(request.user)
    if institution is None or not request.user.has_perm("access.grant"):
        reason = _("Thầy, cô chưa được giao quyền phân quyền. Hãy nhờ người quản trị của đơn vị.")
        raise errors.NotAllowed("access.grant", reason)
    return institution


def _table(roles: list[tuple[str, str]]) -> tables.Table:
    state = (("het", gettext_lazy("Đã hết hiệu lực")),)
    return tables.Table(
        columns=COLUMNS,
        filters=(
            tables.Filter("vai-tro", gettext_lazy("Vai trò"), tuple(roles), gettext_lazy("Mọi vai trò")),
            tables.Filter("hieu-luc", gettext_lazy("Hiệu lực"), state, gettext_lazy("Đang hiệu lực")),
        ),
        default="person",
    )


@require_GET
def grants(request: SignedIn) -> HttpResponse:
    """The grants over the units where this person may give and take them."""
    institution = _institution(request)
    query = _table(queries.role_choices(institution)).read(request.GET)
    rows = queries.grants(
        request.user,
        timezone.localdate(),
        role=query.chosen["vai-tro"],
        ended=query.chosen["hieu-luc"] == "het",
        name=query.text,
    )
    page = paging.page(rows.order_by(*query.ordering), query.page)
    lines = [(grant, queries.source_of(grant)) for grant in page.items]
    context = {"query": query, "page": page, "lines": lines, "institution": institution}
    return responses.render(request, "access/grants.html", context)


@both
def add(request: SignedIn) -> HttpResponse:
    institution = _institution(request)
    day = timezone.localdate()
    form = forms.GrantForm(
        *ui.sent(request),
        people=organisation.staff(institution, day),
        roles=Role.objects.filter(institution=institution),
        units=organisation.units_of(institution, day).filter(queries.within(request.user, "access.grant", unit="")),
        authority=institution.kind == "authority",
        initial={"valid_from": day},
    )

    def deed(data: dict[str, Any]) -> tuple[str, str]:
        made = actions.grant(by=request.user, at=timezone.now(), **data)
        names = {"role": made.role.name, "person": made.person.full_name}
        return reverse("access:grants"), _("Đã giao vai trò “%(role)s” cho %(person)s.") % names

    return responses.answer(request, form, deed, "access/add.html", {}, mends=responses.MENDABLE)


@both
def revoke(request: SignedIn, public_id: str) -> HttpResponse:
    """The default last day is yesterday: gone at once."""
    grant = queries.grant_for(request.user, public_id)
    if grant is None:
        raise errors.NotFound("grant", _("Không có quyền này trong danh sách thầy, cô quản lý."))

    def deed(data: dict[str, Any]) -> tuple[str, str]:
        actions.revoke(grant=grant, on=data["on"], by=request.user, at=timezone.now())
        names = {"role": grant.role.name, "person": grant.person.full_name}
        return reverse("access:grants"), _("Đã thu hồi vai trò “%(role)s” của %(person)s.") % names

    form = forms.RevokeForm(*ui.sent(request), initial={"on": timezone.localdate() - timedelta(days=1)})
    return responses.answer(request, form, deed, "access/revoke.html", {"grant": grant}, mends=responses.MENDABLE)


@require_GET
def roles(request: SignedIn) -> HttpResponse:
    """Roles × permissions, as the institution has them."""
    institution = _institution(request)
    found = list(Role.objects.filter(institution=institution).order_by("pk"))
    context = {"roles": found, "permissions": terms.PERMISSIONS, "reaches": dict(terms.REACHES)}
    return responses.render(request, "access/roles.html", context)
