"""The marks by which lines of running text are counted: I., A., 1., 1.1., a), Mục tiêu 1:, dashes; and which mark follows which."""

from __future__ import annotations

import re
from dataclasses import dataclass

from khue.foundation.kernel import numbers

_NAMED = r"(?:mục tiêu|chỉ tiêu|MTCL|MT|CT)\s*(?:chất lượng\s*)?(?:số\s*)?\.?\s*(?P<named>\d{1,2}(?:\.\d{1,2})?)\s*(?:[.:)/–-]+|$)"
_MARK = re.compile(
    rf"(?:(?i:{_NAMED})|(?P<roman>[IVX]{{1,5}})\s*[.):/–-]|(?P<upper>[A-ZĐ])\s*[.)/](?!\w)"
    r"|\(?(?P<arabic>\d{1,2}(?:\.\d{1,2}){0,3})(?:\s*[.):/]+(?!\d)|\s*[-–]\s+(?=[^\W\d_])|\s(?=\S)(?<=\d\.\d\s))"
    r"|\(?(?P<lower>[a-zđ])\s*[.)](?=\s)|(?P<dash>[-–—+•*▪●○◦·✓➢»→]))\s*(?P<rest>\S.*)?"
)
_LETTERS = ("abcdefghijklmnopqrstuvwxyz", "abcdđefghiklmnopqrstuvxy", "abcdđeghiklmnopqrstuvxy")


@dataclass(frozen=True, slots=True)
class Mark:
    """How a line is counted: `kind` names the way ("arabic", "arabic.2" for 1.1, "roman", "-"), `number` is as written."""

    kind: str
    number: str
    rest: str

    @property
    def is_dash(self) -> bool:
        return self.kind[0] in "-+•*▪"

    @property
    def is_first(self) -> bool:
        """Whether a list may begin with it: 1, 1.1, a, I."""
        return self.is_dash or self.number.lstrip("0").split(".")[-1] in {"1", "a", "A", "I"} or self.number == "01"


def of(line: str) -> Mark | None:
    """The mark that a line begins with, None when it has none."""
    found = _MARK.fullmatch(line)
    if found is None:
        return None
    if found["dash"] and (named := _MARK.fullmatch(found["rest"] or "")) and named["named"]:
        found = named  # “- Mục tiêu 1: …”
    kind = next(name for name in ("named", "roman", "upper", "arabic", "lower", "dash") if found[name])
    number, rest = found[kind], found["rest"] or ""
    if kind == "dash":
        return Mark(_dash(number), "", rest)
    depth = number.count(".")
    return Mark(f"{kind}.{depth + 1}" if depth else kind, number, rest)


def _dash(written: str) -> str:
    return "-" if written in "-–—" else written if written in "+*" else "•"


def follows(before: str, number: str, kind: str) -> bool:
    """Whether `number` comes next behind `before`, both of that kind."""
    if kind.startswith(("lower", "upper")):
        small, after = before.lower(), number.lower()
        return any(small + after in letters for letters in _LETTERS)
    if kind == "roman":
        return numbers.from_roman(number) == numbers.from_roman(before) + 1
    last, this = before.split("."), number.split(".")
    if len(last) == len(this) and last[:-1] == this[:-1]:
        return int(this[-1]) == int(last[-1]) + 1
    return len(last) == len(this) and int(this[0]) == int(last[0]) + 1
