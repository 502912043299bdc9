"""Deeds of plans, field by field: a part of a list that opens with one is a statement of its own.

Words that are as often nouns ("phòng", "thi", "tập") stand here only together with what makes them verbs.
"""

from __future__ import annotations

GIVING = """
        đưa | thay | thay thế | sơn | sơn lại | dựng | tạo | tạo lập | làm | làm mới | lập | trao tặng | thưởng | hiến
        | hiến tặng | khen | tuyên dương | biểu dương | tôn vinh | vinh danh | bình chọn | đề cử | đề nghị | đề xuất |
        trợ cấp | trợ giúp | chăm lo | chăm sóc | thăm hỏi | thăm khám | thăm tặng | đỡ đầu | nhận đỡ đầu | bảo trợ |
        tài trợ | kêu gọi | gây quỹ | góp | đóng góp | tặng quà | giải ngân | đầu tư | phân bổ | cấp mới | cấp đổi |
        cho vay | chi trả | chi hỗ trợ | thanh toán | quyết toán | đối chiếu | hoàn trả | mua mới | mua thêm | mua bổ
        sung | mua sắm mới | nhập | nhập mới | nhập liệu | bàn giao | tiếp quản | cho mượn | cho thuê"""

OFFICE = """
        phạt | xét duyệt | phê duyệt | duyệt | hoàn tất | đăng cai | tổng kết | sơ kết | thẩm tra | thi tuyển | xét
        tuyển | phát triển mới | thu mua | tuyên truyền | vận hành thử | cơ cấu | chia | tham mưu | soạn thảo | chỉnh
        sửa | biên tập | in | in ấn | dịch | phổ biến | truyền thông | tư vấn | ghi nhận | thu thập | tổng hợp | thống
        kê | báo cáo | trả lời | tiếp công dân | tiếp dân | đối thoại | hòa giải | xử phạt | nhắc nhở | phát hiện |
        bắt giữ | tuần tra | diễn tập | giám sát | theo dõi | quản lý | điều động | biệt phái | quy hoạch | đào tạo
        lại | sắp xếp | sáp nhập | cắt giảm | rút ngắn | đơn giản hóa | chuẩn hóa | công khai | niêm yết | ký số | lưu
        trữ | chỉnh lý | tiêu hủy | chứng thực | đăng tải | đăng bài | đăng tin | phát sóng | phát thanh | đón | đón
        tiếp | tiếp | tiếp đón | phát động | phối hợp | chuẩn bị | khai trương | khánh thành | khởi công | nghiệm thu
        | giao | giao lưu | ký kết | xác minh | kiểm soát | xóa | khắc phục"""

LEARNING = """
        dự giờ | chọn | chọn cử | tuyển chọn | lựa chọn | thao giảng | hội giảng | phụ đạo | ôn tập | kèm cặp | kèm |
        dạy | dạy học | soạn | thiết kế | sưu tầm | tự làm | dàn dựng | biểu diễn | sáng tác | trình diễn | luyện tập
        | thi đấu | dự thi | gửi dự thi | tham dự | cử đi | mời giảng | thỉnh giảng | chủ nhiệm | chủ trì | phản biện
        | hướng nghiệp | tuyển mới | nhập học | chuyển giao | ứng dụng | chuyển đổi | thử nghiệm | nhân rộng | thương
        mại hóa | ươm tạo | khởi nghiệp | đăng ký bảo hộ | trích dẫn | xây dựng mới | biên soạn mới | chỉnh biên | cập
        nhật mới | tái bản | mở mới | mở rộng | mở thêm | nâng hạng | giao lưu | trải nghiệm"""

HEALTH = """
        tiêm | tiêm chủng | tiêm phòng | xét nghiệm | sàng lọc | khám sàng lọc | khám sức khỏe | tầm soát | kê đơn |
        phát thuốc | cấp thuốc | chuyển tuyến | hội chẩn | mổ | phẫu thuật | can thiệp | chụp | ghép | lọc máu | cân
        đo | tẩy giun | phun | phun thuốc | diệt | khử khuẩn | lấy mẫu | lưu mẫu | truyền máu | chăm sóc | phục hồi |
        nuôi dưỡng | điều tra | bao phủ"""

THINGS = """
        bảo dưỡng | bảo trì | bảo hành | duy tu | cài đặt | cấu hình | vận hành | khai thác | kết nối | tích hợp |
        liên thông | số hóa | nâng cấp | sao chép | dọn | dọn dẹp | thu dọn | vệ sinh | nạo vét | khơi thông | trồng
        mới | trồng thêm | gieo | ươm | chăm bón | thả | phủ xanh | phân loại | tái chế | thu hồi | tháo dỡ | lát |
        lợp | chống thấm | đào | khoan | lắp mới | lắp thêm | kẻ | vẽ | treo | dán | dựng mới | làm sạch | sửa | sửa
        mới | bán"""

DEEDS = "|".join((GIVING, OFFICE, LEARNING, HEALTH, THINGS))
