"""Times within other times: weeks beside days, months above them, hours behind them."""

from __future__ import annotations

import pytest

from khue.foundation.reading import read_plan, read_timespan
from khue.foundation.reading.plan import weeks
from tests.foundation import papers

WEEK = "Tuần 1 (04 - 09/11)"
HEAD = ["Tuần", "Ngày", "Nội dung công việc", "Phân công", "Ghi chú"]


def _days(written: str, *periods: str) -> tuple[str | None, str | None] | None:
    span = weeks.within(written, periods, lambda words: read_timespan(words, school_year="2024-2025"))
    return span and (span.start and span.start.isoformat(), span.end and span.end.isoformat())


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("Thứ Hai", "2024-11-04", "2024-11-04"),
        ("Chiều thứ 6", "2024-11-08", "2024-11-08"),
        ("Thứ Hai - Thứ Tư", "2024-11-04", "2024-11-06"),
        ("Thứ Ba, 05/11", "2024-11-05", "2024-11-05"),
        ("Trước 09/11", None, "2024-11-09"),
        ("Trong tuần", "2024-11-04", "2024-11-09"),
        ("Cả ngày", "2024-11-04", "2024-11-09"),
        ("", "2024-11-04", "2024-11-09"),
        ("Tháng 11", "2024-11-01", "2024-11-30"),
        ("7", None, "2024-11-07"),
    ],
)
def test_time_within_a_week(written, first, last):
    assert _days(written, "Tháng 11", WEEK) == (first, last)


def test_day_of_the_week_needs_a_week():
    assert _days("Thứ Hai", "Tháng 11") is None


def test_week_without_bounds_is_not_dated_by_its_month():
    assert _days("Tuần 2", "Tháng 11") == (None, None)


def _calendar(rows, merges=()):
    return read_plan(
        papers.word("KẾ HOẠCH CÔNG TÁC THÁNG 11 NĂM 2024", (rows, list(merges))), school_year="2024-2025"
    ).tasks


def test_merged_week_gives_its_bounds_to_the_rows_it_spans():
    rows = [
        HEAD,
        [WEEK, "Thứ Hai", "Chào cờ", "Đội", ""],
        ["", "Trong tuần", "Dự giờ", "Tổ 4", "x"],
        ["Tuần 2 (11 - 16/11)", "", "Thi", "Tổ 5", ""],
    ]
    tasks = _calendar(rows, [((1, 0), (2, 0))])

    assert [(str(task.time.start), str(task.time.end)) for task in tasks] == [
        ("2024-11-04", "2024-11-04"),
        ("2024-11-04", "2024-11-09"),
        ("2024-11-11", "2024-11-16"),
    ]


def test_empty_week_goes_on_with_the_one_above():
    tasks = _calendar([HEAD, [WEEK, "Thứ Hai", "Chào cờ", "Đội", ""], ["", "Thứ Tư", "Dự giờ", "Tổ 4", ""]])

    assert [task.time.start.day for task in tasks] == [4, 6]


def test_hours_beside_days_are_on_that_day():
    rows = [
        ["Thứ, ngày", "Giờ", "Nội dung", "Chủ trì"],
        ["Thứ Hai 04/11", "8h00", "Họp", "A"],
        ["", "14h00", "Thi", "B"],
    ]
    tasks = _calendar(rows, [((1, 0), (2, 0))])

    assert [(task.time.start.day, task.time.end.day) for task in tasks] == [(4, 4), (4, 4)]


def test_days_under_rows_of_months_and_weeks():
    rows = [
        ["TT", "Nội dung", "Chủ trì", "Ngày"],
        ["THÁNG 11", "", "", ""],
        ["1", "Họp", "A", "05"],
        [WEEK, "", "", ""],
        ["2", "Thi", "B", "Thứ Bảy"],
    ]
    tasks = _calendar(rows, [((1, 0), (1, 3)), ((3, 0), (3, 3))])

    assert [task.time.end.isoformat() for task in tasks] == ["2024-11-05", "2024-11-09"]


def test_a_week_is_finer_than_a_month_and_a_term():
    assert weeks.grain_of("Tuần 3") > weeks.grain_of("Tháng 9") > weeks.grain_of("Học kỳ I")


def test_weekdays_without_their_first_word_beside_parts_of_the_day():
    rows = [
        ["Thứ", "Buổi", "Nội dung công việc", "Phụ trách"],
        ["Hai", "Sáng", "Chào cờ", "A"],
        ["", "Chiều", "Họp", "B"],
        ["3", "Sáng", "Thi", "C"],
    ]
    table = (rows, [((1, 0), (2, 0))])
    tasks = read_plan(papers.word("LỊCH CÔNG TÁC TUẦN 15", "Từ ngày 11/12/2023 đến 16/12/2023", table)).tasks

    assert [task.time.start.isoformat() for task in tasks] == ["2023-12-11", "2023-12-11", "2023-12-12"]


def test_title_with_a_year_dates_the_weeks_below_it():
    assert weeks.around(["KẾ HOẠCH THÁNG 12/2023", "Tuần 1 (từ 04/12 đến 08/12)"]) == "THÁNG 12/2023"
