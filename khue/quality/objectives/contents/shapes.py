"""JSON in and out: numbers travel as text so that nothing is rounded; whatever comes in is checked and every fault named.

A `Reader` notes each fault with its place, so that a person sees all of them at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from khue.foundation.kernel import errors, text

T = TypeVar("T")


def to_json(value: Any) -> dict[str, Any]:
    """A frozen value as `json.dumps` takes it: days in ISO 8601, numbers as text."""
    plain: dict[str, Any] = _plain(asdict(value))
    return plain


def _plain(thing: Any) -> Any:
    if isinstance(thing, dict):
        return {key: _plain(value) for key, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [_plain(value) for value in thing]
    if isinstance(thing, date):
        return thing.isoformat()
    return decimal_text(thing) if isinstance(thing, Decimal) else thing


def decimal_text(number: Decimal) -> str:
    """“85” for 85.0000, “92.5”; never an exponent."""
    spelt = format(number, "f")
    spelt = spelt.rstrip("0").rstrip(".") if "." in spelt else spelt
    return "0" if spelt == "-0" else spelt


class Reader:
    """Reads the parts of one JSON."""

    def __init__(self) -> None:
        self.faults: dict[str, list[str]] = {}

    def finish(self) -> None:
        """Raise `Invalid` if anything was wrong."""
        if self.faults:
            where, said = next(iter(self.faults.items()))
            raise errors.Invalid("content", f"Nội dung không đúng cấu trúc ({where}): {said[0]}", self.faults)

    def fault(self, where: str, message: str) -> None:
        self.faults.setdefault(where or "content", []).append(message)

    def part(self, data: Mapping[str, Any], name: str) -> Any:
        """A part that may be left out."""
        return {} if data.get(name) is None else data[name]

    def mapping(self, data: Any, where: str, cls: Any) -> Mapping[str, Any]:
        if not isinstance(data, Mapping):
            self.fault(where, "phải là một nhóm tên và giá trị.")
            return {}
        for name in sorted(set(map(str, data)) - {field.name for field in fields(cls)}):
            self.fault(at(where, name), "tên này không có trong mẫu.")
        return data

    def many(
        self, data: Mapping[str, Any], name: str, where: str, one: Callable[[Reader, Any, str], T]
    ) -> tuple[T, ...]:
        items = data.get(name)
        if items is None:
            return ()
        if not isinstance(items, list | tuple):
            self.fault(at(where, name), "phải là một danh sách.")
            return ()
        return tuple(one(self, item, f"{at(where, name)}.{n}") for n, item in enumerate(items))

    def line(self, item: Any, where: str) -> str:
        if isinstance(item, str):
            return text.squash(item)
        self.fault(where, "phải là chữ.")
        return ""

    def string(self, data: Mapping[str, Any], name: str, where: str, *, squash: bool = True) -> str:
        value = data.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.fault(at(where, name), "phải là chữ.")
            return ""
        return text.squash(value) if squash else text.nfc(value).strip()

    def flag(self, data: Mapping[str, Any], name: str, where: str) -> bool:
        value = data.get(name, False)
        if isinstance(value, bool):
            return value
        self.fault(at(where, name), "phải là có hoặc không.")
        return False

    def number(self, data: Mapping[str, Any], name: str, where: str) -> Decimal | None:
        value = data.get(name)
        if value is None or value == "":
            return None
        try:
            number = Decimal(str(value)) if not isinstance(value, bool) else Decimal("NaN")
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite():
            return number
        self.fault(at(where, name), f"“{value}” không phải là số.")
        return None

    def identity(self, data: Mapping[str, Any], name: str, where: str) -> int | None:
        value = data.get(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.fault(at(where, name), "phải là số nguyên.")
        return None

    def day(self, data: Mapping[str, Any], name: str, where: str) -> date | None:
        value = data.get(name)
        if value is None or value == "":
            return None
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fault(at(where, name), f"“{value}” không phải là ngày.")
            return None


def at(where: str, name: str) -> str:
    """The place of a part: "targets.0" and "value" give "targets.0.value"."""
    return f"{where}.{name}" if where else name
