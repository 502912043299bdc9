"""Whose work it is, who holds it, how it got there."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khue.engine.procedures import queries
from khue.engine.procedures.actions import cases
from khue.foundation.kernel import errors
from tests.engine.procedures.conftest import Play, start_case


def mine(person, cast) -> list[tuple[str, bool]]:
    return [(task.name, task.may_decide) for task in queries.tasks_for(person, cast.at)]


def test_task_is_the_head_s_to_decide_and_the_deputy_s_to_follow(cast, begin) -> None:
    begin()
    name = "1. Dự thảo MTCL và KHTHMTCL của đơn vị"
    assert mine(cast.head, cast) == [(name, True)]
    assert mine(cast.deputy, cast) == [(name, False)]
    for other in (cast.other_head, cast.stranger, cast.teacher, cast.rector, cast.authority_officer):
        assert mine(other, cast) == []


def test_everybody_of_the_unit_has_the_consultation(cast, begin) -> None:
    play = begin()
    play("open", cast.head)
    assert mine(cast.teacher, cast) == [("2. Góp ý MTCL và KHTHMTCL của đơn vị", False)]
    assert mine(cast.head, cast) == [("2. Góp ý MTCL và KHTHMTCL của đơn vị", True)]
    assert mine(cast.other_head, cast) == []


def test_heads_of_all_units_have_the_consultation_of_the_school(cast, begin) -> None:
    play = begin("school")
    play("open", cast.quality_head)
    for head in (cast.head, cast.other_head):
        assert mine(head, cast) == [("2. Góp ý MTCL của trường", False)]
    assert mine(cast.teacher, cast) == mine(cast.stranger, cast) == []


def test_soonest_deadline_comes_first_and_none_comes_last(cast, begin) -> None:
    first = begin()
    second = Play(cast, start_case(cast, cast.other_faculty, "unit"))
    third = begin("school")
    for play, head in ((first, cast.head), (second, cast.other_head)):
        for outcome in ("open", "close", "submit"):
            play(outcome, head)
    cases.set_date(case=third.case, name="school_meeting", on=date(2026, 9, 9), by=None, at=cast.at)
    third("open", cast.quality_officer)
    found = [task.due_on for task in queries.tasks_for(cast.quality_officer, cast.at)]
    assert found == [date(2026, 9, 9), date(2026, 9, 14), date(2026, 9, 14)]


@pytest.mark.parametrize("count", [1, 3])
def test_tasks_take_two_queries_at_any_number(cast, begin, count) -> None:
    begin()
    for number in range(1, count):
        start_case(cast, cast.faculty, "unit", subject_id=10_000 + number)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len([task.case.unit.name for task in queries.tasks_for(cast.head, cast.at)]) == count
    assert len(asked) == 2


def test_task_is_found_by_its_address_only_by_those_who_have_it(cast, begin) -> None:
    task = begin().task
    assert queries.task_for(cast.head, task.public_id, cast.at).may_decide
    assert not queries.task_for(cast.deputy, task.public_id, cast.at).may_decide
    for other in (cast.other_head, cast.stranger):
        with pytest.raises(errors.NotFound):
            queries.task_for(other, task.public_id, cast.at)


def test_closed_task_is_still_found_so_that_a_stale_tab_is_told(cast, begin) -> None:
    play = begin()
    task = play.task
    play("open", cast.head)
    assert queries.task_for(cast.head, task.public_id, cast.at).closed_by == cast.head


def test_holders_are_the_deciders_in_the_order_of_names(cast, begin) -> None:
    play = begin()
    assert queries.holders(play.task, cast.at) == [cast.head]
    assert queries.holders(play.task, cast.at, taking_part=True) == [cast.deputy, cast.head]
    for outcome in ("open", "close", "submit"):
        play(outcome, cast.head)
    assert queries.holders(play.task, cast.at) == [cast.quality_officer, cast.quality_head]
    play("pass", cast.quality_head)
    assert set(queries.holders(play.task, cast.at)) == {cast.rector, cast.vice_rector}


def test_who_holds_a_task_is_who_finds_it(cast, begin) -> None:
    play = begin()
    play("open", cast.head)
    everybody = [one for one in vars(cast).values() if hasattr(one, "full_name")]
    finders = {one for one in everybody if mine(one, cast)}
    assert finders == set(queries.holders(play.task, cast.at, taking_part=True))
    assert finders == {cast.head, cast.deputy, cast.teacher}


def test_buttons_begin_with_the_primary_one(cast, begin) -> None:
    play = begin()
    for outcome in ("open", "close", "submit"):
        play(outcome, cast.head)
    assert [one.label for one in queries.outcomes_of(play.task)] == ["Phù hợp, trình phê duyệt", "Trả lại"]


def test_timeline_reads_in_the_words_of_the_procedure(cast, begin) -> None:
    play = begin()
    play("open", cast.head)
    play("close", cast.head)
    play("submit", cast.head)
    play("return", cast.quality_head, "Thiếu minh chứng")
    told = [(one.by, one.what, one.to, one.is_return, one.reason) for one in queries.case_timeline(play.case)]
    assert told[0] == (cast.quality_officer, "Bắt đầu", "1. Dự thảo MTCL và KHTHMTCL của đơn vị", False, "")
    assert told[-1] == (cast.quality_head, "Trả lại", "3. Hoàn chỉnh MTCL và KHTHMTCL", True, "Thiếu minh chứng")
