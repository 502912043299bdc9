"""Whoever writes takes the institution's turn first (docs/adr/0020): in each of these deeds no row is locked or written before it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from khue.engine.calls import actions as calls
from khue.engine.papers.actions import ending
from khue.engine.papers.actions import issuing as outgoing
from khue.engine.papers.models import Paper
from khue.engine.procedures import queries as case_queries
from khue.engine.procedures.actions import cases
from khue.foundation.audit_trail import actions as trail
from khue.people.accounts import actions as accounts
from khue.people.organisation import actions as organisation
from khue.people.organisation.models import Appointment
from khue.quality.objectives import actions, queries, terms
from khue.quality.objectives.actions import consulting, issuing
from khue.quality.objectives.models import Comment, ObjectiveSet
from tests.cast import Cast
from tests.engine.calls.conftest import call_units
from tests.quality.objectives import doors, stage
from tests.quality.objectives.test_consulting import told

Deed = Callable[[], Any]
WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def school(cast: Cast) -> Cast:
    stage.install(cast)
    doors.install_forms(cast)
    return cast


def edit(cast: Cast) -> Deed:
    made = stage.draft(cast)
    words = stage.objective("2")
    return lambda: actions.save_objective(
        objective_set=made, content=words, revision=made.revision, by=cast.head, at=cast.at
    )


def reorder(cast: Cast) -> Deed:
    made = stage.draft(cast, stage.objective("1"), stage.objective("2"))
    first = made.objectives.order_by("order")[0]
    return lambda: actions.move_objective(
        objective_set=made, objective=first, to=2, revision=made.revision, by=cast.head, at=cast.at
    )


def withdraw(cast: Cast) -> Deed:
    made = stage.draft(cast)
    return lambda: actions.withdraw(objective_set=made, reason="Lập nhầm", by=cast.head, at=cast.at)


def consulted(cast: Cast) -> ObjectiveSet:
    return stage.step(cast, stage.draft(cast), "open", "head", facts={"comments_until": date(2026, 9, 10)})


def comment(cast: Cast) -> Deed:
    made = consulted(cast)
    return lambda: actions.add_comment(objective_set=made, text="Nên nâng", by=cast.teacher, at=cast.at)


def respond(cast: Cast) -> Deed:
    said: Comment = comment(cast)()
    return lambda: actions.respond(comment=said, response=terms.ACCEPTED, text="Đã nâng", by=cast.head, at=cast.at)


def extend(cast: Cast) -> Deed:
    made = consulted(cast)
    return lambda: consulting.extend(objective_set=made, deadline=date(2026, 9, 20), by=cast.head, at=cast.at)


def minutes(cast: Cast) -> Deed:
    made = consulted(cast)
    return lambda: consulting.write_minutes(objective_set=made, said=told(cast), by=cast.head, at=cast.at)


def decision(outcome: str, who: str, upto: str = "") -> Callable[[Cast], Deed]:
    def prepared(cast: Cast) -> Deed:
        made = stage.walk(cast, stage.draft(cast), upto) if upto else stage.draft(cast)
        task = case_queries.open_task(stage.fresh(made).case)
        more = {"facts": {"decided_on": cast.today}} if outcome == "issue" else {}
        return lambda: cases.decide(
            task=task, outcome=outcome, by=getattr(cast, who), at=cast.at, reason="Đã đọc kỹ", **more
        )

    return prepared


def together(cast: Cast) -> Deed:
    made, order = stage.walk(cast, stage.draft(cast), "approve"), issuing.Order(decided_on=cast.today)
    return lambda: issuing.issue_together(sets=[made], order=order, by=cast.quality_officer, at=cast.at)


def acknowledge(cast: Cast) -> Deed:
    recipient = together(cast)().recipients.get(unit=cast.faculty)
    return lambda: outgoing.acknowledge(recipient=recipient, by=cast.head, at=cast.at)


def recall(cast: Cast) -> Deed:
    paper: Paper = together(cast)()
    return lambda: ending.recall(paper=paper, reason="Sai căn cứ", by=cast.rector, at=cast.at)


def measure(cast: Cast) -> Deed:
    made = stage.issued(cast)
    return lambda: stage.measure(cast, made, 90)


def progress(cast: Cast) -> Deed:
    task = queries.task_for(cast.head, stage.issued(cast).objectives.get().tasks.get().public_id)
    return lambda: actions.update_task(task=task, progress=terms.DONE, by=cast.head, at=cast.at)


def evaluate(cast: Cast) -> Deed:
    made = stage.issued(cast)
    return lambda: actions.open_evaluation(objective_set=made, by=cast.head, at=cast.at)


def evaluation(cast: Cast) -> Deed:
    begun = evaluate(cast)()
    return lambda: actions.save_evaluation(evaluation=begun, summary="Tốt", by=cast.head, at=cast.at)


def version(cast: Cast) -> Deed:
    made = stage.issued(cast)
    return lambda: actions.new_version(objective_set=made, reason="Điều chỉnh", by=cast.head, at=cast.at)


def call(cast: Cast) -> Deed:
    return lambda: call_units(cast)


def later(cast: Cast) -> Deed:
    opened = call_units(cast)
    due_on = opened.due_on + timedelta(days=7)
    return lambda: calls.extend(call=opened, due_on=due_on, reason="Đợt sinh hoạt", by=cast.quality_head, at=cast.at)


def open_set(cast: Cast) -> Deed:
    return lambda: actions.open_set(unit=cast.faculty, period=cast.period, by=cast.head, at=cast.at)


def leave(cast: Cast) -> Deed:
    post, on = Appointment.objects.get(person=cast.teacher), cast.today
    return lambda: organisation.end_appointment(appointment=post, on=on, by=cast.admin, at=cast.at)


def lock_out(cast: Cast) -> Deed:
    return lambda: accounts.deactivate(person=cast.teacher, by=cast.admin, at=cast.at, institution=cast.school)


DEEDS: dict[str, Callable[[Cast], Deed]] = {
    "open_set": open_set, "edit": edit, "reorder": reorder, "withdraw": withdraw, "comment": comment, "respond": respond,
    "extend": extend, "minutes": minutes, "consult": decision("open", "head"), "submit": decision("submit", "head", "close"),
    "return": decision("return", "quality_officer", "submit"), "approve": decision("approve", "vice_rector", "pass"),
    "issue": decision("issue", "quality_head", "approve"), "together": together, "acknowledge": acknowledge, "recall": recall,
    "measure": measure, "progress": progress, "evaluate": evaluate, "evaluation": evaluation, "version": version,
    "call": call, "later": later, "leave": leave, "lock_out": lock_out,
}  # fmt: skip


@pytest.mark.parametrize("name", DEEDS)
def test_the_turn_is_taken_before_any_row(school: Cast, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    deed = DEEDS[name](school)
    taken, early, real = [], [], trail.take_turn

    def take(institution: int | None) -> None:
        taken.append(institution)
        real(institution)

    def watch(execute: Any, sql: str, *more: Any) -> Any:
        if not taken and (sql.startswith(WRITES) or " FOR UPDATE" in sql or " FOR NO KEY UPDATE" in sql):
            early.append(sql[:80])
        return execute(sql, *more)

    monkeypatch.setattr(trail, "take_turn", take)
    with connection.execute_wrapper(watch):
        deed()
    assert (set(taken), early) == ({school.school.pk}, [])
