"""Runs the rules over a case, and sums up what they found: by objective and letter of SMART, by rule, by severity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from khue.quality.objectives import contents
from khue.quality.objectives.checks import ambition, measures, pack, registry, values

PASSED, OPEN = "passed", "open"
"""Of a letter: nothing found · nothing to compare with, so that only a person can judge."""
NAMES = {
    "S": "Cụ thể", "M": "Đo được", "A": "Có thể đạt", "R": "Có nguồn lực", "T": "Thách thức",
}  # fmt: skip
"""The letters as seed 000, 5.1 reads them."""


def run(case: values.Case, rules: Iterable[pack.Rule] | None = None) -> list[values.Finding]:
    """Every finding, in the order of the objectives, what concerns the whole set first; gravest first in each."""
    found = [finding for rule in (pack.standard() if rules is None else rules) for finding in _of_rule(case, rule)]
    order = {severity: n for n, severity in enumerate(values.SEVERITIES)}
    return sorted(found, key=lambda one: (_at(one), order[one.severity], values.GROUPS.index(one.group)))


def _at(one: values.Finding) -> int:
    return -1 if one.place.objective is None else one.place.objective


def _of_rule(case: values.Case, rule: pack.Rule) -> Iterator[values.Finding]:
    function = registry.find(rule.code)
    for hit in function.check(case, rule.limits) if function else ():
        yield _finding(case, rule, hit)


def _finding(case: values.Case, rule: pack.Rule, hit: registry.Hit) -> values.Finding:
    one = case.content.objectives[hit.objective] if hit.objective is not None else None
    place = values.Place(
        objective=hit.objective, number=one.number if one else "", key=one.key if one else "",
        field=hit.field, part=hit.part, span=hit.span,
    )  # fmt: skip
    suggestion = _suggestion(rule, hit)
    return values.Finding(
        rule=rule.code, severity=rule.severity, group=rule.group, letter=rule.letter, title=rule.title, place=place,
        message=rule.text.format_map(hit.facts), advice=rule.advice.format_map(hit.facts),
        suggestion=suggestion, source=rule.source, mended=hit.mended if suggestion else None,
    )  # fmt: skip


def _suggestion(rule: pack.Rule, hit: registry.Hit) -> str:
    """Only when every fact that it needs is there."""
    if not rule.suggest or any("{" + name + "}" in rule.suggest and not said for name, said in hit.facts.items()):
        return ""
    return rule.suggest.format_map(hit.facts)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of SMART for one objective: passed, doubtful, failed or open, and why."""

    letter: str
    status: str
    why: str

    @property
    def name(self) -> str:
        return NAMES[self.letter]


def smart(case: values.Case, place: int, findings: Sequence[values.Finding]) -> tuple[Letter, ...]:
    """The five letters of the objective at a place, from what was found."""
    own = values.of_objective(findings, place)
    return tuple(
        _letter(case, place, letter, [one for one in own if one.letter == letter]) for letter in values.LETTERS
    )


def _letter(case: values.Case, place: int, letter: str, found: list[values.Finding]) -> Letter:
    bad = [one for one in found if one.severity != values.NOTE]
    if bad:
        return Letter(letter, values.gravest(bad), bad[0].message)
    return _WHY[letter](case, place)


def _specific(case: values.Case, place: int) -> Letter:
    return Letter("S", PASSED, "Nêu rõ làm gì, cho ai.")


def _measurable(case: values.Case, place: int) -> Letter:
    numbers = sum(target.value is not None for target in case.content.objectives[place].targets)
    if not numbers:
        return Letter("M", PASSED, "Đo bằng quyết định hoặc giấy tờ công nhận.")
    return Letter("M", PASSED, f"Có {numbers} chỉ tiêu đo được bằng số.")


def _achievable(case: values.Case, place: int) -> Letter:
    """Compares, and says with what; without anything to compare with it stays open."""
    said = [*_with_past(case, place), *_with_school(case, place)]
    if not said:
        return Letter(
            "A", OPEN, "Chưa có kết quả năm trước hay chỉ tiêu của Trường để so sánh; người xem xét tự đánh giá."
        )
    said[0] = said[0][:1].upper() + said[0][1:]
    return Letter("A", PASSED, "; ".join(said[:2]) + ".")


def _with_past(case: values.Case, place: int) -> Iterator[str]:
    for at, _part, target, _old, was in ambition.measured_before(case):
        if at == place:
            yield f"năm trước {target.result(was)}, năm nay {target.words()}"


def _with_school(case: values.Case, place: int) -> Iterator[str]:
    one = case.content.objectives[place]
    school = case.served(one)
    for wanted, _part, own in measures.alike(school, one) if school is not None else ():
        yield f"Trường {wanted.words()}, đơn vị {own.words()}"


def _resources(case: values.Case, place: int) -> Letter:
    if not case.planned:
        return Letter("R", OPEN, "Chưa có kế hoạch thực hiện nên chưa xét được nguồn lực.")
    one = case.content.objectives[place]
    leads = one.who(contents.LEAD) or tuple(
        who.text for task in one.tasks for who in task.responsibilities if who.part == contents.LEAD
    )
    return Letter("R", PASSED, f"{', '.join(dict.fromkeys(leads))} chủ trì, có {len(one.tasks)} nhiệm vụ.")


def _challenging(case: values.Case, place: int) -> Letter:
    said = list(_with_past(case, place))
    if not said:
        return Letter("T", OPEN, "Chưa có kết quả năm trước để biết có cao hơn không; người xem xét tự đánh giá.")
    return Letter("T", PASSED, f"Tốt hơn hoặc giữ mức đã nêu: {said[0]}.")


_WHY = {"S": _specific, "M": _measurable, "A": _achievable, "R": _resources, "T": _challenging}


@dataclass(frozen=True, slots=True)
class RuleResult:
    """One rule over a whole set."""

    rule: pack.Rule
    findings: tuple[values.Finding, ...]

    @property
    def is_passed(self) -> bool:
        return not self.findings


def by_rule(rules: Iterable[pack.Rule], findings: Sequence[values.Finding]) -> list[RuleResult]:
    """Every rule with what it found."""
    return [RuleResult(rule, tuple(one for one in findings if one.rule == rule.code)) for rule in rules]
