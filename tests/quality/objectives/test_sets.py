"""Opening a set, copying last year's, new versions, withdrawing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from khue.engine.procedures.models import Case, Task
from khue.foundation.kernel import errors
from khue.quality.objectives import actions, contents, queries, rules, terms
from khue.quality.objectives.actions import copying, sets
from khue.quality.objectives.models import ObjectiveSet
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.stage import objective, target

pytestmark = pytest.mark.django_db


def open_faculty(school: Cast, **more) -> ObjectiveSet:
    given = {"unit": school.faculty, "period": school.period, "by": school.head, "at": school.at}
    return actions.open_set(**(given | more))


def test_opened_set_is_a_draft_at_the_first_step(school: Cast) -> None:
    made = open_faculty(school)
    assert (made.state, made.version, made.is_current) == (terms.DRAFT, 1, True)
    assert made.title == "Mục tiêu chất lượng Khoa Cơ khí, năm học 2026 - 2027"
    assert (made.case.flow, made.case.step) == ("unit", "1")


def test_school_set_runs_the_school_flow(school: Cast) -> None:
    made = open_faculty(school, unit=school.school, by=school.quality_head)
    assert made.is_school_level
    assert made.case.flow == "school"


def test_opening_leaves_a_trail(school: Cast) -> None:
    assert stage.verbs(open_faculty(school)) == ["objectives.set.opened"]


@pytest.mark.parametrize("who", ["teacher", "other_head", "quality_head", "rector", "auditor", "stranger", "admin"])
def test_nobody_else_opens_a_units_set(school: Cast, who: str) -> None:
    with pytest.raises(errors.NotAllowed):
        open_faculty(school, by=getattr(school, who))
    assert not ObjectiveSet.objects.exists()


@pytest.mark.parametrize("who", ["head", "rector", "teacher"])
def test_nobody_else_opens_the_schools_set(school: Cast, who: str) -> None:
    with pytest.raises(errors.NotAllowed):
        open_faculty(school, unit=school.school, by=getattr(school, who))


def test_one_set_per_unit_and_period(school: Cast) -> None:
    open_faculty(school)
    with pytest.raises(errors.Conflict, match="đã có bộ mục tiêu"):
        open_faculty(school, by=school.deputy)


def test_opened_by_two_in_the_same_moment_one_is_told(school: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The slower one saw no set yet and took the same number of version: the database has the last word."""
    open_faculty(school)
    monkeypatch.setattr(sets, "next_version", lambda unit, period: 1)
    monkeypatch.setattr(rules.sets, "_has_set", lambda unit, period: False)
    with pytest.raises(errors.Conflict, match="vừa được lập"):
        open_faculty(school, by=school.deputy)
    assert ObjectiveSet.objects.count() == 1


def test_period_of_another_institution_is_refused(school: Cast) -> None:
    from tests.cast import period

    with pytest.raises(errors.Invalid):
        open_faculty(school, period=period(school.other_school, 2026))


def test_without_a_procedure_nothing_is_opened(cast: Cast) -> None:
    with pytest.raises(errors.Conflict, match="chưa cài quy trình"):
        open_faculty(cast)
    assert not ObjectiveSet.objects.exists()


def test_broken_journal_opens_nothing(school: Cast, broken_journal: type[Exception]) -> None:
    with pytest.raises(broken_journal):
        open_faculty(school)
    assert not ObjectiveSet.objects.exists()
    assert not Case.objects.exists()


# ---- from last year ----


def last_year(school: Cast) -> ObjectiveSet:
    """Last year's set: two objectives, the second measured and to be carried over."""
    this_year, school = school.period, replace(school, period=school.last_period)
    made = stage.issued(
        school,
        objective("1", "Hiệu suất đào tạo", schedule=contents.ScheduleContent("Năm học 2025 - 2026")),
        objective("2", "Việc làm", schedule=contents.ScheduleContent("", date(2024, 2, 29), date(2026, 6, 30))),
    )
    stage.measure(school, made, "76.4", place=1)
    evaluation = actions.open_evaluation(objective_set=made, by=school.head, at=school.at)
    words = {made.objectives.get(number="2").public_id: actions.ObjectiveWords(cause="Thị trường", carry_over=True)}
    actions.save_evaluation(evaluation=evaluation, words=words, by=school.head, at=school.at)
    assert this_year.pk != made.period_id
    return made


def test_carried_over_objectives_come_first_with_their_baseline(school: Cast) -> None:
    made = queries.content_of(open_faculty(school, copy_from=last_year(school)))
    assert [(one.number, one.statement) for one in made.objectives] == [("1", "Việc làm"), ("2", "Hiệu suất đào tạo")]
    assert [one.targets[0].baseline for one in made.objectives] == [Decimal("76.4"), None]
    assert made.objectives[0].note == "Chuyển tiếp từ năm trước."


def test_copied_times_move_with_the_year(school: Cast) -> None:
    made = queries.content_of(open_faculty(school, copy_from=last_year(school)))
    first, second = (one.schedule for one in made.objectives)
    assert (first.starts_on, first.ends_on) == (date(2025, 2, 28), date(2027, 6, 30))
    assert second.text == "Năm học 2026 - 2027"


def test_copies_are_new_rows_that_know_their_origin(school: Cast) -> None:
    old = last_year(school)
    made = open_faculty(school, copy_from=old)
    origins = {one.source["from"] for one in made.objectives.all()}
    assert origins == {one.public_id for one in old.objectives.all()}
    assert not {one.public_id for one in made.objectives.all()} & origins


def test_tie_to_the_school_follows_the_copied_school_objective(school: Cast) -> None:
    then = replace(school, period=school.last_period)
    school_set = stage.issued_school(then, objective("1", "Trường: việc làm"))
    served = school_set.objectives.get().public_id
    old = stage.issued(then, objective("1", "Khoa: việc làm", serves=served))
    now = actions.open_set(
        unit=school.school, period=school.period, by=school.quality_head, at=school.at, copy_from=school_set
    )
    stage.walk(school, now, "issue", stage.SCHOOL_WAY)
    made = open_faculty(school, copy_from=old)
    assert made.objectives.get().serves == now.objectives.get()


def test_only_the_units_own_set_is_copied(school: Cast) -> None:
    other = stage.draft(school, by=school.other_head, unit=school.other_faculty)
    with pytest.raises(errors.Invalid):
        open_faculty(school, copy_from=other)


def test_moved_time_keeps_numbers_that_are_no_years() -> None:
    moved = copying.moved(contents.ScheduleContent("Tuần 3 tháng 12/2026, phòng 2012A"), 1)
    assert moved.text == "Tuần 3 tháng 12/2027, phòng 2012A"


# ---- versions ----


def test_new_version_is_a_draft_beside_the_one_in_force(school: Cast) -> None:
    old = stage.issued(school)
    new = actions.new_version(objective_set=old, reason="Điều chỉnh giữa năm", by=school.head, at=school.at)
    old.refresh_from_db()
    assert (new.version, new.state, new.is_current, new.replaces) == (2, terms.DRAFT, True, old)
    assert (old.state, old.is_current) == (terms.ISSUED, False)
    assert contents.differences(queries.content_of(old), queries.content_of(new)) == []
    assert stage.verbs(new) == ["objectives.set.versioned"]


def test_issuing_the_new_version_supersedes_the_old(school: Cast) -> None:
    old = stage.issued(school)
    new = actions.new_version(objective_set=old, reason="Điều chỉnh", by=school.head, at=school.at)
    new = stage.walk(school, new, "issue")
    old.refresh_from_db()
    assert (old.state, new.state, new.is_current) == (terms.SUPERSEDED, terms.ISSUED, True)
    assert stage.verbs(old)[-1] == "objectives.set.superseded"
    assert queries.verify_frozen(stage.fresh(old)) == queries.verify_frozen(new) == []


def test_results_go_along_and_are_judged_anew(school: Cast) -> None:
    old = stage.issued(school, objective(targets=(target(value=75), target("số bài báo", value=3, unit="bài"))))
    stage.measure(school, old, 78)
    new = actions.new_version(objective_set=old, reason="Nâng chỉ tiêu", by=school.head, at=school.at)
    content = queries.content_of(new).objectives[0]
    raised = replace(content, targets=(replace(content.targets[0], value=Decimal(80)), content.targets[1]))
    actions.save_objective(
        objective_set=stage.fresh(new), content=raised, objective=new.objectives.get(), revision=1,
        by=school.head, at=school.at,
    )  # fmt: skip
    new = stage.walk(school, new, "issue")
    row = queries.set_page(school.head, new, on=school.today).rows[0].targets[0]
    assert (row.latest.value, row.verdict) == (Decimal("78.0000"), terms.NOT_MET)
    page = queries.set_page(school.head, stage.fresh(old), on=school.today)
    assert page.rows[0].targets[0].verdict == terms.MET


def test_result_of_a_target_that_measures_something_else_stays_behind(school: Cast) -> None:
    old = stage.issued(school)
    stage.measure(school, old, 78)
    new = actions.new_version(objective_set=old, reason="Đổi chỉ tiêu", by=school.head, at=school.at)
    content = queries.content_of(new).objectives[0]
    other = replace(content, targets=(replace(content.targets[0], subject="tỷ lệ tốt nghiệp"),))
    actions.save_objective(
        objective_set=stage.fresh(new), content=other, objective=new.objectives.get(), revision=1,
        by=school.head, at=school.at,
    )  # fmt: skip
    new = stage.walk(school, new, "issue")
    assert queries.set_page(school.head, new, on=school.today).rows[0].targets[0].latest is None


def test_only_an_issued_set_gets_a_new_version_and_only_one(school: Cast) -> None:
    made = stage.draft(school)
    with pytest.raises(errors.Conflict):
        actions.new_version(objective_set=made, reason="x", by=school.head, at=school.at)
    made = stage.walk(school, made, "issue")
    actions.new_version(objective_set=made, reason="x", by=school.head, at=school.at)
    with pytest.raises(errors.Conflict, match="bản mới"):
        actions.new_version(objective_set=made, reason="x", by=school.head, at=school.at)


def test_new_version_needs_its_reason_and_its_person(school: Cast) -> None:
    made = stage.issued(school)
    with pytest.raises(errors.Invalid):
        actions.new_version(objective_set=made, reason="  ", by=school.head, at=school.at)
    with pytest.raises(errors.NotAllowed):
        actions.new_version(objective_set=made, reason="x", by=school.teacher, at=school.at)


def test_broken_journal_makes_no_version(school: Cast, break_journal: Any) -> None:
    made = stage.issued(school)
    with pytest.raises(break_journal()):
        actions.new_version(objective_set=made, reason="x", by=school.head, at=school.at)
    assert ObjectiveSet.objects.get().is_current


# ---- withdrawing ----


def test_withdrawn_draft_ends_its_case_and_frees_the_place(school: Cast) -> None:
    made = stage.draft(school)
    actions.withdraw(objective_set=made, reason="Mở nhầm", by=school.head, at=school.at)
    made = stage.fresh(made)
    assert (made.state, made.is_current, made.case.status) == (terms.WITHDRAWN, False, "ended")
    assert not Task.objects.filter(closed_at__isnull=True).exists()
    assert open_faculty(school).version == 2


def test_withdrawn_version_leaves_the_old_one_current(school: Cast) -> None:
    old = stage.issued(school)
    new = actions.new_version(objective_set=old, reason="x", by=school.head, at=school.at)
    actions.withdraw(objective_set=new, reason="Thôi", by=school.head, at=school.at)
    old.refresh_from_db()
    assert old.is_current
    assert actions.new_version(objective_set=old, reason="y", by=school.head, at=school.at).version == 3


def test_only_drafts_are_withdrawn_by_their_writers_with_a_reason(school: Cast) -> None:
    made = stage.draft(school)
    with pytest.raises(errors.NotAllowed):
        actions.withdraw(objective_set=made, reason="x", by=school.teacher, at=school.at)
    with pytest.raises(errors.Invalid):
        actions.withdraw(objective_set=made, reason="", by=school.head, at=school.at)
    made = stage.walk(school, made, "submit")
    with pytest.raises(errors.Conflict):
        actions.withdraw(objective_set=made, reason="x", by=school.head, at=school.at)
