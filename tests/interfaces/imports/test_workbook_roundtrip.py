"""A set goes out to Excel and comes back: untouched it changes nothing; what three versions say meets field by field. Pure."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khue.foundation.kernel import clock, errors
from khue.interfaces.imports.importing.workbook import cells, coming, merging
from khue.interfaces.imports.printing import workbooks as printing
from khue.quality.objectives import contents
from khue.quality.objectives.contents import (
    ObjectiveContent,
    ResponsibilityContent,
    ScheduleContent,
    SetContent,
    TargetContent,
    TaskContent,
)

AT = datetime(2026, 10, 14, 9, 20, tzinfo=clock.LOCAL)
TIES = {"truong1": "1. Hiệu suất đào tạo toàn trường", "truong2": "2. Việc làm sau tốt nghiệp"}
UNITS = ("Khoa Cơ khí", "Phòng Đào tạo")


def objective(number: int, **more: Any) -> ObjectiveContent:
    made: dict[str, Any] = {
        "targets": (
            TargetContent("Hiệu suất", ">=", Decimal("92.5"), unit="%", baseline=Decimal("90"), key=f"chi{number}a"),
            TargetContent("Sáng kiến", "between", Decimal(3), Decimal(1200), "sáng kiến", key=f"chi{number}b"),
        ),
        "tasks": (TaskContent("Họp", key=f"viec{number}a"), TaskContent("Phụ đạo", key=f"viec{number}b")),
        "responsibilities": (ResponsibilityContent("lead", "Trưởng khoa", person_id=7),),
        "schedule": ScheduleContent("Trước 31/3/2027", None, date(2027, 3, 31), before=True),
        "evidence_expected": ("Báo cáo", "Biên bản"),
        "serves": "truong1",
        "key": f"muc{number}",
    }
    return ObjectiveContent(str(number), f"Mục tiêu thứ {number}", **(made | more))


BASE = SetContent((objective(1), objective(2), objective(3)), "Điểm mạnh.")


def book(content: SetContent = BASE) -> bytes:
    about = {"set": "bo1", "revision": 4, "at": AT.isoformat(), "content": content.to_json()}
    return printing.edit_book(about=about, title="Mục tiêu Khoa Cơ khí", content=content, ties=TIES, units=UNITS, at=AT)


def edited(change: Callable[[Any], None], content: SetContent = BASE) -> bytes:
    """The workbook after somebody has worked on it in Excel."""
    loaded = openpyxl.load_workbook(io.BytesIO(book(content)))
    change(loaded)
    out = io.BytesIO()
    loaded.save(out)
    return out.getvalue()


def back(
    data: bytes, now: SetContent | None = None, **choices: str
) -> tuple[merging.Merger, cells.Builder, SetContent]:
    came = coming.read(data, "sua.xlsx", TIES)
    assert came.faults == []
    theirs = now or came.base
    merger = merging.Merger(choices)
    merged = merger.merge(cells.nodes_of(came.base, TIES), came.nodes, cells.nodes_of(theirs, TIES))
    known = {
        thing.key: (thing,) for one in theirs.objectives for thing in (one, *one.targets, *one.tasks)
    }  # fmt: skip
    builder = cells.Builder(TIES, lambda _name: (None, None), "2026-2027", known)
    return merger, builder, builder.content(merged, theirs.swot)


def set_cell(sheet: str, row: int, label: str, value: Any) -> Callable[[Any], None]:
    def change(loaded: Any) -> None:
        heads = [cell.value for cell in loaded[sheet][1]]
        loaded[sheet].cell(row, heads.index(label) + 1).value = value

    return change


def said(merger: merging.Merger) -> list[tuple[str, str, str, str, str]]:
    return [(step.kind, step.thing, step.field, step.old, step.new) for step in merger.steps]


# ---- untouched

_WORDS = st.text(st.characters(min_codepoint=32, max_codepoint=0x1EFF, exclude_categories=["Cs", "Cc"]), max_size=60)
_NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False)


@st.composite
def targets(draw: Any, key: str) -> TargetContent:
    comparator = draw(st.sampled_from([*contents.COMPARATORS]))
    low = None if comparator == "achieved" else draw(_NUMBERS)
    high = low + abs(draw(_NUMBERS)) if comparator == "between" and low is not None else None
    return TargetContent(
        draw(_WORDS) + "x", comparator, low, high, draw(st.sampled_from(["%", "", "bài", "/27"])), key=key
    )


@st.composite
def sets(draw: Any) -> SetContent:
    made = []
    for n in range(draw(st.integers(1, 4))):
        tie = draw(st.sampled_from([None, "truong1", "truong2", "của bộ đã thay"]))
        one = replace(
            objective(n), statement=draw(_WORDS) + "x", note="\n".join(draw(st.lists(_WORDS, max_size=3))), serves=tie,
            is_own=tie is None and draw(st.booleans()), evidence_expected=tuple(draw(st.lists(_WORDS, max_size=3))),
            targets=(draw(targets(f"c{n}a")), draw(targets(f"c{n}b"))),
            tasks=(TaskContent(draw(_WORDS) + "x", key=f"v{n}"),), schedule=ScheduleContent(draw(_WORDS)),
        )  # fmt: skip
        made.append(one)
    return SetContent.from_json(SetContent(tuple(made), draw(_WORDS)).to_json())  # as every form and reader gives it


@settings(max_examples=40, deadline=None)
@given(sets())
def test_out_and_back_without_an_edit_changes_nothing(content: SetContent) -> None:
    merger, builder, found = back(book(content))
    assert (said(merger), merger.questions, builder.faults) == ([], [], [])
    assert found == content


# ---- edited


def test_a_changed_cell_is_one_change_with_old_and_new() -> None:
    merger, _builder, found = back(edited(set_cell("Chỉ tiêu", 2, "Giá trị", "94,5")))
    assert said(merger) == [("changed", "Chỉ tiêu 1.1", "Giá trị", "92,5", "94,5")]
    assert found.objectives[0].targets[0].value == Decimal("94.5")
    assert found.objectives[0].targets[0].key == "chi1a"


@pytest.mark.parametrize(("typed", "value"), [("94,5", "94.5"), (94.5, "94.5"), ("94,5%", "94.5"), (95, "95")])
def test_numbers_come_back_however_they_were_typed(typed: Any, value: str) -> None:
    _merger, builder, found = back(edited(set_cell("Chỉ tiêu", 2, "Giá trị", typed)))
    assert (builder.faults, found.objectives[0].targets[0].value) == ([], Decimal(value))


def test_a_share_as_a_fraction_is_asked_never_guessed() -> None:
    data = edited(set_cell("Chỉ tiêu", 2, "Giá trị", 0.945))
    merger, _builder, _found = back(data)
    asked = merger.open[0]
    assert (asked.why, [label for _value, label in asked.options]) == (
        "Ô ghi 0,945 với đơn vị tính là %",
        ["94,5%", "0,945%"],
    )
    answered, _builder, found = back(data, **{asked.id: "0,945"})
    assert (answered.open, found.objectives[0].targets[0].value) == ([], Decimal("0.945"))


def test_a_word_where_a_number_belongs_is_a_fault_with_its_place() -> None:
    _merger, builder, _found = back(edited(set_cell("Chỉ tiêu", 3, "Giá trị", "vài")))
    assert builder.faults == [
        "Tờ “Chỉ tiêu”, dòng 3: cột “Giá trị” ghi “vài”, không phải là số. Ghi như 85, 92,5 hoặc 1.200."
    ]


def test_new_rows_are_added_with_their_parts() -> None:
    def add(loaded: Any) -> None:
        loaded["Mục tiêu"].append(["", "4", "Mục tiêu mới", cells.OWN, "Khoa Cơ khí", "", "Trước 30/4/2027", "", ""])
        loaded["Chỉ tiêu"].append(["", "4", "Số bài", "từ … trở lên", "5", "", "bài", "", ""])
        loaded["Nhiệm vụ"].append(["", "2", "Việc thêm của mục tiêu 2", "", "", "", ""])

    merger, builder, found = back(edited(add))
    assert ([step.kind for step in merger.steps], builder.faults) == (["added", "added"], [])
    new = found.objectives[3]
    assert (new.key, new.is_own, new.targets[0].value, new.schedule.ends_on) == (
        "",
        True,
        Decimal(5),
        date(2027, 4, 30),
    )
    assert [task.text for task in found.objectives[1].tasks] == ["Họp", "Phụ đạo", "Việc thêm của mục tiêu 2"]


@pytest.mark.parametrize("how", ["mark", "delete"])
def test_a_row_is_removed_by_its_mark_or_by_deleting_it(how: str) -> None:
    mark, delete = set_cell("Mục tiêu", 3, "Bỏ dòng", "x"), lambda loaded: loaded["Mục tiêu"].delete_rows(3)
    merger, _builder, found = back(edited(mark if how == "mark" else delete))
    assert said(merger) == [("removed", "Mục tiêu 2", "", "Mục tiêu thứ 2", "")]
    assert [one.key for one in found.objectives] == ["muc1", "muc3"]


def test_renumbering_moves_and_parts_follow_their_objective() -> None:
    def swap(loaded: Any) -> None:
        set_cell("Mục tiêu", 2, "TT", "2")(loaded)
        set_cell("Mục tiêu", 3, "TT", "1")(loaded)

    merger, _builder, found = back(edited(swap))
    assert "moved" in [step.kind for step in merger.steps]
    assert [(one.key, one.targets[0].key) for one in found.objectives][:2] == [("muc2", "chi2a"), ("muc1", "chi1a")]


# ---- met by what somebody changed in Khuê since


def statement(number: int, words: str) -> SetContent:
    changed = tuple(replace(one, statement=words) if one.number == str(number) else one for one in BASE.objectives)
    return replace(BASE, objectives=changed)


def test_what_only_khue_changed_stays() -> None:
    merger, _builder, found = back(
        edited(set_cell("Mục tiêu", 2, "Ghi chú", "xem lại")), statement(2, "Đã sửa trên máy")
    )
    assert [step.field for step in merger.steps] == ["Ghi chú"]
    assert (found.objectives[1].statement, merger.meanwhile) == ("Đã sửa trên máy", 1)


def test_what_both_changed_alike_is_no_question() -> None:
    merger, _builder, _found = back(
        edited(set_cell("Mục tiêu", 3, "Mục tiêu chất lượng", "Giống nhau")), statement(2, "Giống nhau")
    )
    assert (merger.steps, merger.questions) == ([], [])


@pytest.mark.parametrize(("choice", "words"), [("excel", "Theo tệp"), ("khue", "Theo máy")])
def test_what_both_changed_differently_is_asked(choice: str, words: str) -> None:
    data, now = edited(set_cell("Mục tiêu", 3, "Mục tiêu chất lượng", "Theo tệp")), statement(2, "Theo máy")
    asked = back(data, now)[0].open
    assert [(one.thing, one.field, one.base) for one in asked] == [
        ("Mục tiêu 2", "Mục tiêu chất lượng", "Mục tiêu thứ 2")
    ]
    merger, _builder, found = back(data, now, **{asked[0].id: choice})
    assert (merger.open, found.objectives[1].statement) == ([], words)


def test_removed_here_and_edited_there_is_asked_both_ways() -> None:
    without = replace(BASE, objectives=(BASE.objectives[0], BASE.objectives[2]))
    gone_there = back(edited(set_cell("Mục tiêu", 3, "Ghi chú", "giữ")), without)[0]
    gone_here = back(edited(set_cell("Mục tiêu", 3, "Bỏ dòng", "x")), statement(2, "Đã sửa"))[0]
    assert gone_there.open[0].why.startswith("Đã bị bỏ trong Khuê")
    assert gone_here.open[0].why.startswith("Bỏ trong Excel")


def test_what_was_added_in_khue_meanwhile_stays() -> None:
    more = replace(BASE, objectives=(*BASE.objectives, objective(4)))
    _merger, _builder, found = back(edited(set_cell("Mục tiêu", 2, "Ghi chú", "xem")), more)
    assert [one.key for one in found.objectives] == ["muc1", "muc2", "muc3", "muc4"]


# ---- workbooks that were handled badly


def test_a_copied_row_is_a_new_one_and_says_so() -> None:
    def copy(loaded: Any) -> None:
        sheet = loaded["Nhiệm vụ"]
        sheet.append([cell.value for cell in sheet[2]])

    came = coming.read(edited(copy), "sua.xlsx", TIES)
    assert came.notices == ["Tờ “Nhiệm vụ”, dòng 8: mã trùng với một dòng ở trên, nên coi là dòng mới."]


def test_a_lost_key_is_found_again_by_the_same_words() -> None:
    merger, _builder, found = back(edited(set_cell("Mục tiêu", 3, cells.LABELS["key"], None)))
    assert (merger.steps, found) == ([], BASE)


def test_a_deleted_column_is_a_fault() -> None:
    came = coming.read(edited(lambda loaded: loaded["Chỉ tiêu"].delete_cols(1)), "sua.xlsx", TIES)
    assert came.faults[0].startswith("Tờ “Chỉ tiêu” thiếu cột “Mã (không sửa)” (cột ẩn, giữ mã của từng dòng).")


def test_a_missing_sheet_is_a_fault() -> None:
    came = coming.read(edited(lambda loaded: loaded.remove(loaded["Nhiệm vụ"])), "sua.xlsx", TIES)
    assert came.faults[0].startswith("Thiếu tờ “Nhiệm vụ”.")


def test_a_part_of_no_objective_is_a_fault() -> None:
    came = coming.read(edited(set_cell("Nhiệm vụ", 2, cells.LABELS["parent"], "9")), "sua.xlsx", TIES)
    assert came.faults == ["Tờ “Nhiệm vụ”, dòng 2: không có mục tiêu số “9”. Sửa cột “Thuộc mục tiêu số”."]


def test_a_workbook_of_somebody_else_is_refused() -> None:
    plain = openpyxl.Workbook()
    out = io.BytesIO()
    plain.save(out)
    with pytest.raises(errors.Refused):
        coming.read(out.getvalue(), "la.xlsx", TIES)


def test_a_seal_that_was_tampered_with_is_refused() -> None:
    def tamper(loaded: Any) -> None:
        cell = loaded["Hướng dẫn"].cell(2, 2)
        cell.value = cell.value[:-3] + "abc"

    with pytest.raises(errors.Invalid, match="đã bị sửa"):
        coming.read(edited(tamper), "sua.xlsx", TIES)
