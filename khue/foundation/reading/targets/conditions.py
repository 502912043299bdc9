"""When a number says for whom or when a rule holds: it is the condition of a rule, no target."""

from __future__ import annotations

import itertools

from ..lexicon import contexts, rules, units
from . import asked, consequences, scales, titles
from .clauses import CLAUSE_REACH, behind_bullet, clause_start, same_sentence
from .mentions import Mention
from .tokens import SENTENCE_ENDS, WALLS, Row

SUFFERING = frozenset({"mới", "bị", "được"})
SIZERS = frozenset({"từ", "trên", "dưới", "quá", "hơn"})
IF_REACH, WHICH_REACH, REST_REACH = 8, 6, 8  # words
SHAPED = rules.SHAPING_VERBS | {"bố", "mở"}


def ends(row: Row, mentions: list[Mention]) -> list[int]:
    """Where the conditions among the mentions end."""
    ruled: list[int] = []
    rule: Mention | None = None
    for mention, after in zip(mentions, [*mentions[1:], None], strict=False):
        if contexts.NEVER_UNITS.at(row.words, mention.unit_at):
            continue  # "trẻ em dưới 1 tuổi được tiêm chủng": who they are
        if _is_condition(row, mention, after) or (rule and _is_next_condition(row, rule, mention)):
            ruled.append(mention.end)
            rule = mention
    return ruled + _joined_conditions(row, mentions, ruled)


def coordinated(row: Row, one: Mention, other: Mention) -> bool:
    """Whether only "và" or a comma stands between two counts, or the second counts at the same rate as the first."""
    if "/" in one.unit and one.unit == other.unit and same_sentence(row, one.end, other.first):
        return True
    between = set(row.words[one.unit_end : other.first])
    joined = bool(between) and between <= {",", "và", "hoặc", "có", "hay"}
    return joined and not one.is_percent and not other.is_percent


def _is_condition(row: Row, mention: Mention, after: Mention | None) -> bool:
    if titles.is_under_a_rule_title(row, mention):
        return True
    if scales.is_first_band(row, mention):
        return True
    start = clause_start(row, mention.first)
    if mention.is_percent and mention.comparator in {"", "="}:
        return "nếu" in row.words[start : mention.first] and "thì" not in row.words[start : mention.first]
    opener = rules.CONDITIONS.at(row.words, start)
    if "thì" in row.words[start : mention.first]:
        return False
    if _is_told_by_a_word(row, start, mention) or _opens_a_grant(row, start, mention, after):
        return True
    if any(test(row, mention) for test in (asked.is_asked_of_who_is_given, asked.is_only_for)) or _says_which(
        row, start, mention
    ):
        return True
    if row.word(start - 1) == "(" and mention.comparator and row.word(clause_start(row, start - 1)) in {"đối", "nếu"}:
        return after is not None and "/" not in mention.unit
    if opener and row.word(start) in {"nếu", "trường", "khi"} | ({"trong"} if opener[0] > 1 else set()):
        ends = row.word(mention.end) in SENTENCE_ENDS or mention.end >= len(row)
        if _is_aimed_at(row, start, mention):
            return False
        return row.word(start) != "trường" or not ends  # "…, trường hợp đặc biệt không quá 35 SV/lớp"
    opening = behind_bullet(row, start, mention.first)
    if _is_shaped_later(row, opening, mention):
        return True
    if mention.comparator and (
        consequences.has_consequence(row, mention, opening) or consequences.comes_later(row, mention, opening)
    ):
        return True
    if mention.is_percent or not mention.comparator:
        return False
    later = after is not None and same_sentence(row, mention.end, after.first) and not _is_only_how_long(row, after)
    if row.word(start) in {"đối", "riêng", "với"} and _is_told_to_do(row, start, mention):
        return False
    if row.word(start) in {"đối", "riêng", "với"} and _clause_goes_on(row, mention.end) and mention.first > start:
        grants = row.word(start) == "đối" and bool(
            {"có", "đạt"} & {row.word(mention.first - 1), row.word(mention.first)}
        )
        return later or grants or bool({"phải", "cần"} & set(row.words[mention.end : mention.end + 6]))
    return _heads_a_rule(row, mention, start, later, opener is not None)


def _is_told_to_do(row: Row, start: int, mention: Mention) -> bool:
    """ "Đối với giáo viên dự ít nhất 18 tiết/năm", "Riêng khối 9 phấn đấu có ít nhất 15 em": what these do."""
    least = rules.LEAST & set(row.words[mention.first : mention.number])
    if least and row.word(start) == "riêng" and row.word(mention.first - 1) == "có":
        return True
    tables = (contexts.OWN_VERBS, contexts.ACTION_VERBS, contexts.DEEDS, contexts.HOST_DEEDS)
    verbs = (i for i in range(start + 2, mention.first) if row.word(i) not in {"có", "đạt"})
    does = any(table.at(row.words, i) for i in verbs for table in tables)
    return bool(least) and (does or "/" in mention.unit)


def _is_aimed_at(row: Row, start: int, mention: Mention) -> bool:
    """ "Khi ra trường có trên 90% sinh viên có việc làm", "Khi có sự cố phải báo không quá 30 phút", "Trường hợp vi phạm giảm trên 10%"."""
    said = row.words[start : mention.first]
    if row.word(start) == "trường":
        return "/" in mention.unit or not {"giảm", "tăng"}.isdisjoint(said)
    if row.word(start) != "khi":
        return False
    limit = mention.comparator == "<=" and units.TIME_NOUNS.at(row.words, mention.unit_at) is not None
    rest = row.words[mention.end : mention.end + CLAUSE_REACH]
    term = rules.ENDS_OF_TERMS.at(row.words, start + 1) is not None and {"phải", "thì"}.isdisjoint(rest)
    shaped = any(one == "được" and two in SHAPED for one, two in itertools.pairwise(said))
    return (
        limit
        or shaped
        or ("phấn", "đấu") in itertools.pairwise(said)
        or (term and not {"có", "đạt", "chiếm"}.isdisjoint(said))
    )


def _says_which(row: Row, start: int, mention: Mention) -> bool:
    """ "Sáp nhập các trường có dưới 8 lớp", "đối với các học phần từ 3 tín chỉ trở lên": which of them are meant."""
    often = "/" in mention.unit or rules.OCCASIONS.at(row.words, mention.unit_at) is not None
    if (
        often
        or mention.kind != "count"
        or row.word(mention.first) not in SIZERS
        or not _counted_to_the_end(row, mention)
    ):
        return False
    end = mention.first - (row.word(mention.first - 1) == "có")
    plural = next((i for i in range(end - 1, start, -1) if row.word(i) in {"các", "những"}), None)
    if plural is None or mention.first - plural > WHICH_REACH:
        return False
    noun = units.NOUNS.at(row.words, plural + 1)
    return end < mention.first or (noun is not None and plural + 1 + noun[0] == end)


def _counted_to_the_end(row: Row, mention: Mention) -> bool:
    """Whether nothing else is said of them behind the number in the clause."""
    return row.word(mention.end) in WALLS | {"và"} or mention.end >= len(row)


def _is_only_how_long(row: Row, mention: Mention) -> bool:
    """ "5.000 sinh viên có việc làm sau tốt nghiệp 3 tháng": when, nothing that a rule calls for."""
    return not mention.comparator and units.TIME_NOUNS.at(row.words, mention.unit_at) is not None


def _is_told_by_a_word(row: Row, start: int, mention: Mention) -> bool:
    """What only certain words of the text can tell is looked for only where they occur."""
    said = row.vocabulary
    return (
        _sizes_an_actor(row, behind_bullet(row, start, mention.first), mention)
        or ("thì" in said and consequences.then_follows(row, mention))
        or ("nào" in said and _whichever(row, start, mention))
        or (not rules.IFS.isdisjoint(said) and _under_if(row, start, mention))
        or (
            not SUFFERING.isdisjoint(said)
            and consequences.suffers(row, mention, behind_bullet(row, start, mention.first))
        )
    )


def _sizes_an_actor(row: Row, start: int, mention: Mention) -> bool:
    """ "Lớp dưới 20 học sinh ghép với lớp khác", "Đề tài trên 500 triệu đồng do Hội đồng xét": of which size, then what is done."""
    actor = rules.SIZED.at(row.words, start)
    if (
        actor is None
        or start + actor[0] != mention.first
        or mention.is_percent
        or row.word(mention.first) not in SIZERS
        or (row.words[start : mention.first] == ("hợp", "đồng") and consequences.counts_people(row, mention))
    ):
        return False  # "Hợp đồng từ 3 đến 5 giáo viên": a deed
    verb = row.word(mention.end)
    deed = contexts.OWN_VERBS.at(row.words, mention.end) or contexts.ACTION_VERBS.at(row.words, mention.end)
    granted = verb == "được" and any(
        table.at(row.words, mention.end + 1) for table in (contexts.OWN_VERBS, contexts.ACTION_VERBS)
    )
    return (
        granted
        or verb in {"do", "thi", "chỉ", "không"}
        or verb in rules.RULE_VERBS - {"có", "được"}
        or (deed is not None and verb not in {"đạt", "tham"})
    )


def _whichever(row: Row, start: int, mention: Mention) -> bool:
    """ "Đơn vị nào giải ngân dưới 80% kế hoạch sẽ bị phê bình": whoever does so."""
    if "nào" not in row.words[start + 1 : min(start + 4, mention.first)] or row.word(start) == "không":
        return False
    if "cũng" in row.words[start + 2 : mention.first]:
        return False  # "Lớp nào cũng có ít nhất 5 học sinh được khen thưởng"
    return not rules.OUTCOMES.isdisjoint(consequences.rest_of_clause(row, mention.end))


def _under_if(row: Row, start: int, mention: Mention) -> bool:
    """ "Đề tài được nghiệm thu khi có ít nhất 01 bài báo": what must be there before something is granted."""
    opening = next((i for i in range(mention.first - 1, start, -1) if row.word(i) in rules.IFS), None)
    if opening is None or row.word(opening - 1) in {"sau", "trước", "ngay", "từ"}:
        return False  # "sửa chữa sau khi có phiếu báo không quá 24 giờ": from when
    if row.word(opening) == "nếu":
        return True
    if mention.is_percent and rules.ENDS_OF_TERMS.at(row.words, opening + 1):
        return False  # "HS đạt trình độ A2 khi kết thúc lớp 9 chiếm 60%"
    if mention.first - opening > IF_REACH:
        return False
    states = row.word(opening + 1) in rules.STATES or opening + 1 == mention.first
    return states and not rules.GRANTS.isdisjoint(row.words[start:opening])


def _opens_a_grant(row: Row, start: int, mention: Mention, after: Mention | None) -> bool:
    """ "Phòng có diện tích từ 50 m2 trở lên lắp 02 bình chữa cháy": a threshold, then the deed that it calls for."""
    if after is None or after.is_percent or mention.kind != "count" or consequences.counts_people(row, mention):
        return False
    if mention.comparator not in {">=", ">", "<"} or rules.LEAST & set(row.words[mention.first : mention.number]):
        return False
    deed = contexts.OWN_VERBS.at(row.words, mention.end)
    return (
        deed is not None
        and after.first <= mention.end + deed[0] + 1
        and consequences.has_actor(row, start, mention.first)
    )


def _joined_conditions(row: Row, mentions: list[Mention], ruled: list[int]) -> list[int]:
    """ "có ít nhất 05 thành viên và 02 bài báo được xét …": what is joined to a condition is one."""
    pairs = itertools.pairwise(mentions)
    return [
        one.end
        for one, other in pairs
        if one.comparator and other.end in ruled and (coordinated(row, one, other) or _is_alternative(row, one, other))
    ]


def _is_alternative(row: Row, one: Mention, other: Mention) -> bool:
    """ "nghỉ quá 45 buổi hoặc có điểm trung bình dưới 3,5 thì không được lên lớp": either is reason enough."""
    between = row.words[one.end : other.first]
    return (
        "thì" in row.vocabulary
        and "hoặc" in between
        and WALLS.isdisjoint(between)
        and consequences.then_follows(row, other)
    )


def _is_next_condition(row: Row, rule: Mention, mention: Mention) -> bool:
    """ "Từ 9 đoàn viên trở lên được bầu …; dưới 9 đoàn viên bầu …": the other side of the threshold; "…, từ 02 lần trở lên bị …"."""
    if not asked.ASKED.isdisjoint(row.vocabulary) and (
        _are_marks(row, rule, mention) or _is_asked_too(row, rule, mention)
    ):
        return True
    if scales.is_on_a_scale(row, rule) and (row.word(mention.end) == ":" or scales.is_next_band(rule, mention)):
        return True  # "Thang đo: 3,41 - 4,20: hài lòng; dưới 2,61: không hài lòng"
    opens = mention.first == behind_bullet(row, clause_start(row, mention.first), mention.first)
    if not opens or not mention.comparator:
        return False
    inside = same_sentence(row, rule.end, mention.first)
    alike = (rule.unit, rule.comparator) == (mention.unit, mention.comparator) and row.word(mention.first - 1) == ","
    suffers = row.word(mention.end) == "bị"
    return (inside and (suffers or (alike and "khi" in row.vocabulary))) or (rule.unit, rule.low) == (
        mention.unit,
        mention.low,
    )


def _is_asked_too(row: Row, rule: Mention, mention: Mention) -> bool:
    """ "được xếp loại tốt khi tổng điểm từ 80 và không có tiêu chí nào dưới 50%": joined to what is asked."""
    between = row.words[rule.end : mention.first]
    joined = not {"và", "hoặc"}.isdisjoint(between) and WALLS.isdisjoint(between)
    if not joined or not mention.comparator:
        return False
    return asked.is_asked_of_who_is_given(row, rule) or _under_if(row, clause_start(row, rule.first), rule)


def _is_mark(row: Row, mention: Mention) -> bool:
    if mention.unit.split("/")[0].lower() in contexts.MARK_UNITS:
        return True
    return mention.kind == "bare" and "điểm" in row.words[clause_start(row, mention.first) : mention.first]


def _are_marks(row: Row, rule: Mention, mention: Mention) -> bool:
    """ "phải có tổng điểm từ 21,5 trở lên, không có môn nào từ 1,0 điểm trở xuống": marks that one must have together."""
    marks = all(_is_mark(row, m) for m in (rule, mention))
    return marks and bool(mention.comparator) and same_sentence(row, rule.end, mention.first)


def _clause_goes_on(row: Row, end: int) -> bool:
    """Whether a comma, "thì" or verb follows the clause that ends with this number."""
    index = end
    while index < min(len(row), end + CLAUSE_REACH) and row.word(index) not in WALLS:
        if row.word(index) in {"thì", "phải", "cần"}:
            return True
        index += 1
    return row.word(index) in {",", ":"}


def _says_what_was_done(row: Row, mention: Mention) -> bool:
    """ "15 sáng kiến được công nhận": done with what is counted; behind "trở lên" it comes of the number."""
    at = mention.end
    if row.word(at) != "được" or at != mention.unit_end:
        return False
    comma = next((i for i in range(at, min(len(row), at + consequences.REST_REACH)) if row.word(i) in WALLS), at)
    parts = row.words[comma : comma + 3] == (",", "trong", "đó")
    return parts or rules.RESULTS.at(row.words, at) is not None


def _is_shaped_later(row: Row, start: int, mention: Mention) -> bool:
    """ "Lớp nghề có từ 35 học sinh trở lên, khi học thực hành được chia thành 02 ca"."""
    if "trở" not in row.words[mention.unit_end : mention.end] or row.word(mention.end) != ",":
        return False
    end = next((i for i in range(mention.end, len(row)) if row.word(i) in SENTENCE_ENDS), len(row))
    behind = row.words[mention.end : min(end, mention.end + CLAUSE_REACH)]
    shaped = any(one in {"được", "phải"} and two in SHAPED for one, two in itertools.pairwise(behind))
    return shaped and consequences.has_actor(row, start, mention.first)


def _is_let_do(row: Row, mention: Mention) -> bool:
    """ "Các chi đoàn có ít nhất 09 đoàn viên được bầu ban chấp hành": what such a group may do."""
    rest = row.words[mention.end : mention.end + REST_REACH]
    if row.word(mention.end) == "tham" and {("được", "hỗ"), ("được", "mở"), ("được", "xét")} & set(
        itertools.pairwise(rest)
    ):
        return True  # "Những lớp có ít nhất 10 học sinh tham gia được hỗ trợ kinh phí"
    return row.word(mention.end) == "được" and row.word(mention.end + 1) in {
        "bầu",
        "thành",
        "mở",
        "bố",
        "chia",
        "ghép",
        "tách",
        "lập",
    }


def _heads_a_rule(row: Row, mention: Mention, start: int, later: bool, has_opener: bool) -> bool:
    """ "[trường có] từ 800 học sinh trở lên có 02 phòng máy": the first number says which schools."""
    if mention.kind == "top" or row.word(start) in {"mỗi", "từng", "toàn"}:
        return False
    least = rules.LEAST & set(row.words[mention.first : mention.number])
    if least and (mention.first == start or row.word(mention.first - 1) == "có") and not _is_let_do(row, mention):
        return False
    if row.words[mention.end : mention.end + 3] == ("có", "trình", "độ"):
        return False  # "trên 10 người có trình độ thạc sĩ": which ones
    verb = row.word(mention.end)
    if verb not in rules.CONDITION_VERBS or _says_what_was_done(row, mention):
        return False
    left = mention.first > start
    index = start
    while index < mention.first and (found := contexts.LEADING_VERBS.at(row.words, index)):
        index += found[0]
    only_verbs = index >= mention.first and left
    if only_verbs:
        return False
    shaped = (
        verb in rules.SHAPING_VERBS
        and consequences.counts_people(row, mention)
        and consequences.has_actor(row, start, mention.first)
    )
    return shaped or (later and verb in rules.RULE_VERBS) or (has_opener and not later)
