"""Many ask for a number at one moment, on real connections: all get one, none twice, none is left out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from khue.engine.papers import terms
from khue.engine.papers.actions import register
from khue.engine.papers.models import NumberSeries, Paper
from khue.foundation.kernel import errors
from tests import cast as stage
from tests.engine.papers.conftest import about
from tests.engine.procedures.test_concurrency import apart, cast, real_connections, together

__all__ = ["cast", "real_connections"]
pytestmark = pytest.mark.django_db(transaction=True)


def ask(cast: stage.Cast, at: datetime) -> Any:
    told = {"institution": cast.school, "kind": terms.DECISION, "issued_on": cast.today, "about": about(cast)}
    return lambda: register.give(by=cast.quality_officer, at=at, **told)


def test_six_who_ask_at_once_get_six_numbers(cast: stage.Cast, real_connections: Any) -> None:
    real_connections()
    results = together(*[ask(cast, cast.at)] * 6)
    assert sorted(one.number for one in results) == [1, 2, 3, 4, 5, 6]
    assert apart(lambda: NumberSeries.objects.get().last) == 6


def test_of_two_who_enter_one_number_one_is_refused(cast: stage.Cast, real_connections: Any) -> None:
    real_connections()
    told = {"institution": cast.school, "kind": terms.DECISION, "issued_on": cast.today, "about": about(cast)}
    enter = lambda: register.enter(number="318/QĐ-CĐKTKV", by=cast.quality_officer, at=cast.at, **told)  # noqa: E731
    results = together(enter, enter, ask(cast, cast.at))
    assert sum(isinstance(one, errors.Invalid) for one in results) == 1
    numbers = apart(lambda: sorted(Paper.objects.values_list("number", flat=True)))
    assert numbers in ([1, 318], [318, 319])
