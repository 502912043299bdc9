"""Verdicts: every comparator at its edges, and of an objective from its targets."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from khue.quality.objectives import rules, terms

MET, PARTLY, NOT, NONE = terms.MET, terms.PARTLY_MET, terms.NOT_MET, terms.NOT_MEASURED
JUST = Decimal("0.0001")


@pytest.mark.parametrize(
    ("comparator", "below", "at", "above"),
    [
        (">=", NOT, MET, MET),
        (">", NOT, NOT, MET),
        ("<=", MET, MET, NOT),
        ("<", MET, NOT, NOT),
        ("=", NOT, MET, NOT),
    ],
)
def test_comparator_at_its_edge(comparator: str, below: str, at: str, above: str) -> None:
    value = Decimal("92.5")
    found = [rules.verdict(comparator, value, None, value + step) for step in (-JUST, Decimal(0), JUST)]
    assert found == [below, at, above]


@pytest.mark.parametrize(("measured", "said"), [("4.9999", NOT), ("5", MET), ("6", MET), ("7", MET), ("7.0001", NOT)])
def test_between_includes_both_ends(measured: str, said: str) -> None:
    assert rules.verdict("between", Decimal(5), Decimal(7), Decimal(measured)) == said


def test_between_of_one_number() -> None:
    assert rules.verdict("between", Decimal(0), Decimal(0), Decimal(0)) == MET
    assert rules.verdict("between", Decimal(0), Decimal(0), JUST) == NOT


def test_achieved_is_yes_or_no() -> None:
    assert rules.verdict("achieved", None, None, Decimal(1)) == MET
    assert rules.verdict("achieved", None, None, Decimal(0)) == NOT


@pytest.mark.parametrize("comparator", [code for code, _label in terms.COMPARATORS])
def test_without_a_result_nothing_is_said(comparator: str) -> None:
    assert rules.verdict(comparator, Decimal(1), Decimal(2), None) == NONE


def test_zero_is_a_result() -> None:
    assert rules.verdict("<=", Decimal(0), None, Decimal(0)) == MET
    assert rules.verdict(">=", Decimal(1), None, Decimal(0)) == NOT


def test_database_decimals_equal_typed_ones() -> None:
    assert rules.verdict("=", Decimal("85.0000"), None, Decimal(85)) == MET


def test_a_changed_target_changes_its_verdict_at_once() -> None:
    measured = Decimal(79)
    assert rules.verdict(">=", Decimal(78), None, measured) == MET
    assert rules.verdict(">=", Decimal(80), None, measured) == NOT


@pytest.mark.parametrize(("comparator", "value", "high"), [("~", 1, None), (">=", None, None), ("between", 1, None)])
def test_impossible_target_is_a_mistake_of_the_program(comparator: str, value: int | None, high: None) -> None:
    with pytest.raises(ValueError):
        rules.verdict(comparator, Decimal(value) if value else None, high, Decimal(1))


@pytest.mark.parametrize(
    ("targets", "said"),
    [
        ([], NONE),
        ([NONE, NONE], NONE),
        ([MET], MET),
        ([MET, MET], MET),
        ([NOT], NOT),
        ([NOT, NOT], NOT),
        ([NOT, NONE], NOT),
        ([MET, NOT], PARTLY),
        ([MET, NONE], PARTLY),
        ([MET, NOT, NONE], PARTLY),
        ([PARTLY], PARTLY),
        ([PARTLY, NOT], PARTLY),
    ],
)
def test_objective_verdict(targets: list[str], said: str) -> None:
    assert rules.objective_verdict(targets) == said


def test_objective_verdict_does_not_depend_on_order() -> None:
    for found in product([MET, NOT, NONE], repeat=3):
        assert rules.objective_verdict(found) == rules.objective_verdict(sorted(found))


def test_objective_is_met_only_when_every_target_is() -> None:
    for found in product([MET, PARTLY, NOT, NONE], repeat=3):
        assert (rules.objective_verdict(found) == MET) == (set(found) == {MET})
