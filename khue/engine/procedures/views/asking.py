"""What several screens of a draft share: what was sent, the choices of the institution, saving with a word about stale tabs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from khue.engine.procedures.actions import drafts, effects, gates
from khue.engine.procedures.forms import step as steps
from khue.engine.procedures.language import chart, schema
from khue.engine.procedures.models import ProcedureDraft
from khue.foundation.kernel import errors
from khue.people.access.models import Role
from khue.people.organisation import queries as organisation


def home(draft: ProcedureDraft) -> str:
    return reverse("procedures:draft", args=[draft.public_id])


def roles_of(draft: ProcedureDraft) -> list[tuple[str, str]]:
    return list(Role.objects.filter(institution_id=draft.institution_id).order_by("pk").values_list("code", "name"))


def choices(draft: ProcedureDraft, procedure: schema.Procedure, flow: schema.Flow) -> steps.Choices:
    """What the form of a step offers."""
    units = organisation.units_of(draft.institution, timezone.localdate())
    return steps.Choices(
        roles=[(one.code, one.title) for one in procedure.roles],
        units=[(one.code, one.name) for one in units],
        effects=effects.choices(),
        gates=[(one.code, str(one.label)) for one in gates.known()],
        papers=[(one.code, f"{one.code} {one.title}") for one in procedure.forms],
        steps=[*((one.code, f"{one.code}. {one.name}") for one in flow.steps), (schema.END, "Kết thúc")],
    )


def charts(procedure: schema.Procedure) -> list[tuple[schema.Flow, chart.Chart | None]]:
    """The picture of each flow as far as it can be drawn: a flow without steps has none."""
    return [(flow, chart.layout(drawable(flow)) if flow.steps else None) for flow in procedure.flows]


def drawable(flow: schema.Flow) -> schema.Flow:
    """The flow without the ways that lead nowhere (they are told as faults)."""
    known = {one.code for one in flow.steps} | {schema.END}
    return replace(
        flow,
        steps=tuple(
            replace(step, outcomes=tuple(way for way in step.outcomes if way.to in known)) for step in flow.steps
        ),
    )


def try_save(
    request: HttpRequest, draft: ProcedureDraft, procedure: schema.Procedure, form: Any, what: str
) -> ProcedureDraft | None:
    """The saved draft, or None: the form then says that somebody saved in between, and keeps what was typed."""
    revision = form.cleaned_data["revision"]
    try:
        return drafts.save(
            draft=draft, procedure=procedure, revision=revision, what=what, by=request.user, at=timezone.now()
        )
    except errors.Conflict as refusal:
        form.refuse(refusal)
        return None
