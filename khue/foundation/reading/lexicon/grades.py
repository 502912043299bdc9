"""Grades, levels and degrees: they swallow "trở lên", and numbers behind some of them are no measure."""

from __future__ import annotations

from .phrases import phrases

# A grade may stand right before "trở lên" ("từ trung bình trở lên", "cấp tỉnh trở lên", "thạc sĩ trở lên").
GRADES = phrases(
    """
        xuất sắc | giỏi | khá | trung bình | trung bình khá | yếu | kém | tốt | đạt | chưa đạt | không đạt |
        trung bình yếu | khá giỏi | a | b | c | d | hoàn thành | hoàn thành tốt | hoàn thành xuất sắc |
        hoàn thành tốt nhiệm vụ | hoàn thành xuất sắc nhiệm vụ | hoàn thành nhiệm vụ | chưa hoàn thành |
        không hoàn thành | chưa hoàn thành nhiệm vụ | không hoàn thành nhiệm vụ | thạc sĩ | thạc sỹ | tiến sĩ |
        tiến sỹ | đại học | cao đẳng | trung cấp | sơ cấp | cử nhân | kỹ sư | cấp trường | cấp tỉnh | cấp huyện |
        cấp xã | cấp bộ | cấp thành phố | cấp quốc gia | cấp cơ sở | cấp khoa | quốc gia | quốc tế | nhất | nhì |
        ba | khuyến khích | hài lòng | rất hài lòng | đồng ý | i | ii | iii | iv | tiên tiến |
        lao động tiên tiến | phó giáo sư"""
)

# After these a bare number is a level, not a measure.
LEVELS = phrases(
    """
        bậc | mức | cấp | cấp độ | mức độ | hạng | loại | trình độ | level | vùng | nhóm | độ | bậc lương | đẳng |
        tầng | hạng mục"""
)


# A rating band names one of these ("từ 90 điểm trở lên: xếp loại xuất sắc").
BAND_GRADES = phrases(
    """
        xuất sắc | giỏi | khá | trung bình | yếu | kém | tốt | đạt | không đạt | chưa đạt | vững mạnh | hoàn thành tốt |
        hoàn thành xuất sắc | hoàn thành | không hoàn thành | chưa hoàn thành | loại a | loại b | loại c |
        loại d | loại xuất sắc | loại giỏi | loại khá | loại tốt | loại trung bình | loại yếu | loại đạt |
        mức tốt | mức khá | mức đạt | mức xuất sắc | mức trung bình | mức yếu | mức giỏi | hạng a | hạng b | a |
        b | c | d | rất hài lòng | hài lòng | bình thường | không hài lòng | rất không hài lòng | rất không đồng ý |
        không đồng ý | phân vân | đồng ý | rất đồng ý"""
)
BAND_VERBS = phrases(
    """
        xếp loại | xếp | đánh giá | được xếp loại | được đánh giá | đánh giá là | được xếp | phân loại |
        được công nhận | tương ứng | thì xếp loại"""
)
