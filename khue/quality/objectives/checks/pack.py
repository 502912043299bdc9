"""Rules as data: `packs/checks/*.yaml`. A rule has a code, under which its function stands, and everything a person reads."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from khue.foundation.kernel import errors
from khue.quality.objectives.checks import registry, values

FOLDER = Path(__file__).resolve().parents[4] / "packs" / "checks"
FORMAT = "khue.checks/1"
_NEEDED = ("code", "group", "severity", "title", "text", "advice", "passed", "source")
_TEMPLATES = ("text", "advice", "suggest")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `text`, `advice`, `suggest` are filled with the facts of a hit; `passed` is said when there is none."""

    code: str
    group: str
    severity: str
    title: str
    text: str
    advice: str
    passed: str
    source: str
    letter: str = ""
    suggest: str = ""
    limits: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """What an institution made of a rule: switched off, or of another severity."""

    code: str
    is_on: bool = True
    severity: str = ""


@cache
def standard() -> tuple[Rule, ...]:
    """The rules that Khuê comes with, in the order of their packs. Raises `Invalid` when a pack is faulty."""
    found: list[Rule] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        found += read(path.read_text(encoding="utf-8"))
    return tuple(found)


def in_force(settings: Iterable[Setting] = ()) -> tuple[Rule, ...]:
    """The standard rules as an institution has set them."""
    by_code = {one.code: one for one in settings}
    kept = []
    for rule in standard():
        setting = by_code.get(rule.code)
        if setting is None:
            kept.append(rule)
        elif setting.is_on:
            kept.append(replace(rule, severity=setting.severity or rule.severity))
    return tuple(kept)


def read(text: str) -> list[Rule]:
    """The rules of one pack. Raises `Invalid` naming every fault."""
    found = faults([text])
    if found:
        raise errors.Invalid("checks.pack", found[0], {"pack": found})
    return [_rule(one) for one in yaml.safe_load(text)["rules"]]


def faults(texts: Iterable[str], *, complete: bool = False) -> list[str]:
    """What is wrong with packs; `complete`: these are all, so that every function must have its rule."""
    found: list[str] = []
    seen: list[str] = []
    for text in texts:
        found += _pack_faults(text, seen)
    found += [f"quy tắc “{code}” có hai lần" for code in sorted({one for one in seen if seen.count(one) > 1})]
    if complete:
        missing = sorted(set(registry.codes()) - set(seen))
        found += [f"hàm kiểm tra “{code}” không có quy tắc nào trong gói" for code in missing]
    return found


def _pack_faults(text: str, seen: list[str]) -> Iterator[str]:
    try:
        pack = yaml.safe_load(text)
    except yaml.YAMLError as problem:
        yield f"không phải YAML: {problem}"
        return
    if not isinstance(pack, Mapping) or pack.get("format") != FORMAT or not isinstance(pack.get("rules"), list):
        yield f"gói phải ghi “format: {FORMAT}” và danh sách “rules”"
        return
    for one in pack["rules"]:
        if not isinstance(one, Mapping):
            yield "mỗi quy tắc phải là một nhóm “tên: giá trị”"
            continue
        code = str(one.get("code", ""))
        seen.append(code)
        yield from (f"quy tắc “{code}”: {fault}" for fault in _rule_faults(one))


def _rule_faults(one: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"thiếu “{name}”" for name in _NEEDED if not str(one.get(name) or "").strip())
    if unknown := sorted(set(one) - {*_NEEDED, "letter", "suggest", "limits"}):
        yield f"không có ô “{unknown[0]}”"
    for name, allowed in (("group", values.GROUPS), ("severity", values.SEVERITIES), ("letter", ("", *values.LETTERS))):
        if one.get(name, "") not in allowed:
            yield f"“{name}: {one.get(name)}” không có; chỉ dùng {', '.join(filter(None, allowed))}"
    if one.get("group") == values.SMART and not one.get("letter"):
        yield "quy tắc SMART phải ghi “letter”"
    function = registry.find(str(one.get("code", "")))
    if function is None:
        yield "chưa có hàm kiểm tra nào mang mã này"
        return
    for name in _TEMPLATES:
        for fact in sorted(_facts(str(one.get(name) or "")) - set(function.facts)):
            yield f"“{name}” dùng {{{fact}}} mà hàm kiểm tra không cho biết"
    yield from _limit_faults(one.get("limits") or {}, function.limits)


def _limit_faults(given: Any, wanted: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(given, Mapping) or sorted(given) != sorted(wanted):
        yield f"“limits” phải có đúng: {', '.join(wanted) or '(không có gì)'}"
        return
    for name, value in given.items():
        if _number(value) is None:
            yield f"ngưỡng “{name}” phải là một số"


def _facts(template: str) -> set[str]:
    return {name for _text, name, _format, _conversion in string.Formatter().parse(template) if name}


def _rule(one: Mapping[str, Any]) -> Rule:
    limits = {name: Decimal(str(value)) for name, value in (one.get("limits") or {}).items()}
    said = {name: str(one[name]).strip() for name in _NEEDED}
    return Rule(**said, letter=one.get("letter", ""), suggest=str(one.get("suggest") or "").strip(), limits=limits)


def _number(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None
