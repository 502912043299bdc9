"""The staff: the list, one person, and their account."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khue.foundation.ui import forms as ui
from khue.foundation.ui import paging, responses, tables
from khue.people.accounts import actions as accounts
from khue.people.accounts import rules as account_rules
from khue.people.accounts.models import Person, SignedIn
from khue.people.organisation import actions, hooks, queries, rules
from khue.people.organisation.forms import posts as forms
from khue.people.organisation.models import Unit
from khue.people.organisation.views import asking

COLUMNS = (
    tables.Column("name", gettext_lazy("Họ và tên"), order_by=("name_key",), width="c-260"),
    tables.Column("posts", gettext_lazy("Chức vụ, đơn vị")),
    tables.Column("email", gettext_lazy("Thư điện tử"), order_by=("email",), width="c-260"),
    tables.Column("account", gettext_lazy("Tài khoản"), width="c-180"),
)


def _table(units: list[Unit]) -> tables.Table:
    choices = tuple((unit.public_id, unit.name) for unit in units)
    gone = (("nghi", gettext_lazy("Đã thôi công tác")),)
    return tables.Table(
        columns=COLUMNS,
        filters=(
            tables.Filter("don-vi", gettext_lazy("Đơn vị"), choices, gettext_lazy("Mọi đơn vị")),
            tables.Filter("con", gettext_lazy("Công tác"), gone, gettext_lazy("Đang công tác")),
        ),
        default="name",
    )


@require_GET
def people(request: SignedIn) -> HttpResponse:
    """By Vietnamese name; found with or without marks."""
    institution = asking.home(request)
    day = timezone.localdate()
    query = _table(list(queries.units_of(institution, day))).read(request.GET)
    rows = queries.staff(institution, day, gone=query.chosen["con"] == "nghi", unit=query.chosen["don-vi"])
    rows = queries.search(rows, query.text).order_by(*query.ordering)
    page = paging.page(queries.with_posts(rows, institution, day), query.page)
    context = {
        "institution": institution,
        "query": query,
        "page": page,
        "can_edit": rules.can_edit(request.user, institution),
    }
    return responses.render(request, "organisation/people.html", context)


@require_GET
def person(request: SignedIn, public_id: str) -> HttpResponse:
    """One person: posts over time, what they are in charge of, what they may do."""
    found = asking.person(request, public_id)
    homes = hooks.homes(request.user)
    context = {
        "found": found,
        "posts": queries.posts_of(found, homes),
        "charges": queries.charges_of(found, homes),
        "powers": hooks.powers(found, homes[0]) if homes else [],
        "can_manage": account_rules.can_manage(request.user, found),
        "today": timezone.localdate(),
    }
    return responses.render(request, "organisation/person.html", context)


@require_http_methods(["GET", "POST"])
def add(request: SignedIn) -> HttpResponse:
    """A new member of staff with a first post; the invitation goes out with it if asked."""
    institution = asking.home(request)
    rules.check_edit(request.user, institution)
    day = timezone.localdate()
    form = forms.NewPersonForm(
        *ui.sent(request),
        units=queries.units_of(institution, day),
        positions=queries.positions(institution),
        initial={"valid_from": day, "unit": request.GET.get("don-vi")},
    )

    def deed(data: dict) -> tuple[str, str]:
        post = actions.welcome(by=request.user, at=timezone.now(), origin=request.build_absolute_uri("/"), **data)
        invited = _(" và gửi thư mời đến %s") % post.person.email if data["invite"] else ""
        return page_of(post.person), _("Đã thêm %(person)s%(invited)s.") % {
            "person": post.person.full_name,
            "invited": invited,
        }

    return asking.answer(request, form, deed, title=_("Thêm nhân sự"), send=_("Thêm người này"))


@require_http_methods(["GET", "POST"])
def change(request: SignedIn, public_id: str) -> HttpResponse:
    found = asking.person(request, public_id)
    account_rules.check_manage(request.user, found)
    initial = {key: getattr(found, key) for key in ("full_name", "title", "email", "staff_code")}
    form = forms.PersonForm(*ui.sent(request), initial=initial)

    def deed(data: dict) -> tuple[str, str]:
        home = asking.home(request)
        accounts.change_person(person=found, institution=home, by=request.user, at=timezone.now(), **data)
        return page_of(found), _("Đã lưu hồ sơ của %s.") % found.full_name

    title = _("Sửa hồ sơ %s") % found.full_name
    return asking.answer(request, form, deed, title=title, person=found, send=_("Lưu"))


@require_POST
def invite(request: SignedIn, public_id: str) -> HttpResponse:
    found = asking.person(request, public_id)
    home, origin = asking.home(request), request.build_absolute_uri("/")
    accounts.invite(person=found, institution=home, origin=origin, by=request.user, at=timezone.now())
    return responses.back(request, page_of(found), _("Đã gửi thư mời đến %s.") % found.email)


@require_POST
def deactivate(request: SignedIn, public_id: str) -> HttpResponse:
    found = asking.person(request, public_id)
    accounts.deactivate(person=found, institution=asking.home(request), by=request.user, at=timezone.now())
    return responses.back(request, page_of(found), _("Đã khóa tài khoản của %s.") % found.full_name)


@require_POST
def reactivate(request: SignedIn, public_id: str) -> HttpResponse:
    found = asking.person(request, public_id)
    accounts.reactivate(person=found, institution=asking.home(request), by=request.user, at=timezone.now())
    return responses.back(request, page_of(found), _("Đã mở lại tài khoản của %s.") % found.full_name)


def page_of(person: Person) -> str:
    return reverse("organisation:person", args=[person.public_id])
