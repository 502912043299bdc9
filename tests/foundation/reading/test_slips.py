import pytest

from khue.foundation import reading
from khue.foundation.reading import slips


def _repaired(text):
    told = []
    return slips.repaired(text, lambda wrong, right: told.append((wrong, right))), told


@pytest.mark.parametrize(
    ("written", "right", "told"),
    [
        ("Trường khoa", "Trưởng khoa", ("Trường khoa", "Trưởng khoa")),
        ("Trường phòng Đào tạo", "Trưởng phòng Đào tạo", ("Trường phòng", "Trưởng phòng")),
        ("do trường đơn vị phê duyệt", "do trưởng đơn vị phê duyệt", ("trường đơn", "trưởng đơn")),
        ("Hiệu trường", "Hiệu trưởng", ("Hiệu trường", "Hiệu trưởng")),
        ("tối thiếu 05", "tối thiểu 05", ("tối thiếu", "tối thiểu")),
        ("Tối thiếu 05", "Tối thiểu 05", ("Tối thiếu", "Tối thiểu")),
        ("từ 5 bài trở nên", "từ 5 bài trở lên", ("trở nên", "trở lên")),
        ("90% trờ lên", "90% trở lên", ("trờ lên", "trở lên")),
        ("đơn đốc", "đôn đốc", ("đơn đốc", "đôn đốc")),
        ("MỨC TIÊU", "MỤC TIÊU", ("MỨC TIÊU", "MỤC TIÊU")),
        ("Trươc ngày 15/3", "Trước ngày 15/3", ("Trươc ngày", "Trước ngày")),
    ],
)
def test_slips_are_repaired_and_told(written, right, told):
    assert _repaired(written) == (right, [told])


@pytest.mark.parametrize(
    "written",
    [
        "Nhà trường phòng chống dịch",
        "Trường phòng chống bạo lực",
        "Trường Trung cấp An Phú",
        "thiếu 05 giáo viên",
        "trong trường khoa nào cũng có",
        "hiện trường",
        "trường trở nên khang trang",
        "Giữ vững danh hiệu trường học an toàn",
        "đơn vị",
        "mức độ",
    ],
)
def test_words_that_are_right_stay(written):
    assert _repaired(written) == (written, [])


def test_targets_come_with_a_remark_for_each_repair():
    targets, remarks = reading.read_targets_with_remarks("Công bố tối thiếu 05 bài báo")
    assert targets == reading.read_targets("Công bố tối thiếu 05 bài báo")
    assert [(one.comparator, int(one.value)) for one in targets] == [(">=", 5)]
    assert [(one.code, "“tối thiếu” được đọc là “tối thiểu”" in one.message) for one in remarks] == [
        ("ocr_repaired", True)
    ]


def test_clean_words_come_without_remarks():
    assert reading.read_targets_with_remarks("Công bố tối thiểu 05 bài báo")[1] == ()
