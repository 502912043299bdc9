"""What plans of schools, hospitals, offices and unions count, field by field: units.py joins these to its own tables.

A word stands here when it answers "how many of what?" by itself: a classifier that needs no more ("cây", "trạm"), or a word of
the dictionary of two syllables and more ("kỳ họp", "nhà vệ sinh"). What only describes ("xanh", "mới", "cấp tỉnh") is left out.
"""

from __future__ import annotations

PEOPLE = """
        cô | cô giáo | thầy | thầy giáo | cô nuôi | bảo mẫu | cấp dưỡng | đầu bếp | bếp trưởng | giáo sinh | trợ giảng |
        trợ lý | quản sinh | giám thị | cố vấn | cbql | cbgv | gvcn | gvbm | lãnh đạo | chuyên viên | thanh tra viên |
        kiểm tra viên | kế toán | thủ quỹ | thủ kho | văn thư | lái xe | tạp vụ | nhà báo | phóng viên | biên tập viên |
        nhà văn | nhà thơ | nghệ sĩ | ca sĩ | diễn viên | họa sĩ | nhạc công | trọng tài | vđv | hlv | cầu thủ | hướng
        dẫn viên | tuyên truyền viên | tư vấn viên | hòa giải viên | thư ký | y tá | y sỹ | nữ hộ sinh | dược tá | bà mẹ
        | phụ nữ | sản phụ | thai phụ | nạn nhân | cộng đồng | thanh niên | thiếu nhi | thiếu niên | nhi đồng | bạn trẻ
        | cựu chiến binh | thương binh | bệnh binh | mẹ | mẹ việt nam anh hùng | cụ | cụ già | gương | tấm gương | điển
        hình | đối tượng | hoàn cảnh | cấp ủy viên | bí thư | phó bí thư | chi ủy viên | đảng ủy viên | nữ | dân quân |
        tự vệ | chiến sỹ | công an viên | nông dân | công nhân | thợ | nhà đầu tư | nhà tuyển dụng | nhà thầu | nhà cung
        cấp | nhà tài trợ | mạnh thường quân | nhà hảo tâm | diễn giả | lập trình viên | người dùng | quản trị viên |
        kiểm toán viên | đánh giá viên nội bộ | tác giả | phản biện | chủ biên | nhà nghiên cứu | nghiên cứu viên | học
        giả | phó phòng | trưởng phòng | phó khoa | phó trưởng khoa | cộng sự | học trò | tân sinh viên | du học sinh |
        tân binh | thủ khoa | á khoa | cha mẹ học sinh | phụ huynh học sinh | chủ hộ | già làng | trưởng thôn | phó giám
        đốc | giám đốc | gia sư | chủ nhiệm | tiểu thương | khách mời | vợ chồng | cư dân | tổ viên | hội thẩm | luật sư
        | trợ giúp viên | công chứng viên | đấu giá viên | hộ tịch viên"""

LEARNING = """
        kỳ họp | bài tập | bài hát | bài thơ | bài văn | bài luận | bài toán | mẩu chuyện | truyện | truyện tranh | câu
        đố | câu | trò chơi | đồ chơi | đồ dùng | đddh | đề kiểm tra | ma trận | ma trận đề | sổ | học bạ | bảng điểm |
        chương | hội khỏe | hội trại | trại | trại hè | liên hoan | hội diễn | giải đấu | giao lưu | đố vui | talkshow |
        workshop | webinar | hội thao | đơn vị học trình | đvht | học trình | ctđt | chuẩn đầu ra | ngoại ngữ | giáo cụ
        | kế hoạch bài dạy | khbd | tình huống | clip | audio | infographic | bài test | ktx | bảng kiểm | rubric | mục
        tiêu học tập | skkn | sk | cột"""

RESEARCH = """
        nghiên cứu | patent | kiểu dáng | giống | thí nghiệm | thử nghiệm | spin-off | startup | mou | moa | khuyến cáo
        | số tạp chí | số báo | số chuyên san | số bản tin | tập san | nội san | bản thảo | công nghệ | chủng | loài"""

HEALTH = """
        kỹ thuật | xét nghiệm | bệnh án | đơn thuốc | toa thuốc | phác đồ | hướng dẫn | túi | ml | mg | cơn | ổ dịch |
        phòng khám | phòng mổ | buồng | nhà thuốc | lọ | ống | viên | hộp | chai | chậu | can | bình | kiện | test | kit
        | que | khẩu trang | găng tay | vỉ | tuýp | phản ứng | biến chứng | tai biến | phản ánh | kiến
        nghị | thắc mắc | góp ý | lời khen | vắc xin | vaccine | mặt bệnh | bệnh | trạm y tế | máy thở | bàn mổ | băng
        ca | cáng | vết thương | vết mổ"""

OFFICE = """
        quyết định | nghị quyết | chỉ thị | kết luận | công văn | thông báo | tờ trình | phương án | quy hoạch | phiên
        họp | phiên tòa | đầu mối | biên chế | chức danh | chức vụ | cấp phó | bản sao | con dấu | chứng thư số | chữ ký
        số | mục tin | chuyên trang | trang tin | cổng thông tin | thông cáo | tthc | dvc | vbqppl | giấy tờ | giấy phép
        | giấy chứng nhận | giấy mời | thư ngỏ | thư mời | lá thư | thư | việc | đầu việc | cơ hội | lời mời | mốc |
        chặng | tiểu ban | ban chỉ đạo | khâu yếu | điểm sáng | điểm sinh hoạt | điểm trực | điểm tư vấn |
        điểm tiêm | điểm lẻ | điểm truy cập | điểm vui chơi | điểm cầu | điểm bưu điện | bưu cục | hòm thư | đường dây
        nóng | tin báo | tố giác | tố cáo | án | vụ án | chốt | khiếm khuyết | sai sót | tồn tại | hạn chế | rủi ro |
        cảnh báo | phàn nàn | cơ quan báo chí | tờ báo | phát thanh | lời cảm ơn | phần thi | nghiệp vụ | chuyên mục |
        tiểu mục | phụ lục | bảng biểu | biểu mẫu | mẫu biểu | tiêu chuẩn | quy chuẩn | định mức | danh mục | lĩnh vực |
        cờ | cúp | kỷ niệm chương | bảng vàng | thư khen | phần thưởng | huân chương | cstđ | cstđcs | lđtt | hcv | hcb
        | hcđ"""

PARTY_AND_UNIONS = """
        công đoàn | công đoàn cơ sở | công đoàn bộ phận |
        đảng bộ | đảng ủy | cấp ủy | cđcs | nghiệp đoàn | đoàn cơ sở | liên chi đoàn | liên chi hội | phân đoàn | đội
        hình | nhà nhân ái | mái ấm | nhà khăn quàng đỏ | nhà tình thương | nhà đại đoàn kết | tuyến | cầu | giếng | bể
        | hội cơ sở | áo | con nuôi | cuộn | địa chỉ đỏ | tủ sách | lá cờ | cột cờ"""

MONEY = """
        nghìn tỷ đồng | ngàn tỷ đồng | trăm tỷ đồng | chục triệu đồng | trăm nghìn đồng | tr.đ | tr.đồng | tỷ đ | tỉ đ | triệu đ |
        triệu usd | nghìn usd |
        tỷ usd | ngàn usd | yên | won"""

FINANCE = """
        hóa đơn | chứng từ | ủy nhiệm chi | bút toán | cổ phần | cổ phiếu | lô | báo giá | tài sản | mã tài sản | nguồn thu |
        nguồn vốn | báo cáo tài chính"""

TECHNOLOGY = """
        máy chủ | máy trạm | máy in | máy quét | máy scan | máy ảnh | máy quay | máy photocopy | máy photo | máy tính
        bảng | máy tính xách tay | laptop | ipad | điện thoại | loa | tăng âm | micro | router | switch | hệ thống |
        phân hệ | tính năng | chức năng | giao diện | api | bản ghi | tệp tin | file | tên miền | email | app | lỗ hổng
        | mã độc | bản vá | mã qr | chatbot | robot | drone | cảm biến | gbps | mb | kbps | fps | ms | node | bit | khóa
        học | nền tảng | thư viện điện tử | tài nguyên | tài nguyên số | podcast"""

BUILDING = """
        phòng họp | phòng ở | phòng đọc | phòng thi | nhà kho | nhà văn hóa | ký túc xá | căn hộ | căn | bể bơi | hồ bơi
        | sân vận động | sân bóng | hội trường | giảng đường | thang máy | lối thoát hiểm | cửa | cánh cửa | mái | bàn
        ghế | đèn | bóng | bóng điện | điều hòa | máy lạnh | máy bơm | máy phát | máy phát điện | trụ | vòi | bồn | bể
        nước | trạm biến áp | trạm bơm | tủ điện | công tơ | đồng hồ | họng nước | đầu báo | bảng | bảng tên | giá | rèm
        | bếp | bếp ăn | bếp gas | nồi | xoong | khay | bát | thìa | chăn | chiếu | màn | phản | ki ốt | kiốt | chỗ để
        xe | bãi xe | bãi tập | cầu trượt | xích đu | bập bênh | thú nhún | cánh quạt | hố | hố cát | lan can | mái che
        | mái vòm | hàng rào | tường rào | đường ống | ống nước | tấm pin | tấm | mét dài | mét giá | md | mét khối |
        chỗ làm việc | ổ cắm | ổ điện"""

CULTURE_AND_SPORT = """
        kỷ lục | hiệp | đội bóng | vở | vở kịch | vở diễn | điệu múa | bức ảnh | tấm ảnh | tranh | triển lãm | suất diễn
        | suất chiếu | làn điệu | nhạc cụ | trang phục | di tích | di sản | lễ hội | làng văn hóa | gia đình văn hóa |
        khu dân cư | hương ước | bộ sưu tập | đầu báo | tên sách | tựa sách | vòng quay | tour | điểm đến"""

ENVIRONMENT_AND_LAND = """
        khóm | luống | thảm cỏ | tuyến kênh | kênh mương | hố rác | chai nhựa | túi ni lông | túi nilon | héc ta | hecta
        | sào | công đất | con | đàn | lồng bè | hợp tác xã | htx | tổ hợp tác | trang trại | gia trại | làng nghề |
        làng | chợ | cống | hồ | đập | nguồn thải | đơn hàng | đơn đặt hàng | vùng | tiểu khu | thửa | thửa đất | kwp |
        ca nô | pin | hố ga | cột điện | cột đèn"""
