"""Calendars that are no tables of tasks: headings of time with lines below them, days as columns."""

from __future__ import annotations

import pytest

from khue.foundation.kernel import errors
from khue.foundation.reading import read_plan
from tests.foundation import papers

TITLE = "TRƯỜNG THCS NGUYỄN TRÃI\nLỊCH CÔNG TÁC TUẦN 10 (từ 04/11/2024 đến 09/11/2024)\n"


def _tasks(source):
    plan = read_plan(source)
    assert plan.kind == "task_calendar"
    return [(task.text, task.time and task.time.start and task.time.start.isoformat()) for task in plan.tasks]


def test_months_are_headings_of_their_tasks():
    lines = "KẾ HOẠCH CÔNG TÁC NĂM HỌC 2023 - 2024\n1. Tháng 9/2023\n- Khai giảng.\n- Khảo sát\n2. Tháng 10/2023\n- Đại hội Đội."
    assert _tasks(lines.encode()) == [
        ("Khai giảng.", "2023-09-01"),
        ("Khảo sát", "2023-09-01"),
        ("Đại hội Đội.", "2023-10-01"),
    ]


def test_month_before_a_colon_holds_what_semicolons_divide():
    lines = "LỊCH CÔNG TÁC NĂM HỌC 2023 - 2024\nTháng 9: Khai giảng; khảo sát.\nTháng 10: Đại hội."
    assert [text for text, _ in _tasks(lines.encode())] == ["Khai giảng", "khảo sát.", "Đại hội."]


@pytest.mark.parametrize("day", ["Thứ Hai (04/11)", "Thứ Hai, ngày 04/11:", "Thứ Hai", "* Thứ 2"])
def test_days_are_headings_and_hours_and_people_are_no_words_of_the_task(day):
    lines = f"{TITLE}{day}\n- 7h00: Chào cờ.\n- 14h00: Họp tổ. Chủ trì: Tổ trưởng."
    plan = read_plan(lines.encode())

    assert _tasks(lines.encode()) == [("Chào cờ.", "2024-11-04"), ("Họp tổ.", "2024-11-04")]
    assert plan.tasks[1].lead == ("Tổ trưởng",)


def test_days_as_columns():
    table = [
        ["Buổi", "Thứ Hai\n04/11", "Thứ Ba\n05/11", "Thứ Tư\n06/11"],
        ["Sáng", "Chào cờ", "Dự giờ", "- Thi\n- Họp"],
        ["Chiều", "", "Chấm", ""],
    ]
    assert _tasks(papers.word(*TITLE.strip().split("\n"), table)) == [
        ("Chào cờ", "2024-11-04"),
        ("Dự giờ", "2024-11-05"),
        ("Chấm", "2024-11-05"),
        ("Thi", "2024-11-06"),
        ("Họp", "2024-11-06"),
    ]


def test_parts_of_the_day_as_columns():
    table = [["Ngày", "Sáng", "Chiều"], ["Thứ Hai", "Chào cờ", "Họp"], ["Thứ Ba", "", "Dự giờ"]]
    assert _tasks(papers.word(*TITLE.strip().split("\n"), table)) == [
        ("Chào cờ", "2024-11-04"),
        ("Họp", "2024-11-04"),
        ("Dự giờ", "2024-11-05"),
    ]


def test_month_over_a_table_dates_its_tasks():
    head = ["TT", "Nội dung công việc", "Người thực hiện"]
    parts = ["KẾ HOẠCH CÔNG TÁC NĂM HỌC 2022 - 2023", "Tháng 9/2022", [head, ["1", "Đón tân sinh viên", "Phòng"]]]
    parts += ["Tháng 10/2022", [head, ["1", "Sinh hoạt công dân", "Phòng"]]]

    assert _tasks(papers.word(*parts)) == [("Đón tân sinh viên", "2022-09-01"), ("Sinh hoạt công dân", "2022-10-01")]


def test_dates_in_a_text_that_is_no_calendar():
    with pytest.raises(errors.Unreadable):
        read_plan("BÁO CÁO\nTháng 9/2023\n- Đã khai giảng.\n- Đã khảo sát.".encode())


def test_small_tables_hold_lists_of_objectives():
    one = [["Mục tiêu chất lượng"], ["1. Đạt từ 80% trở lên."], ["2. Mỗi khoa có 02 đề tài."]]
    two = [["1", "Sửa chữa 100% máy hỏng"], ["2", "Tiết kiệm 8% chi phí điện"]]
    for table in (one, two):
        plan = read_plan(papers.word("KHOA MAY", "MỤC TIÊU CHẤT LƯỢNG NĂM 2023", table))
        assert (plan.kind, [item.number for item in plan.objectives]) == ("objective_list", ["1", "2"])


def test_what_was_done_last_month_is_no_task():
    lines = [
        "KẾ HOẠCH HOẠT ĐỘNG THÁNG 10/2023", "I. ĐÁNH GIÁ CÔNG TÁC THÁNG 9/2023", "1. Ưu điểm", "- Đã khai giảng.",
        "II. KẾ HOẠCH CÔNG TÁC THÁNG 10/2023", "1. Công tác nuôi dưỡng", "- Xây dựng thực đơn.", "* Cấp dưỡng:", "- Kiểm tra bếp.",
    ]  # fmt: skip
    assert _tasks("\n".join(lines).encode()) == [("Xây dựng thực đơn.", "2023-10-01"), ("Kiểm tra bếp.", "2023-10-01")]


def test_dashes_of_a_calendar_are_tasks_with_the_people_listed_beside_them():
    head = ["Tháng", "Nội dung công việc", "Bộ phận thực hiện"]
    table = [
        head,
        ["9/2023", "- Khai giảng\n- Nộp báo cáo", "- Toàn trường\n- Văn thư"],
        ["10/2023", "- Thi\n- Chấm", "Tổ 4"],
    ]
    plan = read_plan(papers.word("KẾ HOẠCH CÔNG TÁC NĂM HỌC 2023 - 2024", table))

    assert [(task.text, task.lead, task.time.start.month) for task in plan.tasks] == [
        ("Khai giảng", ("Toàn trường",), 9),
        ("Nộp báo cáo", ("Văn thư",), 9),
        ("Thi", ("Tổ 4",), 10),
        ("Chấm", ("Tổ 4",), 10),
    ]


def test_hours_at_the_head_of_lines_begin_tasks_of_a_cell():
    table = [["Ngày", "Sáng", "Chiều"], ["Thứ Hai\n(04/11)", "7h30: Chào cờ\n9h00: Họp liên tịch", ""]]
    assert [text for text, _ in _tasks(papers.word(*TITLE.strip().split("\n"), table))] == ["Chào cờ", "Họp liên tịch"]


@pytest.mark.parametrize("start", ["Mục tiêu {}: ", "{}. "])
def test_line_over_a_table_of_tasks_is_their_objective(start):
    head = ["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"]
    parts = ["KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG NĂM HỌC 2023 - 2024"]
    parts += [
        start.format(1) + "Việc làm 85%",
        [head, ["1", "Ngày hội", "Khoa", "4/2024"], ["2", "Ký kết", "Khoa", "5/2024"]],
    ]
    parts += [start.format(2) + "Có 05 đề tài", [head, ["1", "Phát động", "Bộ môn", "11/2023"]]]
    plan = read_plan(papers.word(*parts))

    assert [(item.number, item.statement, [task.text for task in item.tasks]) for item in plan.objectives] == [
        ("1", "Việc làm 85%", ["Ngày hội", "Ký kết"]),
        ("2", "Có 05 đề tài", ["Phát động"]),
    ]


def test_week_and_its_days_in_one_heading():
    lines = "KẾ HOẠCH HOẠT ĐỘNG THÁNG 9 NĂM 2024\nTUẦN 1: 02/9 - 07/9\n- Khai giảng.\nTUẦN 2: 09/9 - 14/9\n- Phát động."
    assert _tasks(lines.encode()) == [("Khai giảng.", "2024-09-02"), ("Phát động.", "2024-09-09")]
