"""Plans in other layouts than the real papers: the reader must know the language of plans, not these papers."""

from __future__ import annotations

import codecs
import unicodedata

import pytest

from khue.foundation.kernel import errors
from khue.foundation.reading import read_plan
from tests.foundation import papers


def _codes(plan):
    return {remark.code for remark in plan.remarks}


def _days(time):
    return (time.start and time.start.isoformat(), time.end and time.end.isoformat())


def test_columns_in_another_order_under_other_names():
    plan = read_plan(
        papers.word(
            "PHÒNG THANH TRA",
            "KẾ HOẠCH HÀNH ĐỘNG NĂM HỌC 2023 - 2024",
            [
                ["Tiến độ", "Người phụ trách", "Mục tiêu chất lượng", "Giải pháp", "Sản phẩm", "STT"],
                [
                    "Tháng 10/2023",
                    "Lê Minh Hà",
                    "Thanh tra ít nhất 06 đơn vị.",
                    "- Lập lịch.\n- Báo cáo.",
                    "Biên bản",
                    "1",
                ],
                ["Tháng 12/2023", "Trần An", "Giải quyết 100% đơn thư.", "Phân công trực.", "Sổ theo dõi", "2"],
            ],
        )
    )

    assert (plan.kind, plan.unit, plan.school_year) == ("action_plan", "Phòng Thanh tra", "2023-2024")
    first, second = plan.objectives
    assert (first.number, first.lead, [t.text for t in first.tasks]) == (
        "1",
        ("Lê Minh Hà",),
        ["Lập lịch.", "Báo cáo."],
    )
    assert (first.evidence, _days(first.time)) == (("Biên bản",), ("2023-10-01", "2023-10-31"))
    assert [(t.comparator, t.value, t.unit) for t in second.targets] == [("=", 100, "%")]


def test_tasks_one_a_row_under_a_merged_objective():
    rows = [
        ["TT", "Mục tiêu", "Nội dung công việc", "Chủ trì", "Phối hợp", "Thời gian", "Minh chứng"],
        [
            "1",
            "Tỷ lệ tốt nghiệp đạt từ 90% trở lên",
            "Rà soát chương trình",
            "Phòng Đào tạo",
            "Các khoa",
            "9/2023",
            "Báo cáo",
        ],
        ["", "", "Tổ chức ôn tập", "Các khoa", "", "5/2024", "Lịch ôn tập"],
        ["", "", "Tổ chức thi", "Phòng Khảo thí", "Phòng Đào tạo", "6/2024", "Kết quả thi"],
        ["2", "Có tối thiểu 03 đề tài", "Đăng ký đề tài", "Các khoa", "", "10/2023", "Danh mục"],
    ]
    plan = read_plan(papers.word("Năm học 2023-2024", (rows, [((1, 0), (3, 0)), ((1, 1), (3, 1))])))

    first, second = plan.objectives
    assert [(task.text, task.lead, task.time.text) for task in first.tasks] == [
        ("Rà soát chương trình", ("Phòng Đào tạo",), "9/2023"),
        ("Tổ chức ôn tập", ("Các khoa",), "5/2024"),
        ("Tổ chức thi", ("Phòng Khảo thí",), "6/2024"),
    ]
    assert first.lead == ("Phòng Đào tạo", "Các khoa", "Phòng Khảo thí")
    assert (_days(first.time), len(first.evidence)) == (("2023-09-01", "2024-06-30"), 3)
    assert second.tasks[0].is_plain


def test_lead_merged_over_the_rows_of_an_objective_is_the_objectives():
    rows = [
        ["TT", "Mục tiêu", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian"],
        ["1", "Tuyển đủ 200 học sinh", "Tư vấn tại trường", "Phòng Tuyển sinh", "Quý I/2024"],
        ["", "", "Xét tuyển", "", ""],
    ]
    merges = [((1, column), (2, column)) for column in (0, 1, 3, 4)]
    (objective,) = read_plan(papers.word("Năm học 2023-2024", (rows, merges))).objectives

    assert (objective.lead, [task.text for task in objective.tasks]) == (
        ("Phòng Tuyển sinh",),
        ["Tư vấn tại trường", "Xét tuyển"],
    )
    assert all(task.is_plain for task in objective.tasks)


def test_sheet_with_title_rows_and_two_storeys():
    rows = [
        ["TRƯỜNG CAO ĐẲNG BÌNH MINH", "", "", "", "", "", ""],
        ["KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG KHOA ĐIỆN", "", "", "", "", "", ""],
        ["Năm học 2024 - 2025", "", "", "", "", "", ""],
        ["STT", "Mục tiêu cụ thể", "Biện pháp", "Trách nhiệm", "", "Thời gian", ""],
        ["", "", "", "Chủ trì", "Phối hợp", "Bắt đầu", "Kết thúc"],
        ["1", "100% giáo viên dự giờ", "- Lập lịch\n- Dự giờ", "Tổ Điện lạnh", "Khoa Cơ khí", "9/2024", "5/2025"],
        ["2", "Giảm tỷ lệ bỏ học xuống dưới 5%", "Gặp phụ huynh", "GVCN", "", "10/2024", "6/2025"],
    ]
    merges = [((row, 0), (row, 6)) for row in range(3)] + [((3, 3), (3, 4)), ((3, 5), (3, 6))]
    plan = read_plan(papers.excel(rows, merges))

    assert (plan.unit, plan.title) == ("Khoa Điện", "KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG KHOA ĐIỆN")
    first, second = plan.objectives
    assert (first.lead, first.supporting, _days(first.time)) == (
        ("Tổ Điện lạnh",),
        ("Khoa Cơ khí",),
        ("2024-09-01", "2025-05-31"),
    )
    assert (first.source, second.lead, second.supporting) == ({"table": 1, "row": 6}, ("GVCN",), ())


def test_plan_among_several_tables():
    plan = read_plan(
        papers.word(
            [
                [
                    "TRƯỜNG TRUNG CẤP AN PHÚ\nKHOA DU LỊCH",
                    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
                ]
            ],
            "KẾ HOẠCH",
            "Thực hiện mục tiêu chất lượng năm học 2022 - 2023",
            [["Họ tên", "Chức vụ"], ["Ngô Lan", "Trưởng khoa"], ["Vũ Bình", "Giáo viên"]],
            [["TT", "Mục tiêu", "Nhiệm vụ", "Người thực hiện"], ["1", "Mở 02 lớp", "Chiêu sinh", "Ngô Lan"]],
            [["NGƯỜI LẬP", "", "TRƯỞNG KHOA"], ["", "", "Ngô Lan"]],
        )
    )

    assert (plan.unit, plan.school_year) == ("KHOA DU LỊCH".title().replace("Lịch", "lịch"), "2022-2023")
    assert [(o.statement, o.lead, o.source) for o in plan.objectives] == [
        ("Mở 02 lớp", ("Ngô Lan",), {"table": 3, "row": 2})
    ]


def test_groups_totals_and_signatures_are_no_objectives():
    rows = [
        ["STT", "Mục tiêu", "Biện pháp", "Chủ trì", "Thời gian"],
        ["I", "Lĩnh vực đào tạo", "", "", ""],
        ["1", "Tỷ lệ khá giỏi đạt 40%", "Phụ đạo", "Các khoa", "Cả năm học"],
        ["II", "Lĩnh vực nghiên cứu", "", "", ""],
        ["2", "Có 05 sáng kiến", "Phát động", "Phòng Khoa học", "Tháng 3/2024"],
        ["", "Tổng cộng: 02 mục tiêu", "", "", ""],
        ["", "NGƯỜI LẬP", "", "TRƯỞNG PHÒNG", ""],
    ]
    plan = read_plan(papers.word("KẾ HOẠCH NĂM HỌC 2023-2024", rows))

    assert [o.number for o in plan.objectives] == ["1", "2"]
    assert {"section_row", "total_row_skipped", "signature_skipped"} <= _codes(plan)


def test_header_repeated_inside_one_table_and_a_row_broken_there():
    header = ["TT", "Mục tiêu", "Nhiệm vụ", "Chủ trì và phối hợp"]
    rows = [
        header,
        ["1", "Đảm bảo tối", "- Soạn đề cương\n- Thẩm", "Chủ trì: Tổ Toán"],
        header,
        ["", "thiểu 80% học sinh đạt yêu cầu.", "định đề cương\n- Ban hành", "Phối hợp: Tổ Văn, Tổ Anh"],
        ["2", "Có 01 câu lạc bộ", "Thành lập", "Chủ trì: Đoàn trường"],
    ]
    plan = read_plan(papers.word("Năm học 2023-2024", rows))

    first = plan.objectives[0]
    assert first.statement == "Đảm bảo tối thiểu 80% học sinh đạt yêu cầu."
    assert [task.text for task in first.tasks] == ["Soạn đề cương", "Thẩm định đề cương", "Ban hành"]
    assert (first.lead, first.supporting) == (("Tổ Toán",), ("Tổ Văn", "Tổ Anh"))
    assert ("row_joined_across_pages", "table 1, row 4") in {(r.code, r.where) for r in plan.remarks}


HTML = """<html><head><meta charset="utf-8"><title>x</title><style>td{}</style></head><body>
<h2>KẾ HOẠCH MỤC TIÊU CHẤT LƯỢNG THƯ VIỆN</h2><p>Năm học 2024-2025</p>
<table><thead><tr><th rowspan="2">TT</th><th rowspan="2">Mục tiêu</th><th rowspan="2">Công việc</th><th colspan="2">Thời gian</th></tr>
<tr><th>Từ ngày</th><th>Đến ngày</th></tr></thead>
<tr><td>1</td>
<td>Bổ sung &ge; 500 đầu sách</td><td><ul><li>Khảo sát</li><li>Mua sách</li></ul></td><td>01/10/2024</td><td>31/12/2024</td></tr>
</table></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_web_page(encoding):
    plan = read_plan(HTML.encode(encoding), filename="kh.html")

    (objective,) = plan.objectives
    assert [(t.comparator, t.value) for t in objective.targets] == [(">=", 500)]
    assert ([t.text for t in objective.tasks], _days(objective.time)) == (
        ["Khảo sát", "Mua sách"],
        ("2024-10-01", "2024-12-31"),
    )


CSV = (
    'STT;Mục tiêu;Nhiệm vụ;"Người chịu trách nhiệm";Hạn hoàn thành;Ghi chú\n'
    '1;"Đạt 95% phụ huynh hài lòng";"- Khảo sát\n- Tổng hợp";Phó Hiệu trưởng;Trước 30/5/2024;Trực tuyến\n'
    "2;Không có học sinh vi phạm pháp luật;Tuyên truyền;Đoàn trường;Suốt năm học;\n"
)


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode(),
        CSV.replace(";", ",").encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + CSV.replace(";", "\t").encode("utf-16-le"),
        unicodedata.normalize("NFD", CSV).encode(),
    ],
    ids=["semicolons", "commas", "tabs", "decomposed"],
)
def test_csv(data):
    plan = read_plan(data, filename="kh.csv", school_year="2023-2024")

    first, second = plan.objectives
    assert (first.lead, len(first.tasks), first.note, first.time.before) == (
        ("Phó Hiệu trưởng",),
        2,
        "Trực tuyến",
        True,
    )
    assert (second.targets, second.time.recurring) == ((), "continuous")
    assert "not_measurable" in _codes(plan)


def test_text_with_bars_and_form_feeds():
    written = (
        "KẾ HOẠCH CÔNG TÁC TỔ TIN\nNăm học 2023-2024\n"
        "| TT | Mục tiêu | Nhiệm vụ | Chủ trì |\n|---|---|---|---|\n| 1 | Có 02 phần mềm dùng chung | Viết phần mềm quản | Tổ Tin |\n"
        "\f| TT | Mục tiêu | Nhiệm vụ | Chủ trì |\n| | | lý điểm | |\n| 2 | Bồi dưỡng 100% giáo viên | Mở lớp | Tổ Tin |\n"
    )
    plan = read_plan(written.encode(), filename="kh.txt")

    assert [(o.number, [t.text for t in o.tasks]) for o in plan.objectives] == [
        ("1", ["Viết phần mềm quản lý điểm"]),
        ("2", ["Mở lớp"]),
    ]


def test_target_column_measures_the_objective_beside_it():
    rows = [
        ["TT", "Mục tiêu", "ĐVT", "Chỉ tiêu", "Biện pháp", "Đơn vị thực hiện"],
        ["1", "Tỷ lệ tốt nghiệp đúng hạn", "%", "≥ 85", "Cố vấn học tập", "Các khoa"],
        ["2", "Số bài báo khoa học", "bài", "Tối thiểu 12", "Hỗ trợ kinh phí", "Phòng Khoa học"],
    ]
    first, second = read_plan(papers.word("Năm học 2023-2024", rows)).objectives

    assert [(t.subject, t.comparator, t.value, t.unit) for t in first.targets] == [
        ("Tỷ lệ tốt nghiệp đúng hạn", ">=", 85, "%")
    ]
    assert [(t.comparator, t.value, t.unit) for t in second.targets] == [(">=", 12, "bài")]


def test_objectives_without_a_table_are_a_list():
    plan = read_plan(
        papers.word(
            "MỤC TIÊU CHẤT LƯỢNG",
            "PHÒNG CÔNG TÁC HỌC SINH",
            "Năm học 2023 - 2024",
            "(Ban hành kèm theo Quyết định số 77/QĐ-CĐBM ngày 05/10/2023 của Trường Cao đẳng Bình Minh)",
            "1. 100% học sinh được phổ biến nội quy.",
            "2. Tổ chức tối thiểu 04 hoạt động ngoại khóa;",
            "3. Giữ vững nền nếp.",
        )
    )

    assert (plan.kind, plan.unit, len(plan.objectives)) == ("objective_list", "Phòng Công tác học sinh", 3)
    assert (plan.issued_with.number, str(plan.issued_with.date)) == ("77/QĐ-CĐBM", "2023-10-05")
    assert plan.issued_with.by == "Trường Cao đẳng Bình Minh"
    assert [len(o.targets) for o in plan.objectives] == [1, 1, 0]


def test_list_of_lines_under_a_numbered_heading():
    plan = read_plan(
        papers.word(
            "I. MỤC TIÊU CHẤT LƯỢNG CỦA KHOA MAY NĂM HỌC 2023-2024",
            "1. Về đào tạo:",
            "- Tỷ lệ tốt nghiệp đạt 90%",
            "- Tỷ lệ bỏ học dưới 5%",
            "2. Về nghiên cứu: có 02 đề tài.",
            "TRƯỞNG KHOA",
        )
    )

    assert (plan.kind, plan.unit, plan.school_year) == ("objective_list", "Khoa May", "2023-2024")
    assert [(o.number, o.statement) for o in plan.objectives] == [
        ("1", "Về đào tạo: Tỷ lệ tốt nghiệp đạt 90%; Tỷ lệ bỏ học dưới 5%"),
        ("2", "Về nghiên cứu: có 02 đề tài."),
    ]


def test_letterhead_tells_whose_plan_it_is():
    letterhead = [
        ["SỞ GIÁO DỤC VÀ ĐÀO TẠO HÀ ĐÔNG\nTRƯỜNG THPT LÝ BÔN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["Số: 12/KH-THPTLB", "Hà Đông, ngày 05 tháng 10 năm 2023"],
    ]
    plan = read_plan(
        papers.word(
            letterhead,
            "KẾ HOẠCH",
            "Thực hiện mục tiêu chất lượng năm học 2023 – 2024",
            "Căn cứ Quyết định số 99/QĐ-SGDĐT ngày 01/9/2023 của Sở về nhiệm vụ năm học;",
            "II. KẾ HOẠCH CỤ THỂ",
            [["TT", "Mục tiêu", "Giải pháp", "Người phụ trách", "Kinh phí"], ["1", "Giỏi 25%", "Dạy", "GVCN", "0"]],
        )
    )

    assert (plan.unit, plan.title) == ("Trường THPT Lý Bôn", "KẾ HOẠCH Thực hiện mục tiêu chất lượng")
    assert [(r.code, r.where) for r in plan.remarks] == [("column_unread", "table 2, column 5")]


def test_plan_goes_on_in_a_table_without_header():
    plan = read_plan(
        papers.word(
            "KẾ HOẠCH TỔ HÓA NĂM HỌC 2023-2024",
            [["TT", "Mục tiêu", "Nhiệm vụ", "Thời gian"], ["1", "Tỷ lệ đạt 90%", "- A", "Tháng 9"]],
            "2",
            [["2", "Tỷ lệ đạt 70%", "- B", "Tháng 10"], ["", "", "- C", ""]],
        )
    )

    assert [(o.number, [t.text for t in o.tasks], o.source) for o in plan.objectives] == [
        ("1", ["A"], {"table": 1, "row": 2}),
        ("2", ["B", "C"], {"table": 2, "row": 1}),
    ]


def test_objective_numbered_in_its_own_sentence():
    rows = [
        ["Mục tiêu", "Biện pháp", "Hạn"],
        ["1. Có 80% khá", "Dạy", "Tháng 5"],
        ["Mục tiêu 2: Có 02 lớp", "Mở", "Tháng 9"],
    ]
    plan = read_plan(papers.word("Năm học 2022-2023", rows))

    assert [(o.number, o.statement) for o in plan.objectives] == [("1", "Có 80% khá"), ("2", "Có 02 lớp")]


def test_objectives_numbered_under_the_headings_of_groups():
    rows = [
        ["TT", "Mục tiêu", "Công việc", "Chủ trì"],
        ["1", "Đào tạo", "", ""],
        ["1.1", "Tỷ lệ giỏi 20%", "Dạy", "Tổ Anh"],
        ["1.2", "Tỷ lệ khá 40%", "Thi", "nt"],
    ]
    plan = read_plan(papers.word("KẾ HOẠCH TỔ ANH NĂM HỌC 2023-2024", rows))

    assert [(o.number, o.lead) for o in plan.objectives] == [("1.1", ("Tổ Anh",)), ("1.2", ("Tổ Anh",))]
    assert [(r.code, r.where) for r in plan.remarks] == [("section_row", "table 1, row 2")]


def test_objective_repeated_on_every_row_of_its_tasks():
    rows = [
        ["TT", "Mục tiêu", "Công việc", "Người thực hiện", "Thời gian"],
        ["1", "Tỷ lệ giỏi 20%", "Dạy", "Lan", "Tháng 9/2023"],
        ["1", "Tỷ lệ giỏi 20%", "Thi", "Hoa", "như trên"],
    ]
    (objective,) = read_plan(papers.excel(rows), school_year="2023-2024").objectives

    assert [(task.text, task.lead, task.time.text) for task in objective.tasks] == [
        ("Dạy", ("Lan",), "Tháng 9/2023"),
        ("Thi", ("Hoa",), "Tháng 9/2023"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["TT", "Họ tên", "Đơn vị", "Ghi chú"], ["1", "Lan", "Khoa A", ""]],
        [["Thứ", "Tiết", "Nội dung", "Giáo viên"], ["2", "1", "Toán", "Lan"]],
        [["STT", "Nội dung", "Đơn vị tính", "Số lượng", "Thành tiền"], ["1", "Giấy", "Ram", "10", "800.000"]],
    ],
    ids=["staff", "timetable", "budget"],
)
def test_other_tables_are_no_plans(rows):
    with pytest.raises(errors.Unreadable) as refusal:
        read_plan(papers.word("DANH SÁCH", rows))
    assert refusal.value.code == "not_a_plan"


def test_list_that_differs_from_its_plan_is_told():
    plan = read_plan(
        papers.word(
            "MỤC TIÊU CHẤT LƯỢNG KHOA MAY",
            "1. Tuyển 60 học sinh.",
            "2. Có 90% học sinh có việc làm.",
            "KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG KHOA MAY NĂM HỌC 2023-2024",
            [
                ["TT", "Mục tiêu", "Nhiệm vụ", "Chủ trì"],
                ["1", "Tuyển 60 học sinh", "Tư vấn", "Khoa"],
                ["2", "Có 80% học sinh có việc làm", "Liên hệ", "Khoa"],
            ],
        )
    )

    assert [(r.code, r.where) for r in plan.remarks if r.code.startswith("list")] == [
        ("list_differs", "table 1, row 3")
    ]


def test_calendar_of_a_school_year_with_sections_as_objectives():
    rows = [
        ["TT", "Nội dung công việc", "Người phụ trách", "Thời gian hoàn thành"],
        ["Mục tiêu 1: Hoàn thành 100% hồ sơ kiểm định", "", "", ""],
        ["1", "Lập kế hoạch", "Vũ Bình", "15/10/2023"],
        ["2", "Viết báo cáo", "Ngô Lan", "20/11/2023"],
        ["Mục tiêu 2: Có ít nhất 03 buổi tập huấn", "", "", ""],
        ["1", "Mời báo cáo viên", "Vũ Bình", "12/2023"],
    ]
    merges = [((1, 0), (1, 3)), ((4, 0), (4, 3))]
    plan = read_plan(papers.word("KẾ HOẠCH NĂM HỌC 2023-2024", (rows, merges)))

    assert (plan.kind, [(o.number, o.statement, len(o.tasks)) for o in plan.objectives]) == (
        "action_plan",
        [("1", "Hoàn thành 100% hồ sơ kiểm định", 2), ("2", "Có ít nhất 03 buổi tập huấn", 1)],
    )
    assert plan.objectives[0].tasks[1].lead == ("Ngô Lan",)


def test_numbers_and_dashes_that_word_writes_by_itself():
    tasks = papers.tc(papers.p("Lập kế hoạch", 2), papers.p("Báo cáo", 2))
    rows = [
        papers.tr(papers.tc(papers.p("", 1)), statement, tasks, "Khoa")
        for statement in ("Đạt 90% khá giỏi", "Có 02 giải")
    ]
    header = papers.tr("TT", "Mục tiêu", "Nhiệm vụ", "Chủ trì")
    numbering = papers.lists(("decimal", "%1."), ("bullet", "o"))
    plan = read_plan(papers.raw_word(papers.tbl(header, *rows), numbering=numbering))

    assert [(o.number, [t.text for t in o.tasks]) for o in plan.objectives] == [
        ("1", ["Lập kế hoạch", "Báo cáo"]),
        ("2", ["Lập kế hoạch", "Báo cáo"]),
    ]


def test_gaps_are_remarks_with_their_place():
    rows = [
        ["TT", "Mục tiêu", "Nhiệm vụ", "Chủ trì", "Thời gian", "Minh chứng"],
        ["1", "Nâng cao chất lượng", "", "", "", ""],
        ["1", "Có 03 lớp", "Mở lớp", "Khoa", "khi nào rảnh", "Danh sách"],
    ]
    plan = read_plan(papers.word(rows))
    found = {(r.code, r.where) for r in plan.remarks}

    assert {
        (code, "table 1, row 2")
        for code in ("not_measurable", "task_missing", "lead_missing", "time_missing", "evidence_missing")
    } <= found
    assert {"number_repeated", "unit_missing", "school_year_missing"} <= {code for code, _ in found}


def test_year_of_the_document_wins_over_the_given_one():
    plan = read_plan(
        papers.word("KẾ HOẠCH NĂM HỌC 2022-2023", [["TT", "Mục tiêu", "Thời gian"], ["1", "Có 03 lớp", "Tháng 9"]]),
        school_year="2023-2024",
    )

    assert (plan.school_year, _days(plan.objectives[0].time)) == ("2022-2023", ("2022-09-01", "2022-09-30"))
    assert "school_year_differs" in _codes(plan)


def test_old_font_is_read_as_unicode():
    tcvn3 = {
        "ế": "Õ",
        "ạ": "¹",
        "ụ": "ô",
        "ê": "ª",
        "ấ": "Ê",
        "ư": "\u00ad",
        "ợ": "î",
        "ệ": "Ö",
        "ủ": "ñ",
        "ì": "×",
        "á": "¸",
    }
    words = "kế hoạch mục tiêu chất lượng; nhiệm vụ; chủ trì; các mục tiêu chất lượng; kế hoạch"
    old = "".join(tcvn3.get(letter, letter) for letter in words)
    rows = [old.split("; ")[1:4], ["1", old, old]]
    rows[0] = ["TT", *[old.split("; ")[n] for n in (0, 1, 2)]]
    rows[1] = ["1", old.split("; ")[3], old.split("; ")[4], "GVCN"]
    plan = read_plan("\n".join("\t".join(row) for row in rows).encode("cp1252"), filename="cu.txt")

    assert [o.statement for o in plan.objectives] == ["các mục tiêu chất lượng"]
    assert "legacy_font" in _codes(plan)


def test_wrong_school_year_is_refused():
    with pytest.raises(errors.Invalid):
        read_plan(CSV.encode(), filename="kh.csv", school_year="2023")
