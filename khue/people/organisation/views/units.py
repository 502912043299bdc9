"""The tree, one unit, and what is written about a unit."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from khue.foundation.audit_trail import queries as trail
from khue.foundation.audit_trail import wording
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.people.accounts.models import SignedIn
from khue.people.organisation import actions, hooks, queries, rules, terms
from khue.people.organisation.forms import units as forms
from khue.people.organisation.models import Unit
from khue.people.organisation.views import asking


@require_GET
def units(request: SignedIn, public_id: str = "") -> HttpResponse:
    """The tree of the person's institution, or of another one they may look into (a Sở)."""
    institution = asking.unit(request, public_id) if public_id else asking.home(request)
    day = timezone.localdate()
    context = {
        "institution": institution,
        "branches": list(queries.tree(institution, day).flat()),
        "tally": queries.tally(institution, day),
        "others": [home for home in hooks.homes(request.user) if home.pk != institution.pk],
        "below": queries.institutions_below(institution, day) if institution.kind == "authority" else [],
        "kinds": dict(terms.UNIT_KINDS),
        "can_edit": rules.can_edit(request.user, institution),
        "today": day,
    }
    return responses.render(request, "organisation/units.html", context)


@require_GET
def unit(request: SignedIn, public_id: str) -> HttpResponse:
    """One unit: its people today, what hangs below, its names and what became of it."""
    found = asking.unit(request, public_id)
    day = timezone.localdate()
    context = {
        "unit": found,
        "children": queries.children(found, day),
        "posts": queries.posts_in(found, day),
        "history": queries.history_of(found),
        "kinds": dict(terms.UNIT_KINDS),
        "successions": dict(terms.SUCCESSION_KINDS),
        "can_edit": rules.can_edit(request.user, found),
        "today": day,
    }
    return responses.render(request, "organisation/unit.html", context)


@require_GET
def history(request: SignedIn, public_id: str) -> HttpResponse:
    found = asking.unit(request, public_id)
    events = trail.history(institution=found.owner_id, about=found)
    context = {"unit": found, "lines": [(event, wording.sentence(event)) for event in events]}
    return responses.render(request, "organisation/history.html", context)


@require_http_methods(["GET", "POST"])
def add(request: SignedIn, public_id: str) -> HttpResponse:
    """A new unit below this one."""
    parent = asking.edited_unit(request, public_id)
    form = forms.NewUnitForm(*ui.sent(request), initial={"kind": "faculty", "valid_from": timezone.localdate()})

    def deed(data: dict) -> tuple[str, str]:
        made = actions.add_unit(parent=parent, by=request.user, at=timezone.now(), **data)
        return page_of(made), _("Đã thêm “%s”.") % made.name

    title = _("Thêm đơn vị thuộc %s") % parent.name
    return asking.answer(request, form, deed, title=title, unit=parent, send=_("Thêm đơn vị"))


@require_http_methods(["GET", "POST"])
def change(request: SignedIn, public_id: str) -> HttpResponse:
    """Corrects what is written. A new name by decision is a renaming, with its day."""
    found = asking.edited_unit(request, public_id)
    initial = {key: getattr(found, key) for key in ("kind", "code", "name", "short_name", "aliases", "order")}
    form = forms.UnitForm(*ui.sent(request), initial=initial, institution=found.is_institution)

    def deed(data: dict) -> tuple[str, str]:
        actions.change_unit(unit=found, by=request.user, at=timezone.now(), **data)
        return page_of(found), _("Đã lưu thông tin của “%s”.") % found.name

    sentence = _(
        "Sửa chỗ ghi sai. Nếu đơn vị được đổi tên theo quyết định, dùng “Đổi tên” để giữ tên cũ cho giấy tờ cũ."
    )
    return asking.answer(
        request, form, deed, title=_("Sửa thông tin %s") % found.name, unit=found, sentence=sentence, send=_("Lưu")
    )


def page_of(unit: Unit) -> str:
    return reverse("organisation:unit", args=[unit.public_id])
