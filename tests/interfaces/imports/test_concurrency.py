"""Two people press “Xác nhận … tệp đọc sạch” at one moment, two workers take the files: each file is asked for and written once."""

from __future__ import annotations

from typing import Any

import pytest

from khue.interfaces.imports import terms
from khue.interfaces.imports.actions import confirming
from khue.interfaces.imports.models import ImportBatch, StagedPlan
from khue.quality.objectives.models import Objective, ObjectiveSet
from tests import cast as people
from tests.engine.procedures.test_concurrency import apart, real_connections, together  # noqa: F401
from tests.interfaces.imports import forty
from tests.interfaces.imports.test_batches import send
from tests.quality.objectives import stage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None, settings: Any) -> people.Cast:
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}
    }  # nobody works before the test says so
    made = people.make()
    stage.install(made)
    return made


@pytest.fixture
def batch(cast: people.Cast) -> ImportBatch:
    return send(cast, ("a.html", forty.plan("Khoa Cơ khí")), ("b.html", forty.plan("Khoa Điện")))


def test_of_two_presses_at_one_moment_one_asks(cast: people.Cast, batch: ImportBatch, real_connections: Any) -> None:  # noqa: F811
    real_connections()
    asked = together(
        lambda: confirming.ask(batch=batch, by=cast.quality_officer, at=cast.at),
        lambda: confirming.ask(batch=batch, by=cast.quality_head, at=cast.at),
    )
    assert sorted(asked) == [0, 2]
    assert len(apart(lambda: set(StagedPlan.objects.values_list("asked_by", flat=True)))) == 1


def test_two_workers_write_each_file_once(cast: people.Cast, batch: ImportBatch, real_connections: Any) -> None:  # noqa: F811
    confirming.ask(batch=batch, by=cast.quality_head, at=cast.at)
    real_connections()
    taken = together(*(lambda: confirming.enter_all(batch.pk, lambda: cast.at),) * 2)
    assert sum(taken) == 2
    states = apart(lambda: list(StagedPlan.objects.values_list("state", flat=True)))
    counted = apart(lambda: (ObjectiveSet.objects.count(), Objective.objects.count()))
    assert (states, counted) == ([terms.CONFIRMED] * 2, (2, 4))
