"""Single deeds of the demo, each by the action that the screens call."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from khue.config.demo import papers
from khue.config.demo.school import Stage
from khue.engine.procedures import queries as procedures
from khue.engine.procedures.actions import cases
from khue.foundation.kernel import clock
from khue.foundation.reading import read_targets, read_timespan
from khue.foundation.reading import values as reading
from khue.interfaces.imports import adapter as worker
from khue.interfaces.imports.actions import batches
from khue.interfaces.imports.actions import plans as imports
from khue.interfaces.imports.queries import plans as staged_plans
from khue.people.organisation.models import Unit
from khue.quality.objectives import contents, queries, terms
from khue.quality.objectives.actions import comments, editing, sets
from khue.quality.objectives.models import Comment, Objective, ObjectiveSet


def stage_file(stage: Stage, unit: Unit, year: int, objectives: list[dict[str, Any]], who: str, at: datetime) -> Any:
    """The unit drops its Word file; nobody has looked at it yet."""
    period = stage.periods[year]
    content = papers.plan(unit.name, period.code, objectives)
    name = f"KH-MTCL-{unit.code}-{period.code}.docx"
    return imports.stage(unit=unit, period=period, name=name, content=content, by=stage.person(who, at), at=at)


def send_many(stage: Stage, year: int, files: list[tuple[str, bytes]], who: str, at: datetime) -> None:
    """Files of several units sent together; the worker has read them, nobody has looked at them yet."""
    sending = batches.send(
        institution=stage.school, period=stage.periods[year], files=files, by=stage.person(who, at), at=at
    )
    for file in sending.taken:
        worker.read(file.pk, lambda: at)


def from_file(
    stage: Stage, unit: Unit, year: int, objectives: list[dict[str, Any]], who: str, at: datetime
) -> ObjectiveSet:
    """Word file in, doubts settled by their first answer, confirmed; then each objective says which of the school's it serves."""
    person = stage.person(who, at)
    staged = stage_file(stage, unit, year, objectives, who, at)
    while doubts := [doubt for row in staged_plans.rows(staged) for doubt in row.doubts]:
        edit = doubts[0].choices[0].edit
        staged = imports.correct(staged=staged, edit=edit, revision=staged.revision, by=person, at=at)
    made = imports.confirm(staged=staged, revision=staged.revision, by=person, at=at)
    _tie(stage, made, objectives, who, at)
    return fresh(made)


def by_hand(
    stage: Stage, unit: Unit, year: int, objectives: list[dict[str, Any]], who: str, at: datetime
) -> ObjectiveSet:
    """The same, typed into the editor."""
    person = stage.person(who, at)
    period = stage.periods[year]
    made = queries.empty_draft(person, unit, period) or sets.open_set(unit=unit, period=period, by=person, at=at)
    keys = _school_keys(stage, made)
    for number, told in enumerate(objectives, start=1):
        content = _content(number, told, stage.periods[year].code)
        content = replace(content, serves=keys.get(told["serves"]), is_own=not told["serves"])
        made = fresh(made)
        editing.save_objective(objective_set=made, content=content, revision=made.revision, by=person, at=at)
    return fresh(made)


def _content(number: int, told: dict[str, Any], school_year: str) -> contents.ObjectiveContent:
    plan = reading.Plan(
        kind="action_plan",
        objectives=(
            reading.PlanObjective(
                number=str(number), statement=told["statement"], targets=tuple(read_targets(told["statement"])),
                tasks=tuple(reading.PlanTask(task) for task in told["tasks"]), lead=tuple(told["lead"]),
                supporting=tuple(told["supporting"]), time=read_timespan(told["time"], school_year=school_year),
                evidence=tuple(one for line in told["evidence"] for one in line.split("; ")),
            ),
        ),
    )  # fmt: skip
    return contents.from_plan(plan).objectives[0]


def _tie(stage: Stage, made: ObjectiveSet, objectives: list[dict[str, Any]], who: str, at: datetime) -> None:
    keys = _school_keys(stage, made)
    if made.is_school_level:
        return
    content = queries.content_of(made)
    tied = tuple(
        replace(one, serves=keys.get(told["serves"]), is_own=not told["serves"])
        for one, told in zip(content.objectives, objectives, strict=True)
    )
    editing.replace_content(
        objective_set=made,
        content=replace(content, objectives=tied),
        revision=made.revision,
        by=stage.person(who, at),
        at=at,
    )


def _school_keys(stage: Stage, made: ObjectiveSet) -> dict[int, str]:
    rows = Objective.objects.filter(
        set__unit=stage.school, set__period_id=made.period_id, set__state=terms.ISSUED
    ).order_by("order")
    return {place: row.public_id for place, row in enumerate(rows, start=1)}


def decide(
    stage: Stage, made: ObjectiveSet, outcome: str, who: str, at: datetime,
    *, reason: str = "", gates: tuple[str, ...] = (), facts: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    """Press the button of the present step."""
    case = fresh(made).case
    assert case is not None
    task = procedures.open_task(case)
    assert task is not None
    cases.decide(
        task=task, outcome=outcome, by=stage.person(who, at), at=at, reason=reason, gates=gates, facts=facts or {}
    )


def issue(stage: Stage, made: ObjectiveSet, who: str, at: datetime, *, number: str) -> None:
    facts = {"decision_number": number, "decided_on": clock.today(at)}
    decide(stage, made, "issue", who, at, facts=facts)


def comment(stage: Stage, made: ObjectiveSet, who: str, text: str, at: datetime) -> None:
    objective = Objective.objects.filter(set=made).order_by("order").first()
    comments.add_comment(objective_set=fresh(made), objective=objective, text=text, by=stage.person(who, at), at=at)


def talk(stage: Stage, made: ObjectiveSet, told: list[dict[str, Any]], head: str, at: datetime) -> None:
    """A consultation in full swing: who says what of which objective, and how it is answered, if it is."""
    objectives = list(Objective.objects.filter(set=made).order_by("order").prefetch_related("targets", "tasks"))
    for place, one in enumerate(told):
        about = objectives[one["objective"] - 1] if one.get("objective") else None
        parts = {name: getattr(about, f"{name}s").first() for name in ("target", "task") if about and one.get(name)}
        comment = comments.add_comment(
            objective_set=fresh(made), objective=about, text=one["text"], by=stage.person(one["who"], at),
            at=at + timedelta(hours=place), **parts,
        )  # fmt: skip
        if one.get("answer"):
            comment.set = fresh(made)
            comments.respond(
                comment=comment, response=one["answer"], text=one["said"], by=stage.person(head, at),
                at=at + timedelta(hours=place + 1),
            )  # fmt: skip


def answer(stage: Stage, made: ObjectiveSet, who: str, at: datetime) -> None:
    """Every open comment is taken up."""
    for one in Comment.objects.filter(set=made, response="").select_related("set__unit", "set__period", "set__case"):
        comments.respond(
            comment=one,
            response=terms.ACCEPTED,
            text="Đã bổ sung cách tính vào cột minh chứng.",
            by=stage.person(who, at),
            at=at,
        )


def fresh(made: ObjectiveSet) -> ObjectiveSet:
    return ObjectiveSet.objects.select_related("unit", "period", "case", "institution").get(pk=made.pk)
