"""A run of the tests leaves nothing in the temporary folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

WORKER = "import os; from khue.config import settings_test as mine; (mine.MEDIA_ROOT / 'a').touch(); os._exit(9)"
RUN = f"""
import subprocess, sys
from khue.config import settings_test as mine
(mine.STATIC_ROOT / "a").touch()
killed = [subprocess.run([sys.executable, "-c", {WORKER!r}]).returncode for _each in range(2)]
print(killed, sorted(len(list(one.rglob("a"))) for one in mine.MEDIA_ROOT.parents[1].iterdir()))
"""


@pytest.mark.once
def test_folders_go_with_the_run_even_those_of_killed_workers(tmp_path: Path) -> None:
    there = {name: value for name, value in os.environ.items() if name != "KHUE_TEST_FOLDER"}
    done = subprocess.run(
        [sys.executable, "-c", RUN], env=there | {"TMPDIR": str(tmp_path)}, cwd=ROOT, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[9, 9] [1, 1, 1]", done.stderr
    assert list(tmp_path.iterdir()) == []
