"""A workbook that comes back: whose it is, what it was written from, and its rows; what is wrong with it in words.

What it was written from travels in the workbook itself, signed, so that nobody need remember every copy that was taken and a
copy that was tampered with is recognised.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core import signing

from khue.foundation.kernel import errors, text
from khue.foundation.office import opening
from khue.foundation.office.source import Limits, Table
from khue.interfaces.imports.importing.workbook import cells
from khue.interfaces.imports.importing.workbook.cells import DROP, KEY, PARENT, Node
from khue.quality.objectives import contents

LIMITS = Limits(bytes=10 * 2**20, rows=6_000, cells=200_000)
SALT = "khue.imports.workbook"
GUIDE, MARK, CHUNK = "Hướng dẫn", "khue:", 30_000
_AGAIN = "Hãy xuất lại từ Khuê rồi chép phần đã sửa sang."


def seal(about: Mapping[str, Any]) -> list[str]:
    """The pieces that go into hidden cells: which set, which revision, its content then."""
    signed = signing.dumps(about, salt=SALT, compress=True)
    return [MARK + signed[start : start + CHUNK] for start in range(0, len(signed), CHUNK)]


@dataclass
class Coming:
    """What a workbook said. `notices` are things that were understood by themselves and should be seen; `faults` stop it."""

    set: str
    revision: int
    at: str
    base: contents.SetContent
    nodes: tuple[Node, ...] = ()
    notices: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {
            "set": self.set, "revision": self.revision, "at": self.at, "base": self.base.to_json(),
            "nodes": [_node_json(one) for one in self.nodes], "notices": self.notices, "faults": self.faults,
        }  # fmt: skip

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Coming:
        base = contents.SetContent.from_json(told["base"])
        nodes = tuple(_node_of(one) for one in told["nodes"])
        return cls(told["set"], told["revision"], told["at"], base, nodes, list(told["notices"]), list(told["faults"]))


def _node_json(one: Node) -> dict[str, Any]:
    parts = {name: [_node_json(part) for part in found] for name, found in one.parts.items()}
    return {"key": one.key, "cells": dict(one.cells), "parts": parts, "where": one.where}


def _node_of(told: Mapping[str, Any]) -> Node:
    parts = {name: tuple(_node_of(part) for part in found) for name, found in told["parts"].items()}
    return Node(told["key"], told["cells"], parts, told["where"])


@dataclass(frozen=True)
class _Row:
    number: int
    cells: Mapping[str, str]


def read(content: bytes, filename: str, ties: Mapping[str, str]) -> Coming:
    """Raises `Unreadable`, `TooLarge`, or `Invalid` when it is no workbook that Khuê wrote for editing."""
    document = opening.open_document(content, filename=filename, limits=LIMITS, repair=False)
    tables = {text.fold(table.name): table for table in document.tables if table.name}
    about = _about(tables.get(text.fold(GUIDE)))
    coming = Coming(about["set"], about["revision"], about["at"], contents.SetContent.from_json(about["content"]))
    rows = {what: _rows(what, tables.get(text.fold(name)), coming) for what, name in cells.SHEETS.items()}
    if not coming.faults:
        base = cells.nodes_of(coming.base, ties)
        coming.nodes = _ordered(tuple(_objectives(rows, base, coming)), base)
    return coming


def _about(guide: Table | None) -> dict[str, Any]:
    pieces = [cell.text for row in guide.rows for cell in row if cell.text.startswith(MARK)] if guide else []
    if not pieces:
        said = "Tệp này không phải bản xuất từ Khuê để sửa, hoặc tờ “Hướng dẫn” đã bị xóa. Kế hoạch khác thì dùng “Đưa tệp vào”."
        raise errors.Invalid("not_ours", said)
    try:
        about: dict[str, Any] = signing.loads("".join(piece.removeprefix(MARK) for piece in pieces), salt=SALT)
    except signing.BadSignature:
        said = f"Phần mã của tệp đã bị sửa hoặc tệp do nơi khác xuất. {_AGAIN}"
        raise errors.Invalid("broken_seal", said) from None
    return about


def _rows(what: str, table: Table | None, coming: Coming) -> list[_Row]:
    """The filled rows of a sheet below its heading; a missing sheet or column is a fault."""
    name = cells.SHEETS[what]
    if table is None:
        coming.faults.append(f"Thiếu tờ “{name}”. {_AGAIN}")
        return []
    wanted = {text.fold(cells.LABELS[key]): key for key in (KEY, DROP, PARENT, *cells.FIELDS[what])}
    heads = {cell.column: wanted.get(text.fold(cell.text)) for cell in table.rows[0]} if table.rows else {}
    needed = (KEY, *(() if what == cells.OBJECTIVE else (PARENT,)), *cells.FIELDS[what])
    for key in needed:
        if key not in heads.values():
            hidden = " (cột ẩn, giữ mã của từng dòng)" if key == KEY else ""
            coming.faults.append(f"Tờ “{name}” thiếu cột “{cells.LABELS[key]}”{hidden}. {_AGAIN}")
    found = []
    for number, row in enumerate(table.rows[1:], start=2):
        values = {key: cells.plain(cell.text) for cell in row if (key := heads.get(cell.column))}
        if any(values.get(key) for key in cells.FIELDS[what]):
            found.append(_Row(number, {key: values.get(key, "") for key in (KEY, DROP, PARENT, *cells.FIELDS[what])}))
    return found


def _objectives(rows: Mapping[str, list[_Row]], base: Sequence[Node], coming: Coming) -> Iterator[Node]:
    known = {one.key: one for one in base}
    named = list(_nodes(cells.OBJECTIVE, rows[cells.OBJECTIVE], list(base), coming))
    gone = {row.cells["number"] for row in rows[cells.OBJECTIVE] if row.cells[DROP]}
    by_number: dict[str, Node] = {}
    for one in named:
        by_number.setdefault(one.cells["number"], one)
    parts: dict[int, dict[str, list[Node]]] = {id(one): {name: [] for name in cells.PARTS} for one in named}
    by_key = {one.key: one for one in named if one.key}
    for name in cells.PARTS:
        before = [part for one in base for part in one.parts[name]]
        parents = {part.key: one.key for one in base for part in one.parts[name]}
        for row, node in zip(_kept(rows[name]), _nodes(name, rows[name], before, coming), strict=True):
            parent = _parent(row, node, parents, known, by_key, by_number)
            if parent is not None:
                parts[id(parent)][name].append(node)
            elif row.cells[PARENT] not in gone and parents.get(node.key) not in known.keys() - by_key.keys():
                coming.faults.append(
                    f"{node.where}: không có mục tiêu số “{row.cells[PARENT]}”. Sửa cột “{cells.LABELS[PARENT]}”."
                )
    for one in named:
        yield replace(one, parts={name: tuple(found) for name, found in parts[id(one)].items()})


def _parent(
    row: _Row,
    node: Node,
    parents: Mapping[str, str],
    known: Mapping[str, Node],
    by_key: Mapping[str, Node],
    by_number: Mapping[str, Node],
) -> Node | None:
    """The objective of a row: its own one while its number is as it was written out, so that objectives may be renumbered."""
    own = parents.get(node.key, "")
    if own and known[own].cells["number"] == row.cells[PARENT]:
        return by_key.get(own)
    return by_number.get(row.cells[PARENT])


def _kept(rows: list[_Row]) -> list[_Row]:
    return [row for row in rows if not row.cells[DROP]]


def _nodes(what: str, rows: list[_Row], base: list[Node], coming: Coming) -> Iterator[Node]:
    """Rows with the keys that are theirs: a key that stands twice belongs to the first, a lost one is found by the same words."""
    known = {one.key: one for one in base}
    kept = _kept(rows)
    written = {row.cells[KEY] for row in kept}
    lost = [one for one in base if one.key not in written]
    seen: set[str] = set()
    for row in kept:
        where = f"Tờ “{cells.SHEETS[what]}”, dòng {row.number}"
        words = {name: row.cells[name] for name in cells.FIELDS[what]}
        key = row.cells[KEY]
        if key and key in seen:
            coming.notices.append(f"{where}: mã trùng với một dòng ở trên, nên coi là dòng mới.")
            key = ""
        elif key and key not in known:
            coming.notices.append(f"{where}: mã lạ, nên coi là dòng mới.")
            key = ""
        elif not key and (again := next((one for one in lost if dict(one.cells) == words), None)) is not None:
            coming.notices.append(f"{where}: mất mã, nhận lại theo nội dung giống hệt.")
            key = again.key
            lost.remove(again)
        seen |= {key} - {""}
        yield Node(key, words, {}, where)


def _ordered(nodes: tuple[Node, ...], base: Sequence[Node]) -> tuple[Node, ...]:
    """Who renumbers the objectives means their order; rows of a protected sheet cannot be dragged."""
    old = {one.key: one.cells["number"] for one in base}
    renumbered = any(one.key and old.get(one.key) != one.cells["number"] for one in nodes)
    if renumbered and all(one.cells["number"].isdecimal() for one in nodes):
        return tuple(sorted(nodes, key=lambda one: int(one.cells["number"])))
    return nodes
