"""Results and progress: who, when, what is kept, what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from khue.engine.records.models import Evidence, EvidenceUse
from khue.foundation.kernel import errors
from khue.quality.objectives import actions, contents, queries, rules, terms
from khue.quality.objectives.models import Measurement, ObjectiveSet, PlannedTask, TaskUpdate
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.stage import objective, target

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(school: Cast) -> ObjectiveSet:
    named = contents.ResponsibilityContent("lead", "Mai Xuân Lộc", person_id=school.teacher.pk)
    return stage.issued(school, objective(responsibilities=(named,)), objective("2"))


def proof(school: Cast, **more) -> Evidence:
    given = {
        "institution": school.school, "unit": school.faculty, "title": "Báo cáo khảo sát", "url": "https://example.vn/bc",
        "effective_on": date(2026, 9, 1), "added_at": school.at, "added_by": school.head,
    }  # fmt: skip
    return Evidence.objects.create(**(given | more))


def latest(school: Cast, issued: ObjectiveSet) -> queries.TargetRow:
    return queries.set_page(school.head, issued, on=school.today).rows[0].targets[0]


def test_rate_is_computed_from_its_parts(school: Cast, issued: ObjectiveSet) -> None:
    one = queries.target_for(school.head, issued.objectives.get(number="1").targets.get().public_id)
    actions.record_measurement(
        target=one, as_of=school.today, numerator=Decimal(168), denominator=Decimal(220), by=school.head, at=school.at
    )
    found = latest(school, issued)
    assert (found.latest.value, found.latest.numerator, found.verdict) == (Decimal("76.3636"), 168, terms.NOT_MET)
    assert queries.set_history(issued)[0].sentence == (
        "Ghi kết quả mục tiêu 1, tỷ lệ có việc làm: 76,36%, tính đến 07/09/2026"
    )


def test_verdict_follows_the_latest_day_not_the_latest_typing(school: Cast, issued: ObjectiveSet) -> None:
    stage.measure(school, issued, 85, as_of=date(2026, 9, 5))
    stage.measure(school, issued, 70, as_of=date(2026, 9, 1))
    assert (latest(school, issued).latest.value, latest(school, issued).verdict) == (85, terms.MET)


def test_two_results_of_one_day_the_later_counts(school: Cast, issued: ObjectiveSet) -> None:
    stage.measure(school, issued, 85)
    stage.measure(school, issued, 70)
    assert latest(school, issued).verdict == terms.NOT_MET


def test_correction_is_a_new_row_and_the_old_one_stands(school: Cast, issued: ObjectiveSet) -> None:
    wrong = stage.measure(school, issued, 8, as_of=date(2026, 9, 6))
    stage.measure(school, issued, 80, as_of=date(2026, 9, 5), corrects=wrong)
    assert latest(school, issued).latest.value == 80
    assert Measurement.objects.count() == 2
    assert queries.set_history(issued)[0].sentence == (
        "Sửa kết quả mục tiêu 1, tỷ lệ có việc làm: 8% → 80%, tính đến 05/09/2026"
    )


def test_one_result_is_corrected_once_and_by_its_own_target(school: Cast, issued: ObjectiveSet) -> None:
    wrong = stage.measure(school, issued, 8)
    stage.measure(school, issued, 80, corrects=wrong)
    with pytest.raises(errors.Conflict, match="đã được sửa"):
        stage.measure(school, issued, 81, corrects=wrong)
    with pytest.raises(errors.Conflict, match="chỉ tiêu khác"):
        stage.measure(school, issued, 81, place=1, corrects=wrong)


def test_evidence_hangs_on_the_result(school: Cast, issued: ObjectiveSet) -> None:
    stage.measure(school, issued, 85, evidence=[proof(school)])
    assert [use.evidence.title for use in latest(school, issued).evidence] == ["Báo cáo khảo sát"]


def test_restricted_evidence_is_shown_only_to_who_may_see_it(school: Cast, issued: ObjectiveSet) -> None:
    stage.measure(school, issued, 85, evidence=[proof(school, confidentiality="restricted")])
    seen = {
        who: bool(queries.set_page(getattr(school, who), issued, on=school.today).rows[0].targets[0].evidence)
        for who in ("head", "quality_head", "teacher", "quality_officer")
    }
    assert seen == {"head": True, "quality_head": True, "teacher": False, "quality_officer": False}


@pytest.mark.parametrize("who", ["head", "deputy", "teacher"])
def test_head_deputy_and_the_responsible_person_measure(school: Cast, issued: ObjectiveSet, who: str) -> None:
    stage.measure(school, issued, 85, by=getattr(school, who))
    assert Measurement.objects.get().recorded_by == getattr(school, who)


def test_the_responsible_person_measures_only_what_is_theirs(school: Cast, issued: ObjectiveSet) -> None:
    with pytest.raises(errors.NotAllowed):
        stage.measure(school, issued, 85, by=school.teacher, place=1)


def test_a_name_opens_nothing_once_all_grants_have_ended(school: Cast, issued: ObjectiveSet) -> None:
    one = queries.target_for(school.teacher, issued.objectives.get(number="1").targets.get().public_id)
    school.teacher.grants.update(valid_to=school.today - timedelta(days=1))
    school.teacher.__dict__.pop("_grants", None)
    assert not rules.can_measure(school.teacher, one)
    with pytest.raises(errors.NotFound):
        queries.target_for(school.teacher, one.public_id)


@pytest.mark.parametrize("who", ["rector", "quality_head", "auditor", "other_head"])
def test_others_do_not_measure(school: Cast, issued: ObjectiveSet, who: str) -> None:
    one = queries.target_for(school.head, issued.objectives.get(number="1").targets.get().public_id)
    assert not rules.can_measure(getattr(school, who), one)


def test_a_set_replaced_meanwhile_takes_no_result(school: Cast, issued: ObjectiveSet) -> None:
    """It would stay with the old version, whose results have gone along already."""
    one = queries.target_for(school.head, issued.objectives.get(number="1").targets.get().public_id)
    ObjectiveSet.objects.filter(pk=issued.pk).update(state="superseded")
    with pytest.raises(errors.Conflict, match="vừa được thay thế"):
        actions.record_measurement(target=one, as_of=school.today, value=Decimal(81), by=school.head, at=school.at)
    assert not Measurement.objects.exists()


@pytest.mark.parametrize("at_step", ["open", "submit", "approve"])
def test_only_issued_sets_are_measured(school: Cast, at_step: str) -> None:
    made = stage.walk(school, stage.draft(school), at_step)
    with pytest.raises(errors.Conflict, match="đã ban hành"):
        stage.measure(school, made, 85)


@pytest.mark.parametrize(
    "day", [date(2026, 9, 8), date(2030, 1, 1), date(2026, 2, 28), None], ids=["tomorrow", "far", "too early", "none"]
)
def test_day_of_a_result_makes_sense(school: Cast, issued: ObjectiveSet, day: date | None) -> None:
    with pytest.raises(errors.Invalid) as refused:
        stage.measure(school, issued, 85, as_of=day)
    assert list(refused.value.fields) == ["as_of"]


def test_result_may_hold_for_a_day_shortly_before_the_year(school: Cast, issued: ObjectiveSet) -> None:
    stage.measure(school, issued, 85, as_of=date(2026, 3, 2))
    assert Measurement.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "value"),
        ({"numerator": 3}, "denominator"),
        ({"denominator": 3}, "numerator"),
        ({"numerator": 3, "denominator": 0}, "denominator"),
        ({"numerator": -1, "denominator": 3}, "numerator"),
        ({"numerator": 1, "denominator": 2, "value": 51}, "value"),
        ({"value": 10**14}, "value"),
        ({"numerator": 10**20, "denominator": 10**20}, "numerator"),
        ({"numerator": 1, "denominator": "0.00002"}, "denominator"),
        ({"value": Decimal("NaN")}, "value"),
    ],
)
def test_malformed_results_name_their_field(school: Cast, issued: ObjectiveSet, given: dict, field: str) -> None:
    one = queries.target_for(school.head, issued.objectives.get(number="1").targets.get().public_id)
    numbers = {name: Decimal(number) for name, number in given.items()}
    with pytest.raises(errors.Invalid) as refused:
        actions.record_measurement(target=one, as_of=school.today, by=school.head, at=school.at, **numbers)
    assert list(refused.value.fields) == [field]
    assert not Measurement.objects.exists()


def test_rounded_value_beside_its_parts_is_taken(school: Cast, issued: ObjectiveSet) -> None:
    one = queries.target_for(school.head, issued.objectives.get(number="1").targets.get().public_id)
    found = actions.record_measurement(
        target=one, as_of=school.today, value=Decimal("76.4"), numerator=Decimal(168), denominator=Decimal(220),
        by=school.head, at=school.at,
    )  # fmt: skip
    assert found.value == Decimal("76.3636")


def test_quotient_of_a_count_is_no_percentage(school: Cast) -> None:
    made = stage.issued(school, objective(targets=(target("bài báo mỗi giảng viên", value=1, unit="bài"),)))
    found = stage.measure(school, made, "1.5", numerator=Decimal(12), denominator=Decimal(8))
    assert found.value == Decimal("1.5")


def test_title_is_achieved_or_not(school: Cast) -> None:
    made = stage.issued(school, objective(targets=(contents.TargetContent("danh hiệu", "achieved"),)))
    with pytest.raises(errors.Invalid):
        stage.measure(school, made, 50)
    stage.measure(school, made, 1)
    assert latest(school, made).verdict == terms.MET
    assert "danh hiệu: đạt" in queries.set_history(made)[0].sentence


def test_broken_journal_keeps_no_result(school: Cast, issued: ObjectiveSet, break_journal: Any) -> None:
    evidence = proof(school)
    broken = break_journal()
    with pytest.raises(broken):
        stage.measure(school, issued, 85, evidence=[evidence])
    assert not Measurement.objects.exists()
    assert not EvidenceUse.objects.exists()


def test_recording_takes_ten_statements_at_most_whatever_the_size(school: Cast) -> None:
    counts = []
    for unit, who, size in (("faculty", "head", 1), ("other_faculty", "other_head", 30)):
        by = getattr(school, who)
        made = stage.draft(school, *(objective(str(n + 1)) for n in range(size)), by=by, unit=getattr(school, unit))
        way = tuple((outcome, who if name == "head" else name) for outcome, name in stage.UNIT_WAY)
        way = tuple((outcome, "rector" if name == "vice_rector" else name) for outcome, name in way)
        made = stage.walk(school, made, "issue", way)
        public_id = made.objectives.first().targets.get().public_id
        with stage.statements() as found:
            one = queries.target_for(by, public_id)
            actions.record_measurement(target=one, as_of=school.today, value=Decimal(80), by=by, at=school.at)
        counts.append(len(found))
    assert counts[0] == counts[1]
    assert counts[0] + 2 <= 10  # with session and person


# ---- tasks ----


def first_task(issued: ObjectiveSet) -> PlannedTask:
    return PlannedTask.objects.filter(objective__set=issued).earliest("pk")


def report(school: Cast, issued: ObjectiveSet, who: str = "teacher", **more) -> TaskUpdate:
    one = queries.task_for(getattr(school, who), first_task(issued).public_id)
    given = {"task": one, "progress": terms.UNDER_WAY, "percent": 40, "by": getattr(school, who), "at": school.at}
    return actions.update_task(**(given | more))


def test_task_carries_the_newest_report_and_keeps_all(school: Cast, issued: ObjectiveSet) -> None:
    report(school, issued, note="Đã gửi phiếu")
    report(school, issued, progress=terms.DONE)
    task = PlannedTask.objects.get(updates__progress=terms.DONE)
    assert (task.progress, task.progress_percent, task.progress_note) == (terms.DONE, 100, "")
    assert [one.percent for one in queries.task_updates_of(task)] == [100, 40]


def test_report_leaves_a_trail(school: Cast, issued: ObjectiveSet) -> None:
    report(school, issued)
    assert queries.set_history(issued)[0].sentence == "Nhiệm vụ “Khảo sát cựu học sinh”: đang thực hiện, 40%"


def test_evidence_hangs_on_the_task(school: Cast, issued: ObjectiveSet) -> None:
    report(school, issued, evidence=[proof(school)])
    row = queries.set_page(school.head, issued, on=school.today).rows[0].tasks[0]
    assert [use.evidence.title for use in row.evidence] == ["Báo cáo khảo sát"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"progress": "gone"}, "progress"),
        ({"percent": 101}, "percent"),
        ({"percent": -1}, "percent"),
        ({"progress": terms.STOPPED}, "note"),
    ],
)
def test_malformed_report_names_its_field(school: Cast, issued: ObjectiveSet, given: dict, field: str) -> None:
    with pytest.raises(errors.Invalid) as refused:
        report(school, issued, **given)
    assert list(refused.value.fields) == [field]
    assert not TaskUpdate.objects.exists()


def test_others_do_not_report(school: Cast, issued: ObjectiveSet) -> None:
    one = queries.task_for(school.head, first_task(issued).public_id)
    for who in ("other_head", "rector", "auditor", "stranger"):
        assert not rules.can_update_task(getattr(school, who), one)


def test_broken_journal_keeps_no_report(school: Cast, issued: ObjectiveSet, break_journal: Any) -> None:
    broken = break_journal()
    with pytest.raises(broken):
        report(school, issued)
    assert not TaskUpdate.objects.exists()
    assert set(PlannedTask.objects.values_list("progress", flat=True)) == {terms.NOT_STARTED}


def test_the_journal_shows_a_result_as_people_write_it(school: Cast, issued: ObjectiveSet) -> None:
    stage.measure(school, issued, "86.9231")
    told = stage.last_event(issued)
    assert told.object_label == "tỷ lệ có việc làm: 86,92%"
