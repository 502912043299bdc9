"""The main job of a year, on screens only: from the Word file that somebody typed to the printed report of the school."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from khue.engine.records.actions import forms as record_forms
from tests import cast as stage
from tests.cast import LOCAL, PACKS, Cast
from tests.journeys import faculty, outsiders, papers, school
from tests.journeys.walk import Clock, Hall, Year
from tests.quality.objectives import stage as procedures


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def year(
    request: pytest.FixtureRequest, cast: Cast, open_page: Callable[..., Page], sign_in: Callable[..., Page],
    axe: Callable[[Page], None], monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path, shared: Path,
) -> Year:  # fmt: skip
    """With script the faculty's file is the real one of 2021 - 2022, without it an invented one of the year under way."""
    settings.MEDIA_ROOT = tmp_path
    procedures.install(cast)
    text = (PACKS / "forms" / "qt-dbcl-04.yaml").read_text(encoding="utf-8")
    record_forms.install_forms(institution=cast.school, text=text, by=None, at=cast.at)
    clock = Clock(datetime(2026, 8, 3, 8, 0, tzinfo=LOCAL))
    monkeypatch.setattr("django.utils.timezone.now", clock)
    hall = Hall(open_page, sign_in, axe, clock, script=request.param)
    if not request.param:
        return Year(hall, cast, cast.period, papers.plan("Khoa Cơ khí", "2026-2027"))
    real = (shared / "fixtures" / "khoa-co-khi-2021-2022.docx").read_bytes()
    return Year(hall, cast, stage.period(cast.school, 2021), real)


def test_from_the_word_file_to_the_printed_report_of_the_school(year: Year) -> None:
    school.bring_the_plan_in(year)
    school.consult(year)
    school.settle(year)
    school.issue(year)
    faculty.bring_the_plan_in(year)
    faculty.consult(year)
    faculty.settle(year)
    faculty.follow(year)
    faculty.report(year)
    school.report(year)
    outsiders.see_nothing(year)
