"""Two people press at the same moment, on two real connections: one wins, the other is told who was faster."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from khue.engine.procedures import actions, queries
from khue.engine.procedures.actions import cases
from khue.engine.procedures.actions import gates as conditions
from khue.engine.procedures.models import Case, CaseEvent, Task
from khue.foundation.kernel import errors
from tests import cast as stage
from tests.engine.procedures.conftest import QT, Play, start_case


@pytest.fixture
def real_connections(transactional_db: None, tmp_path: Path) -> Iterator[Any]:
    """Threads get connections of their own. SQLite's test database lives in memory, where locks work differently:
    `ready()` copies it to a file, as in real life, and the threads work on that."""
    settings = connections.settings["default"]
    name = settings["NAME"]

    def ready() -> None:
        if connection.vendor == "sqlite":
            import sqlite3

            file = sqlite3.connect(tmp_path / "khue.sqlite3")
            connection.connection.backup(file)
            file.execute("PRAGMA journal_mode=WAL")
            file.close()
            settings["NAME"] = str(tmp_path / "khue.sqlite3")

    yield ready
    settings["NAME"] = name


def together(*deeds: Any) -> list[Any]:
    """Run the deeds at once, each in its own thread; what each returned or was refused with."""
    barrier, results = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(number: int) -> None:
        try:
            barrier.wait(10)
            results[number] = deeds[number]()
        except errors.Refused as refused:
            results[number] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def apart(deed: Any) -> Any:
    """What the threads' database says."""
    return together(deed)[0]


@pytest.fixture
def cast(transactional_db: None) -> stage.Cast:
    return stage.make()


@pytest.fixture
def checked(cast: stage.Cast, deeds: list[Any]) -> Task:
    """A plan that waits for approval by the rector or the vice-rector."""
    actions.install_pack(institution=cast.school, text=QT, by=None, at=cast.at)
    play = Play(cast, start_case(cast, cast.faculty, "unit"))
    for outcome in ("open", "close", "submit"):
        play(outcome, cast.head)
    play("pass", cast.quality_head)
    return play.task


@pytest.mark.django_db(transaction=True)
def test_of_two_deciders_exactly_one_wins(cast, checked, deeds, real_connections) -> None:
    real_connections()
    seen = len(deeds)
    results = together(
        lambda: cases.decide(task=checked, outcome="approve", by=cast.rector, at=cast.at),
        lambda: cases.decide(task=checked, outcome="return", by=cast.vice_rector, at=cast.at, reason="Chưa đạt"),
    )
    won = [result for result in results if isinstance(result, Case)]
    lost = [result for result in results if isinstance(result, errors.Conflict)]
    assert (len(won), len(lost)) == (1, 1)
    winner = cast.rector if results[0] is won[0] else cast.vice_rector
    assert lost[0].message.startswith(f"{winner.display_name} đã xử lý bước “4b. Phê duyệt”")
    assert len(deeds) == seen + 1
    moves = apart(lambda: list(CaseEvent.objects.values_list("revision", flat=True).order_by("revision")))
    assert moves == [1, 2, 3, 4, 5, 6]
    assert apart(lambda: Task.objects.filter(closed_at=None).count()) == 1


@pytest.mark.django_db(transaction=True)
def test_conditions_are_judged_on_what_nobody_changes_meanwhile(cast, checked, real_connections, monkeypatch) -> None:
    """The slower of two is told who was faster, not that a condition fails which the faster one's deed has just undone."""
    real_connections()
    judging, decided, judge = threading.Event(), threading.Event(), conditions.met

    def slow(task: Task, outcome: str, *others: Any) -> frozenset[str]:
        if outcome == "approve":
            judging.set()
            decided.wait(1)
            if decided.is_set():
                raise errors.Conflict("gate", "a condition that the faster deed undid")
        return judge(task, outcome, *others)

    def faster() -> Any:
        judging.wait(10)
        try:
            return cases.decide(task=checked, outcome="return", by=cast.vice_rector, at=cast.at, reason="Chưa đạt")
        finally:
            decided.set()

    monkeypatch.setattr(conditions, "met", slow)
    won, lost = together(lambda: cases.decide(task=checked, outcome="approve", by=cast.rector, at=cast.at), faster)
    assert isinstance(won, Case)
    assert lost.message.startswith(f"{cast.rector.display_name} đã xử lý bước “4b. Phê duyệt”")


@pytest.mark.django_db(transaction=True)
def test_of_two_starts_exactly_one_wins(cast, checked, real_connections) -> None:
    real_connections()
    results = together(*[lambda: start_case(cast, cast.other_faculty, "unit")] * 2)
    assert sorted(type(result).__name__ for result in results) == ["Case", "Conflict"]
    assert apart(lambda: Case.objects.filter(subject_id=cast.other_faculty.pk).count()) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_installs_one_version_comes(cast, checked, real_connections) -> None:
    real_connections()
    newer = QT.replace('"03"', '"04"')
    results = together(*[lambda: actions.install_pack(institution=cast.school, text=newer, by=None, at=cast.at)] * 2)
    assert len({getattr(result, "pk", result) for result in results}) == 1
    assert apart(lambda: len(queries.versions_in_force(cast.school, cast.today))) == 1
