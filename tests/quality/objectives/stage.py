"""Shorthand of these tests: contents as a faculty might write them, and a set walked to a step by the people whose step it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khue.engine.procedures import actions as procedures
from khue.engine.procedures import queries as case_queries
from khue.engine.procedures.actions import cases, effects
from khue.engine.procedures.language import schema
from khue.engine.procedures.models import ProcedureVersion
from khue.foundation.audit_trail.models import AuditEvent
from khue.quality.objectives import actions, contents, queries
from khue.quality.objectives.models import ObjectiveSet
from tests.cast import PACKS, Cast
from tests.scenes import kept

PROCEDURE = PACKS / "procedures" / "qt-dbcl-04.yaml"
UNIT_WAY = (
    ("open", "head"), ("close", "head"), ("submit", "head"), ("pass", "quality_officer"), ("approve", "vice_rector"),
    ("issue", "quality_head"),
)  # fmt: skip
SCHOOL_WAY = (
    ("open", "quality_head"), ("close", "quality_head"), ("submit", "quality_head"), ("approve", "rector"),
    ("issue", "quality_officer"),
)  # fmt: skip


@kept
def install(cast: Cast) -> None:
    procedures.install_pack(institution=cast.school, text=PROCEDURE.read_text(encoding="utf-8"), by=None, at=cast.at)


def target(
    subject: str = "tỷ lệ có việc làm", comparator: str = ">=", value: Any = 80, **more: Any
) -> contents.TargetContent:
    number = Decimal(str(value)) if value is not None else None
    return contents.TargetContent(subject, comparator, number, **{"unit": "%", **more})


def objective(number: str = "1", statement: str = "", **more: Any) -> contents.ObjectiveContent:
    """An objective with one target, one task and people, unless a test says otherwise."""
    made = {
        "targets": (target(),),
        "tasks": (contents.TaskContent("Khảo sát cựu học sinh"),),
        "responsibilities": (
            contents.ResponsibilityContent("lead", "Trưởng khoa"),
            contents.ResponsibilityContent("supporting", "Phòng Đào tạo"),
        ),
        "schedule": contents.ScheduleContent("Trong năm học", date(2026, 9, 1), date(2027, 8, 31)),
        "evidence_expected": ("Báo cáo khảo sát",),
    }
    return contents.ObjectiveContent(number, statement or f"Nâng chất lượng đào tạo, phần {number}", **(made | more))


@kept
def draft(cast: Cast, *objectives: contents.ObjectiveContent, by: Any = None, unit: Any = None) -> ObjectiveSet:
    """A set of the faculty (or of `unit`) with these objectives, one when none are given."""
    who = by or cast.head
    made = actions.open_set(unit=unit or cast.faculty, period=cast.period, by=who, at=cast.at)
    content = contents.SetContent(objectives or (objective(),))
    actions.replace_content(objective_set=made, content=content, revision=made.revision, by=who, at=cast.at)
    return fresh(made)


def fresh(objective_set: ObjectiveSet) -> ObjectiveSet:
    """As a request would fetch it."""
    rows = queries.visible.with_open_task(ObjectiveSet.objects.all())
    return rows.select_related(*queries.visible.LINKED, "evaluation").get(pk=objective_set.pk)


def step(cast: Cast, objective_set: ObjectiveSet, outcome: str, who: str, **more: Any) -> ObjectiveSet:
    """One decision by one of the cast, through the real case."""
    case = fresh(objective_set).case
    task = case_queries.open_task(case)
    if outcome == "issue":
        more.setdefault("facts", {"decision_number": "318/QĐ-CĐKTKV", "decided_on": cast.today})
    if outcome == "close":
        more.setdefault("gates", ["minutes"])
    cases.decide(task=task, outcome=outcome, by=getattr(cast, who), at=cast.at, **more)
    return fresh(objective_set)


@kept
def walk(cast: Cast, objective_set: ObjectiveSet, to: str, way: tuple[tuple[str, str], ...] = UNIT_WAY) -> ObjectiveSet:
    """Every decision on the way up to and with the outcome `to`."""
    for outcome, who in way:
        objective_set = step(cast, objective_set, outcome, who)
        if outcome == to:
            break
    return objective_set


def issued(cast: Cast, *objectives: contents.ObjectiveContent) -> ObjectiveSet:
    return walk(cast, draft(cast, *objectives), "issue")


def issued_school(cast: Cast, *objectives: contents.ObjectiveContent) -> ObjectiveSet:
    made = draft(cast, *objectives, by=cast.quality_head, unit=cast.school)
    return walk(cast, made, "issue", SCHOOL_WAY)


def measure(cast: Cast, objective_set: ObjectiveSet, value: Any, *, place: int = 0, by: Any = None, **more: Any) -> Any:
    """A result for the first target of the objective at `place`."""
    found = objective_set.objectives.order_by("order")[place].targets.order_by("order").first()
    one = queries.target_for(by or cast.head, found.public_id)
    day = more.pop("as_of", cast.today - timedelta(days=1))
    return actions.record_measurement(
        target=one, as_of=day, value=Decimal(str(value)), by=by or cast.head, at=cast.at, **more
    )


def verbs(objective_set: ObjectiveSet) -> list[str]:
    """What the journal says about a set, oldest first, the moves of its case apart."""
    rows = AuditEvent.objects.filter(about_id=objective_set.pk, about_type="objectives.objectiveset").order_by("seq")
    return [verb for verb in rows.values_list("verb", flat=True) if verb.startswith("objectives.")]


def last_event(objective_set: ObjectiveSet) -> AuditEvent:
    return AuditEvent.objects.filter(about_id=objective_set.pk, about_type="objectives.objectiveset").latest("seq")


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL inside, marks of transactions and the journal's lock (PostgreSQL only) apart."""
    found: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield found
    marks = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK", "SELECT pg_advisory_xact_lock")
    found += [one["sql"] for one in captured if not one["sql"].startswith(marks)]


def install_unjudged(monkeypatch: pytest.MonkeyPatch, cast: Cast, text: str) -> ProcedureVersion:
    """A procedure as it was issued before anybody judged it together with the sets."""

    def faultless(_procedure: schema.Procedure) -> list[schema.Fault]:
        return []

    with monkeypatch.context() as patch:
        patch.setattr(effects, "faults", faultless)
        return procedures.install_pack(institution=cast.school, text=text, by=None, at=cast.at)
