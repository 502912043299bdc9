"""Góp ý at the consultation and its answer."""

from __future__ import annotations

from typing import Any

import pytest

from khue.foundation.kernel import errors
from khue.quality.objectives import actions, queries, rules, terms
from khue.quality.objectives.models import Comment, ObjectiveSet
from tests.cast import Cast
from tests.quality.objectives import stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def consulted(school: Cast) -> ObjectiveSet:
    return stage.walk(school, stage.draft(school), "open")


def say(school: Cast, made: ObjectiveSet, who: str = "teacher", **more) -> Comment:
    given = {"objective_set": made, "text": "Nên nâng chỉ tiêu", "by": getattr(school, who), "at": school.at}
    return actions.add_comment(**(given | more))


@pytest.mark.parametrize("who", ["teacher", "deputy", "head", "quality_officer", "vice_rector", "rector"])
def test_everybody_of_the_unit_comments(school: Cast, consulted: ObjectiveSet, who: str) -> None:
    say(school, consulted, who)
    assert [one.by for one in queries.comments_of(consulted)] == [getattr(school, who)]


@pytest.mark.parametrize("who", ["other_head", "stranger", "auditor", "admin"])
def test_others_do_not(school: Cast, consulted: ObjectiveSet, who: str) -> None:
    with pytest.raises(errors.NotAllowed):
        say(school, consulted, who)


def test_on_the_schools_draft_those_who_lead_a_unit_comment(school: Cast) -> None:
    made = stage.walk(school, stage.draft(school, by=school.quality_head, unit=school.school), "open", stage.SCHOOL_WAY)
    for who in ("head", "other_head", "rector", "quality_officer"):
        say(school, made, who)
    for who in ("teacher", "stranger", "admin"):
        assert not rules.can_comment(getattr(school, who), made, school.today)


def test_comment_stands_beside_its_objective(school: Cast, consulted: ObjectiveSet) -> None:
    row = consulted.objectives.get()
    say(school, consulted, objective=row)
    say(school, consulted, text="Chung")
    page = queries.set_page(school.head, consulted, on=school.today)
    assert [one.text for one in page.rows[0].comments] == ["Nên nâng chỉ tiêu"]
    assert [one.text for one in page.comments] == ["Chung"]


@pytest.mark.parametrize("at_step", ["", "close", "submit", "issue"])
def test_only_at_the_consultation(school: Cast, at_step: str) -> None:
    made = stage.draft(school)
    made = stage.walk(school, made, at_step) if at_step else made
    with pytest.raises(errors.Conflict):
        say(school, made)


def test_comment_leaves_a_trail(school: Cast, consulted: ObjectiveSet) -> None:
    say(school, consulted, objective=consulted.objectives.get())
    assert queries.set_history(consulted)[0].sentence == "Góp ý mục tiêu 1: Nên nâng chỉ tiêu"


def test_empty_comment_and_foreign_objective_are_refused(school: Cast, consulted: ObjectiveSet) -> None:
    with pytest.raises(errors.Invalid):
        say(school, consulted, text="  ")
    with pytest.raises(errors.Invalid):
        say(school, consulted, text="x" * 4001)
    other = stage.draft(school, by=school.other_head, unit=school.other_faculty)
    with pytest.raises(errors.NotFound):
        say(school, consulted, objective=other.objectives.get())


def test_answer_is_kept_with_who_and_when(school: Cast, consulted: ObjectiveSet) -> None:
    comment = say(school, consulted)
    actions.respond(comment=comment, response=terms.ACCEPTED, text="Đã nâng", by=school.head, at=school.at)
    comment.refresh_from_db()
    assert (comment.response, comment.response_text, comment.responded_by) == ("accepted", "Đã nâng", school.head)
    assert queries.set_history(consulted)[0].sentence == "Trả lời góp ý (Tiếp thu): Đã nâng"


def test_answer_may_be_given_while_finalising_but_not_after_submission(school: Cast, consulted: ObjectiveSet) -> None:
    comment = say(school, consulted)
    made = stage.step(school, consulted, "close", "head")
    comment = queries.comment_for(school.head, made, comment.pk)
    actions.respond(comment=comment, response=terms.ACCEPTED, text="", by=school.head, at=school.at)
    made = stage.step(school, made, "submit", "head")
    comment = queries.comment_for(school.head, made, comment.pk)
    with pytest.raises(errors.Conflict):
        actions.respond(comment=comment, response=terms.ACCEPTED, text="", by=school.head, at=school.at)


def test_declining_needs_its_reason(school: Cast, consulted: ObjectiveSet) -> None:
    comment = say(school, consulted)
    with pytest.raises(errors.Invalid) as refused:
        actions.respond(comment=comment, response=terms.DECLINED, text="", by=school.head, at=school.at)
    assert list(refused.value.fields) == ["response_text"]
    with pytest.raises(errors.Invalid):
        actions.respond(comment=comment, response="maybe", text="x", by=school.head, at=school.at)


def test_only_the_writers_answer(school: Cast, consulted: ObjectiveSet) -> None:
    comment = say(school, consulted)
    for who in ("teacher", "quality_officer", "other_head"):
        with pytest.raises(errors.NotAllowed):
            actions.respond(comment=comment, response=terms.ACCEPTED, text="x", by=getattr(school, who), at=school.at)


def test_broken_journal_keeps_no_comment_and_no_answer(
    school: Cast, consulted: ObjectiveSet, break_journal: Any
) -> None:
    comment = say(school, consulted)
    broken = break_journal()
    with pytest.raises(broken):
        say(school, consulted)
    with pytest.raises(broken):
        actions.respond(comment=comment, response=terms.ACCEPTED, text="x", by=school.head, at=school.at)
    assert [one.response for one in Comment.objects.all()] == [""]
