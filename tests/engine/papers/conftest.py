"""The register of the school, and how a test puts a line into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from khue.engine.papers import terms
from khue.engine.papers.actions import register
from khue.engine.papers.models import Paper
from tests.cast import Cast

Give = Callable[..., Paper]


def about(cast: Cast, abstract: str = "Ban hành mục tiêu chất lượng", **more: Any) -> register.About:
    return register.About(**{"abstract": abstract, "unit": cast.office, "signer": cast.rector} | more)


@pytest.fixture
def give(cast: Cast) -> Give:
    """The next number of decisions on the first day of the play."""

    def one(**more: Any) -> Paper:
        told = {"institution": cast.school, "kind": terms.DECISION, "issued_on": cast.today, "about": about(cast)}
        return register.give(**told | {"by": cast.quality_officer, "at": cast.at} | more)

    return one


@pytest.fixture
def enter(cast: Cast) -> Give:
    """A number given elsewhere, written into the register by the quality office."""

    def one(number: str, **more: Any) -> Paper:
        told = {"institution": cast.school, "kind": terms.DECISION, "issued_on": cast.today, "about": about(cast)}
        return register.enter_by_hand(number=number, **told | {"by": cast.quality_officer, "at": cast.at} | more)

    return one
