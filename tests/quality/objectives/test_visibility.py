"""Who sees what: the head of another unit and a stranger see nothing of a unit's sets, in lists and by address."""

from __future__ import annotations

from datetime import timedelta

import pytest

from khue.foundation.kernel import errors
from khue.quality.objectives import actions, contents, queries, rules, terms
from khue.quality.objectives.models import ObjectiveSet
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.stage import objective

pytestmark = pytest.mark.django_db
INSIDERS = [
    "head",
    "deputy",
    "teacher",
    "quality_head",
    "quality_officer",
    "rector",
    "vice_rector",
    "authority_officer",
]
OUTSIDERS = ["other_head", "stranger", "admin"]
EVERYBODY = [*INSIDERS, *OUTSIDERS]


def fetchers(made: ObjectiveSet) -> list:
    row = made.objectives.get()
    return [
        lambda who: queries.set_for(who, made.public_id),
        lambda who: queries.objective_for(who, row.public_id),
        lambda who: queries.target_for(who, row.targets.get().public_id),
        lambda who: queries.task_for(who, row.tasks.get().public_id),
    ]


@pytest.mark.parametrize("who", INSIDERS)
def test_insiders_see_a_units_draft(school: Cast, who: str) -> None:
    made = stage.draft(school)
    for fetch in fetchers(made):
        fetch(getattr(school, who))
    assert rules.can_view(getattr(school, who), made)


@pytest.mark.parametrize("at_step", ["", "open", "issue"])
@pytest.mark.parametrize("who", OUTSIDERS)
def test_outsiders_see_nothing_of_it(school: Cast, who: str, at_step: str) -> None:
    made = stage.draft(school)
    made = stage.walk(school, made, at_step) if at_step else made
    for fetch in fetchers(made):
        with pytest.raises(errors.NotFound):
            fetch(getattr(school, who))
    assert not rules.can_view(getattr(school, who), made)
    assert made not in queries.visible_to(getattr(school, who))


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_rule_and_the_query_agree(school: Cast, who: str) -> None:
    person = getattr(school, who)
    sets = [
        stage.issued(school),
        stage.draft(school, unit=school.other_faculty, by=school.other_head),
        stage.draft(school, unit=school.school, by=school.quality_head),
    ]
    assert [rules.can_view(person, one) for one in sets] == [one in queries.visible_to(person) for one in sets]


@pytest.mark.parametrize("who", [*INSIDERS, "other_head", "admin"])
def test_issued_school_set_is_seen_by_everybody_of_the_institution(school: Cast, who: str) -> None:
    made = stage.issued_school(school)
    assert queries.set_for(getattr(school, who), made.public_id) == made


def test_school_set_is_not_seen_by_another_school(school: Cast) -> None:
    made = stage.issued_school(school)
    with pytest.raises(errors.NotFound):
        queries.set_for(school.stranger, made.public_id)


def test_school_draft_is_seen_by_those_who_lead_a_unit(school: Cast) -> None:
    made = stage.draft(school, unit=school.school, by=school.quality_head)
    seen = {who for who in EVERYBODY if rules.can_view(getattr(school, who), made)}
    assert {"head", "other_head", "deputy", "rector", "quality_officer"} <= seen
    assert not seen & {"teacher", "admin", "stranger"}


def test_superseded_school_set_stays_readable_and_a_withdrawn_one_does_not(school: Cast) -> None:
    old = stage.issued_school(school)
    new = actions.new_version(objective_set=old, reason="x", by=school.quality_head, at=school.at)
    actions.withdraw(objective_set=new, reason="x", by=school.quality_head, at=school.at)
    newer = actions.new_version(objective_set=old, reason="y", by=school.quality_head, at=school.at)
    stage.walk(school, newer, "issue", stage.SCHOOL_WAY)
    seen = queries.visible_to(school.teacher)
    assert sorted(one.version for one in seen) == [1, 3]


def test_revoked_person_sees_nothing(school: Cast) -> None:
    made = stage.draft(school)
    school.head.grants.update(valid_to=school.today - timedelta(days=1))
    school.head.__dict__.pop("_grants", None)
    with pytest.raises(errors.NotFound):
        queries.set_for(school.head, made.public_id)
    assert queries.set_list(school.head, school.period, on=school.today) == []


def test_list_shows_only_what_is_followed(school: Cast) -> None:
    stage.draft(school)
    stage.draft(school, unit=school.other_faculty, by=school.other_head)
    assert [line.unit for line in queries.set_list(school.head, school.period, on=school.today)] == [school.faculty]
    assert [line.unit for line in queries.set_list(school.teacher, school.period, on=school.today)] == [school.faculty]
    assert queries.set_list(school.stranger, school.period, on=school.today) == []


def test_school_objectives_to_serve_are_those_in_force(school: Cast) -> None:
    draft = stage.draft(school, objective(), unit=school.school, by=school.quality_head)
    assert not queries.school_objectives(school.school.pk, school.period).exists()
    stage.walk(school, draft, "issue", stage.SCHOOL_WAY)
    assert queries.school_objectives(school.school.pk, school.period).get().set == draft


def test_units_one_may_open_a_set_for(school: Cast) -> None:
    assert list(queries.units_for_creating(school.head, school.period)) == [school.faculty]
    assert list(queries.units_for_creating(school.quality_head, school.period)) == [school.school]
    assert list(queries.units_for_creating(school.teacher, school.period)) == []
    made = stage.draft(school)
    assert list(queries.units_for_creating(school.head, school.period)) == []
    actions.withdraw(objective_set=made, reason="x", by=school.head, at=school.at)
    assert list(queries.units_for_creating(school.head, school.period)) == [school.faculty]


def test_comment_of_another_set_is_not_found(school: Cast) -> None:
    made = stage.walk(school, stage.draft(school), "open")
    comment = actions.add_comment(objective_set=made, text="x", by=school.teacher, at=school.at)
    assert queries.comment_for(school.head, made, comment.pk) == comment
    with pytest.raises(errors.NotFound):
        queries.comment_for(school.other_head, made, comment.pk)


def test_evaluation_and_measurement_are_fetched_by_insiders_only(school: Cast) -> None:
    made = stage.issued(school)
    result = stage.measure(school, made, 85)
    evaluation = actions.open_evaluation(objective_set=made, by=school.head, at=school.at)
    with pytest.raises(errors.NotAllowed):
        queries.evaluation_for(school.teacher, made.public_id)
    assert queries.evaluation_for(school.quality_head, made.public_id).set == made
    actions.submit_evaluation(evaluation=evaluation, by=school.head, at=school.at)
    assert queries.evaluation_for(school.teacher, made.public_id).set == made
    assert queries.measurement_for(school.teacher, result.public_id) == result
    for fetch in (
        lambda: queries.evaluation_for(school.other_head, made.public_id),
        lambda: queries.measurement_for(school.other_head, result.public_id),
    ):
        with pytest.raises(errors.NotFound):
            fetch()
    assert made.state == terms.ISSUED


def test_who_is_named_in_an_issued_plan_of_another_unit_sees_it(school: Cast) -> None:
    called = contents.ResponsibilityContent("supporting", "Hứa Bích Diệp", person_id=school.other_head.pk)
    lead = contents.ResponsibilityContent("lead", "Trưởng khoa")
    made = stage.draft(school, objective(responsibilities=(lead, called)))
    assert not rules.can_view(school.other_head, made)
    made = stage.walk(school, made, "issue")
    for fetch in fetchers(made):
        fetch(school.other_head)
    assert rules.can_view(school.other_head, made)
    assert not rules.can_edit(school.other_head, made)
