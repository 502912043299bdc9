"""Lengths of time: when one is a limit that is aimed at ("xử lý hồ sơ không quá 03 ngày") and when it only says how long."""

from __future__ import annotations

import itertools

from ..lexicon import contexts, units
from .clauses import behind_bullet, clause_start, holds, same_clause, same_sentence, sentence_start
from .mentions import Mention
from .tokens import SENTENCE_ENDS, Row

TERM_REACH = 11  # words


def is_only_how_long(row: Row, mention: Mention, neighbours: list[Mention]) -> bool:
    """A length of time is a target only as a limit of its own ("xử lý hồ sơ không quá 03 ngày")."""
    base = mention.unit.split("/")[0].lower()
    if mention.kind != "count" or units.TIME_NOUNS.at(tuple(base.split()), 0) != (len(base.split()), True):
        return False
    if _is_measured(row, mention, base):
        return False
    if (
        base == "năm"
        and "phải" in row.words[sentence_start(row, mention.first) : mention.first]
        and _is_service(row, mention)
    ):
        return True  # "Viên chức … phải có thời gian giữ hạng đủ 09 năm"
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
        return any(same_clause(row, *_between(m, mention)) for m in others) and not holds(
            contexts.DURATIONS, row, sentence_start(row, mention.first), mention.end + 3
        )
    if when or not mention.comparator:
        return when or base in {"năm", "tháng", "tuần", "quý", "học kỳ", "học kì", "năm học", "kỳ học"} or bool(others)
    if base in {"năm", "tháng"} and mention.comparator in {">=", ">"} and _is_service(row, mention):
        return True
    if holds(contexts.DURATIONS, row, sentence_start(row, mention.first), mention.first):
        return False
    return base in {"năm"} or any(m.first < mention.first and same_clause(row, m.end, mention.first) for m in others)


def _is_measured(row: Row, mention: Mention, base: str) -> bool:
    """Whether a length is what is told of: at a rate, as a mean, as a change, as weeks of lessons, of days that are organised."""
    if "/" in mention.unit and base in {"giờ", "phút", "ngày", "tiếng", "ngày công"}:
        return True
    mean = row.words[mention.first - 2 : mention.first] in {("trung", "bình"), ("bình", "quân")}
    if mean and row.word(clause_start(row, mention.first)) in {"ngày", "thời", "số"}:
        return True  # "Ngày điều trị trung bình 6,5 ngày"
    behind = mention.end + 2 * (row.word(mention.first - 1) in {"có", "đủ"})
    told = row.words[row.sentence_starts[mention.first] : behind]
    if base == "tuần" and ("thực", "học") in itertools.pairwise(told):
        return True  # "Thực học 35 tuần (HK I 18 tuần, HK II 17 tuần)"
    if row.word(mention.first - 1) == "còn" and "thời" in row.words[clause_start(row, mention.first) : mention.first]:
        return True  # "rút ngắn thời gian giải quyết còn 3 ngày"
    if mention.baseline is not None or base == "ngày công":
        return True  # "từ 7,2 ngày xuống còn 6,5 ngày": what changes is measured
    if base in {"tháng", "tuần"} and row.word(mention.unit_at + 1) == "/" and mention.unit_at + 2 < mention.end:
        return True
    # "tổ chức 6 ngày Chủ nhật xanh"
    return base == "ngày" and row.words[mention.first - 2 : mention.first] == ("tổ", "chức")


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
    return named and mention.unit in {"phút", "giờ", "ngày", "ngày làm việc"} and mention.first <= start + TERM_REACH


def _is_work(row: Row, mention: Mention) -> bool:
    """ "590 giờ nghiên cứu khoa học" is work that is done, no length of time."""
    at = mention.unit_end
    return row.token_kind(at) == "word" and row.word(at) not in contexts.WHEN_AFTER | contexts.AFTER_HOURS


def _between(one: Mention, other: Mention) -> tuple[int, int]:
    first, second = sorted((one, other), key=lambda m: m.first)
    return first.end, second.first
