"""Rows between the tasks of a plan: sections that are objectives, headers of two storeys that are repeated, years of dates."""

from __future__ import annotations

import pytest

from khue.foundation.reading import read_plan
from khue.foundation.reading.plan import people
from tests.foundation import papers

TITLE = "KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG"
HEAD = ["TT", "Nội dung", "Chủ trì", "Thời gian"]


def test_measured_sections_over_numbered_tasks_are_objectives():
    plan = read_plan(
        papers.word(
            TITLE,
            [
                HEAD,
                ["I", "Viên chức hoàn thành bồi dưỡng đạt 95% trở lên", "", ""],
                ["1", "Khảo sát nhu cầu", "Tổ Tổ chức", "Tháng 01/2026"],
                ["2", "Cử đi học", "Tổ Tổ chức", "Tháng 3/2026"],
                ["II", "Tiết kiệm tối thiểu 5% chi phí điện", "", ""],
                ["1", "Giao khoán", "Tổ Hành chính", "Quý I/2026"],
                ["III", "Khuôn viên xanh, sạch", "", ""],
                ["1", "Trồng cây", "Tổ Quản trị", "Tháng 2/2026"],
            ],
        )
    )

    assert plan.kind == "action_plan"
    assert [(o.number, len(o.targets), [task.text for task in o.tasks]) for o in plan.objectives] == [
        ("I", 1, ["Khảo sát nhu cầu", "Cử đi học"]),
        ("II", 1, ["Giao khoán"]),
        ("III", 0, ["Trồng cây"]),
    ]


def test_sections_are_objectives_where_one_column_holds_both():
    plan = read_plan(
        papers.word(
            TITLE,
            [
                ["TT", "Mục tiêu / Nội dung thực hiện", "Chủ trì", "Thời gian"],
                ["I", "Duy trì sĩ số từ 96% trở lên", "", ""],
                ["1", "Điểm danh từng buổi", "GVCN", "Thường xuyên"],
                ["2", "Họp với chính quyền xã", "Phó Giám đốc", "Tháng 12/2025"],
                ["II", "Mở ít nhất 06 lớp nghề", "", ""],
                ["1", "Điều tra nhu cầu", "Tổ Dạy nghề", "Tháng 10/2025"],
            ],
        )
    )

    assert [(o.number, o.statement, [task.text for task in o.tasks]) for o in plan.objectives] == [
        ("I", "Duy trì sĩ số từ 96% trở lên", ["Điểm danh từng buổi", "Họp với chính quyền xã"]),
        ("II", "Mở ít nhất 06 lớp nghề", ["Điều tra nhu cầu"]),
    ]


def test_objectives_numbered_anew_under_groups_stay_objectives():
    plan = read_plan(
        papers.word(
            TITLE,
            [
                ["TT", "Mục tiêu", "Chủ trì", "Thời gian"],
                ["I", "Đào tạo, giữ 12 ngành", "", ""],
                ["1", "Tỷ lệ tốt nghiệp đạt 90%", "Phòng Đào tạo", "Tháng 6/2026"],
                ["2", "Có 05 giáo trình mới", "Các khoa", "Tháng 12/2025"],
                ["II", "Nghiên cứu, có 3 nhóm", "", ""],
                ["1", "Công bố 10 bài báo", "Các khoa", "Tháng 12/2025"],
            ],
        )
    )

    assert [o.statement for o in plan.objectives] == [
        "Tỷ lệ tốt nghiệp đạt 90%",
        "Có 05 giáo trình mới",
        "Công bố 10 bài báo",
    ]


def test_sections_that_measure_nothing_stay_groups_of_a_calendar():
    plan = read_plan(
        papers.word(
            "LỊCH CÔNG TÁC",
            [
                HEAD,
                ["I", "Công tác đào tạo", "", ""],
                ["1", "Xếp lịch thi", "Phòng Đào tạo", "Tháng 12/2025"],
                ["II", "Công tác tổ chức", "", ""],
                ["1", "Bình xét thi đua", "Phòng Tổ chức", "Tháng 6/2026"],
            ],
        )
    )

    assert (plan.kind, [task.text for task in plan.tasks]) == ("task_calendar", ["Xếp lịch thi", "Bình xét thi đua"])


def test_both_storeys_of_a_repeated_header_are_left_out():
    upper = ["TT", "Mục tiêu", "Biện pháp", "Trách nhiệm", "", "Thời gian"]
    lower = ["", "", "", "Chủ trì", "Phối hợp", ""]
    rows = [
        upper,
        lower,
        ["1", "Tỷ lệ tham gia đạt 100%, nộp", "Tổ chức lớp học,", "Phó Trưởng phòng", "Đoàn trường", "Tháng 10/2025"],
        upper,
        lower,
        ["", "bài đúng hạn", "điểm danh", "", "", ""],
        ["2", "Có 02 ngày hội", "Mời doanh nghiệp", "Trưởng phòng", "Các khoa", "Tháng 3/2026"],
    ]
    merges = [
        merge
        for top in (0, 3)
        for merge in (((top, 3), (top, 4)), *(((top, at), (top + 1, at)) for at in (0, 1, 2, 5)))
    ]
    plan = read_plan(papers.word(TITLE, (rows, merges)))

    first, second = plan.objectives
    assert first.statement == "Tỷ lệ tham gia đạt 100%, nộp bài đúng hạn"
    assert (first.lead, first.supporting) == (("Phó Trưởng phòng",), ("Đoàn trường",))
    assert (second.number, second.lead) == ("2", ("Trưởng phòng",))


def test_place_and_day_are_no_unit_though_the_place_is_called_so():
    plan = read_plan(
        papers.word(
            "TRƯỜNG ĐẠI HỌC ĐỒNG VÂN",
            "KHOA NÔNG HỌC",
            "Trường Giang, ngày 27 tháng 10 năm 2025",
            TITLE,
            [
                ["TT", "Mục tiêu", "Nhiệm vụ", "Thời gian"],
                ["1", "Tỷ lệ chuyên cần đạt 98%", "Điểm danh", "Tháng 10/2025"],
            ],
        )
    )

    assert plan.unit.casefold() == "khoa nông học"


def test_the_year_of_the_letterhead_is_no_year_of_the_plan():
    plan = read_plan(
        papers.word(
            "Giồng Dừa, ngày 17 tháng 10 năm 2025",
            TITLE,
            [
                ["TT", "Mục tiêu", "Nhiệm vụ", "Thời gian"],
                ["1", "Tỷ lệ chuyên cần đạt 98%", "Điểm danh", "10/2025 - 4/2026"],
            ],
        )
    )

    assert "time_outside_plan" not in {remark.code for remark in plan.remarks}
    assert plan.school_year == ""


@pytest.mark.parametrize(
    ("cell", "lead"),
    [
        ("Tổ Tư vấn - Hỗ trợ", ["Tổ Tư vấn - Hỗ trợ"]),
        ("Hội Phụ nữ xã, nghệ nhân của bản", ["Hội Phụ nữ xã", "nghệ nhân của bản"]),
        ("GVCN, đại diện Hội cha mẹ học sinh", ["GVCN", "đại diện Hội cha mẹ học sinh"]),
    ],
)
def test_names_that_end_as_a_label_does(cell, lead):
    found = people.read([cell])
    assert list(found.plain) == lead
    assert not found.supporting
