"""What several screens of a draft share: the choices of the institution, saving with a word about stale tabs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from khue.engine.procedures.actions import drafts, effects, gates
from khue.engine.procedures.forms import parts
from khue.engine.procedures.forms import step as steps
from khue.engine.procedures.language import chart, outline, schema
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
        steps=[*((one.code, f"{one.code}. {one.name}") for one in flow.steps), (schema.END, _("Kết thúc"))],
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A fault with the place where it is mended: what it is called, and the page (“” for who only reads)."""

    place: str
    address: str
    message: str


def told(
    draft: ProcedureDraft, procedure: schema.Procedure, faults: Iterable[schema.Fault], may_edit: bool
) -> list[Told]:
    """The faults of a draft, each with its place in words: “Bước 4a. Xem xét, Lập mục tiêu của đơn vị”."""
    found = []
    order = [f"{flow.code}/{step.code}" for flow in procedure.flows for step in flow.steps]
    for one in sorted(faults, key=lambda one: _rank(order, one.step)):
        place, address = _place(draft, procedure, one.step)
        found.append(Told(place, address if may_edit else "", one.message))
    return found


def _rank(order: list[str], where: str) -> int:
    """Faults in the order of the paper: first the parts before the steps."""
    step = "/".join(where.split("/")[:2])
    return order.index(step) if step in order else -1


def _place(draft: ProcedureDraft, procedure: schema.Procedure, where: str) -> tuple[str, str]:
    first, _slash, rest = where.partition("/")
    flow = procedure.flow(first)
    if flow is not None:
        code, _slash, part = rest.partition("/")
        step = flow.step(code)
        if step is None:
            return flow.title, f"{home(draft)}#buoc-{flow.code}"
        named = outline.part_of(step, part)
        label = ", ".join(filter(None, (_("Bước %s") % f"{step.code}. {step.name}", named, flow.title)))
        return label, reverse("procedures:draft-step", args=[draft.public_id, flow.code, step.code])
    for name, (title, *_rest) in parts.LISTS.items():
        if first == name or first.startswith(f"{name}[") or first in {_code(one) for one in getattr(procedure, name)}:
            label = str(title) if first == name else f"{title}: {first}"
            return label, reverse("procedures:draft-list", args=[draft.public_id, name])
    return (_("Phần chung"), reverse("procedures:draft-general", args=[draft.public_id])) if not where else (where, "")


def _code(one: object) -> str:
    return str(getattr(one, "code", "") or getattr(one, "term", "") or getattr(one, "form", ""))


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
    except (errors.Conflict, errors.Invalid) as refusal:
        form.refuse(refusal)
        return None
