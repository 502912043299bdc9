"""Counts as lists write them: 1, 01, a, A, i, I."""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LONGEST = 9


def spelt(count: int, how: str) -> str:
    """The count in that format, as Word calls it: “lowerLetter”, “upperRoman”, “decimalZero”; else in figures."""
    if how in {"lowerLetter", "upperLetter"}:
        # Behind z Word goes on with aa, bb.
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, _LONGEST)
        return letter.upper() if how == "upperLetter" else letter
    if how in {"lowerRoman", "upperRoman"}:
        roman = _roman(count)
        return roman.upper() if how == "upperRoman" else roman
    return f"{count:02d}" if how == "decimalZero" else str(count)


def _roman(count: int) -> str:
    spelt, left = "", min(count, 3999)
    for value, letters in (*_ROMAN, *_ROMAN_SMALL):
        times, left = divmod(left, value)
        spelt += letters * times
    return spelt
