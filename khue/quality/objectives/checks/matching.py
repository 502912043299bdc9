"""Which objective of the school a unit's objective serves: ranked proposals, each with its reason. Own TF-IDF and rapidfuzz, no model.

The score (0-1) is the cosine of the words and pairs of words that tell objectives apart, raised by what is measured in common.
A semantic model can be added by `extra`: it gives one likeness (0-1) for every objective of the school, and is weighed with the rest.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from khue.foundation.kernel import text
from khue.quality.objectives import contents
from khue.quality.objectives.checks import measures, tokens

LEAST, SURE, AHEAD = 0.12, 0.40, 0.12
"""Below LEAST nothing is proposed; from SURE on, and AHEAD of the next, a proposal is confident."""
_WORDS, _LIKE, _MEASURE, _UNIT, _EXTRA = 0.70, 0.12, 0.14, 0.04, 0.35
_PAIR_WEIGHT = 0.6
_TASK_SHARE = 0.25

Vector = Mapping[str, float]
Likeness = Callable[[str, Sequence[str]], Sequence[float]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """An objective of the school that could be meant. `is_sure`: near enough and well ahead of every other."""

    key: str
    number: str
    statement: str
    score: float
    reason: str
    is_sure: bool = False


class Matcher:
    """The objectives of the school, weighed once."""

    def __init__(self, school: Sequence[contents.ObjectiveContent], extra: Likeness | None = None) -> None:
        self.school = tuple(school)
        self._extra = extra
        bags = [_bag(one) for one in self.school]
        counts = Counter(term for bag in bags for term in bag)
        self._rarity = {term: math.log((1 + len(bags)) / (1 + n)) + 0.3 for term, n in counts.items()}
        self._unseen = math.log(1 + len(bags)) + 0.3
        self._vectors = [self._weighed(bag) for bag in bags]
        self._plain = [text.fold(one.statement) for one in self.school]

    def proposals(self, own: contents.ObjectiveContent, most: int = 3) -> list[Proposal]:
        """The best first; none when nothing is near."""
        scored = sorted(self._scores(own), key=lambda one: (-one[0], one[1]))[:most]
        found = [(score, place) for score, place in scored if score >= LEAST]
        if not found:
            return []
        ahead = found[0][0] - (scored[1][0] if len(scored) > 1 else 0)
        sure = found[0][0] >= SURE and ahead >= AHEAD
        return [
            self._proposal(own, self.school[place], score, is_sure=sure and n == 0)
            for n, (score, place) in enumerate(found)
        ]

    def _scores(self, own: contents.ObjectiveContent) -> list[tuple[float, int]]:
        vector, plain = self._weighed(_bag(own)), text.fold(own.statement)
        more = self._extra(own.statement, [one.statement for one in self.school]) if self._extra else ()
        found = []
        for place, one in enumerate(self.school):
            score = _WORDS * _cosine(vector, self._vectors[place])
            if score:
                score += _LIKE * fuzz.token_set_ratio(plain, self._plain[place]) / 100 * min(1, score / 0.2)
                score += _measured(one, own)
            if more:
                score = (1 - _EXTRA) * score + _EXTRA * more[place]
            found.append((score, place))
        return found

    def _weighed(self, bag: Mapping[str, float]) -> Vector:
        return {term: n * self._rarity.get(term, self._unseen) for term, n in bag.items()}

    def _proposal(
        self, own: contents.ObjectiveContent, one: contents.ObjectiveContent, score: float, *, is_sure: bool
    ) -> Proposal:
        return Proposal(one.key, one.number, one.statement, round(min(score, 1.0), 3), _reason(one, own), is_sure)


def proposals(
    own: contents.ObjectiveContent, school: Sequence[contents.ObjectiveContent], most: int = 3
) -> list[Proposal]:
    """For one objective alone; for many make one `Matcher`."""
    return Matcher(school).proposals(own, most)


def _bag(one: contents.ObjectiveContent) -> dict[str, float]:
    """Words and pairs of words with their weight; what is only in the tasks counts little."""
    bag: dict[str, float] = {}
    for words, weight in ((one.statement, 1.0), *((target.subject, 0.5) for target in one.targets)):
        _add(bag, words, weight)
    for task in one.tasks[:6]:
        _add(bag, task.text, _TASK_SHARE / max(1, min(6, len(one.tasks))))
    return {term: 1 + math.log(n) if n > 1 else n for term, n in bag.items()}


def _add(bag: dict[str, float], words: str, weight: float) -> None:
    found = [one.code for one in tokens.tokens(words)]
    for code in found:
        bag[code] = bag.get(code, 0) + weight
    for pair in itertools.pairwise(found):
        bag[" ".join(pair)] = bag.get(" ".join(pair), 0) + weight * _PAIR_WEIGHT


def _cosine(one: Vector, other: Vector) -> float:
    if len(other) < len(one):
        one, other = other, one
    product = sum(weight * other[term] for term, weight in one.items() if term in other)
    if not product:
        return 0.0
    return product / math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))


def _measured(one: contents.ObjectiveContent, own: contents.ObjectiveContent) -> float:
    pairs = [(a, b) for a in one.targets for b in own.targets]
    same = any(measures.same_measure(a.subject, b.subject) for a, b in pairs)
    units = any(a.unit and measures.same_unit(a, b) for a, b in pairs)
    return _MEASURE * same + _UNIT * units


def _reason(one: contents.ObjectiveContent, own: contents.ObjectiveContent) -> str:
    """“Cùng nói đến: hiệu suất đào tạo. Cùng đo “hiệu suất đào tạo”, cùng tính bằng %.”"""
    theirs = tokens.codes(" ".join([own.statement, *(target.subject for target in own.targets)]))
    shared = dict.fromkeys(token.said.lower() for token in tokens.tokens(one.statement) if token.code in theirs)
    said = [f"Cùng nói đến: {', '.join(list(shared)[:5])}"] if shared else []
    for wanted, _place, mine in measures.alike(one, own):
        same = f", cùng tính bằng {wanted.unit}" if wanted.unit and measures.same_unit(wanted, mine) else ""
        said.append(f"cùng đo “{wanted.subject}”{same}")
        break
    return ("; ".join(said) or "Gần nhau về chữ dùng") + "."
