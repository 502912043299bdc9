"""Where a number is no target: names, dates, articles, conditions, points given in return."""

from __future__ import annotations

from . import verbs
from .phrases import phrases, words

# A number right after one of these is a label (Điều 5, lớp 12, tháng 9, Đề án 06), unless a percent sign follows.
LABELS = phrases(
    """
        ban chỉ đạo | điều | khoản | mục | chương | phần | phụ lục | bảng | biểu | biểu mẫu | mẫu | mẫu số |
        hình | trang | bước | bài số | câu | số hiệu | mã | mã số | thông tư | nghị định | nghị quyết |
        quyết định | công văn | chỉ thị | kế hoạch | kế hoạch số | đề án | dự án | tiểu dự án |
        chương trình số | thông báo | tờ trình | hướng dẫn | báo cáo số | công văn số | thông tư số |
        nghị định số | nghị quyết số | quyết định số | chỉ thị số | luật số | thông báo số | qđ | tt | nđ | nq |
        kh | ct | qđ số | tt số | lớp | khối | khối lớp | các lớp | khóa | khoá | k | khóa học | năm | năm học |
        tháng | tuần | quý | ngày | học kỳ | học kì | hk | kỳ | kì | thứ | năm thứ | đợt | lần | lần thứ |
        giai đoạn | kỳ thứ | khoá thứ | khóa thứ | nhiệm kỳ | thế kỷ | tổ | phòng | nhà | tầng | dãy | cơ sở |
        tổ dân phố | khu phố | khu | quận | phường | xã | thôn | ấp | đội | nhóm | ca | tiết thứ | tiêu chuẩn | tiêu chí | chỉ tiêu |
        mục tiêu | nhiệm vụ | giải pháp | nội dung | số thứ tự | iso | iso/iec | tcvn | tcvn iso | windows |
        office | pisa | covid | python | web | công nghiệp | cách mạng công nghiệp | cách mạng | kỷ nguyên |
        thời đại | giáo dục | công nghệ | module | modun | mô đun | modul | học phần | tín chỉ số | bài |
        chuyên đề | đường | tỉnh lộ | quốc lộ | bệnh viện | trung tâm số | trường số | thpt số | thcs số |
        tiểu học số | trường mầm non | trường tiểu học | đại đội | tiểu đoàn | phiên bản | version | thang điểm |
        thang đo | thang | thang likert | hệ | hệ điểm | olympic | sea games | chương trình | hotline |
        điện thoại | đt | số điện thoại | fax | quỹ | tổng đài | nhà trẻ | ngành | mã ngành | mã trường |
        thi vào | tuyển sinh vào | đỗ vào | vòng | hệ số | nguyện vọng | phòng máy | phòng thi | chi bộ | chi đoàn |
        trung ương | tiết | số báo danh | đt nội bộ | điện thoại nội bộ | máy lẻ | định hướng đến | tầm nhìn | tầm nhìn đến | likert"""
)
# What bears a name in capitals that may close with a number ("lớp Chồi 2", "tiểu học Trần Phú 2").
BEARERS = words(
    """
        lớp nhóm tổ đội khối thôn bản làng ấp buôn xã phường huyện học non thcs thpt trường sở khu chợ cầu trạm đoàn bộ
        hội nhà phòng"""
)
# "Tiến độ 03 tháng một lần", "tài khoản 50 GB": words that end as a level or label does and are none.
BEFORE_NO_LEVEL = {
    "độ": words("tiến chế tốc mật nồng cường"), "biểu": words("tiêu đại phát"), "khoản": words("tài"),
    "mục": words("danh chuyên hạng tiểu"), "hình": words("mô loại truyền địa tình màn điển"), "trang": words("thời khẩu nghĩa"),
    "hạng": words("thăng"), "quận": words("cấp"), "lớp": words("số"),
    "tiết": words("chi thời"), "ca": words("dân quốc đồng"), "chương": words("huy văn"), "hồi": words("phục thu khôi"),
    "hệ": words("quan liên thế"), "phòng": words("văn quốc dự cấp"), "đường": words("học giảng dẫn"), "ngành": words("liên cấp"),
    "quỹ": words("gây"), "mẫu": words("làm"), "nhà": words("tại ở về"), "đội": words("quân"), "thôn": words("nông cấp"),
    "xã": words("tác cấp"), "phần": words("thành cổ góp"), "cơ": words("cấp đua"), "tổ": words("cấp"), "khối": words("cấp"),
    "kỳ": words("đúng định cuối đầu giữa"), "khu": words("cấp"), "kì": words("đúng định cuối đầu giữa"),
}  # fmt: skip
# "Tổng số 25" counts; "biểu số 25", "trường số 2" name.
BEFORE_NUMBER_OF = words("sĩ doanh mỗi từng hai ba các tổng chỉ hệ trong trị con tham của là có đạt một")
# Levels and labels that count again behind these ("mỗi lớp 35 học sinh", "mỗi tháng 02 lần").
EACH = words("mỗi một từng hằng hàng 1 01")

# Numbers with dates on their left.
DATE_LEFT = words("ngày trước sau dịp mừng lễ kỷ niệm nhân hết sáng chiều hồi tết olympic")

DATE_LIMITS = {("chậm", "nhất"), ("muộn", "nhất"), ("trễ", "nhất"), ("chậm", "hơn"), ("muộn", "hơn"), ("quá", "hạn")}
# A length of time behind these says when, not how much.
WHEN_BEFORE = phrases(
    """
        trong | sau | trước | chu kỳ | chu kì | giai đoạn | kỷ niệm | suốt | qua | cứ | ngoài | thời kỳ |
        kế hoạch | trong thời gian | trong vòng | đầu | chiến lược | sau khi ra trường | trong khoảng |
        trong thời hạn | khóa | hơn | gần | liên tục | truyền thống | thâm niên | lộ trình | định kỳ | tuổi |
        kinh nghiệm | hằng | trung hạn | công tác"""
)
WHEN_AFTER = words("liền liên tuổi đầu trước qua tới gần vừa kinh nghiệm cuối")

# Units of who somebody is, never of a measure.
NEVER_UNITS = phrases(
    """
        điều | chữ số | tuổi | tháng tuổi | tháng chạp | tháng giêng | năm tuổi | năm kinh nghiệm | năm liền | năm liên tục |
        năm liên tiếp | năm đầu | năm cuối | năm học | năm qua | năm tới | năm trước | năm gần đây | năm công tác"""
)

# What is done so often, never the number of a class or a resolution.
OFTEN = words("lần lượt buổi tiết giờ đợt tin bài phiên cuộc")

WHOLES = words("mỗi từng toàn cả số tổng tỷ tỉ không tối ít bình mọi")
# Sizes of a thing, no count of their own.
SIZES = phrases(
    """
        chỗ ngồi | chỗ | inch | inches | mm | cm | tầng | w | gb | tb | lít | mã lực | tiết | trang |
        sao | trục | pha | cực | lõi | nhân | ngăn | cánh | hp | btu | kva |
        v | hz | mp | dpi | m3 | cổng | kênh | hộc | khoang"""
)
EXTENTS = words("dài rộng sâu dày nặng")
AFTER_HOURS = words("làm kể mỗi trong và hoặc từ đến theo cho để sau khi tại ở là hành đối với của")

MARK_UNITS = words("điểm toeic ielts toefl vstep gpa")
MARK_SUBJECTS = phrases(
    """
        điểm | điểm thi | gpa | toeic | ielts | toefl | vstep | cpa | đtb | điểm trung bình | điểm số | tbc |
        tbctl"""
)

REWARD_STRONG = phrases(
    """
        cộng | trừ | thưởng | được cộng | bị trừ | cộng thêm | thưởng thêm | cộng tối đa | trừ tối đa |
        được tính | được quy đổi | được cộng thêm | được thưởng | trừ thêm"""
)

# What a rank stands behind: "xếp thứ 15/27", "đứng thứ 3".
RANKS = phrases(
    """
        hàng thứ | đứng hàng thứ | xếp hàng thứ | đứng từ hạng | xếp từ hạng | xếp từ thứ | đứng từ thứ | đứng từ vị trí | xếp từ vị trí |
        đứng từ vị trí thứ |
        từ hạng | lên hạng | xuống hạng | từ vị trí | lên vị trí | xuống vị trí |
        đến thứ | xếp thứ | từ thứ | lên thứ | xếp thứ hạng | xếp hạng | xếp hạng thứ | đứng thứ | vị thứ |
        vị trí thứ |
        đứng vị trí thứ | xếp vị trí thứ | thứ hạng | đứng hạng | xếp vị trí | xếp vị thứ | vị trí |
        thứ hạng thứ | đứng vị trí | giữ vị trí thứ | giữ vị trí"""
)
# A sentence with one of these tells of places in a list.
RANKING = phrases("xếp hạng | xếp thứ | xếp vị | bảng | vị trí | vị thứ | đứng | thứ bậc | thứ hạng | thi đua")
TOPS = phrases("top | tốp | trong top | trong tốp")
TOP_GROUP = words("nhóm")
TOP_TAILS = phrases("""
        nhiều nhất | lớn nhất | mạnh nhất | dẫn đầu | đứng đầu | tốt nhất | cao nhất | hàng đầu | đầu bảng |
        đứng đầu toàn tỉnh""")

# A number of a past period, not of the plan.
PAST = phrases(
    """
        hiện trạng | thực trạng | hiện đạt | mới đạt | mới có | mới chỉ | hiện là |
        quý trước | tháng trước | tuần trước | đợt trước | khóa trước |
        năm liền kề | kỳ báo cáo trước |
        đầu năm | đầu năm học | khảo sát đầu năm | kết quả đầu năm | chất lượng đầu năm | kết quả khảo sát đầu năm |
        khảo sát đầu năm học | kỳ khảo sát trước | kết quả năm trước | thực hiện năm trước |
        năm trước | năm học trước | năm ngoái | năm học qua | kỳ trước | cùng kỳ | hiện tại | hiện nay | hiện có |
        năm học vừa qua | học kỳ trước | năm học liền trước | chỉ tiêu cũ | kế hoạch cũ | mức cũ | trước đây | trước đó"""
)

# What is wanted, told beside what is.
AIMS = phrases(
    "mục tiêu | phấn đấu | chỉ tiêu | kế hoạch | phấn đấu đạt | năm nay | năm học này | đặt mục tiêu | nâng lên"
)

# Stop a subject on its left, or open a new clause after a comma.
CLAUSE_OPENERS = phrases(
    """
        mỗi | tỷ lệ | tỉ lệ | số | số lượng | trong đó | có | tổ chức | phấn đấu | đảm bảo | bảo đảm | duy trì |
        hoàn thành | xây dựng | thực hiện | tham gia | cử | phát triển | kết nạp | giảm | tăng | không | các |
        mục tiêu | hiện trạng | toàn | mức | điểm | biên soạn | công bố | đăng | ký kết | tuyển | cụ thể | riêng |
        còn | gồm | bao gồm |
        nâng | đạt | giữ | tiếp tục | khảo sát | hằng năm | hàng năm | từng | đồng thời | bố trí | bầu |
        thành lập | trang bị | hỗ trợ | tặng | vượt | cao hơn | thấp hơn | khen thưởng | mở | cấp | tiếp nhận | xây | xây mới | sửa chữa |
        trồng | vận động | huy động | giành | kiểm tra | thanh tra | ngoài ra | tối thiểu | ít nhất"""
)
# A part of a list that opens with one of these is a statement of its own and takes no comparator over.
OWN_VERBS = phrases(
    f"""
        tăng | giảm | trao | tặng | mua | xây | xây mới | cải tạo | sửa | nâng | nâng cấp | thu hút | tiếp nhận |
        vận động |
        giới thiệu | kết nối | hỗ trợ | cấp | thành lập | ký | đạt | giành | viết | bồi dưỡng | đào tạo | gửi |
        phát hành | xuất bản | đăng ký | kiểm tra | thanh tra | tuyển dụng | tinh giản | chi | thu | tiết kiệm |
        quyên góp | ủng hộ | hướng dẫn | số hóa | lắp | lắp đặt | trang bị | rà soát | sửa đổi | tập huấn |
        phục vụ | khám | điều trị | phẫu thuật | xử lý | giải quyết | bố trí | bổ sung | bổ nhiệm | khen thưởng |
        thẩm định | nghiệm thu | đánh giá | tự đánh giá | kiểm định | cử | mời | thuê | chuyển giao | áp dụng |
        nhận | giúp đỡ | thăm | tham quan | liên kết | hợp tác | cung cấp | cập nhật | thanh lý | kiểm kê |
        nộp | dành | trích | phát | cấp phát | treo | thu gom | trưng bày | luân chuyển | sao lưu | nuôi |
        {verbs.DEEDS}"""
)
# These open with the word of a deed and name a quantity.
NOMINALS = phrases(
    """
        cấp cứu | cấp trường | cấp tỉnh | cấp huyện | cấp xã | cấp bộ | cấp quốc gia | cấp thành phố | cấp cơ sở | cấp
        khoa | cấp học | cấp tổ | cấp ngành | cấp sở | thu nhập | chi phí | chi tiêu | thu ngân sách | thu hoạch | đánh giá của
        | kiểm tra của"""
)
ACTION_VERBS = phrases(
    """
        tổ chức | phấn đấu | đảm bảo | bảo đảm | duy trì | hoàn thành | xây dựng | thực hiện | tham gia | cử |
        phát triển | kết nạp | biên soạn | công bố | đăng | ký kết | tuyển | khảo sát | mua sắm | sửa chữa |
        trồng | giảm | không | triển khai | mở | ban hành"""
)
LEADING_VERBS = phrases(
    """
        được | với | định kỳ | ở mức | tương đương | ở | tổng cộng | đảm bảo | bảo đảm | phấn đấu | phấn đấu đạt |
        duy trì |
        giữ vững | nâng | nâng cao | nâng tỷ lệ | đạt | có | cố gắng | tiếp tục | tiếp tục duy trì |
        tiếp tục nâng cao | và | hoặc | cụ thể | cụ thể là | gồm | bao gồm | trong đó | trong đó có | riêng |
        phải | là | còn | chỉ tiêu | chỉ tiêu cụ thể | với chỉ tiêu | đồng thời | đạt được | quyết tâm |
        phấn đấu có | phấn đấu để | đảm bảo có | để | giữ | hằng năm | hàng năm | mục tiêu | phấn đấu duy trì |
        giữ ổn định | ổn định | yêu cầu chung | yêu cầu chung là | yêu cầu tối thiểu là | yêu cầu là | mục tiêu chung |
        mục tiêu chung là | mục tiêu đặt ra | mục tiêu đặt ra là | chỉ tiêu chung | chỉ tiêu chung là |
        chỉ tiêu đặt ra | chỉ tiêu đặt ra là | chỉ tiêu phấn đấu | chỉ tiêu phấn đấu là | mục tiêu phấn đấu |
        nghị quyết xác định | nghị quyết đề ra | đại hội quyết nghị | hội nghị quyết nghị | quyết nghị | đại hội đề ra |
        mục tiêu là | chỉ tiêu là | chỉ tiêu giao | kết quả phấn đấu"""
)
LINK_VERBS = phrases(
    """
        đã | đến nay đã | đến nay | hiện đã | gấp | tương đương | tiến tới | tiến đến | hướng tới | hướng đến |
        đạt | là | chiếm | có | được | phải đạt | đạt mức | ở mức | còn | phải | đạt được |
        lên | đến | tới | ở | đạt tỷ lệ | đạt tỉ lệ | với tỷ lệ | tỷ lệ đạt | duy trì ở mức | ở mức độ | mức |
        phải có | không | chỉ còn | đối với | cho | với | của | xuống | xuống còn | giảm còn | lên đến | lên tới |
        khoảng | trong | đạt kết quả | đạt từ | phấn đấu đạt | phấn đấu | dự kiến | và | hoặc | : | thì |
        theo tỷ lệ | bằng | bình quân | từ"""
)
TIME_LEAD = words("""
        năm tháng quý học kỳ hk đến trong hết cuối đầu vào từ trước giai đoạn hằng hàng mỗi""")

# Fixed expressions with a number in them.
NAMED = phrases(
    """
        2 buổi / ngày | hai buổi / ngày | 02 buổi / ngày | 2 buổi một ngày | hai buổi trên ngày | ba công khai |
        4 kiểm tra | bốn kiểm tra | 3 công khai | 03 công khai | 4 công khai | bốn công khai | 4 tại chỗ |
        bốn tại chỗ | 3 tại chỗ |
        ba tại chỗ | hai không | ba không | ba chung | hai tốt | 2 tốt | dạy tốt | 3 tốt | ba tốt | năm tốt |
        5 tốt | 3 đảm đang | ba sẵn sàng | ba xung kích | 3 sạch | ba sạch | 5 không | 5 điều bác hồ dạy |
        năm điều bác hồ dạy | 05 điều bác hồ dạy | 24 / 7 | 24 / 24 | 24 / 24h | 24 / 24 giờ | 1 cửa | một cửa |
        một cửa liên thông | bốn mùa | hai mặt | 2 mặt | hai mặt giáo dục | ba mẹ | năm châu | hai chiều |
        hai bên | một lòng | ba bên | hai cấp | 2 cấp | 02 cấp | 3 cấp |
        03 cấp | ba cấp | 4 cấp | bốn cấp | một số | một cách | một trong những |
        một trong các | một phần | một chiều | một bên | một mặt | một khi | một vài | một lần nữa | một thể |
        một mình | mười phương | 5 đức | 5 tự | ba lô | ba trong một | hai giỏi | 4 tốt | bốn tốt | 3 đủ | ba đủ |
        5 nhất | tứ diệu | 5 rõ | 6 rõ | sáu rõ | năm rõ | bốn xin |
        4 xin | bốn luôn | 4 luôn | 5k | 5s | 3r | 3 an toàn | ba an toàn"""
)

# A number without a unit measures something right after one of these.
BARE_AFTER = words("đạt là : = bằng còn chiếm ≥ ≤ > < lên xuống")
# Titles whose lists count ("Số …: cấp trường 20, cấp huyện 8").
TALLIES = words("bị sắm ngũ tài bài sáng số lượng giải thi tiêu kết quả hiệu ký đạt tổng kiến khen thưởng")
# Parts of such lists that open with these name a level or a place, not what is counted.
TALLY_LEVELS = words("ban sở cấp khối lớp khoa tổ loại mức hệ ngành điểm đợt vòng bậc trường")
# "Tuyển 120 học sinh đạt 100% kế hoạch": so many were brought together.
GATHERING = phrases(
    """
        tuyển | tuyển sinh | tuyển mới | huy động | huy động được | trồng | trồng được | thu | thu học phí | thu được | thu hút |
        vận động | vận động được | quyên góp | quyên góp được | kết nạp | tiêm chủng | khám | phát triển"""
)
# What only who wrote the plan does, not the people that a share of is told.
HOST_DEEDS = phrases(
    """
        tổ chức | tổ chức được | mở | thành lập | ban hành | trao | tặng | trao tặng | hỗ trợ | cấp | cấp phát | phát |
        lắp | lắp đặt | trang bị | mua | mua sắm | sửa chữa | xây | xây mới | xây dựng | tuyển dụng | cử | khen thưởng |
        biểu dương | tuyên dương | bố trí | bổ sung | thăm | thăm hỏi | tặng quà | phát hành | giới thiệu | kết nạp"""
)
# "02 người học ở nước ngoài": behind "người học" these make "học" what the people do.
STUDIES = words("sau ở tại thạc tiến nghiên nâng tập lớp")
# "một" counts after these: "tổ chức một hội thảo", not "một trường chuyên".
DEEDS = phrases(
    """
        tổ chức | có | xây dựng | hoàn thành | viết | đăng ký | thực hiện | mở | tham gia | biên soạn | công bố |
        đạt | đăng | tham gia ít nhất | dự | dạy | chủ trì | lập | thành lập | ban hành | làm | nhận đỡ đầu |
        bố trí | giúp đỡ | kết nạp | triển khai | đề xuất | áp dụng | xuất bản | hướng dẫn | duy trì | bồi dưỡng"""
)
# Before or after these, number words are pronouns, ordinals or articles.
NOT_COUNTED_BEFORE = words("là thứ năm như trở khóa tháng lớp khối từng ngày nhất giải hạng")
NOT_COUNTED_AFTER = words("số cách trong phần bên chiều mặt khi lòng vài cửa vợ mẹ miền cái vì")

# Right before a number these say that what stands in front is measured by it.
LINKING = words("đạt là chiếm : từ trên dưới thiểu nhất quá ≥ ≤ > < hơn còn")
SERVICE = words("tác niên nghiệm dạy giữ")  # công tác, thâm niên, kinh nghiệm, giảng dạy
# A length of time is measured when one of these names it.
DURATIONS = phrases(
    """
        thời gian | thời hạn | thời lượng | tiến độ | xử lý | giải quyết | trả kết quả | phản hồi | chậm | trễ |
        trả lời | khắc phục | lưu | lưu trữ | lưu giữ | bảo quản | bảo hành |
        thời gian chờ"""
)

# A noun phrase that opens with one of these names a quantity ("tỷ lệ …", "thời gian chờ …").
QUANTITIES = words("tỷ tỉ số mức điểm hiệu chỉ tổng kinh doanh thời quy diện công nguồn thu")
# Behind "và" these open a measure of their own: nobody is told by them as by "điểm" or "kết quả".
MEASURES = phrases(
    """
        mức độ | mức hài lòng | tỷ lệ | tỉ lệ | tỷ suất | tỉ suất | chỉ số | thời gian chờ | thời gian trả |
        thời gian xử lý | thời gian giải quyết | điểm hài lòng | điểm đánh giá | điểm khảo sát | điểm trung bình khảo sát |
        công suất | tổng số | số lượng | kinh phí | tổng kinh phí | doanh thu | năng suất | hiệu suất"""
)
# "Xây 02 phòng học với tổng kinh phí không quá 2 tỷ đồng": a measure of its own is told with what is counted.
TOLD_WITH = phrases(
    """
        với kinh phí | với tổng kinh phí | với mức kinh phí | với tổng mức đầu tư | với giá trị | với tổng giá trị |
        với tổng diện tích | với diện tích | với số tiền | với tổng số tiền"""
)
NO_QUANTITIES = phrases(
    "hiệu chuẩn | hiệu chỉnh | hiệu đính | điểm danh | tổng vệ sinh | công đoàn | công an | công ty | công chức | công nhân"
)
TIME_PHRASES = phrases(
    """
        mỗi tháng | mỗi tuần | mỗi năm | mỗi quý | mỗi học kỳ | mỗi học kì | mỗi kỳ | mỗi năm học | mỗi ngày |
        trong năm học | trong năm | trong học kỳ | trong kỳ | hằng năm | hàng năm | cuối năm học |
        đến cuối năm học | cuối năm | đến cuối năm | trong thời gian tới | năm nay | trong nhiệm kỳ | cuối nhiệm kỳ |
        đến cuối nhiệm kỳ | đến hết nhiệm kỳ |
        năm qua | năm học này | năm học qua | năm vừa qua | năm học vừa qua | trong năm qua | năm tới | năm học tới | trong năm nay"""
)
# Before "10 quốc gia … tốt nhất": one of the best N.
AMONG = phrases(
    """
        nằm trong | thuộc | đứng trong | lọt vào | trong số | trong | nằm trong số | đứng vào | vào |
        nằm trong nhóm | trong nhóm | thuộc nhóm | vào nhóm | trong các"""
)
# Subjects that name nothing by themselves: the subject before them is meant.
EMPTY_SUBJECTS = phrases(
    """
        tăng | giảm | tăng lên | giảm xuống | nâng | mục tiêu | tỷ lệ | tỉ lệ | chiếm tỷ lệ | chiếm | đạt tỷ lệ |
        điểm | số điểm"""
)
# "Điểm bình quân 3 môn": of how many things a mark is the mean or the sum.
MEANS = phrases(
    """
        điểm bình quân | điểm trung bình | điểm trung bình chung | điểm bình quân chung | trung bình chung |
        điểm bình quân của | điểm trung bình của | tổng điểm | tổng điểm của"""
)
# "học ít nhất một học kỳ", "trong một năm": how long, no rate.
NO_RATE_AFTER = words("nhất thiểu từ hơn quá dưới sau trước được đủ học khoảng gần kéo dài là suốt")
# "cho toàn bộ 05 xe", "trong cả hai đợt khảo sát": how many there are, none is wanted.
ALL_OF = phrases(
    """
        cho toàn bộ | cho tất cả | cho cả | của toàn bộ | của tất cả | của cả | trong toàn bộ | trong tất cả |
        trong cả | tại toàn bộ | tại tất cả | tại cả | ở toàn bộ | ở tất cả | ở cả | trên toàn bộ | trên tất cả |
        trên cả | với toàn bộ | với tất cả | với cả | đối với cả | đối với toàn bộ | đối với tất cả | đến tất cả"""
)
# Right before a number these are described by it ("quy trình 5 bước"), nothing is measured.
DESCRIBED = phrases(
    """
        cự ly | cự li | khổ | hạng cân | khung | phong trào | quy tắc | cuộc vận động | khẩu hiệu | quy trình |
        nguyên tắc | mô hình | phương châm |
        chu trình | công thức | chiến lược | thông điệp | năng lực ngoại ngữ | khung năng lực | khung trình độ"""
)
