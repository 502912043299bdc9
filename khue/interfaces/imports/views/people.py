"""Units and people come in from Excel: the template, the file, what would change, the word to do it."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.interfaces.imports import rules, terms
from khue.interfaces.imports.actions import people as actions
from khue.interfaces.imports.forms import people as forms
from khue.interfaces.imports.printing import people as printing
from khue.interfaces.imports.queries import people as queries
from khue.people.accounts.models import SignedIn
from khue.people.organisation import queries as organisation
from khue.people.organisation.models import Unit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _institution(request: SignedIn) -> Unit:
    found = queries.institutions(request.user)
    if not found:
        reason = _("Chỉ người quản trị hoặc phòng KT-ĐBCL được nhập đơn vị, nhân sự từ Excel.")
        raise errors.NotAllowed("import_people", reason)
    return found[0]


@require_http_methods(["GET", "POST"])
def upload(request: SignedIn) -> HttpResponse:
    institution = _institution(request)
    form = forms.PeopleForm(*ui.sent(request))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        facts = {"institution": institution, "name": file.name, "content": file.read()}
        try:
            staged = actions.stage(by=request.user, at=timezone.now(), **facts)
        except errors.Refused as refusal:
            form.add_error("file", refusal.message)
        else:
            return responses.back(request, _page(staged.public_id))
    context = {"form": form, "institution": institution, "waiting": queries.waiting(request.user)}
    return responses.render(request, "imports/people_upload.html", context, 422 if form.is_bound else 200)


@require_GET
def template(request: SignedIn) -> HttpResponse:
    """The workbook to fill in; with ?hien-co=1 it holds today's units and people."""
    institution = _institution(request)
    day = timezone.localdate()
    units = organisation.units_of(institution, day).select_related("parent")
    posts = organisation.posts_on(institution, day)
    if not request.GET.get("hien-co"):
        units, posts = units.none(), posts.none()
    positions = list(organisation.positions(institution))
    content = printing.people_template(positions=positions, units=units, posts=posts)
    return responses.download(content, _("Mẫu nhập đơn vị và nhân sự") + ".xlsx", XLSX)


@require_GET
def people(request: SignedIn, public_id: str) -> HttpResponse:
    """What confirming would do, or what is wrong in which row."""
    staged = queries.staged_for(request.user, public_id)
    may = rules.can_confirm_people(request.user, staged.institution)
    context = {
        "shown": queries.preview(staged),
        "staged": staged,
        "kinds": dict(terms.CHANGES),
        "is_open": staged.state == terms.STAGED,
        "because": "" if may else rules.CONFIRMS_PEOPLE,
    }
    return responses.render(request, "imports/people.html", context)


@require_POST
def confirm(request: SignedIn, public_id: str) -> HttpResponse:
    staged = queries.staged_for(request.user, public_id)
    invite, origin = request.POST.get("invite") == "on", request.build_absolute_uri("/")
    actions.confirm(staged=staged, invite=invite, origin=origin, by=request.user, at=timezone.now())
    return responses.back(request, reverse("organisation:units"), _("Đã nhập xong tệp “%s”.") % staged.file_name)


@require_POST
def compare(request: SignedIn, public_id: str) -> HttpResponse:
    staged = queries.staged_for(request.user, public_id)
    actions.compare_again(staged=staged, by=request.user, at=timezone.now())
    return responses.back(request, _page(public_id), _("Đã so lại với dữ liệu hiện nay."))


@require_POST
def discard(request: SignedIn, public_id: str) -> HttpResponse:
    staged = queries.staged_for(request.user, public_id)
    actions.discard(staged=staged, by=request.user, at=timezone.now())
    return responses.back(request, reverse("imports:people"), _("Đã bỏ tệp, không lưu gì."), "info")


def _page(public_id: str) -> str:
    return reverse("imports:people-file", args=[public_id])
