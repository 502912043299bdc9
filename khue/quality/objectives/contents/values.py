"""The values themselves, frozen. Numbers are `Decimal`, days are `date`, a missing thing is None or empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from khue.foundation.kernel import canonical, numbers, text
from khue.quality.objectives.contents import shapes
from khue.quality.objectives.contents.words import ACHIEVED, BETWEEN

_WORDS = {">=": "từ {} trở lên", ">": "trên {}", "<=": "không quá {}", "<": "dưới {}", "=": "{}"}


_RANKS = {"<=": "trong tốp {}", "<": "trên thứ {}", "=": "thứ {}"}
_PLACES = frozenset({"thu hang", "hang", "vi thu"})


@dataclass(frozen=True, slots=True)
class ScheduleContent:
    """When: the words as written and what was understood. `before`: the last day itself is excluded."""

    text: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    before: bool = False
    recurring: str = "none"

    @classmethod
    def read(cls, reader: shapes.Reader, data: Any, where: str) -> ScheduleContent:
        data = reader.mapping(data, where, cls)
        return cls(
            text=reader.string(data, "text", where),
            starts_on=reader.day(data, "starts_on", where),
            ends_on=reader.day(data, "ends_on", where),
            before=reader.flag(data, "before", where),
            recurring=reader.string(data, "recurring", where) or "none",
        )

    def words(self) -> str:
        """As people write it; what was typed wins over what was understood."""
        if self.text:
            return self.text
        first = self.starts_on.strftime("%d/%m/%Y") if self.starts_on else ""
        last = self.ends_on.strftime("%d/%m/%Y") if self.ends_on else ""
        if first and last:
            return f"từ {first} đến {last}"
        if last:
            return f"{'trước' if self.before else 'đến hết'} {last}"
        return f"từ {first}" if first else ""


@dataclass(frozen=True, slots=True)
class ResponsibilityContent:
    """Chủ trì (`lead`) or phối hợp (`supporting`): the words as written and whom they mean, if known."""

    part: str
    text: str
    unit_id: int | None = None
    person_id: int | None = None

    @classmethod
    def read(cls, reader: shapes.Reader, data: Any, where: str) -> ResponsibilityContent:
        data = reader.mapping(data, where, cls)
        return cls(
            part=reader.string(data, "part", where),
            text=reader.string(data, "text", where),
            unit_id=reader.identity(data, "unit_id", where),
            person_id=reader.identity(data, "person_id", where),
        )


@dataclass(frozen=True, slots=True)
class TargetContent:
    """Chỉ tiêu. `value` is None only for "achieved", `value_high` is given only for "between" (both ends included)."""

    subject: str
    comparator: str
    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str = ""
    baseline: Decimal | None = None
    key: str = ""

    @classmethod
    def read(cls, reader: shapes.Reader, data: Any, where: str) -> TargetContent:
        data = reader.mapping(data, where, cls)
        return cls(
            subject=reader.string(data, "subject", where),
            comparator=reader.string(data, "comparator", where),
            value=reader.number(data, "value", where),
            value_high=reader.number(data, "value_high", where),
            unit=reader.string(data, "unit", where),
            baseline=reader.number(data, "baseline", where),
            key=reader.string(data, "key", where),
        )

    def words(self) -> str:
        """“từ 80% trở lên”, “từ 5 đến 7 doanh nghiệp”, “đạt”."""
        if self.comparator == ACHIEVED or self.value is None:
            return "đạt"
        if self.is_rank and self.comparator in _RANKS:
            return _RANKS[self.comparator].format(numbers.format_number(self.value))
        if self.comparator == BETWEEN and self.value_high is not None:
            return f"từ {numbers.format_number(self.value)} đến {self.amount(self.value_high)}"
        return _WORDS.get(self.comparator, "{}").format(self.amount(self.value))

    @property
    def is_rank(self) -> bool:
        """A place among others: the smaller, the better."""
        return text.fold(self.unit) in _PLACES

    def amount(self, value: Decimal) -> str:
        """A value of this target with its unit: “80%”, “5 doanh nghiệp”, “thứ 3”."""
        return f"thứ {numbers.format_number(value)}" if self.is_rank else with_unit(value, self.unit)

    def result(self, value: Decimal) -> str:
        """A measured value in words: “84,2%”, “đạt”, “chưa đạt”, rounded as `rounded` does."""
        if self.comparator == ACHIEVED:
            return "đạt" if value >= 1 else "chưa đạt"
        return self.amount(self.rounded(value))

    def rounded(self, value: Decimal) -> Decimal:
        """A measured value as every screen and paper shows it: two decimals, more only where they would put it on another side
        of what is asked, so that a miss never looks like a hit."""
        asked = [bound for bound in (self.value, self.value_high) if bound is not None]
        for digits in (Decimal("0.01"), Decimal("0.001")):
            short = value.quantize(digits, ROUND_HALF_UP)
            if all(short.compare(bound) == value.compare(bound) for bound in asked):
                return short
        return value


@dataclass(frozen=True, slots=True)
class TaskContent:
    """Nhiệm vụ, biện pháp. Without own responsibilities and schedule it follows its objective's."""

    text: str
    responsibilities: tuple[ResponsibilityContent, ...] = ()
    schedule: ScheduleContent = ScheduleContent()
    key: str = ""

    @classmethod
    def read(cls, reader: shapes.Reader, data: Any, where: str) -> TaskContent:
        data = reader.mapping(data, where, cls)
        return cls(
            text=reader.string(data, "text", where),
            responsibilities=reader.many(data, "responsibilities", where, ResponsibilityContent.read),
            schedule=ScheduleContent.read(reader, reader.part(data, "schedule"), shapes.at(where, "schedule")),
            key=reader.string(data, "key", where),
        )


@dataclass(frozen=True, slots=True)
class ObjectiveContent:
    """One numbered row. `serves` is the public id of the school objective; `key` its own public id ("" when new)."""

    number: str
    statement: str
    targets: tuple[TargetContent, ...] = ()
    tasks: tuple[TaskContent, ...] = ()
    responsibilities: tuple[ResponsibilityContent, ...] = ()
    schedule: ScheduleContent = ScheduleContent()
    evidence_expected: tuple[str, ...] = ()
    note: str = ""
    serves: str | None = None
    is_own: bool = False
    key: str = ""

    def to_json(self) -> dict[str, Any]:
        return shapes.to_json(self)

    @classmethod
    def from_json(cls, data: Any) -> ObjectiveContent:
        """Raises `Invalid` with the place of everything that has not the right shape. Whether it may be saved is asked of `faults`."""
        reader = shapes.Reader()
        objective = cls.read(reader, data, "")
        reader.finish()
        return objective

    @classmethod
    def read(cls, reader: shapes.Reader, data: Any, where: str) -> ObjectiveContent:
        data = reader.mapping(data, where, cls)
        return cls(
            number=reader.string(data, "number", where),
            statement=reader.string(data, "statement", where),
            targets=reader.many(data, "targets", where, TargetContent.read),
            tasks=reader.many(data, "tasks", where, TaskContent.read),
            responsibilities=reader.many(data, "responsibilities", where, ResponsibilityContent.read),
            schedule=ScheduleContent.read(reader, reader.part(data, "schedule"), shapes.at(where, "schedule")),
            evidence_expected=reader.many(data, "evidence_expected", where, shapes.Reader.line),
            note=reader.string(data, "note", where, squash=False),
            serves=reader.string(data, "serves", where) or None,
            is_own=reader.flag(data, "is_own", where),
            key=reader.string(data, "key", where),
        )

    def who(self, part: str) -> tuple[str, ...]:
        """The names of one part, in order."""
        return tuple(one.text for one in self.responsibilities if one.part == part)

    def fresh(self) -> ObjectiveContent:
        """The same words without keys: a copy for another set."""
        return replace(
            self,
            key="",
            targets=tuple(replace(target, key="") for target in self.targets),
            tasks=tuple(replace(task, key="") for task in self.tasks),
        )


@dataclass(frozen=True, slots=True)
class SetContent:
    """All of a set that is frozen when it is issued."""

    objectives: tuple[ObjectiveContent, ...] = ()
    swot: str = ""

    def to_json(self) -> dict[str, Any]:
        return shapes.to_json(self)

    @classmethod
    def from_json(cls, data: Any) -> SetContent:
        """Raises `Invalid` with the place of everything that has not the right shape. Whether it may be saved is asked of `faults`."""
        reader = shapes.Reader()
        data = reader.mapping(data, "", cls)
        content = cls(
            objectives=reader.many(data, "objectives", "", ObjectiveContent.read),
            swot=reader.string(data, "swot", "", squash=False),
        )
        reader.finish()
        return content

    def content_hash(self) -> str:
        """SHA-256 of the canonical JSON."""
        return canonical.content_hash(self.to_json())

    def targets(self) -> Iterator[tuple[ObjectiveContent, TargetContent]]:
        """Every target with its objective, in order."""
        for objective in self.objectives:
            for target in objective.targets:
                yield objective, target

    def objective(self, key: str) -> ObjectiveContent | None:
        """The objective with that public id."""
        return next((one for one in self.objectives if one.key == key), None)


def with_unit(value: Decimal, unit: str) -> str:
    """“80%”, “1.200 học sinh”, “15/27”."""
    number = numbers.format_number(value)
    if not unit:
        return number
    return f"{number}{unit}" if unit[0] in "%‰/" else f"{number} {unit}"
