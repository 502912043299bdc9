"""The counts of the dashboard: always what the rows say, whether kept or counted anew."""

from __future__ import annotations

from datetime import date

import pytest

from khue.quality.objectives import actions, contents, jobs, queries, terms
from khue.quality.objectives.actions import tallying
from khue.quality.objectives.models import ObjectiveSet
from khue.quality.objectives.queries import tallies
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.stage import objective, target

pytestmark = pytest.mark.django_db


def counted(made: ObjectiveSet) -> tallies.Tally:
    return tallies.count(ObjectiveSet.objects.filter(pk=made.pk))[made.pk]


def kept(made: ObjectiveSet) -> ObjectiveSet:
    return ObjectiveSet.objects.get(pk=made.pk)


def test_tally_survives_json() -> None:
    made = tallies.Tally(tasks=3, done=1, due={date(2027, 1, 9): 2})
    assert tallies.Tally.from_json(made.to_json()) == made


def test_late_counts_what_is_over() -> None:
    made = tallies.Tally(due={date(2027, 1, 9): 2, date(2027, 1, 10): 1})
    assert [made.late(date(2027, 1, day)) for day in (9, 10, 11)] == [0, 2, 3]


def test_issued_set_is_counted_at_once(school: Cast) -> None:
    own = contents.ScheduleContent("", None, date(2027, 1, 10), before=True)
    tasks = (contents.TaskContent("A", schedule=own), contents.TaskContent("B"))
    made = kept(stage.issued(school, objective(tasks=tasks), objective("2", targets=(), tasks=())))
    assert tallies.is_fresh(made)
    tally = tallies.Tally.from_json(made.tally)
    assert tally == counted(made)
    assert (tally.targets["not_measured"], tally.objectives["not_measured"], tally.tasks) == (1, 2, 2)
    assert tally.due == {date(2027, 1, 9): 1, date(2027, 8, 31): 1}


def test_results_and_reports_make_it_out_of_date(school: Cast) -> None:
    made = stage.issued(school)
    stage.measure(school, made, 85)
    assert not tallies.is_fresh(kept(made))
    assert actions.recount() == 1
    assert tallies.is_fresh(kept(made))
    one = queries.task_for(school.head, made.objectives.get().tasks.get().public_id)
    actions.update_task(task=one, progress=terms.DONE, by=school.head, at=school.at)
    assert not tallies.is_fresh(kept(made))
    actions.recount()
    tally = tallies.Tally.from_json(kept(made).tally)
    assert (tally.objectives["met"], tally.done, tally.due) == (1, 1, {})
    assert actions.recount() == 0


def test_count_made_while_something_changed_is_not_taken_for_fresh(
    school: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stage.issued(school)
    stage.measure(school, made, 85)
    count = tallies.count

    def slow(sets):
        found = count(sets)
        stage.measure(school, made, 70)
        return found

    monkeypatch.setattr(tallying.tallies, "count", slow)
    actions.recount()
    assert not tallies.is_fresh(kept(made))


def test_new_version_is_counted_with_the_results_that_came_along(school: Cast) -> None:
    old = stage.issued(school, objective(targets=(target(value=75),)))
    stage.measure(school, old, 78)
    new = actions.new_version(objective_set=old, reason="x", by=school.head, at=school.at)
    new = kept(stage.walk(school, new, "issue"))
    assert tallies.is_fresh(new)
    assert tallies.Tally.from_json(new.tally).objectives["met"] == 1


def test_the_clock_counts_anew(school: Cast) -> None:
    made = stage.issued(school)
    stage.measure(school, made, 85)
    assert jobs.count_anew(school.at) == 1
    assert tallies.is_fresh(kept(made))


def test_drafts_are_not_counted(school: Cast) -> None:
    stage.draft(school)
    assert actions.recount() == 0
