"""A procedure as text: out as YAML, in as YAML with every fault at its line; two issues side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from khue.engine.procedures import printing, queries
from khue.engine.procedures.actions import moving
from khue.engine.procedures.forms import parts
from khue.engine.procedures.language import comparing, loader, nodes, schema, writing
from khue.engine.procedures.models import ProcedureDraft
from khue.engine.procedures.views import asking
from khue.engine.procedures.views import writing as pages
from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.people.organisation.models import InstitutionProfile, Unit

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
YAML = "application/yaml; charset=utf-8"


@require_GET
def text_of_version(request: HttpRequest, version_id: int) -> HttpResponse:
    """The issue as YAML."""
    return _text(queries.version_seen(request.user, version_id).read())


@require_GET
def text_of_draft(request: HttpRequest, public_id: str) -> HttpResponse:
    """The draft as YAML, however faulty."""
    return _text(queries.draft_for(request.user, public_id).read())


def _text(procedure: schema.Procedure) -> HttpResponse:
    name = f"{procedure.code} lần {procedure.issue_number}.yaml".replace("/", "-")
    return responses.download(writing.to_text(procedure).encode(), name, YAML)


@require_GET
def print_version(request: HttpRequest, version_id: int, kind: str) -> HttpResponse:
    """The issue as the controlled document: Word file or PDF/A."""
    version = queries.version_seen(request.user, version_id)
    signers = tuple(one.display_name if one else "" for one in (version.drafted_by, None, version.issued_by))
    return _printed(version.institution, version.read(), kind, signers=signers)


@require_GET
def print_draft(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """The draft on paper, marked as one."""
    draft = queries.draft_for(request.user, public_id)
    return _printed(draft.institution, draft.read(), kind, is_draft=True)


def _printed(institution: Unit, procedure: schema.Procedure, kind: str, **more: Any) -> HttpResponse:
    profile = InstitutionProfile.objects.get(institution=institution)
    facts = printing.Facts(procedure, institution.name, profile.superior_name, at=timezone.now(), **more)
    write, mime = {"docx": (printing.to_docx, DOCX), "pdf": (printing.to_pdf, "application/pdf")}[kind]
    name = f"{procedure.code} lần {procedure.issue_number}.{kind}".replace("/", "-")
    return responses.download(write(facts), name, mime)


@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest, public_id: str) -> HttpResponse:
    """Replace what is written by a YAML text. What cannot be read is told by line; what could not run becomes faults of the draft."""
    draft = pages.mine(request, public_id)
    form = parts.TextForm(*ui.sent(request), initial={"revision": draft.revision})
    told: list[tuple[int | None, str]] = []
    if form.is_bound and form.is_valid():
        procedure, told = _read(form.cleaned_data["text"])
        if procedure and not told and procedure.code != draft.code and not _is_renamed(draft, form):
            told, form = _other_code(draft, procedure, form)
        elif procedure and not told and asking.try_save(request, draft, procedure, form, _("toàn bộ, từ tệp YAML")):
            return responses.back(request, asking.home(draft), _("Đã nhận nội dung từ tệp."))
    status = 422 if request.method == "POST" else 200
    return responses.render(request, "procedures/text.html", {"draft": draft, "form": form, "told": told}, status)


def _is_renamed(draft: ProcedureDraft, form: parts.TextForm) -> bool:
    """Somebody said that the other code is meant; an issue that is there keeps its code."""
    return draft.based_on_id is None and bool(form.cleaned_data["rename"])


def _other_code(
    draft: ProcedureDraft, procedure: schema.Procedure, form: parts.TextForm
) -> tuple[list[tuple[int | None, str]], parts.TextForm]:
    """Nothing is taken over; the text stays in the box, and where the draft may have another code, that is asked."""
    said = _("Mã số trong tệp là %(code)s, bản soạn này là %(mine)s.") % {"code": procedure.code, "mine": draft.code}
    may = draft.based_on_id is None
    more = _("Đúng là muốn đổi mã thì đánh dấu ô dưới đây rồi nhận lại.") if may else _("Hãy sửa dòng mã số trong tệp.")
    kept = {"revision": form.cleaned_data["revision"], "text": form.cleaned_data["text"]}
    return [(None, f"{said} {more}")], parts.TextForm(initial=kept, asks_to_rename=may)


def _read(text: str) -> tuple[schema.Procedure | None, list[tuple[int | None, str]]]:
    data, broken = nodes.parse(text)
    if broken:
        return None, [(None, one.message) for one in broken]
    procedure, faults = loader.read({"effective_on": "2000-01-01", **data})
    known = writing.lines(text)
    if "effective_on" not in data:
        procedure = replace(procedure, effective_on=date.min)
    return procedure, [(writing.line_of(one.step, known), str(one)) for one in faults]


@require_GET
def compare(request: HttpRequest, version_id: int, other_id: int) -> HttpResponse:
    """Two issues of one procedure, older left."""
    old, new = (queries.version_seen(request.user, one) for one in (version_id, other_id))
    if old.procedure_id != new.procedure_id:
        raise errors.NotFound("other_procedure", _("Chỉ so sánh hai lần ban hành của cùng một quy trình."))
    way_back = reverse("procedures:procedure", args=[new.pk])
    return _compared(request, old.read(), new.read(), _("Lần %s") % new.issue_number, way_back)


@require_GET
def compare_draft(request: HttpRequest, public_id: str) -> HttpResponse:
    """The draft with the issue it came from; the day it takes effect is set when it is approved, so it is no difference yet."""
    draft = queries.draft_for(request.user, public_id)
    if draft.based_on is None:
        raise errors.NotFound("nothing_before", _("Quy trình mới chưa có lần ban hành nào để so sánh."))
    old = draft.based_on.read()
    new = replace(draft.read(), effective_on=old.effective_on)
    return _compared(request, old, new, _("Bản soạn"), asking.home(draft))


def _compared(
    request: HttpRequest, old: schema.Procedure, new: schema.Procedure, name: str, way_back: str
) -> HttpResponse:
    context = {
        "old": old,
        "new": new,
        "name": name,
        "way_back": way_back,
        "parts": comparing.compare(old, new, moving.words()),
    }
    return responses.render(request, "procedures/compare.html", context)
