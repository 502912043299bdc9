"""Words of rules: what opens a condition, what it grants, and what comes of it."""

from __future__ import annotations

from .phrases import phrases, words

# A clause that opens so is a condition up to its comma, "thì" or its verb.
CONDITIONS = phrases(
    """
        nếu | trường hợp | trong trường hợp | khi | đối với những | đối với các | đối với | những | các |
        với những | với các | riêng"""
)
CONDITION_VERBS = words("bầu ghép tách sinh chia có phải được bố trí thì cần cử tổ thành xây thực đều mới tham không")
# A sentence that opens so sets conditions only.
RULE_TITLES = phrases(
    """
        chỉ xét | chỉ đề nghị | chỉ khen thưởng | chỉ tặng | chỉ cấp |
        chỉ áp dụng | chỉ công nhận | chỉ tuyển | chỉ bố trí | chuẩn đầu vào | yêu cầu đầu vào |
        đối tượng xét | đối tượng được | đối tượng hưởng | đối tượng dự | tiêu chuẩn xét chọn |
        điều kiện xét | điều kiện dự | điều kiện để | điều kiện công nhận | điều kiện tuyển | điều kiện được |
        điều kiện tốt nghiệp | điều kiện đầu vào | ngưỡng đầu vào | ngưỡng đảm bảo | đối tượng tuyển sinh |
        điều kiện nhận đồ án | điều kiện nhận bằng | điều kiện nhận học bổng | điều kiện bảo vệ | điều kiện cấp bằng |
        điều kiện chuyển ngành | điều kiện chuyển trường | điều kiện đăng ký | điều kiện thi tốt nghiệp | điều kiện nâng lương |
        điều kiện nâng hạng | điều kiện bổ nhiệm | điều kiện kết nạp |
        tiêu chuẩn xét | không xét | không áp dụng | không công nhận | không tính vào | chưa xét | miễn giảm cho | điều kiện miễn"""
)
# What is granted only to some.
GRANTED_TO = phrases(
    """
        chỉ xét | chỉ xét cho | xét cho | xét tặng cho | xét cấp cho | chỉ cấp cho | chỉ dành cho | chỉ áp dụng cho |
        chỉ áp dụng với | không xét cho"""
)
SCALES = phrases("thang đo | thang đánh giá | thang điểm")
# "Đơn vị nào … sẽ bị …": what happens to whoever does so.
OUTCOMES = words("bị phải được thì sẽ không chịu")
# "… được nghiệm thu khi có ít nhất 01 bài báo": a condition told behind what it grants.
IFS = words("khi nếu")
STATES = words("có đạt đủ đã số tỷ tỉ vượt được không hội tích mức tổng chỉ còn điểm đtb đtbc gpa cpa kết trung")
GRANTS = words("được chỉ bị phải mới xét xếp công tiến khen cảnh kỷ thanh hủy dừng đình")
# "Khi kết thúc năm học có ít nhất 95% …": when, no condition.
ENDS_OF_TERMS = phrases("kết thúc | ra trường | tốt nghiệp | hết | hoàn thành chương trình | bắt đầu")
# What happens so often before somebody suffers for it.
OCCASIONS = phrases("lần | ngày | buổi | giờ | tiết | tháng | ngày công | ngày làm việc | lượt")
LEAST = words("nhất thiểu không")
# "Sinh viên tích lũy từ 90 tín chỉ trở lên được …": what somebody has before a rule gives him something.
HAVING = words("có chậm trễ quá vắng nghỉ đạt lũy tích học đóng công tác giữ tham")
# "Sinh viên vắng quá 20% số tiết bị …": what somebody does or misses a share of.
ATTENDING = words("vắng nghỉ thiếu dự tham chậm trễ nợ học bỏ")
# A mark near one of these admits or qualifies somebody.
ADMISSION = phrases(
    """
        bị | không đủ | không được | phải thi lại | phải học lại | học lại | xét tuyển | được xét | điều kiện |
        đủ điều kiện | ngưỡng đảm bảo | ngưỡng đầu vào | để được | mới được | được tuyển | tuyển thẳng |
        dự tuyển | được công nhận tốt nghiệp | được dự thi | được miễn | điểm sàn | được đăng ký | được cấp |
        được nhận | yêu cầu đầu vào | miễn thi | được chuyển | được thi | được bảo vệ | được học |
        được quy đổi | được xếp vào | được dự | được tham gia | điểm liệt | được hưởng | tuyển sinh bằng |
        được tuyên dương | được khen | được cử | được dùng | được bổ sung | được nghỉ | được giảm | được hỗ trợ |
        được đề nghị | được bồi dưỡng | được chọn | được nâng | được chia | được vay |
        được phụ đạo | được ưu tiên | chuẩn đầu ra |
        ra trường phải | tốt nghiệp phải"""
)
# Who or what is told by its size ("Lớp trên 45 học sinh", "Đề tài từ 500 triệu đồng trở lên").
SIZED = phrases(
    """
        lớp | trường | bệnh viện | trạm | công trình | gói | gói mua sắm | tổ | khoa | chi đoàn |
        chi bộ | chi hội | đơn vị | học phần | đề tài | dự án | gói thầu | hợp đồng | nhóm |
        phòng | cơ sở | doanh nghiệp | hội đồng | bếp ăn | xã | môn học | mô đun | đoàn trường | công đoàn | chi đội | nhóm lớp"""
)
# What somebody is given for what he did.
EARNINGS = phrases(
    "được tặng | được thưởng | được trao | được tặng thưởng | được vinh danh | được biểu dương | được cấp | được nhận | được khen thưởng"
)
# Behind a number these make it the condition of a rule.
CONSEQUENCES = phrases(
    """
        bị trừ | bị hạ | bị phê bình | bị cắt | bị phạt | bị loại khỏi | bị đình chỉ |
        không xét | không mở | không tổ chức | không bố trí | không tính | không xếp | không được |
        thuộc diện | thuộc đối tượng | mới được | phải | sẽ bị | thì bị | sẽ được | sẽ không | chỉ được"""
)
# "15 sáng kiến được công nhận": what was reached with them, nothing comes of it.
RESULTS = phrases(
    """
        được đánh giá | được thẩm định | được tập huấn | được bồi dưỡng | được đào tạo | được kết nạp |
        được công nhận | được nghiệm thu | được xếp hạng | được kiểm định |
        được công bố | được xuất bản | được đăng | được in | được áp dụng | được chuyển giao | được phê duyệt |
        được ban hành | được triển khai | được ký kết | được thương mại hóa | được nhân rộng | được gửi"""
)
# "98% học phí phải thu", "công nợ phải trả": what is owed, no rule.
OWED = phrases(
    """
        phải thu | phải trả | phải nộp | phải đóng | phải chi | phải giải quyết | phải xử lý | phải thực hiện |
        phải làm | phải giao | phải cấp | phải khám | phải tiêm | phải hoàn thành | phải kê khai | phải kiểm tra |
        phải công khai | phải báo cáo | phải rà soát | phải đánh giá | phải bàn giao | phải thu hồi | phải sửa"""
)
RULE_VERBS = words("chia có phải thì cần bố cử được bầu thành chia trang tổ lập mở")
# "Chi đoàn có dưới 9 đoàn viên bầu bí thư": what a group of this size does with itself.
SHAPING_VERBS = words("bầu ghép tách chia thành")
