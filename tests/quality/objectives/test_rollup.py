"""From the units to the school: counts of verdicts, and what the units contributed to each school objective."""

from __future__ import annotations

import pytest

from khue.quality.objectives import actions, queries, terms
from khue.quality.objectives.models import Evaluation, ObjectiveSet
from khue.quality.objectives.queries.dashboard import Share
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.stage import objective, target

pytestmark = pytest.mark.django_db
OTHER_WAY = tuple(
    (outcome, {"head": "other_head", "vice_rector": "rector"}.get(who, who)) for outcome, who in stage.UNIT_WAY
)


@pytest.fixture
def year(school: Cast) -> ObjectiveSet:
    """The school's set of two objectives; the faculty serves both (one met, one not), the other serves the first (not measured)
    and has one of its own."""
    made = stage.issued_school(school, objective("1", "Trường: việc làm"), objective("2", "Trường: kiểm định"))
    first, second = (one.public_id for one in made.objectives.order_by("order"))
    faculty = stage.issued(
        school, objective("1", "Khoa: việc làm", serves=first), objective("2", "Khoa: tự đánh giá", serves=second)
    )
    stage.measure(school, faculty, 85, place=0)
    stage.measure(school, faculty, 70, place=1)
    other = stage.draft(
        school, objective("1", "Điện: việc làm", serves=first), objective("2", "Điện: riêng", is_own=True, targets=()),
        unit=school.other_faculty, by=school.other_head,
    )  # fmt: skip
    stage.walk(school, other, "issue", OTHER_WAY)
    return made


def test_roll_up_counts_per_unit(school: Cast, year: ObjectiveSet) -> None:
    units = {one.unit.code: one for one in queries.roll_up(school.school, school.period, on=school.today).units}
    assert units["CK"].objectives == {"met": 1, "partly_met": 0, "not_met": 1, "not_measured": 0}
    assert units["DIEN"].targets == {"met": 0, "partly_met": 0, "not_met": 0, "not_measured": 1}
    assert units["DIEN"].objectives["not_measured"] == 2
    assert (units["KT"].state, units["KT"].set, units["CK"].state) == ("", None, terms.ISSUED)


def test_roll_up_sums(school: Cast, year: ObjectiveSet) -> None:
    rolled = queries.roll_up(school.school, school.period, on=school.today)
    assert rolled.states == {"issued": 3, "": 1}
    assert rolled.objectives == {"met": 1, "partly_met": 0, "not_met": 1, "not_measured": 4}


def test_roll_up_agrees_with_the_pages(school: Cast, year: ObjectiveSet) -> None:
    for one in queries.roll_up(school.school, school.period, on=school.today).units:
        if one.set is not None:
            page = queries.set_page(school.rector, stage.fresh(one.set), on=school.today)
            assert one.targets == page.verdicts


def test_version_in_work_leaves_the_verdicts_of_the_one_in_force(school: Cast, year: ObjectiveSet) -> None:
    faculty = ObjectiveSet.objects.get(unit=school.faculty)
    actions.new_version(objective_set=stage.fresh(faculty), reason="x", by=school.head, at=school.at)
    one = {one.unit.code: one for one in queries.roll_up(school.school, school.period, on=school.today).units}["CK"]
    assert (one.state, one.objectives["met"]) == (terms.DRAFT, 1)


def test_report_gathers_what_the_units_contributed(school: Cast, year: ObjectiveSet) -> None:
    report = queries.school_report(year, on=school.today)
    found = [[(one.unit.code, one.verdict) for one in each.contributions] for each in report.objectives]
    assert found == [[("CK", "met"), ("DIEN", "not_measured")], [("CK", "not_met")]]
    assert [(one.unit.code, one.objective.statement) for one in report.own] == [("DIEN", "Điện: riêng")]
    assert report.objectives[0].tally == {"met": 1, "partly_met": 0, "not_met": 0, "not_measured": 1}


def test_dashboard_agrees_with_the_report(school: Cast, year: ObjectiveSet) -> None:
    new = actions.new_version(objective_set=year, reason="x", by=school.quality_head, at=school.at)
    new = stage.walk(school, new, "issue", stage.SCHOOL_WAY)
    report = queries.school_report(new, on=school.today)
    drawn = queries.dashboard(school.school, school.period, on=school.today)
    assert [one.total for one in drawn.lines] == [one.tally for one in report.objectives]
    assert [one.verdict for one in drawn.lines] == [one.row.verdict for one in report.objectives]
    assert [[each.unit.code for each in one.shares] for one in drawn.lines] == [["CK", "DIEN"], ["CK"]]


def test_dashboard_says_one_verdict_or_how_many_of_each(school: Cast, year: ObjectiveSet) -> None:
    first = queries.dashboard(school.school, school.period, on=school.today).lines[0]
    many = Share(
        first.shares[0].unit, first.shares[0].set, {"met": 3, "partly_met": 0, "not_met": 0, "not_measured": 1}
    )
    assert [one.verdict for one in (*first.shares, many)] == ["met", "not_measured", ""]
    assert (many.words, first.words) == ("đạt 3, chưa đo 1", "đạt 1, chưa đo 1")


def test_dashboard_tells_a_cause_once_the_report_is_handed_in(school: Cast, year: ObjectiveSet) -> None:
    faculty = stage.fresh(ObjectiveSet.objects.get(unit=school.faculty))
    evaluation = actions.open_evaluation(objective_set=faculty, by=school.head, at=school.at)
    words = {faculty.objectives.get(number="2").public_id: actions.ObjectiveWords(cause="Thiếu người")}
    actions.save_evaluation(evaluation=evaluation, words=words, by=school.head, at=school.at)
    told = []
    for state in (terms.EVALUATION_DRAFT, "submitted"):
        Evaluation.objects.filter(pk=evaluation.pk).update(state=state)
        lines = queries.dashboard(school.school, school.period, on=school.today).lines
        told.append([one.causes for line in lines for one in line.shares])
    assert told == [[(), (), ()], [(), (), ("Thiếu người",)]]


def test_dashboard_before_the_school_has_issued_shows_units_only(school: Cast) -> None:
    drawn = queries.dashboard(school.school, school.period, on=school.today)
    assert (drawn.school, drawn.lines, len(drawn.found.units)) == (None, (), 4)


def test_report_carries_the_units_causes(school: Cast, year: ObjectiveSet) -> None:
    faculty = stage.fresh(ObjectiveSet.objects.get(unit=school.faculty))
    evaluation = actions.open_evaluation(objective_set=faculty, by=school.head, at=school.at)
    words = {faculty.objectives.get(number="2").public_id: actions.ObjectiveWords(cause="Thiếu người")}
    actions.save_evaluation(evaluation=evaluation, words=words, by=school.head, at=school.at)
    assert queries.school_report(year, on=school.today).objectives[1].contributions[0].cause == ""
    Evaluation.objects.filter(pk=evaluation.pk).update(state=terms.EVALUATION_SUBMITTED)
    assert queries.school_report(year, on=school.today).objectives[1].contributions[0].cause == "Thiếu người"


def test_contributions_follow_a_new_version_of_the_school_set(school: Cast, year: ObjectiveSet) -> None:
    new = actions.new_version(objective_set=year, reason="x", by=school.quality_head, at=school.at)
    new = stage.walk(school, new, "issue", stage.SCHOOL_WAY)
    report = queries.school_report(new, on=school.today)
    assert [len(each.contributions) for each in report.objectives] == [2, 1]
    assert len(report.own) == 1


def test_drafts_contribute_nothing(school: Cast) -> None:
    made = stage.issued_school(school)
    stage.draft(school, objective(serves=made.objectives.get().public_id))
    assert queries.school_report(made, on=school.today).objectives[0].contributions == ()


def test_report_costs_the_same_whatever_the_units(school: Cast, year: ObjectiveSet) -> None:
    actions.recount()
    with stage.statements() as few:
        queries.school_report(year, on=school.today)
    faculty = stage.fresh(ObjectiveSet.objects.get(unit=school.faculty))
    new = actions.new_version(objective_set=faculty, reason="x", by=school.head, at=school.at)
    for n in range(12):
        content = objective(str(n + 3), targets=(target(f"chỉ số {n}"),))
        actions.save_objective(objective_set=new, content=content, revision=new.revision, by=school.head, at=school.at)
    stage.walk(school, new, "issue")
    with stage.statements() as more:
        queries.school_report(year, on=school.today)
    assert len(more) == len(few) <= 12
