"""From a plan that was read out of a file (`khue.foundation.reading`) to contents. Nothing is added that the file did not say."""

from __future__ import annotations

from khue.foundation.kernel import errors
from khue.foundation.reading import values as reading
from khue.quality.objectives.contents import values, words


def from_plan(plan: reading.Plan) -> values.SetContent:
    """The objectives of a plan as contents. Raises `Invalid` for a calendar of tasks, which holds no objectives."""
    if plan.kind == "task_calendar" or not plan.objectives:
        raise errors.Invalid(
            "plan_without_objectives",
            "Tệp này không có mục tiêu nào (là lịch công việc hoặc bảng khác). Hãy chọn tệp mục tiêu chất lượng.",
        )
    return values.SetContent(
        objectives=tuple(_objective(one, place) for place, one in enumerate(plan.objectives, start=1))
    )


def _objective(objective: reading.PlanObjective, place: int) -> values.ObjectiveContent:
    return values.ObjectiveContent(
        number=objective.number or str(place),
        statement=objective.statement,
        targets=tuple(map(from_reading, objective.targets)),
        tasks=tuple(map(_task, objective.tasks)),
        responsibilities=_who(objective.lead, objective.supporting),
        schedule=_schedule(objective.time),
        evidence_expected=objective.evidence,
        note=objective.note,
    )


def from_reading(target: reading.Target) -> values.TargetContent:
    """A target that was read, as a content."""
    low, high = target.value if isinstance(target.value, tuple) else (target.value, None)
    return values.TargetContent(
        subject=target.subject,
        comparator=target.comparator,
        value=low,
        value_high=high,
        unit=target.unit,
        baseline=target.baseline,
    )


def _task(task: reading.PlanTask) -> values.TaskContent:
    return values.TaskContent(
        text=task.text, responsibilities=_who(task.lead, task.supporting), schedule=_schedule(task.time)
    )


def _who(lead: tuple[str, ...], supporting: tuple[str, ...]) -> tuple[values.ResponsibilityContent, ...]:
    return tuple(
        values.ResponsibilityContent(part=part, text=name)
        for part, names in ((words.LEAD, lead), (words.SUPPORTING, supporting))
        for name in names
    )


def _schedule(time: reading.Timespan | None) -> values.ScheduleContent:
    if time is None:
        return values.ScheduleContent()
    return values.ScheduleContent(
        text=time.text, starts_on=time.start, ends_on=time.end, before=time.before, recurring=time.recurring
    )
