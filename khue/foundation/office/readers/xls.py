"""Old Excel workbooks (.xls, 1997 to 2003), read in a process of their own.

The reader of this old structure trusts it: a changed byte makes it panic, and a wrong count can make it ask for more memory than
there is and end its process. So the process that ends is a small one with a limit on its memory.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from typing import Any

from khue.foundation.office import refusals
from khue.foundation.office.readers import sheets
from khue.foundation.office.source import Document, Limits

_MEMORY = 2 * 2**30
_ENCRYPTED = 3
# Printed as pickle: rows of texts, numbers, days. It imports nothing of ours, so that it starts in a moment.
_PROGRAM = f"""
import io, pickle, resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({_MEMORY}, {_MEMORY}))
import python_calamine
try:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
except python_calamine.PasswordError:
    sys.exit({_ENCRYPTED})
sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
rows = [(name, sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges or []) for name, sheet in sheets]
sys.stdout.buffer.write(pickle.dumps(rows))
"""


def read(data: bytes, limits: Limits) -> Document:
    """An .xls. Raises `Unreadable` ("encrypted", "damaged", "slow") and `TooLarge`."""
    tables = []
    for number, (name, values, merged) in enumerate(_sheets(data, limits), start=1):
        sheets.check_size(len(values), max(map(len, values), default=0), limits)
        tables.append(sheets.table(values, merged, number, name))
    return sheets.document("xls", tables)


def _sheets(data: bytes, limits: Limits) -> list[tuple[str, list[list[Any]], list[sheets.Range]]]:
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", _PROGRAM], input=data, capture_output=True, timeout=limits.seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise refusals.refused("slow") from None
    if done.returncode:
        raise refusals.refused("encrypted" if done.returncode == _ENCRYPTED else "damaged")
    found: list[tuple[str, list[list[Any]], list[sheets.Range]]] = pickle.loads(done.stdout)
    return found
