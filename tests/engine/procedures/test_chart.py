"""The flow chart: places of the boxes, ways that do not collide, the words beside the picture."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from khue.engine.procedures.language import chart, loader, machine, outline
from tests.engine.procedures import texts
from tests.engine.procedures.test_machine import taking

FLOWS = [pytest.param(f, id=f"{p.code}-{f.code}") for p, f in texts.every()]
UNIT = texts.pack("qt-dbcl-04.yaml").flow("unit")


def returned_once() -> outline.Facts:
    """The plan of the mockup: sent in, returned by the checker on 12/10/2026, due on 15/10."""
    days = {
        "open": datetime(2026, 9, 25, 9, tzinfo=UTC),
        "close": datetime(2026, 10, 2, 4, tzinfo=UTC),
        "submit": datetime(2026, 10, 6, 3, tzinfo=UTC),
        "return": datetime(2026, 10, 12, 8, tzinfo=UTC),
    }
    procedure = texts.pack("qt-dbcl-04.yaml")
    state = machine.start(UNIT, datetime(2026, 9, 21, 1, tzinfo=UTC))
    for code, at in days.items():
        state = machine.step(procedure, state, taking(machine.present(procedure, state).outcome(code), at)).state
    return outline.Facts(state, date(2026, 10, 15), 1, "ThS. Tạ Đình Sơn")


@pytest.mark.parametrize("flow", FLOWS)
def test_boxes_never_overlap_and_lie_inside_the_picture(flow) -> None:
    drawn = chart.layout(flow)
    boxes = drawn.boxes
    assert [box.step for box in boxes] == [step.code for step in flow.steps]
    for box in boxes:
        assert 0 < box.x < box.right < drawn.width
        assert 0 < box.y < box.bottom < drawn.height
        assert all(0 < line.y < drawn.height for line in box.lines)
    for one in boxes:
        for other in boxes:
            apart = one.right < other.x or other.right < one.x or one.bottom < other.y or other.bottom < one.y
            assert one is other or apart


@pytest.mark.parametrize("flow", FLOWS)
def test_every_way_between_steps_is_drawn_once(flow) -> None:
    drawn = {(edge.source, edge.outcome, edge.target, edge.back) for edge in chart.layout(flow).edges}
    assert drawn == {(step.code, way.code, way.to, way.back) for step, way in flow.edges() if way.to != "end"}


@pytest.mark.parametrize("flow", FLOWS)
def test_returns_run_below_all_boxes_on_tracks_of_their_own(flow) -> None:
    drawn = chart.layout(flow)
    floor = max(box.bottom for box in drawn.boxes)
    runs = []
    for edge in (edge for edge in drawn.edges if edge.back):
        x1, x2 = int(re.match(r"M(\d+)", edge.path)[1]), int(re.search(r"H\d+ Q(\d+)", edge.path)[1])
        depth = int(re.search(r"Q\d+ (\d+)", edge.path)[1])
        assert floor < depth < drawn.height
        runs.append((depth, min(x1, x2), max(x1, x2)))
    for number, (depth, low, high) in enumerate(runs):
        assert all(d != depth or high <= a or b <= low for d, a, b in runs[number + 1 :])


def test_shapes_and_size_are_those_of_the_mockup() -> None:
    drawn = chart.layout(UNIT)
    assert [box.shape for box in drawn.boxes] == ["pill", "rect", "rect", "hexagon", "hexagon", "rect", "pill"]
    assert (drawn.width, drawn.boxes[0].width, drawn.boxes[0].height) == (1274, 148, 60)
    assert drawn.boxes[3].path.endswith("Z")


def test_present_step_is_lit_and_done_steps_carry_their_day() -> None:
    drawn = chart.layout(UNIT, returned_once())
    when = {box.step: next(line.text for line in box.lines if line.kind == "when") for box in drawn.boxes}
    assert [box.stage for box in drawn.boxes] == ["done", "done", "now", "next", "next", "next", "next"]
    assert [when[code] for code in ("1", "2", "3", "4a", "4b")] == [
        "xong 25/9",
        "xong 02/10",
        "hạn 15/10, còn 1 ngày",
        "5 ngày làm việc",
        "3 - 5 ngày làm việc",
    ]


def test_return_that_happened_is_lit_with_its_day() -> None:
    backs = {edge.source: edge for edge in chart.layout(UNIT, returned_once()).edges if edge.back}
    assert (backs["4a"].lit, backs["4a"].label.text) == (True, "Đã trả lại 12/10/2026")
    assert (backs["4b"].lit, backs["4b"].label.text) == (False, "Nếu không phù hợp: về bước 1")


def test_description_says_the_chart_in_words() -> None:
    said = chart.layout(UNIT, returned_once()).description
    assert "Bước 1 Dự thảo MTCL và KHTHMTCL của đơn vị, đã xong 25/9/2026." in said
    assert "Bước 3 Hoàn chỉnh MTCL và KHTHMTCL, đang làm, hạn 15/10/2026." in said
    assert "trả lại bước 3, đã trả lại 1 lần, lần gần nhất ngày 12/10/2026." in said


def test_phones_get_the_steps_as_a_list() -> None:
    items = chart.layout(UNIT, returned_once()).items
    assert [(item.number, item.stage) for item in items[:4]] == [
        ("1", "done"),
        ("2", "done"),
        ("3", "now"),
        ("4", "next"),
    ]
    assert items[2].name == "3. Hoàn chỉnh MTCL và KHTHMTCL (đang làm)"
    assert items[2].detail == "ThS. Tạ Đình Sơn, hạn 15/10/2026"
    assert items[3].detail == "P. KT-ĐBCL, 5 ngày làm việc; nếu không phù hợp: về bước 3"


def test_ended_case_has_every_step_done_and_none_lit() -> None:
    facts = returned_once()
    procedure, state = texts.pack("qt-dbcl-04.yaml"), facts.state
    for number, code in enumerate(("submit", "pass", "approve", "issue", "report")):
        way = machine.present(procedure, state).outcome(code)
        state = machine.step(procedure, state, taking(way, state.entered_at + timedelta(days=number + 1))).state
    drawn = chart.layout(UNIT, outline.Facts(state))
    assert {box.stage for box in drawn.boxes} == {"done"}


@pytest.mark.parametrize(
    ("count", "text"), [(None, ""), (0, "hôm nay"), (1, "còn 1 ngày"), (12, "còn 12 ngày"), (-2, "trễ 2 ngày")]
)
def test_days_left_in_words(count, text) -> None:
    assert outline.days_left(count) == text


def test_long_names_are_broken_and_cut() -> None:
    assert chart.wrap("Xem xét và phê duyệt mục tiêu của toàn trường", 19) == ("Xem xét và phê", "duyệt mục tiêu của…")
    assert chart.wrap("", 19) == ()


def test_a_way_that_jumps_a_step_runs_above_the_boxes() -> None:
    drawn = chart.layout(texts.invented().flows[0])
    jump = next(edge for edge in drawn.edges if edge.outcome == "fast")
    highest = min(line.y for box in drawn.boxes for line in box.lines)
    assert int(re.search(r"V(\d+)", jump.path)[1]) < highest
    assert jump.label.text == "Nộp thẳng Hiệu trưởng"


def test_branches_stand_below_each_other() -> None:
    text = texts.INVENTED.replace("to: hop, gates", "to: ky, gates").replace(
        "{code: fast, label: Nộp thẳng Hiệu trưởng, to: ky}", "{code: fast, label: Họp, to: hop}"
    )
    boxes = {box.step: box for box in chart.layout(loader.load(text).flows[0]).boxes}
    assert boxes["cham"].x == boxes["hop"].x
    assert boxes["cham"].bottom < boxes["hop"].y


@pytest.mark.parametrize("to", ["end", "khong-co"])
def test_a_draft_whose_returns_lead_to_no_step_is_still_drawn(to: str) -> None:
    astray = tuple(
        replace(step, outcomes=tuple(replace(way, to=to) if way.back else way for way in step.outcomes))
        for step in UNIT.steps
    )
    assert len(chart.layout(replace(UNIT, steps=astray)).boxes) == len(UNIT.steps)


def test_a_draft_with_one_number_twice_is_still_drawn() -> None:
    twice = tuple(replace(step, code="5") if step.code == "4b" else step for step in UNIT.steps)
    assert len(chart.layout(replace(UNIT, steps=twice)).boxes) > 0
