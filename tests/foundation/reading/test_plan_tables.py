"""Plans whose objectives and tasks do not stand in the same row: headings over tables, two tables, blank cells, endings."""

from __future__ import annotations

import pytest

from khue.foundation.reading import read_plan
from khue.foundation.reading.plan import endings, naming
from tests.foundation import papers

TITLE = ("KẾ HOẠCH MỤC TIÊU CHẤT LƯỢNG", "TỔ TOÁN", "Năm học 2023 - 2024")
HEAD = ["STT", "Công việc", "Ai làm", "Khi nào"]
GOALS = [
    ["Mã", "Mục tiêu của tổ", "Mức phải đạt"],
    ["MT1", "Tỷ lệ khá, giỏi", "≥ 75%"],
    ["MT2", "Giải học sinh giỏi", "8 giải"],
]
WORK = [
    ["Mã MT", "Việc cần làm", "Giao cho", "Hạn xong"],
    ["MT1", "Khảo sát", "Tổ trưởng", "Tháng 9/2023"],
    ["", "Ôn tập", "Cô Mai", "Tháng 10/2023"],
    ["MT2", "Chọn đội", "Thầy Quyết", "Tháng 11/2023"],
]


def _days(time):
    return (time.start and time.start.isoformat(), time.end and time.end.isoformat())


def _tasks(plan):
    return {objective.number: [task.text for task in objective.tasks] for objective in plan.objectives}


@pytest.mark.parametrize("heading", ["Mục tiêu {n}: {s}", "{n}. {s}", "MTCL {n}. {s}"])
def test_heading_over_a_table_is_the_objective_of_its_tasks(heading):
    plan = read_plan(
        papers.word(
            *TITLE,
            heading.format(n=1, s="Tỷ lệ chuyên cần đạt từ 90% trở lên"),
            [HEAD, ["1", "Điểm danh", "GVCN", "Thường xuyên"], ["2", "Thăm gia đình", "GVCN", "Tháng 10/2023"]],
            heading.format(n=2, s="Bổ sung 20 bộ đồ chơi"),
            [HEAD, ["1", "Vận động", "Phụ huynh", "Tháng 11/2023"]],
        )
    )

    assert (plan.kind, plan.title, plan.unit) == ("action_plan", "KẾ HOẠCH MỤC TIÊU CHẤT LƯỢNG TỔ TOÁN", "Tổ Toán")
    assert _tasks(plan) == {"1": ["Điểm danh", "Thăm gia đình"], "2": ["Vận động"]}
    assert plan.objectives[0].statement == "Tỷ lệ chuyên cần đạt từ 90% trở lên"


def test_headings_of_fields_are_no_objectives():
    table = [HEAD, ["1", "Điểm danh", "GVCN", "Thường xuyên"]]
    other = [HEAD, ["1", "Phát động thi đua", "Công đoàn", "Tháng 11"]]
    plan = read_plan(papers.word(*TITLE, "1. Công tác chuyên môn", table, "2. Công tác đoàn thể", other))

    assert (plan.kind, len(plan.tasks)) == ("task_calendar", 2)


def test_target_below_a_heading_measures_the_objective():
    table = [HEAD, ["1", "Điểm danh", "GVCN", "Thường xuyên"]]
    plan = read_plan(papers.word(*TITLE, "Mục tiêu 1: Trẻ đi học chuyên cần", "Chỉ tiêu: từ 90% trở lên", table))

    assert [(target.comparator, target.value) for target in plan.objectives[0].targets] == [(">=", 90)]


def test_second_table_tells_by_key_what_is_done_for_the_objectives_of_the_first():
    plan = read_plan(papers.word(*TITLE, "I. Mục tiêu", GOALS, "II. Thực hiện", (WORK, [((1, 0), (2, 0))])))

    assert (plan.kind, _tasks(plan)) == ("action_plan", {"MT1": ["Khảo sát", "Ôn tập"], "MT2": ["Chọn đội"]})
    assert [task.lead for task in plan.objectives[0].tasks] == [("Tổ trưởng",), ("Cô Mai",)]
    assert [(target.value, target.unit) for target in plan.objectives[1].targets] == [(8, "giải")]
    assert [table["number"] for table in plan.source_tables] == [1, 2]


def test_key_may_stand_beside_the_number_and_name_two_objectives():
    work = [
        ["STT", "Mục tiêu", "Công việc", "Ai làm"],
        ["1", "MT1", "Khảo sát", "Cô Mai"],
        ["2", "MT1, MT2", "Họp tổ", "Cô Mai"],
    ]
    plan = read_plan(papers.word(*TITLE, GOALS, "Thực hiện", work))

    assert _tasks(plan) == {"MT1": ["Khảo sát", "Họp tổ"], "MT2": ["Họp tổ"]}


def test_table_may_name_the_objectives_of_a_list_in_running_text():
    lines = ("MỤC TIÊU CHẤT LƯỢNG", "1. Tỷ lệ khá, giỏi từ 75% trở lên.", "2. Có 8 giải học sinh giỏi.")
    work = [[cell.replace("MT1", "1").replace("MT2", "2") for cell in row] for row in WORK[1:]]
    plan = read_plan(papers.word("TỔ TOÁN", "Năm học 2023 - 2024", *lines, [["Mục tiêu số", *WORK[0][1:]], *work]))

    assert _tasks(plan) == {"1": ["Khảo sát", "Ôn tập"], "2": ["Chọn đội"]}


def test_calendar_that_only_counts_its_rows_is_no_second_table():
    work = [
        ["STT", "Công việc", "Ai làm", "Khi nào"],
        ["1", "Họp tổ", "Cô Mai", "Tháng 9"],
        ["2", "Dự giờ", "Cô Mai", "Tháng 10"],
    ]
    goals = [["STT", "Mục tiêu"], ["1", "Khá, giỏi từ 75%"], ["2", "Có 8 giải"]]

    assert read_plan(papers.word(*TITLE, goals, "Lịch của tổ", work)).kind == "task_calendar"


def test_blank_cells_mean_the_next_task_of_the_objective_above():
    rows = [
        ["Chủ trì", "Tiến độ", "Bước thực hiện", "Mục tiêu đăng ký", "Số"],
        ["Giám đốc", "Quý I/2024", "Khảo sát nhu cầu", "Mở tối thiểu 06 lớp", "1"],
        ["Tổ Tuyển sinh", "Trước 15/6/2024", "Nhận đơn", "", ""],
        ["Tổ Kỹ thuật", "Tháng 9/2023", "Thay máy hỏng", "Số máy hỏng không quá 3 máy", "2"],
    ]
    first, second = read_plan(papers.excel([["KẾ HOẠCH NĂM HỌC 2023-2024", "", "", "", ""], *rows])).objectives

    assert [(task.text, task.lead) for task in first.tasks] == [
        ("Khảo sát nhu cầu", ("Giám đốc",)),
        ("Nhận đơn", ("Tổ Tuyển sinh",)),
    ]
    assert (_days(first.time), first.time.before, second.number) == (("2024-01-01", "2024-06-15"), True, "2")


def test_signatures_below_a_sheet_are_no_rows():
    rows = [
        ["STT", "Mục tiêu", "Biện pháp", "Chủ trì"],
        ["1", "Mở 02 lớp", "Tuyển sinh", "Tổ May"],
        ["2", "Đạt 90%", "Ôn tập", "GVCN"],
    ]
    below = [
        ["", "", "", "Trà Lĩnh, ngày 06 tháng 01 năm 2023"],
        ["", "Người lập biểu", "", "TRƯỞNG PHÒNG"],
        ["", "Mạc Thị Thương", "", "TS. Lê Yến"],
    ]
    plan = read_plan(papers.excel([["KẾ HOẠCH NĂM HỌC 2023-2024", "", "", ""], *rows, ["", "", "", ""], *below]))

    assert [objective.number for objective in plan.objectives] == ["1", "2"]
    assert {remark.code for remark in plan.remarks} >= {"signature_skipped"}


@pytest.mark.parametrize(
    "said", [["Ngày 20/11/2023"], ["Họp tổ", "ngày 06 tháng 01 năm 2023"], ["Giám đốc phê duyệt kế hoạch"]]
)
def test_row_with_a_day_or_an_office_is_no_ending(said):
    assert not endings.is_ending(said)


def test_time_outside_the_plan_is_told_of_the_whole_objective():
    rows = [
        ["STT", "Mục tiêu", "Nhiệm vụ", "Từ tháng", "Đến tháng"],
        ["1", "Mở 02 lớp", "Tuyển sinh", "8/2023", "9/2023"],
        ["", "", "Khai giảng", "10/2023", "10/2023"],
    ]
    (objective,) = read_plan(papers.word(*TITLE, (rows, [((1, 0), (2, 0)), ((1, 1), (2, 1))]))).objectives

    assert _days(objective.time) == ("2023-08-01", "2023-10-31")
    assert [remark.code for remark in objective.time.remarks] == ["time_outside_plan"]


def test_unit_is_the_one_of_the_paper_and_not_the_school_above_it():
    head = ["TT", "Mục tiêu", "Biện pháp", "Chủ trì"]
    dashed = papers.excel(
        [
            ["TRƯỜNG CAO ĐẲNG TRÀ LĨNH"],
            ["KẾ HOẠCH MỤC TIÊU NĂM 2023 - TRUNG TÂM NGOẠI NGỮ"],
            head,
            ["1", "Mở 02 lớp", "Thi", "Tổ"],
        ]
    )
    labelled = papers.word(
        "KẾ HOẠCH NĂM HỌC 2023-2024",
        "Đơn vị: Phòng Đào tạo, Trường Cao đẳng Y",
        [head, ["1", "Mở 02 lớp", "Thi", "Tổ"]],
    )

    assert [read_plan(paper).unit for paper in (dashed, labelled)] == ["Trung tâm Ngoại ngữ", "Phòng Đào tạo"]


def test_units_in_a_title_stand_behind_a_dash_too():
    assert naming.unit_inside("KẾ HOẠCH NĂM 2023 - KHOA MAY") == "KHOA MAY"


@pytest.mark.parametrize("motto", ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
@pytest.mark.parametrize("lines", [1, 2])
def test_unit_stands_beside_the_motto_on_paper(motto, lines):
    sides = [f"TRƯỜNG CAO ĐẲNG PHƯỚC LONG {motto}", "PHÒNG QUẢN TRỊ - THIẾT BỊ Độc lập - Tự do - Hạnh phúc"]
    head = sides if lines == 2 else [" ".join(sides)]
    table = "TT\tMục tiêu\tBiện pháp\tChủ trì\n1\tTrồng 50 cây\tGiao các tổ\tCông đoàn"
    written = "\n".join([*head, "KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG", "NĂM HỌC 2022 - 2023", table])

    assert read_plan(written.encode(), filename="kh.txt").unit == "Phòng Quản trị - Thiết bị"


def test_results_of_the_year_before_name_no_year():
    plan = read_plan(
        papers.word(
            "MỤC TIÊU CHẤT LƯỢNG VÀ KẾ HOẠCH THỰC HIỆN",
            "KHOA LUẬT - NĂM HỌC 2024-2025",
            "I. Kết quả năm học trước",
            [
                ["TT", "Mục tiêu năm học 2023-2024", "Kết quả"],
                ["1", "Có 15 đề tài", "18"],
                ["2", "Có 5 phiên tòa", "5"],
            ],
            "II. Kế hoạch của Khoa",
            [["TT", "Mục tiêu", "Nội dung công việc", "Thời gian"], ["1", "Có 25 đề tài", "Giới thiệu", "Tháng 10"]],
        )
    )

    assert (plan.school_year, plan.unit) == ("2024-2025", "Khoa Luật")
    assert _days(plan.objectives[0].time) == ("2024-10-01", "2024-10-31")
