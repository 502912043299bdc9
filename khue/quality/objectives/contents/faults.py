"""What cannot be saved at all, by place ("objectives.2.targets.0.value"). What is merely weak is the checks' business."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from khue.foundation.kernel import errors
from khue.quality.objectives.contents import words

if TYPE_CHECKING:
    from khue.quality.objectives.contents import values

Faults: TypeAlias = dict[str, list[str]]
Found: TypeAlias = Iterator[tuple[str, str]]

LIMIT = Decimal(10) ** 14
"""Numbers are kept with 14 digits before the comma and 4 after it."""
LONGEST = {"number": 20, "subject": 500, "unit": 80, "time": 300, "who": 200}
MOST_OBJECTIVES = 500


def check(content: values.SetContent) -> None:
    """Raise `Invalid` when the content cannot be saved."""
    _raise(faults(content))


def check_objective(objective: values.ObjectiveContent) -> None:
    """Raise `Invalid` when the objective cannot be saved; fields are named from the objective on ("targets.0.value")."""
    _raise(objective_faults(objective))


def faults(content: values.SetContent) -> Faults:
    """Every fault of a content by place; empty when it can be saved."""
    found: Faults = {}
    if len(content.objectives) > MOST_OBJECTIVES:
        found["objectives"] = [f"Một bộ có nhiều nhất {MOST_OBJECTIVES} mục tiêu."]
    for n, objective in enumerate(content.objectives):
        for where, said in objective_faults(objective).items():
            found[f"objectives.{n}.{where}"] = said
    keys = [one.key for one in content.objectives if one.key]
    if len(keys) != len(set(keys)):
        found["objectives"] = ["Một mục tiêu có mặt hai lần."]
    return found


def objective_faults(objective: values.ObjectiveContent) -> Faults:
    """Every fault of one objective by place."""
    found: Faults = {}
    for where, message in _objective(objective):
        found.setdefault(where, []).append(message)
    return found


def _raise(found: Faults) -> None:
    if not found:
        return
    first = next(iter(found.values()))[0]
    more = f" (và {len(found) - 1} chỗ khác)" if len(found) > 1 else ""
    raise errors.Invalid("content", f"Chưa lưu được: {first}{more}", found)


def _objective(objective: values.ObjectiveContent) -> Found:
    if not objective.statement.strip():
        yield "statement", "Hãy ghi nội dung mục tiêu."
    if not objective.number.strip():
        yield "number", "Hãy ghi số thứ tự."
    if len(objective.number) > LONGEST["number"]:
        yield "number", f"Số thứ tự dài quá {LONGEST['number']} ký tự."
    if objective.serves and objective.is_own:
        yield "is_own", "Một mục tiêu hoặc gắn với mục tiêu của Trường, hoặc là mục tiêu riêng, không thể cả hai."
    for n, target in enumerate(objective.targets):
        yield from _within(f"targets.{n}", _target(target))
    for n, task in enumerate(objective.tasks):
        yield from _within(f"tasks.{n}", _task(task))
    yield from _responsibilities(objective.responsibilities)
    yield from _within("schedule", _schedule(objective.schedule))


def _target(target: values.TargetContent) -> Found:
    if not target.subject.strip():
        yield "subject", "Hãy ghi chỉ tiêu đo cái gì."
    if len(target.subject) > LONGEST["subject"]:
        yield "subject", f"Tên chỉ tiêu dài quá {LONGEST['subject']} ký tự."
    if len(target.unit) > LONGEST["unit"]:
        yield "unit", f"Đơn vị tính dài quá {LONGEST['unit']} ký tự."
    for name in ("value", "value_high", "baseline"):
        yield from _within(name, _number(getattr(target, name)))
    if target.comparator not in words.COMPARATORS:
        yield "comparator", f"Không có phép so sánh “{target.comparator}”."
    else:
        yield from _range(target)


def _range(target: values.TargetContent) -> Found:
    if target.comparator == words.ACHIEVED:
        if target.value is not None or target.value_high is not None:
            yield "value", "Chỉ tiêu “đạt” không có con số."
        return
    if target.value is None:
        yield "value", "Hãy ghi con số của chỉ tiêu."
    if target.comparator != words.BETWEEN:
        if target.value_high is not None:
            yield "value_high", "Chỉ khi so sánh “từ … đến …” mới có số thứ hai."
    elif target.value_high is None:
        yield "value_high", "Hãy ghi số cuối của khoảng."
    elif target.value is not None and target.value_high < target.value:
        yield "value_high", "Số cuối của khoảng phải không nhỏ hơn số đầu."


def _number(number: Decimal | None) -> Found:
    if number is None:
        return
    if not number.is_finite() or abs(number) >= LIMIT:
        yield "", "Con số quá lớn."
    elif number != number.quantize(Decimal("0.0001")):
        yield "", "Con số chỉ giữ được 4 chữ số sau dấu phẩy."


def _task(task: values.TaskContent) -> Found:
    if not task.text.strip():
        yield "text", "Hãy ghi nhiệm vụ, biện pháp."
    yield from _responsibilities(task.responsibilities)
    yield from _within("schedule", _schedule(task.schedule))


def _responsibilities(people: Iterable[values.ResponsibilityContent]) -> Found:
    for n, one in enumerate(people):
        if one.part not in words.PARTS:
            yield f"responsibilities.{n}.part", f"Không có vai “{one.part}”."
        if not one.text.strip():
            yield f"responsibilities.{n}.text", "Hãy ghi đơn vị hoặc người chủ trì, phối hợp."
        if len(one.text) > LONGEST["who"]:
            yield f"responsibilities.{n}.text", f"Tên đơn vị, người dài quá {LONGEST['who']} ký tự."


def _schedule(schedule: values.ScheduleContent) -> Found:
    if len(schedule.text) > LONGEST["time"]:
        yield "text", f"Thời hạn dài quá {LONGEST['time']} ký tự."
    if schedule.recurring not in words.RECURRENCES:
        yield "recurring", f"Không có cách lặp “{schedule.recurring}”."
    if schedule.starts_on and schedule.ends_on and schedule.ends_on < schedule.starts_on:
        yield "ends_on", "Ngày kết thúc trước ngày bắt đầu."


def _within(where: str, found: Found) -> Found:
    for place, message in found:
        yield f"{where}.{place}" if place else where, message
