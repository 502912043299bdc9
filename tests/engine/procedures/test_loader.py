"""What a text must be to become a procedure, and that everything wrong in it is named at once."""

from __future__ import annotations

import contextlib
import copy
from datetime import date

import pytest

from khue.engine.procedures.language import loader, nodes, schema
from tests.engine.procedures import texts

SCOPE = "idea/nop/staff: “Ở đâu”: “somewhere” không có trong các giá trị được phép:"


def faults_of(text: str) -> list[str]:
    with pytest.raises(loader.Faults) as caught:
        loader.load(text)
    return [str(fault) for fault in caught.value.faults]


def spoilt(old: str, new: str) -> list[str]:
    assert old in texts.INVENTED
    return faults_of(texts.INVENTED.replace(old, new, 1))


@pytest.mark.parametrize("name", texts.ALL)
def test_packs_load_and_survive_their_own_spelling(name: str) -> None:
    procedure = texts.pack(name)
    assert loader.load_data(loader.to_data(procedure)) == procedure


def test_pack_keeps_the_texts_of_the_paper() -> None:
    procedure = texts.pack("qt-dbcl-04.yaml")
    assert (procedure.code, procedure.issue_number) == ("QT.ĐBCL-04", "03")
    assert [form.code for form in procedure.forms] == [f"BM.ĐBCL-04.0{n}" for n in range(1, 7)]
    assert [(record.form, record.years) for record in procedure.records] == [(form.code, 5) for form in procedure.forms]


def test_the_two_flows_have_the_steps_and_returns_of_the_paper() -> None:
    procedure = texts.pack("qt-dbcl-04.yaml")
    shape = {
        flow.code: (
            [step.code for step in flow.steps],
            [(step.code, way.to, way.reason_required) for step, way in flow.edges() if way.back],
        )
        for flow in procedure.flows
    }
    assert shape == {
        "school": (["1", "2", "3", "4", "5", "6"], [("4", "3", True)]),
        "unit": (["1", "2", "3", "4a", "4b", "5", "6"], [("4a", "3", True), ("4b", "1", True)]),
    }


def test_pack_does_not_repeat_the_sentences_of_the_paper(shared) -> None:
    seed = " ".join((shared / "seeds" / "000_QT-DBCL-04_quy-trinh-thiet-lap-MTCL.txt").read_text().split())
    written = [step.work for _, flow in texts.every() for step in flow.steps if step.work]
    words = [work.split() for work in written]
    runs = {" ".join(work[n : n + 9]) for work in words for n in range(len(work) - 8)}
    assert [run for run in runs if run in seed] == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("to: cham, effects", "to: chamm, effects", "idea/nop: Lối ra “Nộp” dẫn đến bước “chamm” không có trong lưu đồ."),
        (
            "to: nop, back: true, reason_required: true",
            "to: nop, back: true",
            "idea/cham: Lối trả lại “Trả lại” phải đòi lý do.",
        ),
        (
            "{role: rector, scope: over",
            "{role: king, scope: over",
            "idea/ky: Vai trò “king” chưa có ở phần Vai trò. Hãy thêm vào đó.",
        ),
        ("forms: [BM.SK.01]", "forms: [BM.SK.99]", "idea/nop: Biểu mẫu “BM.SK.99” chưa có ở phần Biểu mẫu."),
        ("gates: [scored]", "gates: [money]", "idea/cham: Điều kiện “money” của lối ra “Đạt” chưa có ở phần Câu nhắc của các điều kiện."),
        ("kind: calendar_days, max_days: 10", "kind: calendar_days", "idea/cham: Thời hạn “Số ngày theo lịch” thiếu “Nhiều nhất (ngày)”."),
        ("max_days: 10", "max_days: 10, month: 6", "idea/cham: Thời hạn “Số ngày theo lịch” không dùng “Trong tháng”: hãy để trống."),
        ("max_days: 10", "min_days: 12, max_days: 10", "idea/cham: Thời hạn có số ngày ít nhất lớn hơn số ngày nhiều nhất."),
        ("on: 2026-12-31", "on: hôm nào đó", "idea/hop: “Ngày cố định” phải là ngày viết như 2026-10-31."),
        ("scope: everyone", "scope: somewhere", f"{SCOPE} in, over, everyone, body, person."),
        ("primary: true", "primary: yes please", "idea/cham/good: “Nút chính” phải là true hoặc false."),
        ("name: Nộp đơn", "name: Nộp đơn\n        colour: red", "idea/nop: Không biết khóa “colour”. Hãy bỏ đi hoặc sửa lại tên khóa."),
        ("        name: Họp hội đồng\n", "", "idea/hop: Thiếu “Tên bước”."),
        ("title: Xét sáng kiến\n", "title: 2026-01-01\n", "“Tên” phải là chữ; nếu là ngày hay true, false, hãy đặt trong ngoặc kép."),
        ("effective_on: 2026-01-01\n", "", "Thiếu “Ngày có hiệu lực”."),
        ("{role: staff, scope: everyone, label: Tác giả}", "{role: staff, takes_part: true}",
         "idea/nop: Chưa có ai được quyết định bước này: phần Trách nhiệm cần một người quyết định hoặc chủ trì."),
        ("- code: cham", "- code: hop", "idea: Có 2 bước cùng là “hop”."),
    ],
)  # fmt: skip
def test_fault_is_named_by_step(old: str, new: str, told: str) -> None:
    assert told in spoilt(old, new)


def test_step_that_nothing_leads_to_is_named() -> None:
    assert spoilt("to: hop, gates", "to: ky, gates") == ["idea/hop: Không có đường nào từ bước đầu dẫn đến bước này."]


def test_step_with_no_way_to_the_end_is_named() -> None:
    found = spoilt(
        "{code: agree, label: Nhất trí, to: ky, effects: [tests.note]}", "{code: agree, label: Nhất trí, to: hop}"
    )
    assert "idea/hop: Từ bước này không có đường nào đi đến kết thúc." in found


def test_going_back_without_saying_so_is_a_fault() -> None:
    found = spoilt("to: ky, effects", "to: nop, effects")
    assert any("chỉ lối trả lại mới đi ngược" in fault for fault in found)


def test_return_to_the_end_is_a_fault() -> None:
    assert "idea/hop: Lối trả lại “Họp lại” phải về một bước, không về kết thúc." in spoilt(
        "to: hop, back: true", "to: end, back: true"
    )


def test_all_faults_come_together() -> None:
    text = texts.INVENTED.replace("to: cham, effects", "to: x, effects").replace("max_days: 10", "max_days: 0")
    found = faults_of(text)
    assert len(found) >= 3
    assert {fault.split(":")[0] for fault in found} >= {"idea/nop", "idea/cham"}


def test_faults_are_an_invalid_with_fields_by_step() -> None:
    with pytest.raises(loader.Faults) as caught:
        loader.load(texts.INVENTED.replace("forms: [BM.SK.01]", "forms: [X]"))
    assert (caught.value.status, caught.value.fields) == (
        422,
        {"idea/nop": ["Biểu mẫu “X” chưa có ở phần Biểu mẫu."]},
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("code: A\ncode: B", "khóa “code” bị lặp"),
        ("code: &x A\ntitle: *x", "không dùng bí danh (*)"),
        ("- một\n- hai", "Tệp không phải là một quy trình"),
        ("", "Tệp không phải là một quy trình"),
        ("code: [1", "Tệp YAML viết sai"),
        ("code: !!python/object:os.system x", "Tệp YAML viết sai"),
        ("effective_on: 2026-13-45", "Tệp YAML viết sai"),
        ("? [a, b]\n: c", "khóa phải là chữ"),
        ("x: " + "a" * (513 * 1024), "Tệp dài hơn 512 KB"),
        ("[" * 5000, "Tệp YAML viết sai"),
    ],
)
def test_text_that_is_no_procedure_is_refused_in_words(text: str, told: str) -> None:
    assert any(told in fault for fault in faults_of(text))


def test_nothing_at_all_says_what_is_missing() -> None:
    found = faults_of("format: khue.procedure/1")
    assert "Thiếu “Mã”." in found
    assert "Quy trình chưa có lưu đồ nào. Hãy thêm ở phần Các lưu đồ." in found


def test_wrong_kinds_everywhere_never_break_the_reader() -> None:
    """Replace every value of a good text, one at a time, by each wrong kind: a procedure or `Faults`, nothing else."""
    good, _ = nodes.parse(texts.INVENTED)
    for path in _paths(good):
        for wrong in (None, 7, True, "x", [], [1], {}, {"a": 1}):
            data = copy.deepcopy(good)
            _put(data, path, wrong)
            with contextlib.suppress(loader.Faults):
                assert isinstance(loader.load_data(data), schema.Procedure)


def test_on_no_and_03_stay_the_text_that_was_written() -> None:
    text = texts.INVENTED.replace('issue_number: "1"', "issue_number: 03").replace(
        "title: Xét sáng kiến\n", "title: no\n"
    )
    procedure = loader.load(text)
    assert (procedure.issue_number, procedure.title) == ("03", "no")
    assert procedure.flows[0].steps[2].time_limit.on == date(2026, 12, 31)


def _paths(node, here=()):
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        yield (*here, key)
        yield from _paths(value, (*here, key))


def _put(node, path, value) -> None:
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
