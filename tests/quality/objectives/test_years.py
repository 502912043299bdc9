"""The present year: what the first screen, the list and the roll-up show when nobody has chosen a year."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.utils import timezone

from khue.engine.procedures.models import ProcedureVersion
from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import actions, queries, terms
from khue.quality.objectives.queries import years
from tests.cast import LOCAL, Cast
from tests.cast import period as school_year
from tests.quality.objectives import stage
from tests.quality.objectives.screens import said, sign_in, url

pytestmark = pytest.mark.django_db


def present(institution: Unit, on: date) -> str:
    found = queries.years_of(institution.pk, on).present
    return found.code if found else ""


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2026, 7, 31), "2025-2026"),
        (date(2026, 8, 1), "2026-2027"),
        (date(2026, 8, 15), "2026-2027"),
        (date(2026, 8, 31), "2026-2027"),
        (date(2026, 9, 1), "2026-2027"),
        (date(2027, 8, 31), "2026-2027"),  # nobody has entered the next year yet
        (date(2024, 3, 1), "2025-2026"),
        (date(2030, 3, 1), "2026-2027"),
    ],
)
def test_year_begins_when_the_procedure_says_that_it_is_prepared(school: Cast, on: date, code: str) -> None:
    assert present(school.school, on) == code


def test_without_a_procedure_a_year_begins_on_its_first_day(cast: Cast) -> None:
    assert [present(cast.school, date(2026, month, day)) for month, day in ((8, 31), (9, 1))] == [
        "2025-2026",
        "2026-2027",
    ]


def test_other_windows_of_another_school_begin_another_day(school: Cast) -> None:
    version = ProcedureVersion.objects.get(institution=school.school)
    flow = version.read().flow(terms.SCHOOL_FLOW)
    rows = queries.years_of(school.school.pk, date(2026, 8, 1)).rows
    assert flow is not None
    assert years.present(rows, [], date(2026, 8, 1)) == school.last_period
    assert years.present(rows, [flow], date(2026, 8, 1)) == school.period


def test_schools_own_set_begins_the_year_before_its_window(school: Cast) -> None:
    on = date(2026, 7, 20)
    made = stage.draft(school, by=school.quality_head, unit=school.school)
    assert present(school.school, on) == "2026-2027"
    actions.withdraw(objective_set=made, reason="Lập nhầm", by=school.quality_head, at=school.at)
    assert present(school.school, on) == "2025-2026"


def test_a_units_set_begins_no_year(school: Cast) -> None:
    stage.draft(school)
    assert present(school.school, date(2026, 7, 20)) == "2025-2026"


def calendar_year(institution: Unit, year: int) -> Period:
    return Period.objects.create(
        institution=institution, kind="calendar_year", code=str(year), name=f"Năm {year}",
        starts_on=date(year, 1, 1), ends_on=date(year, 12, 31),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2026, 7, 31), "2026"),
        (date(2026, 8, 1), "2026"),
        (date(2026, 8, 31), "2026"),
        (date(2026, 9, 1), "2026"),
        (date(2026, 12, 31), "2026"),
        (date(2027, 1, 1), "2027"),
    ],
)
def test_windows_in_august_say_nothing_of_a_calendar_year(school: Cast, on: date, code: str) -> None:
    Period.objects.filter(institution=school.school).delete()
    for year in (2026, 2027):
        calendar_year(school.school, year)
    assert present(school.school, on) == code


def test_school_years_go_before_calendar_years_where_both_are_kept(school: Cast) -> None:
    calendar_year(school.school, 2027)
    assert present(school.school, date(2027, 3, 1)) == "2026-2027"


def test_no_year_at_all(cast: Cast) -> None:
    found = queries.years_of(cast.authority.pk, cast.today)
    assert (found.rows, found.present) == ((), None)


@pytest.mark.parametrize(("month", "day", "shown"), [(7, 31, "2025 - 2026"), (8, 1, "2026 - 2027")])
def test_first_screen_and_list_agree(
    school: Cast, monkeypatch: pytest.MonkeyPatch, month: int, day: int, shown: str
) -> None:
    school_year(school.school, 2027)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, month, day, 9, tzinfo=LOCAL))
    client = sign_in(school.head)
    listed = client.get(url("sets")).content.decode()
    code = shown.replace(" ", "")
    assert f'<option value="{code}" selected>' in listed
    assert f"năm học {shown}" in said(client.get("/")).lower()


def test_years_take_two_statements(school: Cast) -> None:
    queries.years_of(school.school.pk, school.today)
    with stage.statements() as found:
        queries.years_of(school.school.pk, school.today)
    assert len(found) == 2
