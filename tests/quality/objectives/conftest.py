"""The objectives on stage: a cast whose school has its procedure, and a set at the step that a test needs."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.quality.objectives import stage


@pytest.fixture
def school(cast: Cast) -> Cast:
    """The cast, with QT.ĐBCL-04 installed."""
    stage.install(cast)
    return cast
