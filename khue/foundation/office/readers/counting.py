"""Counts as lists write them: 1, 01, a, A, i, I."""

from __future__ import annotations

from khue.foundation.kernel import numbers

_LONGEST = 9


def spelt(count: int, how: str) -> str:
    """The count in that format, as Word calls it: “lowerLetter”, “upperRoman”, “decimalZero”; else in figures."""
    if how in {"lowerLetter", "upperLetter"}:
        # Behind z Word goes on with aa, bb.
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, _LONGEST)
        return letter.upper() if how == "upperLetter" else letter
    if how in {"lowerRoman", "upperRoman"}:
        roman = numbers.roman(count)
        return roman if how == "upperRoman" else roman.lower()
    return f"{count:02d}" if how == "decimalZero" else str(count)
