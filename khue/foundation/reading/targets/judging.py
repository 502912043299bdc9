"""Which number phrases are no targets: conditions, who is counted, lengths of time, points in return, baselines."""

from __future__ import annotations

import itertools

from ..lexicon import comparators, contexts, grades, units
from ..lexicon.phrases import PhraseTable
from . import baselines, conditions, consequences, counted, points
from .clauses import (
    SENTENCE_REACH,
    behind_bullet,
    clause_start,
    same_clause,
    same_sentence,
    sentence_start,
)
from .mentions import Mention
from .tokens import SENTENCE_ENDS, WALLS, Row

NAMING = frozenset({"trình", "hình", "trào", "hiệu", "động"})
LARGEST_IN_A_NAME = 12
ATTENDED = frozenset({"tham", "dự"})
CHANGES = frozenset({"nâng", "tăng", "phấn"})
COUNTED_SIZES = frozenset({"tiết", "kênh", "chỗ", "lít", "trang", "cổng"})
ADMITTING = contexts.ADMISSION.openings


def targets_among(row: Row, mentions: list[Mention]) -> tuple[list[Mention], list[int]]:
    """The mentions that are targets, in order, with baselines taken from those that are not; where conditions end."""
    kept = baselines.with_baselines(row, points.without_points(row, mentions))
    ruled = conditions.ends(row, kept)
    kept = [m for m in kept if not (m.end in ruled or _is_admission(row, m))]
    kept = _without_what_is_never(row, kept)
    kept = _without_cases(row, counted.without_the_counted(row, _without_descriptions(row, kept)))
    kept = [
        m
        for i, m in enumerate(kept)
        if not _is_length_of_time(row, m, [*kept[max(0, i - 3) : i], *kept[i + 1 : i + 4]])
    ]
    return kept, ruled


def _without_what_is_never(row: Row, mentions: list[Mention]) -> list[Mention]:
    """Without what measures nothing ("cự ly 3.000 m nam, 1.500 m nữ": nor does the second, in the same list)."""
    kept: list[Mention] = []
    dropped: Mention | None = None
    for mention, after in zip(mentions, [*mentions[1:], None], strict=False):
        if row.word(mention.first - 1) == "trong" and _is_whole_of(row, mention, after):
            continue
        listed = dropped and dropped.unit == mention.unit and mention.first - dropped.end <= 4
        if _is_never(row, mention) or (listed and not mention.comparator and not mention.is_percent):
            dropped = mention
        else:
            kept.append(mention)
            dropped = None
    return kept


def _is_in_a_name(row: Row, mention: Mention) -> bool:
    """ "quy trình 5 bước", "phong trào 3 đảm đang"; "mô hình 05 đơn vị", "quy trình 25 thủ tục", "phong trào 4 đợt/năm" count."""
    if mention.kind != "count" or mention.comparator or not contexts.DESCRIBED.ending_at(row.words, mention.number):
        return False
    if row.word(mention.number - 1) not in NAMING:
        return True
    padded = row.tokens[mention.number].text.startswith("0")
    return not padded and "/" not in mention.unit and mention.low <= LARGEST_IN_A_NAME


def _is_whole_of(row: Row, mention: Mention, after: Mention | None) -> bool:
    """ "Trong 1.200 học viên dự kiến tốt nghiệp, 65% loại khá": of what the shares are."""
    start = clause_start(row, mention.first)
    if mention.kind != "count" or mention.comparator or mention.first != start + 1 or row.word(start) != "trong":
        return False
    return after is not None and after.is_share and same_sentence(row, mention.end, after.first)


def _is_never(row: Row, mention: Mention) -> bool:
    if any(
        test(row, mention) for test in (points.is_worth, _is_weight, _is_far, _is_pay_grade, _is_choice, _is_marked)
    ):
        return True
    if mention.kind == "count" and not mention.comparator and row.word(mention.number - 1) == "theo":
        return True
    if _is_in_a_name(row, mention):
        return True
    of_things = mention.kind == "count" and not mention.comparator and not {"/", "điểm"} & set(mention.unit.split())
    if of_things and "/" not in mention.unit and contexts.MEANS.ending_at(row.words, mention.number):
        return True  # "điểm bình quân 3 môn": of how many
    if row.word(mention.first - 1) == "sau" and mention.unit == "lần" and not mention.comparator:
        return True  # "Sau 02 lần cảnh báo …": when
    if row.words[mention.first - 2 : mention.first] in {
        ("không", "kể"),
        ("chưa", "kể"),
        ("ngoại", "trừ"),
        ("không", "tính"),
    }:
        return True
    if row.word(mention.first - 1) == "cứ" and not mention.comparator:
        return True  # "cứ 500 sinh viên có 1 cán bộ tư vấn": for how many
    if mention.unit == "tháng" and row.word(mention.first - 1) in {"trẻ", "cháu", "bé"}:
        return True  # "trẻ dưới 36 tháng": how old
    if contexts.ALL_OF.ending_at(row.words, mention.first) and not mention.is_percent:
        return True
    base = row.words[max(0, mention.first - 3) : mention.first]
    if base[-2:] == ("trong", "số") or (base[-2:] == ("tổng", "số") and base[0] in {"trong", "trên", "của"}):
        return True
    never, noun = contexts.NEVER_UNITS.at(row.words, mention.unit_at), units.NOUNS.at(row.words, mention.unit_at)
    return never is not None and (noun is None or noun[0] <= never[0])


def _is_weight(row: Row, mention: Mention) -> bool:
    """ "tính theo trọng số: chuyên cần 10%", "Điểm giữa kỳ chiếm 30%", "làm tròn đến 0,5 điểm": how a mark is reckoned."""
    at = mention.first
    if row.word(at - 1) in {"đến", "tới"} and row.word(at - 2) == "tròn":
        return True
    if not mention.is_percent:
        return False
    opening = behind_bullet(row, clause_start(row, at), at)
    graded = grades.GRADES.at(row.words, opening + 1) or row.word(opening + 1) in {"từ", "trên", "dưới"} or row.token_kind(opening + 1) == "number"
    part = row.word(at - 1) == "chiếm" and row.word(opening) == "điểm" and not graded
    start = sentence_start(row, at)
    return part or (
        "trọng" in row.vocabulary and any(row.words[i : i + 2] == ("trọng", "số") for i in range(start, at))
    )


def _is_pay_grade(row: Row, mention: Mention) -> bool:
    """ "hệ số lương từ 4,00 đến 6,38"."""
    return row.words[max(0, mention.first - 3) : mention.first] == ("hệ", "số", "lương")


def _is_choice(row: Row, mention: Mention) -> bool:
    """ "theo Bộ 83 tiêu chí", "1 trong 4 mức", "thang đánh giá 5 mức": how many there are to go by."""
    if row.word(mention.unit_at) == "tập" and row.token_kind(mention.unit_end) == "number":
        return True  # "SGK Toán 3 tập 1"
    if row.word(mention.number - 1) == "bộ" and row.word(mention.unit_at) in {"tiêu", "chỉ"}:
        return True
    if row.word(mention.unit_at) in {"mức", "bậc"} and "thang" in row.words[max(0, mention.first - 4) : mention.first]:
        return not mention.comparator
    one_of = row.word(mention.first - 1) == "trong" and row.token_kind(mention.first - 2) == "number"
    return one_of and row.word(mention.unit_at) in {"mức", "loại", "hạng"}


def _is_marked(row: Row, mention: Mention) -> bool:
    """ "tổng điểm 3 môn", "điểm học bạ 3 môn": of what the marks are."""
    if mention.comparator or row.word(mention.unit_at) not in {"môn", "bài"}:
        return False
    before = range(max(0, mention.first - 3), mention.first)
    return any(row.words[i : i + 2] in {("tổng", "điểm"), ("điểm", "học")} for i in before)


def _is_far(row: Row, mention: Mention) -> bool:
    """ "cách trung tâm 5 km": where something lies."""
    return mention.unit in {"km", "m"} and "cách" in row.words[max(0, mention.first - 5) : mention.first]


def _is_admission(row: Row, mention: Mention) -> bool:
    """A mark that admits or qualifies somebody ("từ 18 điểm trở lên được xét tuyển")."""
    is_mark = mention.unit.split("/")[0].lower() in contexts.MARK_UNITS
    if (not is_mark and mention.kind not in {"bare", "scale"}) or mention.baseline is not None:
        return False  # what changes is aimed at
    if (
        is_mark
        and row.word(mention.first - 1) == "("
        and "chuẩn" in row.words[clause_start(row, mention.first - 1) : mention.first]
    ):
        return True
    if _says_who(row, mention) or _is_told_of_whom(row, mention):
        return True
    if row.vocabulary.isdisjoint(ADMITTING):
        return False
    start, end = mention.first, mention.end
    while start > max(0, mention.first - SENTENCE_REACH) and row.word(start - 1) not in SENTENCE_ENDS:
        start -= 1
    while end < min(len(row), mention.end + SENTENCE_REACH) and row.word(end) not in SENTENCE_ENDS:
        end += 1
    if not is_mark and not _any(contexts.MARK_SUBJECTS, row, start, mention.first):
        return False
    return "lòng" not in row.words[start:end] and any(
        (contexts.ADMISSION.at(row.words, at) or row.words[at : at + 3] == ("được", "công", "nhận"))
        and not (row.word(at) == "bị" and not consequences.is_suffered(row, at))
        and not (_is_denied(row, at) or _is_told_of_others(row, mention, at))
        for at in range(start, end)
    )


def _is_told_of_others(row: Row, mention: Mention, at: int) -> bool:
    """ "Điểm bình quân đạt 6,5, 100% học sinh đủ điều kiện dự thi", "Công đoàn đạt 98 điểm, được đề nghị tặng bằng khen"."""
    part = clause_start(row, at)
    if part <= mention.end:
        opening = behind_bullet(row, clause_start(row, mention.first), mention.first)
        return row.word(opening) in CHANGES and not mention.comparator
    if row.word(part) == "được" and part == at:
        return mention.comparator in {"", "="}
    bounds = (comparators.STRONG, comparators.WEAK)
    counted = row.token_kind(part) == "number" or any(table.at(row.words, part) for table in bounds)
    return bool(counted or (units.NOUNS.at(row.words, part) and not _opens_with_people(row, mention)))


def _opens_with_people(row: Row, mention: Mention) -> bool:
    """ "Sinh viên có điểm … từ 2,0 trở lên, học phần nào cũng đạt, được xét": further conditions of the same people."""
    opening = behind_bullet(row, sentence_start(row, mention.first), mention.first)
    return units.PEOPLE_NOUNS.at(row.words, opening) is not None


def _says_who(row: Row, mention: Mention) -> bool:
    """ "học sinh có nguy cơ trượt (điểm trung bình dưới 5,0)": in the bracket stands who they are."""
    start = clause_start(row, mention.first)
    if row.word(start - 1) != "(" or mention.comparator in {"", "="} or "lòng" in row.words[start : mention.first]:
        return False
    at = start
    while at < mention.first and not contexts.MARK_SUBJECTS.at(row.words, at):
        at += 1
    head = clause_start(row, start - 1)
    if ("chất", "lượng") in itertools.pairwise(row.words[head:start]):
        return False  # "Nâng chất lượng học sinh thi vào lớp 10 (điểm bình quân trên 6,5)"
    numbered = any(row.token_kind(i) == "number" and row.word(i - 1) not in {"lớp", "khối"} for i in range(head, start))
    people = any(units.PEOPLE_NOUNS.at(row.words, i) or row.word(i) in {"hs", "sv", "hv"} for i in range(head, start))
    return at < mention.first and people and not numbered and not _any(contexts.MARK_SUBJECTS, row, head, start)


def _is_told_of_whom(row: Row, mention: Mention) -> bool:
    """ "nhận hồ sơ thí sinh có điểm từ 19,0 trở lên": behind people in the middle of a clause "có điểm" says which."""
    start = behind_bullet(row, clause_start(row, mention.first), mention.first)
    at = next((i for i in range(mention.first - 1, max(start, mention.first - 8), -1) if row.word(i) == "có"), None)
    if at is None or mention.comparator in {"", "="} or not _any(contexts.MARK_SUBJECTS, row, at + 1, mention.first):
        return False
    people = units.PEOPLE_NOUNS.ending_at(row.words, _without_group(row, at))
    if people and row.words[at - people[0] - 2 : at - people[0]] in {("đảm", "bảo"), ("bảo", "đảm"), ("phấn", "đấu")}:
        return False  # "Đảm bảo sinh viên có điểm rèn luyện từ 80"
    return people is not None and at - people[0] > start and "%" not in row.words[start:at]


def _without_group(row: Row, end: int) -> int:
    """Before the group of people that ends there: "học sinh [khối 12]", "sinh viên [khóa K45]"."""
    grouped = row.word(end - 2) in {"khối", "lớp", "khóa", "khoá", "tổ", "năm"}
    return end - 2 if grouped and any(ch.isdigit() for ch in row.word(end - 1)) else end


def _is_denied(row: Row, index: int) -> bool:
    """ "…, không có sinh viên nào bị trả về": what does not happen qualifies nobody."""
    start = clause_start(row, index)
    return row.words[start : start + 2] in {("không", "có"), ("không", "để"), ("không", "còn")}


def _any(table: PhraseTable[bool], row: Row, first: int, end: int) -> bool:
    return any(table.at(row.words, index) for index in range(first, end))


def _without_descriptions(row: Row, mentions: list[Mention]) -> list[Mention]:
    """Drop sizes of what is counted just before ("15 bộ bàn ghế 2 chỗ ngồi", "03 ti vi 65 inch")."""
    kept: list[Mention] = []
    for mention in mentions:
        if kept and kept[-1].kind == "rank" and _is_total(row, kept[-1], mention):
            continue
        size = _is_size(row, mention) and not (kept and _is_beside(row, kept[-1], mention))
        if kept and _is_worth(row, kept[-1], mention):
            continue
        if not (size and kept and kept[-1].kind == "count" and same_clause(row, kept[-1].end, mention.first)):
            kept.append(mention)
    return kept


def _is_beside(row: Row, last: Mention, mention: Mention) -> bool:
    """ "02 chuyên đề và 20 tiết thao giảng", "15 giáo viên dạy 300 tiết": counted itself, no size of what is before."""
    if last.unit == mention.unit:
        return True
    between = row.words[last.unit_end : mention.number]
    return row.word(mention.unit_at) in COUNTED_SIZES and not {"và", "với", "dạy", "hoặc", ","}.isdisjoint(between)


def _is_worth(row: Row, last: Mention, mention: Mention) -> bool:
    """ "03 hợp đồng trên 1 tỷ đồng": of what worth they are."""
    money = units.MONEY_NOUNS.at(row.words, mention.unit_at) is not None
    return (
        money
        and bool(mention.comparator)
        and last.kind == "count"
        and mention.first - last.end <= 1
        and row.word(last.end) not in WALLS | {"đạt", "với"}
    )


def _is_size(row: Row, mention: Mention) -> bool:
    """ "65 inch", "OCOP 4 sao"; what something "đạt" is aimed at."""
    if mention.comparator or row.word(mention.first - 1) == "đạt":
        return False
    if row.word(mention.first - 1) in contexts.EXTENTS:
        return True
    size, noun = contexts.SIZES.at(row.words, mention.unit_at), units.NOUNS.at(row.words, mention.unit_at)
    return size is not None and (noun is None or noun[0] <= size[0])  # "nhân" of a processor, no "nhân viên"


def _without_cases(row: Row, mentions: list[Mention]) -> list[Mention]:
    """ "dưới 3 giờ với khám có 01 xét nghiệm": for what the number in front holds."""
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        joined = last and mention.kind == "count" and same_clause(row, last.end, mention.first)
        if _attends(row, mention) or not (last and joined and _says_for_what(row.words[last.end : mention.first])):
            kept.append(mention)
    return kept


def _attends(row: Row, mention: Mention) -> bool:
    """ "03 buổi giao lưu với doanh nghiệp có trên 200 sinh viên tham gia": how many came."""
    people = units.PEOPLE_NOUNS.at(row.words, mention.unit_at) is not None
    return people and not ATTENDED.isdisjoint(row.words[mention.unit_end : mention.end + 3])


def _says_for_what(between: tuple[str, ...]) -> bool:
    opening = next((i for i, word in enumerate(between) if word in {"với", "đối"}), None)
    return opening is not None and 2 < len(between) - opening < 9 and "có" in between[-2:] + between[-1:]


def _is_total(row: Row, rank: Mention, mention: Mention) -> bool:
    """ "Xếp thứ 6 trong 20 sở, ngành": among how many."""
    inside = same_clause(row, rank.end, mention.first)
    return inside and mention.kind == "count" and row.word(mention.first - 1) in {"trong", "trên", "số", "tổng"}


def _is_length_of_time(row: Row, mention: Mention, neighbours: list[Mention]) -> bool:
    """A length of time is a target only as a limit of its own ("xử lý hồ sơ không quá 03 ngày")."""
    base = mention.unit.split("/")[0].lower()
    if mention.kind != "count" or units.TIME_NOUNS.at(tuple(base.split()), 0) != (len(base.split()), True):
        return False
    if "/" in mention.unit and base in {"giờ", "phút", "ngày", "tiếng", "ngày công"}:
        return False
    mean = row.words[mention.first - 2 : mention.first] in {("trung", "bình"), ("bình", "quân")}
    if mean and row.word(clause_start(row, mention.first)) in {"ngày", "thời", "số"}:
        return False  # "Ngày điều trị trung bình 6,5 ngày"
    if row.word(mention.first - 1) == "còn" and "thời" in row.words[clause_start(row, mention.first) : mention.first]:
        return False  # "rút ngắn thời gian giải quyết còn 3 ngày"
    if mention.baseline is not None or base == "ngày công":
        return False  # "từ 7,2 ngày xuống còn 6,5 ngày": what changes is measured
    if base in {"tháng", "tuần"} and row.word(mention.unit_at + 1) == "/" and mention.unit_at + 2 < mention.end:
        return False
    if base == "ngày" and row.words[mention.first - 2 : mention.first] == ("tổ", "chức"):
        return False  # "tổ chức 6 ngày Chủ nhật xanh"
    if _is_each(row, mention) or _is_named_term(row, mention):
        return False
    if _tells_in_a_bracket(row, mention, neighbours) or _runs_from_an_event(row, mention):
        return True
    if _is_limit_of_the_next(row, mention, neighbours):
        return True
    if base == "giờ" and _is_work(row, mention):
        return False
    others = [m for m in neighbours if same_sentence(row, *_between(m, mention))]
    if not mention.comparator and any(m.unit == mention.unit and m.comparator in {"<=", "<"} for m in others):
        return False
    when = (
        contexts.WHEN_BEFORE.ending_at(row.words, mention.first) is not None
        or row.word(mention.unit_end) in contexts.WHEN_AFTER
    )
    limit = mention.comparator in {"<=", "<"} and base not in {"năm"}
    if limit:
        return any(same_clause(row, *_between(m, mention)) for m in others) and not _any(
            contexts.DURATIONS, row, sentence_start(row, mention.first), mention.end + 3
        )
    if when or not mention.comparator:
        return when or base in {"năm", "tháng", "tuần", "quý", "học kỳ", "học kì", "năm học", "kỳ học"} or bool(others)
    if base in {"năm", "tháng"} and mention.comparator in {">=", ">"} and _is_service(row, mention):
        return True
    if _any(contexts.DURATIONS, row, sentence_start(row, mention.first), mention.first):
        return False
    return base in {"năm"} or any(m.first < mention.first and same_clause(row, m.end, mention.first) for m in others)


def _is_service(row: Row, mention: Mention) -> bool:
    """ "Đoàn viên có thời gian công tác từ đủ 20 năm trở lên, … được tặng Kỷ niệm chương": who they are."""
    start = sentence_start(row, mention.first)
    served = not contexts.SERVICE.isdisjoint(row.words[start : mention.first])
    return served and units.PEOPLE_NOUNS.at(row.words, start) is not None


def _tells_in_a_bracket(row: Row, mention: Mention, neighbours: list[Mention]) -> bool:
    """ "thuốc cận hạn (còn dưới 6 tháng) chiếm dưới 3%": which ones the number behind the bracket measures."""
    start = clause_start(row, mention.first)
    if row.word(start - 1) != "(" or row.word(mention.end) != ")" or row.word(mention.end + 1) in SENTENCE_ENDS | {","}:
        return False
    return any(m.first > mention.end and same_sentence(row, mention.end, m.first) for m in neighbours)


def _runs_from_an_event(row: Row, mention: Mention) -> bool:
    """ "Trong vòng 03 ngày kể từ khi nhận đủ hồ sơ, phòng trả lời …": by when something is done, nothing is measured."""
    start = behind_bullet(row, clause_start(row, mention.first), mention.first)
    if row.word(start) != "trong" or start != mention.first:
        return False
    said = row.words[mention.end : mention.end + 3]
    return said[:2] in {("kể", "từ"), ("từ", "khi"), ("sau", "khi"), ("tính", "từ")}


def _is_limit_of_the_next(row: Row, mention: Mention, neighbours: list[Mention]) -> bool:
    """ "Trong vòng 30 phút kể từ khi tiếp nhận, 90% ca được hội chẩn": by when the share is reached."""
    if row.word(mention.first) != "trong" or mention.first != behind_bullet(
        row, clause_start(row, mention.first), mention.first
    ):
        return False
    return any(
        other.is_percent and other.first > mention.end and same_sentence(row, mention.end, other.first)
        for other in neighbours
    )


def _is_each(row: Row, mention: Mention) -> bool:
    """ "…, mỗi buổi 90 phút": how long one of them is."""
    start = clause_start(row, mention.first)
    return row.word(start) == "mỗi" and mention.first <= start + 4 and mention.unit in {"phút", "giờ", "ngày", "tuần"}


def _is_named_term(row: Row, mention: Mention) -> bool:
    """ "thời hạn mượn 14 ngày", in a clause of its own."""
    start = clause_start(row, mention.first)
    named = row.words[start : start + 2] in {("thời", "hạn"), ("thời", "gian"), ("thời", "lượng")}
    return named and mention.unit in {"phút", "giờ", "ngày", "ngày làm việc"} and mention.first <= start + 7


def _is_work(row: Row, mention: Mention) -> bool:
    """ "590 giờ nghiên cứu khoa học" is work that is done, no length of time."""
    at = mention.unit_end
    return row.token_kind(at) == "word" and row.word(at) not in contexts.WHEN_AFTER | contexts.AFTER_HOURS


def _between(one: Mention, other: Mention) -> tuple[int, int]:
    first, second = sorted((one, other), key=lambda m: m.first)
    return first.end, second.first
