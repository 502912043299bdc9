import pytest

from khue.foundation.reading.plan.columns import Field, meaning


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("TT", Field.NUMBER),
        ("Số TT", Field.NUMBER),
        ("Nội dung Mục tiêu chất lượng", Field.OBJECTIVE),
        ("MỨC TIÊU CỤ THỂ", Field.OBJECTIVE),
        ("MTCL của đơn vị", Field.OBJECTIVE),
        ("Chỉ tiêu", Field.TARGET),
        ("Kết quả cần đạt", Field.TARGET),
        ("Đơn vị tính", Field.MEASURE),
        ("Nhiệm vụ và biện pháp thực hiện", Field.TASK),
        ("Biện pháp thực hiện mục tiêu", Field.TASK),
        ("Kế hoạch thực hiện", Field.TASK),
        ("Nội dung", Field.TASK),
        ("Nội dung thực hiện", Field.TASK),
        ("Nội dung, biện pháp thực hiện", Field.TASK),
        ("Nơi thực hiện", Field.LEAD),
        ("Đơn vị chủ trì", Field.LEAD),
        ("Người chịu trách nhiệm chính", Field.LEAD),
        ("Đơn vị/cá nhân thực hiện", Field.LEAD),
        ("Đơn vị phối hợp", Field.SUPPORTING),
        ("Đơn vị liên quan", Field.SUPPORTING),
        ("Đơn vị chủ trì và phối hợp thực hiện", Field.PEOPLE),
        ("Thời hạn thực hiện và hoàn tất", Field.TIME),
        ("Thời gian thực hiện (Tháng/Năm)", Field.TIME),
        ("Tiến độ", Field.TIME),
        ("Thời gian bắt đầu", Field.START),
        ("Kết thúc", Field.END),
        ("Hồ sơ minh chứng", Field.EVIDENCE),
        ("Sản phẩm đầu ra", Field.EVIDENCE),
        ("Ghi chú", Field.NOTE),
        ("Cách làm", Field.TASK),
        ("Phân công thực hiện", Field.LEAD),
        ("Thành phần", Field.SUPPORTING),
        ("Thứ/Ngày", Field.TIME),
        ("Kinh phí", Field.MEANS),
        ("Kết quả thực hiện", Field.OTHER),
        ("Người kiểm tra", Field.OTHER),
    ],
)
def test_header_is_known_by_its_meaning(header, field):
    found = meaning(header)

    assert found is not None
    assert found[0] is field


@pytest.mark.parametrize("header", ["", "Họ và tên", "1", "A" * 200, "Lớp"])
def test_other_headers_mean_nothing(header):
    assert meaning(header) is None
