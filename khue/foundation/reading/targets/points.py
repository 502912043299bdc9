"""Points given in return and rating bands: a sentence that holds one holds no target at all (reading contract)."""

from __future__ import annotations

import itertools
import re

from ..lexicon import contexts, grades, units
from . import periods
from .clauses import behind_bullet, clause_start
from .mentions import Mention
from .tokens import WALLS, Row

ROMAN = re.compile("[ivx]+")
NEAR = 4  # numbers of a scale before and behind
RATING_REACH = 6  # words
LEAST_RATED = 4  # ends of three bands, the middle one twice
LINE_ENDS = frozenset({"\n", "!", "?"})
RETURNS = frozenset({":", "được", "-", "–", "=", "->", "=>", "thì", "tính", "chấm", "cho", "đạt", "là", "→", "("})
MARKS = frozenset({"bình", "quân", "thi", "phấn", "môn"})
INDEXES = frozenset({"lòng", "index", "sipas", "dti", "papi", "pci"})
SIGNS = grades.BAND_GRADES.closings | grades.LEVELS.openings | {"điểm", "đ"}
MOST_POINTS = 100
SEPARATORS = frozenset({":", "-", "–", "=", "->", "=>", "→", "thì", "(", "là"})


def without_points(row: Row, mentions: list[Mention]) -> list[Mention]:
    """The mentions outside of sentences that give points in return or set rating bands."""
    if row.vocabulary.isdisjoint(SIGNS):
        return mentions
    if any(m.unit == "điểm" and row.word(m.end) in {"tại", "ở"} for m in mentions):
        return mentions  # "03 điểm tại thôn": places
    levels = [m for m in mentions if _is_points(m) and m.high is not None and _is_of_a_level(row, m)]
    barred = [(m.first, m.end) for m in [*levels, *_scale(row, mentions)]] + _touching(row, mentions)
    for index, mention in enumerate(mentions):
        before = mentions[index - 1] if index else None
        if (
            _is_return(row, mention, before)
            or _is_band(row, mention, mentions[max(0, index - NEAR) : index + NEAR + 1])
            or _is_next_band(row, mention, before)
        ):
            barred.append(_sentence(row, mention))
    return [m for m in mentions if not any(start <= m.number < end for start, end in barred)]


def _touching(row: Row, mentions: list[Mention]) -> list[tuple[int, int]]:
    """ "hạng I từ 28 lớp trở lên; hạng II từ 18 đến 27 lớp; hạng III dưới 18 lớp": classes whose bounds meet."""
    barred = []
    for one, other in itertools.pairwise(mentions):
        alike = one.unit == other.unit or "bare" in {one.kind, other.kind}
        levels = one.is_percent and all(_is_of_a_level(row, m) or _is_rated(row, m) for m in (one, other))
        if alike and (levels or (not one.is_percent and _is_class(row, other))) and _meet(one, other):
            barred += [(m.first, m.end) for m in (one, other)]
    if (
        all(m.is_percent for m in mentions)
        and len(barred) < LEAST_RATED
        and not any(_is_of_a_level(row, m) for m in mentions)
    ):
        return []  # two shares that happen to meet are targets: "Trên 50% xếp loại tốt, dưới 50% xếp loại đạt"
    alone = [(m.first, m.end) for m in mentions if barred and _is_points(m) and m.comparator and _is_class(row, m)]
    return barred + alone


def _meet(one: Mention, other: Mention) -> bool:
    """Whether one ends where the other begins ("từ 28", "từ 18 đến 27"; "từ 18", "dưới 18")."""
    high, low = sorted((one, other), key=lambda m: m.low, reverse=True)
    bounds = {one.comparator, other.comparator}
    if low.low == high.low:
        return bool(bounds & {"<", "<="}) and (bool(bounds & {">", ">="}) or high.high != low.high)
    ranges = one.kind == other.kind == "bare" and None not in {one.high, other.high}
    return low.high is not None and (ranges or bool(bounds - {""})) and low.high <= high.low <= low.high + 1


def _is_of_a_level(row: Row, mention: Mention) -> bool:
    """ "Mức 1: dưới 50%", "Mức 2: từ 50% đến dưới 80%", "(mức độ 2: từ 50 đến 75 điểm)"."""
    at = mention.first - 1
    return row.word(at) == ":" and grades.LEVELS.ending_at(row.words, at - 1) is not None


def _is_rated(row: Row, mention: Mention) -> bool:
    """ "từ 90% số mục tiêu trở lên xếp loại A", "từ 75% đến dưới 90% xếp loại B"."""
    for at in range(mention.end, min(len(row), mention.end + RATING_REACH)):
        verb = grades.BAND_VERBS.at(row.words, at)
        if verb is not None:
            return grades.BAND_GRADES.at(row.words, at + verb[0]) is not None
        if row.word(at) in WALLS or units.PEOPLE_NOUNS.at(row.words, at):
            return False
    return False


def _is_class(row: Row, mention: Mention) -> bool:
    """Whether its part opens with a class or a grade ("hạng II", "Khá"), or a grade stands behind it ("dưới 50 điểm không hoàn thành")."""
    at = behind_bullet(row, clause_start(row, mention.first), mention.first)
    level = grades.LEVELS.at(row.words, at)
    opens = grades.BAND_GRADES.at(row.words, at) or (level and _is_label(row, at + level[0]))
    return bool(opens) or grades.BAND_GRADES.at(row.words, mention.end) is not None


def _is_label(row: Row, index: int) -> bool:
    """ "hạng II", "mức 3", "loại A"; "cấp huyện", "trình độ cao đẳng" are no classes."""
    return (
        row.token_kind(index) == "number" or ROMAN.fullmatch(row.word(index)) is not None or len(row.word(index)) == 1
    )


def _scale(row: Row, mentions: list[Mention]) -> list[Mention]:
    """ "Chủ nhiệm: 100 điểm; thành viên: 50 điểm": what each is worth, unless marks are what is aimed at."""
    given = [m for m in mentions if _is_points(m) and not m.comparator and row.word(m.first - 1) == "được"]
    if len(given) > 1 and row.vocabulary.isdisjoint(MARKS):
        return [m for m in mentions if _is_points(m)]
    told = [m for m in mentions if _is_points(m) and not m.comparator and row.word(m.end) in {"-", "–", ":", "="}]
    if len(told) > 1:
        return told  # "0 điểm - chưa làm; 1 điểm - làm một phần"
    if not INDEXES.isdisjoint(row.vocabulary):
        return []  # "Chỉ số hài lòng: về giảng viên: 4,2 điểm; …"
    worth = [m for m in mentions if _is_points(m) and not m.comparator and _is_told_behind_a_colon(row, m)]
    marks = row.vocabulary & MARKS - ({"thi"} if "đua" in row.vocabulary else set())
    return worth if len(worth) > 1 and not marks else []


def _is_told_behind_a_colon(row: Row, mention: Mention) -> bool:
    """ "Chủ nhiệm: 100 điểm"; "năm 2025: 85 điểm" says when."""
    colon = mention.first - 1
    return row.word(colon) == ":" and not periods.is_time(row, clause_start(row, colon), colon)


def _sentence(row: Row, mention: Mention) -> tuple[int, int]:
    start, end = mention.first, mention.end
    while start > 0 and not _ends_sentence(row, start - 1):
        start -= 1
    while end < len(row) and not _ends_sentence(row, end):
        end += 1
    return start, end


def _ends_sentence(row: Row, index: int) -> bool:
    return row.word(index) in LINE_ENDS or (row.word(index) == "." and not row.word(index + 1).isdigit())


def _is_points(mention: Mention) -> bool:
    """Points by their unit; "10đ" is no money."""
    in_short = mention.unit == "đ" and mention.low <= MOST_POINTS
    return in_short or mention.unit.split("/")[0].lower() in {"điểm", "điểm thưởng", "điểm cộng"}


def _is_return(row: Row, mention: Mention, before: Mention | None) -> bool:
    """ "cộng 2 điểm", "đạt từ 85% trở lên: 10 điểm", "(10 điểm)"."""
    if not _is_points(mention) or is_worth(row, mention):
        return False
    if any(_gives(row, at) for at in range(mention.first, max(mention.first - 4, 0), -1)):
        return True
    start = clause_start(row, mention.first)
    if row.word(mention.first - 1) == "(" and row.word(mention.end) == ")" and mention.comparator in {"", "="}:
        clause = row.words[clause_start(row, start - 1) : start]
        places = {("điểm", "trường"), ("các", "điểm")} & set(itertools.pairwise(clause))
        return not places and "hơn" not in clause  # "các điểm trường tạm (03 điểm)", "cao hơn năm trước (0,2 điểm)"
    if "/" in mention.unit and not mention.comparator and not mention.unit[-1].isdigit():
        return MARKS.isdisjoint(row.words[start : mention.first])  # "bình quân thi đạt 6,5 điểm/môn": a mark
    leads = {row.word(mention.first - 1), row.word(mention.number - 1)}
    if "được" in leads and "mỗi" in row.words[max(0, mention.first - 12) : mention.first]:
        return MARKS.isdisjoint(row.words[start : mention.first])
    if before is None or not leads & RETURNS or (mention.comparator == ">=" and "được" not in leads):
        return False
    means = contexts.MEANS.ending_at(row.words, before.number) is not None
    if means or ("đạt" in leads and "điểm" in row.words[clause_start(row, before.first) : before.first]):
        return False  # "điểm bình quân 3 môn thi đạt 6,25 điểm": a mark that is aimed at
    if "đạt" in leads and before.is_share and units.NOUNS.at(row.words, before.end):
        return False  # "100% chi đội đạt 90 điểm": which ones are counted
    between = row.words[before.end : mention.first]
    return not any(word in {",", ".", ";", "\n", "điểm"} for word in between) and len(between) < 12


def _gives(row: Row, end: int) -> bool:
    """ "cộng", "thưởng" before points; "tổng cộng đạt 95 điểm" and "công tác khen thưởng đạt 95 điểm" give nothing."""
    found = contexts.REWARD_STRONG.ending_at(row.words, end)
    return found is not None and row.word(end - found[0] - 1) not in {"tổng", "khen", "phần", "tiền"}


def is_worth(row: Row, mention: Mention) -> bool:
    """ "tạp chí được tính từ 0,75 điểm trở lên": which ones count, nothing is given in return."""
    return mention.comparator == ">=" and row.words[max(0, mention.first - 2) : mention.first] == ("được", "tính")


def _is_band(row: Row, mention: Mention, mentions: list[Mention]) -> bool:
    """A range or threshold that is tied to a grade ("từ 90 đến 100 điểm: xuất sắc")."""
    if not (mention.comparator or mention.high is not None) or mention.kind in {"rank", "top", "frequency"}:
        return False
    if mention.kind == "count" and not _is_points(mention):
        return False
    if mention.is_percent:
        if _rates_a_duty(row, mention):
            return True
        return _grade_follows(row, mention) and _has_a_neighbour(mention, mentions)
    if _grade_follows(row, mention):
        apart = row.word(mention.end) in {",", "("}
        return not apart or _has_a_neighbour(mention, mentions) or _rates_somebody(row, mention)
    if _has_a_neighbour(mention, mentions):
        return _grade_leads(row, mention)
    return _is_points(mention) and _grade_leads(row, mention) and not _is_level_of_satisfaction(row, mention)


def _rates_somebody(row: Row, mention: Mention) -> bool:
    """ "Cá nhân đạt từ 90 điểm trở lên, xếp loại xuất sắc": whoever does; no "Phấn đấu đạt từ 90 điểm trở lên, xếp loại tốt"."""
    opening = behind_bullet(row, clause_start(row, mention.first), mention.first)
    somebody = units.PEOPLE_NOUNS.at(row.words, opening) or row.word(opening) in {"tập", "cá", "lớp"}
    aims = any(contexts.AIMS.at(row.words, i) for i in range(opening, mention.first))
    return bool(somebody) and not aims


def _is_level_of_satisfaction(row: Row, mention: Mention) -> bool:
    """ "Mức hài lòng ≥ 4,0 điểm"."""
    at = mention.first - (row.word(mention.first - 1) == ":")
    return row.words[at - 3 : at] == ("mức", "hài", "lòng")


def _has_a_neighbour(mention: Mention, mentions: list[Mention]) -> bool:
    """Whether another number takes up where this one ends: a scale has more bands than one."""
    return any(other is not mention and _meet(mention, other) for other in mentions)


def _rates_a_duty(row: Row, mention: Mention) -> bool:
    """ "Hoàn thành từ 90% nhiệm vụ trở lên được xếp loại tốt": what is done is rated, no share is wanted."""
    duty = {"vụ", "tiêu", "hoạch", "việc"} & set(row.words[mention.unit_end : mention.end])
    does = {"hoàn", "thực", "đạt"} & set(row.words[clause_start(row, mention.first) : mention.first])
    return bool(duty and does) and grades.BAND_VERBS.at(row.words, mention.end) is not None


def _is_next_band(row: Row, mention: Mention, before: Mention | None) -> bool:
    """Bands of percents touch: "Xuất sắc: trên 95%; Tốt: từ 85% đến 95%"."""
    if before is None or not (mention.is_percent and before.is_percent):
        return False
    touches = before.low == mention.high or mention.low == before.high
    return touches and all(grades.BAND_GRADES.ending_at(row.words, _lead(row, m)) for m in (before, mention))


def _lead(row: Row, mention: Mention) -> int:
    return mention.first - (row.word(mention.first - 1) == ":")


def _grade_follows(row: Row, mention: Mention) -> bool:
    at = mention.end
    separated = row.word(at) in SEPARATORS
    at += separated
    if row.word(at) == ",":
        at += 1
    verb = grades.BAND_VERBS.at(row.words, at)
    at += verb[0] if verb else 0
    while row.word(at) in {"là", "loại", "mức", ":"}:
        at += 1
    grade = grades.BAND_GRADES.at(row.words, at)
    if grade is None:
        return False
    if mention.is_percent:
        return separated and row.word(at + grade[0]) in {";", ".", "\n", ",", ")", "nhiệm"}
    return separated or verb is not None


def _grade_leads(row: Row, mention: Mention) -> bool:
    """ "Xuất sắc: từ 90 đến 100 điểm; Tốt: …"; percents of pupils by grade are targets, not bands."""
    if mention.is_percent or not (_is_points(mention) or mention.kind == "bare"):
        return False
    at = mention.first
    separated = row.word(at - 1) in {":", "(", "-", "–", "khi"}
    at -= separated
    grade = grades.BAND_GRADES.ending_at(row.words, at)
    if grade is None or (not separated and row.word(at - 1) == "đạt"):
        return False
    opens = behind_bullet(row, clause_start(row, at), at) == at - grade[0]
    opens = opens or (separated and row.word(at - grade[0] - 1) == "mức")
    return opens if separated else row.word(at - grade[0] - 1) in {"loại", "mức", "\n", ";"}
