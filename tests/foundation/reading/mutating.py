"""Real files with something changed in them, read one after the other in a process that may be killed: `python -m` this module.

Each line of its answer is one file: name, seconds of the processor, megabytes by which the peak grew, and what came of it.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
import re
import resource
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from khue.foundation.kernel import errors
from khue.foundation.reading import read_plan

SPECIMENS = Path(__file__).parents[2] / "specimens"
WHOLE = 20
"""Seconds of the processor for all of them, then the system ends this process."""
ROOM = 2 * 2**30
"""Bytes of addresses, so that a runaway ends this process and not the machine."""
PER_ENDING = 6
TIMES = 10


def specimens() -> list[Path]:
    """The smallest of each ending: what is tried is the variety of files, not their length."""
    found = sorted(
        (path for path in SPECIMENS.rglob("*") if path.suffix in {".docx", ".xlsx", ".xls", ".ods", ".pdf", ".html", ".txt", ".csv"}),
        key=lambda path: (path.stat().st_size, path.name),
    )  # fmt: skip
    kept: dict[str, list[Path]] = {}
    for path in found:
        kept.setdefault(path.suffix, []).append(path)
    return [path for paths in kept.values() for path in paths[:PER_ENDING]]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The file with bytes changed, a piece cut out or said many times over; of a zip its largest part, packed again."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            parts = {one: opened.read(one) for one in opened.namelist()}
        name = max((one for one in parts if one.endswith(".xml")), key=lambda one: len(parts[one]))
        parts[name] = _changed(parts[name], chance)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for one, content in parts.items():
                packed.writestr(one, content)
        return out.getvalue()
    return _changed(data, chance)


def _changed(data: bytes, chance: random.Random) -> bytes:
    way = chance.randrange(5)
    start, length = chance.randrange(len(data)), chance.randrange(1, 400)
    piece = data[start : start + length]
    if way == 0:
        return data[:start] + piece * chance.randrange(50, 500) + data[start:]
    if way == 1:
        return data[:start] + data[start + length :]
    if way == 2:
        return re.sub(rb'="\d{1,3}"', lambda found: b'="999999"' if chance.random() < 0.2 else found[0], data)
    if way == 3:
        return data[: max(1, start)]
    changed = bytearray(data)
    for _time in range(chance.randrange(1, 60)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def tried() -> Iterator[dict[str, object]]:
    chance = random.Random(20261014)  # the same files every time
    for path in specimens():
        with contextlib.suppress(errors.Refused):
            read_plan(
                path.read_bytes(), filename=path.name
            )  # what reading needs at all is loaded before it is measured
        for number in range(TIMES):
            data = mutated(path.read_bytes(), chance)
            before, began = _peak(), time.process_time()
            say({"begins": f"{path.name} {number}"})
            try:
                came = f"{len(read_plan(data, filename=path.name).objectives)} objectives"
            except errors.Refused as refusal:
                came = f"refused: {refusal.code}"
            yield {
                "name": f"{path.name} {number}",
                "seconds": time.process_time() - began,
                "megabytes": (_peak() - before) / 1024,
                "came": came,
            }


def say(one: dict[str, object]) -> None:
    """At once, so that the last line names the file by which this process was ended."""
    sys.stdout.write(json.dumps(one) + "\n")
    sys.stdout.flush()


def _peak() -> int:
    """The most memory held so far, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (WHOLE, WHOLE))
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
    for one in tried():
        say(one)
