"""What people read, as the makers of files want it: lines of cells from lists, and the words of times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Reading = Mapping[str, Any]
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"


def when(thing: Reading) -> str:
    """The words of the time."""
    return str(thing.get("time", "")).split(" =>")[0]


def dashed(items: Sequence[str], mark: str = "-") -> str:
    """A list as lines; a single item stands without a mark."""
    return "\n".join(f"{mark} {item}" for item in items) if len(items) > 1 else "".join(items)


def joined(names: Sequence[str], between: str = ", ") -> str:
    return between.join(names)


def both(thing: Reading) -> str:
    """Leads and supporters in one cell, labelled."""
    lines = [f"Chủ trì: {joined(thing['lead'])}"]
    return "\n".join(lines + ([f"Phối hợp: {joined(thing['supporting'])}"] if thing.get("supporting") else []))


def year(reading: Reading) -> str:
    """“2023 - 2024”, as titles write it."""
    return str(reading["school_year"]).replace("-", " - ")


def title(reading: Reading, what: str = "KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG") -> list[str]:
    """The three lines of a title."""
    return [what, str(reading["unit"]).upper(), f"Năm học {year(reading)}"]


def body(reading: Reading, *columns: str) -> list[list[str]]:
    """Rows of these columns: number, statement, tasks, lead, supporting, both, time, evidence, note."""
    return [[field(o, column) for column in columns] for o in reading.get("objectives") or reading["tasks"]]


def field(thing: Reading, column: str) -> str:
    """One cell of a row."""
    if column == "both":
        return both(thing)
    if column == "time":
        return when(thing)
    value = thing.get("text" if column == "task" else column, "")
    if isinstance(value, list):
        return joined(value) if column in {"lead", "supporting"} else dashed(value)
    return str(value)
