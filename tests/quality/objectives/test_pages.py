"""Pages and lists: what they say, and that their cost does not grow with the rows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from khue.quality.objectives import actions, contents, queries, terms
from khue.quality.objectives.models import Measurement, ObjectiveSet
from tests.cast import Cast, period
from tests.cast import unit as new_unit
from tests.quality.objectives import stage
from tests.quality.objectives.stage import objective, target

pytestmark = pytest.mark.django_db


def many(count: int) -> list[contents.ObjectiveContent]:
    """Objectives with two targets and two tasks each."""
    return [
        objective(
            str(n),
            f"Mục tiêu thứ {n}",
            targets=(target(f"tỷ lệ {n}"), target(f"số bài {n}", value=3, unit="bài")),
            tasks=(contents.TaskContent(f"Việc {n}a"), contents.TaskContent(f"Việc {n}b")),
        )
        for n in range(1, count + 1)
    ]


def sized(school: Cast, *, upto: str = "") -> list[ObjectiveSet]:
    """Sets of 1, 10 and 200 objectives in three years."""
    made = []
    for year, count in ((2027, 1), (2028, 10), (2029, 200)):
        then = type(school)(**{**school.__dict__, "period": period(school.school, year)})
        one = stage.draft(then, *many(count))
        made.append(stage.walk(then, one, upto) if upto else one)
    return made


def cost_of(school: Cast, public_id: str) -> int:
    assert school.head.has_perm("objectives.view_set")  # the grants come with the session's person
    queries.set_page(
        school.head, queries.set_for(school.head, public_id), on=school.today
    )  # a process keeps the procedure's text
    with stage.statements() as found:
        one = queries.set_for(school.head, public_id)
        queries.set_page(school.head, one, on=school.today)
    return len(found)


def test_page_of_a_draft_takes_six_statements_at_any_size(school: Cast) -> None:
    assert [cost_of(school, one.public_id) for one in sized(school)] == [6, 6, 6]


def test_page_of_an_issued_set_takes_six_statements_at_any_size(school: Cast) -> None:
    made = sized(school, upto="issue")
    for one in made:
        Measurement.objects.create(
            institution=school.school, target=one.objectives.first().targets.first(), value=85, as_of=school.today,
            recorded_at=school.at, recorded_by=school.head,
        )  # fmt: skip
    assert [cost_of(school, one.public_id) for one in made] == [6, 6, 6]


def test_content_takes_four_statements_at_any_size(school: Cast) -> None:
    for one in sized(school):
        with stage.statements() as found:
            queries.content_of(one)
        assert len(found) == 4


def test_history_takes_one_statement(school: Cast) -> None:
    made = stage.issued(school)
    with stage.statements() as found:
        queries.set_history(made)
    assert len(found) == 1


def faculties(school: Cast, count: int) -> None:
    """More faculties, each with a draft in its own hands."""
    from tests.cast import grant, person

    for n in range(count):
        unit = new_unit(f"K{n}", f"Khoa thứ {n}", "faculty", school.school)
        head = person(f"truong-khoa-{n}", f"Trần Văn {n}")
        grant(head, "unit_head", unit)
        stage.draft(school, *many(2), unit=unit, by=head)


def test_list_takes_two_statements_at_any_number_of_units(school: Cast) -> None:
    counts = []
    assert school.rector.has_perm("objectives.view_set")  # the grants come with the session's person
    for more in (1, 12):
        faculties(school, more) if more > 1 else stage.draft(school)
        with stage.statements() as found:
            queries.set_list(school.rector, school.period, on=school.today)
        counts.append(len(found))
    assert counts == [2, 2]


def test_roll_up_takes_two_statements_at_any_size(school: Cast) -> None:
    for made in sized(school, upto="issue"):
        with stage.statements() as found:
            rolled = queries.roll_up(school.school, made.period, on=school.today)
        assert len(found) == 2
        assert rolled.targets[terms.NOT_MEASURED] == 2 * made.objectives.count()


def test_roll_up_takes_four_while_something_has_changed(school: Cast) -> None:
    made = stage.issued(school, *many(3))
    stage.measure(school, made, 85)
    for statements in (4, 2):
        with stage.statements() as found:
            rolled = queries.roll_up(school.school, school.period, on=school.today)
        assert (len(found), rolled.targets[terms.MET]) == (statements, 1)
        actions.recount()


# ---- what they say ----


def test_list_says_state_step_holder_and_deadline(school: Cast) -> None:
    made = stage.walk(school, stage.draft(school), "submit")
    line = {one.unit: one for one in queries.set_list(school.rector, school.period, on=school.today)}[school.faculty]
    assert (line.set, line.state, line.step.code, line.objectives) == (made, "submitted", "4a", 1)
    assert (line.holder, line.due_on, line.is_late) == ("P. KT-ĐBCL", date(2026, 9, 14), False)


def test_list_names_who_has_the_step_in_the_unit(school: Cast) -> None:
    stage.walk(school, stage.draft(school), "close")
    line = queries.set_list(school.head, school.period, on=school.today)[0]
    assert line.holder == "Tạ Đình Sơn, Trưởng đơn vị"


def test_list_shows_units_that_have_not_begun(school: Cast) -> None:
    stage.draft(school)
    found = {line.unit.code: line.state for line in queries.set_list(school.rector, school.period, on=school.today)}
    assert found == {"CDKV": "", "KT": "", "CK": "draft", "DIEN": ""}


def test_list_puts_the_school_first_then_what_is_late(school: Cast) -> None:
    stage.walk(school, stage.draft(school, unit=school.other_faculty, by=school.other_head), "submit",
               tuple((outcome, "other_head") for outcome, _who in stage.UNIT_WAY))  # fmt: skip
    found = queries.set_list(school.rector, school.period, on=school.today + timedelta(days=30))
    assert [(line.unit.code, line.is_late) for line in found[:2]] == [("CDKV", False), ("DIEN", True)]


def test_list_counts_returns(school: Cast) -> None:
    made = stage.walk(school, stage.draft(school), "submit")
    stage.step(school, made, "return", "quality_officer", reason="x")
    assert queries.set_list(school.head, school.period, on=school.today)[0].returns == 1


def test_list_shows_the_version_in_work(school: Cast) -> None:
    old = stage.issued(school)
    new = actions.new_version(objective_set=old, reason="x", by=school.head, at=school.at)
    assert [line.set for line in queries.set_list(school.head, school.period, on=school.today)] == [new]


def test_page_says_step_holder_and_verdicts(school: Cast) -> None:
    made = stage.issued(school, *many(2))
    stage.measure(school, made, 85)
    page = queries.set_page(school.head, queries.set_for(school.head, made.public_id), on=school.today)
    assert (page.step.code, page.holder) == ("6", "Trưởng đơn vị")
    assert page.verdicts == {"met": 1, "partly_met": 0, "not_met": 0, "not_measured": 3}
    assert [row.verdict for row in page.rows] == [terms.PARTLY_MET, terms.NOT_MEASURED]
    assert page.content == queries.content_of(made)


@pytest.mark.parametrize(
    ("schedule", "on", "late"),
    [
        (contents.ScheduleContent("", None, date(2027, 1, 10)), date(2027, 1, 10), False),
        (contents.ScheduleContent("", None, date(2027, 1, 10)), date(2027, 1, 11), True),
        (contents.ScheduleContent("", None, date(2027, 1, 10), before=True), date(2027, 1, 10), True),
        (contents.ScheduleContent("", None, date(2027, 1, 10), before=True), date(2027, 1, 9), False),
        (contents.ScheduleContent(), date(2027, 9, 1), True),
        (contents.ScheduleContent(), date(2027, 8, 31), False),
    ],
)
def test_task_is_late_by_its_own_time_else_by_its_objectives(
    school: Cast, schedule: contents.ScheduleContent, on: date, late: bool
) -> None:
    made = stage.issued(school, objective(tasks=(contents.TaskContent("Việc", schedule=schedule),)))
    row = queries.set_page(school.head, made, on=on).rows[0].tasks[0]
    rolled = queries.roll_up(school.school, school.period, on=on)
    assert (row.is_late, rolled.late_tasks) == (late, int(late))


@pytest.mark.parametrize("progress", [terms.DONE, terms.STOPPED])
def test_finished_task_is_never_late(school: Cast, progress: str) -> None:
    made = stage.issued(school)
    one = queries.task_for(school.head, made.objectives.get().tasks.get().public_id)
    actions.update_task(task=one, progress=progress, note="x", by=school.head, at=school.at)
    assert not queries.set_page(school.head, made, on=date(2030, 1, 1)).rows[0].is_late
    assert queries.roll_up(school.school, school.period, on=date(2030, 1, 1)).late_tasks == 0


def test_comments_stand_on_the_page_until_issue(school: Cast) -> None:
    made = stage.walk(school, stage.draft(school), "open")
    actions.add_comment(objective_set=made, text="Rõ hơn", by=school.teacher, at=school.at)
    assert len(queries.set_page(school.head, made, on=school.today).comments) == 1
    for outcome, who in stage.UNIT_WAY[1:]:
        made = stage.step(school, made, outcome, who)
    assert queries.set_page(school.head, made, on=school.today).comments == ()
    assert queries.comments_of(made).count() == 1


def test_history_reads_as_sentences_newest_first(school: Cast) -> None:
    made = stage.walk(school, stage.draft(school), "submit")
    assert [(line.who, line.sentence) for line in queries.set_history(made)] == [
        ("Tạ Đình Sơn", "Trình bộ mục tiêu (1 mục tiêu)"),
        ("Tạ Đình Sơn", "Kết thúc góp ý, chuyển sang hoàn chỉnh"),
        ("Tạ Đình Sơn", "Lấy ý kiến góp ý"),
        ("Tạ Đình Sơn", "Thay nội dung từ tệp: thêm 1, sửa 0, bỏ 0 mục"),
        ("Tạ Đình Sơn", "Lập “Mục tiêu chất lượng Khoa Cơ khí, năm học 2026 - 2027”"),
    ]


def test_last_year_is_found_for_comparison(school: Cast) -> None:
    then = type(school)(**{**school.__dict__, "period": school.last_period})
    old = stage.issued(then)
    made = stage.draft(school)
    assert queries.last_year_of(made) == old
    assert queries.last_year_of(old) is None


def test_versions_are_listed_newest_first(school: Cast) -> None:
    old = stage.issued(school)
    new = actions.new_version(objective_set=old, reason="x", by=school.head, at=school.at)
    assert list(queries.versions_of(old)) == [new, old]
