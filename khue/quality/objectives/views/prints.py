"""Papers of a set: the institution's own forms as Word and PDF/A."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from khue.engine.records import printing as paper
from khue.foundation.kernel import errors, text
from khue.foundation.ui import responses
from khue.quality.objectives import printing, queries, rules
from khue.quality.objectives.models import ObjectiveSet

KINDS = {"docx": (paper.to_docx, paper.DOCX), "pdf": (paper.to_pdf, paper.PDF)}


@require_GET
def index(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every form that this set can be printed on."""
    chosen = queries.set_for(request.user, public_id)
    closed = _closed(request.user, chosen)
    forms = [one for one in printing.forms_for(chosen, timezone.localdate()) if one.code not in closed]
    return responses.render(request, "objectives/prints.html", {"set": chosen, "forms": forms})


@require_GET
def download(request: HttpRequest, public_id: str, form: str, kind: str) -> HttpResponse:
    """One form of one set as a file."""
    chosen = queries.set_for(request.user, public_id)
    if kind not in KINDS:
        raise errors.NotFound("no_kind", _("Chỉ tải được tệp Word (.docx) hoặc PDF (.pdf)."))
    if form in _closed(request.user, chosen):
        rules.check_read_report(request.user, chosen, getattr(chosen, "evaluation", None))
    write, mime = KINDS[kind]
    document = printing.document_for(chosen, form, at=timezone.now())
    name = f"{form} {chosen.unit.name} {chosen.period.code}.{kind}"
    return responses.download(write(document), text.squash(name), mime)


def _closed(person: Any, chosen: ObjectiveSet) -> set[str]:
    """Reports that this person may not read, or not before they are handed in."""
    if rules.can_read_report(person, chosen, getattr(chosen, "evaluation", None)):
        return set()
    return {one.code for one in printing.forms_for(chosen, timezone.localdate()) if one.kind in printing.REPORTS}
