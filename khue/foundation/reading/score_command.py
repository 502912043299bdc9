"""`khue score-reading [--plans] [--misses PART] [FOLDER]`: how well reading agrees with the labelled specimens.

Sentences and time expressions first, then whole plans; with `--plans` only these. The misses of the part that the
grammar may be improved on are printed; of the held parts only counts, unless asked.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from . import scoring_plans
from .scoring import Miss, Score, Specimen, score_targets, score_timespans

SCORERS: dict[str, Callable[[list[Specimen]], Score]] = {"targets": score_targets, "timespans": score_timespans}


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures of all parts of all files. Exit status 0, or 2 when the folder holds no specimens."""
    options = _parser().parse_args(argv)
    folder = Path(options.folder)
    files = [] if options.plans else specimen_files(folder)
    plans = scoring_plans.load(folder / "plans")
    if not files and not plans:
        print(f"Không có mẫu đã gán nhãn trong thư mục {folder}.", file=sys.stderr)
        return 2
    for path in files:
        _report(path, options.misses)
    _report_plans(folder / "plans", plans, options.misses)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="khue score-reading", description="Chấm độ đúng của bộ đọc trên các mẫu đã gán nhãn."
    )
    parser.add_argument(
        "folder", nargs="?", default="tests/specimens", help="thư mục chứa targets*.yaml, timespans*.yaml, plans"
    )
    parser.add_argument("--plans", action="store_true", help="chỉ chấm các kế hoạch cả tệp")
    parser.add_argument("--misses", default="work", metavar="PHẦN", help="phần được in chỗ đọc sai (mặc định: work)")
    return parser


def specimen_files(folder: Path) -> list[Path]:
    """The files of labelled sentences and times, each kind by name ("targets.yaml", "targets_wide.yaml", …)."""
    return [path for kind in SCORERS for path in sorted(folder.glob(f"{kind}*.yaml"))]


def load(path: Path) -> list[Specimen]:
    """The specimens of a file."""
    specimens: list[Specimen] = scoring_plans.read_labels(path)
    return specimens


def scorer_of(path: Path) -> Callable[[list[Specimen]], Score]:
    """What scores the specimens of a file, by its name."""
    return SCORERS[path.stem.partition("_")[0]]


def _report(path: Path, shown: str) -> None:
    specimens = load(path)
    for part in dict.fromkeys(specimen["part"] for specimen in specimens):
        chosen = [specimen for specimen in specimens if specimen["part"] == part]
        score = scorer_of(path)(chosen)
        print(f"{path.stem} {part}: {len(chosen)} mẫu, {_figures(score)}{_wrong_dates(path, score)}")
        for kind, figures in sorted(score.by_kind.items()):
            print(f"    {kind}: {_figures(figures)}")
        if part == shown:
            _print_misses(score.misses)


def _wrong_dates(path: Path, score: Score) -> str:
    return f", ngày sai {score.wrong_dates}/{score.expected}" if path.stem.startswith("timespans") else ""


def _report_plans(folder: Path, readings: Mapping[str, Mapping[str, Any]], shown: str) -> None:
    for part in ("work", "held") if readings else ():
        chosen = {name: reading for name, reading in readings.items() if reading["part"] == part}
        score = scoring_plans.score_plans(folder, chosen)
        print(f"plans {part}: {len(chosen)} tệp, {_figures(score)}")
        for field in scoring_plans.FIELDS:
            print(f"    {field}: {_figures(score.by_kind[field])}")
        if part == shown:
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
