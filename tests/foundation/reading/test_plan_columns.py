"""Columns are known by what their headers mean and, where no header helps, by what they hold; nothing is lost silently."""

from __future__ import annotations

import pytest

from khue.foundation.reading import read_plan
from khue.foundation.reading.plan.columns import Field, meaning
from tests.foundation import papers

TITLE = ("KẾ HOẠCH MỤC TIÊU CHẤT LƯỢNG", "KHOA MAY", "Năm học 2023 - 2024")
ROWS = [
    ["1", "Tỷ lệ tốt nghiệp từ 85% trở lên", "- Ôn tập\n- Thi thử", "Trưởng khoa", "Tháng 5/2024", "Bảng điểm"],
    ["2", "Có 03 sáng kiến được công nhận", "- Đăng ký\n- Báo cáo", "Tổ May", "Trước 30/4/2024", "Danh sách sáng kiến"],
]


def _read(headers, rows=ROWS, merges=()):
    return read_plan(papers.word(*TITLE, ([headers, *rows], list(merges))))


def _codes(plan):
    return [remark.code for remark in plan.remarks if remark.code.startswith("column")]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Các việc triển khai", Field.TASK),
        ("Phương án thực hiện", Field.TASK),
        ("Bước thực hiện", Field.TASK),
        ("Hoạt động can thiệp", Field.TASK),
        ("Cam kết chất lượng", Field.OBJECTIVE),
        ("Mức phải đạt", Field.TARGET),
        ("Cán bộ thực hiện", Field.LEAD),
        ("Giao cho", Field.LEAD),
        ("Chính", Field.LEAD),
        ("Đơn vị tham gia", Field.SUPPORTING),
        ("Mốc thời gian", Field.TIME),
        ("Hạn xong", Field.TIME),
        ("Hoàn thành vào", Field.TIME),
        ("Tài liệu chứng minh", Field.EVIDENCE),
        ("Chú thích", Field.NOTE),
        ("Mã MT", Field.NUMBER),
        ("Điều kiện thực hiện", Field.MEANS),
    ],
)
def test_header_in_other_words_means_the_same(header, field):
    found = meaning(header)

    assert found is not None
    assert found[0] is field


def test_columns_under_unknown_names_are_known_by_what_they_hold():
    plan = _read(["Thứ bậc", "Mục tiêu", "Ta sẽ", "Gương mặt", "Nhịp", "Để lại"])

    first = plan.objectives[0]
    assert (first.number, [task.text for task in first.tasks]) == ("1", ["Ôn tập", "Thi thử"])
    assert (first.lead, first.time.text, first.evidence) == (("Trưởng khoa",), "Tháng 5/2024", ("Bảng điểm",))
    assert _codes(plan) == ["column_guessed"] * 4


def test_objective_under_an_unknown_name_stands_before_its_tasks():
    plan = _read(["STT", "Điều ta hướng tới", "Biện pháp", "Chủ trì", "Thời gian", "Minh chứng"])

    assert plan.kind == "action_plan"
    assert plan.objectives[0].statement == "Tỷ lệ tốt nghiệp từ 85% trở lên"


def test_weak_header_gives_way_to_its_cells():
    rows = [[row[0], row[1], row[2], row[3], row[4]] for row in ROWS]
    plan = _read(["TT", "Mục tiêu", "Biện pháp", "Phụ trách", "Kế hoạch"], rows)

    assert plan.objectives[1].time.end.isoformat() == "2024-04-30"
    assert [task.text for task in plan.objectives[1].tasks] == ["Đăng ký", "Báo cáo"]


def test_number_column_may_stand_last_and_between_group_rows():
    rows = [
        ["Tiêu chuẩn 1: Quản lý", "", ""],
        ["Đạt 90% trở lên", "Rà soát", "1.5"],
        ["Mở 02 lớp", "Tuyển sinh", "1.8"],
    ]
    plan = _read(["Mục tiêu", "Biện pháp", "Tiêu chí"], rows, [((1, 0), (1, 2))])

    assert [objective.number for objective in plan.objectives] == ["1.5", "1.8"]


def test_what_it_takes_goes_to_the_note_and_nothing_is_no_note():
    headers = ["TT", "Mục tiêu", "Biện pháp", "Điều kiện thực hiện", "Chủ trì", "Thời gian"]
    rows = [[*ROWS[0][:3], "Máy quét, phần mềm", *ROWS[0][3:5]], [*ROWS[1][:3], "Không", *ROWS[1][3:5]]]
    plan = _read(headers, rows)

    assert [objective.note for objective in plan.objectives] == ["Máy quét, phần mềm", ""]
    assert _codes(plan) == ["column_noted"]


def test_column_that_no_rule_places_is_told_in_the_note_under_its_name():
    headers = ["TT", "Mục tiêu", "Biện pháp", "Chủ trì", "Thời gian", "Minh chứng", "Ghi chú", "Ảnh hưởng"]
    rows = [[*ROWS[0], "Ưu tiên", "Giảm tải cho khoa khác"], [*ROWS[1], "", ""]]
    plan = _read(headers, rows)

    assert plan.objectives[0].note == "Ưu tiên; Ảnh hưởng: Giảm tải cho khoa khác"
    assert _codes(plan) == ["column_noted"]


def test_list_of_staff_is_no_plan_whatever_its_columns_hold():
    rows = [["TT", "Họ và tên", "Chức vụ", "Nhiệm vụ"], ["1", "Lê Thị Hoa", "Trưởng khoa", "Chủ tịch hội đồng"]]
    plan = read_plan(
        papers.word(*TITLE, rows, [["TT", "Mục tiêu", "Biện pháp", "Chủ trì"], ["1", "Mở 02 lớp", "Thi", "Tổ"]])
    )

    assert [objective.statement for objective in plan.objectives] == ["Mở 02 lớp"]


def test_lead_and_supporters_stand_under_one_name_in_two_storeys():
    headers = ["Mục tiêu", "Nội dung thực hiện", "Thực hiện", "", "Thời gian"]
    lower = ["", "", "Chính", "Phối hợp", ""]
    merges = [((0, 2), (0, 3)), *(((0, at), (1, at)) for at in (0, 1, 4))]
    plan = _read(headers, [lower, ["Mở 02 lớp", "Tuyển sinh", "Tổ May", "Đoàn khoa", "Tháng 9"]], merges)

    assert (plan.objectives[0].lead, plan.objectives[0].supporting) == (("Tổ May",), ("Đoàn khoa",))


def test_end_beside_the_time_closes_the_span():
    headers = ["TT", "Mục tiêu", "Biện pháp", "Thời gian", "Kết thúc"]
    plan = _read(headers, [["1", "Mở 02 lớp", "Tuyển sinh", "Tháng 9/2023", "15/11/2023"]])

    assert (plan.objectives[0].time.start.isoformat(), plan.objectives[0].time.end.isoformat()) == (
        "2023-09-01",
        "2023-11-15",
    )


def test_questions_are_headers_too():
    plan = _read(
        ["Chất lượng nào?", "Làm bằng cách nào?", "Bởi ai?", "Đến bao giờ?"],
        [[row[1], row[2], row[3], row[4]] for row in ROWS],
    )

    assert [(objective.lead, objective.time.text) for objective in plan.objectives] == [
        (("Trưởng khoa",), "Tháng 5/2024"),
        (("Tổ May",), "Trước 30/4/2024"),
    ]


def test_amounts_beside_what_is_asked_for_are_the_targets():
    rows = [["1", "Thư viện phục vụ tốt", "3000 lượt/năm", "Mở cửa tối", "Thủ thư", "Hiệu trưởng"]]
    plan = _read(["Mục", "Yêu cầu chất lượng", "Đích", "Cách thức", "Đảm nhiệm", "Giám sát"], rows)

    (first,) = plan.objectives
    assert (first.statement, first.lead, first.supporting) == ("Thư viện phục vụ tốt", ("Thủ thư",), ())
    assert [(target.value, target.unit) for target in first.targets] == [(3000, "lượt/năm")]


def test_targets_of_the_year_before_are_no_targets():
    lower = ["", "", "Năm học trước", "Năm học này", ""]
    merges = [((0, 2), (0, 3)), *(((0, at), (1, at)) for at in (0, 1, 4))]
    plan = _read(
        ["STT", "Mục tiêu", "Chỉ tiêu", "", "Giải pháp"],
        [lower, ["1", "Học sinh khá", "70%", "75%", "Phụ đạo"]],
        merges,
    )

    assert [target.value for target in plan.objectives[0].targets] == [75]
    assert _codes(plan) == ["column_unread"]


def test_group_before_the_objective_is_no_task():
    plan = _read(
        ["TT", "Nội dung", "Mục tiêu", "Giải pháp", "Chủ trì"], [["1", "Chuyên môn", "Đạt 95%", "Phụ đạo", "Tổ May"]]
    )

    assert [task.text for task in plan.objectives[0].tasks] == ["Phụ đạo"]
    assert plan.objectives[0].note == "Nội dung: Chuyên môn"


@pytest.mark.parametrize(
    "header", ["Vấn đề cần cải tiến", "Tồn tại", "Thực trạng", "Hạn chế", "Nguyên nhân", "Hiện trạng", "Điểm yếu"]
)
def test_what_is_wrong_is_told_beside_the_goal(header):
    rows = [["1", "Sinh viên bỏ học nhiều", "Tỷ lệ bỏ học dưới 5%", "Thăm gia đình", "Tổ May", "Tháng 9/2023"]]
    plan = _read(["TT", header, "Mục tiêu", "Biện pháp", "Chủ trì", "Thời gian"], rows)

    (first,) = plan.objectives
    assert (first.statement, first.note) == ("Tỷ lệ bỏ học dưới 5%", f"{header}: Sinh viên bỏ học nhiều")
    assert _codes(plan) == ["column_noted"]


@pytest.mark.parametrize(("target", "statement"), [("95%", "Chuyên cần"), ("Tỷ lệ chuyên cần đạt từ 95%", "target")])
def test_targets_in_whole_sentences_are_what_is_aimed_at(target, statement):
    rows = [["1", "Chuyên cần", target, "Điểm danh", "Tổ May"]]
    plan = _read(["TT", "Vấn đề cần cải tiến", "Chỉ tiêu", "Biện pháp", "Chủ trì"], rows)

    assert plan.objectives[0].statement == (target if statement == "target" else statement)
    assert [each.value for each in plan.objectives[0].targets] == [95]


def test_what_is_wrong_is_the_statement_where_nothing_else_can_be():
    rows = [["1", "Tuyển sinh", "Ít thí sinh biết đến khoa", "Thiếu tin", "Đăng tin hằng tuần", "Tổ May"]]
    plan = _read(["TT", "Tiêu chí", "Tồn tại", "Nguyên nhân", "Giải pháp", "Chủ trì"], rows)

    assert plan.objectives[0].statement == "Ít thí sinh biết đến khoa"
    assert plan.objectives[0].note == "Tiêu chí: Tuyển sinh; Nguyên nhân: Thiếu tin"


def test_goal_under_an_unknown_name_stands_behind_what_is_wrong():
    rows = [["1", "Ít thí sinh biết đến khoa", "Đủ thí sinh cho hai lớp mới", "Đăng tin hằng tuần", "Tổ May"]]
    plan = _read(["TT", "Tồn tại", "Ta hướng tới", "Giải pháp", "Chủ trì"], rows)

    assert plan.objectives[0].statement == "Đủ thí sinh cho hai lớp mới"


def test_codes_of_a_catalogue_are_no_note_and_a_remark_says_so():
    rows = [[row[0], code, *row[1:5]] for code, row in zip(["A1.2", "C9.5"], ROWS, strict=True)]
    plan = _read(["TT", "Mã tiêu chí", "Mục tiêu", "Biện pháp", "Chủ trì", "Thời gian"], rows)

    assert [(objective.number, objective.note) for objective in plan.objectives] == [("1", ""), ("2", "")]
    assert _codes(plan) == ["column_unread"]


def test_codes_of_tasks_are_no_tasks():
    rows = [[*row[:2], f"NV-{row[0]}", *row[2:4]] for row in ROWS]
    plan = _read(["TT", "Mục tiêu", "Mã nhiệm vụ", "Biện pháp", "Chủ trì"], rows)

    assert [task.text for task in plan.objectives[0].tasks] == ["Ôn tập", "Thi thử"]


def test_second_goal_is_told_in_the_note_and_a_merged_one_only_once():
    headers = ["TT", "Mục tiêu của trường", "Mục tiêu của khoa", "Biện pháp", "Chủ trì"]
    apart = _read(headers, [["1", "Đạt 80%", "Đạt 85%", "Thi thử", "Tổ May"]])
    merged = _read(headers, [["1", "Đạt 80%", "", "Thi thử", "Tổ May"]], [((1, 1), (1, 2))])

    assert (apart.objectives[0].statement, apart.objectives[0].note) == (
        "Đạt 85%",
        "Mục tiêu của trường: Đạt 80%",
    )
    assert (merged.objectives[0].statement, merged.objectives[0].note) == ("Đạt 80%", "")
