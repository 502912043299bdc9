"""Lines that open with a scale ("Thang đo: 4,21 - 5,00 rất hài lòng; …"): their bands aim at nothing."""

from __future__ import annotations

from ..lexicon import rules
from .mentions import Mention
from .tokens import Row

STEP_OF_BANDS = 1
BAND_STARTS = frozenset({":", ";", ",", "(", "•", "-"})


def is_first_band(row: Row, mention: Mention) -> bool:
    """ "Thang đo: 4,21 - 5,00 …"; what "Thang đo hài lòng đạt từ 4,0 đến 4,5" says is aimed at."""
    if mention.is_percent:
        return False
    if (
        mention.kind == "bare"
        and mention.comparator
        and _is_grade(row, mention.first - 1)
        and is_on_a_scale(row, mention)
    ):
        return True  # "Thang điểm chữ: …; F dưới 4,0"
    ranges = mention.high not in {None, mention.low}
    return ranges and row.word(mention.first - 1) in BAND_STARTS and is_on_a_scale(row, mention)


def _is_grade(row: Row, at: int) -> bool:
    return len(row.word(at)) == 1 and row.token_kind(at) == "word"


def is_on_a_scale(row: Row, rule: Mention) -> bool:
    """Whether the line opens with a scale ("Thang đo"), whose bands stand behind semicolons."""
    start = next((i + 1 for i in range(rule.first - 1, -1, -1) if row.word(i) in {"\n", "."}), 0)
    return row.word(start) == "thang" and rules.SCALES.at(row.words, start) is not None


def is_next_band(rule: Mention, mention: Mention) -> bool:
    """ "Thang đo: 1,81 - 2,60 không hài lòng; 2,61 - 3,40 bình thường"."""
    if rule.high is None or mention.high is None or rule.high == rule.low or mention.high == mention.low:
        return False
    return 0 <= mention.low - rule.high <= STEP_OF_BANDS
