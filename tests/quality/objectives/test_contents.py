"""Contents as values: JSON and back, what cannot be saved, and what changed, in milliseconds and without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from khue.foundation.kernel import errors
from khue.foundation.reading import values as reading
from khue.quality.objectives import contents
from tests.quality.objectives.stage import objective, target


def set_of(*objectives: contents.ObjectiveContent, swot: str = "") -> contents.SetContent:
    return contents.SetContent(objectives, swot)


def sentences(old: contents.SetContent, new: contents.SetContent) -> list[str]:
    return [change.sentence for change in contents.differences(old, new)]


FULL = set_of(
    objective(
        "4",
        "Đảm bảo chất lượng đào tạo",
        targets=(
            target("tỷ lệ khá, giỏi", ">=", "30.5", baseline=Decimal("28.1"), key="k1"),
            target("số doanh nghiệp", "between", 5, value_high=Decimal(7), unit="doanh nghiệp"),
            contents.TargetContent("danh hiệu tập thể", "achieved"),
        ),
        tasks=(
            contents.TaskContent(
                "Dự giờ",
                (contents.ResponsibilityContent("lead", "Tổ trưởng", unit_id=3, person_id=9),),
                contents.ScheduleContent("Trước 10/01/2027", None, date(2027, 1, 10), before=True),
            ),
        ),
        note="Dòng một\nDòng hai",
        serves="abc23456789z",
        key="k0",
    ),
    swot="Điểm mạnh:\n- đội ngũ",
)


def test_content_survives_json() -> None:
    assert contents.SetContent.from_json(FULL.to_json()) == FULL


def test_equal_numbers_have_equal_hashes() -> None:
    one, two = set_of(objective(targets=(target(value="85.0000"),))), set_of(objective(targets=(target(value=85),)))
    assert one.content_hash() == two.content_hash()


def test_any_change_changes_the_hash() -> None:
    changed = replace(FULL.objectives[0], note="khác")
    assert set_of(changed, swot=FULL.swot).content_hash() != FULL.content_hash()


def test_numbers_travel_as_text() -> None:
    shape = FULL.to_json()["objectives"][0]["targets"][0]
    assert (shape["value"], shape["baseline"], shape["value_high"]) == ("30.5", "28.1", None)


def test_json_numbers_are_taken_as_they_are_written() -> None:
    data = {"number": "1", "statement": "A", "targets": [{"subject": "b", "comparator": "=", "value": 92.5}]}
    assert contents.ObjectiveContent.from_json(data).targets[0].value == Decimal("92.5")


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ([], "content"),
        ({"objectives": {}}, "objectives"),
        ({"objectives": [1]}, "objectives.0"),
        ({"objectives": [{"schedule": []}]}, "objectives.0.schedule"),
        ({"objectives": [{"statement": 5}]}, "objectives.0.statement"),
        ({"objectives": [{"is_own": "có"}]}, "objectives.0.is_own"),
        ({"objectives": [{"targets": [{"value": "tám"}]}]}, "objectives.0.targets.0.value"),
        ({"objectives": [{"targets": [{"value": "NaN"}]}]}, "objectives.0.targets.0.value"),
        ({"objectives": [{"schedule": {"ends_on": "31/11/2026"}}]}, "objectives.0.schedule.ends_on"),
        ({"objectives": [{"responsibilities": [{"unit_id": True}]}]}, "objectives.0.responsibilities.0.unit_id"),
        ({"objectives": [{"evidence_expected": [1]}]}, "objectives.0.evidence_expected.0"),
        ({"objectives": [], "extra": 1}, "extra"),
    ],
)
def test_malformed_json_is_refused_by_place(data: object, where: str) -> None:
    with pytest.raises(errors.Invalid) as refused:
        contents.SetContent.from_json(data)
    assert where in refused.value.fields


@pytest.mark.parametrize(
    ("made", "where"),
    [
        (objective(statement="  "), "statement"),
        (objective(number=""), "number"),
        (objective(number="1" * 21), "number"),
        (objective(serves="x", is_own=True), "is_own"),
        (objective(targets=(target(subject=" "),)), "targets.0.subject"),
        (objective(targets=(target(comparator="~"),)), "targets.0.comparator"),
        (objective(targets=(target(value=None),)), "targets.0.value"),
        (objective(targets=(target(comparator="achieved"),)), "targets.0.value"),
        (objective(targets=(target(comparator="between"),)), "targets.0.value_high"),
        (objective(targets=(target(comparator="between", value_high=Decimal(79)),)), "targets.0.value_high"),
        (objective(targets=(target(value_high=Decimal(90)),)), "targets.0.value_high"),
        (objective(targets=(target(value=10**14),)), "targets.0.value"),
        (objective(targets=(target(value="0.00001"),)), "targets.0.value"),
        (objective(targets=(target(unit="x" * 81),)), "targets.0.unit"),
        (objective(tasks=(contents.TaskContent(""),)), "tasks.0.text"),
        (objective(responsibilities=(contents.ResponsibilityContent("chủ", "A"),)), "responsibilities.0.part"),
        (objective(responsibilities=(contents.ResponsibilityContent("lead", ""),)), "responsibilities.0.text"),
        (objective(schedule=contents.ScheduleContent(recurring="daily")), "schedule.recurring"),
        (
            objective(schedule=contents.ScheduleContent("", date(2027, 1, 2), date(2027, 1, 1))),
            "schedule.ends_on",
        ),
    ],
)
def test_what_cannot_be_saved_is_named_by_place(made: contents.ObjectiveContent, where: str) -> None:
    assert list(contents.objective_faults(made)) == [where]


def test_a_sound_objective_has_no_faults() -> None:
    assert contents.faults(FULL) == {}


def test_all_faults_are_told_at_once() -> None:
    broken = set_of(objective(number=""), objective("2", targets=(target(value=None),)))
    with pytest.raises(errors.Invalid) as refused:
        contents.check(broken)
    assert set(refused.value.fields) == {"objectives.0.number", "objectives.1.targets.0.value"}


def test_an_objective_cannot_stand_twice() -> None:
    assert "objectives" in contents.faults(set_of(objective("1", key="a"), objective("2", key="a")))


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (target(value=80), "từ 80% trở lên"),
        (target(comparator=">", value="4.5", unit="điểm"), "trên 4,5 điểm"),
        (target(comparator="<=", value=1200, unit="giờ"), "không quá 1.200 giờ"),
        (target(comparator="<", value=10), "dưới 10%"),
        (target(comparator="=", value=15, unit="/27"), "15/27"),
        (target(comparator="between", value=5, value_high=Decimal(7), unit="bài"), "từ 5 đến 7 bài"),
        (contents.TargetContent("danh hiệu", "achieved"), "đạt"),
    ],
)
def test_target_in_words(made: contents.TargetContent, said: str) -> None:
    assert made.words() == said


@pytest.mark.parametrize(
    ("measured", "said"),
    [("76.3636", "76,36%"), ("79.999", "79,999%"), ("80", "80%"), ("84.2", "84,2%"), ("79.995", "79,995%")],
)
def test_result_is_rounded_but_never_onto_the_target(measured: str, said: str) -> None:
    assert target(value=80).result(Decimal(measured)) == said


@pytest.mark.parametrize(
    ("asked", "measured", "said"),
    [("79.999", "79.9985", "79,9985%"), ("80", "79.9946", "79,99%"), ("80.5", "80.4961", "80,496%"), ("80", "80.0004", "80,0004%")],
)  # fmt: skip
def test_more_digits_where_two_would_change_the_side(asked: str, measured: str, said: str) -> None:
    assert target(value=Decimal(asked)).result(Decimal(measured)) == said


def test_a_tie_is_told_by_the_name_of_the_schools_objective() -> None:
    old, new = set_of(objective("5", serves="abc23456789z")), set_of(objective("5", serves="xyz23456789a"))
    told = contents.differences(old, new, {"xyz23456789a": "mục tiêu 3 của Trường (Việc làm)"})
    assert [change.sentence for change in told] == [
        "Sửa mục tiêu của Trường của mục tiêu 5: gắn với một mục tiêu của Trường → gắn với mục tiêu 3 của Trường (Việc làm)"
    ]


def test_schedule_in_words() -> None:
    days = (date(2027, 1, 5), date(2027, 1, 10))
    assert contents.ScheduleContent("Suốt năm học", *days).words() == "Suốt năm học"
    assert contents.ScheduleContent("", *days).words() == "từ 05/01/2027 đến 10/01/2027"
    assert contents.ScheduleContent("", None, days[1], before=True).words() == "trước 10/01/2027"
    assert contents.ScheduleContent("", None, days[1]).words() == "đến hết 10/01/2027"
    assert contents.ScheduleContent().words() == ""


# ---- differences ----


def test_same_contents_have_no_differences() -> None:
    assert contents.differences(FULL, contents.SetContent.from_json(FULL.to_json())) == []


def test_changed_target_is_told_with_both_wordings() -> None:
    old, new = set_of(objective("5", targets=(target(value=78),))), set_of(objective("5"))
    assert sentences(old, new) == ["Sửa chỉ tiêu 5: từ 78% trở lên → từ 80% trở lên"]


def test_one_of_several_targets_is_named_by_its_place() -> None:
    parts = (target("khá, giỏi"), target("tốt nghiệp", value=85))
    old = set_of(objective("4", targets=parts))
    new = set_of(objective("4", targets=(parts[0], replace(parts[1], value=Decimal(90)))))
    assert sentences(old, new) == ["Sửa chỉ tiêu 4.2: từ 85% trở lên → từ 90% trở lên"]


def test_renamed_target_keeps_its_identity_by_key() -> None:
    old = set_of(objective("1", targets=(target("một tên", key="t"),)))
    new = set_of(objective("1", targets=(target("tên hoàn toàn khác", key="t"),)))
    assert sentences(old, new) == ["Sửa tên của chỉ tiêu 1: một tên → tên hoàn toàn khác"]


def test_added_and_removed_parts() -> None:
    old = set_of(objective("1", targets=(target("a b c"),), tasks=()))
    new = set_of(objective("1", targets=(target("x y z", value=5),), tasks=(contents.TaskContent("Tập huấn"),)))
    assert sentences(old, new) == [
        "Thêm chỉ tiêu 1: x y z từ 5% trở lên",
        "Bỏ chỉ tiêu 1: a b c từ 80% trở lên",
        "Thêm nhiệm vụ 1: Tập huấn",
    ]


def test_added_and_removed_objectives() -> None:
    kept = objective("1", "Giữ nguyên hiệu suất đào tạo")
    old, new = (
        set_of(kept, objective("2", "Biên soạn giáo trình")),
        set_of(kept, objective("2", "Hợp tác doanh nghiệp")),
    )
    assert sentences(old, new) == ["Thêm mục tiêu 2: Hợp tác doanh nghiệp", "Bỏ mục tiêu 2: Biên soạn giáo trình"]


def test_reworded_objective_is_a_change_not_a_new_one() -> None:
    old = set_of(objective("3", "Học sinh có việc làm đúng ngành từ 78% trở lên"))
    new = set_of(objective("3", "Học sinh có việc làm đúng ngành đạt từ 80% trở lên"))
    assert [(one.kind, one.what, one.field) for one in contents.differences(old, new)] == [("changed", "objective", "")]


def test_objectives_that_changed_places_are_matched() -> None:
    one, two = objective("1", "Hiệu suất đào tạo"), objective("2", "Kiểm định chương trình")
    found = contents.pairs(set_of(one, two), set_of(two, one))
    assert [(pair.old, pair.new) for pair in found] == [(two, two), (one, one)]


def test_people_time_evidence_and_note_are_compared() -> None:
    old = objective("1")
    new = replace(
        old,
        responsibilities=(contents.ResponsibilityContent("lead", "Phó Trưởng khoa"),),
        schedule=contents.ScheduleContent("Học kỳ I"),
        evidence_expected=("Biên bản",),
        note="mới",
    )
    assert [change.field for change in contents.differences(set_of(old), set_of(new))] == [
        "chủ trì", "phối hợp", "thời hạn", "hồ sơ minh chứng", "ghi chú",
    ]  # fmt: skip


def test_emptied_field_is_said_to_be_empty() -> None:
    old, new = set_of(objective("1", note="cũ")), set_of(objective("1"))
    assert sentences(old, new) == ["Sửa ghi chú của mục tiêu 1: cũ → (trống)"]


def test_swot_is_compared() -> None:
    assert sentences(set_of(swot="a"), set_of(swot="b")) == ["Sửa phân tích SWOT: a → b"]


def test_change_survives_json() -> None:
    change = contents.differences(set_of(objective("5", targets=(target(value=78),))), set_of(objective("5")))[0]
    assert contents.Change.from_json(change.to_json()) == change


def test_many_objectives_are_compared_quickly() -> None:
    old = set_of(*(objective(str(n), f"Mục tiêu về lĩnh vực {n} của khoa", key=f"k{n}") for n in range(200)))
    new = set_of(*(replace(one, key="", note="x") for one in reversed(old.objectives)))
    assert len(contents.differences(old, new)) == 200


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (target(value=78), target(value=80), 1),
        (target(value=85), target(value=80), -1),
        (target(value=80), target(value=80), 0),
        (target(value=80), target(comparator=">", value=80), 1),
        (target(comparator="<=", value=10), target(comparator="<=", value=8), 1),
        (target(comparator="<", value=8), target(comparator="<=", value=8), -1),
        (target(comparator="=", value=1), target(comparator="=", value=2), 1),
        (target(value=80), target(comparator="<=", value=90), 0),
        (target(value=80), target(value=90, unit="bài"), 0),
        (contents.TargetContent("a", "achieved"), contents.TargetContent("a", "achieved"), 0),
    ],
)
def test_strictness(old: contents.TargetContent, new: contents.TargetContent, said: int) -> None:
    assert contents.strictness(old, new) == said


# ---- from a plan that was read ----


def test_plan_becomes_content() -> None:
    plan = reading.Plan(
        kind="action_plan",
        objectives=(
            reading.PlanObjective(
                "2",
                "Mỗi ngành hợp tác từ 05 đến 07 doanh nghiệp",
                targets=(reading.Target("hợp tác", "between", (Decimal(5), Decimal(7)), "doanh nghiệp", (0, 5)),),
                tasks=(reading.PlanTask("Ký bản ghi nhớ", lead=("Trưởng khoa",)),),
                supporting=("GVBM",),
                time=reading.Timespan("Trước 10/01/2027", None, date(2027, 1, 10), before=True),
                evidence=("Bản ghi nhớ",),
            ),
        ),
    )
    made = contents.from_plan(plan).objectives[0]
    assert (made.targets[0].value, made.targets[0].value_high) == (Decimal(5), Decimal(7))
    assert made.tasks[0].responsibilities == (contents.ResponsibilityContent("lead", "Trưởng khoa"),)
    assert made.who("supporting") == ("GVBM",)
    assert made.schedule == contents.ScheduleContent("Trước 10/01/2027", None, date(2027, 1, 10), before=True)
    assert contents.faults(contents.SetContent((made,))) == {}


def test_objective_without_number_gets_its_place() -> None:
    plan = reading.Plan("objective_list", objectives=(reading.PlanObjective("", "A"), reading.PlanObjective("", "B")))
    assert [one.number for one in contents.from_plan(plan).objectives] == ["1", "2"]


def test_calendar_of_tasks_is_no_set() -> None:
    with pytest.raises(errors.Invalid):
        contents.from_plan(reading.Plan("task_calendar", tasks=(reading.PlanTask("Họp"),)))
