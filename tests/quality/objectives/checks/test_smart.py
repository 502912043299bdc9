"""The five letters of an objective, and no false alarm on the plans of the seeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from khue.foundation.reading import read_plan
from khue.quality.objectives import checks
from khue.quality.objectives.checks import command
from khue.quality.objectives.contents import from_plan
from tests.quality.objectives.checks.cases import case, objective, past, school, target

SEEDS = ["khoa-co-khi-2021-2022.docx", "khoa-co-khi-2021-2022-paged.docx", "khoa-co-khi-2021-2022.xlsx", "khoa-co-khi-2021-2022.pdf",
         "hvbctt-ttkt-2022-2023.docx"]  # fmt: skip


def letters(one: checks.Case) -> dict[str, str]:
    return {letter.letter: letter.status for letter in checks.smart(one, 0, checks.run(one))}


@pytest.mark.parametrize("name", SEEDS)
def test_the_objectives_of_the_seeds_raise_no_alarm(shared: Path, name: str) -> None:
    plan = read_plan(shared / "fixtures" / name)
    found = checks.run(command.case_of(plan, from_plan(plan), None))
    assert [(one.rule, one.place.number) for one in found if one.severity != checks.NOTE] == []


def test_a_sound_objective_passes_what_a_program_can_tell() -> None:
    assert letters(case()) == {"S": "passed", "M": "passed", "A": "open", "R": "passed", "T": "open"}


def test_whether_it_can_be_reached_is_said_by_comparing() -> None:
    one = case(
        objective(serves="t1", targets=(target(value=93),), statement="Lên lớp từ 93% trở lên"),
        school=school(),
        past=past(91),
    )
    reached = checks.smart(one, 0, checks.run(one))[2]
    assert reached.status == "passed"
    assert reached.why == "Năm trước 91%, năm nay từ 93% trở lên; Trường từ 92% trở lên, đơn vị từ 93% trở lên."


@pytest.mark.parametrize(
    ("spoilt", "letter", "status"),
    [
        ({"statement": "Nâng cao chất lượng", "targets": ()}, "S", "failed"),
        ({"statement": "Lớp học sinh hoạt đều đặn mỗi tuần", "targets": ()}, "M", "failed"),
        ({"responsibilities": ()}, "R", "failed"),
    ],
)
def test_a_letter_fails_for_what_is_missing(spoilt: dict, letter: str, status: str) -> None:
    assert letters(case(objective(**spoilt)))[letter] == status


def test_challenge_is_doubtful_when_it_is_no_more_than_was_reached() -> None:
    assert letters(case(past=past(90)))["T"] == "doubtful"


def test_a_leap_is_doubtful_and_says_by_how_much() -> None:
    one = case(past=past(70))
    assert checks.smart(one, 0, checks.run(one))[2].why == (
        "“tỷ lệ học sinh lên lớp”: đặt từ 90% trở lên, năm trước đạt 70%; cao hơn 20 điểm phần trăm."
    )
