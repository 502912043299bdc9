"""The academy's procedure (seed 001) with real objectives: strategic indicators bar the way until the draft serves them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from khue.engine.procedures import actions as procedures
from khue.foundation.kernel import errors
from khue.quality.objectives import terms
from khue.quality.objectives.models import ObjectiveSet, Target
from khue.quality.strategy import actions, effects
from tests.cast import PACKS, Cast
from tests.quality.objectives import stage
from tests.quality.strategy.test_strategy import indicator, tie

TEXT = (PACKS / "procedures" / "tb-4275.yaml").read_text(encoding="utf-8")
TO_B4A = (("reviewed", "deputy"), ("compared", "deputy"), ("open", "deputy"))


@pytest.fixture
def academy(cast: Cast) -> Cast:
    procedures.install_pack(institution=cast.school, text=TEXT, by=None, at=cast.at)
    return cast


def asked(academy: Cast) -> ObjectiveSet:
    """At B4a, written and submitted by the deputy."""
    return stage.walk(academy, stage.draft(academy, by=academy.deputy), "open", TO_B4A)


def test_unit_of_the_academy_approves_and_publishes_itself(academy: Cast) -> None:
    made = stage.step(academy, asked(academy), "submit", "deputy")
    facts = {"decision_number": "12/QĐ-CĐKTKV", "decided_on": academy.today}
    made = stage.step(academy, made, "approve", "head", facts=facts)
    assert (made.state, made.case.status) == (terms.ISSUED, "ended")


def test_indicator_without_a_target_keeps_the_draft_from_being_submitted(academy: Cast) -> None:
    made, given = asked(academy), indicator(academy)
    with pytest.raises(errors.Conflict, match="Còn chỉ tiêu chiến lược giao cho đơn vị"):
        stage.step(academy, made, "submit", "deputy")
    tie(academy, given, Target.objects.get())
    assert stage.step(academy, made, "submit", "deputy").state == terms.SUBMITTED


def test_only_what_is_given_to_the_unit_for_that_year_is_asked(academy: Cast) -> None:
    made = asked(academy)
    indicator(academy, "CL02", units=[academy.other_faculty])
    indicator(academy, "CL03", values={academy.last_period: Decimal(80)})
    dropped = indicator(academy, "CL04")
    assert not effects.indicators_tied(made.case, academy.at)
    actions.drop_indicator(indicator=dropped, by=academy.quality_head, at=academy.at)
    assert effects.indicators_tied(made.case, academy.at)
