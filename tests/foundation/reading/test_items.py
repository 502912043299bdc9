import pytest

from khue.foundation.reading.plan import deeds, items


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (["- Lập lịch;", "- Báo cáo."], ["Lập lịch", "Báo cáo."]),
        (["1. Lập lịch", "2) Báo cáo"], ["Lập lịch", "Báo cáo"]),
        (["a) Lập lịch", "b) Báo cáo"], ["Lập lịch", "Báo cáo"]),
        (["Lập lịch.", "Báo cáo."], ["Lập lịch.", "Báo cáo."]),
        (["- Lập lịch dự", "giờ của tổ", "- Báo cáo"], ["Lập lịch dự giờ của tổ", "Báo cáo"]),
        (["Các việc chính:", "- Lập lịch", "- Báo cáo"], ["Các việc chính: Lập lịch", "Báo cáo"]),
        (["- Gồm:", "+ sách", "+ báo", "- Báo cáo"], ["Gồm: sách; báo", "Báo cáo"]),
        (["+ Sách", "+ Báo"], ["Sách", "Báo"]),
        (["- Lập lịch. - Báo cáo. - Lưu hồ sơ."], ["Lập lịch.", "Báo cáo.", "Lưu hồ sơ."]),
        (["Báo cáo HK1; HK2; cả năm."], ["Báo cáo HK1; HK2; cả năm."]),
        (["30 học sinh dự thi"], ["30 học sinh dự thi"]),
        (["1.200 lượt đọc"], ["1.200 lượt đọc"]),
        (["Ngành Kinh tế - Kỹ thuật"], ["Ngành Kinh tế - Kỹ thuật"]),
        (["-", "…"], []),
        ([], []),
    ],
)
def test_cell_is_split_into_its_items(written, found):
    assert items.split(written) == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (["Sổ tay; biên bản họp lớp."], ["Sổ tay", "biên bản họp lớp."]),
        (["Báo cáo HK1; HK2; cả năm học."], ["Báo cáo HK1; HK2; cả năm học."]),
        (["Báo cáo tháng 9; tháng 10; danh sách lớp"], ["Báo cáo tháng 9; tháng 10", "danh sách lớp"]),
        (["Hồ sơ gồm: đơn; giấy khen"], ["Hồ sơ gồm: đơn; giấy khen"]),
        (["Biên bản (lớp 1; lớp 2)"], ["Biên bản (lớp 1; lớp 2)"]),
        (
            ["- Kế hoạch của khoa; kế hoạch của tổ.", "- Danh sách."],
            ["Kế hoạch của khoa; kế hoạch của tổ.", "Danh sách."],
        ),
    ],
)
def test_semicolons_divide_papers_but_not_what_belongs_to_one(written, found):
    assert items.documents(written) == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (["Lập lịch kiểm tra; gửi thông báo trước 07 ngày"], ["Lập lịch kiểm tra", "gửi thông báo trước 07 ngày"]),
        (["Rà soát chương trình; đề cương; giáo trình"], ["Rà soát chương trình; đề cương; giáo trình"]),
        (["- Rà soát đề cương; gửi phản biện", "- In"], ["Rà soát đề cương; gửi phản biện", "In"]),
    ],
)
def test_semicolons_divide_deeds(written, found):
    assert deeds.split(written) == found
