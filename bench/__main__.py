"""`python -m bench`: a fresh database in a temporary folder, the workloads, the table, the JSON. Always ends with 0."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.server import ROOT

WORKLOADS = ("W1", "W2", "W3", "W4", "W5", "W6", "W8", "W9", "W10")
WEB = {
    "W1": {"hello", "page", "page_same", "page_admin", "list", "list_unit"},
    "W2": {"hello", "target", "target_admin"},
    "W3": {"hello", "record"},
    "W4": {"grouped", "roll_up", "roll_up_tenth"},
    "W9": {"hello", "page", "list", "target", "roll_up"},
}
"""Which drives of `bench.web` a workload needs; for W9 those after which the memory of a worker is looked at."""
NEED_DATA = {*WEB, "W6"}


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the data and of the time")
    parser.add_argument("--only", default=",".join(WORKLOADS), help="workloads, such as W1,W10")
    parser.add_argument("--json", type=Path, default=ROOT / "var" / "bench.json", help="where the JSON goes")
    return parser.parse_args(given)


def say(words: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {words}", file=sys.stderr, flush=True)


def run(wanted: set[str], quick: bool) -> dict[str, float]:
    """Everything wanted, in the folder that the environment names."""
    import django  # the environment has to be set first

    django.setup()
    from bench import papers, visits

    scale: int = 10 if quick else 1
    found: dict[str, float] = {}
    _part(found, "migrate from empty", lambda: {"migrate": visits.migrated()})
    stage = _stage(scale) if wanted & NEED_DATA else None
    for code, work in papers.WORKS.items():
        if code in wanted:
            _part(found, code, lambda work=work: work(stage, scale))
    if stage is not None and wanted & WEB.keys():
        _web(found, stage, wanted, 0.25 if quick else 2.0)
    return found


def _part(found: dict[str, float], title: str, work: Callable[[], dict[str, float]]) -> None:
    """One part of the run; a fault in it is told and leaves its lines out, the others go on."""
    say(title)
    try:
        found |= work()
    except Exception:  # noqa: BLE001  (a benchmark is no test: it ends well, see the module)
        traceback.print_exc()


def _stage(scale: int) -> Any:
    from django.core.management import call_command
    from django.utils import timezone

    from bench import stage

    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    say("filling the school")
    return stage.fill(timezone.now(), scale)


def _web(found: dict[str, float], stage: Any, wanted: set[str], seconds: float) -> None:
    from bench import counts, visits, web

    names = set().union(*(WEB[code] for code in wanted & WEB.keys()))
    _part(found, "statements", lambda: counts.measure(stage))
    _part(found, f"pages over HTTP, {seconds} s each", lambda: web.measure(stage, names, seconds=seconds))
    if "W9" in wanted:
        _part(found, "a first visit", lambda: visits.measure(stage))


def main() -> int:
    options = arguments()
    wanted = {one.strip().upper() for one in options.only.split(",")} & set(WORKLOADS)
    begun = time.time()
    with tempfile.TemporaryDirectory(prefix="khue-bench-") as folder:
        os.environ |= {"KHUE_DATA": folder, "DJANGO_SETTINGS_MODULE": "bench.settings", "KHUE_ENV": "development"}
        os.environ.pop("KHUE_DATABASE_URL", None)
        found = run(wanted, options.quick)
    from bench import table

    about = {
        "date": time.strftime("%Y-%m-%d"), "quick": options.quick, "cores": os.cpu_count(), "python": platform.python_version(),
        "machine": platform.machine(), "seconds": round(time.time() - begun),
    }  # fmt: skip
    table.keep(options.json, found, wanted, about)
    print(table.text(found, wanted))
    return 0


if __name__ == "__main__":
    sys.exit(main())
