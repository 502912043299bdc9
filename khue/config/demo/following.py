"""The demo's results: measurements with evidence, progress of tasks, evaluation at year end."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from khue.config.demo import deeds, papers
from khue.config.demo.school import Stage
from khue.engine.records import actions as records
from khue.foundation.kernel import clock
from khue.quality.objectives import terms
from khue.quality.objectives.actions import evaluating, measuring
from khue.quality.objectives.models import ObjectiveSet, PlannedTask, Target


def measure(stage: Stage, made: ObjectiveSet, objectives: list[dict[str, Any]], who: str, at: datetime) -> None:
    """The results of the year for every target, the first of each set with a report as evidence."""
    person, made = stage.person(who, at), deeds.fresh(made)
    evidence = _report(stage, made, who, at)
    targets = _targets(made)
    for place, told in enumerate(objectives, start=1):
        for target, result in zip(targets.get(place, []), told["results"], strict=False):
            measuring.record_measurement(
                target=target,
                as_of=clock.today(at),
                evidence=(evidence,),
                by=person,
                at=at,
                **_result(result),
            )


def _targets(made: ObjectiveSet) -> dict[int, list[Target]]:
    found: dict[int, list[Target]] = {}
    rows = Target.objects.filter(objective__set=made).select_related(
        "objective__set__unit", "objective__set__period", "objective__set__case"
    )
    for target in rows.order_by("objective__order", "order"):
        found.setdefault(target.objective.order, []).append(target)
    return found


def _result(result: Any) -> dict[str, Any]:
    if isinstance(result, list):
        return {"numerator": Decimal(result[0]), "denominator": Decimal(result[1])}
    return {"value": Decimal(1) if result is True else Decimal(str(result))}


def _report(stage: Stage, made: ObjectiveSet, who: str, at: datetime) -> Any:
    title = f"Báo cáo số liệu {made.unit.name}, {made.period.name}"
    content = papers.note(title, [f"Số liệu tính đến ngày {clock.today(at):%d/%m/%Y}, do {made.unit.name} tổng hợp."])
    return records.add_evidence(
        institution=stage.school, unit=made.unit, title=title, file=ContentFile(content, name=f"bao-cao-{made.unit.code}.docx"),
        effective_on=clock.today(at), confidentiality="internal", by=stage.person(who, at), at=at,
    )  # fmt: skip


def finish_tasks(stage: Stage, made: ObjectiveSet, who: str, at: datetime) -> None:
    for task in _tasks(made):
        measuring.update_task(
            task=task,
            progress=terms.DONE,
            percent=100,
            note="Đã hoàn thành theo kế hoạch.",
            by=stage.person(who, at),
            at=at,
        )


def _tasks(made: ObjectiveSet) -> list[PlannedTask]:
    rows = PlannedTask.objects.filter(objective__set=made).select_related(
        "objective__set__unit", "objective__set__period", "objective__set__case"
    )
    return list(rows.order_by("objective__order", "order"))


def evaluate(stage: Stage, made: ObjectiveSet, objectives: list[dict[str, Any]], who: str, at: datetime) -> None:
    """The year-end report: causes where something was not met, then handed in by the button of step 6."""
    person, made = stage.person(who, at), deeds.fresh(made)
    evaluation = evaluating.open_evaluation(objective_set=made, by=person, at=at)
    words = {
        objective.public_id: evaluating.ObjectiveWords(
            told.get("cause", ""), told.get("remedy", ""), bool(told.get("cause"))
        )
        for objective, told in zip(made.objectives.order_by("order"), objectives, strict=True)
    }
    evaluating.save_evaluation(
        evaluation=evaluation,
        summary=f"{made.unit.name} đã thực hiện phần lớn mục tiêu của năm học; chỉ tiêu chưa đạt có nguyên nhân kèm theo.",
        proposals="Giữ các chỉ tiêu đã đạt, nâng dần qua từng năm.",
        words=words,
        by=person,
        at=at,
    )
    deeds.decide(stage, made, "report", who, at)


def under_way(stage: Stage, made: ObjectiveSet, head: str, staff: str, now: datetime) -> None:
    """Some weeks into the year: a first figure, tasks begun, a proof from a teacher."""
    at = stage.at(now, -7, 10, 20)
    targets = [target for group in _targets(deeds.fresh(made)).values() for target in group]
    first = next(target for target in targets if target.unit == "%" and target.value is not None)
    evidence = _report(stage, deeds.fresh(made), head, at)
    measuring.record_measurement(
        target=first, as_of=clock.today(at), numerator=Decimal(161), denominator=Decimal(188),
        note="Số liệu giữa học kỳ I.", evidence=(evidence,), by=stage.person(head, at), at=at,
    )  # fmt: skip
    for place, task in enumerate(_tasks(deeds.fresh(made))[:3]):
        day = stage.at(at, 1 + place, 9, 5 + 10 * place)
        measuring.update_task(
            task=task, progress=terms.UNDER_WAY, percent=20 + 15 * place, note="Đã triển khai ở các lớp năm thứ nhất.",
            by=stage.person(head, day), at=day,
        )  # fmt: skip
