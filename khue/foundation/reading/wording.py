"""Targets in words: signs for tables, phrases for sentences, and full words for screen readers."""

from __future__ import annotations

from decimal import Decimal

from .values import Amount, Target

SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "=": "=", "between": "–"}
PHRASES = {
    ">=": "từ {value} trở lên",
    ">": "trên {value}",
    "<=": "không quá {value}",
    "<": "dưới {value}",
    "=": "{value}",
    "between": "từ {low} đến {value}",
}
SPOKEN_SIGNS = {
    ">=": "lớn hơn hoặc bằng",
    ">": "lớn hơn",
    "<=": "nhỏ hơn hoặc bằng",
    "<": "nhỏ hơn",
    "=": "bằng",
    "between": "trong khoảng",
}
SPOKEN_UNITS = {"%": "phần trăm", "‰": "phần nghìn"}
RANK = "thứ hạng"


def sign(comparator: str) -> str:
    """The sign of a comparator: ">=" is "≥", "between" is "–". Raises KeyError for another."""
    return SIGNS[comparator]


def number(value: Decimal) -> str:
    """A number as Vietnamese writes it: 92.5 is "92,5", 1200 is "1.200"."""
    whole, _, decimals = f"{abs(value).normalize():f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    text = f"{grouped},{decimals[:4]}" if decimals else grouped
    return f"-{text}" if value < 0 else text


def amount(value: Amount, unit: str) -> str:
    """A number or range with its unit: "85%", "5 doanh nghiệp", "15/27", "5 – 7 bài"."""
    text = " – ".join(number(part) for part in value) if isinstance(value, tuple) else number(value)
    return _with_unit(text, unit)


def describe(target: Target) -> str:
    """A target in a sentence: "từ 85% trở lên", "dưới 10%", "từ 5 đến 10 bài", "trong tốp 10"."""
    return _with_baseline(_phrase(target), target)


def spoken(target: Target) -> str:
    """A target for a screen reader, without signs: "lớn hơn hoặc bằng 85 phần trăm"."""
    unit = SPOKEN_UNITS.get(target.unit, target.unit)
    low, high = _ends(target)
    words = f"{number(low)} đến {number(high)}" if low != high else number(high)
    return f"{SPOKEN_SIGNS[target.comparator]} {_spoken_amount(words, unit)}".strip()


def _phrase(target: Target) -> str:
    low, high = _ends(target)
    if target.unit == RANK:
        return f"trong tốp {number(high)}" if target.comparator == "<=" else f"thứ {number(high)}"
    value = _with_unit(number(high), target.unit)
    if target.comparator == "between" and target.unit in SPOKEN_UNITS:
        return f"từ {_with_unit(number(low), target.unit)} đến {value}"
    return PHRASES[target.comparator].format(low=number(low), value=value)


def _ends(target: Target) -> tuple[Decimal, Decimal]:
    return target.value if isinstance(target.value, tuple) else (target.value, target.value)


def _with_unit(text: str, unit: str) -> str:
    if not unit or unit[0] in "%‰/":
        return text + unit
    return f"{text} {unit}"


def _spoken_amount(words: str, unit: str) -> str:
    return f"{words} trên {unit[1:]}" if unit.startswith("/") else f"{words} {unit.replace('/', ' trên ')}"


def _with_baseline(phrase: str, target: Target) -> str:
    if target.baseline is None:
        return phrase
    return f"{phrase} (từ mức {_with_unit(number(target.baseline), target.unit)})"
