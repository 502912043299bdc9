"""Proposals of what a unit's objective serves, held against what a person said of 110 pairs."""

from __future__ import annotations

import time

from khue.quality.objectives import checks
from tests.quality.objectives.checks import scoring
from tests.quality.objectives.checks.cases import objective, target


def test_there_are_enough_pairs_and_a_part_is_held() -> None:
    counts = [sum(1 for _one in scoring.labelled(held=held)) for held in (False, True)]
    assert (sum(counts) >= 100, counts[1] >= 35) == (True, True)


def test_the_first_proposal_is_nearly_always_the_one_that_people_name() -> None:
    seen, held = scoring.score(held=False), scoring.score(held=True)
    assert (seen.shares[0] >= 0.95, held.shares[0] >= 0.9) == (True, True)


def test_it_is_among_three() -> None:
    seen, held = scoring.score(held=False), scoring.score(held=True)
    assert (seen.shares[1] >= 0.98, held.shares[1] >= 0.94) == (True, True)


def test_what_is_sure_may_be_taken_all_at_once() -> None:
    found = [scoring.score(held=held) for held in (False, True)]
    assert [(one.shares[2], one.own_sure) for one in found] == [(1.0, 0), (1.0, 0)]


def test_a_proposal_says_why() -> None:
    wanted = objective(
        key="a",
        number="3",
        statement="Hiệu suất đào tạo toàn trường từ 84% trở lên",
        targets=(target("hiệu suất đào tạo", value=84),),
    )
    other = objective(
        key="b", number="4", statement="Tuyển sinh đạt 95% chỉ tiêu", targets=(target("tuyển sinh", value=95),)
    )
    own = objective(statement="Hiệu suất đào tạo của khoa đạt từ 86%", targets=(target("hiệu suất đào tạo", value=86),))
    (found, *_rest) = checks.Matcher([wanted, other]).proposals(own)
    assert (found.key, found.is_sure) == ("a", True)
    assert found.reason == "Cùng nói đến: hiệu suất đào tạo; cùng đo “hiệu suất đào tạo”, cùng tính bằng %."


def test_nothing_near_gives_no_proposal() -> None:
    wanted = objective(key="a", statement="Tuyển sinh đạt 95% chỉ tiêu", targets=())
    assert (
        checks.Matcher([wanted]).proposals(objective(statement="Tổ chức giải bóng đá nam", targets=(), tasks=())) == []
    )


def test_another_likeness_may_be_added() -> None:
    school = [
        objective(key=key, statement=words, targets=(), tasks=())
        for key, words in (("a", "Tuyển sinh đủ"), ("b", "Giữ rừng xanh"))
    ]
    matcher = checks.Matcher(school, extra=lambda own, all_: [0.0 if "Tuyển" in one else 1.0 for one in all_])
    assert [one.key for one in matcher.proposals(objective(statement="Trồng cây", targets=(), tasks=()))] == ["b"]


def test_fifteen_against_fifteen_takes_a_moment() -> None:
    pairs = list(scoring.labelled(held=False))[:15]
    for matcher, own, _wanted in pairs:
        matcher.proposals(own)  # the words are folded once
    began = time.perf_counter()
    for matcher, own, _wanted in pairs:
        matcher.proposals(own)
    assert time.perf_counter() - began < 0.15
