"""The year-end evaluation: opened, written, submitted with the cause of whatever was not met, then frozen."""

from __future__ import annotations

from typing import Any

import pytest

from khue.foundation.kernel import errors
from khue.quality.objectives import actions, queries, terms
from khue.quality.objectives.models import Evaluation, ObjectiveEvaluation, ObjectiveSet
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.stage import objective

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(school: Cast) -> ObjectiveSet:
    """Three objectives: met, not met, not measured."""
    made = stage.issued(school, objective("1"), objective("2"), objective("3"))
    stage.measure(school, made, 85, place=0)
    stage.measure(school, made, 70, place=1)
    return made


def begin(school: Cast, issued: ObjectiveSet, **more) -> Evaluation:
    return actions.open_evaluation(**({"objective_set": issued, "by": school.head, "at": school.at} | more))


def write(school: Cast, evaluation: Evaluation, number: str, **words) -> Evaluation:
    public_id = evaluation.set.objectives.get(number=number).public_id
    said = {public_id: actions.ObjectiveWords(**words)}
    return actions.save_evaluation(evaluation=evaluation, words=said, by=school.head, at=school.at)


def test_evaluation_opens_once_with_a_row_an_objective(school: Cast, issued: ObjectiveSet) -> None:
    assert begin(school, issued) == begin(school, issued)
    assert ObjectiveEvaluation.objects.count() == 3
    assert stage.verbs(issued).count("objectives.evaluation.opened") == 1


def test_page_counts_verdicts_and_names_gaps(school: Cast, issued: ObjectiveSet) -> None:
    begin(school, issued)
    page = queries.evaluation_page(school.head, issued, on=school.today)
    assert page.objective_verdicts == {"met": 1, "partly_met": 0, "not_met": 1, "not_measured": 1}
    assert [(one.number, verdict) for one, verdict in page.gaps] == [("2", "not_met"), ("3", "not_measured")]


def test_written_words_are_kept_and_told(school: Cast, issued: ObjectiveSet) -> None:
    evaluation = begin(school, issued)
    write(school, evaluation, "2", cause="Thị trường", remedy="Ký thêm", carry_over=True)
    actions.save_evaluation(evaluation=evaluation, summary=" Chung ", by=school.head, at=school.at)
    row = ObjectiveEvaluation.objects.get(objective__number="2")
    assert (row.cause, row.remedy, row.carry_over) == ("Thị trường", "Ký thêm", True)
    line = queries.set_history(issued)[1]
    assert [change.sentence for change in line.changes] == [
        "Sửa nguyên nhân của mục tiêu 2: (trống) → Thị trường",
        "Sửa biện pháp khắc phục của mục tiêu 2: (trống) → Ký thêm",
        "Sửa chuyển sang năm sau của mục tiêu 2: không → có",
    ]
    evaluation.refresh_from_db()
    assert evaluation.summary == "Chung"


def test_what_is_not_given_stays(school: Cast, issued: ObjectiveSet) -> None:
    evaluation = begin(school, issued)
    write(school, evaluation, "2", cause="Thị trường")
    write(school, evaluation, "2", remedy="Ký thêm")
    assert ObjectiveEvaluation.objects.get(objective__number="2").cause == "Thị trường"


def test_saving_the_same_words_leaves_no_trace(school: Cast, issued: ObjectiveSet) -> None:
    evaluation = begin(school, issued)
    write(school, evaluation, "2", cause="Thị trường")
    write(school, evaluation, "2", cause="Thị trường")
    assert stage.verbs(issued).count("objectives.evaluation.saved") == 1


def test_objective_of_another_set_is_refused(school: Cast, issued: ObjectiveSet) -> None:
    other = stage.draft(school, by=school.other_head, unit=school.other_faculty).objectives.get()
    evaluation = begin(school, issued)
    with pytest.raises(errors.Invalid):
        actions.save_evaluation(
            evaluation=evaluation,
            words={other.public_id: actions.ObjectiveWords(cause="x")},
            by=school.head,
            at=school.at,
        )


def test_submission_demands_a_cause_of_everything_not_met(school: Cast, issued: ObjectiveSet) -> None:
    evaluation = begin(school, issued)
    write(school, evaluation, "2", cause="Thị trường")
    with pytest.raises(errors.Invalid) as refused:
        actions.submit_evaluation(evaluation=evaluation, by=school.head, at=school.at)
    assert refused.value.message == ("Chưa nộp được: còn 1 mục tiêu phải ghi nguyên nhân hoặc lý do (mục tiêu 3).")
    assert list(refused.value.fields.values()) == [["Mục tiêu 3 chưa đo: hãy ghi kết quả, hoặc lý do không đo."]]


def submitted(school: Cast, issued: ObjectiveSet) -> Evaluation:
    evaluation = begin(school, issued)
    write(school, evaluation, "2", cause="Thị trường")
    write(school, evaluation, "3", cause="Chưa đến kỳ khảo sát")
    return actions.submit_evaluation(evaluation=evaluation, by=school.head, at=school.at)


def test_submitted_report_is_frozen_with_results_and_words(school: Cast, issued: ObjectiveSet) -> None:
    evaluation = submitted(school, issued)
    assert (evaluation.state, evaluation.submitted_by) == (terms.EVALUATION_SUBMITTED, school.head)
    rows = [(one["number"], one["verdict"], one["cause"]) for one in evaluation.frozen["objectives"]]
    assert rows == [("1", "met", ""), ("2", "not_met", "Thị trường"), ("3", "not_measured", "Chưa đến kỳ khảo sát")]
    assert evaluation.frozen["objectives"][0]["targets"][0]["measured"] == "85"
    assert queries.verify_evaluation(evaluation)


def test_later_results_do_not_change_the_report(school: Cast, issued: ObjectiveSet) -> None:
    evaluation = submitted(school, issued)
    stage.measure(school, issued, 99, place=1)
    evaluation.refresh_from_db()
    assert evaluation.frozen["objectives"][1]["verdict"] == "not_met"


def test_tampered_report_is_found(school: Cast, issued: ObjectiveSet) -> None:
    evaluation = submitted(school, issued)
    Evaluation.objects.update(frozen={**evaluation.frozen, "summary": "Tất cả đều đạt"})
    evaluation.refresh_from_db()
    assert not queries.verify_evaluation(evaluation)


def test_submitted_report_is_changed_and_submitted_no_more(school: Cast, issued: ObjectiveSet) -> None:
    evaluation = submitted(school, issued)
    with pytest.raises(errors.Conflict):
        write(school, evaluation, "2", cause="khác")
    with pytest.raises(errors.Conflict):
        actions.submit_evaluation(evaluation=evaluation, by=school.head, at=school.at)


def test_a_stale_tab_changes_no_report_that_was_handed_in(school: Cast, issued: ObjectiveSet) -> None:
    stale = actions.open_evaluation(objective_set=issued, by=school.head, at=school.at)
    submitted(school, issued)
    with pytest.raises(errors.Conflict):
        write(school, stale, "2", cause="khác")


def test_submission_is_told_with_its_counts(school: Cast, issued: ObjectiveSet) -> None:
    submitted(school, issued)
    assert queries.set_history(issued)[0].sentence == (
        "Nộp báo cáo đánh giá: 1 đạt, 0 đạt một phần, 1 không đạt, 1 chưa đo"
    )


@pytest.mark.parametrize("who", ["teacher", "other_head", "quality_head", "rector", "auditor"])
def test_others_do_not_evaluate(school: Cast, issued: ObjectiveSet, who: str) -> None:
    with pytest.raises(errors.NotAllowed):
        begin(school, issued, by=getattr(school, who))


def test_only_an_issued_set_is_evaluated(school: Cast) -> None:
    with pytest.raises(errors.Conflict):
        begin(school, stage.walk(school, stage.draft(school), "approve"))


def test_broken_journal_keeps_nothing(school: Cast, issued: ObjectiveSet, break_journal: Any) -> None:
    evaluation = begin(school, issued)
    write(school, evaluation, "2", cause="Thị trường")
    write(school, evaluation, "3", cause="Chưa đo")
    broken = break_journal()
    with pytest.raises(broken):
        write(school, evaluation, "2", cause="khác")
    with pytest.raises(broken):
        actions.save_evaluation(evaluation=evaluation, summary="x", by=school.head, at=school.at)
    with pytest.raises(broken):
        actions.submit_evaluation(evaluation=evaluation, by=school.head, at=school.at)
    evaluation.refresh_from_db()
    assert (evaluation.state, evaluation.summary, evaluation.frozen) == ("draft", "", None)
    assert ObjectiveEvaluation.objects.get(objective__number="2").cause == "Thị trường"
