"""Numbers as Vietnamese write them: comma before decimals, dots between thousands."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from khue.foundation.kernel import errors

_GROUPED = re.compile(r"[+-]?\d{1,3}([.\s]\d{3})+(,\d+)?")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")


def format_number(value: Decimal | float) -> str:
    """“92,5”, “1.200”, “4”: no trailing zeros after the comma, thousands grouped by dots from four digits on."""
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError(f"{value} is not a number to show")
    text = format(number, ",f")
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    whole = "0" if whole == "-0" and not part else whole
    return whole.replace(",", ".") + (f",{part}" if part else "")


def parse_number(text: str) -> Decimal:
    """“1.200,5” → 1200.5, “1.200” → 1200, “92,5” → 92.5, “05” → 5, “2.5” → 2.5. Raises `Invalid` on anything else."""
    bare = text.replace("\xa0", " ").strip()
    if _GROUPED.fullmatch(bare):
        bare = re.sub(r"[.\s]", "", bare).replace(",", ".")
    elif _DECIMAL_COMMA.fullmatch(bare):
        bare = bare.replace(",", ".")
    elif not _PLAIN.fullmatch(bare):
        raise _not_a_number(text)
    try:
        return Decimal(bare)
    except InvalidOperation:
        raise _not_a_number(text) from None


def _not_a_number(text: str) -> errors.Invalid:
    return errors.Invalid("number", f"“{text.strip()}” không phải là số. Hãy ghi như 85, 92,5 hoặc 1.200.")


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST_ROMAN = 3999


def roman(count: int) -> str:
    """The count in Roman capitals, from 1 to 3999; a larger one is written as that."""
    written, left = "", min(count, _LARGEST_ROMAN)
    for value, letters in _ROMAN:
        times, left = divmod(left, value)
        written += letters * times
    return written


def from_roman(written: str) -> int:
    """What Roman capitals count: XIV → 14. Their order is not judged. Raises `KeyError` for another letter."""
    signs = {letters: value for value, letters in _ROMAN}
    values = [signs[letter] for letter in written]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
