"""Each way in which a cell of a plan was once lost in silence or given to another, and what is no plan at all."""

from __future__ import annotations

import pytest

from khue.foundation.kernel import errors
from khue.foundation.reading import read_plan
from tests.foundation import papers

TITLE = ("KẾ HOẠCH MỤC TIÊU CHẤT LƯỢNG", "KHOA MAY", "Năm học 2023 - 2024")
HEAD = ["TT", "Mục tiêu", "Nhiệm vụ", "Chủ trì", "Thời gian"]
ROW = ["1", "Tỷ lệ tốt nghiệp từ 85% trở lên", "Ôn tập", "Trưởng khoa", "Tháng 5/2024"]


def _read(headers, *rows, merges=()):
    return read_plan(papers.word(*TITLE, ([headers, *rows], list(merges))))


def _told(plan, code):
    return [remark.message for remark in plan.remarks if remark.code == code]


def test_a_second_column_of_times_goes_to_the_note():
    plan = _read([*HEAD, "Thời hạn"], [*ROW, "Quý IV"])

    assert (plan.objectives[0].time.text, plan.objectives[0].note) == ("Tháng 5/2024", "Thời hạn: Quý IV")


def test_a_second_column_of_numbers_is_told():
    plan = _read([*HEAD, "Số thứ tự"], [*ROW, "7"])

    assert [remark.where for remark in plan.remarks if remark.code == "column_unread"] == ["table 1, column 6"]


def test_each_of_several_columns_of_one_name_is_told():
    plan = _read([*HEAD, "Số thứ tự", "Số thứ tự"], [*ROW, "7", "8"])

    assert [remark.where for remark in plan.remarks if remark.code == "column_unread"] == [
        f"table 1, column {at}" for at in (6, 7)
    ]


def test_a_time_a_beginning_and_an_end_are_all_kept():
    plan = _read([*HEAD, "Bắt đầu", "Hạn hoàn thành"], [*ROW, "01/4/2024", "30/5/2024"])

    assert plan.objectives[0].time.text == "Tháng 5/2024; 01/4/2024 - 30/5/2024"


def test_a_week_is_told_beside_a_time_that_has_no_day():
    plan = read_plan(
        papers.word(
            *TITLE, [["Tuần", "Nội dung công việc", "Chủ trì", "Thời gian"], ["Tuần 3", "Họp", "Tổ May", "Khi có lịch"]]
        )
    )

    assert plan.tasks[0].time.text == "Khi có lịch, Tuần 3"


def test_a_target_without_a_number_is_told():
    plan = _read(
        ["TT", "Mục tiêu", "Chỉ tiêu", "Nhiệm vụ"], ["1", "Dạy tốt", "- Đạt 85%\n- Có phòng máy mới", "Ôn tập"]
    )

    assert len(plan.objectives[0].targets) == 1
    assert _told(plan, "target_unread") == [
        "Chỉ tiêu “Có phòng máy mới” không có số để đo, chưa được đưa vào mục tiêu."
    ]


def test_a_merged_column_of_people_does_not_hide_the_other():
    plan = _read(
        ["TT", "Mục tiêu", "Nhiệm vụ", "Chủ trì", "Người thực hiện"],
        ["1", "Đạt 85%", "Ôn tập", "Trưởng khoa", "Cô Hoa"],
        ["2", "Đạt 90%", "Thi thử", "", "Cô Lan"],
        merges=[((1, 3), (2, 3))],
    )

    assert [objective.lead for objective in plan.objectives] == [("Trưởng khoa", "Cô Hoa"), ("Trưởng khoa", "Cô Lan")]


@pytest.mark.parametrize("first", ["Tổng phụ trách Đội", "Tổng vệ sinh trường lớp", "Tổng duyệt văn nghệ"])
def test_what_begins_with_tong_is_no_total(first):
    plan = _read(
        ["Nội dung công việc", "Chủ trì", "Thời gian"], [first, "Cô Hoa", "Tháng 9"], ["Họp", "Cô Lan", "Tháng 10"]
    )

    assert [task.text for task in plan.tasks] == [first, "Họp"]


@pytest.mark.parametrize("first", ["Tổng cộng", "Tổng: 2 việc", "Cộng", "Tổng kinh phí"])
def test_a_total_is_left_out_and_told(first):
    plan = _read(HEAD, ROW, ["", first, "", "", "2"])

    assert (len(plan.objectives), len(_told(plan, "total_row_skipped"))) == (1, 1)


def test_a_row_for_an_objective_that_is_not_listed_belongs_to_none():
    goals = [["TT", "Mục tiêu"], *([f"MT{at}", f"Đạt {at}5%"] for at in range(1, 6))]
    deeds = [
        ["Mục tiêu số", "Nhiệm vụ", "Chủ trì", "Thời gian"],
        *([f"MT{at}", f"Việc {at}", "A", "Tháng 9"] for at in range(1, 7)),
    ]
    plan = read_plan(papers.word(*TITLE, goals, deeds))

    assert [len(objective.tasks) for objective in plan.objectives] == [1] * 5
    assert [remark.where for remark in plan.remarks if remark.code == "objective_unknown"] == ["table 2, row 7"]


def test_headings_over_tables_keep_their_tasks_beside_a_list_of_the_same_objectives():
    table = [
        ["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"],
        ["1", "Ôn tập", "A", "Tháng 9"],
        ["1", "Thi thử", "B", "Tháng 10"],
    ]
    plan = read_plan(
        papers.word(
            "DANH MỤC MỤC TIÊU CHẤT LƯỢNG",
            "1. Đạt 85%",
            "2. Đạt 90%",
            "Mục tiêu 1: Đạt 85%",
            table,
            "Mục tiêu 2: Đạt 90%",
            table,
        )
    )

    assert [[task.text for task in objective.tasks] for objective in plan.objectives] == [["Ôn tập", "Thi thử"]] * 2


def test_a_row_of_a_card_without_a_known_name_is_noted():
    card = [
        ["Mục tiêu 1", "Đạt 85%"],
        ["Biện pháp", "Ôn tập"],
        ["Chủ trì", "Tổ May"],
        ["Thời gian", "Tháng 9"],
        ["", "Tháng 10"],
        ["Rủi ro", "Mưa bão"],
    ]
    plan = read_plan(papers.word(*TITLE, card))

    assert (plan.objectives[0].time.text, plan.objectives[0].note) == ("Tháng 9; Tháng 10", "Rủi ro: Mưa bão")


def test_a_column_of_a_later_table_alone_is_told():
    more = [[*HEAD, "Hồ sơ", "Đánh giá"], ["2", "Có 03 sáng kiến", "Viết", "Tổ May", "Tháng 3/2024", "Sổ", "Tốt"]]
    plan = read_plan(
        papers.word(*TITLE, [[*HEAD, "Hồ sơ"], [*ROW, "Sổ"]], "Phần tiếp theo của bảng kế hoạch năm học này", more)
    )

    assert [remark.where for remark in plan.remarks if remark.code == "column_unread"] == ["table 2, column 7"]


GOALS = [["TT", "Mục tiêu", "Kết quả thực hiện"], ["1", "Đạt 85%", "86%"], ["2", "Có 5 lớp", "5"]]
STEPS = [
    ["Bước", "Nội dung công việc", "Người thực hiện", "Thời gian"],
    ["1", "Nộp đơn", "Sinh viên", "2 ngày"],
    ["2", "Xét", "Tổ", "3 ngày"],
]
OTHER = {
    "report": ("BÁO CÁO KẾT QUẢ THỰC HIỆN MỤC TIÊU", GOALS),
    "procedure": ("QUY TRÌNH XÉT TỐT NGHIỆP", STEPS),
    "programme": ("CHƯƠNG TRÌNH HỘI NGHỊ VIÊN CHỨC", STEPS),
    "law": ("LUẬT GIÁO DỤC", "Điều 2. Mục tiêu giáo dục", "Mục tiêu giáo dục nhằm phát triển:", "1. Có sức khỏe;", "2. Có tri thức."),
    "rules": ("QUY CHẾ CHI TIÊU", "Điều 1. Mục tiêu, phạm vi", "1. Mục tiêu: tiết kiệm.", "2. Thời gian thực hiện: từ 01/01/2024."),
    "minutes": ("BIÊN BẢN HỌP TỔ", "Thời gian: 14 giờ ngày 15/10/2023", "1. Triển khai công tác tháng 10", "Chủ trì: Cô Hoa"),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHER)
def test_other_papers_are_refused(name):
    with pytest.raises(errors.Unreadable) as refusal:
        read_plan(papers.word(*OTHER[name]))
    assert refusal.value.code == "not_a_plan"


@pytest.mark.parametrize(
    "title", ["BÁO CÁO TỔNG KẾT VÀ KẾ HOẠCH NĂM HỌC MỚI", "BÁO CÁO TỔNG KẾT\nPhương hướng năm học mới"]
)
def test_a_report_that_looks_ahead_is_read(title):
    assert len(read_plan(papers.word(title, [HEAD, ROW])).objectives) == 1
