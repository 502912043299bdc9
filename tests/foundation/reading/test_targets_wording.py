"""Targets in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from khue.foundation.reading import wording
from khue.foundation.reading.targets import read_targets
from khue.foundation.reading.values import COMPARATORS, Target


def target(comparator: str, value: str, unit: str, baseline: str | None = None) -> Target:
    parts = tuple(Decimal(part) for part in value.split(".."))
    amount = (parts[0], parts[1]) if len(parts) == 2 else parts[0]
    return Target("x", comparator, amount, unit, (0, 1), Decimal(baseline) if baseline else None)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (target(">=", "85", "%"), "từ 85% trở lên"),
        (target("<", "10", "%"), "dưới 10%"),
        (target(">", "92.5", "%"), "trên 92,5%"),
        (target("<=", "2", "vụ"), "không quá 2 vụ"),
        (target("=", "1200", "sinh viên"), "1.200 sinh viên"),
        (target("between", "5..10", "bài"), "từ 5 đến 10 bài"),
        (target("between", "80..85", "%"), "từ 80% đến 85%"),
        (target("<=", "10", "thứ hạng"), "trong tốp 10"),
        (target("=", "15", "/27"), "15/27"),
        (target("=", "80", "%", "68"), "80% (từ mức 68%)"),
    ],
)
def test_describe(made: Target, words: str) -> None:
    assert wording.describe(made) == words


def test_every_comparator_has_a_sign() -> None:
    assert [wording.sign(c) for c in COMPARATORS] == ["≥", ">", "≤", "<", "=", "–"]


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (target(">=", "85", "%"), "lớn hơn hoặc bằng 85 phần trăm"),
        (target("between", "5..10", "bài"), "trong khoảng 5 đến 10 bài"),
        (target("=", "2", "lần/năm"), "bằng 2 lần trên năm"),
    ],
)
def test_spoken_has_no_signs(made: Target, words: str) -> None:
    assert wording.spoken(made) == words


@pytest.mark.parametrize(
    "made",
    [
        target(">=", "85", "%"),
        target("<", "2.5", "%"),
        target("between", "5..10", "bài"),
        target("<=", "10", "thứ hạng"),
    ],
)
def test_what_is_described_reads_back_the_same(made: Target) -> None:
    [read] = read_targets(f"Tỷ lệ {wording.describe(made)}")
    assert (read.comparator, read.value, read.unit) == (made.comparator, made.value, made.unit)
