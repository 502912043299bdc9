"""Sentences of regulations, notices and forms among the objectives: most of their numbers are no targets."""

from __future__ import annotations

from decimal import Decimal

import pytest

from khue.foundation.reading.targets import read_targets

from .test_targets_conventions import facts


@pytest.mark.parametrize(
    "text",
    [
        "Nộp hồ sơ đợt 1 tại điểm trường chính (số 27 Trần Phú)",
        "Học tại cơ sở 3, số 227 đường Bàu Năng",
        "Phòng máy 4.2 và 4.3 nhà C phục vụ kỳ thi",
        "Hội nghị tổ chức lúc 8 giờ 00 ngày 14/10/2024",
        "Các tổ nộp bản đăng ký chậm nhất 28/02",
        "Nêu tại điểm b khoản 3 Điều 6 Quy chế làm việc",
        "Các tồn tại nêu tại điểm 2.3 Mục II phải được khắc phục",
        "Cách tính: (số hồ sơ đúng hạn / tổng số hồ sơ) x 100%, làm tròn đến 1 chữ số thập phân",
        "Đạt chuẩn ngoại ngữ bậc 3/6 theo Khung năng lực ngoại ngữ 6 bậc dùng cho Việt Nam",
        "Chấm xưởng: 0 điểm - chưa thực hiện; 1 điểm - thực hiện một phần; 2 điểm - thực hiện tốt",
        "Trong vòng 03 ngày làm việc kể từ khi nhận đủ hồ sơ, phòng trả lời bằng văn bản",
        "Bí thư chi bộ 4 và chi bộ 6 báo cáo chuyên đề",
        "Hoàn thành từ 90% chỉ tiêu trở lên: 10đ; từ 80% đến dưới 90%: 8đ; dưới 80%: 5đ",
        "SV năm 2, năm 3 ngành CNTT",
        "Giờ đón trẻ từ 6 giờ 45 đến 7 giờ 30",
        "Bổ nhiệm giáo viên hạng II, hệ số lương từ 4,00 đến 6,38",
        "Trẻ có hộ khẩu tại tổ dân phố 1, 2, 4 và 7 phường Bình An được tiếp nhận",
        "Tự đánh giá theo Bộ 83 tiêu chí",
        "Kết quả được đánh giá theo 1 trong 4 mức: Tốt, Khá, Đạt, Chưa đạt",
        "Thang điểm 10, làm tròn đến 0,5 điểm",
        "Điểm thi giữa kỳ chiếm 30%, điểm cuối kỳ chiếm 70%",
        "Tuyển sinh đợt 2 nếu đợt 1 chưa đủ 80% chỉ tiêu",
        "Sinh viên đạt từ 5,0 điểm trở lên được công nhận học phần",
        "Trường cách trung tâm huyện 5 km",
        "Nghỉ Tết từ 26 tháng Chạp đến mùng 9 tháng Giêng",
        "Thang đo: 4,21 - 5,00: rất hài lòng; 2,61 - 3,40: bình thường; dưới 2,61: không hài lòng",
        "Thang đo: 1,00 - 1,80 rất không hài lòng; 2,61 - 3,40 bình thường; 3,41 - 4,20 hài lòng",
        "Sinh viên phải tích lũy tối thiểu 135 tín chỉ, điểm trung bình từ 2,00 trở lên thì đủ điều kiện xét tốt nghiệp",
        "Thí sinh có tổng điểm học bạ 3 môn từ 15,0 trở lên đủ điều kiện đăng ký xét tuyển",
        "Đơn vị hoàn thành từ 90% số mục tiêu trở lên xếp loại A, từ 75% đến dưới 90% xếp loại B, dưới 75% xếp loại C.",
        "Đ/c Hiền dạy minh hoạ Bài 27, trang 84 SGK Toán 3 tập 1 cho GV khối 3 cụm số 4.",
        "Mã hiệu: BM.07-ĐBCL   Lần ban hành: 02   Trang 3/6",
        "Nộp hồ sơ tại cơ sở 2 (số 118 đường 30/4), ĐT nội bộ 214",
        "Thí sinh vắng quá 45 buổi trong một năm thì không đủ điều kiện dự thi (khoản 1 Điều 12)",
        "Học viên tích lũy từ 60 tín chỉ trở lên, đã đóng học phí và không bị kỷ luật được đăng ký học song bằng",
        "Tập thể có từ 90 điểm trở lên, không có cá nhân bị khiển trách thì được đề nghị khen thưởng",
        "Học viên có ít nhất 60 tín chỉ và không nợ học phí được đăng ký học song bằng",
        "Thang đánh giá 5 mức, từ Kém đến Tốt",
        "Thang đo: 1-2 không đạt, 3-4 đạt",
        "Điểm học phần tính theo trọng số: chuyên cần 10%, giữa kỳ 30%, thi kết thúc 60%",
    ],
)
def test_addresses_dates_articles_and_formulas_measure_nothing(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Trường hạng I có từ 28 lớp trở lên; hạng II từ 18 đến 27 lớp; hạng III dưới 18 lớp.",
        "Mức: từ 90 đến 100 điểm hoàn thành xuất sắc; từ 70 đến dưới 90 điểm hoàn thành tốt; dưới 50 điểm không hoàn thành.",
        "Xếp loại chi đoàn: Vững mạnh từ 90 điểm trở lên, Khá từ 70 đến dưới 90 điểm, Trung bình từ 50 đến dưới 70.",
    ],
)
def test_classes_whose_bounds_meet_are_no_targets(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Thí sinh đăng ký lớp chuyên phải có điểm trung bình môn chuyên từ 8,0 trở lên.",
        "GV được xét nâng lương trước hạn phải có ít nhất 02 năm liên tục đạt CSTĐ cơ sở hoặc 01 Bằng khen.",
        "Được công nhận giáo viên giỏi khi có 2/2 tiết thực hành loại giỏi và bài kiểm tra từ 8 điểm trở lên.",
        "Chỉ nhóm có tối thiểu 1 PGS, 3 TS mới được đưa vào danh sách xét cấp kinh phí.",
        "Đoàn viên có thời gian công tác từ đủ 20 năm trở lên được lập hồ sơ đề nghị tặng Kỷ niệm chương.",
        "Chỉ đề nghị khen cá nhân có 02 năm liên tục hoàn thành xuất sắc và có 02 sáng kiến được công nhận.",
        "Học sinh nghỉ quá 45 buổi trong năm học (có phép và không phép cộng lại) thì phải ở lại lớp.",
        "Học sinh có ít nhất 06 môn đạt từ 9,0 điểm trở lên và các môn còn lại mức Đạt được tặng danh hiệu Xuất sắc.",
        "Người học tích lũy đủ 120 tín chỉ và đạt điểm rèn luyện từ 50 trở lên mới đủ điều kiện xét tốt nghiệp.",
        "Viên chức được xếp loại tốt khi tổng điểm đạt từ 80 trở lên và không có tiêu chí nào dưới 50% điểm tối đa.",
        "Đối tượng xét học bổng: SV có ĐTB học kỳ từ 3,2 trở lên, điểm rèn luyện từ 80 trở lên.",
        "Nhận hồ sơ thí sinh có điểm từ 19,0 trở lên",
        "Thi trắc nghiệm đối với các học phần từ 3 tín chỉ trở lên.",
        "Sinh viên bị cảnh báo khi điểm TBTL dưới 1,20 đối với năm thứ nhất, dưới 1,40 đối với năm thứ hai.",
        "Bị hạ bậc nếu SV có khối lượng học phần phải học lại vượt quá 5% tổng số tín chỉ.",
        "Thí sinh trúng tuyển phải có tổng điểm từ 21,5 điểm trở lên, không có môn nào từ 1,0 điểm trở xuống.",
    ],
)
def test_what_somebody_must_have_is_a_condition(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cử ba đến năm giảng viên đi thực tế", [("between", [3, 5], "giảng viên")]),
        ("Tỷ lệ tự chủ tối thiêu 70 - 75%", [(">=", 70, "%")]),
        ("Tổ có từ 10 nữ đoàn viên trở lên được thành lập 01 tổ nữ công", [("=", 1, "tổ")]),
        ("Thuốc cận hạn (còn dưới 6 tháng) chiếm dưới 3% tồn kho", [("<", 3, "%")]),
        ("TOEIC 450 trở lên: tối thiểu 60% SV năm cuối", [(">=", 60, "%")]),
        ("Bồi dưỡng nghiệp vụ 01 lần/năm cho 100% cố vấn", [("=", 1, "lần/năm"), ("=", 100, "%")]),
        ("Tỷ lệ lưu ban duới 3 %", [("<", 3, "%")]),
        ("Tuyển 120 học sinh, vượt 5 - 10% chỉ tiêu", [("=", 120, "học sinh"), ("between", [5, 10], "%")]),
        (
            "06 giáo viên được công nhận dạy giỏi cấp huyện (Toán 02, Ngữ văn 04)",
            [("=", 6, "giáo viên"), ("=", 2, "giáo viên"), ("=", 4, "giáo viên")],
        ),
        (
            "Đến năm 2025 có ít nhất 03 chương trình được đánh giá ngoài và 08 chương trình theo Thông tư 04/2016/TT-BGDĐT",
            [(">=", 3, "chương trình"), (">=", 8, "chương trình")],
        ),
        (
            "Quy mô lớp: 30 SV/lớp, trường hợp đặc biệt không vượt quá 35 SV/lớp",
            [("=", 30, "SV/lớp"), ("<=", 35, "SV/lớp")],
        ),
        ("Không quá một phần trăm văn bản phải đính chính", [("<=", 1, "%")]),
        ("Trị giá tối thiểu 8 tr.đ.", [(">=", 8, "tr.đ")]),
        ("3\tHSSV tham gia bảo hiểm y tế\t98,5%\tTrạm Y tế\t31/12/2024", [("=", 98.5, "%")]),
        ("Hồ sơ theo dõi lưu tối thiểu 05 năm", [(">=", 5, "năm")]),
        ("Đánh giá nội bộ 01 lần/năm", [("=", 1, "lần/năm")]),
        (
            "Mỗi khoa ký mới ít nhất 04 biên bản và đưa tối thiểu 60% sinh viên đi thực tập",
            [(">=", 4, "biên bản"), (">=", 60, "%")],
        ),
        ("Chi không vượt quá 2,4 tỷ đ từ nguồn quỹ", [("<=", 2.4, "tỷ đ")]),
        ("Giảng viên có chứng chỉ IELTS từ 6.0 trở lên hoặc tương đương đạt 70%", [("=", 70, "%")]),
        ("Cắt giảm 2.500 tờ giấy in/tháng", [("=", 2500, "tờ/tháng")]),
        ("Mỗi năm Trung tâm chuyển giao được cho bà con từ 2 đến 3 quy trình", [("between", [2, 3], "quy trình/năm")]),
        ("Không vượt quá 25 SV/GV, riêng ngành Sức khỏe 15 SV/GV", [("<=", 25, "SV/GV"), ("<=", 15, "SV/GV")]),
        ("Đơn giá: phòng 8 người 150.000 đồng/SV/tháng", [("=", 150000, "đồng/SV/tháng")]),
        ("Đợt 1 trường CĐ Nghề Lam Giang tuyển 186/200 chỉ tiêu", [("=", 186, "/200 chỉ tiêu")]),
        ("Điểm trung bình chung 83 tiêu chí không dưới 3,85 điểm", [(">=", 3.85, "điểm")]),
        (
            "Tối thiểu 90% học sinh hoàn thành môn Toán, 92% hoàn thành môn Tiếng Việt",
            [(">=", 90, "%"), (">=", 92, "%")],
        ),
    ],
)
def test_what_is_aimed_at_among_them(text: str, expected: list[tuple[str, object, str]]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Phấn đấu từ 20% đến 25% học sinh xếp loại giỏi, từ 25% đến 35% học sinh xếp loại khá",
            [("between", [20, 25], "%"), ("between", [25, 35], "%")],
        ),
        (
            "Kết quả rèn luyện: từ 60% đến 80% sinh viên xếp loại tốt, từ 15% đến 60% xếp loại khá",
            [("between", [60, 80], "%"), ("between", [15, 60], "%")],
        ),
        ("Trên 50% viên chức xếp loại tốt, dưới 50% viên chức xếp loại hoàn thành", [(">", 50, "%"), ("<", 50, "%")]),
        ("Tối thiểu 40% xếp loại giỏi, tối đa 40% xếp loại trung bình", [(">=", 40, "%"), ("<=", 40, "%")]),
    ],
)
def test_two_shares_of_people_that_meet_are_no_rating(text: str, expected: list[tuple[str, object, str]]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Học sinh đạt ít nhất 20 giải cấp tỉnh, không có học sinh vi phạm, trong đó 5 em được chọn vào đội tuyển quốc gia",
            [(">=", 20, "giải"), ("=", 5, "em")],
        ),
        (
            "Giáo viên thực hiện ít nhất 04 chuyên đề mỗi năm, không có chuyên đề trùng lặp, 100% học sinh được tham gia trải nghiệm",
            [(">=", 4, "chuyên đề/năm"), ("=", 100, "%")],
        ),
        (
            "Giảng viên hướng dẫn ít nhất 10 đề tài sinh viên, không để đề tài quá hạn, trong đó 03 đề tài được đề nghị khen thưởng",
            [(">=", 10, "đề tài"), ("=", 3, "đề tài")],
        ),
        (
            "Đoàn viên tham gia ít nhất 04 buổi lao động, không có đoàn viên vi phạm kỷ luật, 15 đoàn viên được khen thưởng",
            [(">=", 4, "buổi"), (">=", 15, "đoàn viên")],
        ),
        (
            "Giáo viên dự giờ ít nhất 18 tiết/năm, không có tiết xếp loại yếu, mọi giáo viên được bồi dưỡng chuyên môn",
            [(">=", 18, "tiết/năm")],
        ),
        (
            "Sinh viên thực tập ít nhất 8 tuần tại doanh nghiệp, không thu phí, 100% được hỗ trợ chỗ ở",
            [(">=", 8, "tuần"), ("=", 100, "%")],
        ),
        (
            "Đoàn viên tham gia ít nhất 04 buổi lao động, không vi phạm kỷ luật, được khen thưởng cấp trường",
            [(">=", 4, "buổi")],
        ),
    ],
)
def test_what_others_are_given_makes_no_condition(text: str, expected: list[tuple[str, object, str]]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Khi tuyển sinh được 3-4 lớp thì mở thêm ngành; phấn đấu 4 - 5 ngành mới trong năm",
            [("between", [4, 5], "ngành")],
        ),
        ("Nếu đạt 5-6 đề tài thì tăng kinh phí, phấn đấu 6 - 8 bài báo", [("between", [6, 8], "bài báo")]),
        (
            "Nếu sĩ số trên 40 học sinh: tách lớp. Phấn đấu tỷ lệ khá giỏi 90%: khối 10, 11, 12",
            [("=", 90, "%")],
        ),
        ("Nếu sĩ số trên 40: tách lớp; đạt tối thiểu 90%: khá giỏi", [(">=", 90, "%")]),
        ("Quy ước văn hóa học đường: 100% lớp ký cam kết", [("=", 100, "%")]),
        ("Quy ước văn hóa ứng xử được 100% cán bộ, giáo viên thực hiện", [("=", 100, "%")]),
        ("Thang đánh giá mức độ hài lòng đạt từ 4,0 trở lên", [(">=", 4, "")]),
        ("Thang đo hài lòng phấn đấu đạt từ 4,0 đến 4,5", [("between", [4, 4.5], "")]),
        ("Thang đo năng lực ngoại ngữ: 80% sinh viên đạt B1", [("=", 80, "%")]),
        ("Thang đánh giá: 4 - 5 hài lòng; phấn đấu 85 - 90% chọn mức 4", [("between", [85, 90], "%")]),
    ],
)
def test_a_condition_or_scale_ends_where_an_aim_begins(text: str, expected: list[tuple[str, object, str]]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giáo viên chấm điểm 20 bài mỗi tuần", [("=", 20, "bài/tuần")]),
        ("Nhập điểm 12 môn học vào phần mềm", [("=", 12, "môn")]),
        ("Số hóa bảng điểm 40 môn học", [("=", 40, "môn")]),
    ],
)
def test_work_with_marks_is_counted(text: str, expected: list[tuple[str, object, str]]) -> None:
    assert facts(text) == expected


def test_the_state_that_is_compared_first_is_the_baseline() -> None:
    (target,) = read_targets("So với cuối năm học trước (81,3%), tỷ lệ trẻ đạt yêu cầu nâng lên 86%.")
    assert (target.value, target.baseline) == (86, Decimal("81.3"))


def test_years_of_plan_and_result_measure_what_heads_them() -> None:
    read = read_targets("Tỷ lệ tốt nghiệp đúng hạn: thực hiện 2022: 71,4%; kế hoạch 2023: ≥ 75%")
    assert [t.subject for t in read] == ["Tỷ lệ tốt nghiệp đúng hạn", "Tỷ lệ tốt nghiệp đúng hạn kế hoạch 2023"]


def test_another_time_afterwards_measures_the_same() -> None:
    _, later = read_targets("≥ 80% SV có việc làm sau 6 tháng; ≥ 90% sau 12 tháng kể từ ngày tốt nghiệp")
    assert later.subject.startswith("SV có việc làm")


def test_a_sum_that_only_goes_higher_measures_the_same() -> None:
    _, higher = read_targets("Doanh thu đào tạo: tối thiểu 1,2 tỷ đồng; phấn đấu đạt 1,5 tỷ đồng")
    assert higher.subject == "Doanh thu đào tạo"


def test_what_is_told_with_a_count_measures_something_else() -> None:
    rooms, money = read_targets("Xây 03 phòng học mô phỏng với tổng kinh phí không vượt quá 2,4 tỷ đồng")
    assert (rooms.subject, money.subject) == ("Xây phòng học mô phỏng", "tổng kinh phí")
