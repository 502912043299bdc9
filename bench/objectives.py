"""Objectives by the thousand: sets walked once by the real procedure, then copied for every other unit.

Each objective has two targets (one of them measured twice), two planned tasks and the people of its action plan; each set is issued,
frozen and hashed like a real one, so its page reads what a real page reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from bench.school import School
from khue.engine.procedures import queries as procedures
from khue.engine.procedures.actions import cases
from khue.engine.procedures.models import Case, Task, TaskCandidate
from khue.engine.records.models import Evidence, EvidenceUse
from khue.foundation.kernel import clock
from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import contents
from khue.quality.objectives.actions import editing, sets
from khue.quality.objectives.models import (
    EVIDENCE_SUBJECTS,
    Measurement,
    Objective,
    ObjectiveSet,
    PlannedTask,
    Responsibility,
    Target,
)
from khue.quality.objectives.queries import freezing, rows

UNIT_WAY = ("open", "close", "submit", "pass", "approve", "issue")
SCHOOL_WAY = ("open", "close", "submit", "approve", "issue")
BATCH = 2000
SUBJECTS = (
    "tỷ lệ học sinh lên lớp",
    "tỷ lệ có việc làm sau sáu tháng",
    "số bài báo khoa học",
    "tỷ lệ hài lòng của doanh nghiệp",
)
STATEMENT = (
    "Đảm bảo {subject} của {unit} đạt kế hoạch năm học, mục tiêu thứ {n}, theo số liệu tổng hợp của Phòng Đào tạo."
)


def walked(school: School, unit: Unit, period: Period, count: int, now: datetime) -> ObjectiveSet:
    """One set by the real deeds, from the draft to the decision."""
    is_top = unit.pk == school.top.pk
    head = school.admin if is_top else school.heads[unit.pk]
    made = sets.open_set(unit=unit, period=period, by=head, at=now)
    content = contents.SetContent(tuple(_content(unit, n) for n in range(1, count + 1)))
    editing.replace_content(objective_set=made, content=content, revision=made.revision, by=head, at=now)
    for outcome in SCHOOL_WAY if is_top else UNIT_WAY:
        _decide(school, made, outcome, head, now)
    return ObjectiveSet.objects.select_related("case", "unit", "period", "institution").get(pk=made.pk)


def _decide(school: School, made: ObjectiveSet, outcome: str, head: Any, now: datetime) -> None:
    found = ObjectiveSet.objects.select_related("case").get(pk=made.pk)
    by = {"pass": school.admin, "issue": school.admin, "approve": school.rector}.get(outcome, head)
    facts = {"decision_number": f"{made.pk}/QĐ-CĐĐL", "decided_on": clock.today(now)} if outcome == "issue" else {}
    gates = ("minutes",) if outcome == "close" else ()
    task = procedures.open_task(found.case)
    cases.decide(task=task, outcome=outcome, by=by, at=now, gates=gates, facts=facts)


def _content(unit: Unit, n: int) -> contents.ObjectiveContent:
    subject = SUBJECTS[n % len(SUBJECTS)]
    unit_of = "bài" if n % 4 == 2 else "%"
    return contents.ObjectiveContent(
        number=str(n),
        statement=STATEMENT.format(subject=subject, unit=unit.name, n=n),
        targets=(
            contents.TargetContent(subject, ">=", Decimal(60 + n % 40), unit=unit_of),
            contents.TargetContent("tỷ lệ học sinh bỏ học", "<=", Decimal(1 + n % 9), unit="%"),
        ),
        tasks=(
            contents.TaskContent(f"Rà soát chương trình đợt {n}"),
            contents.TaskContent(f"Khảo sát và báo cáo đợt {n}"),
        ),
        responsibilities=(
            contents.ResponsibilityContent("lead", "Trưởng khoa"),
            contents.ResponsibilityContent("supporting", "Phòng Đào tạo"),
        ),
        schedule=contents.ScheduleContent("Trong năm học"),
        evidence_expected=("Báo cáo tổng kết",),
    )


def copied(
    model: ObjectiveSet, units: Iterable[Unit], period: Period, count: int, serves: list[Objective] | None = None
) -> None:
    """Sets of `count` objectives for `units`, standing where `model` stands."""
    task = procedures.open_task(model.case)
    for unit in units:
        made = _set(model, unit, period)
        _case(model, made, task)
        _fill(made, count, serves or [])
    _freeze(period, model)


def _again(row: Any, **changed: Any) -> Any:
    """A copy of a row with another identity, not saved."""
    skipped = {"id", "public_id", *changed}
    values = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in skipped
    }
    return type(row)(**values, **changed)


def _set(model: ObjectiveSet, unit: Unit, period: Period) -> ObjectiveSet:
    title = f"Mục tiêu chất lượng {unit.name}, {period.name}"
    uncounted = {"tally": {}, "tally_changes": 1, "tally_counted": 0}
    made: ObjectiveSet = _again(
        model, unit=unit, period=period, title=title, case=None, frozen={}, replaces=None, **uncounted
    )
    made.save()
    return made


def _case(model: ObjectiveSet, made: ObjectiveSet, task: Task | None) -> None:
    case: Case = _again(model.case, subject_id=made.pk, title=made.title, unit=made.unit, period=made.period)
    case.save()
    made.case = case
    made.save(update_fields=["case"])
    if task is None:
        return
    due_on = task.due_on and task.due_on + (made.period.starts_on - model.period.starts_on)
    waiting: Task = _again(task, case=case, unit=made.unit, due_on=due_on)
    waiting.save()
    candidates = TaskCandidate.objects.filter(task=task)
    TaskCandidate.objects.bulk_create(_again(one, task=waiting, unit=made.unit) for one in candidates)


def _fill(made: ObjectiveSet, count: int, serves: list[Objective]) -> None:
    """The rows of one set, four statements a table however many there are."""
    told = [_content(made.unit, n) for n in range(1, count + 1)]
    mine = {"institution_id": made.institution_id}
    found = [
        Objective(
            **mine, set=made, order=n, number=one.number, statement=one.statement, time_text=one.schedule.text,
            starts_on=made.period.starts_on, ends_on=made.period.ends_on, evidence_expected=list(one.evidence_expected),
            serves=serves[n % len(serves)] if serves else None, is_own=not serves,
        )
        for n, one in enumerate(told)
    ]  # fmt: skip
    Objective.objects.bulk_create(found, BATCH)
    pairs = list(zip(found, told, strict=True))
    Target.objects.bulk_create(_targets(pairs, mine), BATCH)
    PlannedTask.objects.bulk_create(_tasks(pairs, mine), BATCH)
    Responsibility.objects.bulk_create(_people(pairs, mine), BATCH)


Pairs = list[tuple[Objective, contents.ObjectiveContent]]


def _targets(pairs: Pairs, mine: dict[str, int]) -> Iterator[Target]:
    for row, told in pairs:
        for order, one in enumerate(told.targets):
            yield Target(
                **mine,
                objective=row,
                order=order,
                subject=one.subject,
                comparator=one.comparator,
                value=one.value,
                unit=one.unit,
            )


def _tasks(pairs: Pairs, mine: dict[str, int]) -> Iterator[PlannedTask]:
    for row, told in pairs:
        for order, one in enumerate(told.tasks):
            progress = ("not_started", "doing", "done")[(row.order + order) % 3]
            yield PlannedTask(**mine, objective=row, order=order, text=one.text, progress=progress)


def _people(pairs: Pairs, mine: dict[str, int]) -> Iterator[Responsibility]:
    for row, told in pairs:
        for order, one in enumerate(told.responsibilities):
            yield Responsibility(**mine, objective=row, part=one.part, text=one.text, order=order)


def _freeze(period: Period, model: ObjectiveSet) -> None:
    waiting = (
        ObjectiveSet.objects.filter(period=period).exclude(pk=model.pk).select_related("unit", "period", "institution")
    )
    told = rows.contents_by_set(waiting)
    for one in waiting:
        one.frozen = freezing.set_json(one, told[one.pk])
        one.content_hash = freezing.hash_of(one.frozen)
        one.save(update_fields=["frozen", "content_hash"])


def measured(period: Period, school: School, now: datetime) -> None:
    """The first target of every objective measured twice, every second other target once."""
    day = clock.today(now)
    fields = {"institution": school.top, "recorded_at": now, "recorded_by": school.admin}
    targets = Target.objects.filter(objective__set__period=period).values_list("pk", "order", "value")
    Measurement.objects.bulk_create(_results(targets, fields, day), BATCH)


def _results(targets: Any, fields: dict[str, Any], day: date) -> Iterator[Measurement]:
    for pk, order, value in targets:
        for back in range(2 - order if order == 0 or pk % 4 == 1 else 0):
            off = Decimal((pk % 7) - 2)
            yield Measurement(
                **fields, target_id=pk, value=max(value + off, Decimal(0)), as_of=day - timedelta(days=1 + 90 * back)
            )


def evidenced(school: School, period: Period, now: datetime, each: int = 5) -> None:
    """A few pieces of evidence a unit, each under several results of its set."""
    for unit in school.leaves:
        found = [_evidence(school, unit, number, now) for number in range(each)]
        results = Measurement.objects.filter(target__objective__set__unit=unit, target__objective__set__period=period)
        subjects = list(results.order_by("pk").values_list("pk", flat=True)[: 4 * each])
        EvidenceUse.objects.bulk_create(
            EvidenceUse(
                institution=school.top, evidence=found[place % each], subject_type=EVIDENCE_SUBJECTS["measurement"],
                subject_id=subject, added_at=now, added_by=school.admin,
            )
            for place, subject in enumerate(subjects)
        )  # fmt: skip


def _evidence(school: School, unit: Unit, number: int, now: datetime) -> Evidence:
    made = Evidence(
        institution=school.top, unit=unit, title=f"Báo cáo {unit.name} số {number}", url=f"https://doluong.example/{unit.pk}/{number}",
        effective_on=clock.today(now), added_at=now, added_by=school.admin,
    )  # fmt: skip
    made.save()
    return made
