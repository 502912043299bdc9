"""The objectives on stage: a cast whose school has its procedure, and a set at the step that a test needs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.quality.objectives import stage


@pytest.fixture
def school(cast: Cast) -> Cast:
    """The cast, with QT.ĐBCL-04 installed."""
    stage.install(cast)
    return cast


@pytest.fixture
def play(school: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The same, and the clock of the views stands two hours after the play began."""
    now = school.at + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: now)
    return school
