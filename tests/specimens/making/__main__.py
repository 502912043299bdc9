"""Write the files of tests/specimens/plans anew, or those that are named."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from tests.specimens.making import dirt, sheets, tables, texts

AS_WRITTEN = frozenset({"fresh_tables", "lists_and_weeks"})
FOLDER = Path(__file__).resolve().parents[1] / "plans"
MAKERS = {**tables.MAKERS, **texts.MAKERS, **sheets.MAKERS, **dirt.MAKERS}


def main(wanted: list[str]) -> None:
    """Make each file from its reading; a reading without a maker, or a maker without a reading, is an error.

    Files that people wrote who had not seen the reader are kept as they wrote them.
    """
    readings = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.stem not in AS_WRITTEN:
            readings |= yaml.safe_load(path.read_text(encoding="utf-8"))
    assert readings.keys() == MAKERS.keys(), readings.keys() ^ MAKERS.keys()
    for name in wanted or sorted(MAKERS):
        (FOLDER / name).write_bytes(MAKERS[name](readings[name]))


if __name__ == "__main__":
    main(sys.argv[1:])
