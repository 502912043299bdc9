"""The main job of a year, on screens only: from the Word file that somebody typed to the printed report of the school."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests import cast as stage
from tests.cast import LOCAL, Cast
from tests.journeys import faculty, outsiders, papers, whole_school
from tests.journeys.clock import Clock
from tests.journeys.walk import Hall, Year


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def year(
    request: pytest.FixtureRequest, school: Cast, open_page: Callable[..., Page], sign_in: Callable[..., Page],
    axe: Callable[[Page], None], clock: Clock, shared: Path,
) -> Year:  # fmt: skip
    """With script the faculty's file is the real one of 2021 - 2022, without it an invented one of the year under way."""
    clock.at = datetime(2026, 8, 3, 8, 0, tzinfo=LOCAL)
    hall = Hall(open_page, sign_in, axe, clock, script=request.param)
    if not request.param:
        return Year(hall, school, school.period, papers.plan("Khoa Cơ khí", "2026-2027"))
    real = (shared / "fixtures" / "khoa-co-khi-2021-2022.docx").read_bytes()
    return Year(hall, school, stage.period(school.school, 2021), real)


def test_from_the_word_file_to_the_printed_report_of_the_school(year: Year) -> None:
    whole_school.bring_the_plan_in(year)
    whole_school.consult(year)
    whole_school.settle(year)
    whole_school.issue(year)
    faculty.bring_the_plan_in(year)
    faculty.consult(year)
    faculty.settle(year)
    faculty.follow(year)
    faculty.report(year)
    whole_school.report(year)
    outsiders.see_nothing(year)
