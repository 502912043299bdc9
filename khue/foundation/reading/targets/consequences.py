"""What comes of a number: whoever reaches or misses it is granted, forbidden or given something, so it is a condition."""

from __future__ import annotations

import itertools

from ..lexicon import contexts, rules, units
from . import numerals
from .clauses import clause_start
from .mentions import Mention
from .tokens import SENTENCE_ENDS, WALLS, Row

REST_REACH, EARNED_REACH, BRACKET_REACH, LATER_REACH = 12, 24, 20, 32  # words
ASKED_FOR = frozenset((word,) for word in ("xét", "cử", "dự", "thi", "bảo", "tốt", "miễn", "đề", "tiến", "đăng"))
PREPARED = frozenset({"thiết", "chuẩn", "trang"})
# What a rule lets a group or a thing of some size have done with it.
SHAPED = frozenset({"bố", "lắp", "ghép", "ghi", "tách", "chia"})
CLEAN = frozenset({("không", "bị"), ("không", "vi"), ("không", "nợ")})
OPENING_VERBS = (contexts.LEADING_VERBS, contexts.DEEDS, contexts.ACTION_VERBS, contexts.OWN_VERBS)


def suffers(row: Row, mention: Mention, start: int) -> bool:
    """ "Đoàn viên vắng họp 3 lần liên tiếp bị xóa tên", "phải đạt tối thiểu 120 tín chỉ mới đủ điều kiện tốt nghiệp"."""
    rest = rest_of_clause(row, mention.end)
    if mention.comparator and {("mới", "được"), ("mới", "đủ")} & set(itertools.pairwise(rest)):
        must = not {"phải", "cần"}.isdisjoint(row.words[start : mention.first])
        return must or has_actor(row, start, mention.first) or not _are_new(row, mention, rest)
    if mention.is_percent:
        return _lets(row, mention, start, rest) or _is_missed_share(row, mention, start, rest)
    if "quá" in row.words[mention.first : mention.number] and mention.comparator == ">" and "được" in rest:
        return has_actor(row, start, mention.first)  # "dạy thay quá 4 tiết trong một tuần được nghỉ bù"
    counted = rules.OCCASIONS.at(row.words, mention.unit_at) is not None and not _is_turn_of_people(row, mention)
    least = rules.LEAST & set(row.words[mention.first : mention.number])
    if counted and mention.comparator in {">", ">="} and not least and {"được", "phải"} & set(rest[:3]):
        return has_actor(row, start, mention.first)  # "nằm viện trên 30 ngày được hội chẩn lại"
    return counted and mention.comparator != "<=" and _somebody_suffers(rest) and has_actor(row, start, mention.first)


def _are_new(row: Row, mention: Mention, rest: tuple[str, ...]) -> bool:
    """ "Ít nhất 02 phòng học mới được xây dựng"; no "ít nhất 02 sáng kiến mới được xét …", "15 học viên đăng ký mới được mở lớp"."""
    new = rest.index("mới")
    if rest[new + 1] == "đủ" or rest[new + 2 : new + 3] in ASKED_FOR:
        return False
    return {"ký", "mặt", "đạt", "nộp", "dự"}.isdisjoint(rest[:new])


def _is_turn_of_people(row: Row, mention: Mention) -> bool:
    """ "hơn 5.000 lượt sinh viên được tư vấn": the people are counted, nobody earns anything by it."""
    behind = row.tokens[mention.unit_end].text if row.token_kind(mention.unit_end) == "word" else ""
    people = units.PEOPLE_NOUNS.at(row.words, mention.unit_end) is not None
    return row.word(mention.unit_at) == "lượt" and (people or behind.isupper())


def _lets(row: Row, mention: Mention, start: int, rest: tuple[str, ...]) -> bool:
    """ "Học viên vắng không quá 20% số tiết được dự thi": what somebody may do who keeps to it."""
    if not mention.comparator or not rules.HAVING & set(row.words[start + 1 : mention.first]):
        return False
    at = next((mention.end + i for i, word in enumerate(rest) if word == "được"), None)
    measured = mention.end > mention.unit_end and not {"mức", "tỷ", "tỉ"}.isdisjoint(row.words[start : mention.first])
    if at is None or not mention.end < at + measured <= mention.end + 4 or not rules.ADMISSION.at(row.words, at):
        return False
    people = any(units.PEOPLE_NOUNS.at(row.words, i) for i in range(mention.end, at))
    return not people and has_actor(row, start, mention.first)


def _is_missed_share(row: Row, mention: Mention, start: int, rest: tuple[str, ...]) -> bool:
    """ "Sinh viên vắng quá 20% số tiết bị cấm thi": of lessons, so "bị" tells of who missed them."""
    if mention.comparator not in {">", ">=", "<"} or not _somebody_suffers(rest, 1):
        return False  # "dưới 5% bị suy dinh dưỡng": a share of people
    if not rules.ATTENDING & set(row.words[start + 1 : mention.first]):
        return False
    people = any(units.PEOPLE_NOUNS.at(row.words, at) for at in (mention.end, mention.end + 1))
    return not people and _opens_with_actor(row, start)


def is_suffered(row: Row, at: int) -> bool:
    """Whether "bị" stands there by itself; in "thiết bị", "chuẩn bị", "trang bị" nobody suffers."""
    return row.word(at) == "bị" and row.word(at - 1) not in PREPARED


def _somebody_suffers(rest: tuple[str, ...], first: int = 0) -> bool:
    return any(word == "bị" and not (i and rest[i - 1] in PREPARED) for i, word in enumerate(rest) if i >= first)


def rest_of_clause(row: Row, end: int, reach: int = REST_REACH) -> tuple[str, ...]:
    """The words from there to the end of the clause, so many at most."""
    close = end
    while close < min(len(row), end + reach) and row.word(close) not in WALLS:
        close += 1
    return row.words[end:close]


def has_consequence(row: Row, mention: Mention, start: int) -> bool:
    """ "Lớp có trên 5% học sinh yếu không được xét thi đua", "Sinh viên nợ quá 24 tín chỉ bị cảnh báo"."""
    if _earns(row, mention, start):
        return True
    if not has_actor(row, start, mention.first):
        return False
    people = counts_people(row, mention)
    if not mention.is_percent and row.words[mention.end : mention.end + 2] == ("có", "thể"):
        return True
    if mention.is_percent and not rules.HAVING & set(row.words[start + 1 : mention.first]):
        return False
    for at in range(mention.end, min(len(row), mention.end + 12)):
        if row.word(at) in WALLS:
            return False
        if rules.CONSEQUENCES.at(row.words, at) and not _is_said_of_them(row, mention, at):
            return True
        if not mention.is_percent and not people and _follows(row, at, mention):
            return True
        if (
            people
            and row.word(at) == "được"
            and row.word(at + 1) in SHAPED
            and not _is_done_to_things(row, mention, at)
        ):
            return True
    return False


def _is_said_of_them(row: Row, mention: Mention, at: int) -> bool:
    """ "không quá 5% sinh viên phải học lại", "trên 30 học sinh thuộc diện hộ nghèo": no rule for who has them."""
    if mention.comparator == "<=" or (mention.is_percent and rules.OWED.at(row.words, at)):
        return True
    if mention.is_percent:
        people = units.PEOPLE_NOUNS.at(row.words, mention.end)
        return people is not None and at == mention.end + people[0]
    return row.word(at) == "thuộc" and counts_people(row, mention)


def _is_done_to_things(row: Row, mention: Mention, at: int) -> bool:
    """ "có ít nhất 10 sáng kiến được xét công nhận": the things are given it, not who has them."""
    least = rules.LEAST & set(row.words[mention.first : mention.number])
    named = mention.unit_end <= at <= mention.unit_end + 2 and {"đạt", "có"}.isdisjoint(
        row.words[mention.unit_end : at]
    )
    generic = row.word(clause_start(row, mention.first)) in {"tập", "cá", "đơn", "nhóm"}
    return bool(least) and named and row.word(mention.first - 1) == "có" and not generic


def _earns(row: Row, mention: Mention, start: int) -> bool:
    """ "Học sinh hoàn thành ít nhất 35 thử thách đọc sách được cấp thẻ": what somebody does to be given something."""
    who = units.PEOPLE_NOUNS.at(row.words, start)
    if who is None or mention.is_percent or counts_people(row, mention):
        return False
    rest = rest_of_clause(row, mention.end, EARNED_REACH)
    at = next((mention.end + i for i, w in enumerate(rest) if w == "được"), None)
    if at is None or rules.RESULTS.at(row.words, at) or contexts.NOMINALS.at(row.words, at + 1):
        return False
    if _is_done_to_things(row, mention, at) and units.WORK_NOUNS.at(row.words, mention.unit_at):
        return False
    return any(table.at(row.words, at) for table in (rules.ADMISSION, rules.EARNINGS))


def comes_later(row: Row, mention: Mention, start: int) -> bool:
    """ "Sinh viên tích lũy từ 60 tín chỉ trở lên, điểm … và không bị kỷ luật được đăng ký …": behind further conditions."""
    misses = row.word(start) in rules.ATTENDING and "quá" in row.words[mention.first : mention.number]
    if mention.is_percent or counts_people(row, mention):
        return False
    if not misses and not (has_actor(row, start, mention.first) and _opens_with_somebody(row, start)):
        return False  # but "Nghỉ học quá 45 buổi trong năm học, …, thì không được lên lớp"
    end = next((i for i in range(mention.end, len(row)) if row.word(i) in SENTENCE_ENDS), len(row))
    for at in range(mention.end, min(end, mention.end + LATER_REACH)):
        if row.word(at) == "thì" and row.word(at + 1) in {"được", "mới", "không", "bị", "đủ"}:
            return True
        if _tells_of_others(row, at):
            return False
        granted = row.word(at) == "được" and rules.ADMISSION.at(row.words, at)
        if granted and not contexts.NOMINALS.at(row.words, at + 1):
            return row.word(at - 1) != "," and _is_kept_clean(row, mention.end, at)
    return False


def _tells_of_others(row: Row, at: int) -> bool:
    """ "trong đó …", "15 đoàn viên …", "100% …", "mọi giáo viên …": what is said of others is no further condition."""
    if row.words[at : at + 2] == ("trong", "đó") or row.word(at) in {"mọi", "các", "những", "tất"}:
        return True
    counted = units.PEOPLE_NOUNS.at(row.words, at + 1) is not None or numerals.is_percent(row, at + 1)
    return row.token_kind(at) == "number" and counted


def _is_kept_clean(row: Row, first: int, end: int) -> bool:
    """ "… và không bị kỷ luật được …": a further condition of the same person, nothing else that is told."""
    return any(row.words[i : i + 2] in CLEAN for i in range(first, end))


def _opens_with_somebody(row: Row, start: int) -> bool:
    return row.word(start) in {"tập", "cá"} or units.PEOPLE_NOUNS.at(row.words, start) is not None


def then_follows(row: Row, mention: Mention) -> bool:
    """ "… dưới 20 sinh viên đăng ký thì …"; what stands in brackets between is passed over."""
    at, end = mention.end, mention.end + (8 if mention.comparator else 1)
    while at < min(end, len(row)):
        closing = _closing(row, at) if row.word(at) == "(" else None
        if closing is not None:
            at, end = closing, end + closing - at
        elif row.word(at) in WALLS:
            return False
        elif row.word(at) == "thì":
            return True
        at += 1
    return False


def _closing(row: Row, opening: int) -> int | None:
    behind = range(opening + 1, min(len(row), opening + BRACKET_REACH))
    return next((i for i in behind if row.word(i) == ")"), None)


def _follows(row: Row, at: int, mention: Mention) -> bool:
    """What comes of it: "bị …", or right behind the number "được xét …"."""
    suffers_so = is_suffered(row, at)
    if (mention.comparator == "<=" and suffers_so) or _is_done_to_things(row, mention, at):
        return False  # "không quá 2 máy bị hỏng"
    if "/" in mention.unit and suffers_so:
        return False  # "dưới 5 ca bị biến chứng/năm"
    if row.word(at) == "được" and row.word(at + 1) in SHAPED and at >= mention.unit_end:
        return True  # "Phòng ở có trên 6 sinh viên được lắp thêm quạt"
    if suffers_so or row.words[at : at + 2] in {("được", "xét"), ("được", "ghép")}:
        return True
    granted = rules.ADMISSION.at(row.words, at) if row.word(at) in {"được", "mới"} and at <= mention.end + 3 else None
    if contexts.NOMINALS.at(row.words, at + 1):
        return False  # "02 sáng kiến được cấp huyện công nhận"
    done = rules.RESULTS.at(row.words, at) if at == mention.unit_end else None
    return granted is not None and (done is None or done[0] < granted[0])


def has_actor(row: Row, start: int, end: int) -> bool:
    """Whether the clause opens with somebody or something, not with a deed or a will ("Tổ chức …", "Mỗi lớp …")."""
    if start >= end:
        return False
    thing = units.NOUNS.at(row.words, start)
    deed = max((found[0] for table in OPENING_VERBS[1:3] if (found := table.ending_at(row.words, end))), default=0)
    if deed and row.word(end - 1) not in {"có", "đạt"} and not (thing and start + thing[0] == end - deed):
        return False  # but a "gói mua sắm" is a thing
    return _opens_with_actor(row, start)


def _opens_with_actor(row: Row, start: int) -> bool:
    verb = max((found[0] for table in OPENING_VERBS if (found := table.at(row.words, start))), default=0)
    noun = units.NOUNS.at(row.words, start)
    return row.word(start) not in contexts.WHOLES and (verb == 0 or (noun is not None and noun[0] > verb > 0))


def counts_people(row: Row, mention: Mention) -> bool:
    """Whether its unit is people."""
    return units.PEOPLE_NOUNS.at(row.words, mention.unit_at) is not None
