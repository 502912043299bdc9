"""The procedures of the institution on the screen: which are in force, and each as it is printed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from khue.engine.procedures import queries, rules
from khue.engine.procedures.language import chart, deadlines, outline, schema
from khue.engine.procedures.models import Case
from khue.foundation.ui import responses
from khue.people.access import queries as access


@require_GET
def procedures(request: HttpRequest) -> HttpResponse:
    """Every procedure of the person's institutions, in the issue that is in force today."""
    rows = queries.listed(request.user, timezone.localdate())
    institution = access.institution_of(request.user)
    context = {
        "rows": rows,
        "drafts": list(queries.drafts_for(request.user)),
        "may_edit": institution is not None and rules.can_edit(request.user, institution),
    }
    return responses.render(request, "procedures/procedures.html", context)


@require_GET
def procedure(request: HttpRequest, version_id: int) -> HttpResponse:
    """One issue of a procedure: flow charts, steps, forms, records, references, and its other issues."""
    version = queries.version_seen(request.user, version_id)
    definition = version.read()
    may_move = rules.can_move(request.user, version.institution)
    context = {
        "version": version,
        "definition": definition,
        "flows": [(flow, chart.layout(flow)) for flow in definition.flows],
        "forms": {form.code: form.title for form in definition.forms},
        "due_text": deadlines.due_text,
        "issues": queries.issues(version),
        "in_force": queries.is_in_force(version, timezone.localdate()),
        "people": lambda step: outline.people(step, definition),
        "step_of": lambda case: _step_of(definition, case),
        "may_edit": rules.can_edit(request.user, version.institution),
        "may_move": may_move,
        "cases": queries.cases_on(version) if may_move else [],
    }
    return responses.render(request, "procedures/procedure.html", context)


def _step_of(definition: schema.Procedure, case: Case) -> str:
    """Where a case stands, as people say it."""
    flow = definition.flow(case.flow)
    step = flow.step(case.step) if flow else None
    return f"{step.code}. {step.name}" if step else case.step
