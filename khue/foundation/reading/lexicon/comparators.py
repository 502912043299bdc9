"""How Vietnamese says ≥, >, ≤, < and = (reading contract, conventions of targets).

STRONG wordings bind a number even with a few words between ("ít nhất mỗi giáo viên 02 tiết"); WEAK ones are
everyday words ("trên", "từ") and bind only the number right after them; AFTER stand behind the number.
"""

from __future__ import annotations

from .phrases import phrases, table, words

STRONG = table(
    {
        ">=": """
        tối thiểu | tối thiếu | tối thiêu | tối thiễu | tôi thiểu | ít nhât |
        tối thiểu là | tối thiểu từ | ít nhất | ít nhất là | ít nhất từ | chí ít | ít ra |
        thấp nhất | thấp nhất là | không dưới | không được dưới | không thấp hơn | không được thấp hơn |
        không nhỏ hơn | không ít hơn | không được ít hơn | không kém | không kém hơn | không thua | từ tối thiểu |
        từ ít nhất | đạt và vượt | bằng hoặc vượt | bằng hoặc cao hơn | bằng hoặc lớn hơn | bằng hoặc trên |
        lớn hơn hoặc bằng | cao hơn hoặc bằng | nhiều hơn hoặc bằng | tối thiểu phải | bằng và cao hơn |
        bằng hoặc hơn | ≥ | >= | => | min | không giảm dưới | không xuống dưới | không để dưới""",
        "<=": """
        tối đa | tối đa là | tối đa không quá | không quá | không được quá | không vượt | không vượt quá |
        không được vượt quá | không được vượt | không hơn | không cao hơn | không lớn hơn | không nhiều hơn |
        không trên | không chậm quá | không đứng sau | không xếp sau | không sau | không tụt dưới | không ngoài |
        không trễ quá | không chậm hơn | không trễ hơn | không muộn hơn |
        không lâu hơn | không kéo dài quá | chậm không quá | không được chậm quá | không được cao hơn | nhiều nhất |
        nhiều nhất là | cao nhất là | chậm nhất là | chậm nhất |
        muộn nhất | lâu nhất | nhỏ hơn hoặc bằng | thấp hơn hoặc bằng | ít hơn hoặc bằng | bằng hoặc nhỏ hơn |
        bằng hoặc thấp hơn | ≤ | <= | =< | max | không để quá | không có quá | không để vượt quá |
        khống chế dưới mức | bằng hoặc dưới""",
    }
)

WEAK = table(
    {
        ">=": "từ | kể từ | đạt từ | từ mức | từ khoảng",
        ">": """
        trên | trên mức | hơn | lớn hơn | cao hơn | nhiều hơn | vượt | vượt quá | vượt mức | vượt trên | quá | > |
        trên khoảng | từ trên | đạt trên""",
        "<": """
        dưới | duới | dươi | dứơi | dưới mức | thấp hơn | nhỏ hơn | ít hơn | chưa đến | chưa tới | chưa đầy | chưa quá | không đến |
        không tới | không đầy | không đạt đến | < | xuống dưới | còn dưới | dưới ngưỡng""",
        "<=": "không qua | có thể đến | có thể tới | có thể lên đến | có thể lên tới | trong vòng | trong phạm vi | trong thời hạn",
        "=": "= | bằng | đúng | đủ | khoảng | xấp xỉ | gần | gần bằng | tương đương | ~ | ≈",
    }
)

AFTER = table(
    {
        ">=": """
        trở lên | trở nên | trờ lên | đổ lên | hoặc hơn | hoặc cao hơn | hoặc nhiều hơn | hoặc trên |
        là tối thiểu | là ít nhất | và cao hơn | trở lên trên | trở lên hoặc tương đương | trở lên và tương đương""",
        "<=": """
        trở xuống | đổ xuống | trở lại | hoặc thấp hơn | hoặc ít hơn | là tối đa | là nhiều nhất""",
    }
)

# Words that may stand between a strong comparator or a link verb and its number without changing anything.
FILLERS = words("là có đạt được khoảng mức phải đến tới cũng cả của con")

# A range: low CONNECTOR high. LIFT: from baseline LIFT to target.
CONNECTORS = words("đến tới - – — ÷ ~ → ->")
LIFT = phrases(
    """
        về | về mức | về còn | về dưới | giảm còn | chỉ còn | lên | lên đến | lên tới |
        lên mức | lên thành | xuống | xuống còn | xuống mức | xuống đến | xuống tới |
        còn | thành | lên đạt | lên được"""
)

# "không … quá 5%" is ≤ 5, "không … dưới 80%" is ≥ 80, when one of these opens the clause.
NEGATORS = phrases(
    """
        không để | không có | không cho | không xảy ra | không lớp nào | không đơn vị nào | không còn | không ai |
        không được để"""
)
NEGATED = {">": "<=", "<": ">="}

# "cao hơn 5% so với năm trước" measures the difference: "cao hơn" is then no comparator.
DIFFERENCES = phrases("""
        cao hơn | thấp hơn | nhiều hơn | ít hơn | lớn hơn | nhỏ hơn | vượt | hơn | vượt quá | vượt mức""")
VERSUS = phrases("so với | so cùng kỳ | so năm | so với cùng kỳ")
