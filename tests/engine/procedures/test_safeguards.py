"""What could run and still may not be issued: each fault, named by its step."""

from __future__ import annotations

import time

import pytest

from khue.engine.procedures.language import checks, loader, naming, nodes, schema
from tests.engine.procedures import texts

HEAD = """
code: QT.X
title: Thử
issue_number: "1"
effective_on: 2026-01-01
roles: [{code: unit_head, title: Trưởng}, {code: unit_deputy, title: Phó}, {code: rector, title: Hiệu trưởng}]
forms: [{code: F1, title: Mẫu}]
records: [{form: F1, title: Mẫu, places: [Văn phòng], years: 5}]
flows:
  - code: unit
    title: Thử
    level: unit
    steps:
"""
DRAFT = """
      - code: a
        name: Soạn
        kind: draft
        forms: [F1]
        responsible: [{role: unit_head}]
        outcomes: [{code: go, label: Trình, to: b}]
        time_limit: {kind: yearly_window, first: 1/10, last: 15/10}
"""
APPROVE = """
      - code: b
        name: Duyệt
        kind: approve
        responsible: [{role: rector, scope: over}]
        outcomes:
          - {code: ok, label: Duyệt, to: end}
          - {code: no, label: Trả, to: a, back: true, reason_required: true}
        time_limit: {kind: yearly_window, first: 15/10, last: 31/10}
"""
WHOLE = HEAD + DRAFT + APPROVE


def faults_of(text: str) -> list[str]:
    return [str(fault) for fault in loader.judge(_data(text))[1]]


def _data(text: str) -> dict:
    data, faults = nodes.parse(text)
    assert faults == []
    return data


def test_sound_text_has_no_fault() -> None:
    assert faults_of(WHOLE) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{role: rector, scope: over}", "{role: unit_head}",
         "unit/b: Người phê duyệt cũng là người duy nhất được soạn. Hãy giao người khác."),
        ("kind: approve", "kind: issue", "unit: Lưu đồ có bước soạn thảo nhưng không có bước phê duyệt."),
        ("records: [{form: F1, title: Mẫu, places: [Văn phòng], years: 5}]", "records: [{title: Biên bản, places: [Văn phòng], years: 5}]",
         "unit/a: Biểu mẫu “F1” chưa có nơi lưu và thời hạn lưu."),
        ("places: [Văn phòng], ", "", "records: Hồ sơ “Mẫu” chưa ghi nơi lưu."),
        ("records: [{form: F1, title: Mẫu, places: [Văn phòng], years: 5}]\n", "",
         "records: Chưa có hồ sơ nào được lưu. Hãy ghi tên hồ sơ, nơi lưu và thời hạn lưu."),
        ("first: 15/10, last: 31/10", "first: 10/10, last: 31/10",
         "unit/b: Thời gian 10/10 - 31/10 chồng lên thời gian của bước a (1/10 - 15/10)."),
        ("first: 1/10", "first: 30/2", "unit/a: “Từ ngày”: 30/2 là ngày không có trong lịch."),
        ("{code: ok, label: Duyệt, to: end}", "{code: ok, label: Duyệt, to: b}",
         "unit/b: Lối ra “Duyệt” đi về bước “b”: chỉ lối trả lại mới đi ngược, và phải đi ngược."),
        ("{role: unit_head}]", "{role: unit_head, duty: supporting}]",
         "unit/a: Có bên phối hợp nhưng chưa có bên chủ trì."),
        ("{role: unit_head}]", "{scope: body}]", "unit/a/responsible[1]: Thiếu “Đơn vị, hội đồng khác”."),
        ("{role: unit_head}]", "{scope: person}]", "unit/a/responsible[1]: Thiếu “Thư điện tử của người được giao”."),
    ],
)  # fmt: skip
def test_fault_is_named(old: str, new: str, told: str) -> None:
    assert old in WHOLE
    assert told in faults_of(WHOLE.replace(old, new, 1))


def test_day_that_cannot_be_read_is_told_once() -> None:
    assert faults_of(WHOLE.replace("first: 1/10", "first: 30/2")) == [
        "unit/a: “Từ ngày”: 30/2 là ngày không có trong lịch."
    ]


@pytest.mark.parametrize("scope", ["in", "everyone"])
def test_role_of_the_whole_school_is_not_asked_for_in_a_unit(scope: str) -> None:
    procedure = loader.load(WHOLE.replace("{role: rector, scope: over}", f"{{role: rector, scope: {scope}}}"))
    found = [str(one) for one in checks.misplaced(procedure, {"rector": "institution", "unit_head": "unit"})]
    assert len(found) == 1
    assert found[0].startswith("unit/b: Vai trò “Hiệu trưởng” là của toàn trường, không ai giữ “")
    assert list(checks.misplaced(loader.load(WHOLE), {"rector": "institution"})) == []


def test_every_field_that_can_be_faulty_has_a_vietnamese_name() -> None:
    parts = (schema.Procedure, schema.Flow, schema.Step, schema.TimeLimit, schema.Responsible, schema.Outcome,
             schema.Reference, schema.Term, schema.Role, schema.Gate, schema.Form, schema.KeptRecord)  # fmt: skip
    names = {name for part in parts for name in part.__dataclass_fields__} - {"decides"}
    assert {name for name in names if naming.field(name) == name} == set()
    assert (set(naming.TIMES), set(naming.SCOPES)) == (set(schema.TIME_KINDS), set(schema.SCOPES))


def test_loop_that_nobody_decides_is_told() -> None:
    nobody = WHOLE.replace("responsible: [{role: unit_head}]", "responsible: []").replace(
        "responsible: [{role: rector, scope: over}]", "responsible: []"
    )
    assert "unit/b: Vòng trả lại qua các bước a, b không có người quyết định." in faults_of(nobody)


@pytest.mark.parametrize("after", ["first: 15/10, last: 31/10", "first: 1/11, last: 5/11", "first: 1/1, last: 31/1"])
def test_windows_that_follow_each_other_are_no_fault(after: str) -> None:
    assert faults_of(WHOLE.replace("first: 15/10, last: 31/10", after)) == []


def test_every_pack_is_sound() -> None:
    for name in texts.ALL:
        assert faults_of((texts.PACKS / name).read_text(encoding="utf-8")) == []


def test_all_kinds_of_people_survive_their_own_spelling() -> None:
    more = """
    [{role: unit_head, duty: lead, label: Khoa}, {role: unit_deputy, duty: supporting, label: Phòng},
     {scope: body, unit: HDTDG, label: Hội đồng}, {scope: person, person: an@x.vn}, {role: unit_head, unit: KT}]"""
    procedure = loader.load(WHOLE.replace("[{role: unit_head}]", more.strip(), 1))
    assert loader.load_data(loader.to_data(procedure)) == procedure
    assert (procedure.units(), procedure.persons()) == ({"HDTDG", "KT"}, {"an@x.vn"})


def test_flow_of_a_thousand_steps_is_refused_without_much_work() -> None:
    data = _data(WHOLE)
    first = data["flows"][0]["steps"][0]
    data["flows"][0]["steps"] = [
        first | {"code": str(n), "outcomes": [{"code": "on", "label": "Tiếp", "to": str(n + 1)},
                                              {"code": "b", "label": "Trả", "to": "0", "back": True, "reason_required": True}]}
        for n in range(1000)
    ]  # fmt: skip
    before = time.process_time()
    found = [str(one) for one in loader.judge(data)[1]]
    assert "unit: “Các bước” có quá 200 mục. Hãy tách bớt." in found
    assert time.process_time() - before < 5
