"""“Lần ban hành 04” of the procedure under way: the quality office gives itself less time to look a plan over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from khue.config.demo.school import Stage
from khue.engine.procedures import queries
from khue.engine.procedures.actions import drafts
from khue.engine.procedures.language import schema

OFFICER, FLOW, STEP, DAYS = "ich.av", "unit", "4a", 4


def next_issue(stage: Stage, now: datetime) -> None:
    """Begun three working days ago, changed a day later; still to be submitted."""
    begun, changed = stage.at(now, -3, 14, 10), stage.at(now, -2, 9, 20)
    present = queries.version_for(stage.school, FLOW, now.date())
    by = stage.person(OFFICER, begun)
    draft = drafts.start(institution=stage.school, based_on=present, by=by, at=begun)
    drafts.save(
        draft=draft, procedure=_shorter(draft.read()), revision=draft.revision, what=f"lưu đồ {FLOW}, bước {STEP}",
        by=stage.person(OFFICER, changed), at=changed,
    )  # fmt: skip


def _shorter(procedure: schema.Procedure) -> schema.Procedure:
    flows = tuple(
        replace(flow, steps=tuple(_faster(step) for step in flow.steps)) if flow.code == FLOW else flow
        for flow in procedure.flows
    )
    return replace(procedure, flows=flows)


def _faster(step: schema.Step) -> schema.Step:
    if step.code != STEP or step.time_limit is None:
        return step
    return replace(step, time_limit=replace(step.time_limit, max_days=DAYS))
