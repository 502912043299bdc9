"""Nouns that people count, as schools, universities, hospitals and offices write them.

The unit of a target is the shortest noun that can be counted. Where a classifier makes a word of the dictionary
with its noun (bài báo, phòng máy, câu lạc bộ), the word is listed; else the classifier alone is the unit.
"""

from __future__ import annotations

from . import fields
from .phrases import phrases, words

PEOPLE = """
        học sinh | sinh viên | học viên | giáo viên | giảng viên | cán bộ | viên chức | công chức | nhân viên |
        người | em | cháu | trẻ | trẻ em | bé | thí sinh | nghiên cứu sinh | người học | người lao động |
        người dân | phụ huynh | cha mẹ | đảng viên | đoàn viên | hội viên | công đoàn viên | đội viên |
        quần chúng | chuyên gia | nhà giáo | nhà khoa học | tiến sĩ | tiến sỹ | thạc sĩ | thạc sỹ | giáo sư |
        phó giáo sư | bác sĩ | bác sỹ | dược sĩ | điều dưỡng | kỹ thuật viên | hộ sinh | bệnh nhân | người bệnh |
        chiến sĩ thi đua | chiến sĩ | lao động | hướng dẫn viên | cộng tác viên | tình nguyện viên |
        báo cáo viên | đại biểu | thành viên | đồng chí | đ / c | cá nhân | tập thể | hộ | hộ gia đình | gia đình |
        hộ dân | dân | cựu sinh viên | cựu học sinh | nhân sự | kiểm định viên | đánh giá viên | tổ trưởng | tổ phó |
        trưởng khoa | hiệu trưởng | phó hiệu trưởng | thầy cô | thầy cô giáo | huấn luyện viên | vận động viên |
        thực tập sinh | khách | du khách | độc giả | bạn đọc | khách hàng | công dân | y sĩ | ứng viên |
        nghệ nhân | kỹ sư | cử nhân | lưu học sinh | giám khảo | ủy viên | lớp trưởng |
        lớp phó | bí thư | phó bí thư"""

EVENTS = """
        số báo | số tạp chí | số bản tin | lần | lượt | cuộc | đợt | buổi | tiết | giờ | tín chỉ | ca | phiên | kỳ |
        vòng | trận | chuyến |
        hội nghị | hội thảo | tọa đàm | hội thi | hội giảng | lễ | sự kiện | hoạt động | chuyên đề |
        khóa | khoá | lớp | nhóm lớp | nhóm trẻ | phong trào | chiến dịch | chương trình | diễn đàn | sinh hoạt |
        ngoại khóa | hội chợ | đêm | đêm hội | gian trưng bày | ngày hội | chuyến đi | kỳ nghỉ | kỳ nghỉ dưỡng |
        tuần lễ | tháng hành động | tháng cao điểm | hội trại | trại hè | hội diễn | hội thao | hành trình | giải |
        giải thưởng | huy chương | bằng khen | giấy khen |
        danh hiệu | cờ thi đua | vụ | vụ việc | trường hợp | sự cố | tai nạn | lỗi | sai phạm | vi phạm |
        khiếu nại | đơn thư | giờ chuẩn"""

WORKS = """
        bài | bài báo | bài viết | tin bài | tin | đề tài | sáng kiến | đề án | dự án | công trình | sản phẩm |
        giáo trình | sách | đầu sách | cuốn | quyển | bộ | tập | tài liệu | bài giảng | giáo án | học liệu |
        mô hình | giải pháp | sáng chế | đơn | hồ sơ | báo cáo | biên bản | văn bản | quy trình | quy định |
        quy chế | thủ tục | dịch vụ công | dịch vụ | kế hoạch | thỏa thuận | hợp đồng | chứng chỉ | chứng nhận |
        văn bằng | bằng | luận án | luận văn | khóa luận | đồ án | tham luận | kỷ yếu | tạp chí | ấn phẩm |
        video | clip | phim | phóng sự | phần mềm | ứng dụng | cơ sở dữ liệu | ngân hàng | ngân hàng đề |
        câu hỏi | đề thi | đề | bài thi | bài kiểm tra | phiếu | ý kiến | ý tưởng | khuyến nghị | minh chứng |
        tiêu chí | tiêu chuẩn | điều ước | chỉ tiêu | chỉ số | mục tiêu | nhiệm vụ | nội dung | công việc | đổi mới |
        cải tiến | tiểu luận | bản | bản tin | trang | bài học | chuyên mục | chủ đề | tác phẩm | kịch bản |
        ca khúc | tiết mục | bức | bức tranh | bài thu hoạch | đầu điểm | cột điểm | con điểm | đề cương |
        thư viện số | kho | tư liệu | nhan đề | seminar | mã số | đề xuất | điểm mới | công bố | chuyên san"""

PLACES = """
        doanh nghiệp | đơn vị | cơ sở | trường | khoa | phòng | phòng học | phòng máy | phòng thí nghiệm |
        phòng thực hành | phòng chức năng | ban | tổ | nhóm | đội | câu lạc bộ | clb | chi bộ | chi đoàn | chi đội | chi cục | chi nhánh |
        chi hội | liên đội | công ty | đối tác | tổ chức | trung tâm | xưởng | nhà xưởng | thư viện | ngành |
        nghề | chuyên ngành | môn | học phần | mô đun | mô-đun | bộ môn | khối | xã | phường | huyện | tỉnh |
        thị trấn | thị xã | quận | ấp | buôn | xóm |
        tổ dân phố | khu phố | sở | khoa phòng | phòng ban |
        thôn | quốc gia | nước | khu | khu vực | điểm trường | nhà | phần việc | góc |
        sân chơi | thư viện xanh | vườn | giường | khu nhà | nhà vệ sinh | tòa nhà | bếp ăn | địa chỉ | địa điểm |
        địa phương | trạm | bệnh viện | hội đồng | kênh | trang web | website | fanpage | nhà tình nghĩa |
        ngôi nhà | căn nhà | vị trí việc làm | vị trí | đoàn | cụm | đội tuyển"""

THINGS = """
        tờ | ram | máy | máy tính | máy chiếu | ti vi | tivi | thiết bị | bàn | ghế | chiếc | cái | cây | bồn hoa | camera |
        suất | phần quà | quà | học bổng | xe | xe đạp | thùng rác | thùng | kg | tấn | tạ | gam | lít | km | m |
        m2 | m² | m3 | ha | cm | mét vuông | mét | kwh | kw | gb | tb | mbps | gói | gói thầu | loại | khoản |
        cặp | đôi | trường hợp mắc | chỗ | chỗ ngồi | chỗ ở | món | bữa | bữa ăn | calo | kcal | kilocalo | tệp |
        đường truyền | tài khoản | thẻ | đầu máy | mẫu | mũi | liều | bước | khâu | cấp | mặt | nội dung |
        hạng mục | điểm | đầu việc | tủ sách | góc thư viện | băng | băng rôn | tờ rơi | poster | pano | áp phích |
        khẩu hiệu | biển | hiện vật | điểm phần trăm | vị trí |
        tiện ích | trích dẫn | sao | sân | gian hàng | quầy | tủ | kệ | giá sách | bảng tương tác |
        ° c | quạt | màn hình | dàn | cổng | pa nô | dãy | ổ | bóng đèn | đầu tài liệu"""

MONEY = """
        đồng | triệu đồng | tỷ đồng | tỉ đồng | nghìn đồng | ngàn đồng | trăm triệu đồng | usd | vnđ | vnd | đ |
        triệu | tỷ | tỉ | triệu vnđ | tỷ vnđ | triệu vnd | đôla | ngày lương | euro | đồng/tháng | trđ"""

TIMES = """
        năm | tháng | tuần | ngày | ngày làm việc | giờ làm việc | phút | giây | quý | học kỳ | học kì | kỳ học |
        giờ | tháng lương | tháng tiền lương | ngày công | năm học | giờ hành chính | tiếng | h | ngày nghỉ"""

MARKS = """
        toeic | ielts | toefl | toefl itp | toefl ibt | vstep | gpa | cpa | cefr | sat | act | h-index |
        impact factor"""

BY_FIELD = (fields.LEARNING, fields.RESEARCH, fields.HEALTH, fields.OFFICE, fields.PARTY_AND_UNIONS, fields.MONEY, fields.FINANCE,
            fields.TECHNOLOGY, fields.BUILDING, fields.CULTURE_AND_SPORT, fields.ENVIRONMENT_AND_LAND)  # fmt: skip

NOUNS = phrases("|".join((PEOPLE, fields.PEOPLE, EVENTS, WORKS, PLACES, THINGS, MONEY, TIMES, MARKS, *BY_FIELD)))
TIME_NOUNS = phrases(TIMES)
MONEY_NOUNS = phrases(f"{MONEY} | {fields.MONEY}")
MARK_NOUNS = phrases(MARKS)
PEOPLE_NOUNS = phrases(f"{PEOPLE} | {fields.PEOPLE}")
# What people write, make and publish: it may be chosen, granted and printed itself.
WORK_NOUNS = phrases(f"{WORKS} | tiết mục")

# Deeds as often as nouns: "tháng 10 kiểm tra hồ sơ" says when, "tháng 02 buổi" how often.
DEED_NOUNS = phrases(
    """
        báo cáo | hướng dẫn | kiến nghị | đề xuất | khiếu nại | phản ánh | thông báo | nghiên cứu | đánh giá | sinh hoạt |
        hoạt động | hội giảng | tham luận | góp ý | thí nghiệm | thử nghiệm | xét nghiệm | quyết định | đổi mới |
        cải tiến | công bố | trích dẫn | triển lãm | giao lưu | cảnh báo | kết luận | tố cáo | tố giác | phát thanh |
        khuyến cáo | khuyến nghị | phản biện | hướng nghiệp | trợ giúp | khảo sát | chăn | chiếu | quy hoạch | dịch vụ"""
)

# A percent sign in words.
PERCENTS = phrases("% | phần trăm | điểm phần trăm | ％ | điểm %")
PER_MILLE = phrases("‰ | phần nghìn | phần ngàn")

# Prizes without the word: "1 Nhất, 3 Nhì, 5 Khuyến khích".
PRIZES = phrases("nhất | nhì | ba | khuyến khích | kk")

# Sorts of what was counted before ("08 huy chương (02 vàng, 03 bạc)").
SORTS = phrases(
    """vàng | bạc | đồng | nam | nữ | nhất | nhì | ba | khuyến khích | kk | cấp | loại | quốc gia | tỉnh | huyện | ths | ts |
    pgs | gs | đại học"""
)

# Symbols keep their letters ("Mbps", "GB", "kWh").
SYMBOLS = words("mbps gbps kbps gb tb mb kb kwh kw kwp mw mg ml kg km ha usd")

# What may follow a stroke as a rate ("/năm", "/giảng viên"); any noun may; these also after "mỗi" or "một".
RATE_TIMES = phrases(
    """
        năm | năm học | học kỳ | học kì | kỳ | tháng | tuần | quý | ngày | buổi | tiết | giờ | đợt | khóa | ca | đêm |
        nhiệm kỳ | lần"""
)
# Abbreviations of people and terms that stand under a stroke.
SHORT_NOUNS = words("vạn hs sv hv gv cb nv hssv hshv gvcn nb bn cbvc ccvc hk hki hkii nh lđ gđ đv ct đt đh ng")
RATE_EACH = words("mỗi một 1 01 từng")

# Words that end a noun: never part of an unknown unit.
NO_NOUN = words(
    """
        đạt được có tham là và hoặc trở trên dưới từ đến tới của cho về theo tại trong với để khi so không
        tốt giỏi khá yếu kém đã đang sẽ phải cần nên thì mà do bởi như hoàn thành vượt tăng giảm nếu nhằm gồm
        các những mỗi một hai ba lên xuống vào ra này đó ấy thuộc ở làm đỗ biết bị còn cấp loại xếp đúng chưa
        hơn bằng trước sau chiếm đối dùng dành phục sử áp kèm nhận đi dạy thi ăn nghỉ chơi đọc viết nghe nói hiểu cùng
        ngay mới cũ lớn nhỏ cao thấp đều vẫn luôn rất quá thêm lại nữa gì nào ai đâu sao chủ nói gắn giúp
        tính kể thông qua nhất"""
)

# The periods that a rate in front of the number may name ("mỗi tháng 02 buổi"); "mỗi lần", "mỗi lớp" stay in the subject.
CALENDAR_TIMES = phrases("đêm | nhiệm kỳ | năm | năm học | học kỳ | học kì | kỳ | tháng | tuần | quý | ngày")
