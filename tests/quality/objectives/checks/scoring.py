"""How often the proposals name the objective that a person named. `python -m tests.quality.objectives.checks.scoring [--held]`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from khue.foundation import reading
from khue.quality.objectives import checks, contents

PAIRS = Path(__file__).resolve().parents[3] / "specimens" / "pairs.yaml"


@dataclass
class Score:
    """Counts over pairs that have an answer; `sure` of those where the proposal was confident; `own` of those that serve nothing."""

    pairs: int = 0
    first: int = 0
    three: int = 0
    sure: int = 0
    sure_right: int = 0
    own: int = 0
    own_sure: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def shares(self) -> tuple[float, float, float]:
        """Top-1, top-3, precision of the confident ones."""
        return self.first / self.pairs, self.three / self.pairs, self.sure_right / max(1, self.sure)


def objective(number: str, statement: str) -> contents.ObjectiveContent:
    targets = tuple(contents.from_reading(one) for one in reading.read_targets(statement))
    return contents.ObjectiveContent(number, statement, targets=targets, key=number)


@cache
def specimens() -> list[dict]:
    return list(yaml.safe_load(PAIRS.read_text(encoding="utf-8"))["schools"])


def labelled(*, held: bool) -> Iterator[tuple[checks.Matcher, contents.ObjectiveContent, str]]:
    for school in specimens():
        if bool(school.get("held")) == held:
            matcher = checks.Matcher([objective(str(n), one) for n, one in enumerate(school["objectives"], start=1)])
            for statement, number in school["pairs"]:
                yield matcher, objective("", statement), str(number)


def score(*, held: bool) -> Score:
    total = Score()
    for matcher, own, wanted in labelled(held=held):
        found = matcher.proposals(own)
        is_sure = bool(found) and found[0].is_sure
        if wanted == "0":
            total.own, total.own_sure = total.own + 1, total.own_sure + is_sure
            continue
        keys = [one.key for one in found]
        total.pairs += 1
        total.first += keys[:1] == [wanted]
        total.three += wanted in keys
        total.sure += is_sure
        total.sure_right += is_sure and keys[0] == wanted
        if keys[:1] != [wanted]:
            total.misses.append(f"{wanted} ≠ {[(one.key, one.score) for one in found]}: {own.statement}")
    return total


def main() -> None:
    for held in (False, True):
        found = score(held=held)
        print(
            f"{'held' if held else 'seen'}: {found.pairs} pairs, top-1 {found.shares[0]:.3f}, top-3 {found.shares[1]:.3f}, "
            f"sure {found.sure} of which right {found.shares[2]:.3f}; serving nothing {found.own}, sure all the same {found.own_sure}"
        )
        if not held or "--held" in sys.argv:
            print("\n".join(f"  {one}" for one in found.misses))


if __name__ == "__main__":
    main()
