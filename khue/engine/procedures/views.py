"""The procedures of the institution on the screen: which are in force, and each as it is printed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from khue.engine.procedures import queries
from khue.engine.procedures.language import chart, deadlines
from khue.foundation.ui import responses


@require_GET
def procedures(request: HttpRequest) -> HttpResponse:
    """Every procedure of the person's institutions, in the issue that is in force today."""
    rows = queries.listed(request.user, timezone.localdate())
    return responses.render(request, "procedures/procedures.html", {"rows": rows})


@require_GET
def procedure(request: HttpRequest, version_id: int) -> HttpResponse:
    """One issue of a procedure: flow charts, steps, forms, records, references, and its other issues."""
    version = queries.version_seen(request.user, version_id)
    definition = version.read()
    context = {
        "version": version,
        "definition": definition,
        "flows": [(flow, chart.layout(flow)) for flow in definition.flows],
        "forms": {form.code: form.title for form in definition.forms},
        "due_text": deadlines.due_text,
        "issues": queries.issues(version),
        "in_force": queries.is_in_force(version, timezone.localdate()),
    }
    return responses.render(request, "procedures/procedure.html", context)
