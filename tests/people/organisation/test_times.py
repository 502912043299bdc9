"""School years and the working calendar."""

from __future__ import annotations

from datetime import date

import pytest

from khue.foundation.kernel import errors
from khue.people.organisation import actions, importing, queries
from khue.people.organisation.models import CalendarDay, Period
from tests.people.conftest import found


def add_year(founded, first: int, **more) -> Period:
    facts = {
        "kind": "school_year", "code": f"{first}-{first + 1}", "name": f"Năm học {first} - {first + 1}",
        "starts_on": date(first, 9, 1), "ends_on": date(first + 1, 8, 31), **more,
    }  # fmt: skip
    return actions.add_period(institution=founded.school, by=None, at=founded.at, **facts)


def test_the_current_year_holds_the_day_else_the_next_else_the_last(founded):
    assert queries.current_period(founded.school, date(2026, 9, 7)) is None
    old, new = add_year(founded, 2023), add_year(founded, 2026)
    assert queries.current_period(founded.school, date(2024, 8, 31)) == old
    assert queries.current_period(founded.school, date(2025, 1, 1)) == new
    assert queries.current_period(founded.school, date(2030, 1, 1)) == new


def test_two_school_years_do_not_overlap_but_a_calendar_year_may(founded):
    add_year(founded, 2026)
    with pytest.raises(errors.Invalid) as refused:
        add_year(founded, 2026, code="khac", starts_on=date(2027, 8, 31), ends_on=date(2028, 8, 31))
    assert refused.value.fields == {
        "starts_on": ["Trùng thời gian với “Năm học 2026 - 2027”. Hãy sửa ngày bắt đầu hoặc ngày kết thúc."]
    }
    assert add_year(
        founded, 2026, kind="calendar_year", code="2026", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)
    ).pk


@pytest.mark.parametrize("facts", [{"ends_on": date(2026, 9, 1)}, {"ends_on": date(2025, 1, 1)}])
def test_a_year_ends_after_it_begins(founded, facts):
    with pytest.raises(errors.Invalid, match="Ngày kết thúc phải sau ngày bắt đầu"):
        add_year(founded, 2026, **facts)


def test_only_one_who_may_adds_years_and_days(founded):
    head = founded.employ("son", "Tạ Đình Sơn", "TK", founded.faculty)
    facts = {"institution": founded.school, "by": head, "at": founded.at}
    with pytest.raises(errors.NotAllowed):
        actions.add_calendar_day(day=date(2026, 12, 21), name="Nghỉ", **facts)
    with pytest.raises(errors.NotAllowed):
        actions.add_period(
            kind="school_year", code="x", name="x", starts_on=date(2026, 9, 1), ends_on=date(2027, 8, 31), **facts
        )


def test_own_days_win_over_nationwide_ones(founded):
    CalendarDay.objects.create(day=date(2026, 9, 2), name="Quốc khánh")
    actions.add_calendar_day(
        institution=founded.school, day=date(2026, 9, 2), name="Trực", is_working=True, by=None, at=founded.at
    )
    actions.add_calendar_day(
        institution=founded.school, day=date(2026, 9, 4), name="Nghỉ riêng", by=None, at=founded.at
    )
    own, other = queries.calendar_for(founded.school), queries.calendar_for(found("KHAC", "Trường khác").school)
    assert [own.is_working_day(date(2026, 9, day)) for day in (2, 4)] == [True, False]
    assert [other.is_working_day(date(2026, 9, day)) for day in (2, 4)] == [False, True]


def test_an_own_day_is_taken_back_and_a_nationwide_one_is_not(founded):
    row = actions.add_calendar_day(
        institution=founded.school, day=date(2026, 12, 21), name="Nghỉ", by=None, at=founded.at
    )
    actions.remove_calendar_day(calendar_day=row, by=None, at=founded.at)
    assert not CalendarDay.objects.exists()
    national = CalendarDay.objects.create(day=date(2026, 9, 2), name="Quốc khánh")
    with pytest.raises(errors.NotAllowed):
        actions.remove_calendar_day(calendar_day=national, by=None, at=founded.at)


def test_a_day_stands_once_in_the_own_calendar(founded):
    facts = {"institution": founded.school, "day": date(2026, 12, 21), "name": "Nghỉ", "by": None, "at": founded.at}
    actions.add_calendar_day(**facts)
    with pytest.raises(errors.Invalid) as refused:
        actions.add_calendar_day(**facts)
    assert refused.value.code == "calendar.taken"


def test_the_pack_of_holidays_is_installed_once(founded):
    first = actions.install_calendar(by=None, at=founded.at)
    assert first > 50
    assert actions.install_calendar(by=None, at=founded.at) == 0
    calendar = queries.calendar_for(founded.school)
    assert not calendar.is_working_day(date(2026, 9, 2))
    assert calendar.is_working_day(date(2026, 9, 7))


def test_a_changed_day_of_a_pack_is_changed(founded):
    pack = {"source": "Thông báo", "days": [{"day": date(2026, 2, 16), "name": "Tết", "verified": False}]}
    assert actions.install_calendar(pack, by=None, at=founded.at) == 1
    pack["days"][0]["verified"] = True
    assert actions.install_calendar(pack, by=None, at=founded.at) == 1
    row = CalendarDay.objects.get()
    assert (row.verified, row.source) == (True, "Thông báo")


@pytest.mark.parametrize(
    ("pack", "code"),
    [
        ([], "calendar.pack"),
        ({"days": [{"day": "Tết"}]}, "calendar.day"),
        ({"days": [{"day": date(2026, 1, 1)}, {"day": date(2026, 1, 1)}]}, "calendar.twice"),
    ],
)
def test_a_faulty_pack_is_refused(pack, code):
    with pytest.raises(errors.Invalid) as refused:
        importing.calendar_days(pack)
    assert refused.value.code == code


def test_a_school_year_is_not_capital_inside_a_sentence(cast):
    assert cast.period.name.startswith("Năm học")
    assert cast.period.in_sentence == cast.period.name.replace("Năm", "năm")
