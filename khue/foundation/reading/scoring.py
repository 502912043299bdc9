"""How well reading agrees with people: labelled specimens against what the grammar says.

A target agrees when comparator, value, unit and baseline are the same and the subjects share at least half of the
words of the shorter one. A time span agrees when both days, `before` and `recurring` are the same. Of a count or rank out
of a total the contract says only «with "/27" in `unit`»: such units agree by their "/n" ("/27 đảng viên", "đảng viên/27",
"thứ hạng/27", "/27"). A unit in its usual short form is the unit ("tr.đ", "đ/c").
Numbers in units agree by their value ("ca/1.000 ngày", "ca/1000 ngày").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeAlias

from . import targets as target_grammar
from . import timespan as time_grammar
from .values import Target, Timespan

Specimen: TypeAlias = Mapping[str, Any]
WORD = re.compile(r"\w+")
VALUE_TOLERANCE = Decimal("0.001")
# A total stands at the head of a unit or ends it; in "lần/2 năm", "ca/1000 ngày" the number belongs to a rate.
TOTAL = re.compile(r"/(\d+)(?: .*)?|[^/]+/(\d+)")
SHORT_FORMS = {"tr.đ": "triệu đồng", "trđ": "triệu đồng", "đ/c": "đồng chí"}
GROUPED = re.compile(r"(?<=\d)\.(?=\d{3}\b)")


@dataclass(frozen=True, slots=True)
class Miss:
    """A specimen that was read otherwise: what people read and was not found, what was found and people do not read."""

    text: str
    missing: tuple[str, ...]
    extra: tuple[str, ...]


@dataclass
class Score:
    """Counts of labels, readings and agreements; precision, recall and F1 are shares (0 to 1).

    `wrong_dates` counts the time spans that give a day which people do not give there: worse than giving none.
    """

    expected: int = 0
    found: int = 0
    right: int = 0
    wrong_dates: int = 0
    by_kind: dict[str, Score] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def count(self, expected: int, found: int, right: int) -> None:
        self.expected += expected
        self.found += found
        self.right += right


def score_targets(specimens: Iterable[Specimen]) -> Score:
    """Score `read_targets` on specimens {"text", "kind", "targets": ["subject | comparator | value | unit | baseline"]}."""
    score = Score(by_kind=defaultdict(Score))
    for specimen in specimens:
        labels = list(specimen["targets"])
        read = target_grammar.read_targets(specimen["text"])
        missing, extra = unmatched(labels, read)
        right = len(labels) - len(missing)
        for part in (score, score.by_kind[specimen.get("kind", "any")]):
            part.count(len(labels), len(read), right)
        if missing or extra:
            score.misses.append(Miss(specimen["text"], tuple(missing), tuple(target_line(target) for target in extra)))
    return score


def unmatched(labels: list[str], read: list[Target]) -> tuple[list[str], list[Target]]:
    """The labels that no target agrees with, and the targets that no label asks for."""
    missing, rest = [], list(read)
    for label in labels:
        hit = next((target for target in rest if agrees(label, target)), None)
        if hit is None:
            missing.append(label)
        else:
            rest.remove(hit)
    return missing, rest


def agrees(label: str, target: Target) -> bool:
    """Whether a target is what the label says ("tỷ lệ lên lớp | >= | 90 | %")."""
    subject, comparator, value, unit, *baseline = [part.strip() for part in label.split("|")]
    return (
        comparator == target.comparator
        and _same_value(value, target)
        and _same_unit(unit, target.unit)
        and _same_baseline(baseline, target)
        and _same_subject(subject, target.subject)
    )


def _same_value(label: str, target: Target) -> bool:
    read = target.value if isinstance(target.value, tuple) else (target.value,)
    said = [Decimal(part) for part in label.split("..")]
    return len(said) == len(read) and all(abs(a - b) <= VALUE_TOLERANCE for a, b in zip(said, read, strict=True))


def _same_unit(label: str, unit: str) -> bool:
    said, read = GROUPED.sub("", label.casefold()), GROUPED.sub("", unit.casefold())
    totals = [TOTAL.fullmatch(said), TOTAL.fullmatch(read)]
    if all(totals):
        return len({total[1] or total[2] for total in totals if total}) == 1
    return SHORT_FORMS.get(said, said) == SHORT_FORMS.get(read, read)


def _same_baseline(label: list[str], target: Target) -> bool:
    said = Decimal(label[0]) if label and label[0] else None
    return said == target.baseline


def _same_subject(label: str, subject: str) -> bool:
    said, read = set(WORD.findall(label.casefold())), set(WORD.findall(subject.casefold()))
    if not said or not read:
        return not said and not read
    return 2 * len(said & read) >= min(len(said), len(read))


def target_line(target: Target) -> str:
    """A target as specimens write it."""
    value = "..".join(map(str, target.value)) if isinstance(target.value, tuple) else str(target.value)
    base = "" if target.baseline is None else f" | {target.baseline}"
    return f"{target.subject} | {target.comparator} | {value} | {target.unit}{base}"


def score_timespans(specimens: Iterable[Specimen]) -> Score:
    """Score `read_timespan` on specimens {"text", "kind", "school_year"?, "year"?, "span": "start end flags" or "none"}.

    `span` is two ISO days or "-", then the words `before`, a rhythm ("monthly", "event", …) and `remark` as they apply.
    """
    score = Score(by_kind=defaultdict(Score))
    for specimen in specimens:
        read = time_grammar.read_timespan(
            specimen["text"], school_year=specimen.get("school_year"), year=specimen.get("year")
        )
        said, line = " ".join(specimen["span"].split()), span_line(read)
        right, wrong = int(said == line), int(_gives_a_wrong_day(said, line))
        for part in (score, score.by_kind[specimen.get("kind", "any")]):
            part.count(1, 1, right)
            part.wrong_dates += wrong
        if not right:
            score.misses.append(Miss(specimen["text"], (said,), (line,)))
    return score


def _gives_a_wrong_day(said: str, line: str) -> bool:
    expected, read = [*said.split(), "-", "-"][:2], [*line.split(), "-", "-"][:2]
    return any(day not in {"-", "none", label} for day, label in zip(read, expected, strict=True))


def span_line(span: Timespan | None) -> str:
    """A time span as specimens write it."""
    if span is None:
        return "none"
    parts = [day.isoformat() if day else "-" for day in (span.start, span.end)]
    parts += ["before"] if span.before else []
    parts += [span.recurring] if span.recurring != "none" else []
    parts += ["remark"] if span.remarks else []
    return " ".join(parts)
