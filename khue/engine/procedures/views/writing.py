"""Writing the next issue: the draft with its faults and chart, its general part and lists, its steps."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khue.engine.procedures import queries, rules
from khue.engine.procedures.actions import drafts
from khue.engine.procedures.forms import parts
from khue.engine.procedures.language import deadlines, outline
from khue.engine.procedures.models import ProcedureDraft
from khue.engine.procedures.views import asking
from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.people.access import queries as access

both = require_http_methods(["GET", "POST"])


@require_POST
def begin(request: HttpRequest, version_id: int) -> HttpResponse:
    """“Soạn lần ban hành mới” of an issue."""
    version = queries.version_seen(request.user, version_id)
    draft = drafts.start(institution=version.institution, based_on=version, by=request.user, at=timezone.now())
    return responses.back(request, asking.home(draft), _("Đã mở bản soạn từ lần ban hành %s.") % version.issue_number)


@both
def new(request: HttpRequest) -> HttpResponse:
    """A procedure that the institution has not had."""
    institution = access.institution_of(request.user)
    if institution is None:
        raise errors.NotAllowed("edit_draft", _("Thầy, cô chưa thuộc trường nào."))
    rules.check_edit(request.user, institution)
    form = parts.NewForm(*ui.sent(request))
    if form.is_bound and form.is_valid():
        try:
            draft = drafts.start(institution=institution, by=request.user, at=timezone.now(), **form.cleaned_data)
            return responses.back(request, asking.home(draft), _("Đã mở bản soạn mới."))
        except responses.MENDABLE as refusal:
            form.refuse(refusal)
    context = {"form": form, "title": _("Soạn quy trình mới"), "label": _("Bắt đầu soạn"), "way_back": _list()}
    return responses.render(request, "procedures/ask.html", context, 422 if form.is_bound else 200)


@require_GET
def draft(request: HttpRequest, public_id: str) -> HttpResponse:
    """What is written, what is still wrong, and the ways on."""
    found = queries.draft_for(request.user, public_id)
    procedure = found.read()
    may_edit = rules.can_edit(request.user, found.institution) and found.state == "draft"
    context = {
        "draft": found,
        "procedure": procedure,
        "charts": asking.charts(procedure),
        "faults": asking.told(found, procedure, drafts.faults_of(found), may_edit),
        "remarks": asking.told(found, procedure, drafts.remarks_of(found, procedure, timezone.localdate()), may_edit),
        "lists": [(name, one[0], len(getattr(procedure, name))) for name, one in parts.LISTS.items()],
        "due_text": deadlines.due_text,
        "people": lambda step: outline.people(step, procedure),
        "may_edit": may_edit,
        "may_approve": rules.can_approve(request.user, found) and found.state == "submitted",
    }
    return responses.render(request, "procedures/draft.html", context)


@both
def general(request: HttpRequest, public_id: str) -> HttpResponse:
    """Title, issue number, purpose, scope."""
    found = mine(request, public_id)
    procedure = found.read()
    form = parts.GeneralForm(*ui.sent(request), initial=parts.GeneralForm.initial_of(procedure, found.revision))
    if form.is_bound and form.is_valid():
        changed = form.applied(procedure)
        if asking.try_save(request, found, changed, form, _("phần chung")):
            return responses.back(request, asking.home(found), _("Đã lưu phần chung."))
    context = {
        "form": form,
        "title": _("Phần chung"),
        "label": _("Lưu"),
        "way_back": asking.home(found),
        "draft": found,
    }
    return responses.render(request, "procedures/ask.html", context, 422 if form.is_bound else 200)


@both
def list_(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """One list of the paper, a row an entry; “Lưu và thêm dòng” stays here with empty rows below."""
    found = mine(request, public_id)
    if name not in parts.LISTS:
        raise errors.NotFound("no_part", _("Không có phần này. Hãy chọn trong bản soạn."))
    procedure, title = found.read(), parts.LISTS[name][0]
    sent = ui.sent(request)[0]
    rows = parts.rows(name, sent, procedure, asking.roles_of(found))
    form = parts.SubmitForm(sent, initial={"revision": found.revision})
    if form.is_bound and form.is_valid() and rows.is_valid():
        changed = parts.applied(name, rows.forms, procedure)
        if asking.try_save(request, found, changed, form, str(title)):
            more = "them" in request.POST
            here = reverse("procedures:draft-list", args=[public_id, name]) if more else asking.home(found)
            return responses.back(request, here, _("Đã lưu: %s.") % title)
    context = {"draft": found, "rows": rows, "form": form, "title": title, "name": name}
    return responses.render(request, "procedures/rows.html", context, 422 if form.is_bound else 200)


def mine(request: HttpRequest, public_id: str) -> ProcedureDraft:
    """A draft that can be written by this person now."""
    found = queries.draft_for(request.user, public_id)
    rules.check_edit(request.user, found.institution)
    if found.state != "draft":
        raise errors.Conflict(
            "submitted", _("Bản soạn đã trình phê duyệt. Chờ phê duyệt hoặc trả lại rồi mới sửa được.")
        )
    return found


def _list() -> str:
    return reverse("procedures:procedures")
