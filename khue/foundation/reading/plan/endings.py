"""What stands below the rows of a table on the same sheet: place and day, signatures, who gets it, a closing sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from khue.foundation.kernel import text
from khue.foundation.reading.lexicon import plans as plan_words

_SIGNER = re.compile(
    rf"{plan_words.SIGNERS}|nguoi (?:soan|viet|duyet)|pho hieu truong|pho giam doc"
    r"|thu truong|ky ten|\(?ky\b|(?:phe )?duyet\b|xac nhan|noi nhan|bgh duyet|ban giam hieu$|xem xet$|t[lm]\.|kt\."
    r"|chu tich|to truong|vien truong|thu ky\b"
)
_DAY = r"ngay ?[\d.…]* ?thang ?[\d.…]* ?nam ?[\d.…]*"
_PLACE_AND_DAY = re.compile(rf"[^,\d]{{2,40}}, ?{_DAY}")
_CLOSING = re.compile(
    rf"noi nhan ?:|tren day la\b|ghi chu ?:|\(?\*+\)? |chu thich ?:|{_DAY}$|(?:nguoi lap|nguoi duyet|phe duyet)(?: bieu)?$"
)
_SIGNING = re.compile(r"\(?(?:da )?ky(?:,? (?:ten|ghi ro|dong dau|va).*)?\)?")


def is_place_and_day(folded: str) -> bool:
    """“Đại Lộc, ngày 17 tháng 10 năm 2025”, without accents, alone in its line."""
    return _PLACE_AND_DAY.fullmatch(folded) is not None


def is_ending(said: Sequence[str]) -> bool:
    """Whether the filled cells of a row without a number are an ending and no row of the plan."""
    folded = [text.fold(cell) for cell in said]
    if any(map(is_place_and_day, folded)):
        return True
    if len(said) > 1:
        return all(_SIGNER.match(cell) for cell in folded)
    if _CLOSING.match(folded[0]) or _SIGNING.fullmatch(folded[0]):
        return True
    return bool(_SIGNER.match(folded[0])) and said[0].isupper() and len(folded[0].split()) < 9
