"""What was before: the baseline of a number ("tăng từ 68% lên 80%") and the numbers of past years."""

from __future__ import annotations

import itertools

from ..lexicon import comparators, contexts, units
from .clauses import clause_start, same_sentence
from .mentions import Mention
from .tokens import Row

# What may stand between "năm", "quý" and the number that was.
DATING = frozenset({"học", "kỳ", "năm", ":", "đạt", "là", "-", "–", "i", "ii", "iii", "iv"})
TIMES = frozenset({"năm", "quý", "tháng", "học", "kỳ", "hk", "hki", "hkii", "hk1", "hk2"})
NOW = {("năm", "nay"), ("học", "này"), ("năm", "này")}
MOVES = frozenset({"lên", "nâng", "còn", "xuống"})
AIM_OPENINGS = contexts.AIMS.openings
# "thành lập", "lên lớp": with these behind it the word leads to no number.
OTHER_WORDS = frozenset({"lại", "lập", "viên", "tích", "phần", "phố", "công", "lớp"})
FUTURE = 2030  # years named in brackets are results, but for such aims
ALL = 100  # percent
FALLING = frozenset({"giảm", "còn", "xuống", "hạ", "kéo"})
ADDING = frozenset({("kết", "nạp"), ("tuyển", "thêm"), ("tuyển", "mới"), ("xây", "thêm"), ("xây", "mới")})
CHANGES = frozenset({"tăng", "giảm", "nâng", "lên", "xuống", "thêm", "cải"})


def with_baselines(row: Row, mentions: list[Mention]) -> list[Mention]:
    """ "tăng từ 68% lên 80%", "80% (năm học trước 68%)", "so với 68%": 68 is the baseline, no target."""
    kept: list[Mention] = []
    state: Mention | None = None  # told before what it is compared with: "So với mức 61% của năm trước, … đạt 75%"
    for mention in mentions:
        last = kept[-1] if kept else None
        was = next((m for m in kept[-3:] if _is_compared_first(row, m, mention)), None)
        if was:
            kept.remove(was)
            kept.append(mention._replace(baseline=was.low))
        elif last and _is_aim_after_state(row, last, mention):
            opens = contexts.PAST.at(row.words, clause_start(row, last.first))
            adds = mention.kind == "count" and _adds(row, last.end, mention.first)
            more = _is_one_of_the_state(row, last, mention)
            was_there = None if adds or more else last.low
            kept[-1] = mention._replace(
                baseline=was_there, first=mention.first if opens or adds or more else last.first
            )
        elif last and last.baseline is None and _is_lift(row, last, mention):
            kept[-1] = mention._replace(baseline=last.low, first=last.first)
        elif not (_is_past(row, mention) or (last and _is_earlier_year(row, last, mention))):
            compared = state and state.unit == mention.unit and same_sentence(row, state.end, mention.first)
            kept.append(mention._replace(baseline=state.low) if state and compared else mention)
            state = None
        elif (at := _whose_past(row, kept, mention)) is not None:
            kept[at] = kept[at]._replace(baseline=mention.low)
        elif comparators.VERSUS.at(row.words, clause_start(row, mention.first)):
            state = mention
    return kept


def _is_compared_first(row: Row, was: Mention, aim: Mention) -> bool:
    """ "So với cuối năm trước (81,3%), tỷ lệ … nâng lên 86%": in the bracket stands what it was."""
    opening = was.first - 1 - (row.word(was.first - 1) in {"đạt", "là"})
    if row.word(opening) != "(" or row.word(was.end) != ")" or was.unit != aim.unit:
        return False
    compared = comparators.VERSUS.at(row.words, clause_start(row, opening))
    return compared is not None and same_sentence(row, was.end, aim.first)


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
    money = mention.unit in {"triệu", "tỷ", "tỉ"} and last.unit.startswith(mention.unit)
    alike = last.unit == mention.unit or money or (mention.unit == "" and (last.unit == "điểm" or last.kind == "scale"))
    if not alike or mention.comparator not in {"", "="} or not _is_dated(lead):
        return False
    if row.word(mention.end) in {",", ";"} and row.word(mention.end + 1) == lead[0]:
        return False  # "(học kỳ I: 97%, học kỳ II: 99%)": parts
    clause = row.words[clause_start(row, last.first) : last.number]
    if lead[0] != "năm" and not lead[0].isdigit():
        return not CHANGES.isdisjoint(clause)
    years = [int(w) for w in lead if w.isdigit() and len(w) == 4]
    planned = [int(w) for w in row.words[row.sentence_starts[last.first] : bracket] if w.isdigit() and len(w) == 4]
    future = bool(years) and years[0] >= FUTURE
    if (
        not planned
        and future
        and mention.low > last.low
        and FALLING.isdisjoint(clause)
        and last.comparator not in {"<", "<="}
    ):
        return False  # "đạt 40% (năm 2030: 60%)": it does not fall
    return bool(years) and (not planned or years[0] < max(planned))


def _is_dated(lead: list[str]) -> bool:
    """ "năm 2023:", "quý I:", "học kỳ I là"."""
    rest = {word for word in lead[1:] if not word.isdigit()}
    opens = lead[0] in TIMES or (len(lead[0]) == 4 and lead[0].isdigit())
    return opens and rest <= DATING


def _is_aim_after_state(row: Row, state: Mention, aim: Mention) -> bool:
    """ "Hiện trạng 5%, mục tiêu 15%"."""
    if state.unit != aim.unit or row.vocabulary.isdisjoint(AIM_OPENINGS):
        return False
    start = clause_start(row, state.first)
    if row.word(start - 1) == "(" or not same_sentence(row, state.end, aim.first):
        return False
    if not {("thấp", "hơn"), ("cao", "hơn")}.isdisjoint(itertools.pairwise(row.words[state.end : aim.first])):
        return False  # "mới đạt 61,5%, thấp hơn chỉ tiêu đề ra là 70%"
    if state.is_percent and state.low == ALL and FALLING.isdisjoint(row.words[state.end : aim.number]):
        return False  # "khảo sát 100% học sinh, phấn đấu 80% đạt trung bình"
    if not any(contexts.PAST.at(row.words, at) for at in range(start, state.first)):
        return _is_earlier_result(row, start, state, aim)
    opens = contexts.PAST.at(row.words, start) is not None
    return any(contexts.AIMS.at(row.words, at) for at in _opening_of(row, aim, whole=not opens))


def _adds(row: Row, first: int, end: int) -> bool:
    """ "hiện có 25 đảng viên, phấn đấu kết nạp 3 đảng viên": so many more."""
    return (
        row.word(end - 1) == "thêm"
        or any(row.words[i : i + 2] in ADDING for i in range(first, end))
        or row.word(end - 1) == "tuyển"
    )


def _is_one_of_the_state(row: Row, state: Mention, aim: Mention) -> bool:
    """ "hiện có 40 giáo viên, phấn đấu 5 giáo viên đạt danh hiệu": fewer are aimed at, and nothing is to become less."""
    fewer = state.kind == aim.kind == "count" and aim.low < state.low
    return fewer and MOVES.isdisjoint(row.words[state.end : aim.first]) and aim.comparator not in {"<", "<="}


def _is_earlier_result(row: Row, start: int, state: Mention, aim: Mention) -> bool:
    """ "năm 2024 là 1,8%, năm 2025 phấn đấu còn dưới 1%": the result of a year before the one that is aimed at."""
    if state.comparator not in {"", "="} or state.high is not None or state.baseline is not None:
        return False
    if any(contexts.AIMS.at(row.words, at) for at in range(start, state.first)):
        return False  # "Phấn đấu năm 2026 đạt 60%, năm 2027 phấn đấu nâng lên 70%"
    if clause_start(row, aim.first) < state.end or comparators.VERSUS.at(row.words, aim.end):
        return False
    clause = range(clause_start(row, aim.first), aim.number)
    if not any(contexts.AIMS.at(row.words, at) for at in clause) or MOVES.isdisjoint(
        row.words[clause.start : aim.number]
    ):
        return False
    was, planned = _year_in(row, start, state.first), _year_in(row, clause.start, aim.first)
    now = any(row.words[at : at + 2] in NOW for at in clause)
    return was is not None and ((planned is not None and planned > was) or now)


def _year_in(row: Row, first: int, end: int) -> int | None:
    """The first year that is named there ("năm 2024", "năm học 2024 - 2025")."""
    years = (i for i in range(first, end) if row.token_kind(i) == "number" and len(row.word(i)) == 4)
    return next((int(row.word(i)) for i in years if row.word(i).startswith("20") and row.word(i).isdigit()), None)


def _opening_of(row: Row, aim: Mention, *, whole: bool) -> range:
    """The places where its clause, or only the head of its clause, may say that a number is aimed at."""
    start = clause_start(row, aim.first)
    return range(start, aim.number if whole else start + 1)


def _is_lift(row: Row, low: Mention, high: Mention) -> bool:
    if "từ" not in row.words[max(0, low.first - 1) : low.number] or high.first - low.end > 14:
        return False
    if any(word in {";", ".", "\n"} for word in row.words[low.end : high.first]) or low.high is not None:
        return False
    if "trở" in row.words[low.unit_end : low.end]:
        return False  # "từ 99% trở lên, nâng tỷ lệ … lên 35%": two bounds
    if any(row.word(i) == "," and _changes_something_else(row, i + 1) for i in range(low.end, high.first)):
        return False  # "đạt từ 70%, giảm học sinh yếu xuống 2%"
    for at in range(max(low.end, high.first - 3), high.number):
        found = comparators.LIFT.at(row.words, at)
        whole_word = row.word(at - 1) not in {"trở", "hoàn", "tạo", "hợp", "hình", "tổ", "trưởng"}
        if found and at + found[0] <= high.number and whole_word and row.word(at + 1) not in OTHER_WORDS:
            return True
    return _is_lift_by_year(row, low, high)


def _changes_something_else(row: Row, at: int) -> bool:
    return row.word(at) in CHANGES and (
        units.NOUNS.at(row.words, at + 1) is not None or row.word(at + 1) in contexts.QUANTITIES
    )


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
