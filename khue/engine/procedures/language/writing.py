"""A procedure as the YAML text that people keep, send and load again; and on which line of a text each part stands."""

from __future__ import annotations

from typing import Any

import yaml

from khue.engine.procedures.language import loader, nodes, schema


def to_text(procedure: schema.Procedure) -> str:
    """The text; `loader.load(to_text(p)) == p`."""
    return yaml.safe_dump(loader.to_data(procedure), allow_unicode=True, sort_keys=False, width=110)


def lines(text: str) -> dict[str, int]:
    """The line (from 1) on which each part begins, by the name that faults give it (“unit/4a”). Empty for broken YAML."""
    try:
        root = yaml.compose(text, Loader=nodes.StrictLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    found: dict[str, int] = {}
    if isinstance(root, yaml.MappingNode):
        _collect(root, "", found)
    return found


def _collect(node: yaml.MappingNode, where: str, found: dict[str, int]) -> None:
    for key, value in node.value:
        if not where:
            found.setdefault(str(key.value), key.start_mark.line + 1)
        if isinstance(value, yaml.SequenceNode):
            for number, item in enumerate(value.value, 1):
                if isinstance(item, yaml.MappingNode):
                    here = f"{where}/{_called(item, key.value, number)}" if where else _called(item, key.value, number)
                    found.setdefault(here, item.start_mark.line + 1)
                    _collect(item, here, found)


def _called(item: yaml.MappingNode, key: Any, number: int) -> str:
    names = {one.value: two.value for one, two in item.value if isinstance(two, yaml.ScalarNode)}
    wanted = {"terms": "term", "records": "form", "responsible": "role"}.get(key, "code")
    return str(names.get(wanted) or f"{key}[{number}]")


def line_of(where: str, known: dict[str, int]) -> int | None:
    """The line of a fault: of its own part, or of the nearest part around it."""
    while where:
        if where in known:
            return known[where]
        where = where.rpartition("/")[0]
    return None
