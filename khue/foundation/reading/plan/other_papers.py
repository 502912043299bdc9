"""Papers that tell aims, deeds and times as plans do and are none: lessons, reports, minutes, laws, rules, procedures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from khue.foundation.kernel import text

# The plan of a lesson has aims, times and deeds too, but nothing that a unit answers for.
_LESSON = re.compile(r"(?:giao an|ke hoach (?:bai day|bai hoc|day hoc bai)|bai soan)\b")
_OTHER = re.compile(
    r"(?:bao cao|bien ban|luat|nghi dinh|quy che|quy dinh|quy trinh|noi quy|dieu le|hop dong|thoi khoa bieu|phieu (?:khao sat|danh gia)"
    r"|de cuong (?:chi tiet|mon hoc|hoc phan)|(?:bo )?tieu chi|chuong trinh (?:hoi nghi|hoi thao|dai hoi|toa dam|le))\b"
)
_AHEAD = re.compile(r"\bphuong huong\b")
_PLAN = re.compile(
    r"\b(?:va|kem(?: theo)?) (?:ke hoach|muc tieu|nhiem vu)\b|^(?:\W|[ivx\d]+[.)] )*(?:ban )?(?:ke hoach|muc tieu"
    r"|chi tieu|chuong trinh hanh dong|lich|nhiem vu)\b"
)
_HEAD = 12


def is_lesson(lines: Sequence[str]) -> bool:
    """Whether the head of the running text calls it the plan of a lesson."""
    return any(_LESSON.match(text.fold(line)) for line in lines[:_HEAD])


def is_titled(before: Sequence[str]) -> bool:
    """Whether the lines above what looks like a plan hold the title of another paper (in capitals) and none of a plan."""
    titles = [text.fold(line) for line in before if line.isupper()]
    looks_ahead = any(_AHEAD.search(text.fold(line)) for line in before)
    return any(map(_OTHER.match, titles)) and not any(map(_PLAN.search, titles)) and not looks_ahead
