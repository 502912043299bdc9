"""How Vietnamese plans say when (reading contract, conventions of time)."""

from __future__ import annotations

from .phrases import phrases, table, words

RECURRENCES = table(
    {
        "weekly": """
        hằng tuần | hàng tuần | mỗi tuần | từng tuần | lần / tuần | buổi / tuần | định kỳ tuần | các tuần |
        theo tuần | tuần / lần | một tuần một lần | mỗi tuần một lần | tiết / tuần""",
        "monthly": """
        hằng tháng | hàng tháng | mỗi tháng | từng tháng | lần / tháng | buổi / tháng | định kỳ tháng |
        các tháng trong năm | theo tháng | tháng / lần | tháng một lần | các tháng trong năm học |
        định kỳ hằng tháng | các tháng |
        tuần đầu của tháng | tuần cuối của tháng | đầu mỗi tháng | cuối mỗi tháng""",
        "quarterly": """
        hằng quý | hàng quý | mỗi quý | từng quý | lần / quý | định kỳ quý | theo quý | quý / lần | quý một lần |
        các quý | các quý trong năm""",
        "termly": """
        hằng kỳ | hàng kỳ | mỗi học kỳ | từng học kỳ | mỗi kỳ | hằng học kỳ | hàng học kỳ | lần / học kỳ |
        lần / kỳ | lần / hk | theo học kỳ | định kỳ học kỳ | các học kỳ | theo từng học kỳ | học kỳ / lần |
        từng kỳ | cuối các học kỳ | mỗi hk | hằng hk | theo kỳ | mỗi học kì | từng học kì | lần / học kì""",
        "yearly": """
        hằng năm | hàng năm | mỗi năm | thường niên | lần / năm | mỗi năm học | hằng năm học | năm / lần |
        định kỳ năm | từng năm | từng năm học | hàng năm học | theo từng năm""",
        "continuous": """
        suốt năm học | suốt năm | suốt cả năm | suốt cả năm học | suốt | xuyên suốt | thường xuyên | liên tục |
        quanh năm | hằng ngày | hàng ngày | mỗi ngày | thường kỳ | thường nhật | trong suốt năm học | trong suốt |
        duy trì""",
    }
)
# Behind "mỗi kỳ" these name an occasion, no term ("trước mỗi kỳ thi").
OCCASIONS = words("thi họp tuyển đánh kiểm khảo báo sinh đại")
# An interval with its own number ("06 tháng/lần", "2 năm một lần") repeats, but in none of the named rhythms.
ONCE = words("lần")

EVENTS = phrases(
    """
        khi | khi có | ngay khi | mỗi khi | sau khi | ngay sau khi | trước khi | trong khi | sau | ngay sau |
        kể từ | kể từ khi | kể từ ngày | theo kế hoạch | theo kh | theo lịch | theo quy định | theo qui định |
        theo yêu cầu | theo thông báo | theo văn bản | theo hướng dẫn | theo chỉ đạo | theo tiến độ |
        theo thực tế | theo đợt | theo từng đợt | theo chương trình | theo quyết định | theo thời gian |
        theo thời khóa biểu | theo tkb | theo công văn | theo cv | theo hợp đồng | theo nhu cầu | theo tình hình |
        theo phân công | theo chu kỳ | đột xuất | khi cần | tùy theo | tùy | tuỳ | tuỳ theo | căn cứ |
        trong vòng | không quá | trong thời hạn | trong thời gian | ngay | lúc | nếu có | nếu | phát sinh |
        cùng với | đồng thời với | kịp thời | trước kỳ | trước hội nghị | trước tết | trước khai giảng | dịp |
        nhân dịp | trước mỗi | sau mỗi | cuối mỗi | đầu mỗi | trước khi kết thúc mỗi |
        mỗi khóa | mỗi đợt | trước đợt | kết thúc | từ khi | ngay từ | theo"""
)
# These make an event only with a length of time beside them or with no date at all.
LENGTHS = words("ngày tuần tháng giờ phút tiếng buổi h")

VAGUE = phrases(
    """
        đầu | giữa | cuối | đầu tháng | cuối tháng | giữa tháng | đầu năm | cuối năm | đầu năm học |
        cuối năm học | đầu kỳ | cuối kỳ | giữa kỳ | cuối học kỳ | đầu học kỳ | giữa học kỳ | cuối quý | đầu quý |
        cuối khóa | đầu khóa | giữa năm | giữa năm học | hè | dịp hè | trong hè | nghỉ hè | thượng tuần |
        trung tuần | hạ tuần | nửa đầu | nửa cuối"""
)
TERMS = phrases("học kỳ | học kì | hk | kỳ | kì | hki | hkii | hk1 | hk2 | hk3 | hkiii | hkhè")
WEEKS = words("tuần")

LATEST = phrases(
    """
        chậm nhất | chậm nhất là | chậm nhất đến | chậm nhất vào | chậm nhất trong | muộn nhất | muộn nhất là |
        hạn cuối | hạn chót | hạn cuối là | hạn | thời hạn | hạn nộp | đến hết | hết | tới hết | đến | tới |
        đến trước hết | cho đến | cho đến hết | không quá | không quá ngày | không muộn hơn |
        xong | deadline | cho tới | hạn đến | đến cuối | kết thúc | kết thúc trước hết | từ nay đến |
        từ nay đến hết | từ nay tới | nay đến | nay đến hết"""
)
BEFORE = phrases("""
        trước | trước ngày | xong trước | hoàn thành trước | đến trước | chậm nhất trước | từ nay đến trước""")
FROM = phrases("từ | kể từ | bắt đầu từ | bắt đầu | từ đầu")
ON = phrases("""
        vào | vào lúc | tổ chức vào | vào các | đúng | đúng ngày | tổ chức | trong ngày | diễn ra""")
PARTS_OF_DAY = words("sáng trưa chiều tối")
TO = words("đến tới - – — ÷ → ~")
AND = words(", ; và & + hoặc hay \n /")

WEEKDAYS = phrases(
    """
        thứ hai | thứ ba | thứ tư | thứ năm | thứ sáu | thứ bảy | thứ bẩy | chủ nhật | thứ 2 | thứ 3 | thứ 4 |
        thứ 5 | thứ 6 | thứ 7 | cn | t2 | t3 | t4 | t5 | t6 | t7 | cuối tuần"""
)
OUTLOOKS = phrases(
    """
        định hướng | định hướng đến | tầm nhìn | tầm nhìn đến | hướng đến | hướng tới | định hướng tới |
        tầm nhìn tới"""
)
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "01": 1, "02": 2, "03": 3, "04": 4}
MONTH_WORDS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9, "mười": 10, "chạp": 12,
}  # fmt: skip

# A cell without any of these says no time at all.
TIME_WORDS = words(
    """
        ngày tháng quý năm tuần học kỳ kì hk hki hkii hk1 hk2 giờ hè tết đầu cuối giữa trước sau khi suốt
        thường trong theo đến hết từ lúc dịp ngay xuyên kịp buổi đột xuất"""
)
