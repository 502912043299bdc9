"""Every convention of time in the reading contract, by name, with expressions of our own."""

from __future__ import annotations

from datetime import date

import pytest

from khue.foundation.kernel.errors import Invalid
from khue.foundation.reading.scoring import span_line
from khue.foundation.reading.timespan import read_timespan


def line(text: str, **context: object) -> str:
    known = context or {"school_year": "2022-2023"}
    return span_line(read_timespan(text, **known))  # type: ignore[arg-type]


def test_school_year_runs_from_september_to_august() -> None:
    assert line("Năm học 2022 - 2023") == "2022-09-01 2023-08-31"


@pytest.mark.parametrize(
    "text", ["Trước 10/01/2023", "Trước ngày 10/01/2023", "trước ngày 10 tháng 01 năm 2023", "Trước 10/1"]
)
def test_before_excludes_the_day(text: str) -> None:
    assert line(text) == "- 2023-01-10 before"


@pytest.mark.parametrize(
    "text", ["Chậm nhất ngày 10/01/2023", "Đến hết 10/01/2023", "Hạn cuối: 10/01/2023", "Đến ngày 10/1"]
)
def test_at_latest_includes_the_day(text: str) -> None:
    assert line(text) == "- 2023-01-10"


def test_bare_date_is_the_latest_day() -> None:
    assert line("15/12/2022") == "- 2022-12-15"


@pytest.mark.parametrize(
    "text",
    [
        "Vào ngày 20/11/2022",
        "Chủ nhật, 20/11/2022",
        "8h00 ngày 20/11/2022",
        "14 giờ 30 phút ngày 20/11",
        "07:30, 20/11/2022",
    ],
)
def test_day_of_an_event_begins_and_ends_there(text: str) -> None:
    assert line(text) == "2022-11-20 2022-11-20"


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Tháng 02/2023", "2023-02-01 2023-02-28"),
        ("Tháng 10", "2022-10-01 2022-10-31"),
        ("Quý I/2023", "2023-01-01 2023-03-31"),
        ("Quý IV", "2022-10-01 2022-12-31"),
        ("Năm 2023", "2023-01-01 2023-12-31"),
    ],
)
def test_month_quarter_and_year_are_their_whole_span(text: str, span: str) -> None:
    assert line(text) == span


def test_from_now_has_no_start() -> None:
    assert line("Từ nay đến hết tháng 3/2023") == "- 2023-03-31"


@pytest.mark.parametrize("text", ["Suốt năm học", "Thường xuyên", "Thường xuyên trong năm học"])
def test_all_year_is_continuous(text: str) -> None:
    assert line(text) == "2022-09-01 2023-08-31 continuous"


@pytest.mark.parametrize("text", ["Trong năm học", "Năm học 2022-2023", "Cả năm học"])
def test_within_the_year_is_the_whole_span(text: str) -> None:
    assert line(text) == "2022-09-01 2023-08-31"


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Hàng năm", "- - yearly"),
        ("Ngày 20/11 hằng năm", "- 2022-11-20 yearly"),
        ("Tháng 6 hằng năm", "- - yearly"),
        ("Thứ hai hằng tuần", "- - weekly"),
        ("Ngày 20 hằng tháng", "- - monthly"),
        ("Mỗi quý một lần", "- - quarterly"),
        ("Cuối mỗi học kỳ", "- - termly"),
    ],
)
def test_rhythms(text: str, span: str) -> None:
    assert line(text) == span


def test_rhythm_says_its_rule() -> None:
    span = read_timespan("Ngày 20 hằng tháng", school_year="2022-2023")
    assert span is not None
    assert span.relative == "Ngày 20 hằng tháng"


@pytest.mark.parametrize(
    "text",
    [
        "Khi có thay đổi",
        "3 ngày làm việc kể từ ngày họp",
        "Theo kế hoạch của Sở",
        "Ngay sau khi ban hành",
        "05 ngày làm việc",
    ],
)
def test_event_has_no_dates_and_says_to_what(text: str) -> None:
    span = read_timespan(text, school_year="2022-2023")
    assert span is not None
    assert (span.start, span.end, span.recurring, span.relative) == (None, None, "event", text)


@pytest.mark.parametrize("text", ["HK I", "Học kỳ II", "Tuần 3 tháng 12", "Tuần 5", "Cuối năm học"])
def test_terms_and_weeks_without_bounds_are_null_with_a_remark(text: str) -> None:
    assert line(text) == "- - remark"


def test_several_times_give_one_span_with_a_remark() -> None:
    assert line("Đợt 1: tháng 10/2022; đợt 2: tháng 4/2023") == "2022-10-01 2023-04-30 remark"


def test_outlook_is_no_part_of_the_span() -> None:
    assert line("Năm học 2022-2023, định hướng đến năm 2030") == "2022-09-01 2023-08-31"


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("15/12 - 15/01", "2022-12-15 2023-01-15"),
        ("15/12 - 15/01/2023", "2022-12-15 2023-01-15"),
        ("Tháng 11 - tháng 2", "2022-11-01 2023-02-28"),
        ("Từ 05/9 đến 31/5", "2022-09-05 2023-05-31"),
        ("15 - 20/10", "2022-10-15 2022-10-20"),
    ],
)
def test_range_takes_its_years_from_the_school_year(text: str, span: str) -> None:
    assert line(text) == span


@pytest.mark.parametrize("text", ["Trước 15/7", "Tháng 8", "20/8", "Quý III"])
def test_summer_without_a_year_is_null_with_a_remark(text: str) -> None:
    assert line(text) == "- - remark"


def test_summer_is_dated_in_a_calendar_plan() -> None:
    assert line("15 - 31/8", year=2022) == "2022-08-15 2022-08-31"


def test_written_year_outside_the_plan_is_read_with_a_remark() -> None:
    assert line("Trước 15/01/2022") == "- 2022-01-15 before remark"


@pytest.mark.parametrize("text", ["31/11", "30/02/2023", "29/02/2023", "Ngày 31 tháng 4", "Tháng 13"])
def test_impossible_date_is_null_with_a_remark(text: str) -> None:
    assert line(text) == "- - remark"


def test_leap_day_is_possible_in_a_leap_year() -> None:
    assert line("29/02", school_year="2023-2024") == "- 2024-02-29"


def test_impossible_end_keeps_the_beginning() -> None:
    assert line("01/10/2022 - 31/11/2022") == "2022-10-01 - remark"


def test_without_a_year_nothing_is_guessed() -> None:
    assert span_line(read_timespan("Trước 15/11")) == "- - remark"


@pytest.mark.parametrize("text", ["", "  ", "-", "…", "Phòng Đào tạo"])
def test_no_time_at_all_is_none(text: str) -> None:
    assert read_timespan(text, school_year="2022-2023") is None


def test_text_is_kept_with_single_blanks() -> None:
    span = read_timespan("Trước \n 10/01/2023", school_year="2022-2023")
    assert span is not None
    assert (span.text, span.end) == ("Trước 10/01/2023", date(2023, 1, 10))


def test_remarks_are_sentences_for_people() -> None:
    span = read_timespan("31/11", school_year="2022-2023")
    assert span is not None
    [remark] = span.remarks
    assert (remark.code, remark.where, remark.message.endswith(".")) == ("time_impossible", "31/11", True)


def test_bad_school_year_is_refused() -> None:
    with pytest.raises(Invalid):
        read_timespan("Tháng 10", school_year="2022")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Trước 30.6", "- 2023-06-30 before"),
        ("Trước mồng 10/3/2023", "- 2023-03-10 before"),
        ("Kết thúc trước hết ngày 31/5/2023", "- 2023-05-31"),
        ("ngày15/10/2022", "- 2022-10-15"),
        ("Từ 8h00 ngày 26/3/2023", "2023-03-26 2023-03-26"),
        ("Kể từ ngày 01/01/2023", "2023-01-01 -"),
        ("Bắt đầu: 10/2022; kết thúc: 4/2023", "2022-10-01 2023-04-30"),
        ("Năm 2022 - 2023", "2022-09-01 2023-08-31"),
        ("T9; T12; T3", "2022-09-01 2023-03-31 remark"),
        ("Lần 1 tháng 10, lần 2 tháng 4", "2022-10-01 2023-04-30 remark"),
        ("Trước mỗi kỳ thi", "- - event"),
        ("Năm học tới", "- - remark"),
        ("Từ tuần 10 đến tuần 12", "- - remark"),
    ],
)
def test_times_as_plans_write_them(text: str, span: str) -> None:
    assert line(text) == span


def test_months_of_a_part_of_the_year() -> None:
    assert line("9 tháng đầu năm", year=2024) == "2024-01-01 2024-09-30"


SEED_002 = [
    ("Trước 10/01/2022", "- 2022-01-10 before"),
    ("Thường xuyên trong năm", "2022-01-01 2022-12-31 continuous"),
    ("Tháng 10/2022", "2022-10-01 2022-10-31"),
    ("05/12/2022", "- 2022-12-05"),
    ("Năm", "- - remark"),
    ("Khi có sự thay đổi về nhân sự", "- - event"),
]


@pytest.mark.parametrize(("text", "span"), SEED_002)
def test_times_in_the_manner_of_a_calendar_plan(text: str, span: str) -> None:
    assert line(text, year=2022) == span


@pytest.mark.parametrize(("text", "start"), [("Sáng 05/9/2025", "2025-09-05"), ("Xong 05/9/2025", "None")])
def test_part_of_a_day_makes_the_day_of_an_event(text: str, start: str) -> None:
    span = read_timespan(text, school_year="2025-2026")
    assert span is not None
    assert (str(span.start), str(span.end)) == (start, "2025-09-05")


def test_a_deadline_with_an_hour_is_the_latest_day():
    span = read_timespan("Hạn cuối: 17h00 ngày 28/02/2026")
    assert (span.start, span.end) == (None, date(2026, 2, 28))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Trươc ngày 15/01/2023", "- 2023-01-15 before"),
        ("Truoc ngay 15/01/2023", "- 2023-01-15 before"),
        ("Trước ngay 15/01/2023", "- 2023-01-15 before"),
        ("Đên hết tháng 5/2023", "- 2023-05-31"),
        ("Thuờng xuyen", "2022-09-01 2023-08-31 continuous"),
    ],
)
def test_mistyped_words_of_time_are_read_as_meant(text: str, span: str) -> None:
    assert line(text) == span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Từ 13h30 đến 16h30 ngày 18/4/2023", "2023-04-18 2023-04-18"),
        ("Từ 8 giờ đến 11 giờ 30 phút ngày 12/3/2023", "2023-03-12 2023-03-12"),
        ("Từ 8h00 ngày 10/4 đến 17h00 ngày 12/4/2023", "2023-04-10 2023-04-12"),
        ("07h30 ngày 05/5 - 17h00 ngày 09/5/2023", "2023-05-05 2023-05-09"),
    ],
)
def test_hours_bound_a_day_or_days(text: str, span: str) -> None:
    assert line(text) == span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Đánh giá trong 3 ngày, từ 14 đến 16/11/2022", "2022-11-14 2022-11-16"),
        ("Trong 5 ngày (từ 12/5 đến 16/5/2023)", "2023-05-12 2023-05-16"),
        ("Trong 3 ngày kể từ ngày 15/11/2022", "- - event"),
    ],
)
def test_days_behind_a_length_are_the_days_themselves(text: str, span: str) -> None:
    assert line(text) == span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Quí I - II/2023", "2023-01-01 2023-06-30"),
        ("Q4/2022", "2022-10-01 2022-12-31"),
        ("Q.IV/2022", "2022-10-01 2022-12-31"),
        ("Q1-Q2/2023", "2023-01-01 2023-06-30"),
        ("Quý 1+2/2023", "2023-01-01 2023-06-30 remark"),
        ("T9-T12/2022", "2022-09-01 2022-12-31"),
    ],
)
def test_quarters_and_months_in_short(text: str, span: str) -> None:
    assert line(text) == span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Trước ngày 20/12/2022 (HKI) và 20/5/2023 (HKII)", "- 2023-05-20 remark"),
        ("Chậm nhất 15/12 (HK1), 15/5 (HK2)", "- 2023-05-15 remark"),
        ("8g00 ngày 05/9/2022", "2022-09-05 2022-09-05"),
        ("Trong ngày 05/9", "2022-09-05 2022-09-05"),
        ("Từ thứ Hai (14/11) đến thứ Sáu (18/11/2022)", "2022-11-14 2022-11-18"),
    ],
)
def test_several_limits_have_no_beginning_and_a_day_may_be_told_by_its_name(text: str, span: str) -> None:
    assert line(text) == span


@pytest.mark.parametrize(
    "text", ["Ngày .../.../2025", "Trước ngày …… tháng 5 năm 2025", "10/3 âm lịch", "Tháng Chạp (âm lịch)"]
)
def test_a_day_left_blank_or_of_the_moon_is_no_day_of_the_calendar(text: str) -> None:
    span = read_timespan(text, school_year="2024-2025")
    assert span is not None
    assert (span.start, span.end, [remark.code for remark in span.remarks]) == (None, None, ["time_not_dated"])


def test_a_weekday_that_is_another_day_is_told() -> None:
    wrong, right = (read_timespan(f"Thứ Hai, {day}/10/2024") for day in (15, 14))
    assert wrong is not None
    assert right is not None
    assert ([remark.code for remark in wrong.remarks], right.remarks) == (["time_other_weekday"], ())


def test_a_beginning_and_the_end_of_the_work_are_one_range() -> None:
    span = read_timespan("Từ 01/10, hoàn thành trước 15/12/2024", school_year="2024-2025")
    assert span is not None
    assert (str(span.start), str(span.end), span.before, span.remarks) == ("2024-10-01", "2024-12-15", True, ())


def test_july_behind_june_is_of_the_same_year() -> None:
    span = read_timespan("15/6 - 10/7", school_year="2024-2025")
    assert span is not None
    assert (str(span.start), str(span.end)) == ("2025-06-15", "2025-07-10")


def test_a_day_beside_a_rhythm_is_told() -> None:
    span = read_timespan("Ngày 25 hằng tháng; riêng tháng 12 trước ngày 15/12/2025", school_year="2025-2026")
    assert span is not None
    assert [remark.code for remark in span.remarks] == ["several_times"]
