"""Whether two targets measure the same thing, and which of them asks for more. All of it errs on the side of silence."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from khue.foundation.kernel import text
from khue.quality.objectives import contents
from khue.quality.objectives.checks import tokens

_PEOPLE = frozenset({"nguoihoc", "nhagiao", "vienchuc", "doanhnghiep"})
_OPPOSITES = (("yeukem", "khagioi"), ("yeukem", "kha"), ("yeukem", "gioi"), ("bohoc", "totnghiep"), ("bohoc", "lenlop"),
              ("trehan", "dunghan"))  # fmt: skip
_UNWANTED = frozenset({"yeukem", "bohoc", "trehan", "khieu"})
"""Of a measure: the less, the better (the last is the first half of “khiếu nại”)."""
_EACH = frozenset({"moi", "tung"})
_SCORES = ("diem", "toeic", "thang")
UP, DOWN = frozenset({">=", ">"}), frozenset({"<=", "<"})
ENOUGH, OF_ALL = 0.6, 0.34


def same_measure(one: str, other: str) -> bool:
    """Whether two names of what is measured mean the same: they share most of the words that tell them apart."""
    a, b = tokens.codes(one), tokens.codes(other)
    if any((x in a and y in b) or (y in a and x in b) for x, y in _OPPOSITES):
        return False
    a, b = (a - _PEOPLE, b - _PEOPLE) if a - _PEOPLE and b - _PEOPLE else (a, b)
    shared = a & b
    if not shared:
        return False
    return len(shared) / min(len(a), len(b)) >= ENOUGH and len(shared) / len(a | b) >= OF_ALL


def alike(
    school: contents.ObjectiveContent, unit: contents.ObjectiveContent
) -> Iterator[tuple[contents.TargetContent, int, contents.TargetContent]]:
    """Targets of two objectives that measure the same: the school's, the place of the unit's, the unit's. Each once."""
    taken: set[int] = set()
    for wanted in school.targets:
        for place, own in enumerate(unit.targets):
            if place not in taken and same_measure(wanted.subject, own.subject):
                taken.add(place)
                yield wanted, place, own
                break
    if len(school.targets) == len(unit.targets) == 1 and not taken and unit.serves and unit.serves == school.key:
        # One target on either side of a tie: worded otherwise, but there is nothing else that it could be.
        wanted, own = school.targets[0], unit.targets[0]
        if same_unit(wanted, own) and tokens.codes(wanted.subject) & tokens.codes(own.subject):
            yield wanted, 0, own


def same_unit(one: contents.TargetContent, other: contents.TargetContent) -> bool:
    return text.fold(one.unit) == text.fold(other.unit)


def direction(target: contents.TargetContent) -> int:
    """1 where more is better, -1 where less is, 0 where a range leaves it open.

    A bare number says it by what is measured: a rank, and what nobody wants (dropping out, failing, being late), is better small.
    """
    if target.comparator in {*UP, *DOWN}:
        return 1 if target.comparator in UP else -1
    if target.is_rank or tokens.codes(target.subject) & _UNWANTED:
        return -1
    return 0 if target.comparator == contents.BETWEEN else 1


def opposite(one: contents.TargetContent, other: contents.TargetContent) -> bool:
    """The one wants more where the other wants less."""
    return (one.comparator in UP and other.comparator in DOWN) or (one.comparator in DOWN and other.comparator in UP)


def comparable(wanted: contents.TargetContent, statement: str) -> bool:
    """Whether a unit's number may be held against the school's: a rate or a mark may, a count only when the school asks it of each."""
    unit = text.fold(wanted.unit)
    if unit.startswith(("%", "/")) or any(one in unit for one in _SCORES):
        return True
    words = text.fold(f"{statement} {wanted.subject}").split()
    return any(word in _EACH for word in words) or "/" in wanted.unit


def weaker(wanted: contents.TargetContent, own: contents.TargetContent) -> bool:
    """Whether reaching `own` would not be enough for `wanted`. Only of one unit of measure; False when it cannot be told."""
    if wanted.value is None or own.value is None or not same_unit(wanted, own):
        return False
    if wanted.comparator in DOWN:
        return own.comparator in {*DOWN, "=", contents.BETWEEN} and _most(own) > wanted.value
    if wanted.comparator in UP or wanted.comparator in {"=", contents.BETWEEN}:
        return own.comparator not in DOWN and own.value < wanted.value
    return False


def _most(own: contents.TargetContent) -> Decimal:
    return own.value_high if own.value_high is not None else own.value or Decimal(0)
