"""The set phrases of a paper: its number, its day, the end of a legal basis (Decree 30/2020, appendix I and II)."""

from __future__ import annotations

import re
from datetime import date

_FIRST_NUMBER = re.compile(r"^\d(?=\D|$)")
_ENDINGS = " ;,."
BLANK = "…"


def number(written: str) -> str:
    """A number below ten gets a zero before it; one not given yet leaves room for a pen."""
    if written.startswith(("/", "-")):
        return f"        {written}"
    return _FIRST_NUMBER.sub(lambda digit: "0" + digit[0], written)


def day(on: date | None) -> str:
    """ "ngày 05 tháng 02 năm 2026": days below ten, January and February have a zero; an open day has dots."""
    if on is None:
        return "ngày …… tháng …… năm ……"
    month = f"{on.month:02}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02} tháng {month} năm {on.year}"


def place_and_day(place: str, on: date | None) -> str:
    """ "Gia Lai, ngày 05 tháng 9 năm 2026"."""
    return f"{place}, {day(on)}" if place else day(on).capitalize()


def short_day(on: date) -> str:
    """05/09/2026."""
    return f"{on.day:02}/{on.month:02}/{on.year}"


def closed(lines: tuple[str, ...]) -> list[str]:
    """Each line ends with a semicolon, the last with a full stop."""
    bare = [line.rstrip(_ENDINGS) for line in lines]
    return [line + (";" if number < len(bare) else ".") for number, line in enumerate(bare, 1)]


def in_brackets(said: str) -> str:
    """One pair of brackets around it, whether it came with or without."""
    return f"({said.strip().removeprefix('(').removesuffix(')')})"
