"""Which number phrases are no targets: conditions, who is counted, lengths of time, points in return, baselines."""

from __future__ import annotations

from ..lexicon import contexts, grades, units
from . import admission, baselines, conditions, counted, lengths, points
from .clauses import (
    behind_bullet,
    clause_start,
    same_clause,
    same_sentence,
    sentence_start,
)
from .mentions import Mention
from .tokens import WALLS, Row

ATTRIBUTES = frozenset({("độ", "cận"), ("tuổi", "đời"), ("huyết", "áp")})
NAMING = frozenset({"trình", "hình", "trào", "hiệu", "động"})
FRAME_REACH = 6  # words
TAKEN_REACH = 30  # words
LARGEST_IN_A_NAME = 12
ATTENDED = frozenset({"tham", "dự"})
COUNTED_SIZES = frozenset({"tiết", "kênh", "chỗ", "lít", "trang", "cổng"})


def targets_among(row: Row, mentions: list[Mention]) -> tuple[list[Mention], list[int]]:
    """The mentions that are targets, in order, with baselines taken from those that are not; where conditions end."""
    kept = baselines.with_baselines(row, points.without_points(row, mentions))
    ruled = conditions.ends(row, kept)
    kept = [m for m in kept if not (m.end in ruled or admission.admits(row, m))]
    kept = _without_what_is_never(row, kept)
    kept = _without_cases(row, counted.without_the_counted(row, _without_descriptions(row, kept)))
    kept = [
        m
        for i, m in enumerate(kept)
        if not lengths.is_only_how_long(row, m, [*kept[max(0, i - 3) : i], *kept[i + 1 : i + 4]])
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
        test(row, mention)
        for test in (
            points.is_worth,
            _is_weight,
            _is_far,
            _is_pay_grade,
            _is_choice,
            _is_marked,
            _is_of_a_machine,
            _is_how_somebody_is,
            _is_a_game,
            _is_lowered,
            _is_taken_away,
            _is_an_age,
        )
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
    graded = (
        grades.GRADES.at(row.words, opening + 1)
        or row.word(opening + 1) in {"từ", "trên", "dưới"}
        or row.token_kind(opening + 1) == "number"
    )
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
    if mention.unit == "lớp" and _is_class_name(row, mention.unit_end):
        return True  # "riêng hai lớp 9A, 9B"
    if row.word(mention.unit_at) == "tập" and row.token_kind(mention.unit_end) == "number":
        return True  # "SGK Toán 3 tập 1"
    if row.word(mention.number - 1) == "bộ" and row.word(mention.unit_at) in {"tiêu", "chỉ"}:
        return True
    named = {"thang", "khung"} & set(row.words[max(0, mention.number - FRAME_REACH) : mention.number])
    if named and row.word(mention.unit_at) in {"mức", "bậc"}:
        return not mention.comparator or "khung" in named  # "theo Khung năng lực ngoại ngữ 6 bậc"
    one_of = row.word(mention.first - 1) == "trong" and row.token_kind(mention.first - 2) == "number"
    return one_of and row.word(mention.unit_at) in {"mức", "loại", "hạng"}


def _is_class_name(row: Row, at: int) -> bool:
    letter = row.word(at + 1)
    return row.token_kind(at) == "number" and row.glued(at) and len(letter) <= 2 and letter.isalnum()


def _is_marked(row: Row, mention: Mention) -> bool:
    """ "tổng điểm 3 môn", "điểm học bạ 3 môn": of what the marks are."""
    if mention.comparator or row.word(mention.unit_at) not in {"môn", "bài"}:
        return False
    before = range(max(0, mention.first - 3), mention.first)
    return any(row.words[i : i + 2] in {("tổng", "điểm"), ("điểm", "học")} for i in before)


def _is_a_game(row: Row, mention: Mention) -> bool:
    """ "giải bóng đá mini 5 người": how it is played."""
    return mention.unit == "người" and row.word(mention.first - 1) == "mini" and not mention.comparator


def _is_an_age(row: Row, mention: Mention) -> bool:
    """ "tuổi không quá 55"."""
    return mention.kind == "bare" and bool(mention.comparator) and row.word(mention.first - 1) == "tuổi"


def _is_taken_away(row: Row, mention: Mention) -> bool:
    """ "bị trừ 25% số điểm của bài thi, lần hai trừ 30%": what comes of it; "giảm trừ 10% học phí" is done."""
    if not mention.is_percent or row.word(mention.first - 1) != "trừ" or row.word(mention.first - 2) == "giảm":
        return False
    near = range(max(0, mention.first - TAKEN_REACH), min(len(row), mention.first + TAKEN_REACH))
    points = (i for i in near if row.word(i) == "trừ" and "điểm" in row.words[i : i + 6])
    return next(points, None) is not None or any(row.words[i : i + 2] == ("bị", "trừ") for i in near)


def _is_lowered(row: Row, mention: Mention) -> bool:
    """ "hạ 01 bậc xếp loại": what comes of it."""
    return mention.unit in {"bậc", "hạng"} and row.word(mention.first - 1) == "hạ" and "loại" in row.vocabulary


def _is_how_somebody_is(row: Row, mention: Mention) -> bool:
    """ "cho học sinh có độ cận trên 3 đi-ốp": who they are."""
    at = mention.first
    feverish = row.word(at - 1) == "sốt" and row.word(mention.unit_at) in {"độ", "°"}
    return bool(mention.comparator) and (row.words[at - 2 : at] in ATTRIBUTES or feverish)


def _is_of_a_machine(row: Row, mention: Mention) -> bool:
    """ "cấu hình RAM từ 8GB trở lên": which machines."""
    parts = {"ram", "cấu", "cpu"}
    if mention.unit.lower() in {"inch", "lumen", "gsm", "hz", "dpi"} and not mention.comparator:
        return True
    memory = mention.unit.lower() in {"gb", "tb", "ghz", "mb"} or row.word(mention.unit_at) in {"gb", "tb", "ghz"}
    return memory and not parts.isdisjoint(row.words[max(0, mention.number - 6) : mention.number])


def _is_far(row: Row, mention: Mention) -> bool:
    """ "cách trung tâm 5 km": where something lies."""
    return mention.unit in {"km", "m"} and "cách" in row.words[max(0, mention.first - 5) : mention.first]


def _without_descriptions(row: Row, mentions: list[Mention]) -> list[Mention]:
    """Drop sizes of what is counted just before ("15 bộ bàn ghế 2 chỗ ngồi", "03 ti vi 65 inch")."""
    kept: list[Mention] = []
    for mention in mentions:
        if kept and kept[-1].kind == "rank" and _is_total(row, kept[-1], mention):
            continue
        size = _is_size(row, mention) and not (kept and _is_beside(row, kept[-1], mention))
        if kept and (_is_worth(row, kept[-1], mention) or _is_star(row, kept[-1], mention)):
            continue
        if not (size and kept and kept[-1].kind == "count" and same_clause(row, kept[-1].end, mention.first)):
            kept.append(mention)
    return kept


def _is_star(row: Row, last: Mention, mention: Mention) -> bool:
    """ "03 sản phẩm OCOP từ 3 sao trở lên": which ones."""
    return mention.unit == "sao" and last.kind == "count" and same_clause(row, last.end, mention.first)


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
