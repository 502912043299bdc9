"""A unit ends while its objectives are under way: one heir goes on with them, or the deed is refused and nothing has changed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from khue.engine.procedures import queries as procedures
from khue.foundation.kernel import errors
from khue.people.organisation import actions as organisation
from khue.people.organisation.models import Unit
from khue.quality.objectives import actions, contents, queries, terms
from khue.quality.objectives.models import Measurement, ObjectiveSet, Responsibility
from tests.cast import Cast
from tests.cast import unit as new_unit
from tests.quality.objectives import stage
from tests.quality.objectives.screens import said, sign_in, url
from tests.quality.objectives.stage import objective

pytestmark = pytest.mark.django_db


def merge(school: Cast, into: Unit) -> None:
    faculty = Unit.objects.get(pk=school.faculty.pk)
    organisation.merge_units(predecessors=[faculty], into=into, on=school.today, by=None, at=school.at)


def split(school: Cast, into: list[Unit]) -> None:
    posts = school.faculty.appointments.all()
    moves = {post.pk: into[0] for post in posts}
    organisation.split_unit(unit=school.faculty, into=into, moves=moves, on=school.today, by=None, at=school.at)


def close(school: Cast) -> None:
    organisation.close_unit(unit=school.faculty, on=school.today, by=None, at=school.at)


def again(person: Any) -> Any:
    """The person as the next request meets them."""
    return type(person).objects.get(pk=person.pk)


def step_of(made: ObjectiveSet) -> tuple[str, set[int]]:
    task = procedures.open_task(stage.fresh(made).case)
    assert task is not None
    return task.unit.code, set(task.candidates.values_list("unit__code", flat=True))


@pytest.mark.parametrize("upto", ["", "open", "submit", "pass", "approve"])
def test_what_is_being_written_becomes_the_heirs(school: Cast, upto: str) -> None:
    made = stage.draft(school)
    made = stage.walk(school, made, upto) if upto else made
    merge(school, school.other_faculty)
    made = stage.fresh(made)
    assert (made.unit, made.title) == (school.other_faculty, "Mục tiêu chất lượng Khoa Điện, năm học 2026 - 2027")
    assert step_of(made) == ("DIEN", {"DIEN"})
    assert stage.verbs(made)[-1] == "objectives.set.handed_over"


def test_the_heirs_head_goes_on_to_issue(school: Cast) -> None:
    made = stage.draft(school)
    merge(school, school.other_faculty)
    for outcome, who in (("open", "other_head"), ("close", "other_head"), ("submit", "other_head"),
                         ("pass", "quality_officer"), ("approve", "rector"), ("issue", "quality_head")):  # fmt: skip
        made = stage.step(school, made, outcome, who)
    assert (made.state, made.frozen["head"]["unit"]) == (terms.ISSUED, "Khoa Điện")


def test_what_is_issued_keeps_its_name_and_the_heir_reports(school: Cast) -> None:
    own = stage.draft(school, unit=school.other_faculty, by=school.other_head)
    made = stage.issued(school)
    stage.measure(school, made, 85)
    merge(school, school.other_faculty)
    made, head = stage.fresh(made), again(school.other_head)
    report = actions.open_evaluation(objective_set=made, by=head, at=school.at)
    report.set = made
    stage.step(school, made, "report", "other_head")
    assert (made.unit.name, step_of_report(report), made.title) == (
        "Khoa Cơ khí", terms.EVALUATION_SUBMITTED, "Mục tiêu chất lượng Khoa Cơ khí, năm học 2026 - 2027",
    )  # fmt: skip
    assert stage.fresh(own).unit == school.other_faculty


def step_of_report(report: Any) -> str:
    report.refresh_from_db()
    return str(report.state)


@pytest.mark.parametrize(
    ("upto", "deed"), [("", "hủy bản dự thảo này"), ("submit", "trả lại"), ("approve", "Hãy ban hành")]
)
def test_two_drafts_do_not_become_one(school: Cast, upto: str, deed: str) -> None:
    made = stage.draft(school)
    made = stage.walk(school, made, upto) if upto else made
    stage.draft(school, unit=school.other_faculty, by=school.other_head)
    with pytest.raises(errors.Conflict, match=deed) as refused:
        merge(school, school.other_faculty)
    assert made.title in refused.value.message
    assert Unit.objects.get(pk=school.faculty.pk).valid_to is None
    assert step_of(made) == ("CK", {"CK"})


def test_an_adjustment_is_issued_or_withdrawn_first(school: Cast) -> None:
    actions.new_version(objective_set=stage.issued(school), reason="x", by=school.head, at=school.at)
    with pytest.raises(errors.Conflict, match="hủy bản dự thảo này"):
        merge(school, school.other_faculty)


@pytest.mark.parametrize("ends", ["close", "split"])
@pytest.mark.parametrize(("state", "deed"), [("draft", "hủy bản dự thảo này"), ("issued", "nộp báo cáo đánh giá")])
def test_without_one_heir_nothing_ends(school: Cast, ends: str, state: str, deed: str) -> None:
    made = stage.issued(school) if state == "issued" else stage.draft(school)
    heirs = [
        new_unit("A", "Khoa Chế tạo", "faculty", school.school),
        new_unit("B", "Khoa Ô tô", "faculty", school.school),
    ]
    with pytest.raises(errors.Conflict, match=deed):
        close(school) if ends == "close" else split(school, heirs)
    assert Unit.objects.get(pk=school.faculty.pk).valid_to is None
    assert stage.fresh(made).revision == made.revision


def test_a_unit_whose_objectives_are_done_ends_freely(school: Cast) -> None:
    made = stage.draft(school)
    actions.withdraw(objective_set=made, reason="Giải thể", by=school.head, at=school.at)
    close(school)
    assert Unit.objects.get(pk=school.faculty.pk).valid_to == school.today


def test_nothing_that_names_the_unit_is_lost(school: Cast) -> None:
    who = contents.ResponsibilityContent("lead", "Khoa Cơ khí", unit_id=school.faculty.pk)
    made = stage.draft(school, objective(responsibilities=(who,)))
    made = stage.walk(school, made, "open")
    actions.add_comment(objective_set=made, text="Ghi rõ nguồn", by=school.teacher, at=school.at)
    for outcome, part in stage.UNIT_WAY[1:]:
        made = stage.step(school, made, outcome, part)
    stage.measure(school, made, 85)
    merge(school, school.other_faculty)
    one = Responsibility.objects.get(objective__set=made)
    assert (one.text, one.unit) == ("Khoa Cơ khí", school.faculty)
    assert [made.comments.get().text, Measurement.objects.get().value] == ["Ghi rõ nguồn", 85]


def test_heir_and_school_still_read_what_was_left(play: Cast) -> None:
    made = stage.issued(play)
    merge(play, play.other_faculty)
    for person in (play.other_head, play.rector, play.quality_head):
        page = said(sign_in(again(person)).get(url("set", made.public_id) + "?xem=lich-su"))
        assert "Khoa Điện tiếp nhận bộ mục tiêu của Khoa Cơ khí" in page
    assert sign_in(again(play.head)).get(url("set", made.public_id)).status_code == 404


def test_heir_finds_the_step_among_its_work(play: Cast) -> None:
    made = stage.draft(play)
    merge(play, play.other_faculty)
    client = sign_in(again(play.other_head))
    assert stage.fresh(made).title in said(client.get("/"))
    assert "Lấy ý kiến" in said(client.get(url("set", made.public_id)))


def test_broken_journal_ends_nothing(school: Cast, break_journal: Any) -> None:
    made = stage.draft(school)
    with pytest.raises(break_journal()):
        merge(school, school.other_faculty)
    assert stage.fresh(made).unit == school.faculty


def test_list_of_the_year_still_names_the_ended_unit(school: Cast) -> None:
    stage.issued(school)
    merge(school, school.other_faculty)
    later = school.today + timedelta(days=30)
    lines = queries.set_list(again(school.quality_head), school.period, on=later)
    assert "Khoa Cơ khí" in [line.unit.name for line in lines]
