"""Two issues of a procedure side by side: field by field, step by step, the words that differ marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from khue.engine.procedures.language import naming, outline, schema

Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both have, only the older (`gone`) or only the newer (`new`)."""

    text: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that differs; both sides as pieces."""

    what: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the paper with its differences."""

    title: str
    rows: tuple[Row, ...]


def compare(
    old: schema.Procedure, new: schema.Procedure, labels: Mapping[str, str] = MappingProxyType({})
) -> tuple[Part, ...]:
    """The parts in which the two differ; empty when they say the same. `labels` are the words for effects and conditions."""
    parts = [Part("Phần chung", _rows(_general(old), _general(new))), *_flows(old, new, labels)]
    return tuple(part for part in parts if part.rows)


def marked(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces, compared word by word."""
    one, two = before.split(), after.split()
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        kind_left: Kind = "same" if tag == "equal" else "gone"
        kind_right: Kind = "same" if tag == "equal" else "new"
        if a < b:
            left.append(Piece(" ".join(one[a:b]), kind_left))
        if c < d:
            right.append(Piece(" ".join(two[c:d]), kind_right))
    return tuple(left), tuple(right)


Fields = Sequence[tuple[str, str]]


def _rows(old: Fields, new: Fields) -> tuple[Row, ...]:
    before, after = dict(old), dict(new)
    names = dict.fromkeys([*before, *after])
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    return tuple(Row(name, *marked(one, two)) for name, one, two in pairs if one != two)


def _general(procedure: schema.Procedure) -> Fields:
    return [
        ("Mã số", procedure.code),
        ("Tên quy trình", procedure.title),
        ("Lần ban hành", procedure.issue_number),
        ("Ngày có hiệu lực", f"{procedure.effective_on:%d/%m/%Y}" if procedure.effective_on.year > 1 else ""),
        ("Mục đích", procedure.purpose),
        ("Phạm vi", procedure.scope),
        ("Tài liệu viện dẫn", _told(f"{one.code} {one.title} {one.note}" for one in procedure.references)),
        ("Khái niệm, chữ viết tắt", _told(f"{one.term}: {one.meaning}" for one in procedure.terms)),
        ("Vai trò", _told(one.title for one in procedure.roles)),
        ("Điều kiện", _told(one.message for one in procedure.gates)),
        ("Biểu mẫu", _told(f"{one.code} {one.title}" for one in procedure.forms)),
        ("Lưu hồ sơ", _told(f"{one.title} {', '.join(one.places)} {one.years} năm" for one in procedure.records)),
        ("Nguồn, ghi chú", _told([*procedure.sources, *procedure.remarks])),
        ("Một người được làm cả hai", _told(naming.ONE_PERSON.get(one, one) for one in procedure.one_person_may)),
    ]


def _told(lines: Iterable[str]) -> str:
    return "; ".join(" ".join(line.split()) for line in lines)


def _flows(old: schema.Procedure, new: schema.Procedure, labels: Mapping[str, str]) -> Iterator[Part]:
    for code in dict.fromkeys([flow.code for flow in (*old.flows, *new.flows)]):
        before, after = old.flow(code), new.flow(code)
        named = after or before
        assert named is not None  # the code is of one of them
        yield Part(named.title, _rows(_head(before), _head(after)))
        for step in _steps(before, after):
            one, two = before.step(step) if before else None, after.step(step) if after else None
            shown = two or one
            assert shown is not None  # the same
            yield Part(
                f"{named.title}, bước {shown.code}. {shown.name}",
                _rows(_step(one, old, labels), _step(two, new, labels)),
            )


def _head(flow: schema.Flow | None) -> Fields:
    if flow is None:
        return []
    order = " → ".join(step.code for step in flow.steps)
    return [("Tên lưu đồ", flow.title), ("Mục", flow.section), ("Thứ tự các bước", order)]


def _steps(old: schema.Flow | None, new: schema.Flow | None) -> list[str]:
    """Codes in the order of the newer issue, those that are gone where they stood."""
    order = [step.code for step in new.steps] if new else []
    before = [step.code for step in old.steps] if old else []
    for previous, code in pairwise(["", *before]):
        if code not in order:
            order.insert(order.index(previous) + 1 if previous in order else 0, code)
    return order


def _step(step: schema.Step | None, of: schema.Procedure, labels: Mapping[str, str]) -> Fields:
    return outline.columns(step, of, labels) if step else []
