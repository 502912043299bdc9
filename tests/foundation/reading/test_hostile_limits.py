"""Changed files in a process of their own: none takes 5 s of the processor or 300 MB, none ends the process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.foundation.reading import mutating

ROOT = Path(__file__).parents[3]
LONGEST, LARGEST = 5.0, 300.0


@pytest.fixture(scope="module")
def answers() -> list[dict[str, object]]:
    """Everything that the process said before it ended."""
    command = [sys.executable, "-m", "tests.foundation.reading.mutating"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240)
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, (said[-1:], done.stderr[-2000:])  # the last line names the file that ended it
    return [one for one in said if "name" in one]


def test_every_kind_of_file_is_tried(answers: list[dict[str, object]]) -> None:
    assert len(answers) == len(mutating.specimens()) * mutating.TIMES
    assert {Path(str(one["name"]).split(" ")[0]).suffix for one in answers} >= {
        ".docx",
        ".xlsx",
        ".pdf",
        ".xls",
        ".ods",
    }


def test_no_changed_file_takes_long(answers: list[dict[str, object]]) -> None:
    assert [one for one in answers if float(str(one["seconds"])) > LONGEST] == []


def test_no_changed_file_takes_much_memory(answers: list[dict[str, object]]) -> None:
    assert [one for one in answers if float(str(one["megabytes"])) > LARGEST] == []


def test_some_are_still_read_and_some_are_refused(answers: list[dict[str, object]]) -> None:
    """Else the changes would be too small, or too large, to try anything."""
    refused = [str(one["came"]).startswith("refused") for one in answers]
    assert any(refused)
    assert not all(refused)
