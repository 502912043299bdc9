import pytest

from khue.foundation.reading.plan import slips


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
        ("đơn đốc", "đôn đốc", ("đơn đốc", "đôn đốc")),
        ("MỨC TIÊU", "MỤC TIÊU", ("MỨC TIÊU", "MỤC TIÊU")),
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
        "đơn vị",
        "mức độ",
    ],
)
def test_words_that_are_right_stay(written):
    assert _repaired(written) == (written, [])
