"""Procedures installed in the cast's school, with effects that only write down that they ran."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from khue.engine.procedures import actions, queries
from khue.engine.procedures.actions import cases, effects, gates
from khue.engine.procedures.models import Case, ProcedureVersion, Task
from tests.cast import Cast
from tests.engine.procedures import texts

QT = (texts.PACKS / "qt-dbcl-04.yaml").read_text(encoding="utf-8").replace("objectives.", "tests.")
QT = QT.replace("gates: [check_passed], ", "")  # judged by objectives, and there are none on this stage
QT = re.sub(r"  - code: check_passed\n    message: .*\n", "", QT)
NAMES = (
    "open_consultation",
    "close_consultation",
    "submit",
    "record_check",
    "approve",
    "issue",
    "return_to_unit",
    "report",
)


@pytest.fixture
def deeds() -> Iterator[list[effects.Deed]]:
    """Every effect that ran, in order."""
    ran: list[effects.Deed] = []
    names = [f"tests.{name}" for name in (*NAMES, "note")]
    for name in names:
        effects.register(name, ran.append)
    gates.register("scored", "Đã chấm điểm")
    yield ran
    gates.forget("scored")
    for name in names:
        effects.forget(name)


@pytest.fixture
def installed(cast: Cast, deeds: list[effects.Deed]) -> ProcedureVersion:
    return actions.install_pack(institution=cast.school, text=QT, by=None, at=cast.at)


@dataclass
class Play:
    """A case on stage: `play("open", cast.head)` decides the open task."""

    cast: Cast
    case: Case
    met: tuple[str, ...] = ("minutes",)
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def task(self) -> Task:
        task = queries.open_task(self.case)
        assert task is not None
        return task

    def __call__(self, outcome: str, by: Any, reason: str = "") -> Case:
        self.case = cases.decide(
            task=self.task, outcome=outcome, by=by, at=self.cast.at, reason=reason, gates=self.met, facts=self.facts
        )
        return self.case


@pytest.fixture
def begin(cast: Cast, installed: ProcedureVersion) -> Callable[..., Play]:
    """`begin()` starts a unit's case in the faculty; `begin(flow="school")` the school's."""

    def start(flow: str = "unit", **more: Any) -> Play:
        unit = cast.school if flow == "school" else cast.faculty
        return Play(cast, start_case(cast, unit, flow, **more))

    return start


def start_case(cast: Cast, unit: Any, flow: str, subject_id: int | None = None, **more: Any) -> Case:
    subject = cases.Subject(id=subject_id or unit.pk, title=f"MTCL {unit}", unit=unit)
    told = {"institution": cast.school, "period": cast.period, "by": cast.quality_officer, "at": cast.at, **more}
    [case] = cases.start(subject_type="organisation.unit", subjects=[subject], flow=flow, **told)
    return case
