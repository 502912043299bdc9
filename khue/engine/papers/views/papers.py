"""One paper: what it is, its files, who received it and who has confirmed; confirming, reminding, recalling."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khue.engine.papers import adapter, forms, hooks, queries, rules, terms
from khue.engine.papers.actions import ending, issuing
from khue.engine.papers.models import Paper
from khue.engine.papers.views import signing
from khue.engine.papers.views.register import STATES
from khue.engine.records import printing
from khue.engine.records import rules as records
from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.people.accounts.models import SignedIn

MIMES = {terms.PDF: printing.PDF, terms.DOCX: printing.DOCX}


@require_GET
def show(request: SignedIn, public_id: str) -> HttpResponse:
    """Everything about it; whoever has to confirm has the one primary button."""
    paper = queries.paper_for(request.user, public_id)
    recipients, subjects, files = queries.recipients_of(paper), queries.subjects_of(paper), queries.files_of(paper)
    inside = [one for one in recipients if one.is_inside]
    mine = [one for one in inside if paper.state == terms.IN_FORCE and rules.can_acknowledge(request.user, one)]
    addresses = (
        hooks.kind(paper.content_kind).addresses(request.user, [one.subject_id for one in subjects])
        if paper.content_kind and subjects
        else {}
    )
    context = {
        "paper": paper, "files": files, "recipients": recipients, "subjects": subjects, "addresses": addresses,
        "confirmed": sum(one.acknowledged_at is not None for one in inside), "expected": len(inside), "mine": mine[:1],
        "state": STATES[paper.state], "may_recall": rules.can_recall(request.user, paper),
        "may_remind": rules.can_remind(request.user, paper),
    }  # fmt: skip
    return responses.render(request, "papers/paper.html", context | signing.panel(request, paper, files))


@require_GET
def download(request: SignedIn, public_id: str, file: str) -> HttpResponse:
    """One file; of a paper that is not in force its name says so, and each page of a PDF. `?goc=1`: as it was made."""
    paper = queries.paper_for(request.user, public_id)
    found = queries.file_for(paper, file)
    original = request.GET.get("goc") == "1"
    content = adapter.read(found) if original else adapter.copy_of(paper, found)
    response = responses.download(content, _marked(paper, found.name), MIMES[found.format])
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
def bundle(request: SignedIn, public_id: str) -> HttpResponse:
    """Every file in one zip, the same as singly."""
    paper = queries.paper_for(request.user, public_id)
    files = queries.files_of(paper)
    if not files:
        raise errors.NotFound("no_files", _("Văn bản này chưa có tệp. Tệp được tạo trong ít phút sau khi ban hành."))
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as archive:
        for one in files:
            info = zipfile.ZipInfo(one.name, date_time=timezone.localtime(one.made_at).timetuple()[:6])
            archive.writestr(info, adapter.copy_of(paper, one))
    name = records.safe_name(f"{paper.code.replace('/', '-')}.zip")
    response = responses.download(kept.getvalue(), _marked(paper, name), "application/zip")
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def acknowledge(request: SignedIn, public_id: str, recipient: int) -> HttpResponse:
    paper = queries.paper_for(request.user, public_id)
    found = get_object_or_404(paper.recipients.select_related("unit__institution", "paper"), pk=recipient)
    issuing.acknowledge(recipient=found, by=request.user, at=timezone.now())
    return responses.back(
        request, _home(paper), _("Đã xác nhận %(who)s nhận %(code)s.") % {"who": found.name, "code": paper.code}
    )


@require_POST
def remind(request: SignedIn, public_id: str) -> HttpResponse:
    paper = queries.paper_for(request.user, public_id)
    told = issuing.remind(paper=paper, by=request.user, at=timezone.now())
    return responses.back(request, _home(paper), _("Đã nhắc %s.") % ", ".join(one.name for one in told))


@require_http_methods(["GET", "POST"])
def recall(request: SignedIn, public_id: str) -> HttpResponse:
    """A question with the reason before anything happens."""
    paper = queries.paper_for(request.user, public_id)
    rules.check_recall(request.user, paper)

    def deed(said: dict[str, Any]) -> tuple[str, str]:
        ending.recall(paper=paper, by=request.user, at=timezone.now(), **said)
        return _home(paper), _("Đã thu hồi %s.") % paper.code

    context = {"paper": paper, "subjects": queries.subjects_of(paper)}
    return responses.answer(request, forms.RecallForm(*ui.sent(request)), deed, "papers/recall.html", context)


def _marked(paper: Paper, name: str) -> str:
    mark = terms.ENDED_WORDS.get(paper.state)
    return f"{mark} {name}" if mark else name


def _home(paper: Paper) -> str:
    return reverse("papers:paper", args=[paper.public_id])
