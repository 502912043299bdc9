"""The board: who is at which step, who is late, who has answered; the same number of statements at any size."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from khue.engine.calls import actions, queries
from khue.engine.calls.models import Call
from khue.foundation.kernel import errors
from khue.people.organisation import queries as organisation
from khue.quality.objectives.models import ObjectiveSet
from tests import cast as people
from tests.cast import Cast
from tests.engine.calls.conftest import DUE, call_units
from tests.quality.objectives import stage
from tests.quality.objectives.screens import sign_in


def board(play: Cast, call: Call, on: date, who: Any = None) -> list[queries.Line]:
    return queries.board(who or play.quality_head, call, organisation.calendar_for(play.school), on).lines


def fill(play: Cast, unit: Any, who: Any) -> ObjectiveSet:
    from khue.quality.objectives import actions as objectives
    from khue.quality.objectives import contents

    made = stage.fresh(ObjectiveSet.objects.get(unit=unit))
    content = contents.SetContent((stage.objective(),))
    objectives.replace_content(objective_set=made, content=content, revision=made.revision, by=who, at=play.at)
    return stage.fresh(made)


def test_each_unit_says_its_step_holder_and_days(play: Cast, call: Call) -> None:
    (line,) = [one for one in board(play, call, play.today) if one.unit == play.faculty]
    progress = line.progress
    assert (progress.stage, progress.state, progress.step) == ("untouched", "Chưa bắt đầu", "1 Dự thảo")
    assert (progress.holder, progress.holder_note) == ("Tạ Đình Sơn", "Trưởng đơn vị")
    assert (line.due.text, line.due.date, line.is_late) == ("Còn 39 ngày làm việc", "hạn 30/10/2026", False)
    assert [one["number"] for one in line.track] == ["1", "2", "3", "4a", "4b", "5"]


def test_late_ones_come_first_and_say_so(play: Cast, call: Call) -> None:
    stage.walk(play, fill(play, play.faculty, play.head), "issue")
    lines = board(play, call, DUE + timedelta(days=4))
    assert [(one.unit.code, one.is_late) for one in lines] == [("KT", True), ("DIEN", True), ("CK", False)]
    assert (lines[0].due.text, lines[0].track[0]["kind"]) == ("Trễ 2 ngày làm việc", "late")


def test_the_deadline_of_the_call_counts_where_the_step_has_a_later_or_none(play: Cast, call: Call) -> None:
    stage.walk(play, fill(play, play.faculty, play.head), "open")
    (line,) = [one for one in board(play, call, play.today) if one.unit == play.faculty]
    assert (line.progress.step, line.due_on) == ("2 Góp ý", DUE)


def test_an_answer_says_its_decision_and_how_early(play: Cast, call: Call) -> None:
    stage.walk(play, fill(play, play.faculty, play.head), "issue")
    (line,) = [one for one in board(play, call, play.today) if one.unit == play.faculty]
    assert (line.is_answered, line.progress.holder_note, line.early) == (True, "Số 318/QĐ-CĐKTKV", 39)
    assert {one["kind"] for one in line.track} == {"done"}


def test_what_came_back_is_counted_while_it_is_worked_on(play: Cast, call: Call) -> None:
    made = stage.walk(play, fill(play, play.faculty, play.head), "submit")
    stage.step(play, made, "return", "quality_officer", reason="Thiếu")
    (line,) = [one for one in board(play, call, play.today) if one.unit == play.faculty]
    assert (line.progress.returns, line.progress.state) == (1, "Trả lại lần 1, đang hoàn chỉnh")


def test_whose_turn_it_is_finds_the_deed(play: Cast, call: Call) -> None:
    stage.walk(play, fill(play, play.faculty, play.head), "submit")
    deeds = {
        part: [
            one.progress.deed for one in board(play, call, play.today, getattr(play, part)) if one.unit == play.faculty
        ]
        for part in ("quality_officer", "rector", "head")
    }
    assert deeds == {"quality_officer": ["Xem xét"], "rector": [""], "head": [""]}


def test_a_head_sees_the_own_line_only_and_an_outsider_none(play: Cast, call: Call) -> None:
    assert [one.unit for one in board(play, call, play.today, play.head)] == [play.faculty]
    assert queries.call_for(play.head, call.public_id) == call
    for part in ("teacher", "admin", "stranger", "authority_officer"):
        with pytest.raises(errors.NotFound):
            queries.call_for(getattr(play, part), call.public_id)


def test_a_head_whose_unit_was_not_called_does_not_know_of_it(play: Cast) -> None:
    call = call_units(play, play.other_faculty)
    with pytest.raises(errors.NotFound):
        queries.call_for(play.head, call.public_id)


def test_reminders_are_counted(play: Cast, call: Call) -> None:
    for days in (0, 1):
        recipients = list(call.recipients.select_related("unit").filter(unit=play.faculty))
        actions.remind(call=call, recipients=recipients, by=play.quality_head, at=play.at + timedelta(days=days))
    (line,) = [one for one in board(play, call, play.today + timedelta(days=1)) if one.unit == play.faculty]
    assert (line.reminded, line.reminded_today) == (2, True)
    assert isinstance(line.reminded_at, datetime)


@pytest.mark.parametrize("count", [1, 10, 200])
def test_the_board_costs_the_same_at_any_size(play: Cast, count: int) -> None:
    units = [people.unit(f"U{n}", f"Đơn vị {n}", "faculty", play.school) for n in range(count)]
    call = call_units(play, *units)
    client = sign_in(play.quality_head)
    client.get(f"/dot/{call.public_id}/")
    with stage.statements() as found:
        assert client.get(f"/dot/{call.public_id}/").status_code == 200
    assert len(found) == 6
