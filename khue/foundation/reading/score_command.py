"""`khue score-reading [--plans] [FOLDER]`: how well reading agrees with the labelled specimens, with the misses of the work part.

Sentences and time expressions first, then whole plans; with `--plans` only these.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from . import scoring_plans
from .scoring import Miss, Score, Specimen, score_targets, score_timespans

SCORERS: dict[str, Callable[[list[Specimen]], Score]] = {"targets": score_targets, "timespans": score_timespans}


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures of both parts. Exit status 0, or 2 when the folder holds no specimens."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    only_plans = "--plans" in arguments
    folder = Path(next((word for word in arguments if not word.startswith("-")), "tests/specimens"))
    files = [name for name in SCORERS if (folder / f"{name}.yaml").is_file() and not only_plans]
    plans = scoring_plans.load(folder / "plans")
    if not files and not plans:
        print(f"Không có mẫu đã gán nhãn trong thư mục {folder}.", file=sys.stderr)
        return 2
    for name in files:
        _report(name, load(folder / f"{name}.yaml"))
    _report_plans(folder / "plans", plans)
    return 0


def load(path: Path) -> list[Specimen]:
    """The specimens of a file."""
    specimens: list[Specimen] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return specimens


def _report(name: str, specimens: list[Specimen]) -> None:
    for part in ("work", "held"):
        chosen = [specimen for specimen in specimens if specimen["part"] == part]
        score = SCORERS[name](chosen)
        print(f"{name} {part}: {len(chosen)} mẫu, {_figures(score)}")
        for kind, figures in sorted(score.by_kind.items()):
            print(f"    {kind}: {_figures(figures)}")
        if part == "work":
            _print_misses(score.misses)


def _report_plans(folder: Path, readings: Mapping[str, Mapping[str, Any]]) -> None:
    for part in ("work", "held") if readings else ():
        chosen = {name: reading for name, reading in readings.items() if reading["part"] == part}
        score = scoring_plans.score_plans(folder, chosen)
        print(f"plans {part}: {len(chosen)} tệp, {_figures(score)}")
        for field in scoring_plans.FIELDS:
            print(f"    {field}: {_figures(score.by_kind[field])}")
        if part == "work":
            _print_misses(score.misses)


def _figures(score: Score) -> str:
    return f"P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}  ({score.right}/{score.expected})"


def _print_misses(misses: list[Miss]) -> None:
    for miss in misses:
        print(f"  {miss.text}")
        for line in miss.missing:
            print(f"      thiếu: {line}")
        for line in miss.extra:
            print(f"      thừa:  {line}")
