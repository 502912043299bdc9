"""`khue check FILE`: what is wrong with a plan, for people or as JSON. Needs no database and no settings."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from khue.foundation.kernel import errors, periods
from khue.foundation.reading import plan as plans
from khue.foundation.reading import values as reading
from khue.quality.objectives import checks, contents
from khue.quality.objectives.checks import running

SEVERITIES = {checks.FAILED: "Cần sửa", checks.DOUBTFUL: "Nên xem lại", checks.NOTE: "Để biết"}
STATUSES = {
    checks.PASSED: "đạt", checks.OPEN: "người xét", checks.DOUBTFUL: "nên xem lại", checks.FAILED: "chưa đạt", checks.NOTE: "đạt",
}  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Print what is found. 0: read and checked, whatever was found; 2: a file cannot be read, with one line on stderr."""
    options = _parser().parse_args(argv)
    name = options.file
    try:
        plan = plans.read_plan(Path(options.file), school_year=options.school_year)
        content = contents.from_plan(plan)
        school = None
        if options.school:
            name = options.school
            read = plans.read_plan(Path(options.school), school_year=plan.school_year or options.school_year)
            school = keyed(contents.from_plan(read))
    except errors.Refused as refusal:
        print(f"khue check: {name}: {refusal.message}", file=sys.stderr)
        return 2
    case = case_of(plan, tied(content, school), school)
    findings = checks.run(case)
    if options.json:
        print(json.dumps(to_json(case, findings), ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines(case, findings, plan)))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="khue check", description="Kiểm tra một kế hoạch: SMART, hình thức, nhất quán với mục tiêu của Trường."
    )
    parser.add_argument("file", metavar="FILE", help="tệp kế hoạch của đơn vị")
    parser.add_argument("--school", metavar="FILE", help="tệp mục tiêu của Trường, để so sánh")
    parser.add_argument("--school-year", metavar="2021-2022", help="năm học, khi văn bản không ghi")
    parser.add_argument("--json", action="store_true", help="in dưới dạng JSON")
    return parser


def case_of(plan: reading.Plan, content: contents.SetContent, school: contents.SetContent | None) -> checks.Case:
    """The case of a plan that was read, in the year that it names."""
    year = _year(plan.school_year)
    return checks.Case(
        content=content, unit=plan.unit, school=school,
        starts_on=year.starts_on if year else None, ends_on=year.ends_on if year else None,
    )  # fmt: skip


def _year(words: str) -> periods.SchoolYear | None:
    try:
        return periods.SchoolYear.parse(words) if words else None
    except (ValueError, errors.Refused):
        return None


def keyed(school: contents.SetContent) -> contents.SetContent:
    """The school's objectives with a key each, so that they can be served: a file has none."""
    numbered = [replace(one, key=f"truong-{place}") for place, one in enumerate(school.objectives, start=1)]
    return replace(school, objectives=tuple(numbered))


def tied(content: contents.SetContent, school: contents.SetContent | None) -> contents.SetContent:
    """Each objective tied to the one of the school that it surely serves; what is not sure stays untied and is asked about."""
    if school is None:
        return content
    matcher = checks.Matcher(school.objectives)
    found = [(one, next(iter(matcher.proposals(one, 1)), None)) for one in content.objectives]
    return replace(
        content,
        objectives=tuple(replace(one, serves=best.key) if best and best.is_sure else one for one, best in found),
    )


def to_json(case: checks.Case, findings: Sequence[checks.Finding]) -> dict[str, object]:
    """Findings, and the five letters of every objective."""
    return {
        "unit": case.unit,
        "findings": [one.to_json() for one in findings],
        "smart": [
            {
                "number": one.number,
                **{
                    letter.letter: {"status": letter.status, "why": letter.why}
                    for letter in running.smart(case, n, findings)
                },
            }
            for n, one in enumerate(case.content.objectives)
        ],
    }


def lines(case: checks.Case, findings: Sequence[checks.Finding], plan: reading.Plan) -> Iterator[str]:
    """For people: the whole set first, then each objective with its letters and remarks."""
    year = f", năm học {plan.school_year.replace('-', ' - ')}" if plan.school_year else ""
    yield f"{plan.unit or 'Kế hoạch'}{year}: {len(case.content.objectives)} mục tiêu, {_counted(findings)}."
    yield from _remarks([one for one in findings if one.place.objective is None])
    for place, one in enumerate(case.content.objectives):
        yield f"\n{one.number}. {one.statement}"
        school = case.served(one)
        if school is not None:
            yield f"   Theo mục tiêu {school.number} của Trường: {school.statement}"
        letters = running.smart(case, place, findings)
        yield "   " + " · ".join(f"{letter.letter} {STATUSES[letter.status]}" for letter in letters)
        yield from _remarks(checks.of_objective(findings, place))


def _counted(findings: Sequence[checks.Finding]) -> str:
    if not findings:
        return "không có nhận xét"
    counts = ((name, sum(one.severity == code for one in findings)) for code, name in SEVERITIES.items())
    return f"{len(findings)} nhận xét (" + ", ".join(f"{name.lower()} {n}" for name, n in counts if n) + ")"


def _remarks(findings: Sequence[checks.Finding]) -> Iterator[str]:
    for one in findings:
        where = f"{one.place.words}: " if one.place.part is not None else ""
        yield f"   [{SEVERITIES[one.severity]}] {where}{one.message} {one.advice}"
        if one.suggestion:
            yield f"      Gợi ý: {one.suggestion}"
