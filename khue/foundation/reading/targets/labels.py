"""Numbers that are labels ("Điều 5", "lớp 12") or levels ("bậc 3"): which words before a number make it one."""

from __future__ import annotations

from ..lexicon import contexts, grades, units
from ..lexicon import numerals as lexicon
from ..lexicon.phrases import phrases
from . import dates, measures, numerals
from .tokens import Row

# Labels that are also everyday nouns: before "5 doanh nghiệp" they are no label.
SOFT_LABELS = phrases(
    """
        chỉ tiêu | mục tiêu | tiêu chí | tiêu chuẩn | nội dung | nhiệm vụ | kế hoạch | chương trình | đề án |
        dự án | quỹ | mã | giải pháp | ngành | phòng | nhóm | phần | bệnh viện | nhà trẻ | chuyên đề | bài |
        khóa | khoá | vòng | học phần | trường mầm non | trường tiểu học | mẫu | đội | cơ sở | bảng | biểu | xã | phường | tổ | khu |
        quyết định | thông báo | báo cáo | đợt | nhà | hệ | kỳ | cấp | mức | loại | mô đun | module | trình độ |
        phòng máy | phòng thi | chi bộ | chi đoàn |
        thi vào | tuyển sinh vào | đỗ vào | thang | bậc | hướng dẫn | giáo dục | đường | trung ương | dãy"""
)
TIME_LABELS = phrases("năm | tháng | tuần | quý | kỳ | học kỳ | học kì | hk | ngày | năm học")
# A number behind these is a label, so the word behind it opens another label ("khoản 3 Điều 6").
NUMBERED = frozenset({"/", "lớp", "khối", "tổ", "điều", "khoản", "điểm", "mục", "chương", "phần", "luật"})
ARTICLES = frozenset({"mục", "khoản", "điều", "chương", "phần"})
STREETS = frozenset({"đường", "phố", "ngõ", "ngách", "hẻm", "kiệt", "quốc", "tỉnh"})
ISSUES = frozenset({("lần", "ban", "hành"), ("lần", "sửa", "đổi"), ("lần", "soát", "xét")})
LAST_GRADE, SUM_REACH = 12, 40
GRADES = frozenset(map(str, range(1, 13)))
WEEKDAYS = frozenset("234567")
DAY_LINKS = frozenset({"đến", "tới", "-", "–", ",", "và"})
RANKED = frozenset({"xếp", "đứng", "hạng", "vị", "bảng", "vươn", "lọt", "tốp", "phấn", "giữ"})
RANK_REACH = 10  # words behind a rank that may tell of what it is one
ORDINALS = frozenset({"đợt", "lần", "kỳ", "vòng", "giai", "đoạn", "bước", "khóa"})


def stands_before(row: Row, index: int) -> bool:
    """Whether the number is a label ("Điều 5") or a level ("bậc 3"), so that it measures nothing."""
    if _is_weekday(row, index) or _is_term(row, index):
        return True
    if is_part_of_a_sum(row, index) or _is_counted_anew(row, index):
        return False
    if numerals.is_percent(row, index + 1) or is_rank(row, index) or _opens_percents(row, index):
        return False
    before = row.word(index - 1)
    if _is_address_or_issue(row, index, before):
        return True
    clock = before in {"lúc", "hồi"} and row.word(index - 2) not in contexts.BEFORE_NO_LEVEL.get(before, ())
    if clock or (before == "số" and row.word(index - 2) not in contexts.BEFORE_NUMBER_OF):
        if row.word(index - 2) == "," and row.word(index - 4) == "số":
            return True  # "trường tiểu học số 1, số 2"
        addressed = index + 1 < len(row) and row.tokens[index + 1].text.istitle()  # "(số 27 Trần Phú)"
        return row.token_kind(index - 2) == "word" or before != "số" or addressed
    found = grades.LEVELS.ending_at(row.words, index) or contexts.LABELS.ending_at(row.words, index)
    if not found or _is_amount_of_money(row, index, row.words[index - found[0] : index]):
        return False
    if before in {"cấp", "đẳng"} and row.word(index - 2) in {"trung", "sơ", "cao"}:
        return False
    start = index - found[0]
    if row.word(start - 1) in contexts.BEFORE_NO_LEVEL.get(row.word(start), ()) or _is_counted_itself(
        row, index, start
    ):
        return False
    if row.words[start - 1 : index] == ("theo", "kế", "hoạch") and row.word(index + 1) in {",", ";", ")"}:
        return False  # "12 cuộc (theo kế hoạch 09, đột xuất 03)"
    if grades.LEVELS.ending_at(row.words, index) is None and _is_out_of_a_total(row, index):
        return False
    if before == "nghiệp" and len(row.tokens[index].text) > 1 and row.tokens[index].text.isdigit():
        return False  # "Điện công nghiệp 70": no "công nghiệp 4.0"
    counted = row.word(start - 1) in contexts.EACH and row.word(start - 2) not in ORDINALS | ARTICLES
    if (
        counted
        and before in {"lớp", "khối"}
        and row.word(index + 1) in {"", ".", ";", ",", "\n"}
        and row.word(index) in GRADES
    ):
        return True  # "cho mỗi lớp 12"
    if counted or _is_scale_mark(row, index):
        return False
    label = row.words[start:index]
    if _is_named_by_amount(row, index, label):
        return True
    if row.word(start) != "thang" and _counted_behind(row, index) and _is_soft(row, index, start):
        return False
    return not _is_group_of_the_best(row, index, label)


def _is_address_or_issue(row: Row, index: int, before: str) -> bool:
    """ "Lần ban hành: 02", "điểm 2 Điều 5", "số 27 phố …", a street named after a day ("số 118 đường 30/4")."""
    if before == ":" and row.words[index - 4 : index - 1] in ISSUES:
        return True
    if before in {"đường", "phố"} and row.word(index + 1) == "/" and row.token_kind(index + 2) == "number":
        return True
    return (before == "điểm" and row.word(index + 1) in ARTICLES) or (before == "số" and row.word(index + 1) in STREETS)


def _is_term(row: Row, index: int) -> bool:
    """ "đề kiểm tra cuối kì 1 lớp 8"."""
    graded = row.word(index + 1) == "lớp" and row.token_kind(index + 2) == "number"
    return row.word(index - 1) in {"kì", "kỳ"} and row.word(index) in {"1", "2"} and graded


def _is_counted_anew(row: Row, index: int) -> bool:
    """ "Sĩ số lớp 35 học sinh", "Đề tài khoa học công nghệ 05 đề tài", "thi Olympic 02 huy chương": what follows is counted."""
    noun = units.NOUNS.at(row.words, index + 1)
    if noun is None:
        return False
    if measures.rate_steps(row, index + 1 + noun[0])[0] and row.word(index + 1) in contexts.OFTEN:
        return True  # "Dự giờ thăm lớp 18 tiết/năm", "Học tập nghị quyết 4 buổi/năm"
    before, text = row.word(index - 1), row.tokens[index].text
    if before == "lớp":
        each = row.word(index - 2) in {"các", "theo"} and row.word(index + 1) in contexts.OFTEN
        return each or row.word(index + 1) in {"em", "cháu"} or (text.isdigit() and int(text) > LAST_GRADE)
    return before in {"nghệ", "olympic"} and text.startswith("0")


def is_part_of_a_sum(row: Row, index: int) -> bool:
    """ "255 cháu (nhà trẻ 45, mẫu giáo 210)": the numbers of the bracket make the number before it."""
    opening = next((i for i in range(index - 1, max(-1, index - SUM_REACH), -1) if row.word(i) in {"(", ")", "\n"}), -1)
    if opening < 1 or row.word(opening) != "(":
        return False
    closing = next((i for i in range(index, min(len(row), opening + SUM_REACH)) if row.word(i) == ")"), -1)
    parts = [
        value
        for i in range(opening + 1, closing)
        if row.word(i + 1) in {",", ";", ")", "và"} and (value := dates.number(row, i)) is not None
    ]
    whole = next(
        (dates.number(row, i) for i in range(opening - 1, max(-1, opening - 12), -1) if dates.number(row, i)), None
    )
    return len(parts) > 1 and whole is not None and sum(parts) == whole


def _is_weekday(row: Row, index: int) -> bool:
    """ "từ thứ 2 đến thứ 6", "(thứ 3, thứ 5)": days of the week stand together where nothing is ranked."""
    if row.word(index - 1) != "thứ" or row.word(index) not in WEEKDAYS or row.word(index + 1) == "/":
        return False
    ahead = row.word(index + 1) in DAY_LINKS and (
        row.words[index + 2 : index + 3] == ("thứ",) or row.word(index + 2) in WEEKDAYS
    )
    behind = row.word(index - 2) in DAY_LINKS and row.word(index - 3) in WEEKDAYS and row.word(index - 4) == "thứ"
    start = row.sentence_starts[index]
    return (ahead or behind) and RANKED.isdisjoint(row.words[start:index])


def _counted_behind(row: Row, index: int) -> bool:
    """Whether what is counted stands behind the number, or behind the range that it opens ("nhà trẻ 600 - 651 kcal")."""
    if row.word(index + 1) == "lớp" and row.token_kind(index + 2) == "number":
        return False  # "cuối kì 1 lớp 8"
    if noun := units.NOUNS.at(row.words, index + 1):
        return not heads_a_name(row, index + 1, index + 1 + noun[0])
    ranged = row.word(index + 1) in {"-", "–", "đến"} and (dates.number(row, index + 2) or 0) > (
        dates.number(row, index) or 0
    )
    padded = row.tokens[index].text.startswith("0") or len(row.tokens[index].text) > 2
    return ranged and padded and units.NOUNS.at(row.words, index + 3) is not None


def heads_a_name(row: Row, noun: int, end: int) -> bool:
    """ "Đợt 1 trường CĐ Nghề Lam Giang tuyển …": one of that name, not counted."""
    return row.word(noun) in contexts.BEARERS and end < len(row) and row.tokens[end].text[0].isupper()


def _opens_percents(row: Row, index: int) -> bool:
    """ "loại khá 25 - 28%": the low end of a range of percents; "lớp 1 - 5%" is none."""
    ranged = row.word(index + 1) in {"-", "–", "đến"} and dates.number(row, index + 2) is not None
    return ranged and numerals.is_percent(row, index + 3) and (dates.number(row, index) or 0) >= 10


def is_rank(row: Row, index: int) -> bool:
    """ "xếp thứ 5", "bảng xếp hạng … từ hạng 412 lên hạng 380"; the "hạng 2" of a teacher is a grade."""
    if measures.is_bounded_rank(row, index):
        return True
    found = contexts.RANKS.ending_at(row.words, index)
    if row.word(index - 1) == "hạng" and (place := numerals.at(row, index)) and place.over:
        return True
    if not found or row.word(index - 1) != "hạng" or row.word(index - found[0]) not in {"từ", "lên", "xuống"}:
        return found is not None
    start = row.sentence_starts[index]
    sentence = [row.word(i) for i in range(start, index + RANK_REACH) if row.sentence_starts[min(i, len(row))] == start]
    return bool({"xếp", "bảng", "trí", "đứng"} & set(sentence))


def _is_named_by_amount(row: Row, index: int, label: tuple[str, ...]) -> bool:
    """ "Đề án 1 triệu cây xanh" is a name; "dự án 5 tỷ đồng" has a price."""
    named = label in {("đề", "án"), ("chương", "trình"), ("dự", "án"), ("chiến", "dịch"), ("phong", "trào")}
    return named and row.word(index + 1) in lexicon.SCALES and row.word(index + 2) not in lexicon.MONEY


def _is_amount_of_money(row: Row, index: int, label: tuple[str, ...]) -> bool:
    """ "chuyển giao công nghệ 3 tỷ": no technology has this number."""
    return row.word(index + 1) in {"tỷ", "tỉ", "triệu", "đồng"} and not _is_named_by_amount(row, index, label)


def _is_out_of_a_total(row: Row, index: int) -> bool:
    """ "Ra lớp 186/190 em": a count out of a total, no class."""
    numeral = numerals.at(row, index)
    if numeral is None or numeral.over is None or numeral.value > numeral.over:
        return False
    capitals = row.token_kind(numeral.end) == "word" and row.tokens[numeral.end].text.isupper()
    return capitals or units.NOUNS.at(row.words, numeral.end) is not None


def _is_counted_itself(row: Row, index: int, start: int) -> bool:
    """ "10 lớp 320 cháu", "04 nhóm 92 cháu": the noun belongs to the number before it, not to the one behind."""
    counts = dates.number(row, start - 1) is not None and row.word(start - 2) not in NUMBERED
    return counts and start == index - 1 and units.NOUNS.at(row.words, index + 1) is not None


def _is_soft(row: Row, index: int, start: int) -> bool:
    """Whether a counted noun behind the number makes the word before it no label: "trong tháng 02 buổi"."""
    if row.word(index - 1) == "năm" and _is_year_of_study(row, index):
        return False
    if row.word(index - 1) in {"bộ", "đoàn"} and units.DEED_NOUNS.at(row.words, index + 1):
        return False  # "chi bộ 6 báo cáo": who does so
    if SOFT_LABELS.at(row.words, start) == (index - start, True):
        return row.word(index - 1) not in {"phòng", "nhà"} or len(row.tokens[index].text) < 3
    people = units.PEOPLE_NOUNS.at(row.words, index + 1) is not None or units.DEED_NOUNS.at(row.words, index + 1)
    is_period = TIME_LABELS.at(row.words, start) == (index - start, True)
    return is_period and not people and len(row.tokens[index].text) < 4


def _is_year_of_study(row: Row, index: int) -> bool:
    """ "SV năm 2, năm 3 ngành CNTT"."""
    before = row.words[max(0, index - 6) : index - 1]
    students = {"sv", "hv", "hssv"} & set(before) or any(
        units.PEOPLE_NOUNS.ending_at(before, i) for i in range(len(before) + 1)
    )
    return bool(students) and row.tokens[index].text in {"1", "2", "3", "4", "5", "6"}


def _is_scale_mark(row: Row, index: int) -> bool:
    """ "mức 4,0/5" is a mark on a scale; "bậc 4/6" is a level."""
    numeral = numerals.at(row, index)
    if numeral is None or numeral.over is None or row.word(index - 1) in {"bậc", "cấp", "hạng", "độ"}:
        return False
    left = row.words[max(0, index - 12) : index]
    aims = any(word in {"lòng", "điểm", "số"} for word in left)
    return numeral.value % 1 != 0 or "," in row.tokens[index].text or (aims and numeral.over in {5, 10, 4, 7, 100})


def _is_group_of_the_best(row: Row, index: int, label: tuple[str, ...]) -> bool:
    best = any(contexts.TOP_TAILS.at(row.words, i) for i in range(index + 1, min(index + 8, len(row))))
    return label[-1] in contexts.TOP_GROUP and best
