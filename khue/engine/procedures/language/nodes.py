"""Strict reading of YAML: what was asked for is there and of its kind, and nothing else is.

A `Node` is a mapping that is being read. Every question it cannot answer becomes a `Fault` in the shared list and a harmless
default, so that one reading names all faults of a text instead of the first one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar, cast

import yaml

from khue.engine.procedures.language import naming, schema
from khue.foundation.kernel import text

T = TypeVar("T")

LARGEST_TEXT = 512 * 1024
MOST_ITEMS = 200
"""Entries of one list: no paper has more, and what judges a flow takes each step together with each other."""
_DAY_MONTH = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})")
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class StrictLoader(yaml.SafeLoader):
    """Safe YAML without anchors (they hide what a person sees, and can blow up) and without a key written twice.

    Only true/false are flags and only plain decimals are numbers: “on”, “no” and “03” stay the text that was written.
    """

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = cast(Any, self).peek_event().start_mark
            raise yaml.constructor.ConstructorError(None, None, "không dùng bí danh (*)", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for mark, _ in node.value:
            key = self.construct_object(mark, deep=True)
            if not isinstance(key, str):
                raise yaml.constructor.ConstructorError(None, None, "khóa phải là chữ", mark.start_mark)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"khóa “{key}” bị lặp", mark.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


def _plain_rules() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """YAML 1.1 guesses too much (`on` is true, `03` is octal): keep null and dates, narrow flags and numbers, drop the rest."""
    kept = {"tag:yaml.org,2002:null", "tag:yaml.org,2002:timestamp"}
    rules = {
        first: [(tag, pattern) for tag, pattern in known if tag in kept]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    for first in "tf":
        rules.setdefault(first, []).append(("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z")))
    for first in "-0123456789":
        rules.setdefault(first, []).append(("tag:yaml.org,2002:int", re.compile(r"-?(?:0|[1-9][0-9]*)\Z")))
    return rules


StrictLoader.yaml_implicit_resolvers = _plain_rules()


def parse(source: str) -> tuple[dict[str, Any], list[schema.Fault]]:
    """The mapping a YAML text holds, or an empty one with the fault that says why not (and on which line)."""
    if len(source) > LARGEST_TEXT:
        return {}, [schema.Fault("", f"Tệp dài hơn {LARGEST_TEXT // 1024} KB. Hãy tách bớt nội dung.")]
    try:
        data = yaml.load(source, Loader=StrictLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return {}, [schema.Fault("", _sentence(error))]
    if not isinstance(data, dict):
        return {}, [schema.Fault("", "Tệp không phải là một quy trình. Hãy bắt đầu bằng “code:” và “title:”.")]
    return data, []


def _sentence(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    where = f" ở dòng {mark.line + 1}" if mark else ""
    return f"Tệp YAML viết sai{where}: {problem}."


def read_day_of_year(written: str) -> schema.DayOfYear | None:
    """The day that “15/8” means; None for what is written otherwise or stands in no calendar."""
    found = _DAY_MONTH.fullmatch(written.strip())
    day, month = (int(found[1]), int(found[2])) if found else (0, 0)
    is_one = 1 <= month <= 12 and 1 <= day <= _LONGEST_MONTHS[month - 1]
    return schema.DayOfYear(month, day) if is_one else None


class Node:
    """A mapping being read. `where` names it in faults; `close` complains about every key that nobody asked for."""

    names: Mapping[str, str] = {}
    """What keys are called here, where that is not what `naming.FIELDS` says."""

    def __init__(self, data: Any, where: str, faults: list[schema.Fault]) -> None:
        self.where = where
        self.faults = faults
        self._asked: set[str] = set()
        self._data: Mapping[Any, Any] = data if isinstance(data, Mapping) else {}
        if not isinstance(data, Mapping):
            self.fault("Phải là một nhóm “khóa: giá trị”.")

    def fault(self, message: str, key: str = "") -> None:
        self.faults.append(schema.Fault(self.where, message, key))

    def named(self, key: str) -> str:
        """What people call the part that the key holds."""
        return self.names.get(key) or naming.field(key)

    def has(self, key: str) -> bool:
        return self._data.get(key) is not None

    def text(self, key: str, *, required: bool = False) -> str:
        """A line or paragraph of text in NFC; a whole number is taken as its digits (`code: 1`)."""
        value = self._take(key, required)
        if value is None:
            return ""
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str):
            self.fault(f"“{self.named(key)}” phải là chữ; nếu là ngày hay true, false, hãy đặt trong ngoặc kép.", key)
            return ""
        found = text.squash(value)
        if required and not found:
            self.fault(f"“{self.named(key)}” đang để trống.", key)
        return found

    def flag(self, key: str) -> bool:
        """true or false; false when it is not there."""
        value = self._take(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.fault(f"“{self.named(key)}” phải là true hoặc false.", key)
        return False

    def count(self, key: str, *, required: bool = False, low: int = 0, high: int = 1000) -> int | None:
        """A whole number between `low` and `high`."""
        value = self._take(key, required)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.fault(f"“{self.named(key)}” phải là số nguyên từ {low} đến {high}.", key)
            return None
        return value

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A date written 2026-10-31; a text in the same spelling is taken too (canonical JSON has no dates)."""
        value = self._take(key, required)
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                value = 0
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        self.fault(f"“{self.named(key)}” phải là ngày viết như 2026-10-31.", key)
        return None

    def day_of_year(self, key: str, *, required: bool = False) -> schema.DayOfYear | None:
        """A day that comes back every year, written 15/8; 29/2 is allowed."""
        value = self._take(key, required)
        if value is None:
            return None
        if (found := read_day_of_year(str(value))) is not None:
            return found
        if _DAY_MONTH.fullmatch(str(value).strip()):
            self.fault(f"“{self.named(key)}”: {value} là ngày không có trong lịch.", key)
            return None
        self.fault(f"“{self.named(key)}” phải là ngày và tháng viết như 15/8.", key)
        return None

    def choice(self, key: str, choices: Sequence[str], *, default: str = "") -> str:
        """One of the given words; required when there is no default."""
        found = self.text(key, required=not default) or default
        if found and found not in choices:
            self.fault(
                f"“{self.named(key)}”: “{found}” không có trong các giá trị được phép: {', '.join(choices)}.", key
            )
            return default
        return found

    def words(self, key: str) -> tuple[str, ...]:
        """A list of short texts; one text alone is taken as a list of one."""
        value = self._take(key)
        if value is None:
            return ()
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            self.fault(f"“{self.named(key)}” phải là danh sách các chữ.", key)
            return ()
        return tuple(text.squash(one) for one in value)

    def items(self, key: str, read: Callable[[Node], T], *, name: str = "code") -> tuple[T, ...]:
        """A list of mappings, each read by `read`; each is named in faults by its `name` or its number in the list."""
        value = self._take(key)
        if value is None:
            return ()
        if isinstance(value, list) and len(value) > MOST_ITEMS:
            self.fault(f"“{self.named(key)}” có quá {MOST_ITEMS} mục. Hãy tách bớt.", key)
            value = value[:MOST_ITEMS]
        if not isinstance(value, list):
            self.fault(f"“{self.named(key)}” phải là một danh sách (mỗi mục bắt đầu bằng dấu “-”).", key)
            return ()
        return tuple(self._item(key, one, number, read, name) for number, one in enumerate(value, 1))

    def child(self, key: str) -> Node:
        """A mapping inside this one, to be read and closed by the caller."""
        return Node(self._take(key), self.where, self.faults)

    def close(self) -> None:
        for key in self._data:
            if key not in self._asked:
                self.fault(f"Không biết khóa “{key}”. Hãy bỏ đi hoặc sửa lại tên khóa.")

    def _item(self, key: str, data: Any, number: int, read: Callable[[Node], T], name: str) -> T:
        called = data.get(name) if isinstance(data, Mapping) else None
        here = str(called) if isinstance(called, str | int) else f"{key}[{number}]"
        node = Node(data, f"{self.where}/{here}" if self.where else here, self.faults)
        found = read(node)
        node.close()
        return found

    def _take(self, key: str, required: bool = False) -> Any:
        self._asked.add(key)
        value = self._data.get(key)
        if value is None and required:
            self.fault(f"Thiếu “{self.named(key)}”.", key)
        return value
