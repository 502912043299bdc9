"""What changed between two contents, in words people can check: against the last submission, the last version, the last year."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from rapidfuzz import fuzz

from khue.foundation.kernel import text
from khue.quality.objectives.contents import values, words

ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"
OBJECTIVE, TARGET, TASK, SET = "objective", "target", "task", "set"
ALIKE = 62.0
"""From this likeness on (0-100, word order apart) two unnamed rows are taken as the same row, reworded."""
_KINDS = {ADDED: "Thêm", REMOVED: "Bỏ", CHANGED: "Sửa", MOVED: "Đổi thứ tự"}
_THINGS = {OBJECTIVE: "mục tiêu", TARGET: "chỉ tiêu", TASK: "nhiệm vụ", SET: ""}
_HIGHER, _LOWER = frozenset({">=", ">"}), frozenset({"<=", "<"})
_TIE, _TIED = "mục tiêu của Trường", "gắn với "
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different. `number` is what people call it ("5", "4.2"), `field` what of it ("chủ trì"), both wordings."""

    kind: str
    what: str
    number: str
    field: str = ""
    old: str = ""
    new: str = ""
    key: str = ""

    @property
    def sentence(self) -> str:
        """“Sửa chỉ tiêu 5: từ 78% trở lên → từ 80% trở lên”."""
        name = " ".join(filter(None, [self.field if self.what == SET else "", _THINGS[self.what], self.number]))
        of = f"{self.field} của " if self.field and self.what != SET else ""
        head = f"{_KINDS[self.kind]} {of}{name}"
        if self.kind == CHANGED:
            return f"{head}: {self.old or '(trống)'} → {self.new or '(trống)'}"
        words = self.new or self.old
        return f"{head}: {words}" if words else head

    def to_json(self) -> dict[str, str]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Change:
        return cls(**{name: str(data.get(name, "")) for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """The old and the new of one row; None where there is none."""

    old: T | None
    new: T | None


def differences(
    old: values.SetContent, new: values.SetContent, school: Mapping[str, str] = MappingProxyType({})
) -> list[Change]:
    """Everything that is different, in the order of the new content; what was removed comes last.

    `school`: how the school's objectives are called, by public id; one that is not named there is "một mục tiêu của Trường".
    """
    found = list(itertools.chain.from_iterable(_objective_changes(pair) for pair in pairs(old, new)))
    if old.swot != new.swot:
        found.append(Change(CHANGED, SET, "", "phân tích SWOT", old.swot, new.swot))
    return [_with_names(change, school) if change.field == _TIE else change for change in found]


def _with_names(change: Change, school: Mapping[str, str]) -> Change:
    return replace(change, old=_named(change.old, school), new=_named(change.new, school))


def _named(tie: str, school: Mapping[str, str]) -> str:
    key = tie.removeprefix(_TIED)
    return tie if key == tie else _TIED + school.get(key, "một mục tiêu của Trường")


def pairs(old: values.SetContent, new: values.SetContent) -> list[Pair[values.ObjectiveContent]]:
    """Objectives side by side: by key, else by the same words, else by likeness. New ones first, in order; then the removed."""
    return _paired(old.objectives, new.objectives, lambda one: one.statement)


def target_pairs(
    old: values.ObjectiveContent | None, new: values.ObjectiveContent | None
) -> list[Pair[values.TargetContent]]:
    """Targets of a pair of objectives side by side."""
    return _paired(old.targets if old else (), new.targets if new else (), lambda one: one.subject)


def strictness(old: values.TargetContent, new: values.TargetContent) -> int:
    """1 when the new target asks for more than the old one, -1 for less, 0 for the same or not comparable.

    More is a higher value under ≥ and >, a lower one under ≤ and < and of a rank. At the same value > asks for more than ≥, < for
    more than ≤.
    """
    if text.fold(old.unit) != text.fold(new.unit) or old.value is None or new.value is None:
        return 0
    if {old.comparator, new.comparator} <= _HIGHER:
        return _sign(new.value - old.value) or (new.comparator == ">") - (old.comparator == ">")
    if {old.comparator, new.comparator} <= _LOWER:
        return _sign(old.value - new.value) or (new.comparator == "<") - (old.comparator == "<")
    if old.comparator == new.comparator == "=":
        return _sign(old.value - new.value) if new.is_rank else _sign(new.value - old.value)
    return 0


def _sign(number: Decimal) -> int:
    return (number > 0) - (number < 0)


def _objective_changes(pair: Pair[values.ObjectiveContent]) -> Iterator[Change]:
    old, new = pair.old, pair.new
    if old is None and new is not None:
        yield Change(ADDED, OBJECTIVE, new.number, new=new.statement, key=new.key)
        return
    if new is None and old is not None:
        yield Change(REMOVED, OBJECTIVE, old.number, old=old.statement, key=old.key)
        return
    if old is None or new is None:
        return
    yield from _fields(OBJECTIVE, new.number, new.key, _objective_words(old), _objective_words(new))
    yield from _part_changes(TARGET, new.number, target_pairs(old, new), new.targets, old.targets, _target_words)
    tasks = _paired(old.tasks, new.tasks, lambda one: one.text)
    yield from _part_changes(TASK, new.number, tasks, new.tasks, old.tasks, _task_words)


def _part_changes(
    what: str,
    number: str,
    found: Sequence[Pair[Any]],
    new_parts: Sequence[Any],
    old_parts: Sequence[Any],
    words: Callable[[Any], dict[str, str]],
) -> Iterator[Change]:
    for old, new in ((pair.old, pair.new) for pair in found):
        parts, one = (new_parts, new) if new is not None else (old_parts, old)
        name = f"{number}.{_place(parts, one) + 1}" if len(parts) > 1 else number
        if old is None and new is not None:
            yield Change(ADDED, what, name, new=_whole(words(new)), key=new.key)
        elif new is None and old is not None:
            yield Change(REMOVED, what, name, old=_whole(words(old)), key=old.key)
        elif new is not None:
            yield from _fields(what, name, new.key, words(old), words(new))


def _place(parts: Sequence[Any], one: Any) -> int:
    return next(n for n, part in enumerate(parts) if part is one)


def _whole(words: dict[str, str]) -> str:
    return " ".join(filter(None, [words.get("tên", ""), words.get("", "")]))


def _fields(what: str, number: str, key: str, old: dict[str, str], new: dict[str, str]) -> Iterator[Change]:
    for field in new:
        if old[field] != new[field]:
            yield Change(CHANGED, what, number, field, old[field], new[field], key)


def _objective_words(one: values.ObjectiveContent) -> dict[str, str]:
    return {
        "số thứ tự": one.number,
        "": one.statement,
        "chủ trì": ", ".join(one.who(words.LEAD)),
        "phối hợp": ", ".join(one.who(words.SUPPORTING)),
        "thời hạn": one.schedule.words(),
        "hồ sơ minh chứng": "; ".join(one.evidence_expected),
        "ghi chú": one.note,
        _TIE: _tie(one),
    }


def _tie(one: values.ObjectiveContent) -> str:
    # Compared by public id, which says nothing to people: `differences` puts the name in its place.
    return "mục tiêu riêng" if one.is_own else f"{_TIED}{one.serves}" if one.serves else ""


def _target_words(one: values.TargetContent) -> dict[str, str]:
    baseline = one.result(one.baseline) if one.baseline is not None else ""
    return {"tên": one.subject, "": one.words(), "số năm trước": baseline}


def _task_words(one: values.TaskContent) -> dict[str, str]:
    people = {part: ", ".join(who.text for who in one.responsibilities if who.part == part) for part in words.PARTS}
    return {
        "": one.text,
        "chủ trì": people[words.LEAD],
        "phối hợp": people[words.SUPPORTING],
        "thời hạn": one.schedule.words(),
    }


def _paired(old: Sequence[T], new: Sequence[T], name: Callable[[T], str]) -> list[Pair[T]]:
    partner: dict[int, int] = {}
    rest = set(range(len(old)))
    for same in (_same_key, _same_name(name)):
        for n, one in enumerate(new):
            if n not in partner and (found := next((o for o in sorted(rest) if same(old[o], one)), None)) is not None:
                partner[n] = found
                rest.discard(found)
    _pair_alike(old, new, name, partner, rest)
    found_pairs = [Pair(old[partner[n]] if n in partner else None, one) for n, one in enumerate(new)]
    return found_pairs + [Pair(old[o], None) for o in sorted(rest)]


def _same_key(old: Any, new: Any) -> bool:
    return bool(old.key) and old.key == new.key


def _same_name(name: Callable[[T], str]) -> Callable[[T, T], bool]:
    return lambda old, new: text.fold(name(old)) == text.fold(name(new))


def _pair_alike(
    old: Sequence[T], new: Sequence[T], name: Callable[[T], str], partner: dict[int, int], rest: set[int]
) -> None:
    """Of what is left, the most alike first."""
    free = [n for n in range(len(new)) if n not in partner]
    scores = [
        (fuzz.token_sort_ratio(text.fold(name(old[o])), text.fold(name(new[n]))), -n, -o) for n in free for o in rest
    ]
    for score, minus_new, minus_old in sorted(scores, reverse=True):
        if score < ALIKE:
            return
        if -minus_new not in partner and -minus_old in rest:
            partner[-minus_new] = -minus_old
            rest.discard(-minus_old)
