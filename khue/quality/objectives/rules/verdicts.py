"""Verdicts, always computed from the target as it is now and the latest measurement: never stored, so never stale."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from khue.quality.objectives import terms

_HOLDS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    terms.AT_LEAST: lambda measured, value: measured >= value,
    terms.MORE: lambda measured, value: measured > value,
    terms.AT_MOST: lambda measured, value: measured <= value,
    terms.LESS: lambda measured, value: measured < value,
    terms.EQUAL: lambda measured, value: measured == value,
}


def verdict(comparator: str, value: Decimal | None, value_high: Decimal | None, measured: Decimal | None) -> str:
    """Met, not met or not measured, by the comparator as it is written; nothing is rounded in anybody's favour.

    "between" includes both ends. "achieved" (a title, a recognition) is met by 1 and not met by 0. "=" is met by exactly that
    number: a person who means "at least" says so by the comparator. Raises `ValueError` for a target that cannot exist.
    """
    if measured is None:
        return terms.NOT_MEASURED
    if comparator == terms.ACHIEVED:
        return _said(measured >= 1)
    if value is None or (comparator == terms.BETWEEN and value_high is None):
        raise ValueError(f"a target with {comparator} needs its number")
    if comparator == terms.BETWEEN:
        return _said(value <= measured <= (value_high or value))
    if comparator not in _HOLDS:
        raise ValueError(f"no comparator {comparator}")
    return _said(_HOLDS[comparator](measured, value))


def _said(holds: bool) -> str:
    return terms.MET if holds else terms.NOT_MET


def objective_verdict(verdicts: Iterable[str]) -> str:
    """The verdict of an objective from those of its targets.

    1. No target, or none of them measured: not measured.
    2. Every target met: met.
    3. At least one target met (or partly met), but not all: partly met; what is not measured counts as not met here.
    4. Otherwise, something was measured and nothing met: not met.
    """
    found = list(verdicts)
    if all(one == terms.NOT_MEASURED for one in found):
        return terms.NOT_MEASURED
    if all(one == terms.MET for one in found):
        return terms.MET
    if any(one in {terms.MET, terms.PARTLY_MET} for one in found):
        return terms.PARTLY_MET
    return terms.NOT_MET
