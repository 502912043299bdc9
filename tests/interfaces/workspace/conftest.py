"""My work, on the stage of objectives."""

from tests.quality.objectives.conftest import play, school

__all__ = ["play", "school"]
