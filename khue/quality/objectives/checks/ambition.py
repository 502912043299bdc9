"""A, R and T of seed 000, 5.1. Whether something can be reached a program cannot know: it compares, and says with what."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from khue.foundation.kernel import numbers, text
from khue.quality.objectives import contents
from khue.quality.objectives.checks import measures, phrasing, values
from khue.quality.objectives.checks.registry import Hit, Limits, each, rule

_LEADS = frozenset({contents.LEAD})


@rule("a.leap", facts=("subject", "asked", "was", "by"), limits=("points", "times", "least"))
def leap(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """Asks for far more than the year before reached: more than `points` of a per cent, or more than `times` as much."""
    for place, part, target, _old, was in measured_before(case):
        if target.value is None or target.comparator in measures.DOWN:
            continue
        step = target.value - was
        far = step > limits["points"] if target.unit.strip() == "%" else _far_count(target.value, was, limits)
        if far and step > 0:
            facts = {
                "subject": target.subject,
                "asked": target.words(),
                "was": target.result(was),
                "by": _step(target, step),
            }
            yield Hit(place, "targets", part, facts=facts)


def _far_count(asked: Decimal, was: Decimal, limits: Limits) -> bool:
    """Several times as much; one more of two is no leap."""
    return was > 0 and asked > was * limits["times"] and asked - was >= limits["least"]


@rule("a.above_school", facts=("subject", "asked", "school", "by"), limits=("points",))
def above_school(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """Far above the school's own target, and nothing of the year before to stand on."""
    for place, one in each(case):
        wanted = case.served(one)
        for school, part, target in measures.alike(wanted, one) if wanted else ():
            known = _before(case, place, target) is not None or target.baseline is not None
            if known or target.value is None or school.value is None or target.unit.strip() != "%":
                continue
            step = target.value - school.value
            if measures.same_unit(school, target) and school.comparator in measures.UP and step > limits["points"]:
                facts = {
                    "subject": target.subject,
                    "asked": target.words(),
                    "school": school.words(),
                    "by": _step(target, step),
                }
                yield Hit(place, "targets", part, facts=facts)


@rule("r.no_lead")
def no_lead(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """Neither the objective nor any of its tasks says who leads."""
    for place, one in each(case):
        if case.planned and not one.who(contents.LEAD) and not any(_has_lead(task) for task in one.tasks):
            yield Hit(place, "lead")


@rule("r.task_without_lead", facts=("task",))
def task_without_lead(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """The objective leaves it to its tasks who leads, and this task does not say."""
    for place, one in each(case):
        if one.who(contents.LEAD) or not any(_has_lead(task) for task in one.tasks):
            continue
        for part, task in enumerate(one.tasks):
            if not _has_lead(task):
                yield Hit(place, "tasks", part, facts={"task": task.text})


@rule("r.no_task")
def no_task(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """Nothing is said of how it is to be reached."""
    for place, one in each(case):
        if case.planned and not one.tasks:
            yield Hit(place, "tasks")


@rule("r.money", facts=("task",))
def money(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """A task that buys or builds, and nowhere a word about the means."""
    for place, one in each(case):
        if phrasing.MONEY.search(phrasing.everything(one)):
            continue
        for part, task in enumerate(one.tasks):
            if phrasing.COSTLY.search(text.fold(task.text)):
                yield Hit(place, "tasks", part, facts={"task": task.text})
                break


_FIRMER = {
    # how it stands to what was reached: words for a floor, a ceiling, a rank, a range
    (1, 0): ("bằng kết quả năm trước", "Nâng chỉ tiêu"),
    (1, -1): ("thấp hơn kết quả năm trước", "Nâng chỉ tiêu"),
    (-1, 0): ("chỉ bằng kết quả năm trước", "Hạ mức tối đa cho phép"),
    (-1, -1): ("mức cho phép còn cao hơn kết quả năm trước", "Hạ mức tối đa cho phép"),
    ("rank", 0): ("vẫn bằng thứ hạng năm trước", "Đặt thứ hạng cao hơn"),
    ("rank", -1): ("kém thứ hạng năm trước", "Đặt thứ hạng cao hơn"),
    ("range", 0): ("kết quả năm trước đã nằm trong khoảng này", "Đặt khoảng tốt hơn kết quả đã đạt"),
}  # fmt: skip


@rule("t.not_above_result", facts=("subject", "asked", "was", "how", "mend"))
def not_above_result(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """Not better than what was reached the year before, and not said to be kept there."""
    for place, part, target, _old, was in measured_before(case):
        side = _against(target, was)
        if side <= 0 and not phrasing.KEEPING.search(phrasing.folded(case.content.objectives[place])):
            kind = "range" if target.comparator == contents.BETWEEN else "rank" if target.is_rank else None
            how, mend = _FIRMER[kind or measures.direction(target), side]
            facts = {"subject": target.subject, "asked": target.words(), "was": target.result(was)}
            yield Hit(place, "targets", part, facts={**facts, "how": how, "mend": mend})


@rule("t.lowered", facts=("subject", "asked", "before", "how"))
def lowered(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """Asks for less than it did the year before."""
    for place, one in each(case):
        for old, part, target in _targets_before(case, place, one):
            if contents.strictness(old, target) < 0:
                facts = {"subject": target.subject, "asked": target.words(), "before": old.words()}
                facts["how"] = "chỉ đặt" if measures.direction(target) > 0 else "nới thành"
                yield Hit(place, "targets", part, facts=facts)


@rule("t.daily_work")
def daily_work(case: values.Case, limits: Limits) -> Iterator[Hit]:
    """What is anyhow the duty of the unit, without a number that would be above it."""
    for place, one in each(case):
        if not one.targets and phrasing.DAILY.search(phrasing.folded(one)):
            yield Hit(place, "statement")


def _has_lead(task: contents.TaskContent) -> bool:
    return any(one.part in _LEADS for one in task.responsibilities)


def _targets_before(
    case: values.Case, place: int, one: contents.ObjectiveContent
) -> Iterator[tuple[contents.TargetContent, int, contents.TargetContent]]:
    """The targets that stood there the year before, with the place of today's."""
    old = case.before.get(place)
    parts = {id(target): part for part, target in enumerate(one.targets)}
    for pair in contents.target_pairs(old, one) if old else ():
        if pair.old is not None and pair.new is not None:
            yield pair.old, parts[id(pair.new)], pair.new


def _before(case: values.Case, place: int, target: contents.TargetContent) -> Decimal | None:
    one = case.content.objectives[place]
    found = (case.result(old) for old, _part, new in _targets_before(case, place, one) if new is target)
    return next((result for result in found if result is not None), None)


def measured_before(
    case: values.Case,
) -> Iterator[tuple[int, int, contents.TargetContent, contents.TargetContent | None, Decimal]]:
    """Every target with a number and what was reached the year before: the measured result, else the baseline that was typed."""
    for place, one in each(case):
        old_of = {part: old for old, part, _new in _targets_before(case, place, one)}
        for part, target in enumerate(one.targets):
            old = old_of.get(part)
            was = case.result(old) if old is not None and measures.same_unit(old, target) else None
            was = was if was is not None else target.baseline
            if was is not None and target.value is not None:
                yield place, part, target, old, was


def _against(target: contents.TargetContent, was: Decimal) -> int:
    """1 when the target asks for more than `was`, 0 for the same, -1 for less; 1 also where it cannot be told.

    Of a range only that `was` lies in it is told: above or below it may be better or worse.
    """
    if target.value is None:
        return 1
    if target.comparator == contents.BETWEEN:
        return 0 if target.value <= was <= (target.value_high or target.value) else 1
    step = (target.value - was) * measures.direction(target)
    if step == 0 and target.comparator in {">", "<"}:
        return 1
    return (step > 0) - (step < 0)


def _step(target: contents.TargetContent, step: Decimal) -> str:
    amount = target.rounded(step)
    return f"{numbers.format_number(amount)} điểm phần trăm" if target.unit.strip() == "%" else target.amount(amount)
