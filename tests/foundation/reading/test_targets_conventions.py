"""Every convention of targets in the reading contract, by name, with sentences of our own."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest

from khue.foundation.reading.targets import read_targets
from khue.foundation.reading.values import Target


def facts(text: str) -> list[tuple[str, object, str]]:
    return [(t.comparator, json_value(t), t.unit) for t in read_targets(text)]


def json_value(target: Target) -> object:
    return target.to_json()["value"]


AT_LEAST = [
    "Tỷ lệ lên lớp từ 90% trở lên",
    "Tỷ lệ lên lớp đạt tối thiểu 90%",
    "Tỷ lệ lên lớp ít nhất 90%",
    "Tỷ lệ lên lớp không dưới 90%",
    "Tỷ lệ lên lớp không thấp hơn 90%",
    "Tỷ lệ lên lớp ≥ 90%",
    "Tỷ lệ lên lớp >= 90 %",
    "Tỷ lệ lên lớp đạt 90% trở lên",
    "Tỷ lệ lên lớp đạt từ 90%",
    "Tỷ lệ lên lớp tối thiếu 90%",
    "Tỷ lệ lên lớp lớn hơn hoặc bằng 90 phần trăm",
    "Tỷ lệ lên lớp không ít hơn chín mươi phần trăm",
]


@pytest.mark.parametrize("text", AT_LEAST)
def test_at_least_in_its_wordings(text: str) -> None:
    assert facts(text) == [(">=", 90, "%")]


@pytest.mark.parametrize("words", ["trên 5%", "hơn 5%", "cao hơn 5%", "vượt 5%", "> 5%"])
def test_more_than_in_its_wordings(words: str) -> None:
    assert facts(f"Tỷ lệ nghiên cứu sinh đạt {words}") == [(">", 5, "%")]


@pytest.mark.parametrize(
    "words", ["không quá 5%", "không vượt quá 5%", "tối đa 5%", "≤ 5%", "nhiều nhất là 5%", "5% trở xuống"]
)
def test_at_most_in_its_wordings(words: str) -> None:
    assert facts(f"Tỷ lệ bỏ học {words}") == [("<=", 5, "%")]


@pytest.mark.parametrize("words", ["dưới 5%", "thấp hơn 5%", "chưa đến 5%", "< 5%", "xuống dưới 5%"])
def test_less_than_in_its_wordings(words: str) -> None:
    assert facts(f"Tỷ lệ bỏ học {words}") == [("<", 5, "%")]


def test_bare_percent_is_equal_not_an_upper_limit() -> None:
    assert facts("Tỷ lệ tốt nghiệp đạt 85%.") == [("=", 85, "%")]


@pytest.mark.parametrize("words", ["từ 80% đến 85%", "từ 80 đến 85%", "80 - 85%", "80-85%", "80% – 85%"])
def test_range_is_between_with_both_ends(words: str) -> None:
    assert facts(f"Tỷ lệ có việc làm {words}") == [("between", [80, 85], "%")]


def test_range_under_minimum_is_its_low_end() -> None:
    assert facts("Tối thiểu 3 - 5 chuyên đề mỗi tổ") == [(">=", 3, "chuyên đề")]


def test_range_under_maximum_is_its_high_end() -> None:
    assert facts("Tối đa 3 - 5 lỗi") == [("<=", 5, "lỗi")]


@pytest.mark.parametrize(
    "text", ["Thuộc nhóm 5 trường dẫn đầu tỉnh", "Nằm trong tốp 5 của tỉnh", "Vào top 5 toàn quốc"]
)
def test_leading_group_is_a_rank_at_most(text: str) -> None:
    assert facts(text) == [("<=", 5, "thứ hạng")]


def test_comparator_carries_over_and_and_commas() -> None:
    read = facts("Ít nhất 3 đề tài cấp trường, 2 bài báo và 1 giáo trình")
    assert read == [(">=", 3, "đề tài"), (">=", 2, "bài báo"), (">=", 1, "giáo trình")]


def test_comparator_carries_over_or() -> None:
    assert facts("Tối thiểu 2 bài báo hoặc 1 sáng chế") == [(">=", 2, "bài báo"), (">=", 1, "sáng chế")]


def test_comparator_stops_at_a_semicolon() -> None:
    assert facts("Tỷ lệ khá trên 40%; trung bình 30%") == [(">", 40, "%"), ("=", 30, "%")]


def test_shared_comparators_of_grades() -> None:
    assert facts("Học sinh khá, giỏi từ 30%, yếu dưới 10%") == [(">=", 30, "%"), ("<", 10, "%")]


def test_bracket_parts_are_equal_and_take_the_unit_of_the_whole() -> None:
    read = facts("Viết tối thiểu 12 bài (mầm non 04, tiểu học 08)")
    assert read == [(">=", 12, "bài"), ("=", 4, "bài"), ("=", 8, "bài")]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Tỷ lệ đúng hạn đạt 92,5%", 92.5, "%"),
        ("Tổ chức 05 hội thảo", 5, "hội thảo"),
        ("Tuyển 1.200 sinh viên", 1200, "sinh viên"),
        ("Đạt bình quân 2,5 bài báo", 2.5, "bài báo"),
        ("3/4 số học sinh đạt giải", 0.75, ""),
        ("Tổ chức ba mươi hội thảo", 30, "hội thảo"),
        ("Có một trăm hai mươi lăm sinh viên tham gia", 125, "sinh viên"),
        ("Tổ chức 02 (hai) hội thảo", 2, "hội thảo"),
        ("Kinh phí 1 tỷ 200 triệu đồng", 1200, "triệu đồng"),
        ("Phục vụ 20 nghìn lượt bạn đọc", 20000, "lượt"),
    ],
)
def test_numbers_as_vietnamese_writes_them(text: str, value: float, unit: str) -> None:
    assert facts(text) == [("=", value, unit)]


@pytest.mark.parametrize(
    ("text", "value", "total"),
    [("Trường xếp thứ 15/27 toàn tỉnh", 15, "/27"), ("Có 2/18 đảng viên được khen", 2, "/18")],
)
def test_count_out_of_a_real_total_keeps_the_count(text: str, value: int, total: str) -> None:
    [target] = read_targets(text)
    assert (target.value, total in target.unit) == (value, True)


@pytest.mark.parametrize(
    "text",
    [
        "Giảng viên đạt ngoại ngữ bậc 4/6",
        "Trường đạt chuẩn mức 2",
        "Kiểm định đạt cấp độ 3",
        "Toàn bộ giáo viên đạt chuẩn",
        "Tất cả học sinh lên lớp",
        "Không có học sinh bỏ học",
        "Nâng cao chất lượng dạy và học",
    ],
)
def test_levels_and_qualities_are_no_targets(text: str) -> None:
    assert read_targets(text) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Hợp tác với 5 doanh nghiệp sử dụng lao động", "doanh nghiệp"),
        ("Khảo sát 2 lần/năm", "lần/năm"),
        ("Giảng viên đạt TOEIC 550", "TOEIC"),
        ("Sĩ số tối đa 35 học sinh/lớp", "học sinh/lớp"),
        ("Mỗi giáo viên có 01 sáng kiến kinh nghiệm/năm học", "sáng kiến/năm học"),
    ],
)
def test_unit_is_the_shortest_noun_with_its_rate(text: str, unit: str) -> None:
    assert [t.unit for t in read_targets(text)] == [unit]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Đánh giá chương trình 5 năm một lần", "lần/5 năm"),
        ("Rà soát quy trình 2 năm/lần", "lần/2 năm"),
        ("Họp tổ mỗi tháng một lần", "lần/tháng"),
    ],
)
def test_once_in_n_years_is_one(text: str, unit: str) -> None:
    assert facts(text) == [("=", 1, unit)]


def test_mark_that_is_aimed_at_is_a_target() -> None:
    assert facts("Mức hài lòng của sinh viên đạt 4,0/5") == [("=", 4, "/5")]


@pytest.mark.parametrize(
    "text", ["Thí sinh từ 18 điểm trở lên được xét tuyển", "Sinh viên có IELTS từ 5.5 được miễn thi"]
)
def test_mark_that_admits_somebody_is_no_target(text: str) -> None:
    assert read_targets(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Đạt từ 90% trở lên: 10 điểm; dưới 90%: 5 điểm",
        "Sáng kiến cấp Bộ được cộng 2 điểm",
        "Nộp muộn trừ 1 điểm/lần",
        "Từ 90 đến 100 điểm: Xuất sắc; từ 80 đến dưới 90 điểm: Tốt",
        "Từ 85 điểm trở lên xếp loại giỏi",
    ],
)
def test_points_in_return_and_rating_bands_hold_no_targets(text: str) -> None:
    assert read_targets(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Thông tư 36/2017/TT-BGDĐT ngày 28/12/2017",
        "Theo Điều 42, 43 của Thông tư 17",
        "Quyết định số 554/QĐ-TCKT ngày 01 tháng 12 năm 2021",
        "Sơ kết học kỳ 1 năm học 2021 - 2022",
        "Bồi dưỡng học sinh lớp 10, 11 và 12",
        "Áp dụng ISO 9001:2015, công cụ 5S",
        "Thi đua chào mừng ngày 20/11",
        "Hoàn thành trước ngày 15/8",
        "Giai đoạn 2021-2025, tầm nhìn 2030",
        "Trẻ từ 3 đến 5 tuổi đến trường",
        "Dạy học 2 buổi/ngày",
        "Phong trào “Nhà trường 4 không”",
        "Kỷ niệm 45 năm thành lập trường",
        "Là một trong những trường dẫn đầu",
        "Đánh giá theo quy trình 5 bước",
    ],
)
def test_names_dates_and_labels_are_no_targets(text: str) -> None:
    assert read_targets(text) == []


def test_condition_of_a_rule_is_no_target() -> None:
    assert facts("Trường có từ 800 học sinh trở lên có 02 phòng máy") == [("=", 2, "phòng máy")]


@pytest.mark.parametrize(
    "text", ["Nếu có trên 10% sinh viên không đạt thì tổ chức thi lại", "Lớp có dưới 10 học sinh thì ghép lớp"]
)
def test_condition_alone_is_no_target(text: str) -> None:
    assert read_targets(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Học sinh biết chơi ít nhất 01 môn thể thao đạt 100%",
        "100% học sinh biết chơi ít nhất 01 môn thể thao",
        "Tỷ lệ học sinh tham gia từ 2 câu lạc bộ trở lên là 100%",
        "100% giảng viên có ít nhất 01 bài báo và 01 đề tài",
        "Học sinh tốt nghiệp có việc làm trong 01 năm đầu đạt 100%",
    ],
)
def test_number_that_says_who_is_counted_is_no_target(text: str) -> None:
    assert facts(text) == [("=", 100, "%")]


@pytest.mark.parametrize(
    "text",
    [
        "Tăng tỷ lệ chuyên cần từ 68% lên 80%",
        "Tỷ lệ chuyên cần tăng từ 68% năm 2021 lên 80% năm 2022",
        "Nâng tỷ lệ chuyên cần từ 68% (năm trước) lên 80%",
        "Tỷ lệ chuyên cần đạt 80% (năm học trước: 68%)",
    ],
)
def test_baseline_goes_with_its_target(text: str) -> None:
    [target] = read_targets(text)
    assert (target.comparator, target.value, target.baseline) == ("=", 80, Decimal(68))


def test_difference_to_last_year_is_equal() -> None:
    assert facts("Tỷ lệ khá giỏi cao hơn 5% so với năm trước") == [("=", 5, "%")]


@pytest.mark.parametrize(
    "text", ["Đạt 95% từ trung bình trở lên", "95% học sinh đạt từ khá trở lên", "95% xếp loại tốt trở lên"]
)
def test_or_better_that_closes_a_grade_belongs_to_the_grade(text: str) -> None:
    assert facts(text) == [("=", 95, "%")]


@pytest.mark.parametrize(
    ("text", "comparator"),
    [("Không để tỷ lệ bỏ học quá 1%", "<="), ("Không có môn học nào dưới 1%", ">=")],
)
def test_not_turns_a_comparator_round(text: str, comparator: str) -> None:
    assert facts(text) == [(comparator, 1, "%")]


def test_subject_before_the_number() -> None:
    [target] = read_targets("Đảm bảo hiệu suất đào tạo từ 85% trở lên.")
    assert (target.subject, target.span) == ("hiệu suất đào tạo", (8, 40))


def test_subject_behind_the_number_without_its_bracket() -> None:
    [target] = read_targets("100% giáo viên (kể cả thỉnh giảng) đạt chuẩn nghề nghiệp")
    assert target.subject == "giáo viên đạt chuẩn nghề nghiệp"


def test_subject_on_both_sides() -> None:
    [target] = read_targets("Tổ chức tự đánh giá đối với 100% chương trình đào tạo")
    assert target.subject == "Tổ chức tự đánh giá chương trình đào tạo"


@pytest.mark.parametrize(
    "text",
    [
        unicodedata.normalize("NFD", "Tỷ lệ tốt nghiệp đạt tối thiểu 85%"),
        "TỶ LỆ TỐT NGHIỆP ĐẠT TỐI THIỂU 85%",
        "Tỷ lệ tốt nghiệp đạt tối\nthiểu 85%",
        "Tỷ lệ tốt nghiệp đạt tối\xa0thiểu 85%",
        "<li>Tỷ lệ tốt nghiệp &gt;= 85%</li>",
    ],
)
def test_text_as_files_hold_it(text: str) -> None:
    assert facts(text) == [(">=", 85, "%")]


def test_span_counts_the_letters_of_the_given_text() -> None:
    text = unicodedata.normalize("NFD", "Đảm bảo tỷ lệ đạt từ 85% trở lên, an toàn")
    [target] = read_targets(text)
    start, end = target.span
    assert unicodedata.normalize("NFC", text[start:end]) == "tỷ lệ đạt từ 85% trở lên"


def test_bullets_are_statements_of_their_own() -> None:
    read = facts("- Tỷ lệ giỏi trên 20%\n- Tỷ lệ khá 40%\n- Tỷ lệ yếu dưới 2%")
    assert read == [(">", 20, "%"), ("=", 40, "%"), ("<", 2, "%")]


def test_total_that_a_share_is_taken_of_is_no_target() -> None:
    assert facts("Trong tổng số 45 giáo viên có 30% đạt trên chuẩn") == [("=", 30, "%")]


def test_lifted_rank_has_its_baseline() -> None:
    [target] = read_targets("Nâng hạng từ thứ 20 lên thứ 15 toàn quốc")
    assert (target.value, target.unit, target.baseline) == (15, "thứ hạng", 20)


def test_part_introduced_by_in_which_is_equal() -> None:
    assert facts("Ít nhất 20 sáng kiến, trong đó 5 sáng kiến cấp tỉnh") == [
        (">=", 20, "sáng kiến"),
        ("=", 5, "sáng kiến"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Sinh viên nợ quá 24 tín chỉ bị cảnh báo học tập",
        "Hồ sơ chậm trên 5 ngày làm việc phải báo cáo Giám đốc",
        "Sinh viên tích lũy từ 90 tín chỉ trở lên được đăng ký thực tập",
        "Chỉ xét thi đua đối với đơn vị có 100% viên chức hoàn thành nhiệm vụ",
        "Chuẩn đầu vào cao học: điểm trung bình từ 2,5 trở lên hoặc 1 bài báo",
    ],
)
def test_number_that_brings_a_consequence_is_a_condition(text: str) -> None:
    assert read_targets(text) == []


def test_subject_does_not_hold_the_condition() -> None:
    [target] = read_targets("Lớp có từ 40 học sinh trở lên được bố trí thêm 01 bảo mẫu")
    assert (target.subject, target.comparator, target.value) == ("bố trí thêm bảo mẫu", "=", 1)


@pytest.mark.parametrize("text", ["Mua 15 bộ bàn ghế 2 chỗ ngồi", "Mua 15 bộ loa 65 inch"])
def test_size_of_what_is_counted_is_no_target(text: str) -> None:
    assert [value for _, value, _ in facts(text)] == [15]


@pytest.mark.parametrize(
    ("text", "grade"),
    [("Tốt 80%; Đạt 20%", "Đạt"), ("Về năng lực: 80% tốt, 20% đạt", "đạt"), ("Tốt (80%); Khá (20%)", "Khá")],
)
def test_grade_that_looks_like_a_verb_or_stands_before_a_bracket_is_the_subject(text: str, grade: str) -> None:
    assert read_targets(text)[-1].subject == grade


def test_title_that_counts_gives_its_list_numbers() -> None:
    read = facts("Số sáng kiến đạt giải: cấp trường 20, cấp huyện 8")
    assert [(comparator, value) for comparator, value, _ in read] == [("=", 20), ("=", 8)]


def test_list_without_such_a_title_names() -> None:
    assert read_targets("Thành phần: đại diện chi đoàn 12, chi hội 5") == []


def test_verb_of_its_own_takes_no_comparator_over() -> None:
    assert facts("Huy động tối thiểu 2 tỷ đồng, trao 350 suất học bổng") == [
        (">=", 2, "tỷ đồng"),
        ("=", 350, "suất"),
    ]


def test_first_of_two_bounds_takes_the_words_of_the_second() -> None:
    low, high = read_targets("Tối thiểu 50% và tối đa 70% số cuộc kiểm tra có liên ngành")
    assert (low.subject, high.comparator) == (high.subject, "<=")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Bệnh viện có 30 giường bệnh/10.000 dân", "giường/10000 dân"),
        ("Hai tuần báo cáo một lần", "lần/2 tuần"),
        ("Mỗi tuần thư viện mở cửa 5 buổi, mỗi tháng giới thiệu 02 cuốn sách", "buổi/tuần"),
        ("Mỗi tháng bình bệnh án 2 lần, sinh hoạt khoa học 1 lần", "lần/tháng"),
    ],
)
def test_rate_belongs_to_its_own_number(text: str, unit: str) -> None:
    assert read_targets(text)[0].unit == unit


def test_rank_at_least_is_a_smaller_number() -> None:
    assert facts("Xếp hạng không thấp hơn 45 trong nước") == [("<=", 45, "thứ hạng")]


def test_range_of_ranks_is_between() -> None:
    assert facts("Kết quả xếp từ thứ 15 đến thứ 18 trong số 42 trường") == [("between", [15, 18], "thứ hạng")]


@pytest.mark.parametrize("text", ["Tỷ lệ tốt nghiệp đạt trên80%", "Tỷ lệ tốt nghiệp đạt trên 80%"])
def test_lost_blank_before_digits_changes_nothing(text: str) -> None:
    assert facts(text) == [(">", 80, "%")]


@pytest.mark.parametrize(
    "text", ["Xuất sắc: trên 95%; Tốt: từ 85% đến 95%", "Sách chuyên khảo được tính 3 điểm", "Bài báo Q1: 30 điểm/bài"]
)
def test_bands_that_touch_and_points_for_work_are_no_targets(text: str) -> None:
    assert read_targets(text) == []


def test_text_without_digit_or_number_word_has_no_targets() -> None:
    assert read_targets("Nâng cao chất lượng; giữ vững kỷ cương") == []


def test_commas_of_a_list_of_classes_divide_no_clause() -> None:
    assert facts("100% học sinh lớp 3, 4, 5 được học Tin học 1 tiết/tuần") == [("=", 100, "%")]


def test_number_behind_a_counted_noun_is_no_label() -> None:
    assert facts("Mẫu giáo có 10 lớp 320 cháu") == [("=", 10, "lớp"), ("=", 320, "cháu")]


@pytest.mark.parametrize(
    ("text", "baseline"),
    [
        ("Tỷ lệ tốt nghiệp đạt từ 99% trở lên (năm 2023: 98,6%)", 98.6),
        ("Doanh thu đạt 3,2 tỷ đồng, tăng 15% so với năm 2023 (2,78 tỷ đồng)", 2.78),
        ("Khảo sát đầu năm 62% học sinh đọc thông, phấn đấu cuối năm đạt 98%", 62),
    ],
)
def test_what_a_past_year_had_is_the_baseline(text: str, baseline: float) -> None:
    assert float(read_targets(text)[0].baseline or 0) == baseline


def test_year_to_come_in_a_bracket_is_a_target() -> None:
    text = "Năm 2024 đạt 85% trường chuẩn quốc gia (năm 2025: 90%)"
    assert [value for _, value, _ in facts(text)] == [85, 90]


def test_other_side_of_a_threshold_is_a_condition_too() -> None:
    text = "Chi đoàn có từ 9 đoàn viên trở lên được bầu 03 ủy viên; dưới 9 đoàn viên bầu bí thư"
    assert facts(text) == [("=", 3, "ủy viên")]


def test_change_since_a_year_is_measured_by_what_changes() -> None:
    subject = read_targets("Tỷ lệ hộ nghèo còn dưới 2,1% (giảm 0,5% so với năm 2023)")[1].subject
    assert subject == "Tỷ lệ hộ nghèo giảm so với năm 2023"


def test_first_prizes_or_more_are_counted() -> None:
    assert facts("Đạt 02 giải Nhất trở lên") == [(">=", 2, "giải")]
    assert facts("Đạt 02 giải Nhì trở lên") == [("=", 2, "giải")]


def test_times_within_periods_are_a_rate() -> None:
    assert facts("Thi giáo viên giỏi ít nhất 1 lần trong 2 năm học") == [(">=", 1, "lần/2 năm học")]


def test_range_of_its_own_takes_no_comparator_over() -> None:
    text = "Tỷ lệ bỏ học không quá 2,5%, tỷ lệ tốt nghiệp đạt 65 - 70%"
    assert facts(text) == [("<=", 2.5, "%"), ("between", [65, 70], "%")]


@pytest.mark.parametrize(
    "text",
    ["Sáng kiến cấp cơ sở được 5 điểm, cấp tỉnh được 10 điểm, tối đa 15 điểm", "Lớp dưới 15 học viên không mở"],
)
def test_points_for_each_and_classes_that_do_not_open_are_no_targets(text: str) -> None:
    assert read_targets(text) == []


def test_count_out_of_a_total_behind_a_class_word_is_read() -> None:
    assert facts("Học sinh ra lớp 186/190 em") == [("=", 186, "/190 em")]


def test_words_that_also_name_papers_count_people_as_deeds() -> None:
    assert facts("Hướng dẫn 500 hộ cài đặt định danh điện tử") == [("=", 500, "hộ")]


def test_what_is_done_of_a_duty_is_rated_and_a_share_of_people_is_wanted() -> None:
    assert read_targets("Hoàn thành từ 90% nhiệm vụ trở lên được xếp loại tốt") == []
    assert facts("Từ 90% giáo viên trở lên được xếp loại tốt") == [(">=", 90, "%")]


@pytest.mark.parametrize(
    "text",
    [
        "SV được xét học bổng khi điểm trung bình từ 2,8 và điểm rèn luyện từ 80 trở lên",
        "Học phần dưới 30 SV có thể thi vấn đáp",
        "Chi đoàn có dưới 09 đoàn viên bầu Bí thư",
        "Đơn vị có từ 30 đoàn viên trở lên thành lập Đoàn cơ sở",
        "Đề tài trên 500 triệu đồng do Hội đồng Trường xét",
        "Đoàn viên tham gia tối thiểu 3 hoạt động tình nguyện được tặng giấy khen",
        "Tổ chức gặp mặt học sinh có nguy cơ lưu ban (điểm trung bình dưới 5,0)",
    ],
)
def test_sizes_of_groups_and_deeds_that_earn_something_are_conditions(text: str) -> None:
    assert read_targets(text) == []


@pytest.mark.parametrize(
    "text",
    ["Giáo viên có ít nhất 02 sáng kiến được cấp huyện công nhận", "Có trên 02 lượt người bệnh được tư vấn dinh dưỡng"],
)
def test_what_others_do_with_the_counted_is_no_consequence(text: str) -> None:
    assert [value for _, value, _ in facts(text)] == [2]


def test_comparator_carries_over_an_alternative_with_a_deed_of_its_own() -> None:
    text = "Mỗi người công bố ít nhất 01 bài báo hoặc chủ trì 02 đề tài"
    assert facts(text) == [(">=", 1, "bài báo"), (">=", 2, "đề tài")]


def test_years_of_a_period_are_no_numbers_before_a_capital_or_a_dash() -> None:
    assert facts("Giai đoạn 2024 – 2027 Trường tuyển 650 SV") == [("=", 650, "SV")]
    assert facts("Tuyển sinh: năm 2025 – 600 SV") == [("=", 600, "SV")]


@pytest.mark.parametrize(
    "text",
    [
        "Doanh thu dịch vụ: 2026 – 18 tỷ đồng; 2027 – 22 tỷ đồng",
        "Doanh thu dịch vụ (2026: 18 tỷ đồng; 2027: 22 tỷ đồng)",
        "Doanh thu dịch vụ: năm 2026 đạt 18 tỷ đồng, năm 2027 đạt 22 tỷ đồng",
    ],
)
def test_years_as_keys_share_the_title(text: str) -> None:
    assert [t.subject.startswith("Doanh thu dịch vụ") for t in read_targets(text)] == [True, True]


def test_words_that_only_announce_a_target_name_nothing() -> None:
    assert (
        read_targets("Yêu cầu chung là ≥ 80% người học tham gia khảo sát")[0].subject == "người học tham gia khảo sát"
    )


def test_what_ranks_is_the_subject_of_a_place_among_the_best() -> None:
    text = "Chỉ số hài lòng đạt từ 88 điểm, đứng trong nhóm 15 địa phương dẫn đầu"
    assert read_targets(text)[1].subject.startswith("Chỉ số hài lòng")


def test_title_is_measured_where_only_a_moment_stands_behind() -> None:
    assert read_targets("Công bố điểm thi: tối đa 7 - 10 ngày sau ca thi")[0].subject.startswith("Công bố điểm thi")


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Chỉ tiêu NCKH: đề tài cấp cơ sở 04, giáo trình 01", ["đề tài", "giáo trình"]),
        ("Số sáng kiến đạt giải: cấp trường 20, cấp huyện 8", ["", ""]),
        ("Tuyển mới 420 HV (lớp 10: 400; lớp 11: 20)", ["HV", "HV", "HV"]),
        ("Tập huấn cho 620 CBQL (cấp Sở 20, cấp phòng 150)", ["CBQL", "CBQL", "CBQL"]),
        ("Thu 22.000 đ/trẻ/ngày (bữa chính 13.000 đ)", ["đ/trẻ/ngày", "đ"]),
        ("Trao 350 suất học bổng (1.000.000 đồng/suất)", ["suất", "đồng/suất"]),
    ],
)
def test_units_of_lists_and_brackets(text: str, units: list[str]) -> None:
    assert [unit for _, _, unit in facts(text)] == units


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Tạp chí ra đúng kỳ 6 số/năm", ("=", 6, "số/năm")),
        ("Cấp 15 kg gạo/HS/tháng", ("=", 15, "kg/HS/tháng")),
        ("Tổ Toán: 8 tiết thao giảng/HK", ("=", 8, "tiết/HK")),
        ("Đoàn xã đảm nhận hai phần việc thanh niên", ("=", 2, "phần việc")),
        ("Năng lượng nhà trẻ 600 - 651 kcal/ngày", ("between", [600, 651], "kcal/ngày")),
        ("24/24 sao đạt Sao chăm ngoan", ("=", 24, "/24 sao")),
        ("Mua 02 tủ lưu mẫu và tuyển 01 nhân viên", ("=", 2, "tủ")),
        ("ĐD có thâm niên từ 5 năm trở lên hoàn thành ít nhất 48 tiết đạt 90%", ("=", 90, "%")),
    ],
)
def test_measures_as_plans_write_them(text: str, fact: tuple[str, object, str]) -> None:
    assert facts(text)[0] == fact


def test_people_behind_a_thing_are_counted_and_no_size() -> None:
    assert facts("Bố trí 02 tủ lưu mẫu và 01 nhân viên giám sát") == [("=", 2, "tủ"), ("=", 1, "nhân viên")]


def test_share_down_to_a_bound_has_its_baseline() -> None:
    text = "Giao mỗi giáo viên kèm tối đa 5 học sinh và đưa tỷ lệ yếu từ 21,4% về dưới 10%"
    assert [(t.comparator, t.baseline) for t in read_targets(text)] == [("<=", None), ("<", Decimal("21.4"))]


def test_how_often_it_is_done_with_all_of_them_is_no_target() -> None:
    assert facts("100% trẻ được cân đo, chấm biểu đồ tăng trưởng ít nhất 03 lần/năm") == [("=", 100, "%")]


def test_mean_mark_of_several_subjects_is_aimed_at() -> None:
    assert facts("Điểm bình quân 3 môn thi vào 10 đạt 6,25 điểm")[-1] == ("=", 6.25, "điểm")


def test_what_is_waited_for_is_no_target_behind_a_semicolon() -> None:
    text = "Thời gian chờ khám lâm sàng: tối đa 90 phút; có làm thêm 01 xét nghiệm: tối đa 150 phút"
    assert facts(text) == [("<=", 90, "phút"), ("<=", 150, "phút")]


def test_change_with_a_unit_is_measured_by_what_changes() -> None:
    subject = read_targets("Chỉ số PAR INDEX đạt 86,4 điểm, tăng 2,1 điểm so với năm trước")[1].subject
    assert subject.startswith("Chỉ số PAR INDEX")


def test_days_that_close_a_subject_are_left_out() -> None:
    assert read_targets("Phụ đạo 4 tiết/tuần cho học sinh yếu từ tháng 3 đến hết tháng 5/2025")[0].subject.endswith(
        "yếu"
    )


@pytest.mark.parametrize(("text", "value"), [("Hỗ trợ 5,000,000 VNĐ", 5000000), ("Thu 1,250,000.5 đồng", 1250000.5)])
def test_thousands_in_the_english_manner_are_read(text: str, value: float) -> None:
    assert [read for _, read, _ in facts(text)] == [value]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Đạt 11 giải (Ngữ văn: 1 ba, 3 KK; Lịch sử: 1 nhì)", ["giải", "giải", "giải", "giải"]),
        ("Tổ Toán: 15 người (4 nữ, 1 ThS)", ["người", "người", "người"]),
        ("Số sinh viên đại học/vạn dân đạt 260", ["sinh viên/vạn dân"]),
        ("Điểm trung bình 83 tiêu chí: 3,60 điểm", ["điểm"]),
    ],
)
def test_units_as_whole_plans_write_them(text: str, units: list[str]) -> None:
    assert [unit for _, _, unit in facts(text)] == units


def test_days_of_the_week_are_no_rank() -> None:
    assert read_targets("Học từ thứ Hai đến thứ Bảy") == []


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Học tập: Tốt 36% (191 HS); Chưa đạt dưới 1%", ["Tốt", "Tốt", "Chưa đạt"]),
        ("Chuẩn nghề nghiệp (70% Tốt, 25% Khá, 5% Đạt)", ["Tốt", "Khá", "Đạt"]),
        ("Mẫu giáo 92%, 5 tuổi 100%", ["Mẫu giáo", "5 tuổi"]),
        ("Thời gian chờ giảm 10% (từ 45 phút xuống 40 phút)", ["Thời gian chờ giảm", "Thời gian chờ giảm"]),
    ],
)
def test_subjects_of_grades_ages_and_brackets(text: str, subjects: list[str]) -> None:
    found = [t.subject.removeprefix("Chuẩn nghề nghiệp ") for t in read_targets(text)]
    assert found == subjects


def test_noun_phrase_behind_a_comma_keeps_its_conjunction() -> None:
    text = "Chuyển cấp lên THCS đạt 99%, từ THCS lên THPT và các trình độ khác đạt 95%"
    assert read_targets(text)[1].subject.endswith("THPT và các trình độ khác")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Hoàn thành 3/3 chỉ tiêu chủ yếu và đạt 8/9 chỉ tiêu của ngành", [3, 8]),
        ("Có 10 triệu đoàn viên và có 90% số doanh nghiệp lập công đoàn", [10000000, 90]),
        ("Điểm A: 227/250 = 90,8%", [227, 90.8]),
    ],
)
def test_numbers_side_by_side_are_all_read(text: str, values: list[float]) -> None:
    assert [value for _, value, _ in facts(text)] == values


@pytest.mark.parametrize(
    ("text", "baseline"),
    [("Thu 3,5 triệu đồng/người/tháng (năm 2023: 2,9 triệu)", 2.9), ("Đón 50 khách (chỉ tiêu cũ 45 khách)", 45)],
)
def test_former_amounts_in_a_bracket_are_the_baseline(text: str, baseline: float) -> None:
    assert [float(t.baseline or 0) for t in read_targets(text)] == [baseline]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Số sinh viên cả nước là gần 2,1 triệu", ("=", 2100000, "sinh viên")),
        ("Có 7/34 Công đoàn cơ sở hoàn thành xuất sắc nhiệm vụ", ("=", 7, "/34 công đoàn cơ sở")),
        ("Tỷ lệ SV/GV: 22/1", ("=", 22, "SV/GV")),
        ("Đạt 32 giường bệnh/vạn dân", ("=", 32, "giường/vạn dân")),
        ("Sở đứng hàng thứ 5 cả nước", ("=", 5, "thứ hạng")),
        ("Tổ chức 5 điểm sinh hoạt (03 điểm tại thôn)", ("=", 5, "điểm sinh hoạt")),
    ],
)
def test_counts_and_ratios_as_reports_write_them(text: str, fact: tuple[str, object, str]) -> None:
    assert facts(text)[0] == fact


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Bác sĩ bình quân 1 vạn dân là 19,23", [19.23]),
        ("Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ là 90,02", [90.02]),
        ("Trên 5.000 HSSV có việc làm sau tốt nghiệp 3 tháng", [5000]),
        ("Tuyển 211 lớp (không kể 10 lớp chuyên)", [211]),
        ("Số vụ giảm ít nhất 5% trên cả 3 tiêu chí", [5]),
        ("Mầm non là 141 (51,8%), tiểu học 206 (75,2%)", [141, 51.8, 206, 75.2]),
        ("Trình độ trên chuẩn 20 đ/c đạt 44,4%", [20, 44.4]),
        ("Thời gian chờ khám ≤ 2 giờ; có 1 XN ≤ 3 giờ; có 3 kỹ thuật trở lên ≤ 4 giờ", [2, 3, 4]),
    ],
)
def test_numbers_that_measure_and_numbers_that_tell_of_what(text: str, values: list[float]) -> None:
    assert [value for _, value, _ in facts(text)] == values


def test_two_nouns_for_one_thing_are_one_phrase() -> None:
    assert read_targets("Có 150 ngành, nghề trọng điểm")[0].subject == "ngành, nghề trọng điểm"
    assert read_targets("Có gần 400 cán bộ, đoàn viên trong Khối tham gia")[0].subject.endswith("trong Khối tham gia")


def test_list_of_counts_shares_only_the_head_of_its_own_part() -> None:
    assert read_targets("Nhà trẻ 4 nhóm 92 cháu, mẫu giáo 10 lớp 320 cháu")[3].subject == "mẫu giáo cháu"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lớp dưới 15 SV chỉ mở khi Hiệu trưởng đồng ý", []),
        ("Tăng từ hạng 58 lên hạng 50 trong bảng xếp hạng VNUR", [("=", 50, "thứ hạng")]),
        ("Chỉ số CCHC ≥ 85/100 điểm, xếp thứ 3/12 đơn vị", [(">=", 85, "/100"), ("=", 3, "/12")]),
        ("Thu 12 triệu đồng/người, không dưới 7 triệu đồng", [("=", 12, "triệu đồng/người"), (">=", 7, "triệu đồng")]),
        ("Đón 1.200 lượt khách, trong đó học sinh 900, giáo viên 120", [("=", n, "lượt") for n in (1200, 900, 120)]),
        ("Tiếp nhận trẻ dưới 36 tháng", []),
        ("Điểm bình quân môn Toán: 6,5; Ngữ văn: 7,0", [("=", 6.5, "điểm"), ("=", 7, "điểm")]),
        ("Giường thực kê 320; công suất 105%", [("=", 320, "giường"), ("=", 105, "%")]),
    ],
)
def test_sentences_of_departments_and_wards(text: str, expected: list[tuple[str, object, str]]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Doanh thu đạt 12,5 tỷ đồng, vượt 8% so với kế hoạch", "Doanh thu so với kế hoạch"),
        ("Hoàn thành 28/30 nhiệm vụ được giao (93,3%)", "Hoàn thành nhiệm vụ được giao"),
        ("Biên chế giảm 5%, còn 112 người", "Biên chế giảm"),
        ("Học 2 buổi/ngày: 100%; học 9 buổi/tuần: 35%", "học 9 buổi/tuần"),
        ("Thi học sinh giỏi đạt 8 giải, xếp thứ 5 toàn tỉnh", "Thi học sinh giỏi giải toàn tỉnh"),
    ],
)
def test_second_number_knows_what_it_measures(text: str, subject: str) -> None:
    assert read_targets(text)[-1].subject == subject


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mượn 12 lượt/SV/năm, cơ sở dữ liệu điện tử 4.", [("=", 12, "lượt/SV/năm"), ("=", 4, "cơ sở dữ liệu")]),
        ("Hội thi giáo viên giỏi đạt ít nhất 1 nhất, 2 nhì", [(">=", 1, "giải"), (">=", 2, "giải")]),
        (
            "Tuyển 45 viên chức (30 GV mầm non, 15 GV tiểu học)",
            [("=", 45, "viên chức"), ("=", 30, "GV"), ("=", 15, "GV")],
        ),
        ("Huy động 500 ngày công làm 3 km đường", [("=", 500, "ngày công"), ("=", 3, "km")]),
        ("Lớp 1A: sĩ số 34/34, khen 18 em", [("=", 34, "/34"), ("=", 18, "em")]),
    ],
)
def test_what_the_neighbours_of_a_number_leave_to_it(text: str, expected: list[tuple[str, object, str]]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Gói mua sắm trên 100 triệu đồng phải tổ chức đấu thầu",
        "Bệnh viện dưới 300 giường được thành lập tổ quản lý chất lượng",
        "Sáp nhập các trường có dưới 8 lớp",
        "Học sinh nghỉ quá 45 buổi hoặc có điểm trung bình môn dưới 3,5 thì không được lên lớp",
        "Trẻ lớp Chồi 2 mạnh dạn, tự tin",
        "Học sinh trường Tiểu học Tân Lập 3 đi học chuyên cần",
    ],
)
def test_sizes_that_say_for_whom_and_numbers_of_names_are_no_targets(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GV trên chuẩn: 17/22 đ/c", [("=", 17, "/22 đ/c")]),
        ("Trúng tuyển nguyện vọng 1 chiếm tối thiểu 60%", [(">=", 60, "%")]),
        ("Trẻ dưới 24 tháng tuổi cân đo 01 lần/tháng", [("=", 1, "lần/tháng")]),
        ("Điểm đánh giá tăng từ 84,12 lên 88,5 điểm, khắc phục tiêu chí bị trừ điểm", [("=", 88.5, "điểm")]),
        ("Thanh tra 12 cuộc (theo kế hoạch 09, đột xuất 03)", [("=", 12, "cuộc"), ("=", 9, "cuộc"), ("=", 3, "cuộc")]),
        (
            "Điểm TOEIC của SV năm cuối: đại trà đạt 550 trở lên; chất lượng cao đạt 650 trở lên",
            [(">=", 550, "TOEIC"), (">=", 650, "TOEIC")],
        ),
    ],
)
def test_units_and_marks_that_stand_apart_from_their_numbers(
    text: str, expected: list[tuple[str, object, str]]
) -> None:
    assert facts(text) == expected


def test_sums_of_several_years_measure_the_same() -> None:
    read = read_targets("Doanh thu đạt 18 tỷ đồng năm 2025, 20 tỷ đồng năm 2026, góp phần tăng thu nhập")
    assert [target.subject for target in read] == ["Doanh thu", "Doanh thu năm 2026"]
