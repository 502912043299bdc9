"""The matrix: each kind of cell, its row's conclusion, its sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from khue.quality.objectives import contents
from khue.quality.objectives.checks import coverage
from tests.quality.objectives.checks.cases import UNITS, lead, objective, target

WANTED = objective(key="t1", responsibilities=(lead("Các khoa"),), targets=(target(value=90),))


def part(value: Any = 92, sign: str = ">=", **more: Any) -> coverage.Part:
    given = {"key": "p", "number": "2", "statement": "Tỷ lệ học sinh lên lớp", "serves": "t1", "is_own": False}
    return coverage.Part(**{**given, **more}, targets=(target(sign=sign, value=value),))


def column(*parts: coverage.Part, key: int = 3, kind: str = "faculty") -> coverage.Column:
    return coverage.Column(key, "Khoa Cơ khí", "K.CK", kind, "bo", parts)


def only(*columns: coverage.Column, wanted: contents.ObjectiveContent = WANTED) -> coverage.Matrix:
    return coverage.matrix(contents.SetContent((wanted,)), columns, UNITS)


def test_a_unit_that_serves_enough_covers() -> None:
    found = only(column(part()))
    assert (found.rows[0].cells[0].kind, found.rows[0].cells[0].said) == ("covered", "1")
    assert (found.rows[0].conclusion, found.covered, found.points) == (("ok", "Đủ"), 1, ())


def test_a_unit_that_was_assigned_and_has_nothing_is_missing() -> None:
    found = only(column(part(), key=1), column(part(serves=None, is_own=True)))
    assert [cell.said for cell in found.rows[0].cells] == ["1", "Thiếu"]
    assert (found.rows[0].conclusion, found.points[0].column.key) == (("bad", "1 đơn vị thiếu"), 3)  # type: ignore[union-attr]


def test_a_unit_that_was_not_assigned_is_left_alone() -> None:
    found = only(column(part()), column(key=2, kind="room"))
    assert (found.rows[0].cells[1].kind, found.points) == ("nothing", ())


def test_a_weaker_target_shows_its_number() -> None:
    found = only(column(part(75)))
    assert (found.rows[0].cells[0].kind, found.rows[0].cells[0].said) == ("weaker", "▼ 75%")
    assert found.points[0].what == (
        "Mục tiêu 2, “tỷ lệ học sinh lên lớp”: đơn vị ghi từ 75% trở lên, Trường ghi từ 90% trở lên (mục tiêu 1)."
    )


def test_an_opposite_direction_outweighs_a_weaker_number() -> None:
    found = only(column(part(75, "<=")))
    assert (found.rows[0].cells[0].kind, found.rows[0].conclusion) == ("opposite", ("bad", "1 chỉ tiêu ngược chiều"))


def test_what_no_unit_serves_is_uncovered() -> None:
    found = only(column(key=2, kind="room"), wanted=replace(WANTED, responsibilities=()))
    assert (found.points[0].kind, found.rows[0].conclusion) == ("uncovered", ("bad", "Chưa đơn vị nào nhận"))


def test_of_a_part_of_the_units_nothing_is_said_to_be_uncovered() -> None:
    found = coverage.matrix(
        contents.SetContent((replace(WANTED, responsibilities=()),)), (column(),), UNITS, whole=False
    )
    assert found.points == ()


def test_what_is_tied_to_nothing_is_an_orphan_unless_it_is_declared_own() -> None:
    found = only(column(part(), part(serves=None, key="x"), part(serves=None, is_own=True)))
    assert (found.orphans[0].said, [one.kind for one in found.points]) == ("◇ 1", ["orphan"])


def test_units_with_something_to_hear_are_named_once() -> None:
    found = only(column(part(75), part(70)), column(part(), key=1))
    assert ([one.key for one in found.addressed], len(found.about(found.columns[0]))) == ([3], 2)


def test_who_only_helps_needs_no_objective_of_its_own() -> None:
    helped = replace(WANTED, responsibilities=(lead("Phòng Đào tạo"), lead("Phòng KT-ĐBCL", "supporting")))
    found = only(column(key=1, kind="room"), column(key=2, kind="room"), wanted=helped)
    assert [cell.kind for cell in found.rows[0].cells] == ["missing", "nothing"]
