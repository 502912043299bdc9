"""Which number phrases are no targets: conditions, who is counted, lengths of time, points in return, baselines."""

from __future__ import annotations

from ..lexicon import comparators, contexts, units
from ..lexicon.phrases import PhraseTable, phrases
from . import points
from .mentions import Mention
from .tokens import SENTENCE_ENDS, WALLS, Row

CLAUSE_REACH, SENTENCE_REACH = 60, 80  # words; longer ones are no language
BULLETS = frozenset({"-", "–", "—", "+", "•", "*"})
OPENING_VERBS = (contexts.LEADING_VERBS, contexts.DEEDS, contexts.ACTION_VERBS, contexts.OWN_VERBS)
PART_WORDS = phrases("trong đó | gồm | bao gồm | cụ thể | còn | riêng")


def targets_among(row: Row, mentions: list[Mention]) -> tuple[list[Mention], list[int]]:
    """The mentions that are targets, in order, with baselines taken from those that are not; where conditions end."""
    kept = _with_baselines(row, points.without_points(row, mentions))
    behind = [*kept[1:], None]
    ruled: list[int] = []
    rule: Mention | None = None
    for mention, after in zip(kept, behind, strict=False):
        if _is_condition(row, mention, after) or (rule and _is_next_condition(row, rule, mention)):
            ruled.append(mention.end)
            rule = mention
    ruled += _joined_conditions(row, kept, ruled)
    kept = [m for m in kept if not (m.end in ruled or _is_admission(row, m))]
    kept = _without_what_is_never(row, kept)
    kept = _without_the_counted(row, _without_descriptions(row, kept))
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
    for mention in mentions:
        listed = dropped and dropped.unit == mention.unit and mention.first - dropped.end <= 4
        if _is_never(row, mention) or (listed and not mention.comparator and not mention.is_percent):
            dropped = mention
        else:
            kept.append(mention)
            dropped = None
    return kept


def clause_start(row: Row, index: int) -> int:
    """The first token of the clause (no comma, bracket or stop inside) that `index` is in."""
    return max(row.clause_starts[max(index, 0)], index - CLAUSE_REACH)


def sentence_start(row: Row, index: int) -> int:
    """The first token of the sentence or line that `index` is in, behind its bullet."""
    return _behind_bullet(row, max(row.sentence_starts[index], index - SENTENCE_REACH), index)


def _behind_bullet(row: Row, start: int, end: int) -> int:
    while start < end and row.word(start) in BULLETS:
        start += 1
    return start


def same_clause(row: Row, first: int, end: int) -> bool:
    """Whether nothing between two places divides clauses."""
    if end - first > SENTENCE_REACH:
        return False
    walls = [i for i in range(first, end) if row.word(i) in WALLS and not _is_list_comma(row, i)]
    return not walls and not any(PART_WORDS.at(row.words, i) for i in range(first, end))


def _is_list_comma(row: Row, index: int) -> bool:
    """ "lớp 3, 4, 5", "bác sĩ, điều dưỡng": the comma between two numbers or people divides no clauses."""
    if row.word(index) != ",":
        return False
    if units.PEOPLE_NOUNS.ending_at(row.words, index) and units.PEOPLE_NOUNS.at(row.words, index + 1):
        return True
    if not row.token_kind(index - 1) == row.token_kind(index + 1) == "number":
        return False
    return not any(table.at(row.words, index + 2) for table in (units.PERCENTS, units.NOUNS))


def same_sentence(row: Row, first: int, end: int) -> bool:
    return end - first <= SENTENCE_REACH and not any(word in SENTENCE_ENDS for word in row.words[first:end])


def _is_never(row: Row, mention: Mention) -> bool:
    if mention.kind == "count" and not mention.comparator and row.word(mention.number - 1) == "theo":
        return True
    if mention.kind == "count" and not mention.comparator and contexts.DESCRIBED.ending_at(row.words, mention.number):
        return True
    if not mention.comparator and "/" not in mention.unit and contexts.MEANS.ending_at(row.words, mention.number):
        return True
    base = row.words[max(0, mention.first - 3) : mention.first]
    if base[-2:] == ("trong", "số") or (base[-2:] == ("tổng", "số") and base[0] in {"trong", "trên", "của"}):
        return True
    never, noun = contexts.NEVER_UNITS.at(row.words, mention.unit_at), units.NOUNS.at(row.words, mention.unit_at)
    return never is not None and (noun is None or noun[0] <= never[0])


def _with_baselines(row: Row, mentions: list[Mention]) -> list[Mention]:
    """ "tăng từ 68% lên 80%", "80% (năm học trước 68%)", "so với 68%": 68 is the baseline, no target."""
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        if last and _is_aim_after_state(row, last, mention):
            kept[-1] = mention._replace(baseline=last.low)
        elif last and last.baseline is None and _is_lift(row, last, mention):
            kept[-1] = mention._replace(baseline=last.low, first=last.first)
        elif not (_is_past(row, mention) or (last and _is_earlier_year(row, last, mention))):
            kept.append(mention)
        elif (at := _whose_past(row, kept, mention)) is not None:
            kept[at] = kept[at]._replace(baseline=mention.low)
    return kept


def _whose_past(row: Row, kept: list[Mention], mention: Mention) -> int | None:
    """Which number was `mention` before: the nearest one with its unit in the sentence, else the last one."""
    open_ones = [i for i, m in enumerate(kept) if m.baseline is None and same_sentence(row, m.end, mention.first)]
    alike = [i for i in open_ones if kept[i].unit == mention.unit]
    return alike[-1] if alike else len(kept) - 1 if len(kept) - 1 in open_ones else None


def _is_earlier_year(row: Row, last: Mention, mention: Mention) -> bool:
    """ "99% (năm 2023: 98,6%)", "đạt 3,2 tỷ đồng, tăng so với năm 2023 (2,78 tỷ đồng)": what it was."""
    opening = row.words[: mention.first][::-1].index("(") if "(" in row.words[last.end : mention.first] else None
    if opening is None:
        return False
    bracket = mention.first - 1 - opening
    lead = [row.word(i) for i in range(bracket + 1, mention.first)]
    if not lead:
        year = [i for i in range(last.end, bracket) if comparators.VERSUS.at(row.words, i)]
        return bool(year) and row.word(mention.end) == ")"
    dated = lead[0] == "năm" and set(lead[1:]) <= {"học", ":", "đạt", "là", "-", "–", *(w for w in lead if w.isdigit())}
    if not dated or last.unit != mention.unit or mention.comparator not in {"", "="}:
        return False
    years = [int(w) for w in lead if w.isdigit() and len(w) == 4]
    planned = [int(w) for w in row.words[row.sentence_starts[last.first] : bracket] if w.isdigit() and len(w) == 4]
    return bool(years) and (not planned or years[0] < max(planned))


def _is_aim_after_state(row: Row, state: Mention, aim: Mention) -> bool:
    """ "Hiện trạng 5%, mục tiêu 15%"."""
    start = clause_start(row, state.first)
    known = row.word(start - 1) != "(" and contexts.PAST.at(row.words, start) is not None
    return known and state.unit == aim.unit and contexts.AIMS.at(row.words, clause_start(row, aim.first)) is not None


def _is_lift(row: Row, low: Mention, high: Mention) -> bool:
    if "từ" not in row.words[max(0, low.first - 1) : low.number] or high.first - low.end > 14:
        return False
    if any(word in {";", ".", "\n"} for word in row.words[low.end : high.first]) or low.high is not None:
        return False
    for at in range(max(low.end, high.first - 3), high.number):
        found = comparators.LIFT.at(row.words, at)
        if found and at + found[0] <= high.number and row.word(at - 1) != "trở":
            return True
    return _is_lift_by_year(row, low, high)


def _is_lift_by_year(row: Row, low: Mention, high: Mention) -> bool:
    """ "từ 68% năm 2021 đến 80% năm 2025"."""
    between = row.words[low.end : high.number]
    return "năm" in between and bool({"đến", "tới"} & set(row.words[high.number - 1 : high.number]))


def _is_past(row: Row, mention: Mention) -> bool:
    """A number of last year: in a bracket that opens with it, or right after "so với"."""
    start = clause_start(row, mention.first)
    if row.word(start - 1) == ":" and mention.first == start:
        start = clause_start(row, start - 1)
    in_bracket = row.word(start - 1) == "("
    if in_bracket and contexts.PAST.at(row.words, start):
        return True
    at = mention.first
    while row.word(at - 1) in {"mức", "là", "tỷ", "lệ", "từ"}:
        at -= 1
    return row.word(at - 1) == "với" and row.word(at - 2) == "so"


def _is_condition(row: Row, mention: Mention, after: Mention | None) -> bool:
    if contexts.RULE_TITLES.at(row.words, sentence_start(row, mention.first)):
        return True
    if mention.is_percent and mention.comparator in {"", "="}:
        return False
    start = clause_start(row, mention.first)
    opener = contexts.CONDITIONS.at(row.words, start)
    if "thì" in row.words[start : mention.first]:
        return False
    if _then_follows(row, mention):
        return True
    if row.word(start - 1) == "(" and mention.comparator and row.word(clause_start(row, start - 1)) in {"đối", "nếu"}:
        return after is not None
    if opener and row.word(start) in {"nếu", "trường", "khi"} | ({"trong"} if opener[0] > 1 else set()):
        return True
    if _has_consequence(row, mention, _behind_bullet(row, start, mention.first)):
        return True
    if mention.is_percent or not mention.comparator:
        return False
    later = after is not None and same_sentence(row, mention.end, after.first)
    if row.word(start) in {"đối", "riêng", "với"} and _clause_goes_on(row, mention.end) and mention.first > start:
        grants = row.word(start) == "đối" and bool(
            {"có", "đạt"} & {row.word(mention.first - 1), row.word(mention.first)}
        )
        return later or grants or bool({"phải", "cần"} & set(row.words[mention.end : mention.end + 6]))
    return _heads_a_rule(row, mention, start, later, opener is not None)


def _joined_conditions(row: Row, mentions: list[Mention], ruled: list[int]) -> list[int]:
    """ "có ít nhất 05 thành viên và 02 bài báo được xét …": what is joined to a condition is one."""
    pairs = zip(mentions, mentions[1:], strict=False)
    return [one.end for one, other in pairs if one.comparator and other.end in ruled and _coordinated(row, one, other)]


def _is_next_condition(row: Row, rule: Mention, mention: Mention) -> bool:
    """ "Từ 9 đoàn viên trở lên được bầu …; dưới 9 đoàn viên bầu …": the other side of the threshold; "…, từ 02 lần trở lên bị …"."""
    opens = mention.first == _behind_bullet(row, clause_start(row, mention.first), mention.first)
    if not opens or not mention.comparator:
        return False
    suffers = row.word(mention.end) == "bị" and same_sentence(row, rule.end, mention.first)
    return suffers or (rule.unit, rule.low) == (mention.unit, mention.low)


def _has_consequence(row: Row, mention: Mention, start: int) -> bool:
    """ "Lớp có trên 5% học sinh yếu không được xét thi đua", "Sinh viên nợ quá 24 tín chỉ bị cảnh báo"."""
    if not mention.comparator or not _has_actor(row, start, mention.first):
        return False
    people = _counts_people(row, mention)
    if mention.is_percent and not contexts.HAVING & set(row.words[start + 1 : mention.first]):
        return False
    for at in range(mention.end, min(len(row), mention.end + 12)):
        if row.word(at) in WALLS:
            return False
        if contexts.CONSEQUENCES.at(row.words, at):
            return True
        if not mention.is_percent and not people and _follows(row, at, mention):
            return True
    return False


def _then_follows(row: Row, mention: Mention) -> bool:
    """ "… dưới 20 sinh viên đăng ký thì …"."""
    for at in range(mention.end, mention.end + 8 if mention.comparator else mention.end + 1):
        if row.word(at) in WALLS:
            return False
        if row.word(at) == "thì":
            return True
    return False


def _follows(row: Row, at: int, mention: Mention) -> bool:
    """What comes of it: "bị …", or right behind the number "được xét …"."""
    if row.word(at) == "bị" or row.words[at : at + 2] == ("được", "xét"):
        return True
    return (
        row.word(at) in {"được", "mới"} and at <= mention.end + 3 and contexts.ADMISSION.at(row.words, at) is not None
    )


def _has_actor(row: Row, start: int, end: int) -> bool:
    """Whether the clause opens with somebody or something, not with a deed or a will ("Tổ chức …", "Mỗi lớp …")."""
    if start >= end or row.word(start) in contexts.WHOLES:
        return False
    if row.word(end - 1) not in {"có", "đạt"} and any(table.ending_at(row.words, end) for table in OPENING_VERBS[1:3]):
        return False
    return not any(table.at(row.words, start) for table in OPENING_VERBS)


def _counts_people(row: Row, mention: Mention) -> bool:
    return units.PEOPLE_NOUNS.at(row.words, mention.unit_at) is not None


def _clause_goes_on(row: Row, end: int) -> bool:
    """Whether a comma, "thì" or verb follows the clause that ends with this number."""
    index = end
    while index < min(len(row), end + CLAUSE_REACH) and row.word(index) not in WALLS:
        if row.word(index) in {"thì", "phải", "cần"}:
            return True
        index += 1
    return row.word(index) in {",", ":"}


def _heads_a_rule(row: Row, mention: Mention, start: int, later: bool, has_opener: bool) -> bool:
    """ "[trường có] từ 800 học sinh trở lên có 02 phòng máy": the first number says which schools."""
    if mention.kind == "top":
        return False
    verb = row.word(mention.end)
    if verb not in contexts.CONDITION_VERBS:
        return False
    left = mention.first > start
    index = start
    while index < mention.first and (found := contexts.LEADING_VERBS.at(row.words, index)):
        index += found[0]
    only_verbs = index >= mention.first and left
    if only_verbs:
        return False
    return (later and verb in contexts.RULE_VERBS) or (has_opener and not later)


def _is_admission(row: Row, mention: Mention) -> bool:
    """A mark that admits or qualifies somebody ("từ 18 điểm trở lên được xét tuyển")."""
    is_mark = mention.unit.split("/")[0].lower() in contexts.MARK_UNITS
    if not is_mark and mention.kind not in {"bare", "scale"}:
        return False
    if (
        is_mark
        and row.word(mention.first - 1) == "("
        and "chuẩn" in row.words[clause_start(row, mention.first - 1) : mention.first]
    ):
        return True
    start, end = mention.first, mention.end
    while start > max(0, mention.first - SENTENCE_REACH) and row.word(start - 1) not in SENTENCE_ENDS:
        start -= 1
    while end < min(len(row), mention.end + SENTENCE_REACH) and row.word(end) not in SENTENCE_ENDS:
        end += 1
    if not is_mark and not _any(contexts.MARK_SUBJECTS, row, start, mention.first):
        return False
    return "lòng" not in row.words[start:end] and any(
        contexts.ADMISSION.at(row.words, at) and not _is_denied(row, at) for at in range(start, end)
    )


def _is_denied(row: Row, index: int) -> bool:
    """ "…, không có sinh viên nào bị trả về": what does not happen qualifies nobody."""
    start = clause_start(row, index)
    return row.words[start : start + 2] in {("không", "có"), ("không", "để"), ("không", "còn")}


def _any(table: PhraseTable[bool], row: Row, first: int, end: int) -> bool:
    return any(table.at(row.words, index) for index in range(first, end))


def _without_the_counted(row: Row, mentions: list[Mention]) -> list[Mention]:
    """Drop the numbers that only say who is counted ("học sinh biết chơi ít nhất 01 môn đạt 100%")."""
    counted: set[int] = set()
    for index in range(len(mentions) - 2, -1, -1):
        behind = mentions[index + 1]
        chained = index + 1 in counted and _coordinated(row, mentions[index], behind)
        if chained or (index + 1 not in counted and _measured_by(row, mentions[index], behind)):
            counted.add(index)
    for index in range(1, len(mentions)):
        chained = index - 1 in counted and _coordinated(row, mentions[index - 1], mentions[index])
        within = mentions[index].kind == "top" and same_clause(row, mentions[index - 1].end, mentions[index].first)
        if index not in counted and (
            chained
            or (within and "và" not in row.words[mentions[index - 1].end : mentions[index].first])
            or _inside_percent(row, mentions, index, counted)
        ):
            counted.add(index)
    return [mention for index, mention in enumerate(mentions) if index not in counted]


def _without_descriptions(row: Row, mentions: list[Mention]) -> list[Mention]:
    """Drop sizes of what is counted just before ("15 bộ bàn ghế 2 chỗ ngồi", "03 ti vi 65 inch")."""
    kept: list[Mention] = []
    for mention in mentions:
        if kept and kept[-1].kind == "rank" and _is_total(row, kept[-1], mention):
            continue
        size = contexts.SIZES.at(row.words, mention.unit_at) is not None and not mention.comparator
        if not (size and kept and kept[-1].kind == "count" and same_clause(row, kept[-1].end, mention.first)):
            kept.append(mention)
    return kept


def _is_total(row: Row, rank: Mention, mention: Mention) -> bool:
    """ "Xếp thứ 6 trong 20 sở, ngành": among how many."""
    inside = same_clause(row, rank.end, mention.first)
    return inside and mention.kind == "count" and row.word(mention.first - 1) in {"trong", "trên", "số", "tổng"}


def _coordinated(row: Row, one: Mention, other: Mention) -> bool:
    """Whether only "và" or a comma stands between two counts, or the second counts at the same rate as the first."""
    if "/" in one.unit and one.unit == other.unit and same_sentence(row, one.end, other.first):
        return True
    joined = set(row.words[one.unit_end : other.first]) <= {",", "và", "hoặc", "có", "hay"}
    return joined and not one.is_percent and not other.is_percent


def _measured_by(row: Row, mention: Mention, main: Mention) -> bool:
    """Whether `mention` stands in the noun phrase that `main`, behind it, measures."""
    between = row.words[mention.end : main.first]
    direct_colon = bool(between) and between[-1] == ":"
    if not same_clause(row, mention.end, main.first - direct_colon) or set(between[-1:]) & {"và", "hoặc", "với"}:
        return False
    start = clause_start(row, mention.first)
    index = start
    while index < mention.first and (found := contexts.LEADING_VERBS.at(row.words, index)):
        index += found[0]
    if mention.kind == "bare" or mention.unit == "điểm":
        return (
            main.is_percent and len(between) <= 3 and bool(set(row.words[mention.end : main.number]) & contexts.LINKING)
        )
    if index >= mention.first:
        return False
    links = bool(set(row.words[max(mention.end, main.first - 3) : main.number]) & contexts.LINKING)
    if main.is_percent:
        alike = mention.is_percent and not {"và", "hoặc"} & set(between)
        return not mention.is_percent or (alike and links and _has_verb(row, start, mention.first))
    if _waits(row, mention, main):
        return True
    return links and row.word(index) in contexts.QUANTITIES and len(between) > 0 and not mention.is_percent


def _waits(row: Row, mention: Mention, main: Mention) -> bool:
    """ "Thời gian chờ khám …, có làm thêm 01 xét nghiệm dưới 3 giờ": what is waited for."""
    limit = main.comparator in {"<", "<="} and units.TIME_NOUNS.at(row.words, main.unit_at) is not None
    named = row.words[sentence_start(row, mention.first) :][:2] == ("thời", "gian")
    return limit and named and not mention.comparator


def _has_verb(row: Row, first: int, end: int) -> bool:
    return any(word in {"có", "đạt", "được", "với", "hoàn"} for word in row.words[first:end])


def _inside_percent(row: Row, mentions: list[Mention], index: int, counted: set[int]) -> bool:
    """Whether a percent in front ("100% giảng viên có ít nhất 01 bài báo") has this number in its noun phrase."""
    mention = mentions[index]
    lead = next((i for i in range(index - 1, -1, -1) if i not in counted), None)
    if lead is None or not mentions[lead].is_share or not _leads(row, mentions[lead]):
        return False
    percent = mentions[lead]
    between = row.words[percent.end : mention.first]
    if not same_clause(row, percent.end, mention.first) or not between or between[-1] in {"và", "hoặc", "với"}:
        return False
    return not (mention.is_percent and "và" in between)


def _leads(row: Row, percent: Mention) -> bool:
    """Whether the noun that a percent measures stands behind it ("100% giáo viên …")."""
    behind = row.word(percent.end)
    return (
        percent.end < len(row)
        and row.tokens[percent.end].kind == "word"
        and behind not in {"và", "hoặc", "so", "trong", "theo"}
    )


def _is_length_of_time(row: Row, mention: Mention, neighbours: list[Mention]) -> bool:
    """A length of time is a target only as a limit of its own ("xử lý hồ sơ không quá 03 ngày")."""
    base = mention.unit.split("/")[0].lower()
    if mention.kind != "count" or units.TIME_NOUNS.at(tuple(base.split()), 0) != (len(base.split()), True):
        return False
    if "/" in mention.unit and base in {"giờ", "phút", "ngày", "tiếng", "ngày công"}:
        return False
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
        return bool(others) and not _any(contexts.DURATIONS, row, sentence_start(row, mention.first), mention.end + 3)
    if when or not mention.comparator:
        return when or base in {"năm", "tháng", "tuần", "quý", "học kỳ", "học kì", "năm học", "kỳ học"} or bool(others)
    if _any(contexts.DURATIONS, row, sentence_start(row, mention.first), mention.first):
        return False
    return base in {"năm"} or any(m.first < mention.first and same_clause(row, m.end, mention.first) for m in others)


def _is_work(row: Row, mention: Mention) -> bool:
    """ "590 giờ nghiên cứu khoa học" is work that is done, no length of time."""
    at = mention.unit_end
    return row.token_kind(at) == "word" and row.word(at) not in contexts.WHEN_AFTER | contexts.AFTER_HOURS


def _between(one: Mention, other: Mention) -> tuple[int, int]:
    first, second = sorted((one, other), key=lambda m: m.first)
    return first.end, second.first
