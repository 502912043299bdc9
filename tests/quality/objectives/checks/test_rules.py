"""Each rule of the packs: one set in which it speaks, and the sound set in which all are silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from khue.quality.objectives import checks, contents
from tests.quality.objectives.checks.cases import case, codes, lead, objective, past, school, target

TASK = contents.TaskContent
TIED = {"serves": "t1"}
OUTSIDE = contents.ScheduleContent("Trước 10/01/2022", ends_on=date(2022, 1, 10), before=True)
LATE = contents.ScheduleContent("Tháng 8/2027", date(2027, 8, 1), date(2027, 8, 31))
EARLY = contents.ScheduleContent("Đến 31/12/2026", ends_on=date(2026, 12, 31))
TURNED = contents.ScheduleContent("Từ 01/3/2027 đến 01/2/2027", date(2027, 3, 1), date(2027, 2, 1))
NO_TIME = contents.ScheduleContent()
WITH_SCHOOL = {"school": school()}
FAR = objective(
    key="t2",
    statement="Mỗi khoa có 02 doanh nghiệp hợp tác.",
    targets=(target("doanh nghiệp hợp tác", value=2, unit="doanh nghiệp"),),
)

SPEAKS: dict[str, checks.Case] = {
    "s.too_short": case(objective(statement="Nâng cao chất lượng", targets=())),
    "s.slogan": case(objective(statement="Đẩy mạnh hoạt động nghiên cứu của nhà giáo trong khoa", targets=())),
    "s.too_many": case(objective(targets=tuple(target(f"tỷ lệ loại {n}") for n in range(7)))),
    "s.no_object": case(objective(statement="Phấn đấu đạt 90%", targets=(target("đạt"),))),
    "m.no_number": case(objective(statement="Sinh viên tham gia đầy đủ các buổi sinh hoạt lớp", targets=())),
    "m.award_without_proof": case(objective(statement="Khoa đạt danh hiệu Tập thể lao động xuất sắc", targets=())),
    "m.number_differs": case(objective(targets=(target(value=85),))),
    "m.no_unit": case(objective(statement="Ký kết hợp tác với doanh nghiệp", targets=(target("doanh nghiệp", value=5, unit=""),))),
    "m.above_whole": case(objective(statement="Tỷ lệ lên lớp đạt 110%", targets=(target(sign="=", value=110),))),
    "m.no_time": case(objective(schedule=NO_TIME)),
    "a.leap": case(past=past(70)),
    "a.above_school": case(objective(serves="t1", statement="Tỷ lệ lên lớp đạt từ 99%", targets=(target(value=99),)),
                           school=school(objective(key="t1", targets=(target(value=80),)))),
    "r.no_lead": case(objective(responsibilities=())),
    "r.task_without_lead": case(objective(responsibilities=(), tasks=(TASK("Lập kế hoạch", (lead(),)), TASK("Thực hiện")))),
    "r.no_task": case(objective(tasks=())),
    "r.money": case(objective(tasks=(TASK("Mua sắm 10 máy tiện cho xưởng."),))),
    "t.not_above_result": case(past=past(90)),
    "t.lowered": case(past=past(60, asked=95)),
    "t.daily_work": case(objective(statement="Thực hiện tốt các nhiệm vụ được giao trong năm học", targets=())),
    "f.empty_statement": case(objective(statement=" ")),
    "f.slip": case(objective(statement="Tỷ lệ học sinh lên lớp tối thiếu 90%")),
    "f.no_evidence": case(objective(), objective(number="2", statement="Tỷ lệ học sinh giỏi từ 20%", evidence_expected=(),
                                                 targets=(target("học sinh giỏi", value=20),))),
    "f.no_evidence_at_all": case(objective(evidence_expected=())),
    "f.no_plan": case(contents.ObjectiveContent("1", "Tỷ lệ học sinh lên lớp từ 90%", (target(),))),
    "f.numbering": case(objective(number="2")),
    "f.same_number": case(objective(), objective(statement="Có 05 đề tài được nghiệm thu",
                                                  targets=(target("đề tài", value=5, unit="đề tài"),))),
    "f.outside_year": case(objective(schedule=OUTSIDE)),
    "f.reversed": case(objective(schedule=TURNED)),
    "f.task_after_objective": case(objective(schedule=EARLY, tasks=(TASK("Tổng kết", schedule=LATE),))),
    "f.unknown_unit": case(objective(responsibilities=(lead("Phòng Hợp tác quốc tế"),))),
    "f.several_units": case(objective(responsibilities=(lead("K.KT"),))),
    "f.lead_also_supports": case(objective(responsibilities=(lead(), lead(part="supporting")))),
    "f.twice": case(objective(), objective(number="2")),
    "f.targets_disagree": case(objective(), objective(number="2", statement="Duy trì tỷ lệ lên lớp từ 91%", targets=(target(value=91),))),
    "c.untied": case(**WITH_SCHOOL),
    "c.tie_gone": case(objective(serves="mất"), **WITH_SCHOOL),
    "c.tie_doubtful": case(objective(serves="t2"), school=school(*school().objectives, FAR)),
    "c.opposite": case(objective(targets=(target(sign="<="),), **TIED), **WITH_SCHOOL),
    "c.weaker": case(objective(**TIED), **WITH_SCHOOL),
    "c.other_unit": case(objective(targets=(target(unit="học sinh"),), **TIED), **WITH_SCHOOL),
    "c.assigned_missing": case(
        objective(is_own=True), school=school(replace(school().objectives[0], responsibilities=(lead("Các khoa"),)))),
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(one.code for one in checks.standard()))
def test_each_rule_speaks_of_what_it_is_for(code: str) -> None:
    found = checks.run(SPEAKS[code])
    assert code in codes(found)


def test_every_rule_has_its_specimen() -> None:
    assert sorted(SPEAKS) == sorted(one.code for one in checks.standard())


def test_a_sound_set_has_no_findings() -> None:
    own = objective(serves="t1", statement="Tỷ lệ học sinh lên lớp đạt từ 93% trở lên.", targets=(target(value=93),))
    assert checks.run(case(own, school=school(), past=past(91))) == []


def test_what_a_finding_says_is_filled_in() -> None:
    (found,) = [one for one in checks.run(SPEAKS["c.weaker"]) if one.rule == "c.weaker"]
    assert (
        found.message
        == "“tỷ lệ học sinh lên lớp”: đơn vị ghi từ 90% trở lên, thấp hơn mục tiêu 1 của Trường (từ 92% trở lên)."
    )
    assert (found.suggestion, found.place.words) == ("Dùng “từ 92% trở lên” như Trường", "Mục tiêu 1, chỉ tiêu 1.1")


def test_no_finding_leaves_a_brace_or_an_empty_sentence() -> None:
    said = [
        text
        for one in SPEAKS.values()
        for found in checks.run(one)
        for text in (found.message, found.advice, found.suggestion)
    ]
    assert [text for text in said if "{" in text or "“”" in text] == []


def test_an_award_with_its_decision_is_enough() -> None:
    own = objective(
        statement="Khoa đạt danh hiệu Tập thể lao động xuất sắc",
        targets=(),
        evidence_expected=("Quyết định công nhận danh hiệu",),
    )
    assert codes(checks.run(case(own))) == []


def test_a_number_in_the_statement_is_offered_when_no_target_was_made_of_it() -> None:
    (found,) = checks.run(case(objective(targets=())))
    assert (found.rule, found.suggestion, found.place.span) == ("m.no_number", "Dùng “từ 90% trở lên”", (0, 41))


def test_what_is_kept_on_purpose_is_not_blamed_for_being_no_higher() -> None:
    own = objective(statement="Duy trì tỷ lệ học sinh lên lớp từ 90% trở lên.")
    assert codes(checks.run(case(own, past=past(90, statement="Duy trì tỷ lệ học sinh lên lớp từ 88% trở lên.")))) == []


def test_a_lower_ceiling_is_the_more_ambitious_one() -> None:
    less = objective(statement="Tỷ lệ học sinh bỏ học dưới 2%.", targets=(target("tỷ lệ học sinh bỏ học", "<", 2),))
    before = checks.Past(
        contents.SetContent((replace(less, targets=(replace(less.targets[0], key="cu"),)),)), {"cu": 3}
    )  # type: ignore[dict-item]
    assert codes(checks.run(case(less, past=before))) == []


def test_a_count_of_the_whole_school_is_not_held_against_one_unit() -> None:
    wanted = objective(
        key="t1",
        statement="Toàn trường có 30 đề tài được nghiệm thu",
        targets=(target("đề tài được nghiệm thu", value=30, unit="đề tài"),),
    )
    own = objective(
        serves="t1",
        statement="Có 04 đề tài được nghiệm thu",
        targets=(target("đề tài được nghiệm thu", value=4, unit="đề tài"),),
    )
    assert "c.weaker" not in codes(checks.run(case(own, school=school(wanted))))


def test_a_count_that_the_school_asks_of_each_is() -> None:
    wanted = objective(
        key="t1",
        statement="Mỗi khoa có 03 đề tài được nghiệm thu",
        targets=(target("đề tài được nghiệm thu", value=3, unit="đề tài"),),
    )
    own = objective(
        serves="t1",
        statement="Có 02 đề tài được nghiệm thu",
        targets=(target("đề tài được nghiệm thu", value=2, unit="đề tài"),),
    )
    assert "c.weaker" in codes(checks.run(case(own, school=school(wanted))))


def test_a_whole_calendar_year_that_the_plan_names_is_no_slip() -> None:
    year = contents.ScheduleContent("Trong năm 2027", date(2027, 1, 1), date(2027, 12, 31))
    assert codes(checks.run(case(objective(schedule=year)))) == []


@pytest.mark.parametrize(
    "name",
    ["GVCN", "GVBM", "Các phòng chức năng có liên quan", "Nguyễn Quốc Đoàn", "P. Đào tạo", "TT KT&ĐBCLĐT", "Khoa CK"],
)
def test_a_role_a_person_or_an_abbreviation_is_no_unknown_unit(name: str) -> None:
    assert codes(checks.run(case(objective(responsibilities=(lead(name),))))) == []


def test_findings_survive_their_json() -> None:
    found = [one for case_ in SPEAKS.values() for one in checks.run(case_)]
    assert [checks.Finding.from_json(one.to_json()) for one in found] == found
