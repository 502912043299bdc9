"""Terms that the document itself bounds: their days date what is told by the term alone."""

from __future__ import annotations

from datetime import date

import pytest

from khue.foundation.reading import read_plan, read_timespan
from khue.foundation.reading.plan import terms
from khue.foundation.reading.values import Timespan
from tests.foundation import papers

FIRST, SECOND = (date(2025, 9, 8), date(2026, 1, 17)), (date(2026, 1, 19), date(2026, 5, 30))


def _read(said: str) -> Timespan | None:
    return read_timespan(said, school_year="2025-2026")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Học kỳ I từ 08/9/2025 đến 17/01/2026; học kỳ II từ 19/01/2026 đến 30/5/2026.", {1: FIRST, 2: SECOND}),
        ("HK1: 08/9/2025 - 17/01/2026, HK2: 19/01/2026 - 30/5/2026", {1: FIRST, 2: SECOND}),
        ("(Học kỳ I: từ ngày 08/9 đến ngày 17/01; Học kỳ II: từ ngày 19/01 đến ngày 30/5)", {1: FIRST, 2: SECOND}),
        ("Học kỳ I (18 tuần): từ 8/9/2025 đến 17/01/2026", {1: FIRST}),
        ("Học kỳ I kết thúc ngày 17/01/2026", {}),
        ("Kiểm tra cuối học kỳ I từ 22/12/2025 đến 05/01/2026", {}),
        ("Nghỉ giữa học kỳ I: 10/11/2025 - 14/11/2025", {}),
        ("Học kỳ I: 10/11/2025 - 14/11/2025", {}),
        ("hk1" + " " * 20_000 + "x", {}),
        ("hk1(" * 3_000, {}),
        ("Kết quả học kỳ I: 12 giải; học kỳ II: 15 giải", {}),
        ("Học kỳ I từ 17/01/2026 đến 08/9/2025", {}),
    ],
)
def test_bounds_are_what_both_days_tell(line: str, expected: dict[int, tuple[date, date]]) -> None:
    assert terms.bounds([line], _read) == expected


def test_a_term_bounded_in_two_ways_is_left_open() -> None:
    lines = ["HK1: 08/9/2025 - 17/01/2026", "Học kỳ I từ 05/9/2025 đến 17/01/2026"]
    assert terms.bounds(lines, _read) == {}


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("Học kỳ II", SECOND),
        ("Trong HK I", FIRST),
        ("Học kỳ 2 năm học 2025-2026", SECOND),
        ("Hết học kỳ I", (None, FIRST[1])),
        ("Học kỳ I năm học 2026-2027", (None, None)),
        ("Cuối học kỳ I", (None, None)),
        ("Học kỳ III", (None, None)),
        ("Tháng 10/2025", (date(2025, 10, 1), date(2025, 10, 31))),
    ],
)
def test_only_the_term_itself_is_dated_by_them(said: str, days: tuple[date | None, date | None]) -> None:
    span = terms.dated(_read(said), {1: FIRST, 2: SECOND})
    assert span is not None
    assert (span.start, span.end) == days
    assert (span.remarks == ()) is any(days)


def test_both_terms_are_one_span_of_several_times() -> None:
    span = terms.dated(_read("Học kỳ I, học kỳ II"), {1: FIRST, 2: SECOND})
    assert span is not None
    assert (span.start, span.end, [remark.code for remark in span.remarks]) == (FIRST[0], SECOND[1], ["several_times"])


def test_a_plan_dates_its_terms_by_its_own_words() -> None:
    head = ["TT", "Mục tiêu", "Nhiệm vụ", "Chủ trì", "Thời gian"]
    plan = read_plan(
        papers.word(
            "KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG NĂM HỌC 2025 - 2026",
            "Thời gian năm học: học kỳ I từ 08/9/2025 đến 17/01/2026; học kỳ II từ 19/01/2026 đến 30/5/2026.",
            [head, ["1", "Tỷ lệ chuyên cần đạt 98%", "Điểm danh", "GVCN", "Học kỳ II"]],
        )
    )
    time = plan.objectives[0].time
    assert time is not None
    assert (time.start, time.end, time.remarks) == (*SECOND, ())
