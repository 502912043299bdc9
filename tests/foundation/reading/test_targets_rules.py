"""Rules of targets that were found on unseen sentences: what is a condition, whose unit and comparator a part takes, what was before."""

from __future__ import annotations

from decimal import Decimal

import pytest

from khue.foundation.reading import read_targets


def facts(text: str) -> list[tuple[object, ...]]:
    """(comparator, value, unit) of each target; a baseline as a fourth part."""
    return [
        (t.comparator, t.value, t.unit, *((t.baseline,) if t.baseline is not None else ())) for t in read_targets(text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Đơn vị nào giải ngân dưới 80% kế hoạch sẽ bị phê bình.",
        "Đề tài được nghiệm thu khi có ít nhất 01 bài báo đăng tạp chí.",
        "Cuộc họp chỉ tiến hành khi có mặt ít nhất 2/3 số thành viên.",
        "Mỗi sinh viên phải tích lũy tối thiểu 120 tín chỉ mới đủ điều kiện tốt nghiệp.",
        "Học viên vắng không quá 20% số tiết được dự thi hết môn.",
        "Đoàn viên vắng sinh hoạt 3 lần liên tiếp không lý do bị xóa tên.",
    ],
)
def test_what_makes_a_rule_hold_is_a_condition(text: str) -> None:
    assert facts(text) == []


def test_a_threshold_before_a_deed_says_which_rooms() -> None:
    assert facts("Phòng có diện tích từ 50 m2 trở lên lắp 02 bình chữa cháy.") == [("=", 2, "bình")]


def test_what_is_owed_is_no_rule() -> None:
    assert facts("Phòng Tài chính thu đạt ít nhất 98% học phí phải thu.") == [(">=", 98, "%")]


def test_at_least_so_many_of_each_are_no_rule() -> None:
    text = "Mỗi đề tài cấp tỉnh có ít nhất 02 sản phẩm được bàn giao và 01 học viên cao học tham gia."
    assert facts(text) == [(">=", 2, "sản phẩm"), (">=", 1, "học viên")]


@pytest.mark.parametrize(
    "text", ["Tháng 5 báo cáo kết quả về Sở.", "Tháng 10 kiểm tra hồ sơ, tháng 11 hướng dẫn viết sáng kiến."]
)
def test_a_month_before_a_deed_counts_nothing(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Đạt 8 huy chương (02 vàng, 03 bạc, 03 đồng).", [8, 2, 3, 3]),
        ("Đoạt 12 giải cấp tỉnh (1 Nhất, 3 Nhì, 5 Ba, 3 Khuyến khích).", [12, 1, 3, 5, 3]),
        ("Kiểm tra 15 trường (05 mầm non, 06 tiểu học, 04 THCS).", [15, 5, 6, 4]),
    ],
)
def test_parts_in_a_bracket_count_what_the_whole_counts(text: str, parts: list[int]) -> None:
    found = read_targets(text)
    assert [t.value for t in found] == parts
    assert len({t.unit for t in found}) == 1


def test_a_deed_of_its_own_takes_no_comparator_over() -> None:
    assert facts("Tổ chức hội giảng với tối thiểu 20 bài giảng, chọn 03 bài dự thi.") == [
        (">=", 20, "bài giảng"),
        ("=", 3, "bài"),
    ]


def test_a_deed_at_the_same_rate_takes_it_over() -> None:
    assert [f[0] for f in facts("Dự giờ ít nhất 18 tiết/năm, thao giảng 2 tiết/năm.")] == [">=", ">="]


def test_the_same_change_takes_it_over() -> None:
    assert [f[0] for f in facts("Tiết kiệm điện, nước tối thiểu 5%, văn phòng phẩm 10% so với năm 2024.")] == [
        ">=",
        ">=",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tỷ lệ tuân thủ vệ sinh tay tăng lên trên 85% (quý I: 78%).", [(">", 85, "%", 78)]),
        ("Mức độ gắn bó đạt 4,25/5 (năm 2023: 4,02).", [("=", Decimal("4.25"), "/5", Decimal("4.02"))]),
        ("Chất lượng môn Toán năm trước mới đạt 76%, năm nay phấn đấu nâng lên 80%.", [("=", 80, "%", 76)]),
        ("Cải thiện vị trí trong bảng xếp hạng từ hạng 412 lên hạng 380.", [("=", 380, "thứ hạng", 412)]),
    ],
)
def test_what_was_reached_before_is_the_baseline(text: str, expected: list[tuple[object, ...]]) -> None:
    assert facts(text) == expected


def test_what_remains_is_no_lift() -> None:
    found = facts("Điểm chuẩn ngành sư phạm từ 24 điểm, các ngành còn lại không thấp hơn 18 điểm.")
    assert found == [(">=", 24, "điểm"), (">=", 18, "điểm")]


def test_how_long_is_no_rate() -> None:
    text = "Tiếp nhận không ít hơn 70 sinh viên nước ngoài học ít nhất một học kỳ."
    assert facts(text) == [(">=", 70, "sinh viên")]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Kiểm tra mỗi giáo viên ít nhất 01 lần trong hai năm.", "lần/2 năm"),
        ("Năm năm một lần đánh giá ngoài.", "lần/5 năm"),
        ("Tuần tra ít nhất 4 lượt mỗi đêm.", "lượt/đêm"),
    ],
)
def test_rates_in_words(text: str, unit: str) -> None:
    assert [f[2] for f in facts(text)] == [unit]


@pytest.mark.parametrize(
    "text",
    [
        "Cứ 500 sinh viên có cán bộ tư vấn tâm lý.",
        "Hướng dẫn một lần, đầy đủ và dễ hiểu.",
        "Bạn đọc hài lòng trong cả hai đợt khảo sát.",
        "Nghị định áp dụng cho toàn bộ 05 xe.",
    ],
)
def test_how_many_there_are_is_not_wanted(text: str) -> None:
    assert facts(text) == []


def test_each_part_names_its_own_period() -> None:
    found = read_targets("Tiến độ: quý I giải ngân 20%, quý II 50%, quý III 75%.")
    assert [t.subject for t in found] == ["giải ngân", "giải ngân quý II", "giải ngân quý III"]


def test_a_text_read_twice_gives_lists_of_their_own() -> None:
    first = read_targets("Đạt 90% trở lên")
    first.clear()
    assert facts("Đạt 90% trở lên") == [(">=", 90, "%")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hỗ trợ 5tr/đề tài", [("=", 5, "tr/đề tài")]),
        ("Ra lớp 350/350 HS", [("=", 350, "/350 HS")]),
        ("Hạng 3/12", [("=", 3, "/12")]),
        ("TOEIC 450+", [(">=", 450, "TOEIC")]),
        ("90% ± 2%", [("=", 90, "%")]),
        ("95% (2024: 92%)", [("=", 95, "%", 92)]),
    ],
)
def test_the_shorthand_of_table_cells(text: str, expected: list[tuple[object, ...]]) -> None:
    assert facts(text) == expected


def test_another_measure_takes_no_comparator_over() -> None:
    assert [f[0] for f in facts("Tai biến không quá 3 ca/năm, 99% sản phụ được sàng lọc.")] == ["<=", "="]


def test_none_below_is_at_least() -> None:
    assert [f[0] for f in facts("Không môn học nào dưới 3,5 điểm.")] == [">="]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Khoa có trên 12 giáo trình được nghiệm thu, trong đó từ 02 đến 04 giáo trình được dịch.",
            [(">", 12, "giáo trình"), ("between", (2, 4), "giáo trình")],
        ),
        (
            "Viện có hơn 5 quy trình được áp dụng và có hơn 2 phần mềm được chuyển giao.",
            [(">", 5, "quy trình"), (">", 2, "phần mềm")],
        ),
        ("Tổ có từ 03 sáng kiến trở lên được bố trí thêm 01 phòng.", [("=", 1, "phòng")]),
    ],
)
def test_what_was_done_with_the_counted_is_no_consequence(text: str, expected: list[tuple[object, ...]]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Phòng Một cửa rút ngắn thời gian trả kết quả từ 5 ngày xuống còn 3 ngày và đạt 98% hồ sơ đúng hạn.",
            [("=", 3, "ngày", 5), ("=", 98, "%")],
        ),
        (
            "Giảm thời gian chờ chụp phim từ 40 phút xuống 25 phút, tỷ lệ phim hỏng dưới 2%.",
            [("=", 25, "phút", 40), ("<", 2, "%")],
        ),
    ],
)
def test_a_length_of_time_that_changes_is_measured(text: str, expected: list[tuple[object, ...]]) -> None:
    found = read_targets(text)
    assert facts(text) == expected
    assert "thời gian" in found[0].subject
    assert not found[0].subject.endswith(found[0].unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bảo đảm ít nhất 80% học viên góp ý cuối khóa và mức hài lòng về giảng viên đạt từ 4,3/5 trở lên.",
            [(">=", 80, "%"), (">=", Decimal("4.3"), "/5")],
        ),
        (
            "Trên 90% bệnh nhân được phát phiếu và chỉ số hài lòng nội trú đạt tối thiểu 4,1 điểm.",
            [(">", 90, "%"), (">=", Decimal("4.1"), "điểm")],
        ),
        ("90% sinh viên có chứng chỉ tin học và điểm trung bình từ 7,0 trở lên.", [("=", 90, "%")]),
    ],
)
def test_another_measure_behind_a_share_tells_not_who_is_counted(text: str, expected: list[tuple[object, ...]]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Học viên nghỉ quá 25% thời lượng của mô đun bị đình chỉ thi; tỷ lệ bỏ học không quá 4%.", [("<=", 4, "%")]),
        ("Đoàn viên tham dự dưới 70% số buổi sinh hoạt bị xếp loại kém.", []),
        ("Lớp có dưới 3% học viên nghỉ học bị nhắc nhở.", [("<", 3, "%")]),
        ("Khoa giảm số sinh viên nghỉ học xuống dưới 5% sinh viên bị cảnh báo.", [("<", 5, "%")]),
    ],
)
def test_a_share_of_lessons_that_is_missed_is_a_condition(text: str, expected: list[tuple[object, ...]]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Khen thưởng 100% hội viên tiêu biểu và tổ chức 01 chuyến về nguồn.",
            [("=", 100, "%"), ("=", 1, "chuyến")],
        ),
        (
            "Tập huấn 90% cộng tác viên và trang bị 15 bộ dụng cụ.",
            [("=", 90, "%"), ("=", 15, "bộ")],
        ),
        ("100% tổ trưởng chuyên môn soạn kế hoạch và tổ chức 02 chuyên đề.", [("=", 100, "%")]),
        ("Bảo đảm 100% chi hội sinh hoạt đều và tổ chức 02 hoạt động.", [("=", 100, "%")]),
    ],
)
def test_a_deed_beside_a_deed_is_not_done_by_the_share(text: str, expected: list[tuple[object, ...]]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tổ chức 01 tuần lễ đọc sách, 02 hội trại.", [("=", 1, "tuần lễ"), ("=", 2, "hội trại")]),
        ("Tổ chức 01 kỳ nghỉ dưỡng và 02 hội diễn.", [("=", 1, "kỳ nghỉ dưỡng"), ("=", 2, "hội diễn")]),
        ("Tổ chức 01 kỳ sát hạch và 02 buổi luyện tập.", [("=", 1, "kỳ"), ("=", 2, "buổi")]),
        ("Phát động 01 tháng cao điểm.", [("=", 1, "tháng cao điểm")]),
    ],
)
def test_events_that_last_weeks_are_counted(text: str, expected: list[tuple[object, ...]]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vị trí xếp loại thi đua của phường không dưới hạng 6 trong 18 xã, phường.", [("<=", 6, "thứ hạng")]),
        ("Bảng xếp hạng chỉ số hài lòng: ít nhất hạng 4 trong 12 bệnh viện.", [("<=", 4, "thứ hạng")]),
        ("Đội tuyển đứng không thấp hơn thứ 5.", [("<=", 5, "thứ hạng")]),
        ("Bác sĩ chính không thấp hơn hạng 2.", []),
        ("Xếp loại viên chức: bác sĩ không dưới hạng 2.", []),
    ],
)
def test_a_rank_behind_its_bound(text: str, expected: list[tuple[object, ...]]) -> None:
    assert facts(text) == expected


def test_among_how_many_a_rank_is_names_nothing() -> None:
    found = read_targets("Kết quả thi đua không dưới hạng 6 trong 18 xã, phường.")
    assert [t.subject for t in found] == ["Kết quả thi đua"]


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Chỉ số chuyển đổi số của xã: nằm trong tốp 10 toàn tỉnh.", "Chỉ số chuyển đổi số của xã toàn tỉnh"),
        ("Đội tuyển Tin học phấn đấu lọt vào tốp 5 của cụm.", "Đội tuyển Tin học của cụm"),
        ("Hội thao ngành y tế: xếp trong tốp 3.", "Hội thao ngành y tế"),
        ("Lọt vào top 20 trường nghề.", "trường nghề"),
    ],
)
def test_what_stands_among_the_best_is_named_before_the_verb(text: str, opens: str) -> None:
    assert [t.subject for t in read_targets(text)] == [opens]


@pytest.mark.parametrize(
    ("text", "unit"),
    [("Cử 03 người học ở nước bạn.", "người"), ("Phục vụ 900 người học mỗi năm.", "người học/năm")],
)
def test_people_who_study_somewhere_are_people(text: str, unit: str) -> None:
    assert [t.unit for t in read_targets(text)] == [unit]


@pytest.mark.parametrize(
    ("text", "comparators"),
    [
        ("Tỷ lệ uống vitamin A trên 96%, trẻ được cân ít nhất 03 lần đạt 91%.", [">", "="]),
        ("Mỗi nhân viên trực tối thiểu 06 buổi/tháng và có 01 sáng kiến.", [">=", "="]),
    ],
)
def test_a_bound_goes_over_no_other_bound_and_from_no_rate_to_a_thing(text: str, comparators: list[str]) -> None:
    assert [t.comparator for t in read_targets(text)] == comparators
