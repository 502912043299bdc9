"""Plans in running text, however their objectives begin."""

from __future__ import annotations

import pytest

from khue.foundation.kernel import errors
from khue.foundation.reading import read_plan

TITLE = "KHOA LUẬT\nKẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG\nNăm học 2022 - 2023\n"


def _read(*lines: str):
    plan = read_plan((TITLE + "\n".join(lines)).encode())
    assert plan.kind == "action_plan"
    return plan.objectives


def _short(objective):
    return objective.number, objective.statement, [task.text for task in objective.tasks], list(objective.lead)


def test_lines_below_a_way_of_doing_are_tasks():
    found = _read(
        "Mục tiêu 1. Giữ sĩ số", "- Cách làm:", "+ Tư vấn;", "+ Thăm hỏi.", "- Chủ trì: Tổ Văn; phối hợp: không.",
        "- Minh chứng: Sổ; biên bản họp.",
    )  # fmt: skip
    assert _short(found[0]) == ("1", "Giữ sĩ số", ["Tư vấn", "Thăm hỏi."], ["Tổ Văn"])
    assert (found[0].supporting, found[0].evidence) == ((), ("Sổ", "biên bản họp."))


def test_numbered_targets_are_the_objectives_of_a_resolution():
    found = _read(
        "1. Chỉ tiêu: Lên lớp 98%.", "Giải pháp: Phụ đạo.", "Phụ trách: Tổ Toán.",
        "2. Chỉ tiêu: Có 06 sáng kiến.", "Giải pháp: Đăng ký sớm.", "Phụ trách: Tổ Văn.",
        "Nghị quyết này được tất cả đại biểu dự hội nghị thông qua.",
    )  # fmt: skip
    assert [_short(objective) for objective in found] == [
        ("1", "Lên lớp 98%.", ["Phụ đạo."], ["Tổ Toán"]),
        ("2", "Có 06 sáng kiến.", ["Đăng ký sớm."], ["Tổ Văn"]),
    ]


@pytest.mark.parametrize("label", ["Mục tiêu", "Chỉ tiêu", "Mục tiêu cụ thể"])
def test_labels_alone_begin_objectives(label):
    block = ["{}: Đạt {}%.", "Biện pháp: Ôn tập.", "Người phụ trách: Trưởng khoa.", "Hạn hoàn thành: 31/12/2022."]
    found = _read(*(line.format(label, 80) for line in block), *(line.format(label, 90) for line in block))

    assert [_short(objective) for objective in found] == [
        ("", f"Đạt {percent}%.", ["Ôn tập."], ["Trưởng khoa"]) for percent in (80, 90)
    ]


def test_everything_may_stand_in_one_paragraph():
    line = "Mục tiêu {}: Khám cho 100% trẻ. Biện pháp: Chia lịch. Chủ trì: Y tế. Phối hợp: Tổ 4. Thời gian: 10/2022. Minh chứng: Sổ."
    first, second = _read(line.format(1), line.format(2))

    assert _short(first) == ("1", "Khám cho 100% trẻ.", ["Chia lịch."], ["Y tế"])
    assert (second.supporting, second.evidence, second.time.end.month) == (("Tổ 4",), ("Sổ.",), 10)


def test_headings_of_roman_numbers_may_be_the_objectives():
    block = ["* Chỉ tiêu:", "- Đạt {}%.", "* Giải pháp:", "- Ôn tập.", "* Chủ trì: Tổ Toán"]
    found = _read(
        "I. NÂNG CAO CHẤT LƯỢNG", *(line.format(80) for line in block), "II. PHÁT TRIỂN ĐỘI NGŨ",
        *(line.format(90) for line in block), "III. TỔ CHỨC THỰC HIỆN", "1. Các tổ thực hiện.",
    )  # fmt: skip
    assert [(o.number, o.statement, [t.value for t in o.targets]) for o in found] == [
        ("I", "NÂNG CAO CHẤT LƯỢNG", [80]),
        ("II", "PHÁT TRIỂN ĐỘI NGŨ", [90]),
    ]


def test_labelled_objective_says_what_its_heading_only_named():
    block = ["{}. Đào tạo", "Mục tiêu: Đạt {}0%.", "Biện pháp: Ôn tập.", "Chủ trì: Tổ Toán."]
    found = _read(*(line.format(8, 8) for line in block), *(line.format(9, 9) for line in block))

    assert [objective.statement for objective in found] == ["Đạt 80%.", "Đạt 90%."]


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("SỞ Y TẾ TỈNH MINH HẢI\nBỆNH VIỆN ĐA KHOA MINH HẢI", "Bệnh viện Đa khoa Minh Hải"),
        ("ĐẢNG BỘ TRƯỜNG CAO ĐẲNG CÔNG THƯƠNG", "Đảng bộ Trường Cao đẳng Công Thương"),
        ("SỞ Y TẾ TỈNH MINH HẢI", "Sở Y tế tỉnh Minh Hải"),
        ("LIÊN ĐỘI TRƯỜNG THCS TÂN PHÚ", "Liên đội Trường THCS Tân Phú"),
        ("TỔ HÀNH CHÍNH", "Tổ Hành chính"),
    ],
)
def test_units_of_other_houses_head_their_plans(head, unit):
    plan = read_plan(f"{head}\nMỤC TIÊU CHẤT LƯỢNG NĂM 2023\n1. Đạt 80%.\n2. Đạt 90%.".encode())
    assert plan.unit == unit


def test_cost_is_no_part_of_the_line_above_it_and_letters_are_tasks():
    found = _read("1. Số hóa 500 sách", "• Các hoạt động:", "a) Lập danh mục;", "b) Quét.", "• Người thực hiện: Tổ Kỹ thuật",
                  "• Kinh phí: 5 triệu đồng", "• Thời gian: 10/2022")  # fmt: skip
    assert _short(found[0]) == ("1", "Số hóa 500 sách", ["Lập danh mục", "Quét."], ["Tổ Kỹ thuật"])


def test_labels_may_be_numbered_below_their_objective():
    block = [
        "{0}. Tuyển sinh",
        "{0}.1. Chỉ tiêu: Tuyển 500 sinh viên.",
        "{0}.2. Giải pháp:",
        "- Tư vấn.",
        "{0}.3. Phân công: Tổ A.",
    ]
    found = _read(*(line.format(1) for line in block), *(line.format(2) for line in block))

    assert [_short(objective) for objective in found] == [(n, "Tuyển sinh", ["Tư vấn."], ["Tổ A"]) for n in ("1", "2")]
    assert [target.value for objective in found for target in objective.targets] == [500, 500]


def test_each_task_may_tell_its_own_people_and_time():
    block = [
        "Nhiệm vụ {0}.1: Rà soát",
        "Chủ trì: Tổ A",
        "Thời gian: 10/2022",
        "Nhiệm vụ {0}.2: Hội thảo",
        "Chủ trì: Tổ B",
        "Thời gian: 3/2023",
    ]
    lines = [line.format(n) for n in (1, 2) for line in [f"Mục tiêu {n}: Đạt 80%", *block]]

    for objective in _read(*lines):
        assert [(task.text, task.lead, task.time.end.month) for task in objective.tasks] == [
            ("Rà soát", ("Tổ A",), 10),
            ("Hội thảo", ("Tổ B",), 3),
        ]


@pytest.mark.parametrize(
    "lines",
    [
        ["QUY TRÌNH", "4. NỘI DUNG", "Bước 1: Soạn thảo", "Trách nhiệm: Đơn vị", "Thời gian: 05 ngày"],
        ["KẾ HOẠCH BÀI DẠY", *["Mục tiêu: Biết cộng.", "Thời gian: 5 phút", "Cách tiến hành: Cả lớp hát."] * 2],
        [
            "THÔNG BÁO",
            "Thời gian: 14h00 ngày 12/3/2024",
            "Địa điểm: Phòng A",
            "Thành phần: Hội đồng",
            "Nội dung: Thông qua kế hoạch.",
        ],
    ],
    ids=["procedure", "lesson", "notice"],
)
def test_other_texts_with_labels_are_no_plans(lines):
    with pytest.raises(errors.Unreadable):
        read_plan("\n".join(lines).encode())


def test_numbers_may_count_the_labels_of_one_objective():
    found = _read(
        "1. Mục tiêu: Đạt 80%.", "2. Biện pháp:", "- Ôn tập.", "3. Người thực hiện: Tổ Toán.", "4. Thời gian: 6/2023."
    )
    assert [_short(objective) for objective in found] == [("1", "Đạt 80%.", ["Ôn tập."], ["Tổ Toán"])]
