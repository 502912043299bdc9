"""What is different, side by side: this draft against last year (with its results), or against the version in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from khue.foundation.kernel import numbers, text
from khue.quality.objectives import contents, queries
from khue.quality.objectives.models import ObjectiveSet

NEW, GONE, UP, DOWN, SAME, CHANGED = "new", "gone", "up", "down", "same", "changed"


@dataclass(frozen=True)
class TargetLine:
    """One target then and now, with the result of then, and in which direction it went."""

    old: contents.TargetContent | None
    new: contents.TargetContent | None
    result: str
    verdict: str
    kind: str
    said: str

    @property
    def marked(self) -> tuple[str, str, str, str]:
        """Common beginning, what it was, what it is, common end: “từ ”, “85%”, “86%”, “ trở lên”."""
        return text.split_apart(self.old.words() if self.old else "", self.new.words() if self.new else "")


@dataclass(frozen=True)
class Row:
    """One objective then and now. `kind` sums its targets up; `words` are changes besides the targets."""

    old: contents.ObjectiveContent | None
    new: contents.ObjectiveContent | None
    kind: str
    targets: tuple[TargetLine, ...]
    words: tuple[contents.Change, ...] = ()

    @property
    def number(self) -> str:
        return self.new.number if self.new else "–"

    @property
    def statement(self) -> str:
        one = self.new or self.old
        return one.statement if one else ""


@dataclass(frozen=True)
class Comparison:
    """A whole set then and now."""

    then: ObjectiveSet
    rows: tuple[Row, ...]
    counts: Mapping[str, int] = field(default_factory=dict)


def with_last_year(content: contents.SetContent, then: ObjectiveSet, on: date) -> Comparison:
    """Against the set in force last year: four statements for it and its results."""
    rows = queries.rows_of(then, on=on)
    old = contents.SetContent(tuple(row.content for row in rows), then.swot)
    results = {target.target.public_id: target for row in rows for target in row.targets}
    return _compare(old, content, then, results)


def with_version(content: contents.SetContent, then: ObjectiveSet) -> Comparison:
    """Against the version that this one is to replace."""
    return _compare(queries.content_of(then), content, then, {})


def _compare(
    old: contents.SetContent, new: contents.SetContent, then: ObjectiveSet, results: Mapping[str, queries.TargetRow]
) -> Comparison:
    rows = tuple(_row(pair, results) for pair in contents.pairs(old, new))
    counts = {kind: sum(row.kind == kind for row in rows) for kind in (SAME, UP, DOWN, CHANGED, NEW, GONE)}
    return Comparison(then, rows, counts)


def _row(pair: contents.Pair[contents.ObjectiveContent], results: Mapping[str, queries.TargetRow]) -> Row:
    targets = tuple(_target(one, results) for one in contents.target_pairs(pair.old, pair.new))
    if pair.old is None or pair.new is None:
        return Row(pair.old, pair.new, NEW if pair.old is None else GONE, targets)
    changes = contents.differences(contents.SetContent((pair.old,)), contents.SetContent((pair.new,)))
    words = tuple(
        one for one in changes if one.what != "target" and one.field not in {"số thứ tự", "mục tiêu của Trường"}
    )
    return Row(pair.old, pair.new, _whole([one.kind for one in targets], bool(words)), targets, words)


def _whole(kinds: Sequence[str], words: bool) -> str:
    """Down outweighs up: what asks for less must not hide behind what asks for more."""
    for kind in (DOWN, GONE, UP, NEW, CHANGED):
        if kind in kinds:
            return {GONE: DOWN, NEW: UP}.get(kind, kind)
    return CHANGED if words else SAME


def _target(pair: contents.Pair[contents.TargetContent], results: Mapping[str, queries.TargetRow]) -> TargetLine:
    old, new = pair.old, pair.new
    found = results.get(old.key) if old else None
    result = old.result(found.latest.value) if old and found and found.latest and old.comparator != "achieved" else ""
    verdict = found.verdict if found else ""
    if old is None or new is None:
        return TargetLine(old, new, result, verdict, NEW if old is None else GONE, "")
    kind = {1: UP, -1: DOWN}.get(contents.strictness(old, new), "")
    kind = kind or (SAME if old.words() == new.words() else CHANGED)
    return TargetLine(old, new, result, verdict, kind, _moved(kind, old, new))


def _moved(kind: str, old: contents.TargetContent, new: contents.TargetContent) -> str:
    """“Nâng 2 điểm”, “Hạ 5 điểm”, “Nâng 2”; of what may at most be, “Siết 2 điểm”, “Nới 5 điểm”."""
    if kind not in {UP, DOWN} or old.value is None or new.value is None:
        return ""
    step = abs(new.value - old.value)
    at_most = new.comparator in {"<=", "<"} and not new.is_rank
    verb = (_("Siết") if at_most else _("Nâng")) if kind == UP else (_("Nới") if at_most else _("Hạ"))
    amount = numbers.format_number(step) if step else ""
    points = _(" điểm") if step and new.unit.startswith("%") else ""
    return f"{verb} {amount}{points}".strip() if step != Decimal(0) else verb
