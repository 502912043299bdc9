"""Sentences beside the rules that drop numbers: what a rule against conditions, scales or names must leave, and what it must take."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from khue.foundation.reading.targets import read_targets
from khue.foundation.reading.values import Target

SENTENCES = yaml.load(
    (Path(__file__).parents[2] / "specimens" / "numbers_kept.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader
)


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _line(target: Target) -> str:
    value = "..".join(map(_number, target.value)) if isinstance(target.value, tuple) else _number(target.value)
    was = f" | {_number(target.baseline)}" if target.baseline is not None else ""
    return f"{target.comparator} | {value} | {target.unit}{was}".rstrip()


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence["text"][:60])
def test_a_rule_drops_no_more_than_it_is_for(sentence: dict[str, object]) -> None:
    assert [_line(target) for target in read_targets(str(sentence["text"]))] == sentence["targets"]
